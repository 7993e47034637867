import type { Reckoning } from '../reckoning';
import { titleOf } from '../reckoning';
import { titleMissing, titlesSaid } from '../sentencesOfYears';
import { fail, pass, type Verdict } from '../verdict';
import { lastYears } from '../years';

/**
 * A title in each of so many years in a row, ending with the award year, without a gap (R04, R06, R09). A title won twice in a
 * year is one. One that is on its way in the same round counts until the dossier leaves the unit.
 */
export function titlesInARow(
  reckoning: Reckoning,
  { award, years: count }: { readonly award: string; readonly years: number },
): Verdict {
  const years = lastYears(reckoning.facts.dossier.awardYear, count);
  const held = years.flatMap((year) => titleOf(reckoning, award, year) ?? []);
  const say = titlesSaid(reckoning, { award, years, held });
  if (held.length === years.length) return pass(say, 'declared.awards');
  const without = years.filter((year) => !held.some((h) => h.awardYear === year));
  return fail(
    say,
    without.map((year) => titleMissing(reckoning, award, year)),
    'declared.awards',
  );
}
