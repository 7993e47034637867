import type { Award, Text } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { yearOf } from '../../../domain/time';
import type { Dossier } from '../../../platform/store';
import { refused } from '../../../templates/words';

/** Something that a form states and that cannot be so, whatever the records know. */
export interface Misstated {
  readonly code: 'notYet' | 'unknownCode' | 'statedTwice';
  readonly field: string;
  readonly say: Text;
}

/** Years and days that lie ahead, awards that there are not, and what a form states twice: each with its field. */
export function misstated(dossier: Dossier, catalogue: readonly Award[], today: Day): readonly Misstated[] {
  const { grades = [], awards = [] } = dossier.declared ?? {};
  const won = awards.map(({ award, awardYear, decisionNumber }) =>
    // a title is won once a year, whatever its decision; a commendation may be given again by another one
    [award, awardYear, ...(isTitle(catalogue, award) ? [] : [decisionNumber ?? ''])].join('\n'),
  );
  return [
    ...yearAhead('awardYear', dossier.awardYear, today),
    ...grades.flatMap(({ year }, i) => [
      ...yearAhead(`declared.grades.${i}.year`, year, today),
      ...twice(
        grades.map((grade) => grade.year),
        i,
        `declared.grades.${i}.year`,
      ),
    ]),
    ...awards.flatMap(({ award, awardYear, decidedOn }, i) => [
      ...(catalogue.some(({ code }) => code === award) ? [] : [unknownAward(`declared.awards.${i}.award`, award)]),
      ...yearAhead(`declared.awards.${i}.awardYear`, awardYear, today),
      ...dayAhead(`declared.awards.${i}.decidedOn`, decidedOn, today),
      ...twice(won, i, `declared.awards.${i}.award`),
    ]),
  ];
}

const isTitle = (catalogue: readonly Award[], code: string): boolean =>
  catalogue.find((award) => award.code === code)?.kind === 'title';

function yearAhead(field: string, year: number, today: Day): readonly Misstated[] {
  const last = yearOf(today);
  return year <= last ? [] : [{ code: 'notYet', field, say: refused('yearAhead', { year, last }) }];
}

function dayAhead(field: string, day: Day | undefined, today: Day): readonly Misstated[] {
  if (day === undefined || day <= today) return [];
  return [{ code: 'notYet', field, say: refused('nomination.notByToday') }];
}

/** The second and every further one. */
function twice(all: readonly (string | number)[], i: number, field: string): readonly Misstated[] {
  const first = all.indexOf(all[i]!);
  if (first === i) return [];
  return [{ code: 'statedTwice', field, say: refused('nomination.statedTwice', { item: first + 1 }) }];
}

const unknownAward = (field: string, code: string): Misstated => ({
  code: 'unknownCode',
  field,
  say: refused('nomination.noAward', { code }),
});
