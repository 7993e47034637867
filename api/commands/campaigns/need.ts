import { Problem } from '../../../domain/errors';
import type { CampaignRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { mustHave } from '../shared';
import { unitsReached } from './reach';

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a campaign in which the caller's unit has no part */
export async function needCampaign(context: ApiContext, caller: Caller, id: string): Promise<CampaignRecord> {
  mustHave(caller, 'readCampaigns');
  const record = await context.store.campaigns.need(id);
  const units = await unitsReached(context, caller);
  if (units === undefined || (record.unit !== undefined && units.includes(record.unit))) return record;
  if (!record.participants.some((unit) => units.includes(unit)))
    throw new Problem('NOT_FOUND', 'outside the unit of the caller');
  return record;
}

/** @throws Problem FORBIDDEN, NOT_FOUND: a campaign is changed by the office that has launched it */
export async function mustBeOurs(context: ApiContext, caller: Caller, id: string): Promise<CampaignRecord> {
  mustHave(caller, 'writeCampaigns');
  const record = await needCampaign(context, caller, id);
  if (record.unit !== caller.unit) throw new Problem('FORBIDDEN', 'of another level');
  return record;
}
