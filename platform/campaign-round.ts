import type { CampaignRecord, RoundRecord, Store } from './store';

/** What the trail of a round says when its campaign has opened it, or moved its last day. */
export const KEPT_BY_CAMPAIGN = 'keptByCampaign';

/** The mark of a round that comes of its campaign: what a movement with a theme yields does not count for merit (R15). */
export const markOf = ({ kind }: Pick<CampaignRecord, 'kind'>): Pick<RoundRecord, 'commendationType'> =>
  kind === 'thematic' ? { commendationType: 'thematic' } : {};

/**
 * The campaign that a round is of. Rounds are the province's, so one with the code of a unit's campaign is that campaign's only where
 * it has opened it itself.
 */
export async function campaignOfRound(
  { campaigns, audit }: Pick<Store, 'campaigns' | 'audit'>,
  round: string,
): Promise<CampaignRecord | undefined> {
  const campaign = await campaigns.get(round);
  if (campaign?.unit === undefined) return campaign;
  const trail = await audit.trail(`rounds/${round}`);
  return trail.some(({ type }) => type === KEPT_BY_CAMPAIGN) ? campaign : undefined;
}
