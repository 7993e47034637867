import type { z } from 'zod';
import type { CampaignDates, DateChange } from '../../../domain/campaign/dates';
import { allowedIn, previewOf, type CampaignActionType } from '../../../domain/campaign/machine';
import { planFaults, yearsUntil } from '../../../domain/campaign/nextYear';
import type { CampaignState } from '../../../domain/campaign/state';
import { milestones } from '../../../domain/campaign/dates';
import { Problem } from '../../../domain/errors';
import { campaignEntity, campaignWorkflowId } from '../../../domain/ids';
import { dayOf, type Day } from '../../../domain/time';
import { inputOf, planLater, plannedRecord, type CampaignPlan } from '../../../platform/campaign-plan';
import type { CampaignRecord, Inserted, Page, Paging, WorkingCalendar } from '../../../platform/store';
import type { CampaignFilter } from '../../../platform/store/campaigns';
import type { CampaignInput } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import type { clonedCampaign, newCampaign } from '../../schemas/campaigns';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { mustHaveFiles } from '../papers';
import { contentHash, defined, isWithin, mustHave } from '../shared';
import { startOnce } from '../start';
import { needCampaign } from './need';
import { unitsReached } from './reach';

export type NewCampaign = z.output<typeof newCampaign>;
export type ClonedCampaign = z.output<typeof clonedCampaign>;
/** Days to be moved; `null` takes one out. */
export type MovedDates = z.output<typeof clonedCampaign>['dates'];

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

/**
 * Creates a campaign and starts its year: of the caller's unit, or of the province. The same code with the same content is one
 * campaign. @throws Problem FORBIDDEN, VALIDATION, CAMPAIGN_EXISTS, ENGINE_BUSY
 */
export async function createCampaign(
  context: ApiContext,
  { caller, asked, from }: { readonly caller: Caller; readonly asked: NewCampaign; readonly from?: string },
): Promise<Inserted<CampaignRecord>> {
  mustHave(caller, 'writeCampaigns');
  const { store, clock } = context;
  const content = contentHash({ ...asked, from });
  const before = await store.campaigns.get(asked.code);
  if (before) return { record: await same(context, before, content, caller), created: false };
  const now = clock.now();
  const calendar = await store.calendars.working();
  await mustBeSound(context, caller, asked, calendar);
  const { document, theme, ...rest } = asked;
  const plan = { ...rest, ...defined({ document, theme, unit: caller.unit }) };
  const { record, trail } = plannedRecord(plan, {
    calendar,
    content,
    now,
    actor: caller.actor,
    ...defined({ clonedFrom: from }),
  });
  try {
    const inserted = await store.campaigns.insert(record, trail);
    await start(context, inserted.record, calendar);
    return inserted;
  } catch (error) {
    // somebody else took the code in the same moment
    if (!(error instanceof Problem) || error.code !== 'KEY_REUSED') throw error;
    return { record: await same(context, await store.campaigns.need(asked.code), content, caller), created: false };
  }
}

/** @throws Problem CAMPAIGN_EXISTS when the code stands for another campaign */
async function same(
  context: ApiContext,
  record: CampaignRecord,
  content: string,
  { unit }: Caller,
): Promise<CampaignRecord> {
  if (record.content !== content || record.unit !== unit) throw new Problem('CAMPAIGN_EXISTS', record._id);
  await start(context, record, await context.store.calendars.working());
  return record;
}

const start = (context: ApiContext, record: CampaignRecord, calendar: WorkingCalendar): Promise<void> =>
  startWith(context, record, { ...inputOf(record, calendar), offsetMs: context.clock.offsetMs() });

/** Starts a campaign anew from where its records stand, whose process is gone. @throws Problem ENGINE_BUSY */
export const startAgain = (context: ApiContext, record: CampaignRecord, state: CampaignState): Promise<void> =>
  startWith(context, record, {
    ...inputOf(record, state.terms.calendar),
    offsetMs: context.clock.offsetMs(),
    carried: { state, mails: [] },
  });

async function startWith(context: ApiContext, record: CampaignRecord, input: CampaignInput): Promise<void> {
  await startOnce(context, 'campaign', campaignWorkflowId(record._id), input);
}

/**
 * Clones a campaign into another year: the days asked for move by whole years and fall on the working days of that year; a unit that has ended
 * is replaced by its successor. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, CAMPAIGN_EXISTS, ENGINE_BUSY
 */
export async function cloneCampaign(
  context: ApiContext,
  { caller, id, asked }: Asked & { readonly asked: ClonedCampaign },
): Promise<Inserted<CampaignRecord>> {
  mustHave(caller, 'writeCampaigns');
  const last = await needCampaign(context, caller, id);
  if (last.unit !== caller.unit) throw new Problem('FORBIDDEN', 'of another level');
  const { code, years, document } = asked;
  const { unit: _own, ...plan } = await planLater(context.store, last, years, dayOf(context.clock.now()));
  return createCampaign(context, {
    caller,
    from: id,
    asked: {
      ...plan,
      code,
      name: asked.name ?? plan.name,
      awards: [...plan.awards],
      participants: [...plan.participants],
      remindWorkingDays: [...plan.remindWorkingDays],
      dates: movedDates(plan.dates, asked.dates),
      ...defined({ document }),
    },
  });
}

/**
 * What a clone of a campaign would be in the next year whose launch has not passed, for an office to look at and change.
 * @throws Problem FORBIDDEN, NOT_FOUND
 */
export async function plannedClone(
  context: ApiContext,
  { caller, id }: Asked,
): Promise<{ readonly years: number; readonly plan: CampaignPlan }> {
  mustHave(caller, 'writeCampaigns');
  const last = await needCampaign(context, caller, id);
  const today = dayOf(context.clock.now());
  const years = yearsUntil(last.asked, today) ?? 1;
  return { years, plan: await planLater(context.store, last, years, today) };
}

/** The days that are meant when some of them are moved. */
export function movedDates(dates: CampaignDates, moved: MovedDates): CampaignDates {
  return Object.fromEntries(
    milestones.flatMap((milestone): [string, Day][] => {
      const day = moved[milestone] === undefined ? dates[milestone] : moved[milestone];
      return typeof day === 'string' ? [[milestone, day]] : [];
    }),
  );
}

/** @throws Problem VALIDATION with everything that is wrong */
async function mustBeSound(
  context: ApiContext,
  caller: Caller,
  asked: NewCampaign,
  calendar: WorkingCalendar,
): Promise<void> {
  const today = dayOf(context.clock.now());
  const faults: FieldProblem[] = [
    ...planFaults(asked.kind, asked.dates, calendar, today).map(({ field, vi, en }) => ({
      field: `dates.${field}`,
      vi,
      en,
    })),
    ...((await context.store.rounds.get(asked.code)) ? [hasRound(asked.code)] : []),
    ...(await participantFaults(context, caller, asked.participants, today)),
    ...asked.awards.flatMap((award, i) =>
      context.catalogue.some(({ code }) => code === award) ? [] : [noSuchAward(`awards.${i}`)],
    ),
  ];
  if (faults.length > 0) throw invalid(...faults);
  const { title, number, date, file } = asked.document ?? {};
  if (file === undefined) return;
  const paper = { kind: 'launch', title: title ?? '', number: number ?? '', date: date ?? '', attachment: file };
  await mustHaveFiles(context, [campaignEntity(asked.code)], [paper], 'document');
}

async function participantFaults(
  context: ApiContext,
  caller: Caller,
  participants: readonly string[],
  today: Day,
): Promise<FieldProblem[]> {
  const units = await context.store.units.many(participants);
  const faults: FieldProblem[] = [];
  for (const [i, code] of participants.entries()) {
    const unit = units.get(code);
    const field = `participants.${i}`;
    if (!unit || !(await isWithin(context, caller, code))) faults.push({ field, ...refused('noUnitCode', { code }) });
    else if (unit.validTo !== undefined && unit.validTo < today)
      faults.push(hasEnded(field, unit.name, unit.successor));
  }
  return faults;
}

export const hasEnded = (field: string, name: string, successor: string | undefined): FieldProblem => ({
  field,
  ...(successor === undefined
    ? refused('campaign.unitEnded', { name })
    : refused('campaign.unitEndedFor', { name, successor })),
});
/** The round of a campaign has its code: one that is there belongs to somebody else. */
const hasRound = (code: string): FieldProblem => ({ field: 'code', ...refused('campaign.codeOfRound', { code }) });
const noSuchAward = (field: string): FieldProblem => ({
  field,
  ...refused('noAwardCode'),
});

/** Campaigns that the caller may see: those of his unit and those that it, a room of it or what it has taken over takes part in. @throws Problem FORBIDDEN */
export async function listCampaigns(
  context: ApiContext,
  {
    caller,
    filter,
    paging,
  }: { readonly caller: Caller; readonly filter: Omit<CampaignFilter, 'units'>; readonly paging: Paging },
): Promise<Page<CampaignRecord>> {
  mustHave(caller, 'readCampaigns');
  const units = await unitsReached(context, caller);
  return context.store.campaigns.list({ ...filter, ...(units === undefined ? {} : { units }) }, paging);
}

/** What the caller may do with a campaign: its own office, while it lasts. */
export const allowedTo = (caller: Caller, record: CampaignRecord): readonly CampaignActionType[] =>
  caller.role === 'office' && caller.unit === record.unit ? allowedIn(stateOf(record)) : [];

/** What a change of days would do, before it is made. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED */
export async function previewDates(
  context: ApiContext,
  { caller, id, moved }: Asked & { readonly moved: MovedDates },
): Promise<readonly DateChange[]> {
  const record = await needCampaign(context, caller, id);
  const calendar = await context.store.calendars.working();
  const dates = movedDates(record.asked, moved);
  return previewOf(stateOf(record, calendar), { type: 'changeDates', dates, calendar, note: '' }, context.clock.now());
}

const noCalendar: WorkingCalendar = { years: [], off: [], extraWorking: [] };

/** The state of a campaign by its record. */
function stateOf(record: CampaignRecord, calendar = noCalendar): CampaignState {
  const { kind, asked: dates, remindWorkingDays, status, version, working, reached, reminded } = record;
  return {
    terms: { kind, dates, calendar, remindWorkingDays },
    status,
    version,
    working,
    reached,
    reminded,
    said: {},
  };
}
