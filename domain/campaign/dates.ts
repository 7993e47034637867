import type { WorkingCalendar } from '../calendar';
import { workingDayFrom } from '../calendar';
import type { Day } from '../time';
import { DAY_MS, plusMonths } from '../time';

/** The days of an emulation year or of a movement with a theme (Law 06/2022/QH15 art. 16, 17), in the order in which they come. */
export const milestones = [
  'launch',
  'registrationCloses',
  'midYearReview',
  'finalReview',
  'roundOpens',
  'roundCloses',
  'statistics',
  'end',
] as const;
export type Milestone = (typeof milestones)[number];

export const campaignKinds = ['regular', 'thematic'] as const;
export type CampaignKind = (typeof campaignKinds)[number];

/** A day for each milestone that the campaign has. */
export type CampaignDates = Readonly<Partial<Record<Milestone, Day>>>;

/** What a campaign cannot be without. A movement of a few months may have no mid-year review and no round of its own. */
export const neededIn: Readonly<Record<CampaignKind, readonly Milestone[]>> = {
  regular: milestones,
  thematic: ['launch', 'registrationCloses', 'finalReview', 'end'],
};

/**
 * The days that hold: what was asked for, or the next working day where an office does not work then (Civil Code 2015 art.
 * 148(5)). The end is no day of work: it stays, so that no year runs into the next. What was asked for is kept beside it, so that a campaign cloned year after year does not drift.
 * @throws Problem CALENDAR_ENDS
 */
export function workingDates(asked: CampaignDates, calendar: WorkingCalendar): CampaignDates {
  return mapDates(asked, (day, milestone) => (milestone === 'end' ? day : workingDayFrom(calendar, day)));
}

/** The days asked for, so many years later; 29 February becomes the last day of February. */
export const yearsLater = (asked: CampaignDates, years: number): CampaignDates =>
  mapDates(asked, (day) => plusMonths(day, 12 * years));

const mapDates = (dates: CampaignDates, change: (day: Day, milestone: Milestone) => Day): CampaignDates =>
  Object.fromEntries(milestones.flatMap((m) => (dates[m] === undefined ? [] : [[m, change(dates[m], m)]])));

/** A day that moves, and by how many days; negative: it comes earlier. */
export interface DateChange {
  readonly milestone: Milestone;
  readonly from?: Day;
  readonly to?: Day;
  readonly days?: number;
}

/** What a change of days does, before it is made: only the milestones whose day that holds becomes another. */
export function effectOf(before: CampaignDates, after: CampaignDates): readonly DateChange[] {
  return milestones.flatMap((milestone) => {
    const [from, to] = [before[milestone], after[milestone]];
    if (from === to) return [];
    return [
      {
        milestone,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(from === undefined || to === undefined ? {} : { days: (Date.parse(to) - Date.parse(from)) / DAY_MS }),
      },
    ];
  });
}
