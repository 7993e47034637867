import type { Source, Text } from './award';
import { holdsOn } from './award';
import type { WorkingCalendar } from './calendar';
import { workingDayUntil } from './calendar';
import type { Day } from './time';
import { DAY_MS, plusDays, yearOf } from './time';

/**
 * The last day on which the Ministry takes dossiers of an award in. `afterDecision`: of the year after the decision on a lower
 * award (`decisionOn`), `afterAwardYear` and `awardYear`: reckoned from the year for which the award is given.
 */
export interface CentralDeadline extends Source {
  readonly awards: readonly string[];
  readonly month: number;
  readonly day: number;
  readonly year: 'afterDecision' | 'afterAwardYear' | 'awardYear';
  readonly decisionOn?: string;
  /** Education counts by school years and has a day of its own. */
  readonly sector?: 'education' | 'others';
}

/** What is known of a nomination on its way to the central level. */
export interface DeadlineFacts {
  readonly award: string;
  readonly awardYear: number;
  /** Carries the flag `education`. */
  readonly education: boolean;
  /** Day of the last decision on an award, by its code. */
  readonly decidedOn: (award: string) => Day | undefined;
}

/** A deadline of one nomination, as it is on a day. `unknown`: it is reckoned from a decision that is not in the ledger. */
export type DeadlineState = Text & {
  readonly state: 'far' | 'near' | 'passed' | 'unknown';
  readonly due?: Day;
  readonly citation: Text;
};

/** It is warned of so many days before. */
export const WARN_DAYS = 45;

/** Offices are reminded so many days before, on the working day that is nearest before. */
export const REMIND_DAYS = [45, 30, 14, 7, 3, 1] as const;

/** Whether it is reminded of a deadline on this day. */
export const isRemindedOn = (calendar: WorkingCalendar, due: Day, day: Day): boolean =>
  REMIND_DAYS.some((count) => workingDayUntil(calendar, plusDays(due, -count)) === day);

const shown = (day: Day): string => day.split('-').reverse().join('/');

/** When the Ministry must have a dossier, and how near that is; undefined for awards without such a day. */
export function deadlineOn(
  deadlines: readonly CentralDeadline[],
  facts: DeadlineFacts,
  today: Day,
): DeadlineState | undefined {
  const { award, awardYear, education, decidedOn } = facts;
  const found = deadlines.find(
    (d) =>
      d.awards.includes(award) &&
      holdsOn(d, today) &&
      (d.sector === undefined || (d.sector === 'education') === education),
  );
  if (!found) return undefined;
  const { citation, decisionOn = '' } = found;
  const decided = found.year === 'afterDecision' ? decidedOn(decisionOn) : undefined;
  if (found.year === 'afterDecision' && decided === undefined) {
    return {
      state: 'unknown',
      citation,
      vi: `Chưa có trong sổ quyết định tặng ${decisionOn} để tính hạn gửi Bộ Nội vụ.`,
      en: `No decision on ${decisionOn} is in the ledger, from which the day for the Ministry is reckoned.`,
    };
  }
  const year =
    decided !== undefined ? yearOf(decided) + 1 : found.year === 'afterAwardYear' ? awardYear + 1 : awardYear;
  const two = (n: number): string => String(n).padStart(2, '0');
  const due = `${year}-${two(found.month)}-${two(found.day)}`;
  const left = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS);
  if (left < 0) {
    return {
      ...{ state: 'passed', due, citation },
      vi: `Đã qua ngày Bộ Nội vụ nhận hồ sơ (${shown(due)}).`,
      en: `The last day on which the Ministry takes it in has passed (${shown(due)}).`,
    };
  }
  return {
    ...{ state: left <= WARN_DAYS ? 'near' : 'far', due, citation },
    vi: `Bộ Nội vụ nhận hồ sơ đến ngày ${shown(due)}, còn ${left} ngày.`,
    en: `The Ministry takes it in until ${shown(due)}, ${left} days from now.`,
  };
}
