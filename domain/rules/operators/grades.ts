import type { Grade } from '../facts';
import type { Reckoning } from '../reckoning';
import { meetsGrade, nameOf } from '../reckoning';
import { gradeMissing, gradeOfYearSaid, gradesSaid } from '../sentencesOfYears';
import { fail, pass, unknown, type Verdict } from '../verdict';
import { lastYears, yearMeets } from '../years';

/** The grade of the award year (R02, R03). */
export function gradeOfYear(reckoning: Reckoning, { atLeast }: { readonly atLeast: Grade }): Verdict {
  const { awardYear } = reckoning.facts.dossier;
  const say = gradeOfYearSaid(reckoning, awardYear, atLeast);
  switch (meetsGrade(reckoning, awardYear, atLeast)) {
    case 'yes':
      return pass(say, 'declared.grades');
    case 'no':
      return fail(say, [], 'declared.grades');
    case 'unknown':
      return unknown(say, [gradeMissing(awardYear)], 'declared.grades');
  }
}

/**
 * Grades of so many years in a row, ending with the award year, without a gap (R09). A year that `orTitle` was won in is as
 * good (Decree 152/2025 art. 33(7)).
 */
export function gradesInARow(
  reckoning: Reckoning,
  asked: { readonly years: number; readonly atLeast: Grade; readonly orTitle?: string },
): Verdict {
  const { awardYear } = reckoning.facts.dossier;
  const years = lastYears(awardYear, asked.years);
  const states = years.map((year) => yearMeets(reckoning, year, asked.atLeast, asked.orTitle));
  const lacking = years.filter((_, i) => states[i] === 'unknown');
  const say = gradesSaid(reckoning, {
    years,
    met: years.filter((_, i) => states[i] === 'yes'),
    atLeast: asked.atLeast,
    ...(asked.orTitle === undefined ? {} : { orTitle: nameOf(reckoning, asked.orTitle) }),
  });
  if (states.includes('no')) return fail(say, [], 'declared.grades');
  return lacking.length > 0 ? unknown(say, lacking.map(gradeMissing), 'declared.grades') : pass(say, 'declared.grades');
}
