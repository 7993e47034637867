import { workingDates, yearsLater, type CampaignDates } from '../domain/campaign/dates';
import { nextCode, renamed } from '../domain/campaign/nextYear';
import { campaignEntity } from '../domain/ids';
import type { Day, Instant } from '../domain/time';
import { participantsNow } from './participants';
import type { AuditEntry } from './store/shapes';
import type { CampaignRecord, Store, WorkingCalendar } from './store';

/** A campaign before it is anything more than planned: what both the office that writes one and the Schedule that clones one say. */

export interface CampaignPlan extends Pick<
  CampaignRecord,
  'kind' | 'name' | 'theme' | 'year' | 'unit' | 'texts' | 'document' | 'participants' | 'awards' | 'remindWorkingDays'
> {
  readonly code: string;
  readonly dates: CampaignDates;
}

/** The record of a plan, and the first entry of its trail. @throws Problem CALENDAR_ENDS */
export function plannedRecord(
  { code, dates, ...plan }: CampaignPlan,
  of: {
    readonly calendar: WorkingCalendar;
    /** Hash of what was asked. */
    readonly content: string;
    readonly clonedFrom?: string;
    readonly now: Instant;
    readonly actor: string;
  },
): { readonly record: CampaignRecord; readonly trail: readonly AuditEntry[] } {
  const { calendar, content, clonedFrom, now, actor } = of;
  const record: CampaignRecord = {
    _id: code,
    ...plan,
    ...(clonedFrom === undefined ? {} : { clonedFrom }),
    asked: dates,
    working: workingDates(dates, calendar),
    reached: {},
    reminded: [],
    notes: [],
    content,
    status: 'planned',
    version: 0,
    createdAt: now,
    createdBy: actor,
  };
  const entity = campaignEntity(code);
  return { record, trail: [{ entity, key: 'v0', at: now, actor, type: 'created', data: { dates } }] };
}

/**
 * A campaign so many years later: the days that were asked for move by whole years, names of the year are replaced, and so are units that
 * have ended. The document that launches it is another one.
 */
export async function planLater(
  store: Pick<Store, 'units'>,
  last: CampaignRecord,
  years: number,
  today: Day,
): Promise<CampaignPlan> {
  const { _id, kind, theme, unit, texts, awards, remindWorkingDays, year: before } = last;
  const year = before + years;
  return {
    code: nextCode(_id, before, year),
    kind,
    name: renamed(last.name, before, year),
    ...(theme === undefined ? {} : { theme: renamed(theme, before, year) }),
    year,
    ...(unit === undefined ? {} : { unit }),
    texts,
    participants: await participantsNow(store, last.participants, today),
    awards,
    dates: yearsLater(last.asked, years),
    remindWorkingDays,
  };
}

/** What the workflow of a campaign is started with, but for the clock. */
export interface CampaignStart extends Pick<CampaignRecord, 'kind' | 'remindWorkingDays'> {
  readonly campaignId: string;
  readonly dates: CampaignDates;
  readonly opensRound: boolean;
  readonly calendar: WorkingCalendar;
}

export const inputOf = (record: CampaignRecord, calendar: WorkingCalendar): CampaignStart => ({
  campaignId: record._id,
  kind: record.kind,
  dates: record.asked,
  remindWorkingDays: record.remindWorkingDays,
  opensRound: record.awards.length > 0,
  calendar,
});
