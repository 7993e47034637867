import type { MailOrder } from '../activities';
import { reminderTimes } from '../domain/reminders';
import type { Instant } from '../domain/time';
import { dayOf, later } from '../domain/time';
import type { Sitting } from './council-session-sitting';

/** The mails of a session to its members, and when those who are silent are reminded. */

export function planReminders({ input, state }: Sitting, since: Instant): void {
  const last = state.lastReminder === undefined ? since : later(since, state.lastReminder);
  state.reminders = [...reminderTimes(input.calendar, last, state.closesAt, input.remindBefore)];
}

/** Sends the reminder whose time has come. */
export function remindWhenDue(of: Sitting): void {
  const { state, clock } = of;
  const [next] = state.reminders;
  if (next === undefined || next > clock.now()) return;
  state.reminders.shift();
  state.lastReminder = clock.now();
  mailTo(of, 'sessionReminder', silent(of), dayOf(next));
}

/** Who has not voted, now: computed when the mail goes out, never from a copy. */
export const silent = ({ state }: Sitting): readonly string[] =>
  state.electorate.filter((ref) => !state.recorded.has(ref));

export function mailTo(
  { input: { sessionId }, state, clock, outbox }: Sitting,
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
  { input: { sessionId }, state, clock, outbox }: Sitting,
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
