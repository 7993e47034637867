import type { Choice } from '../../../domain/counting';
import type { BoardMember } from '../../../domain/countingBoard';
import type { Drill } from '../../../domain/drill';
import type { Related } from '../../../domain/recusal';
import type { Level } from '../../../domain/route';
import type { CouncilRule } from '../../../domain/rule';
import type { SessionResult } from '../../../domain/sessionResult';
import type { StepUp, Tries } from '../../../domain/stepUp';
import type { Tally } from '../../../domain/tally';
import type { Instant } from '../../../domain/time';
import type { StoredDocument } from './decisions';

/** Council sessions, their electors and sheets, and what is published of them. */

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
