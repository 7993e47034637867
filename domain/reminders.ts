import type { WorkingCalendar } from './calendar';
import { isWorkingDay } from './calendar';
import type { Day, Instant } from './time';
import { at, DAY_MS, dayOf, msOf, plusDays } from './time';

/** Reminders go out at nine in the morning: within office hours, and early enough to act on the same day. */
const HOUR = '09:00';

/**
 * When members who have not voted are reminded: the given numbers of working days before the closing day, in office hours of
 * working days, never within a day of the opening or of each other.
 * @throws Problem CALENDAR_ENDS
 */
export function reminderTimes(
  calendar: WorkingCalendar,
  since: Instant,
  closesAt: Instant,
  workingDaysBefore: readonly number[],
): readonly Instant[] {
  const times: Instant[] = [];
  for (const count of [...workingDaysBefore].sort((a, b) => b - a)) {
    const time = at(workingDaysEarlier(calendar, dayOf(closesAt), count), HOUR);
    const last = times[times.length - 1] ?? since;
    if (msOf(time) - msOf(last) >= DAY_MS && time < closesAt) times.push(time);
  }
  return times;
}

function workingDaysEarlier(calendar: WorkingCalendar, day: Day, count: number): Day {
  let found = day;
  for (let left = count; left > 0;) {
    found = plusDays(found, -1);
    if (isWorkingDay(calendar, found)) left -= 1;
  }
  return found;
}
