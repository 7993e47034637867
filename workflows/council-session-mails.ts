import type { MailOrder } from '../activities';
import { isHeld } from '../domain/sitting/drill';
import { dueReminder, quorumIsDue, silenceOf } from '../domain/sitting/reminders';
import { silent } from '../domain/sitting/votes';
import type { Instant } from '../domain/time';
import { dayOf } from '../domain/time';
import type { RunningSession } from './council-session-sitting';

/** The mails of a session to its members. */

/** Sends the reminder whose time has come; with the last one, or when the quorum is at risk, the secretary is told who is silent. */
export function remindWhenDue(of: RunningSession): void {
  const now = of.clock.now();
  const reminder = dueReminder(of, now);
  if (reminder) {
    mailTo(of, 'sessionReminder', silent(of), dayOf(reminder.due));
    if (reminder.last) tellSilence(of, `reminder-${dayOf(reminder.due)}`);
  }
  if (quorumIsDue(of, now) && (silenceOf(of).quorum?.lacking ?? 0) > 0) tellSilence(of, `quorum-${dayOf(now)}`);
}

/** Silence goes to the secretary, and to nobody else by itself. */
function tellSilence(of: RunningSession, occasion: string): void {
  const { input, state, clock, outbox } = of;
  const { sessionId } = input;
  const silence = silenceOf(of);
  if (silence.silent.length === 0) return;
  const key = `sessionSilence.${sessionId}.secretary.${occasion}`;
  outbox.send({ mail: 'sessionSilence', key, now: clock.now(), sessionId, closesAt: state.closesAt, ...silence });
}

/** The count goes to the secretary with how many lines wait for the chair. */
export function tellOfTies({ input: { sessionId }, clock, outbox }: RunningSession): void {
  const key = `sessionResult.${sessionId}.secretary.ties-${dayOf(clock.now())}`;
  outbox.send({ mail: 'sessionResult', key, now: clock.now(), sessionId });
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

/** Tells all members who were invited that the session closes at another time than announced. */
export function tellNewTime(
  { input: { sessionId }, state, clock, outbox }: RunningSession,
  because: 'quorum' | 'secretary',
  formerClosesAt: Instant,
  closesAt: Instant,
): void {
  if (isHeld(state)) return;
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
