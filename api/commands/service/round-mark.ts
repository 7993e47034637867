import { campaignOfRound, markOf } from '../../../platform/campaign-round';
import type { RoundRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext } from '../../context';
import { invalid } from '../../schemas/parse';

/**
 * The round of a movement with a theme, with the mark of what comes from it, whatever was written.
 * @throws Problem VALIDATION where another one was written
 */
export async function marked({ store }: ApiContext, round: RoundRecord): Promise<RoundRecord> {
  const campaign = await campaignOfRound(store, round._id);
  const mark = campaign ? markOf(campaign) : {};
  const { commendationType: type } = mark;
  if (type === undefined || (round.commendationType ?? type) === type) return { ...round, ...mark };
  throw invalid({ field: 'commendationType', ...refused('round.thematic') });
}
