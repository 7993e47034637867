import type { WorkingCalendar } from './calendar';
import { addWorkingDays, isWorkingDay, workingDaysEarlier } from './calendar';
import { Problem } from './errors';
import type { Instant } from './time';
import { at, DAY_MS, dayOf, instant, msOf, plusDays, startOfDay } from './time';

/** A span of a working day, `HH:MM`: from the one until the other. */
export interface OfficeHours {
  readonly from: string;
  readonly to: string;
}

/** Reminders go out at nine in the morning, early enough to act on the same day; with the office where it opens later. */
const HOUR = '09:00';
const HOUR_MS = 3_600_000;

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
  { from, to }: OfficeHours,
): readonly Instant[] {
  const hour = from <= HOUR && HOUR < to ? HOUR : from;
  const times: Instant[] = [];
  for (const count of [...workingDaysBefore].sort((a, b) => b - a)) {
    const time = at(workingDaysEarlier(calendar, dayOf(closesAt), count), hour);
    const last = times[times.length - 1] ?? since;
    if (msOf(time) - msOf(last) >= DAY_MS && time < closesAt) times.push(time);
  }
  return times;
}

/**
 * When it is reminded of something that waits since a time: so many working days after, in office hours.
 * Past the last calendar there are none.
 */
export function remindersAfter(
  calendar: WorkingCalendar,
  since: Instant,
  workingDaysAfter: readonly number[],
  { from, to }: OfficeHours,
): readonly Instant[] {
  const hour = from <= HOUR && HOUR < to ? HOUR : from;
  const known = (count: number): Instant[] => {
    try {
      return [at(addWorkingDays(calendar, dayOf(since), count), hour)];
    } catch (error) {
      if (error instanceof Problem && error.code === 'CALENDAR_ENDS') return [];
      throw error;
    }
  };
  return [...workingDaysAfter].sort((a, b) => a - b).flatMap(known);
}

/**
 * When it is looked whether enough members have voted: so many hours before closing, or when the office was open last before
 * that. @throws Problem CALENDAR_ENDS
 */
export const quorumCheckTime = (
  calendar: WorkingCalendar,
  closesAt: Instant,
  hoursBefore: number,
  hours: OfficeHours,
): Instant => officeTimeUntil(calendar, instant(msOf(closesAt) - hoursBefore * HOUR_MS), hours);

/** The instant itself in office hours of a working day, else when the office opens next. @throws Problem CALENDAR_ENDS */
export function officeTimeFrom(calendar: WorkingCalendar, time: Instant, { from, to }: OfficeHours): Instant {
  const day = dayOf(time);
  if (isWorkingDay(calendar, day) && time < at(day, to)) return time < at(day, from) ? at(day, from) : time;
  return officeTimeFrom(calendar, startOfDay(plusDays(day, 1)), { from, to });
}

/** The instant itself in office hours of a working day, else when the office has closed last. @throws Problem CALENDAR_ENDS */
function officeTimeUntil(calendar: WorkingCalendar, time: Instant, { from, to }: OfficeHours): Instant {
  const day = dayOf(time);
  if (isWorkingDay(calendar, day) && time >= at(day, from)) return time < at(day, to) ? time : at(day, to);
  return at(workingDaysEarlier(calendar, day, 1), to);
}
