import type { WorkingCalendar } from '../calendar';
import type { SessionKind } from '../councilRules';
import type { Drill } from '../drill';
import { lastReceipts } from '../receipts';
import type { ReminderSchedule } from '../pack';
import type { CouncilRule } from '../rule';
import type { Instant } from '../time';
import type { OrderReceipt, SessionOrder } from './said';

/**
 * What a council session that takes votes knows and decides: which sheets count, what its secretary may order, when it closes.
 * Plain data and synchronous functions; the time comes in as an argument. The workflow `councilSession` does the waiting, the
 * writing and the mails.
 */
export interface Sitting {
  readonly input: SittingTerms;
  readonly state: SittingState;
}

/** What is settled when it is opened. */
export interface SittingTerms {
  /** By links, in a meeting, or in a meeting with written opinions of those away until `closesAt`. */
  readonly kind: SessionKind;
  readonly closing: 'atTime' | 'whenAllVoted';
  readonly calendar: WorkingCalendar;
  /** When members who have not voted are reminded, and the secretary is told of them. */
  readonly reminders: ReminderSchedule;
  /** Invitations wait for a drill. */
  readonly drill?: boolean;
}

export interface SittingLine {
  readonly nomination: string;
  readonly docket: string;
  readonly rule: CouncilRule;
}

/** What a session knows of a member's vote: nothing of the choices. */
export interface Recorded {
  readonly ordinal: number;
  readonly commitment: string;
  readonly at: Instant;
  readonly changes: number;
}

export type TakenOrder = SessionOrder['order'] & {
  readonly actor: string;
  /** When it was to close before this order. */
  readonly formerClosesAt: Instant;
};

export interface SittingState {
  status: 'opening' | 'open' | 'closing' | 'awaitingChair' | 'closed' | 'cancelled' | 'failed';
  /** As it was told last, by whomever it was moved. */
  closesAt: Instant;
  extended: boolean;
  openedAt?: Instant;
  closedAt?: Instant;
  /** Ordered, and about to be carried out: no more votes. */
  cancelling: boolean;
  minutesSigned: boolean;
  /** Counts the writes of the session record. */
  version: number;
  /** References of those who vote by link: all members, those away from a meeting, or nobody. */
  electorate: readonly string[];
  /** How many members the council has. */
  members: number;
  /** Members without a link who were replaced, by code, in that order. */
  replaced?: readonly { readonly member: string; readonly by: string }[];
  /** Lines that were counted and wait for the chair. */
  ties?: readonly string[];
  remindOfTiesAt?: Instant;
  /** Commitment of the totals of the meeting, once they are entered. */
  totals?: string;
  lines: readonly SittingLine[];
  /** Taken off the agenda, and about to be released. */
  dropping: readonly SittingLine[];
  reminders: readonly Instant[];
  lastReminder?: Instant;
  /** Of a session that is opened with one: its invitations wait until it is passed, or the secretary lets them go. */
  drill?: Drill;
  /** When it is looked whether enough members have voted. */
  quorumCheck?: Instant;
  readonly recorded: Map<string, Recorded>;
  /** Last receipts of orders by update id; a sheet has its own memory, the ordinal. */
  readonly receipts: Map<string, OrderReceipt>;
  /** Taken, and not yet carried out. */
  readonly orders: TakenOrder[];
}

/** The same as plain data. */
export type CarriedSitting = Omit<SittingState, 'recorded' | 'receipts'> & {
  readonly recorded: readonly [string, Recorded][];
  readonly receipts: readonly [string, OrderReceipt][];
};

export const newSitting = ({ closesAt, version }: Pick<SittingState, 'closesAt' | 'version'>): SittingState => ({
  status: 'opening',
  closesAt,
  extended: false,
  cancelling: false,
  minutesSigned: false,
  version,
  electorate: [],
  members: 0,
  lines: [],
  dropping: [],
  reminders: [],
  recorded: new Map(),
  receipts: new Map(),
  orders: [],
});

export const carrySitting = (state: SittingState): CarriedSitting => ({
  ...state,
  recorded: [...state.recorded],
  receipts: lastReceipts(state.receipts),
});

export const resumeSitting = ({ recorded, receipts, ...state }: CarriedSitting): SittingState => ({
  ...state,
  recorded: new Map(recorded),
  receipts: new Map(receipts),
});
