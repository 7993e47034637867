import type { Missing } from '../facts';
import type { Reckoning } from '../reckoning';
import type { Criterion } from '../rule';
import { gradeMissing } from '../sentencesOfYears';
import {
  priorDateMissing,
  priorMissing,
  runMissing,
  sinceSaid,
  titlesMissing,
  windowSaid,
} from '../sentencesOfWindows';
import { fail, info, pass, unknown, type Verdict } from '../verdict';
import { bestCandidate, priorsOf, proven, startOf, type Candidate, type Run, type SinceAward } from '../windows';
import { yearMeets } from '../years';

/**
 * An earlier award, and since then years in a row with grades and titles (R10, R11, R42). Any earlier award that counts and
 * satisfies everything is enough. The one that serves the dossier best is taken and named: the latest that satisfies it; where
 * none does, the one with which it comes furthest.
 */
export function sinceAward(reckoning: Reckoning, asked: SinceAward): Verdict {
  const best = bestCandidate(reckoning, asked);
  if (!best) return fail(sinceSaid(reckoning, asked), [priorMissing(reckoning, asked)], 'declared.awards');
  const say = sinceSaid(reckoning, asked, best);
  if (proven(best)) return pass(say, 'declared.awards');
  if (best.hoped.satisfied) return unknown(say, openQuestions(reckoning, asked, best), 'declared.awards');
  return fail(say, shortfalls(reckoning, asked, best.known), 'declared.awards');
}

/** From when windows since an award count, for information. */
export function windowStart(reckoning: Reckoning, { awards }: { readonly awards?: readonly string[] }): Verdict {
  const codes = awards ?? reckoning.rules.flatMap(({ test }) => namedIn(test));
  const starts = priorsOf(reckoning, [...new Set(codes)]).map(startOf);
  return info(windowSaid(reckoning, starts));
}

function namedIn(test: Criterion): readonly string[] {
  if (test.op === 'all' || test.op === 'any') return test.of.flatMap(namedIn);
  return test.op === 'sinceAward' ? test.awards : [];
}

/** What would have to be known. */
function openQuestions(
  reckoning: Reckoning,
  asked: SinceAward,
  { start, known, hoped }: Candidate,
): readonly Missing[] {
  const { prior, by } = start;
  const ungraded = hoped.years.filter((year) => yearMeets(reckoning, year, asked.atLeast) === 'unknown');
  return [
    ...(prior.typeUnknown || (by === 'year' && !known.satisfied) ? [priorDateMissing(reckoning, prior)] : []),
    ...ungraded.map(gradeMissing),
  ];
}

function shortfalls(reckoning: Reckoning, asked: SinceAward, run: Run): readonly Missing[] {
  const { ofThem, titles } = asked;
  const years = asked.years - run.years.length;
  const better = (ofThem?.count ?? 0) - run.ofThem.length;
  const held = (titles?.count ?? 0) - run.titles.length;
  return [
    ...(years > 0 ? [runMissing(years, asked.atLeast)] : []),
    ...(ofThem && better > 0 ? [runMissing(better, ofThem.grade)] : []),
    ...(titles && held > 0 ? [titlesMissing(reckoning, titles.award, held)] : []),
  ];
}
