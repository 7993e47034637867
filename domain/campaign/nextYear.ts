import type { WorkingCalendar } from '../calendar';
import type { Day } from '../time';
import type { CampaignDates, CampaignKind } from './dates';
import { milestones, yearsLater } from './dates';
import { faultsOf, inThePast, type DateFault } from './faults';

/** How a year of emulation follows from the one before it, when nobody has planned it by hand. */

/** More years than any campaign is left alone. */
const MOST_YEARS = 20;

/** So many years later, for the first year whose launch comes on or after this day; undefined where that is the same year. */
export function yearsUntil(asked: CampaignDates, on: Day): number | undefined {
  for (let years = 0; years <= MOST_YEARS; years += 1)
    if ((yearsLater(asked, years).launch ?? '') >= on) return years === 0 ? undefined : years;
  return undefined;
}

/** `TD-2027` becomes `TD-2028`; a code without its year gets that of the new one. */
export const nextCode = (code: string, year: number, next: number): string =>
  code.includes(String(year)) ? code.replaceAll(String(year), String(next)) : `${code}-${next}`;

/** A name or theme with the next year in the place of its own. */
export const renamed = (text: string, year: number, next: number): string =>
  text.replaceAll(String(year), String(next));

/** What keeps a campaign from being planned: everything that is wrong with its days, those among them that have passed included. */
export function planFaults(
  kind: CampaignKind,
  dates: CampaignDates,
  calendar: WorkingCalendar,
  today: Day,
): readonly DateFault[] {
  // it may have been launched on paper before it is entered here; everything else is still to come
  const passed = milestones.filter((m) => m !== 'launch' && (dates[m] ?? today) < today);
  return [...faultsOf(kind, dates, calendar), ...passed.map((m) => inThePast(m, today))];
}

/** Whether days can be planned: now, once the calendars of some years have been entered, or not as they are. */
export type Plannable =
  | { readonly as: 'planned' }
  | { readonly as: 'calendarMissing'; readonly years: readonly number[] }
  | { readonly as: 'refused'; readonly faults: readonly DateFault[] };

export function plannable(kind: CampaignKind, dates: CampaignDates, calendar: WorkingCalendar, today: Day): Plannable {
  const faults = planFaults(kind, dates, calendar, today);
  const others = faults.filter(({ year }) => year === undefined);
  if (others.length > 0) return { as: 'refused', faults: others };
  const years = [...new Set(faults.flatMap(({ year }) => year ?? []))];
  return years.length === 0 ? { as: 'planned' } : { as: 'calendarMissing', years };
}
