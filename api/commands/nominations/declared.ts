import type { Award, Text } from '../../../domain/award';
import type { Day } from '../../../domain/time';
import { yearOf } from '../../../domain/time';
import type { Dossier } from '../../../platform/store';

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
  if (year <= last) return [];
  const vi = `Năm ${year} chưa đến; muộn nhất là ${last}.`;
  return [{ code: 'notYet', field, say: { vi, en: `The year ${year} has not begun; ${last} is the last one.` } }];
}

function dayAhead(field: string, day: Day | undefined, today: Day): readonly Misstated[] {
  if (day === undefined || day <= today) return [];
  const say = { vi: 'Ngày này chưa đến; muộn nhất là hôm nay.', en: 'This day lies ahead; today is the last one.' };
  return [{ code: 'notYet', field, say }];
}

/** The second and every further one. */
function twice(all: readonly (string | number)[], i: number, field: string): readonly Misstated[] {
  const first = all.indexOf(all[i]!);
  if (first === i) return [];
  const vi = `Đã kê khai ở mục ${first + 1}; mỗi nội dung chỉ kê khai một lần.`;
  return [{ code: 'statedTwice', field, say: { vi, en: `Item ${first + 1} states it already; each is stated once.` } }];
}

const unknownAward = (field: string, code: string): Misstated => ({
  code: 'unknownCode',
  field,
  say: {
    vi: `Không có hình thức khen thưởng “${code}”; cần ghi mã trong danh mục, ví dụ CSTDCS.`,
    en: `There is no award “${code}”; a code of the catalogue is expected, for example CSTDCS.`,
  },
});
