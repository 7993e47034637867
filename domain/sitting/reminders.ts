import { quorumOf, type Quorum } from '../quorum';
import { officeTimeFrom, quorumCheckTime, reminderTimes } from '../reminders';
import type { Instant } from '../time';
import { DAY_MS, later, msOf } from '../time';
import { isHeld } from './drill';
import type { Sitting } from './state';
import { silent } from './votes';

/**
 * Plans the reminders that are left, none within a day of `since` or of the last one, and when the quorum is looked at.
 * @throws Problem CALENDAR_ENDS
 */
export function planReminders({ input, state }: Sitting, since: Instant): void {
  const { calendar, reminders: schedule, kind } = input;
  const last = state.lastReminder === undefined ? since : later(since, state.lastReminder);
  state.reminders = reminderTimes(calendar, last, state.closesAt, schedule.workingDaysBefore, schedule);
  delete state.quorumCheck;
  if (isHeld(state)) state.reminders = [];
  if (isHeld(state) || kind !== 'written') return;
  const check = quorumCheckTime(calendar, state.closesAt, schedule.quorumHoursBefore, schedule);
  if (check > since) state.quorumCheck = check;
}

/**
 * The reminder whose time has come, once; `last` when no other one is planned. One that could not go at its time, because nobody
 * was there to send it, waits for office hours. @throws Problem CALENDAR_ENDS
 */
export function dueReminder(
  { input, state }: Sitting,
  now: Instant,
): { readonly due: Instant; readonly last: boolean } | undefined {
  const [next, ...others] = state.reminders;
  if (next === undefined || next > now) return undefined;
  const open = officeTimeFrom(input.calendar, now, input.reminders);
  if (open > now) {
    const apart = others.filter((other) => msOf(other) - msOf(open) >= DAY_MS);
    state.reminders = open < state.closesAt ? [open, ...apart] : [];
    return undefined;
  }
  state.reminders = others.filter((other) => msOf(other) - msOf(now) >= DAY_MS);
  state.lastReminder = now;
  return { due: next, last: state.reminders.length === 0 };
}

/** Whether it is time to look at the quorum, once. */
export function quorumIsDue({ state }: Sitting, now: Instant): boolean {
  if (state.quorumCheck === undefined || state.quorumCheck > now) return false;
  delete state.quorumCheck;
  return true;
}

/** Who is silent and what the quorum lacks: what the secretary is told. */
export const silenceOf = (
  of: Sitting,
): { readonly silent: readonly string[]; readonly voted: number; readonly quorum?: Quorum } => {
  const { input, state } = of;
  const voted = state.recorded.size;
  const quorum = quorumOf({ kind: input.kind, lines: state.lines }, state.members, voted);
  return { silent: silent(of), voted, ...(quorum ? { quorum } : {}) };
};

/** When the secretary is told next of those who are silent then: with the last reminder, or when the quorum is looked at. */
export const nextNotice = ({ state }: Sitting): Instant | undefined =>
  [...state.reminders.slice(-1), ...(state.quorumCheck === undefined ? [] : [state.quorumCheck])].sort()[0];
