import type { MailOrder } from '../activities';
import type { Instant } from '../domain/time';
import type { OrderReceipt, SessionInput, SessionLineInput, SessionOrder } from './messages';
import { lastReceipts } from './receipts';

/** What a session knows of a member's vote: nothing of the choices. */
export interface Recorded {
  readonly ordinal: number;
  readonly commitment: string;
  readonly at: Instant;
  readonly changes: number;
}

export interface SessionState {
  status: 'opening' | 'open' | 'closing' | 'closed' | 'cancelled' | 'failed';
  closesAt: Instant;
  earlyCloseAt?: Instant;
  formerClosesAt?: Instant;
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
  /** Commitment of the totals of the meeting, once they are entered. */
  totals?: string;
  lines: readonly SessionLineInput[];
  /** Taken off the agenda, and about to be released. */
  dropping: readonly SessionLineInput[];
  reminders: Instant[];
  lastReminder?: Instant;
  readonly recorded: Map<string, Recorded>;
  /** Last receipts of orders by update id; a sheet has its own memory, the ordinal. */
  readonly receipts: Map<string, OrderReceipt>;
  readonly orders: (SessionOrder['order'] & { readonly actor: string })[];
}

/** The same as plain data. */
export type CarriedSession = Omit<SessionState, 'recorded' | 'receipts'> & {
  readonly recorded: readonly [string, Recorded][];
  readonly receipts: readonly [string, OrderReceipt][];
  readonly mails: readonly MailOrder[];
};

export const newSession = (input: SessionInput): SessionState => ({
  status: 'opening',
  closesAt: input.closesAt,
  extended: false,
  cancelling: false,
  minutesSigned: false,
  version: input.version,
  electorate: [],
  members: 0,
  lines: [],
  dropping: [],
  reminders: [],
  recorded: new Map(),
  receipts: new Map(),
  orders: [],
});

export const carrySession = (state: SessionState, mails: readonly MailOrder[]): CarriedSession => ({
  ...state,
  recorded: [...state.recorded],
  receipts: lastReceipts(state.receipts),
  mails,
});

export const resumeSession = ({ recorded, receipts, mails: _mails, ...state }: CarriedSession): SessionState => ({
  ...state,
  orders: [],
  recorded: new Map(recorded),
  receipts: new Map(receipts),
});
