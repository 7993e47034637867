import { proxyActivities } from '@temporalio/workflow';
import type { Activities, SaveSession } from '../activities';
import type { BusinessClock } from './clock';
import type { SessionState } from './council-session-state';
import type { SessionInput } from './messages';
import { storePatiently } from './options';
import type { Outbox } from './outbox';

const { saveSession } = proxyActivities<Activities>(storePatiently);

/** What the parts of a running session work on: the orders, the mails, the closing. */
export interface Sitting {
  readonly input: SessionInput;
  readonly state: SessionState;
  readonly clock: BusinessClock;
  readonly outbox: Outbox;
}

/** The clock, not only the flag: Updates of a task run before its timer. */
export const takesVotes = ({ input, state, clock }: Sitting): boolean =>
  input.kind !== 'meeting' && state.status === 'open' && !state.cancelling && clock.now() < state.closesAt;

/** Whether agenda and council may still change: until the sheets are counted, or the totals of the meeting are entered. */
export const isRunning = (of: Sitting): boolean =>
  of.input.kind === 'written'
    ? takesVotes(of)
    : of.state.status === 'open' && !of.state.cancelling && of.state.totals === undefined;

/** Writes the record of the session, with what has happened. */
export async function save(
  { input: { sessionId }, state, clock }: Sitting,
  more: Pick<SaveSession, 'leftOut' | 'event'>,
): Promise<void> {
  state.version += 1;
  const { version, status, closesAt, extended } = state;
  await saveSession({ sessionId, version, now: clock.now(), status, closesAt, extended, ...more });
}
