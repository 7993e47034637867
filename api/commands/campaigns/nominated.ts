import { Problem } from '../../../domain/errors';
import type { CampaignRecord, RegistrationRecord } from '../../../platform/store';
import type { ApiContext } from '../../context';
import { codeOf } from '../nominations/nominee-scope';
import { everything } from '../shared';
import { stillStands } from '../unit/first-dossier';

/** @throws Problem TITLE_NOMINATED for a title that is dropped while there is a nomination for it in the round */
export async function mustNotBeNominated(
  { store }: ApiContext,
  { _id: round }: Pick<CampaignRecord, '_id'>,
  { _id, registrant: { code }, year: awardYear }: RegistrationRecord,
  dropped: readonly string[],
): Promise<void> {
  if (dropped.length === 0) return;
  const filter = { round, subject: [code], awardYear };
  const found = await everything((paging) => store.nominations.list(filter, paging));
  const titles = found
    .filter((one) => codeOf(one.dossier.nominee) === code && stillStands(one))
    .map(({ dossier }) => dossier.award)
    .filter((award) => dropped.includes(award));
  if (titles.length > 0) throw new Problem('TITLE_NOMINATED', _id, { titles });
}
