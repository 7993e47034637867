import { proxyActivities } from '@temporalio/workflow';
import type { Activities, SaveSession } from '../activities';
import type { Sitting } from '../domain/sitting/state';
import type { BusinessClock } from './clock';
import type { SessionInput } from './messages';
import { storePatiently } from './options';
import type { Outbox } from './outbox';

const { saveSession } = proxyActivities<Activities>(storePatiently);

/** What the parts of a running session work on: the orders, the mails, the closing. */
export interface RunningSession extends Sitting {
  readonly input: SessionInput;
  readonly clock: BusinessClock;
  readonly outbox: Outbox;
}

/** Writes the record of the session, with what has happened. */
export async function save(
  { input: { sessionId }, state, clock }: RunningSession,
  more: Pick<SaveSession, 'leftOut' | 'event'>,
): Promise<void> {
  state.version += 1;
  const { version, status, closesAt, extended, drill } = state;
  const held = drill === undefined ? {} : { drill };
  await saveSession({ sessionId, version, now: clock.now(), status, closesAt, extended, ...held, ...more });
}
