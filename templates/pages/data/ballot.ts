import type { Base, Share } from '../../../domain/rule';
import type { Instant } from '../../../domain/time';
import type { Form, Frame, Paper, Person } from './frame';

/** What a member may choose for a line; `recuse` is a declaration with a reason, the others as the regulation knows them. */
export type Choice = 'yes' | 'no' | 'other' | 'abstain' | 'recuse';

/** What the head of every page of a sheet says. */
interface SheetHead {
  /** Lines taken out while the session is open; `paper` may be empty. */
  readonly dropped?: readonly { readonly no: number; readonly at: Instant; readonly paper: string }[];
  readonly person: Person & { readonly role: string };
  /** When a paper invitation with this member's link was printed last. */
  readonly printedAt?: Instant;
  readonly session: {
    /** As the secretary named it: "đợt 2 năm 2026", or "Xét danh hiệu thi đua năm 2026". */
    readonly name: string;
    readonly ballot: 'named' | 'secret';
    readonly closes: Instant;
    /** Also closes as soon as all have sent their sheets. */
    readonly closesEarly: boolean;
    readonly secretary: { readonly name: string; readonly phone: string };
  };
}

export interface BallotLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  readonly post?: string;
  /** Not told again of a collective that bears its name. */
  readonly unit?: string;
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
  readonly locked?: undefined;
  /** What this voter has chosen on this sheet so far; never a proposal of the service. */
  readonly choice?: Choice;
  /** Reason of a recusal, as typed. */
  readonly reason?: string;
  /** Text of another opinion, as typed. */
  readonly text?: string;
  /** Set when the sheet was posted without this: the line is marked. */
  readonly missing?: 'choice' | 'reason' | 'reasonLong' | 'text' | 'textLong';
}

/** A line on which the member does not vote: what it is called and why, and nothing else of it. No field is rendered. */
export interface LockedLine {
  readonly id: string;
  readonly no: number;
  readonly name: string;
  /** The reason, as the page says it. */
  readonly locked: string;
}

export interface BallotGroup {
  readonly award: string;
  /** How the council decides on this award, frozen with the session. `needed` of `of` members, where the base is known. */
  readonly rule: { readonly threshold: Share; readonly base: Base; readonly needed?: number; readonly of?: number };
  readonly lines: readonly (BallotLine | LockedLine)[];
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

/** The pages of a council member. */
export interface BallotPages {
  /**
   * The sheet. Fields: `submission`; for each line that is not locked `choice.<id>` (a Choice), `reason.<id>` (of a
   * recusal), `text.<id>` (only where `other` is offered); `step` = `review` | `agreeRest` (blank lines become `yes`; where all are
   * blank, `seen` = `yes` too) | `draft` (kept to go on later) |
   * `blank` (only the lines without a choice are shown) | `edit` (all are).
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
      /** Lines with a choice that are not shown now, and handed on; `groups` then holds the blank ones. */
      readonly folded?: readonly ChosenLine[];
      /** An earlier sheet of this member counts until this one is sent. */
      readonly earlierAt?: Instant;
      /** It could not be asked whether this member has voted: no worker answers. */
      readonly earlierUnknown?: true;
      /** What is filled in was kept unsent at that time; `just`: by the post that this page answers. */
      readonly draft?: { readonly at: Instant; readonly just?: true };
      /** "Agree with the remaining lines" was pressed on a blank sheet without the tick beside it. */
      readonly unseen?: true;
      /** Few sheets come by link, so no sub-total is made of them (mixed sessions with a secret ballot). */
      readonly fewByLink?: boolean;
      /** Before the sheet is recorded, the number of the paper invitation will be asked for. */
      readonly asksNumber?: boolean;
    };
  /** The read-back. Fields: all of the sheet, hidden; `number` where it is asked for; `step` = `send` | `edit`. */
  'ballot-review': Frame &
    Form &
    SheetHead & {
      readonly lines: readonly ChosenLine[];
      /** The number of the paper invitation is asked for. `refused`: why the sheet was not sent. */
      readonly number?: {
        readonly refused?:
          | { readonly kind: 'missing' }
          | { readonly kind: 'wrong'; readonly left: number }
          | { readonly kind: 'locked'; readonly until: Instant };
      };
    };
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
  /**
   * Closed, or ended without a count (`cancelled`). `sentAt` when a sheet of this member was received, `unknown` when it could not
   * be asked whether one was; `late` when this answers a post that came too late.
   */
  'ballot-closed': Frame &
    SheetHead & {
      readonly closedAt: Instant;
      readonly cancelled?: true;
      readonly unknown?: true;
      readonly sentAt?: Instant;
      readonly lines?: readonly ChosenLine[];
      readonly late?: { readonly at: Instant; readonly lines: readonly ChosenLine[] };
    };
  /** Not known whether the sheet was recorded. Fields as of `ballot-review`; `step` = `send` | `edit`. */
  'ballot-busy': Frame & Form & SheetHead & { readonly lines: readonly ChosenLine[] };
}
