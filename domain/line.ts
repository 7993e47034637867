import type { PeriodLength, WorkingCalendar } from './calendar';
import type { LineAction } from './actions';
import type { Route, Stage } from './route';
import type { Day, Instant } from './time';
import type { ApprovalState } from './stages/approval';
import type { CentralState } from './stages/central';
import type { ConsultationState } from './stages/consultation';
import type { CouncilState } from './stages/council';
import type { IssuanceState } from './stages/issuance';
import type { PostingState } from './stages/posting';
import type { ReceiptState } from './stages/receipt';
import type { ScreeningState } from './stages/screening';

/**
 * A line: one nomination on its way. It is data and nothing else: the step of its route, the states of the stages in that
 * step, its hold and its claim. Every change is made by a pure function of line, action and time, so the workflow that
 * carries it can stop and go on anywhere. Texts (reasons, papers) stay in the records; the line knows their note ids.
 */
export interface Line {
  /** Id of the nomination. */
  readonly id: string;
  /** Id of the unit's proposal (Tờ trình) that brought it. */
  readonly unitProposal: string;
  readonly award: string;
  /** Counts every change; a decision names the version it was made on. */
  readonly version: number;
  readonly routeCode: string;
  readonly route: Route;
  /** How long a hold may last before the office is asked whether it still stands; of the pack, like the route. */
  readonly holdReview: PeriodLength;
  /** Index of the current step of the route. */
  readonly at: number;
  /** One state per stage of the current step. */
  readonly stages: readonly StageState[];
  readonly hold?: Hold;
  readonly claim?: Claim;
  /** Set when a session or proposal first claimed it: from then on it is withdrawn by request only. */
  readonly bound?: true;
  /** Set when the decision that names it was signed and numbered. */
  readonly signed?: true;
  readonly withdrawalRequest?: { readonly at: Instant; readonly note: string };
  /** What the unit says of the words that are to be printed; gone when they change. */
  readonly wording?: Wording;
  /** Id of the decision that awards it; its certificate is found by decision and nomination. */
  readonly issued?: { readonly decision: string };
  /** Set when an unexpected error stopped the line; the office is told and may press "retry". */
  readonly attention?: { readonly code: string; readonly at: Instant };
  readonly end?: End;
}

export interface Hold {
  readonly since: Instant;
  /** Next day on which the office is asked whether the hold still stands. */
  readonly reviewOn: Day;
  /** Note with the internal reason; never shown to the unit. */
  readonly note: string;
  /** The objection that caused it, when it came from a posting. */
  readonly opinion?: string;
}

/** Xác nhận nội dung in bằng: the unit was asked whether names, titles and merit stand as they are to be printed. */
export interface Wording {
  readonly askedAt: Instant;
  readonly due: Day;
  readonly answer?: { readonly right: boolean; readonly at: Instant; readonly note: string };
}

/** The session or proposal that works on the line, by its workflow id. */
export interface Claim {
  readonly by: string;
  readonly at: Instant;
}

export interface End {
  readonly outcome: 'issued' | 'received' | 'declined' | 'lapsed' | 'withdrawn';
  readonly at: Instant;
  /** Stage that ended it. */
  readonly stage: Stage['kind'];
  readonly note?: string;
}

export type StageState =
  | ScreeningState
  | ConsultationState
  | PostingState
  | CouncilState
  | ApprovalState
  | CentralState
  | IssuanceState
  | ReceiptState;

/** What every stage state has. */
export interface StageBase {
  readonly since: Instant;
  readonly done?: true;
  /** First day on which the holder was late; set once. */
  readonly overdueSince?: Day;
}

/** What happened to a line, for its trail and for the mails that follow. */
export interface LineEvent {
  readonly line: string;
  readonly version: number;
  readonly at: Instant;
  readonly type: EventType;
  readonly actor: string;
  readonly stage: Stage['kind'];
  readonly level?: 'unit' | 'province';
  readonly note?: string;
  /** Further codes and days, never texts or names. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

export type EventType =
  | LineAction['type']
  | 'submitted'
  | 'selfChecked'
  | 'entered'
  | 'lapsed'
  | 'correctionReminder'
  | 'overdue'
  | 'noAnswer'
  | 'postingEnded'
  | 'centralReminder'
  | 'holdReview'
  | 'stopped';

/** What a change is made with: the business time, the calendar, and who asks. */
export interface Context {
  readonly now: Instant;
  readonly calendar: WorkingCalendar;
  readonly actor: string;
}

/** A changed line with what happened to it. */
export interface Changed {
  readonly line: Line;
  readonly events: readonly LineEvent[];
}
