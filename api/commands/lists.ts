import { awardOn } from '../../domain/award';
import { compareForCeremony } from '../../domain/catalogue';
import { dayOf } from '../../domain/time';
import type { Dossier } from '../../platform/store';
import type { ApiContext } from '../context';

interface ForCeremony {
  readonly dossier: Pick<Dossier, 'award' | 'posthumous'> & { readonly nominee: Pick<Dossier['nominee'], 'kind'> };
}

/**
 * Lines in the order of a list and a ceremony (Decree 152/2025/NĐ-CP art. 29(5)); an award that the catalogue no longer
 * knows comes last.
 */
export function inCeremonyOrder<L extends { readonly record: ForCeremony }>(
  { catalogue, clock }: ApiContext,
  lines: readonly L[],
): L[] {
  const today = dayOf(clock.now());
  const place = ({ record: { dossier } }: L) => {
    const award = awardOn(catalogue, dossier.award, today) ?? catalogue.find((a) => a.code === dossier.award);
    return {
      award: { rank: award?.rank ?? Number.MAX_SAFE_INTEGER },
      subject: dossier.nominee.kind,
      posthumous: dossier.posthumous,
    };
  };
  return [...lines].sort((a, b) => compareForCeremony(place(a), place(b)));
}

/** So many nominations that wait are looked at; no list takes more than a fifth of them. */
export const MOST_WAITING = 5_000;
