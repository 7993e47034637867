import type { ActionType } from '../../domain/actions';
import type { ProblemCode } from '../../domain/errors';
import type { StageKind } from '../../domain/route';
import type { Base, Share } from '../../domain/rule';
import type { HolderCode, StatusCode } from '../../domain/stages/stage';
import type { Day, Instant } from '../../domain/time';
import type { FormOfAddress, Kind, Office, Person } from '../mail/data';

/**
 * What each page is made of: plain JSON. Times are instants, days are days; the template layer words them. Texts that come
 * from records are given in the language of the page.
 *
 * All forms post `application/x-www-form-urlencoded`, except `correction` with files and the upload of `verify`
 * (`multipart/form-data`). Field names stand at each page; `<id>` is the id of a line. A form of a sheet has up to three
 * fields a line, so the parser's limit of fields must allow for that. `submission` is the fresh id of the rendered form:
 * a read-back hands on the one of the form before it, so that a double click is one act.
 */

export type { FormOfAddress, Kind, Office, Person };

/** What stands on top and at the bottom of every page. */
export interface Frame {
  readonly office: Pick<Office, 'council' | 'body' | 'phone'>;
  /** The same page in the other language, as a relative address. Absent on answers to a POST. */
  readonly otherLanguage?: string;
}

/** A form: where it is posted, relative, and its fresh id. */
interface Form {
  readonly action: string;
  readonly submission: string;
}

// ── The sheet of a council member ────────────────────────────────────────────────────────────────────────────────────

/** What a member may choose for a line; `recuse` is a declaration with a reason, the others as the regulation knows them. */
export type Choice = 'yes' | 'no' | 'other' | 'abstain' | 'recuse';

/** What the head of every page of a sheet says. */
interface SheetHead {
  readonly person: Person & { readonly role: string };
  readonly session: {
    /** "đợt 2 năm 2026", completes "Xét khen thưởng …". */
    readonly round: string;
    readonly ballot: 'named' | 'secret';
    readonly closes: Instant;
    /** Also closes as soon as all have sent their sheets. */
    readonly closesEarly: boolean;
    readonly secretary: { readonly name: string; readonly phone: string };
  };
}

/** A file of a dossier; opens beside the sheet, so that no choice is lost. */
export interface Paper {
  readonly name: string;
  readonly url: string;
}

export interface BallotLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly post?: string;
  readonly unit: string;
  /** Two or three lines. */
  readonly merit: string;
  /** The article applied: "khoản 1 Điều 22 Luật Thi đua, khen thưởng". */
  readonly basis: string;
  /** The office's opinion: "đủ điều kiện". */
  readonly opinion: string;
  /** The share of the council before. */
  readonly lower?: { readonly council: string; readonly yes: number; readonly of: number };
  /** Relations that are shown and do not lock: "Ông là Thủ trưởng đơn vị trình". */
  readonly relations?: readonly string[];
  /** Opens in place. */
  readonly dossier?: {
    readonly facts: readonly { readonly label: string; readonly value: string }[];
    readonly papers: readonly Paper[];
  };
  /** The member does not vote here, for this reason; no field is rendered. */
  readonly locked?: string;
  /** What this voter has chosen on this sheet so far; never a proposal of the service. */
  readonly choice?: Choice;
  /** Reason of a recusal, as typed. */
  readonly reason?: string;
  /** Text of another opinion, as typed. */
  readonly text?: string;
  /** Set when the sheet was posted without this: the line is marked. */
  readonly missing?: 'choice' | 'reason' | 'text';
}

export interface BallotGroup {
  readonly award: string;
  /** How the council decides on this award, frozen with the session. `needed` of `of` members, where the base is known. */
  readonly rule: { readonly threshold: Share; readonly base: Base; readonly needed?: number; readonly of?: number };
  readonly lines: readonly BallotLine[];
}

/** A line with what was chosen for it. */
export interface ChosenLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly award: string;
  readonly choice: Choice;
  readonly reason?: string;
  readonly text?: string;
  /** Chosen by "agree with the remaining lines". */
  readonly byRest?: boolean;
  /** Was locked on the sheet: shown, not handed on as a field. */
  readonly locked?: boolean;
}

// ── The list before an authority ─────────────────────────────────────────────────────────────────────────────────────

interface ProposalHead {
  readonly person: Person & { readonly post: string };
  readonly proposal: {
    readonly ttr: string;
    readonly date: Day;
    readonly submitter: string;
    /** Own power, or signing on to the next level. */
    readonly power: 'decide' | 'forward';
    readonly n: number;
  };
}

export interface ProposalLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly post?: string;
  readonly unit: string;
  readonly merit: string;
  readonly basis: string;
  /** The office's opinion. */
  readonly opinion: string;
  readonly council?: { readonly council: string; readonly yes: number; readonly of: number };
  readonly findings: readonly { readonly level: 'BLOCK' | 'HOLD' | 'WARN'; readonly text: string }[];
  readonly papers?: readonly Paper[];
  /** As posted so far. */
  readonly struck?: boolean;
  readonly reason?: string;
  /** Struck out without a reason: the line is marked. */
  readonly missing?: boolean;
}

export interface DecidedLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly award: string;
  /** Present when the line is struck out. */
  readonly reason?: string;
}

// ── The unit's pages ─────────────────────────────────────────────────────────────────────────────────────────────────

/** What a line may be after its end, beside the states of its way: a matter of the certificate. */
export type CertificateState = 'corrected' | 'replaced' | 'revoked';

export interface StatusLine {
  readonly no: number;
  readonly name: string;
  readonly award: string;
  readonly status: StatusCode | CertificateState;
  /** Number of the decision that replaces, for `replaced`. */
  readonly by?: string;
  readonly holder: HolderCode;
  /** Who that is by name, where the unit may know: "Sở Nội vụ, chuyên viên Trần Văn Mẫu". */
  readonly holderName?: string;
  readonly since: Day;
  readonly due?: Day;
  /** Kinds of the stages after this one. */
  readonly next: readonly StageKind[];
  /** What to correct, in short; shown with the link to the form. */
  readonly correction?: { readonly reasons: readonly string[]; readonly url: string };
  /** The form to withdraw, while that is possible. */
  readonly withdraw?: string;
}

/** One item that was returned for correction. */
export interface CorrectionItem {
  /** Name in the form: `value.<field>`, a file `file.<field>`. */
  readonly field: string;
  readonly label: string;
  readonly kind: 'text' | 'long' | 'date' | 'file';
  readonly reason: string;
  readonly citation?: string;
  /** What stands in the dossier; for a file its name. */
  readonly old: string;
  /** As typed so far; the form opens with `old` when absent. */
  readonly value?: string;
  /** Why the typed value was refused. */
  readonly error?: string;
}

/** The facts of a certificate that the public may see. */
export interface VerifiedFacts {
  readonly name: string;
  readonly post?: string;
  readonly unit?: string;
  readonly award: string;
  /** Who decided. */
  readonly authority: string;
  readonly decision: string;
  readonly date: Day;
  readonly goldBook?: string;
}

export type Verified =
  | { readonly state: 'unknown' }
  | { readonly state: 'valid'; readonly facts: VerifiedFacts }
  | {
      /** `paper`: the letter that corrects, the decision that replaces or revokes. */
      readonly state: 'corrected' | 'replaced' | 'revoked';
      readonly facts: VerifiedFacts;
      readonly paper: { readonly number: string; readonly date: Day };
    };

export interface PageData {
  /**
   * The sheet. Fields: `submission`; for each line that is not locked `choice.<id>` (a Choice), `reason.<id>` (of a
   * recusal), `text.<id>` (only where `other` is offered); `step` = `review` | `agreeRest` (blank lines become `yes`).
   * Rendered again with `missing` lines and all choices when something is blank.
   */
  ballot: Frame &
    Form &
    SheetHead & {
      /** Legal basis: founding decision, article of the regulation, who ordered it. One sentence each. */
      readonly basis: readonly string[];
      /** Choices that the regulation knows, in order; `recuse` is always offered beside them. */
      readonly offered: readonly Exclude<Choice, 'recuse'>[];
      readonly groups: readonly BallotGroup[];
      /** Lines taken out after the sheets were sent. */
      readonly dropped: readonly { readonly no: number; readonly at: Instant; readonly paper: string }[];
      /** An earlier sheet of this member counts until this one is sent. */
      readonly earlierAt?: Instant;
      /** Few sheets come by link, so no sub-total is made of them (mixed sessions with a secret ballot). */
      readonly fewByLink?: boolean;
    };
  /** The read-back. Fields: all of the sheet, hidden; `step` = `send` | `edit`. */
  'ballot-review': Frame & Form & SheetHead & { readonly lines: readonly ChosenLine[] };
  /** Recorded. `lines` only for a named sheet. */
  'ballot-done': Frame &
    SheetHead & { readonly at: Instant; readonly code: string; readonly lines?: readonly ChosenLine[] };
  /** A link opened after voting, while open. `edit`: the address that shows the sheet again. */
  'ballot-voted': Frame &
    SheetHead & {
      readonly at: Instant;
      /** Where it is known. */
      readonly code?: string;
      readonly edit: string;
      readonly lines?: readonly ChosenLine[];
    };
  /** Closed. `sentAt` when a sheet of this member was received; `late` when this answers a post that came too late. */
  'ballot-closed': Frame &
    SheetHead & {
      readonly closedAt: Instant;
      readonly sentAt?: Instant;
      readonly lines?: readonly ChosenLine[];
      readonly late?: { readonly at: Instant; readonly lines: readonly ChosenLine[] };
    };
  /** Not known whether the sheet was recorded. Fields as of `ballot-review`; `step` = `send` | `edit`. */
  'ballot-busy': Frame & Form & SheetHead & { readonly lines: readonly ChosenLine[] };

  /**
   * The list before the authority. Fields: `submission`; `answer` = `approve` (the list without the lines struck out) |
   * `return`; `returnReason`; for each line `strike.<id>` = `yes` when ticked, `reason.<id>`; `step` = `review`.
   */
  proposal: Frame &
    Form &
    ProposalHead & {
      readonly kinds: readonly Kind[];
      readonly minutesDate?: Day;
      /** Points to note, as in the mail. */
      readonly exceptions: readonly string[];
      /** Draft decision, list, minutes. */
      readonly papers: readonly Paper[];
      readonly groups: readonly { readonly award: string; readonly lines: readonly ProposalLine[] }[];
      readonly answer?: 'approve' | 'return';
      readonly returnReason?: string;
      /** What the post lacked. */
      readonly missing?: readonly ('answer' | 'returnReason' | 'reason' | 'allStruck')[];
    };
  /** The read-back. Fields: all of `proposal`, hidden; `step` = `send` | `edit`. */
  'proposal-review': Frame &
    Form &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };
  'proposal-done': Frame &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly at: Instant;
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };
  /** The link opened after the answer. */
  'proposal-answered': Frame &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly at: Instant;
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };
  /** No longer open for an answer: the signed paper is recorded, or the office has taken the proposal back. */
  'proposal-closed': Frame &
    ProposalHead & {
      readonly closedAt: Instant;
      readonly because: 'recorded' | 'takenBack';
      /** Number and day of the recorded paper. */
      readonly paper?: { readonly number: string; readonly date: Day };
    };
  /** Not known whether the answer was recorded. Fields as of `proposal-review`. */
  'proposal-busy': Frame &
    Form &
    ProposalHead & {
      readonly answer: 'approve' | 'return';
      readonly returnReason?: string;
      readonly lines: readonly DecidedLine[];
    };

  /** The unit's list: where each line is. Holds no form. */
  status: Frame & {
    readonly unit: string;
    readonly ttr: string;
    readonly ttrDate: Day;
    /** Code of the receipt, once received. */
    readonly receipt?: string;
    readonly officer: string;
    readonly asOf: Instant;
    readonly lines: readonly StatusLine[];
  };
  /**
   * One returned line. Fields: `submission`; `value.<field>` or `file.<field>` for each item; `note` (optional);
   * `by` (name of who sends it); `agreed` = `yes` (the head of the unit agrees; a tick box, never preset). Multipart when an item
   * is a file.
   */
  correction: Frame &
    Form & {
      readonly ttr: string;
      readonly line: { readonly no: number; readonly name: string; readonly award: string };
      readonly due: Day;
      readonly items: readonly CorrectionItem[];
      readonly note?: string;
      readonly by?: string;
      /** What the post lacked besides errors of items. */
      readonly missing?: readonly ('by' | 'agreed')[];
      /** Back to the list. */
      readonly back: string;
    };
  'correction-done': Frame & {
    readonly ttr: string;
    readonly line: { readonly no: number; readonly name: string; readonly award: string };
    readonly at: Instant;
    readonly changed: readonly { readonly label: string; readonly old: string; readonly value: string }[];
    readonly back: string;
  };
  /**
   * Withdrawal of one line, direct or by a request that the office accepts. Fields: `submission`; `letter` (number),
   * `letterDate` (YYYY-MM-DD), `reason`, `by`; `withdraw` = `yes` | `no`, none preset.
   */
  withdrawal: Frame &
    Form & {
      readonly ttr: string;
      readonly line: { readonly no: number; readonly name: string; readonly award: string };
      readonly mode: 'direct' | 'request';
      readonly letter?: string;
      readonly letterDate?: string;
      readonly reason?: string;
      readonly by?: string;
      readonly missing?: readonly ('letter' | 'letterDate' | 'reason' | 'by' | 'withdraw')[];
      readonly back: string;
    };
  'withdrawal-done': Frame & {
    readonly ttr: string;
    readonly line: { readonly no: number; readonly name: string; readonly award: string };
    readonly mode: 'direct' | 'request';
    readonly at: Instant;
    readonly back: string;
  };

  /** Any link that no longer works, the same for all. Fields: `submission`, `send` = `yes` | `no`, none preset. */
  'dead-link': Frame & Form & { readonly missing?: boolean };
  /** The answer, the same for all. */
  'dead-link-done': Frame & { readonly send: boolean };

  /**
   * The public check. Form with method GET: `code` at `action`. Form with method POST, multipart: `file` at `uploadAction`.
   */
  verify: Frame & {
    readonly action: string;
    readonly uploadAction?: string;
    /** The only true address, as people read it: "vinhdanh.example.gov.vn". */
    readonly domain: string;
    readonly code?: string;
    readonly checkedAt: Instant;
    readonly result?: Verified;
  };
  /** Any refusal as a page. The sentence comes from the table of refusals. */
  problem: Frame & {
    readonly code: ProblemCode;
    readonly fields?: readonly { readonly field: string; readonly message: string }[];
    /** What the state allows instead. */
    readonly allowed?: readonly ActionType[];
    /** Where to go on, relative. */
    readonly back?: string;
  };
  home: Frame & { readonly verify: string; readonly docs: string };
}

export type PageName = keyof PageData;
