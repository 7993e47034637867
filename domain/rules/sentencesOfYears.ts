import type { Text } from '../award';
import type { Grade, Missing } from './facts';
import type { CountedAward, Discipline, Reckoning } from './reckoning';
import { nameOf, pendingCounts, yearCounts } from './reckoning';
import { both, capital, counted, day, gradeName, joined, measureName, missing, orBetter, span } from './sentences';

/** What is said of grades and titles of years. */

export const gradeMissing = (year: number): Missing =>
  missing('unit', `Xếp loại chất lượng năm ${year}`, `The grade of ${year}`);

export function titleMissing(reckoning: Reckoning, award: string, year: number): Missing {
  const name = nameOf(reckoning, award);
  return missing('unit', `Quyết định tặng ${name.vi} năm ${year}`, `The decision on ${name.en} of ${year}`);
}

/** `Xếp loại năm 2026: hoàn thành tốt nhiệm vụ; cần hoàn thành tốt nhiệm vụ trở lên`. */
export function gradeOfYearSaid(reckoning: Reckoning, year: number, atLeast: Grade): Text {
  const { vi, en } = gradeSaid(reckoning, year);
  const need = orBetter(atLeast);
  return joined([both(capital(vi), capital(en)), both(`cần ${need.vi}`, `${need.en} is needed`)]);
}

/** Why a year stands as it does: `năm 2025: hoàn thành nhiệm vụ`. */
export function gradeSaid(reckoning: Reckoning, year: number): Text {
  const { discipline } = reckoning;
  if (discipline && !yearCounts(reckoning, year)) {
    const { vi, en } = disciplineSaid(discipline);
    return both(`năm ${year} không được tính: ${vi}`, `${year} does not count: ${en}`);
  }
  const of = reckoning.grades.get(year);
  if (of === undefined) return both(`chưa có xếp loại năm ${year}`, `there is no grade of ${year}`);
  if (of.grade === undefined) {
    return both(`năm ${year} nghỉ thai sản, được tính thời gian`, `${year} was maternity leave, which counts as time`);
  }
  const { vi, en } = gradeName[of.grade];
  const declared = of.declared ? both(' (theo kê khai)', ' (as declared)') : both('', '');
  return both(`xếp loại năm ${year}: ${vi}${declared.vi}`, `the grade of ${year} is ${en}${declared.en}`);
}

/** `đã chấp hành xong kỷ luật khiển trách ngày 10/3/2024`. */
export function disciplineSaid({ measure, serving }: Discipline): Text {
  const name = measure.measure === undefined ? both('', 'measure') : measureName[measure.measure];
  const vi = `kỷ luật ${name.vi}`.trim();
  if (serving || measure.to === undefined) {
    const since = day(measure.from);
    return both(`đang chấp hành ${vi} từ ${since.vi}`, `a ${name.en} of ${since.en} is still being served`);
  }
  const served = day(measure.to);
  return both(`chấp hành xong ${vi} ${served.vi}`, `a ${name.en} was served on ${served.en}`);
}

/** `1/2 năm liên tục 2025–2026 hoàn thành xuất sắc nhiệm vụ; xếp loại năm 2025: hoàn thành tốt nhiệm vụ`. */
export function gradesSaid(
  reckoning: Reckoning,
  of: {
    readonly years: readonly number[];
    readonly met: readonly number[];
    readonly atLeast: Grade;
    readonly orTitle?: Text;
  },
): Text {
  const { years, met, orTitle } = of;
  const need = orBetter(of.atLeast);
  const range = span(years[0]!, years[years.length - 1]!);
  const or = orTitle === undefined ? both('', '') : both(` hoặc ${orTitle.vi}`, ` or ${orTitle.en}`);
  return joined([
    both(
      `${met.length}/${years.length} năm liên tục (${range}) ${need.vi}${or.vi}`,
      `${met.length} of ${counted(years.length, 'year')} in a row (${range}) graded ${need.en}${or.en}`,
    ),
    ...years.filter((year) => !met.includes(year)).map((year) => gradeSaid(reckoning, year)),
    ...declaredGrades(reckoning, met),
  ]);
}

/** `Chiến sĩ thi đua cơ sở liên tục đến năm 2026: 2/3 năm (2025, 2026); thiếu năm 2024`. */
export function titlesSaid(
  reckoning: Reckoning,
  of: { readonly award: string; readonly years: readonly number[]; readonly held: readonly CountedAward[] },
): Text {
  const { award, years, held } = of;
  const name = nameOf(reckoning, award);
  const range = span(years[0]!, years[years.length - 1]!);
  const list = held.length === 0 ? '' : `: ${held.map((h) => h.awardYear).join(', ')}`;
  const without = years.filter((year) => !held.some((h) => h.awardYear === year));
  return joined([
    both(
      `${name.vi}: ${held.length}/${years.length} năm liên tục (${range})${list}`,
      `${name.en}: ${held.length} of ${counted(years.length, 'year')} in a row (${range})${list}`,
    ),
    ...without.map((year) => withoutTitle(reckoning, award, year)),
    ...awardRemarks(reckoning, held),
  ]);
}

function withoutTitle(reckoning: Reckoning, award: string, year: number): Text {
  const { discipline } = reckoning;
  const ofYear = reckoning.awards.get(award)?.filter((a) => a.awardYear === year) ?? [];
  if (discipline && ofYear.length > 0 && !yearCounts(reckoning, year)) {
    const { vi, en } = disciplineSaid(discipline);
    return both(`năm ${year} không được tính: ${vi}`, `${year} does not count: ${en}`);
  }
  if (ofYear.some((a) => a.pending) && !pendingCounts(reckoning)) {
    return both(`năm ${year} đang được xét, chưa có quyết định`, `${year} is not decided yet`);
  }
  return both(`thiếu năm ${year}`, `${year} is missing`);
}

/** `xếp loại năm 2021, 2022 theo kê khai`. */
export function declaredGrades(reckoning: Reckoning, years: readonly number[]): readonly Text[] {
  const declared = years.filter((year) => reckoning.grades.get(year)?.declared);
  if (declared.length === 0) return [];
  return [both(`xếp loại năm ${declared.join(', ')} theo kê khai`, `as declared: grades of ${declared.join(', ')}`)];
}

/** What must be known of awards that were counted: still being decided, or known from the form alone. */
export function awardRemarks(reckoning: Reckoning, awards: readonly CountedAward[]): readonly Text[] {
  const said = (a: CountedAward): Text => {
    const { vi, en } = nameOf(reckoning, a.award);
    return both(`${vi} năm ${a.awardYear}`, `${en} of ${a.awardYear}`);
  };
  const pending = awards.filter((a) => a.pending).map(said);
  const declared = awards.filter((a) => a.declared).map(said);
  const remarks: Text[] = [];
  if (pending.length > 0) {
    const { vi, en } = joined(pending, ', ');
    remarks.push(both(`${vi} đang được xét trong cùng đợt`, `still being decided in the same round: ${en}`));
  }
  if (declared.length > 0) {
    const { vi, en } = joined(declared, ', ');
    remarks.push(both(`${vi} theo kê khai`, `as declared: ${en}`));
  }
  return remarks;
}
