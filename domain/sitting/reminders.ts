import { reminderTimes } from '../reminders';
import type { Instant } from '../time';
import { later } from '../time';
import type { Sitting } from './state';

/** Plans the reminders that are left, none within a day of `since` or of the last one. @throws Problem CALENDAR_ENDS */
export function planReminders({ input, state }: Sitting, since: Instant): void {
  const last = state.lastReminder === undefined ? since : later(since, state.lastReminder);
  state.reminders = reminderTimes(input.calendar, last, state.closesAt, input.remindBefore);
}

/** The reminder whose time has come, once; undefined when none has. */
export function dueReminder({ state }: Sitting, now: Instant): Instant | undefined {
  const [next, ...others] = state.reminders;
  if (next === undefined || next > now) return undefined;
  state.reminders = others;
  state.lastReminder = now;
  return next;
}
