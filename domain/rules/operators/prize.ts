import { awardOn } from '../../award';
import { prizeOf, type Prize } from '../../prize';
import type { Facts } from '../facts';
import type { Reckoning } from '../reckoning';
import { noPrizeSaid, prizeBasisMissing, prizeSaid, prizeUnknownSaid } from '../sentencesOfPrizes';
import { info, unknown, type Verdict } from '../verdict';

/** The prize of a dossier if it is decided on the day on which that is expected; undefined where no rule reaches that day. */
export function expectedPrize({ dossier, catalogue, expectedDecision }: Facts): Prize | undefined {
  const award = awardOn(catalogue, dossier.award, expectedDecision);
  const { subjectKind, achievementPeriod } = dossier;
  return award && prizeOf({ award, subjectKind, achievementPeriod, decidedOn: expectedDecision });
}

/** What would be paid, and how it is reckoned (R29; Decree 152/2025 art. 49 to 54). Never refuses. */
export function prizeDue({ facts }: Reckoning): Verdict {
  const prize = expectedPrize(facts);
  const { expectedDecision: on, dossier } = facts;
  if (prize === undefined) return unknown(prizeUnknownSaid(on), [prizeBasisMissing(on)]);
  return info(prize.amount === 0 ? noPrizeSaid : prizeSaid(prize, dossier.subjectKind, on));
}
