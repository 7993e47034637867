import type { Award, Text } from '../award';
import type { Day } from '../time';
import { yearOf } from '../time';
import type { AwardFact, ConductFact, Facts, Grade } from './facts';
import { grades } from './facts';
import type { Rule } from './rule';
import { plain } from './sentences';

/**
 * What of the facts counts for a dossier, worked out once for all its rules. Order of the facts means nothing here: whatever
 * is listed is put in order first.
 */
export interface Reckoning {
  readonly facts: Facts;
  /** The rules that apply to the dossier. */
  readonly rules: readonly Rule[];
  /** Rules that were meant for it and have ended, with nothing of their code in their place. */
  readonly lapsed: readonly Rule[];
  /** Awards that count, by code, the earliest first. */
  readonly awards: ReadonlyMap<string, readonly CountedAward[]>;
  readonly leftOut: readonly LeftOut[];
  readonly grades: ReadonlyMap<number, YearGrade>;
  /** Set when a disciplinary measure takes years away. */
  readonly discipline?: Discipline;
}

/** An award of the ledger that counts, or one of the form alone (`declared`). */
export interface CountedAward extends AwardFact {
  readonly declared?: true;
  /** A commendation of the form alone that does not say for what it was given: it may count or not. */
  readonly typeUnknown?: true;
}

export interface LeftOut {
  readonly award: CountedAward;
  readonly because: 'commendationType' | 'revoked';
}

export interface YearGrade {
  /** Absent in a year of maternity leave that was not graded. */
  readonly grade?: Grade;
  readonly declared?: true;
}

/**
 * A measure that was served, and the first year that counts after it (Decree 152/2025 art. 4). A year counts as a whole or not
 * at all: the year in which the measure ended does not, unless it ended on the first day of that year. While a measure is
 * being served no year counts.
 */
export interface Discipline {
  readonly measure: ConductFact;
  readonly firstYear: number;
  readonly serving: boolean;
}

/** Commendations that are no basis for one for merit (Decree 152/2025 art. 4). */
const notForMerit: ReadonlySet<AwardFact['commendationType']> = new Set(['adHoc', 'movement', 'thematic']);

export function reckon(facts: Facts, rules: readonly Rule[], lapsed: readonly Rule[]): Reckoning {
  const { counted, leftOut } = sortOut(facts);
  const discipline = disciplineOf(facts);
  return {
    facts,
    rules,
    lapsed,
    awards: counted,
    leftOut,
    grades: gradesOf(facts),
    ...(discipline === undefined ? {} : { discipline }),
  };
}

// --- awards ----------------------------------------------------------------------------------------------------------

function sortOut(facts: Facts): { counted: Map<string, CountedAward[]>; leftOut: LeftOut[] } {
  const counted = new Map<string, CountedAward[]>();
  const leftOut: LeftOut[] = [];
  for (const award of [...ledger(facts), ...declaredAlone(facts)].sort(compareAwards)) {
    if (isRevoked(award, facts.today)) leftOut.push({ award, because: 'revoked' });
    else if (facts.dossier.commendationType === 'merit' && notForMerit.has(award.commendationType))
      leftOut.push({ award, because: 'commendationType' });
    else {
      const same = counted.get(award.award);
      if (same) same.push(award);
      else counted.set(award.award, [award]);
    }
  }
  return { counted, leftOut };
}

/** Entries that exist on the day of the check, of awards that are known, and not those that come from this very dossier. */
const ledger = ({ awards, catalogue, dossier, today }: Facts): readonly CountedAward[] =>
  awards.filter(
    (a) =>
      (a.nomination === undefined || a.nomination !== dossier.nomination) &&
      (a.decidedOn === undefined || a.decidedOn <= today) &&
      catalogue.some(({ code }) => code === a.award),
  );

function declaredAlone({ awards, catalogue, dossier, today }: Facts): readonly CountedAward[] {
  return dossier.declared.awards.flatMap((said): CountedAward[] => {
    const known = catalogue.find(({ code }) => code === said.award);
    if (!known || (said.decidedOn ?? '') > today) return [];
    if (awards.some((a) => a.award === said.award && a.awardYear === said.awardYear)) return [];
    const typeUnknown = said.commendationType === undefined && known.kind === 'commendation';
    return [
      {
        ...said,
        commendationType: said.commendationType ?? 'merit',
        initiatives: [],
        declared: true,
        ...(typeUnknown && dossier.commendationType === 'merit' ? { typeUnknown } : {}),
      },
    ];
  });
}

/** By year, award and decision; decided before pending. */
const compareAwards = (a: CountedAward, b: CountedAward): number =>
  a.awardYear - b.awardYear ||
  order(a.award, b.award) ||
  Number(a.pending ?? false) - Number(b.pending ?? false) ||
  order(a.decidedOn, b.decidedOn) ||
  order(a.decisionNumber, b.decisionNumber) ||
  order(a.achievementPeriod?.to, b.achievementPeriod?.to) ||
  order(a.achievementPeriod?.from, b.achievementPeriod?.from) ||
  order(a.commendationType, b.commendationType) ||
  Number(a.typeUnknown ?? false) - Number(b.typeUnknown ?? false) ||
  order(a.nomination, b.nomination);

export const order = (a: string | undefined, b: string | undefined): number => {
  const x = a ?? '';
  const y = b ?? '';
  return x < y ? -1 : x > y ? 1 : 0;
};

/** Whether an award is revoked on the day. */
export const isRevoked = ({ revokedOn }: Pick<AwardFact, 'revokedOn'>, on: Day): boolean => (revokedOn ?? '9') <= on;

/** Whether awards that are still being decided in the round count: as long as they can be decided before the dossier leaves. */
export const pendingCounts = ({ facts }: Reckoning): boolean => facts.moment === 'draft' || facts.moment === 'unit';

/** The entry by which a year counts for a title, a decided one before one that is on its way. */
export function titleOf(reckoning: Reckoning, award: string, year: number): CountedAward | undefined {
  if (!yearCounts(reckoning, year)) return undefined;
  const ofYear = reckoning.awards.get(award)?.filter((a) => a.awardYear === year && a.typeUnknown === undefined) ?? [];
  return ofYear.find((a) => a.pending === undefined) ?? (pendingCounts(reckoning) ? ofYear[0] : undefined);
}

/** The name that people know an award by; its code when the catalogue does not have it. */
export function nameOf({ facts }: Reckoning, code: string): Text {
  const entries: readonly Award[] = facts.catalogue.filter((a) => a.code === code);
  return (
    entries.reduce<Award | undefined>((last, a) => (last && last.validFrom > a.validFrom ? last : a), undefined)
      ?.name ?? plain(code)
  );
}

// --- grades ----------------------------------------------------------------------------------------------------------

function gradesOf({ grades: ledgerGrades, dossier }: Facts): Map<number, YearGrade> {
  const byYear = new Map<number, YearGrade>();
  for (const { year, grade, maternityLeave } of ledgerGrades) {
    if (grade === undefined && maternityLeave === undefined) continue;
    byYear.set(year, worse(byYear.get(year), grade === undefined ? {} : { grade }));
  }
  const known = new Set(byYear.keys());
  for (const { year, grade } of dossier.declared.grades) {
    if (!known.has(year)) byYear.set(year, worse(byYear.get(year), { grade, declared: true }));
  }
  return byYear;
}

/** Two gradings of one year (two units, say): the lower one holds, whichever comes first. */
const worse = (a: YearGrade | undefined, b: YearGrade): YearGrade => (a && rank(a) >= rank(b) ? a : b);

/** The lower the grade, the higher its rank; leave without a grade has the lowest. */
const rank = (of: YearGrade): number => grades.findIndex((grade) => grade === of.grade);

/** Whether a grade is as good as another. */
export const asGood = (grade: Grade, atLeast: Grade): boolean => grades.indexOf(grade) <= grades.indexOf(atLeast);

/**
 * Whether a year meets a grade. A year of maternity leave without a grade counts as time (Decree 152/2025 art. 4): it meets
 * "well" and what is below, not "excellent".
 */
export function meetsGrade(reckoning: Reckoning, year: number, atLeast: Grade): 'yes' | 'no' | 'unknown' {
  if (!yearCounts(reckoning, year)) return 'no';
  const of = reckoning.grades.get(year);
  if (of === undefined) return 'unknown';
  return asGood(of.grade ?? 'well', atLeast) ? 'yes' : 'no';
}

// --- discipline ------------------------------------------------------------------------------------------------------

function disciplineOf({ conduct, today }: Facts): Discipline | undefined {
  let last: Discipline | undefined;
  for (const measure of conduct) {
    if (measure.kind !== 'discipline' || measure.from > today) continue;
    const serving = measure.to === undefined || measure.to > today;
    const firstYear = serving ? Number.POSITIVE_INFINITY : firstYearAfter(measure.to);
    const found = { measure, firstYear, serving };
    if (last === undefined || compareDiscipline(found, last) > 0) last = found;
  }
  return last;
}

/** By the day on which they are served, the open one last: the first year that counts follows from it. */
const compareDiscipline = (a: Discipline, b: Discipline): number =>
  order(a.measure.to ?? '9', b.measure.to ?? '9') ||
  order(a.measure.from, b.measure.from) ||
  order(a.measure.measure, b.measure.measure);

const firstYearAfter = (served: Day): number => (served.endsWith('-01-01') ? yearOf(served) : yearOf(served) + 1);

/** Whether a matter stands on the day: it has begun, and is not settled or served yet. */
export const isOpen = ({ from, to }: ConductFact, today: Day): boolean =>
  from <= today && (to === undefined || to > today);

export const yearCounts = ({ discipline }: Reckoning, year: number): boolean =>
  discipline === undefined || year >= discipline.firstYear;
