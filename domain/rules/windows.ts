import type { Grade } from './facts';
import type { CountedAward, Reckoning } from './reckoning';
import { titleOf } from './reckoning';
import type { Criterion } from './rule';
import { yearMeets } from './years';

/** Windows since an award: from when they count, and which years of them fit. */

export type SinceAward = Extract<Criterion, { op: 'sinceAward' }>;

/** From when a window since an award counts (Decree 152/2025 art. 33(7)). */
export interface WindowStart {
  readonly prior: CountedAward;
  /** What it was read from: the achievement period of the decision, its day, or nothing but the award year. */
  readonly by: 'period' | 'decision' | 'year';
  /** The first calendar year that counts: the one after. */
  readonly firstYear: number;
}

/** The years of a window that fit, up to the award year, and what was found in them. */
export interface Run {
  readonly years: readonly number[];
  readonly ofThem: readonly number[];
  readonly titles: readonly CountedAward[];
  readonly satisfied: boolean;
}

export interface Candidate {
  readonly start: WindowStart;
  /** With what is known, and with everything that is not known taken for good. */
  readonly known: Run;
  readonly hoped: Run;
}

/** The earlier award that serves the dossier best, with its window; none when no award counts. */
export const bestCandidate = (reckoning: Reckoning, asked: SinceAward): Candidate | undefined =>
  priorsOf(reckoning, asked.awards)
    .map((prior) => candidateOf(reckoning, asked, prior))
    .reduce<Candidate | undefined>((a, b) => (a && compare(asked, a, b) > 0 ? a : b), undefined);

/** Decided awards of these codes from before the award year, the earliest first. */
export const priorsOf = ({ awards, facts }: Reckoning, codes: readonly string[]): readonly CountedAward[] =>
  codes
    .flatMap((code) => awards.get(code) ?? [])
    .filter((a) => a.pending === undefined && a.awardYear < facts.dossier.awardYear)
    .sort((a, b) => a.awardYear - b.awardYear);

export function startOf(prior: CountedAward): WindowStart {
  if (prior.achievementPeriod) return { prior, by: 'period', firstYear: yearAfter(prior.achievementPeriod.to) };
  if (prior.decidedOn) return { prior, by: 'decision', firstYear: yearAfter(prior.decidedOn) };
  return { prior, by: 'year', firstYear: prior.awardYear + 1 };
}

const yearAfter = (day: string): number => Number(day.slice(0, 4)) + 1;

function candidateOf(reckoning: Reckoning, asked: SinceAward, prior: CountedAward): Candidate {
  const start = startOf(prior);
  // an award of a year is decided in the next one at the latest, so that an unknown day costs one year at most
  const certain = start.by === 'year' ? start.firstYear + 1 : start.firstYear;
  return {
    start,
    known: runOf(reckoning, asked, certain, false),
    hoped: runOf(reckoning, asked, start.firstYear, true),
  };
}

function runOf(reckoning: Reckoning, asked: SinceAward, firstYear: number, hope: boolean): Run {
  const { ofThem, titles } = asked;
  const meets = (year: number, grade: Grade, orTitle?: string): boolean => {
    const state = yearMeets(reckoning, year, grade, orTitle);
    return state === 'yes' || (hope && state === 'unknown');
  };
  const years: number[] = [];
  for (let year = reckoning.facts.dossier.awardYear; year >= firstYear && meets(year, asked.atLeast); year -= 1) {
    years.unshift(year);
  }
  const better = years.filter((year) => ofThem && meets(year, ofThem.grade, ofThem.orTitle));
  const held = years.flatMap((year) => (titles && titleOf(reckoning, titles.award, year)) ?? []);
  return {
    years,
    ofThem: better,
    titles: held,
    satisfied:
      years.length >= asked.years && better.length >= (ofThem?.count ?? 0) && held.length >= (titles?.count ?? 0),
  };
}

/** Whether the window fits by what is known, not only if what is open turns out well. */
export const proven = ({ start, known }: Candidate): boolean =>
  known.satisfied && start.prior.typeUnknown === undefined;

/** Positive when the first serves the dossier better. */
function compare(asked: SinceAward, a: Candidate, b: Candidate): number {
  const satisfied = (of: Candidate): number => (proven(of) ? 2 : of.hoped.satisfied ? 1 : 0);
  const far = ({ known }: Candidate): number =>
    Math.min(known.years.length, asked.years) +
    Math.min(known.ofThem.length, asked.ofThem?.count ?? 0) +
    Math.min(known.titles.length, asked.titles?.count ?? 0);
  return satisfied(a) - satisfied(b) || (proven(a) ? 0 : far(a) - far(b)) || latest(a, b);
}

const latest = (a: Candidate, b: Candidate): number => a.start.firstYear - b.start.firstYear;
