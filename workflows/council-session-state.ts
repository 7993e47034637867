import type { MailOrder } from '../activities';
import type { Instant } from '../domain/time';
import type { SessionInput, SessionLineInput, SessionOrder } from './messages';

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
  electorate: readonly string[];
  lines: readonly SessionLineInput[];
  reminders: Instant[];
  lastReminder?: Instant;
  readonly recorded: Map<string, Recorded>;
  readonly orders: (SessionOrder['order'] & { readonly actor: string })[];
}

/** The same as plain data. */
export type CarriedSession = Omit<SessionState, 'recorded'> & {
  readonly recorded: readonly [string, Recorded][];
  readonly mails: readonly MailOrder[];
};

export const newSession = (input: SessionInput): SessionState => ({
  status: 'opening',
  closesAt: input.closesAt,
  extended: false,
  cancelling: false,
  minutesSigned: false,
  version: 0,
  electorate: [],
  lines: [],
  reminders: [],
  recorded: new Map(),
  orders: [],
});

export const carrySession = (state: SessionState, mails: readonly MailOrder[]): CarriedSession => ({
  ...state,
  recorded: [...state.recorded],
  mails,
});

export const resumeSession = ({ recorded, mails: _mails, ...state }: CarriedSession): SessionState => ({
  ...state,
  orders: [],
  recorded: new Map(recorded),
});
