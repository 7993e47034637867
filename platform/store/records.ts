import type { CommendationType, Procedure, Text } from '../../domain/award';
import type { WorkingCalendar } from '../../domain/calendar';
import type { ActionType } from '../../domain/actions';
import type { Choice } from '../../domain/counting';
import type { BoardMember } from '../../domain/countingBoard';
import type { Related } from '../../domain/recusal';
import type { CouncilRule } from '../../domain/rule';
import type { ConsultationFact, DeclaredFacts } from '../../domain/rules/facts';
import type { Drill } from '../../domain/drill';
import type { Line, LineEvent } from '../../domain/line';
import type { LineView } from '../../domain/walk';
import type { ProvincePack } from '../../domain/pack';
import type { RuleSet } from '../../domain/rules/ruleSet';
import type { SessionResult } from '../../domain/sessionResult';
import type { StepUp, Tries } from '../../domain/stepUp';
import type { Tally } from '../../domain/tally';
import type { Role } from '../../domain/roles';
import type { Level } from '../../domain/route';
import type { Day, Instant } from '../../domain/time';

/**
 * The records as they stand in MongoDB. Plain objects; `_id` is the business id. Who writes what: master data and drafts are
 * written by the API; everything with a process is written by activities of the workflow that owns it.
 */

export type Language = 'vi' | 'en';
/** Form of address. */
export type Address = 'Ông' | 'Bà' | 'đồng chí';

// --- master data -----------------------------------------------------------------------------------------------------

export interface UnitRecord {
  readonly _id: string;
  readonly name: string;
  readonly kind: 'department' | 'commune' | 'hospital' | 'room' | 'block' | 'other';
  readonly parent?: string;
  /** Abbreviation in document symbols: `STC` in `1034/TTr-STC`. */
  readonly symbol: string;
  readonly validFrom: Day;
  readonly validTo?: Day;
  readonly successor?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Who receives the office's notices at this level (officer in charge). */
  readonly officer?: { readonly name: string; readonly email: string; readonly phone: string };
}

export interface PersonRecord {
  readonly _id: string;
  readonly name: string;
  readonly address: Address;
  readonly post: string;
  readonly unit: string;
  readonly birthDate?: Day;
  readonly sex?: 'female' | 'male';
  readonly email?: string;
  readonly language: Language;
}

/** One version of a council; the version in force on the voting day is the electorate and the base. */
export interface CouncilRecord {
  readonly _id: string; // `${code}@${validFrom}`
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  /** The unit whose council it is; absent for the provincial council. */
  readonly unit?: string;
  readonly validFrom: Day;
  readonly members: readonly CouncilMember[];
}
export interface CouncilMember {
  readonly person: string;
  readonly role: string;
  readonly secretary: boolean;
}

/** Who decides or forwards at a level: the head of a unit, the Chair of the province. */
export interface AuthorityRecord {
  readonly _id: string;
  readonly level: Level;
  readonly unit?: string;
  readonly person: string;
  /** Whose decision it is, as in running text: `Chủ tịch Ủy ban nhân dân tỉnh Đ`. */
  readonly title: string;
  /** Issuer in the upper left corner of papers, with the body above it. */
  readonly issuer: string;
  readonly superior?: string;
  readonly place: string;
  /** Register of the decisions that it signs. */
  readonly register: { readonly symbol: string; readonly mode: 'manual' | 'automatic' };
}

export interface RoundRecord {
  readonly _id: string;
  readonly name: string;
  readonly awardYear: number;
  readonly awards: readonly string[];
  readonly units: readonly string[];
  /** Last day on which units send. */
  readonly deadline: Day;
  readonly officer?: string;
}

export interface CalendarRecord {
  readonly _id: number; // year
  readonly off: readonly Day[];
  readonly extraWorking: readonly Day[];
}
export type { SessionResult, WorkingCalendar };

/** One version of the rules of one source; loaded once, never edited. */
export interface RuleSetRecord {
  readonly _id: string; // `national@2025.1`
  readonly code: string;
  readonly version: string;
  readonly effectiveFrom: Day;
  readonly set: RuleSet;
  /** Of the province: everything else that it regulates itself. */
  readonly pack?: ProvincePack;
  /** SHA-256 of the content. */
  readonly hash: string;
  readonly loadedAt: Instant;
  readonly loadedBy: string;
}

// --- nominations -----------------------------------------------------------------------------------------------------

export type Nominee =
  | {
      readonly kind: 'person';
      readonly person?: string;
      readonly name: string;
      readonly address: Address;
      readonly post: string;
      readonly unitName: string;
    }
  | { readonly kind: 'collective'; readonly collective?: string; readonly name: string }
  | { readonly kind: 'household'; readonly name: string; readonly residence: string };

export interface Paper {
  readonly kind: string;
  readonly title: string;
  readonly number?: string;
  readonly date?: Day;
  readonly signer?: string;
  readonly attachment?: string;
  /** What was handed in; unknown when absent. */
  readonly form?: 'original' | 'certifiedCopy' | 'plainCopy';
  /** The proposing level has confirmed it (có xác nhận); unknown when absent. */
  readonly certified?: boolean;
}

/** The content of a nomination as the unit wrote it; one immutable version per sending or correction. */
export interface Dossier {
  readonly award: string;
  readonly awardYear: number;
  readonly commendationType: CommendationType;
  readonly procedure: Procedure;
  readonly posthumous: boolean;
  readonly nominee: Nominee;
  readonly achievementPeriod: { readonly from: Day; readonly to: Day };
  readonly merit: string;
  readonly basis?: string;
  readonly flags: readonly string[];
  readonly papers: readonly Paper[];
  /** Code of the criterion that it rests on, where the award has several: `BKT.d`. */
  readonly criterion?: string;
  /** Code of the single achievement that is to be rewarded, so that nobody rewards it twice. */
  readonly achievement?: string;
  /** Codes of the initiatives that it rests on: they are used up by the award. */
  readonly initiatives?: readonly string[];
  readonly secretContent?: boolean;
  /** What the form says of facts that the records may know otherwise. */
  readonly declared?: Declared;
}

export type Declared = { readonly [K in keyof DeclaredFacts]?: DeclaredFacts[K] };

export interface NominationRecord {
  readonly _id: string; // `HS-2026-000123`
  readonly unit: string;
  readonly round?: string;
  readonly docket?: string;
  readonly unitProposal?: string;
  readonly dossier: Dossier;
  /** Id of the dossier version shown; absent while a draft. */
  readonly dossierVersion?: string;
  /** Name of the nominee without diacritics, lower case: for search. */
  readonly searchName: string;
  /** Version of the draft while it is one, of the line afterwards. */
  readonly version: number;
  readonly status: LineView['status'];
  readonly view?: LineView;
  readonly allowed: readonly ActionType[];
  /** The line as its docket last wrote it. */
  readonly line?: Line;
  /** The rules that each level took it in under; set once. */
  readonly pinned?: { readonly [K in Level]?: string };
  /** What the bodies that were asked have said, also after their stage. */
  readonly consultations?: readonly ConsultationFact[];
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Idempotency-Key of the creation, scoped by key id. */
  readonly createKey?: string;
  readonly createHash?: string;
}

export interface DossierRecord {
  readonly _id: string;
  readonly nomination: string;
  readonly content: Dossier;
  readonly by: string;
  readonly at: Instant;
}

/** A unit's proposal (Tờ trình đến): what it sends in one go. Immutable; written before the docket hears of it. */
export interface UnitProposalRecord {
  readonly _id: string; // `TT-2026-000045`
  readonly unit: string;
  readonly round?: string;
  readonly docket: string;
  readonly number: string;
  readonly date: Day;
  readonly signer: string;
  readonly nominations: readonly string[];
  readonly papers: readonly Paper[];
  readonly contact: {
    readonly name: string;
    readonly email: string;
    readonly phone?: string;
    readonly language: Language;
  };
  /** Step of the docket that changed the contact last. */
  readonly contactStep?: number;
  readonly submission: string;
  readonly contentHash: string;
  readonly at: Instant;
  /** Set by the docket once it has taken the lines in. */
  readonly receipt?: { readonly code: string; readonly at: Instant };
}

/** Texts and papers of an action, stored before the action is sent; the engine sees the id only. */
export interface NoteRecord {
  readonly _id: string;
  readonly kind: string;
  readonly by: string;
  readonly at: Instant;
  readonly reason?: string;
  readonly citation?: string;
  readonly items?: readonly {
    readonly field: string;
    readonly reason: string;
    readonly citation: string;
    readonly nomination?: string;
  }[];
  readonly paper?: Paper;
  readonly places?: readonly string[];
  /** Members whom it is about. */
  readonly members?: readonly string[];
  readonly contact?: UnitProposalRecord['contact'];
  /** A letter about silent members of a session, as its secretary sent it. */
  readonly letter?: SilenceLetter;
  /** What the clerk recorded of a signed paper; the note has the id of the decision. */
  readonly decision?: Pick<DecisionRecord, 'number' | 'date' | 'signer' | 'signerPost' | 'form' | 'file'>;
}

/** To whom a secretary may write about silent members: to an agency of theirs, or to who leads the council. */
export type LetterTo = { readonly kind: 'chair' } | { readonly kind: 'agency'; readonly unit: string };

export interface SilenceLetter {
  readonly to: LetterTo;
  readonly subject: string;
  readonly text: string;
}

export interface DocketRecord {
  readonly _id: string;
  readonly unit: string;
  readonly round?: string;
  readonly workflowId: string;
  readonly startedAt: Instant;
  readonly closedAt?: Instant;
}

// --- council sessions ------------------------------------------------------------------------------------------------

export interface SessionLine {
  readonly nomination: string;
  readonly docket: string;
  /** Number in the list. */
  readonly no: number;
  readonly award: string;
  readonly rule: CouncilRule;
  /** People of the council who may not vote on it: nominees themselves, and `related`. */
  readonly recused: readonly string[];
  /** Those whom the rule locks because they head the proposing unit or work there. */
  readonly related?: readonly Related[];
  /** Why it is voted on although it cannot reach its threshold. */
  readonly accepted?: string;
}

export interface DroppedLine {
  readonly nomination: string;
  readonly no: number;
  readonly award: string;
  readonly at: Instant;
  /** The paper as pages and mails name it: `Công văn số 12/SNV ngày 17/11/2026`. */
  readonly paper: string;
}

export interface SessionRecord {
  readonly _id: string;
  readonly name: string;
  readonly council: string; // code
  readonly councilVersion?: string;
  readonly level: Level;
  readonly unit?: string;
  readonly kind: 'written' | 'meeting' | 'mixed';
  readonly ballot: 'named' | 'secret';
  readonly basis: {
    readonly foundingDecision: string;
    readonly regulation: string;
    readonly article: string;
    readonly orderedBy: string;
  };
  /** Who counts; a secret ballot has one. Absent in sessions that were drafted without. */
  readonly countingBoard?: readonly BoardMember[];
  readonly closesAt: Instant;
  readonly closing: 'atTime' | 'whenAllVoted';
  readonly lines: readonly SessionLine[];
  /** Lines that left the agenda while the session was open, with the paper. */
  readonly dropped?: readonly DroppedLine[];
  /** Lines that were asked for but could not be claimed, with the code. */
  readonly leftOut: readonly { readonly nomination: string; readonly code: string }[];
  readonly status: 'draft' | 'opening' | 'open' | 'closing' | 'awaitingChair' | 'closed' | 'cancelled' | 'failed';
  /** Members with their turnout; `voted` is filled at closing. */
  readonly members: readonly {
    readonly person: string;
    readonly role: string;
    readonly voted?: boolean;
    readonly at?: Instant;
    /** Was given a ballot at the meeting. */
    readonly present?: boolean;
    /** When his written opinion came, after the time for them: kept out of the count. */
    readonly late?: Instant;
    /** Why he is away from the meeting, as the draft or the totals say. */
    readonly absence?: string;
  }[];
  /** Members who are away from a meeting and are asked by link. */
  readonly absent?: readonly string[];
  /** Members are asked once for the number of their paper invitation. */
  readonly stepUp?: StepUp;
  readonly extended: boolean;
  /** Of a session that is opened with one: its invitations wait for it. */
  readonly drill?: Drill;
  readonly openedAt?: Instant;
  readonly closedAt?: Instant;
  readonly result?: SessionResult;
  /**
   * Who has declared not to vote on a line, for the minutes; by line and person. Written at closing, by name also in a secret
   * ballot: a declaration is no choice. Why stands in the sheet alone. Nominees are not among them, they stand in `lines.recused`.
   */
  readonly recusals?: readonly Recusal[];
  /** What was rendered of the closed session, once for good. */
  readonly papers?: readonly SessionPaper[];
  readonly version: number;
  readonly createdAt: Instant;
  readonly reason?: string;
}

export interface Recusal {
  readonly nomination: string;
  readonly person: string;
}

export interface SessionPaper extends StoredDocument {
  readonly paper: 'countingMinutes' | 'minutes' | 'namedBallot';
  readonly format: 'pdf' | 'docx';
  /** Whose ballot it is. */
  readonly member?: string;
}

/** What is needed to count a closed session again, with what was published of it. */
export interface RecountBundle {
  readonly format: 'vinh-danh-recount-1';
  readonly session: string;
  readonly ballot: SessionRecord['ballot'];
  readonly members: number;
  readonly ballots: number;
  readonly quorate: boolean;
  readonly receiptCodes: readonly string[];
  readonly lines: readonly (Pick<SessionLine, 'no' | 'nomination' | 'award' | 'rule'> & {
    readonly choices: readonly Choice[];
    /** Members who may not vote on the line and sent no sheet. */
    readonly recusedAway: number;
    readonly published: Tally;
  })[];
}

/** Member ↔ random reference, while the session is open; erased when a secret session closes. */
export interface ElectorRecord {
  readonly _id: string; // `${session}/${person}`
  readonly session: string;
  readonly person: string;
  readonly voterRef: string;
  /** What this member has filled in and not sent. It goes with the elector, so no draft outlives the count. */
  readonly draft?: StoredDraft;
  /** Declarations of this member that the secretary has lifted: what was declared before that locks no more. */
  readonly lifted?: readonly { readonly nomination: string; readonly at: Instant }[];
  /** His paper invitation: the one printed last, of which alone the number is right. */
  readonly slip?: PrintedSlip;
  /** How he stands with the number on it. */
  readonly stepUp?: StepUpState;
  /** The session has ended without a count: nothing is kept any more. */
  readonly ended?: true;
}

/** A printing of a paper invitation: what its number is derived from again, never the number. */
export interface PrintedSlip {
  /** The note of the printing. */
  readonly print: string;
  readonly kid: string;
  readonly at: Instant;
}

export interface StepUpState extends Tries {
  /** Keyed hash of the last number that was tried: the same one again is no further try. */
  readonly last?: string;
  /** When he gave the right one. */
  readonly givenAt?: Instant;
}

/** An unsent sheet. It is kept apart from the sheets: nothing that counts reads it. */
export interface StoredDraft {
  /** Of the form in which it was filled in. */
  readonly submission: string;
  /** As of a sheet: AES-256-GCM under the session's key. */
  readonly sealed: Buffer;
  readonly at: Instant;
}

export type { Choice };

/** A posted sheet, immutable. Which one counts is known from the workflow alone. */
export interface SheetRecord {
  readonly _id: string; // `${session}/${voterRef}/${submission}`
  readonly session: string;
  readonly voterRef: string;
  readonly submission: string;
  readonly ordinal: number;
  /** AES-256-GCM under the session's key: iv ‖ tag ‖ ciphertext of JSON `{ choices, nonce, code }`. */
  readonly sealed: Buffer;
  /** SHA-256 of choices and nonce, hex. */
  readonly commitment: string;
  readonly at: Instant;
}

/** Result of counting, per line and shuffled: no refs, no times. Named sessions keep the person. */
export interface BallotRecord {
  readonly _id: string; // `${session}/${nomination}`
  readonly session: string;
  readonly nomination: string;
  readonly choices: readonly Choice[];
  readonly named?: readonly { readonly person: string; readonly choice: Choice; readonly text?: string }[];
}

// --- proposals, decisions, certificates ------------------------------------------------------------------------------

export interface ProposalLine {
  readonly nomination: string;
  readonly docket: string;
  readonly award: string;
  readonly no: number;
}

export interface ProposalRecord {
  readonly _id: string;
  /** Own number of the paper that puts the list to the authority. */
  readonly number: string;
  readonly date: Day;
  readonly authority: string;
  readonly level: Level;
  readonly unit?: string;
  readonly power: 'decide' | 'forward';
  readonly mode: 'link' | 'recorded';
  readonly submitter: string;
  readonly lines: readonly ProposalLine[];
  readonly leftOut: readonly { readonly nomination: string; readonly code: string }[];
  readonly status:
    | 'draft'
    | 'sending'
    | 'sent'
    | 'awaitingNumber'
    | 'issuing'
    | 'issued'
    | 'forwarded'
    | 'returned'
    | 'refused'
    | 'cancelled';
  readonly answer?: ProposalAnswer;
  readonly decision?: string;
  readonly sentAt?: Instant;
  readonly version: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

export interface ProposalAnswer {
  readonly kind: 'approved' | 'returned';
  readonly struckOut: readonly { readonly nomination: string; readonly note: string }[];
  readonly note?: string;
  readonly at: Instant;
  readonly by: string;
}

/** What the authority or the clerk said, stored before the proposal hears of it. */
export interface DecisionRecord {
  readonly _id: string;
  readonly proposal?: string;
  readonly kind: 'decision' | 'forward' | 'external';
  readonly register: string; // `${authority}/${year}`
  readonly number: string; // `05/QĐ-UBND`
  readonly serial?: number; // running number in the register
  readonly date: Day;
  readonly signer: string;
  readonly signerPost: string;
  readonly form: 'direct' | 'TM.' | 'KT.' | 'TL.' | 'TUQ.';
  readonly authority?: string;
  readonly subject: string;
  readonly lines: readonly string[];
  readonly file?: string;
  readonly at: Instant;
  readonly by: string;
  /** GridFS ids of what was rendered, once it is. */
  readonly documents?: { readonly decision?: StoredDocument };
}

export interface StoredDocument {
  readonly file: string;
  readonly sha256: string;
  readonly renderer: string;
  readonly bytes: number;
}

export interface CertificateRecord {
  readonly _id: string; // `${decision}/${nomination}`
  /** Public number: `SV-QĐ-UBND-2026-00012`, from the gold book. */
  readonly number: string;
  readonly goldBook: string; // register
  readonly goldBookNumber: number;
  readonly verifyCode: string;
  readonly decision: string;
  readonly nomination: string;
  readonly award: string;
  readonly unit: string;
  readonly snapshot: {
    readonly nominee: Nominee;
    readonly merit: string;
    readonly posthumous: boolean;
    readonly awardName: Text;
    readonly unitName: string;
  };
  readonly status: 'valid' | 'corrected' | 'replaced' | 'revoked';
  readonly statusPaper?: string;
  readonly issuedAt: Instant;
  readonly document?: StoredDocument;
}

// --- links, mails, audit, keys ---------------------------------------------------------------------------------------

/** A personal link. The token is derived when a mail is rendered and never stored. */
export interface LinkRecord {
  readonly _id: string; // linkId
  readonly purpose: 'ballot' | 'proposal' | 'status';
  /** Session, proposal or unit proposal. */
  readonly entity: string;
  /** Person code; for `status` the contact of the unit proposal. */
  readonly person: string;
  readonly version: number;
  readonly kid: string;
  readonly tokenHash: string;
  readonly state: 'live' | 'replaced' | 'revoked';
  readonly createdAt: Instant;
}

export interface SentMailRecord {
  readonly _id: string; // key = local part of the Message-ID
  readonly mail: string;
  readonly entity: string;
  readonly person?: string;
  readonly to: string;
  readonly subject: string;
  readonly status: 'queued' | 'accepted' | 'failed';
  readonly tries: number;
  /** The mail server's words, when it refused. */
  readonly serverReply?: string;
  readonly queuedAt: Instant;
  readonly acceptedAt?: Instant;
}

/** One entry of an entity's hash chain. */
export interface AuditRecord {
  readonly _id: string; // `${entity}#${seq}`
  readonly entity: string;
  readonly seq: number;
  /** Names the effect, so that writing it twice changes nothing. Unique with entity. */
  readonly key: string;
  readonly at: Instant;
  readonly actor: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previous: string;
  readonly hash: string;
}

export type { Role };

export interface ApiKeyRecord {
  readonly _id: string; // prefix, shown in lists and logs
  readonly hash: string;
  readonly name: string;
  readonly role: Role;
  /** Unit whose data it may see; absent: the province's. */
  readonly unit?: string;
  readonly createdAt: Instant;
  readonly revokedAt?: Instant;
}
export type { Line, LineEvent, LineView };
