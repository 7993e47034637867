import type { MailOrder } from '../activities';
import { dueReminder } from '../domain/sitting/reminders';
import { silent } from '../domain/sitting/votes';
import type { Instant } from '../domain/time';
import { dayOf } from '../domain/time';
import type { RunningSession } from './council-session-sitting';

/** The mails of a session to its members. */

/** Sends the reminder whose time has come. */
export function remindWhenDue(of: RunningSession): void {
  const due = dueReminder(of, of.clock.now());
  if (due !== undefined) mailTo(of, 'sessionReminder', silent(of), dayOf(due));
}

export function mailTo(
  { input: { sessionId }, state, clock, outbox }: RunningSession,
  mail: 'invitation' | 'sessionReminder' | 'sessionCancelled',
  refs: readonly string[],
  version: string,
): void {
  for (const voterRef of refs) {
    const order: MailOrder = {
      mail,
      key: `${mail}.${sessionId}.${voterRef}.${version}`,
      now: clock.now(),
      sessionId,
      voterRef,
      closesAt: state.closesAt,
    };
    outbox.send(order);
  }
}

/** Tells all members that the session closes at another time than announced. */
export function tellNewTime(
  { input: { sessionId }, state, clock, outbox }: RunningSession,
  because: 'quorum' | 'secretary',
  formerClosesAt: Instant,
  closesAt: Instant,
): void {
  for (const voterRef of state.electorate) {
    outbox.send({
      mail: 'sessionRescheduled',
      key: `sessionRescheduled.${sessionId}.${voterRef}.${state.version}`,
      now: clock.now(),
      sessionId,
      voterRef,
      formerClosesAt,
      closesAt,
      because,
      voted: state.recorded.has(voterRef),
    });
  }
}
