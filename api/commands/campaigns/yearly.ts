import { Problem } from '../../../domain/errors';
import { campaignEntity, nextCampaignWorkflowId, yearlyScheduleId } from '../../../domain/ids';
import { instant, type Instant } from '../../../domain/time';
import { dropYearly, keepYearly, yearlyShown, type YearlyShown } from '../../../platform/temporal/yearly';
import { updateId } from '../../../platform/temporal/ask';
import type { NextCampaignInput } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustBeOurs, needCampaign } from './need';

/** When the campaign of the next year is planned by itself. */
export interface Yearly {
  /** `12-01`: on this day of each year. */
  readonly day: string;
  readonly next: readonly Instant[];
}

interface Asked {
  readonly caller: Caller;
  readonly id: string;
}

interface Change {
  readonly submission: string;
  /** The edition that a page showed. */
  readonly expects?: number;
}

/** What a page showed, as a number that its form carries: the day as `1201`, nothing planned as 0. */
export const editionOf = (day: string | undefined): number => Number((day ?? '0').replace('-', ''));

/** @throws Problem FORBIDDEN, NOT_FOUND, also where nothing is planned by itself, ENGINE_BUSY */
export async function yearlyOf(context: ApiContext, { caller, id }: Asked): Promise<Yearly> {
  await needCampaign(context, caller, id);
  const found = await scheduled(context, id);
  if (!found) throw new Problem('NOT_FOUND', yearlyScheduleId(id));
  // the engine goes by its own clock, which those of a demonstration and a rehearsal are ahead of
  const now = context.clock.now();
  const next = found.next.map((at) => instant(at.getTime())).filter((at) => at > now);
  return { day: found.day, next: next.slice(0, 5) };
}

function scheduled({ ask }: ApiContext, id: string): Promise<YearlyShown | undefined> {
  const scheduleId = yearlyScheduleId(id);
  return ask(scheduleId, (_handle, client) => yearlyShown(client, scheduleId));
}

/** What stands is what was seen, or already what is asked for. @throws Problem STATE_CHANGED */
async function mustStand(
  context: ApiContext,
  { id, expects, day }: { readonly id: string; readonly expects: number | undefined; readonly day?: string },
): Promise<void> {
  if (expects === undefined) return;
  const stands = (await scheduled(context, id))?.day;
  if (expects !== editionOf(stands) && stands !== day)
    throw new Problem('STATE_CHANGED', `${yearlyScheduleId(id)} is ${stands ?? 'off'}`);
}

/**
 * From now on the campaign of the next year is planned on this day, by a Schedule of the engine. Said again it is the same one, on another
 * day where another is named. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for a movement, STATE_CHANGED, ENGINE_BUSY
 */
export async function planYearly(
  context: ApiContext,
  { caller, id, day, submission, expects }: Asked & Change & { readonly day: string },
): Promise<Yearly> {
  const { kind } = await mustBeOurs(context, caller, id);
  if (kind !== 'regular') throw invalid({ field: 'day', ...refused('campaign.notYearly') });
  await mustStand(context, { id, expects, day });
  const { ask, clock, taskQueue } = context;
  const scheduleId = yearlyScheduleId(id);
  const input: NextCampaignInput = { campaignId: id, offsetMs: clock.offsetMs() };
  await ask(scheduleId, (_handle, client) =>
    keepYearly(client, {
      scheduleId,
      workflowType: 'nextCampaign',
      workflowId: nextCampaignWorkflowId(id),
      taskQueue,
      input,
      day,
    }),
  );
  await note(context, { caller, id, submission, data: { day } });
  return yearlyOf(context, { caller, id });
}

/** Nothing is planned by itself any more; what has been planned stays. @throws Problem FORBIDDEN, NOT_FOUND, STATE_CHANGED, ENGINE_BUSY */
export async function stopYearly(
  context: ApiContext,
  { caller, id, submission, expects }: Asked & Change,
): Promise<void> {
  await mustBeOurs(context, caller, id);
  await mustStand(context, { id, expects });
  const scheduleId = yearlyScheduleId(id);
  await context.ask(scheduleId, (_handle, client) => dropYearly(client, scheduleId));
  await note(context, { caller, id, submission, data: {} });
}

async function note(
  { store, clock }: ApiContext,
  { caller, id, submission, data }: Asked & { readonly submission: string; readonly data: object },
): Promise<void> {
  const key = `yearly/${updateId(caller.actor, submission)}`;
  await store.audit.append([
    { entity: campaignEntity(id), key, at: clock.now(), actor: caller.actor, type: 'yearly', data: { ...data } },
  ]);
}
