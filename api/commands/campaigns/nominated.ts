import type { Text } from '../../../domain/award';
import { hasEnded } from '../../../domain/campaign/registration';
import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import type { CampaignRecord, RegistrationRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext } from '../../context';
import { codeOf } from '../nominations/nominee-scope';
import { everything } from '../shared';
import { stillStands } from '../unit/first-dossier';

/**
 * A draft that was left behind by a unit that has ended is sent by nobody, so it holds nothing back.
 * @throws Problem TITLE_NOMINATED, with the titles and the registration, for a title that is dropped while there is a nomination for it
 * in the round
 */
export async function mustNotBeNominated(
  { store, catalogue, clock }: ApiContext,
  { _id: round }: Pick<CampaignRecord, '_id'>,
  { _id, registrant: { code }, year: awardYear }: RegistrationRecord,
  dropped: readonly string[],
): Promise<void> {
  if (dropped.length === 0) return;
  const filter = { round, subject: [code], awardYear };
  const found = (await everything((paging) => store.nominations.list(filter, paging))).filter(
    (one) => codeOf(one.dossier.nominee) === code && stillStands(one) && dropped.includes(one.dossier.award),
  );
  if (found.length === 0) return;
  const units = await store.units.many(found.map(({ unit }) => unit));
  const today = dayOf(clock.now());
  const isOver = (unit: string): boolean => units.has(unit) && hasEnded(units.get(unit)!, today);
  const standing = found.filter(({ status, unit }) => status !== 'draft' || !isOver(unit));
  const titles = [...new Set(standing.map(({ dossier }) => dossier.award))];
  if (titles.length === 0) return;
  const nameOf = (title: string): Text =>
    catalogue.find(({ code: known }) => known === title)?.name ?? { vi: title, en: title };
  const named = {
    vi: titles.map((title) => nameOf(title).vi).join('; '),
    en: titles.map((title) => nameOf(title).en).join('; '),
  };
  const fields = [{ field: 'titles', ...refused('campaign.titleNominated', { titles: named }) }];
  throw new Problem('TITLE_NOMINATED', _id, { registration: _id, titles, fields });
}
