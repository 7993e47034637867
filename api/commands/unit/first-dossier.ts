import type { Award } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import type { Dossier, NominationRecord, Nominee, PersonRecord, RoundRecord } from '../../../platform/store';

/** What can be said of somebody in a round before anybody has written a word. Papers and lists are Vietnamese. */
export function firstDossier(
  { awardYear, commendationType = 'merit' }: Pick<RoundRecord, 'awardYear' | 'commendationType'>,
  award: Award,
  of: { readonly nominee: Nominee; readonly merit: string; readonly today: Day },
): Dossier {
  const { nominee, merit, today } = of;
  const end = `${awardYear}-12-31`;
  return {
    award: award.code,
    awardYear,
    commendationType,
    procedure: 'normal',
    posthumous: false,
    nominee,
    achievementPeriod: { from: `${awardYear}-01-01`, to: end < today ? end : today },
    // the unit writes more where it has more to say
    merit,
    basis: award.citation.vi,
    flags: [],
    papers: [],
  };
}

/** A person of the register as a dossier names him. */
export const personNamed = ({ _id, name, address, post }: PersonRecord, unitName: string): Nominee => ({
  kind: 'person',
  person: _id,
  name,
  address,
  post,
  unitName,
});

/** A nomination that came to nothing may be made again. */
export const stillStands = ({ status }: Pick<NominationRecord, 'status'>): boolean =>
  status !== 'declined' && status !== 'lapsed' && status !== 'withdrawn' && status !== 'discarded';
