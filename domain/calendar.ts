import type { Text } from './award';
import { Problem } from './errors';
import type { Day } from './time';
import { plusDays, weekday, yearOf } from './time';

/**
 * The days on which offices work, entered year by year: the lunar holidays and the swaps for civil servants are announced
 * each year (Labour Code 2019 art. 111, 112; Resolution 28/2026/QH16 adds 24 November from 2026).
 */
export interface WorkingCalendar {
  /** The years for which the calendar has been entered. Computing outside them is an error that says so. */
  readonly years: readonly number[];
  /** Holidays and other days off that fall on Monday to Friday. */
  readonly off: readonly Day[];
  /** Saturdays and Sundays that are worked in exchange. */
  readonly extraWorking: readonly Day[];
}

/** What is wrong with the days of one year: of another year, or off and worked anyway. One entry a day. */
export function wrongDays(
  year: number,
  { off, extraWorking }: Pick<WorkingCalendar, 'off' | 'extraWorking'>,
): (Text & { readonly field: 'off' | 'extraWorking' })[] {
  const isWeekend = (day: Day): boolean => weekday(day) === 0 || weekday(day) === 6;
  const wrongIn = (field: 'off' | 'extraWorking', days: readonly Day[], anyway: (day: Day) => boolean, said: Text) =>
    days.flatMap((day) => {
      if (yearOf(day) !== year)
        return [{ field, vi: `Ngày ${shown(day)} không thuộc năm ${year}.`, en: `${day} is not in ${year}.` }];
      return anyway(day) ? [{ field, vi: `${shown(day)}: ${said.vi}`, en: `${day}: ${said.en}` }] : [];
    });
  return [
    ...wrongIn('off', off, isWeekend, {
      vi: 'là thứ Bảy hoặc Chủ nhật, vốn đã nghỉ; đề nghị ghi ngày nghỉ bù.',
      en: 'is a Saturday or Sunday, off anyway; enter the day that is off instead.',
    }),
    ...wrongIn('extraWorking', extraWorking, (day) => !isWeekend(day), {
      vi: 'là ngày từ thứ Hai đến thứ Sáu, vốn đã làm việc.',
      en: 'is a Monday to Friday, worked anyway.',
    }),
  ];
}
const shown = (day: Day): string => day.split('-').reverse().join('/');

/** @throws Problem CALENDAR_ENDS when the year of the day has not been entered. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  if (!calendar.years.includes(yearOf(day))) {
    throw new Problem('CALENDAR_ENDS', `no working calendar for ${yearOf(day)}`, { year: yearOf(day) });
  }
  if (calendar.extraWorking.includes(day)) return true;
  const inWeek = weekday(day) >= 1 && weekday(day) <= 5;
  return inWeek && !calendar.off.includes(day);
}

/**
 * The last day of a period of `count` working days that starts the day after `from` (Civil Code 2015 art. 147, 148).
 * With `count` 0 the day itself. @throws Problem CALENDAR_ENDS
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0;) {
    day = plusDays(day, 1);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** So many working days before a day; with `count` 0 the day itself. @throws Problem CALENDAR_ENDS */
export function workingDaysEarlier(calendar: WorkingCalendar, day: Day, count: number): Day {
  let found = day;
  for (let left = count; left > 0;) {
    found = plusDays(found, -1);
    if (isWorkingDay(calendar, found)) left -= 1;
  }
  return found;
}

/** The day itself when it is worked, else the next worked day (Civil Code 2015 art. 148(5)). @throws Problem CALENDAR_ENDS */
export function workingDayFrom(calendar: WorkingCalendar, day: Day): Day {
  let found = day;
  while (!isWorkingDay(calendar, found)) found = plusDays(found, 1);
  return found;
}

/** The day itself when it is worked, else the worked day before. @throws Problem CALENDAR_ENDS */
export function workingDayUntil(calendar: WorkingCalendar, day: Day): Day {
  let found = day;
  while (!isWorkingDay(calendar, found)) found = plusDays(found, -1);
  return found;
}

/** How long a period is, as a regulation says it. */
export interface PeriodLength {
  readonly count: number;
  readonly unit: 'days' | 'workingDays';
}

/**
 * The last day of a period that starts the day after `from`; one that is counted in days and would end on a day off ends on
 * the next working day (Civil Code 2015 art. 148(5)). @throws Problem CALENDAR_ENDS
 */
export const periodEnd = (calendar: WorkingCalendar, from: Day, { count, unit }: PeriodLength): Day =>
  unit === 'days' ? workingDayFrom(calendar, plusDays(from, count)) : addWorkingDays(calendar, from, count);

/** Working days after `from` up to and including `to`; negative when `to` lies before `from`. @throws Problem CALENDAR_ENDS */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = from; day < to;) {
    day = plusDays(day, 1);
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}
