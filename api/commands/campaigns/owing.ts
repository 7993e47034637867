import { owesSomething, type Owed } from '../../../domain/campaign/owing';
import type { Awaited } from '../../../domain/campaign/state';
import { dayOf } from '../../../domain/time';
import { owedBy } from '../../../platform/participants';
import type { ApiContext, Caller } from '../../context';
import { needCampaign } from './need';
import { reaches, unitsReached } from './reach';

/** What participants still owe for a day, those only that owe something; of a unit its own. @throws Problem FORBIDDEN, NOT_FOUND */
export async function owedFor(
  context: ApiContext,
  { caller, id, milestone }: { readonly caller: Caller; readonly id: string; readonly milestone: Awaited },
): Promise<readonly (Owed & { readonly unit: string })[]> {
  const campaign = await needCampaign(context, caller, id);
  const today = dayOf(context.clock.now());
  const units = await unitsReached(context, caller);
  const seen = campaign.unit === undefined || campaign.unit !== caller.unit ? units : undefined;
  return [...(await owedBy(context.store, campaign, { milestone, today }))].flatMap(([unit, owed]) =>
    reaches(seen, unit) && (owesSomething(owed) || owed.waiting > 0) ? [{ unit, ...owed }] : [],
  );
}
