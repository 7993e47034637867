import type { WorkingCalendar } from './calendar';
import { isWorkingDay } from './calendar';
import { Problem } from './errors';
import { at, dayOf, plusDays, type Day, type Instant } from './time';

/** Digests instead of floods: how many mails somebody gets one by one on a day, and when the others come, in one. */
export interface DigestRule {
  /** Mails to one address on one day; what comes after them is gathered. What may not wait does not count and always goes. */
  readonly perDay: number;
  /** Hour of a working day at which the digest leaves, `HH:MM`. */
  readonly at: string;
  /** `gathered`: mails that only inform wait for the digest from the first one on. */
  readonly informative: 'gathered' | 'atOnce';
}

/**
 * What holds where a province says nothing else. Eight mails on a day are read; more are muted. At half past three there is an hour
 * and a half of office left to act on what the digest says.
 */
export const digestDefaults: DigestRule = { perDay: 8, at: '15:30', informative: 'gathered' };

/** The rule of a province. */
export const digestRuleOf = ({ mail }: { readonly mail: { readonly digest?: Partial<DigestRule> } }): DigestRule => ({
  ...digestDefaults,
  ...mail.digest,
});

/** `now`: somebody waits for it, or its hour is the point of it. `counted`: at once, up to the cap. `informative`: nothing to do. */
export type Urgency = 'now' | 'counted' | 'informative';

/** Whether the hour of a digest lies between two instants, the second one included. */
export function digestLeaves(rule: DigestRule, calendar: WorkingCalendar, since: Instant, now: Instant): boolean {
  for (let day = dayOf(since); day <= dayOf(now); day = plusDays(day, 1)) {
    const hour = at(day, rule.at);
    if (since < hour && hour <= now && isWorked(calendar, day)) return true;
  }
  return false;
}

/** Where no calendar was entered, mails rather leave on a day off than never. */
function isWorked(calendar: WorkingCalendar, day: Day): boolean {
  try {
    return isWorkingDay(calendar, day);
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_ENDS') return true;
    throw error;
  }
}
