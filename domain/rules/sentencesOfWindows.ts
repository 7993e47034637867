import type { Text } from '../award';
import type { Grade, Missing } from './facts';
import type { CountedAward, Reckoning } from './reckoning';
import { nameOf } from './reckoning';
import { both, capital, counted, day, joined, missing, orBetter, span } from './sentences';
import { awardRemarks, declaredGrades, disciplineSaid, gradeSaid } from './sentencesOfYears';
import type { Candidate, SinceAward, WindowStart } from './windows';

/** What is said of windows since an award. */

export function priorMissing(reckoning: Reckoning, { awards }: SinceAward): Missing {
  const { vi, en } = namesOf(reckoning, awards);
  return missing('unit', `Quyết định tặng ${vi}`, `The decision on ${en}`);
}

export function priorDateMissing(reckoning: Reckoning, prior: CountedAward): Missing {
  const { vi, en } = awardOf(reckoning, prior);
  return missing(
    'unit',
    `Quyết định tặng ${vi} (loại hình khen thưởng, ngày, thời gian lập thành tích)`,
    `The decision on ${en} (commendation type, day, achievement period)`,
  );
}

export function runMissing(years: number, grade: Grade): Missing {
  const need = orBetter(grade);
  return missing(
    'unit',
    `Thêm ${years} năm ${need.vi}`,
    `${counted(years, 'more year', 'more years')} graded ${need.en}`,
  );
}

export function titlesMissing(reckoning: Reckoning, award: string, count: number): Missing {
  const { vi, en } = nameOf(reckoning, award);
  return missing(
    'unit',
    `Thêm ${count} lần ${vi} trong thời gian đó, hoặc quyết định chưa ghi sổ`,
    `${en} ${counted(count, 'more time', 'more times')} in that time, or a decision that is not on record`,
  );
}

/**
 * `Bằng khen … năm 2019 (Quyết định số 15/QĐ-UBND ngày 20/02/2020), tính từ năm 2020; 7 năm liên tục (2020–2026) hoàn thành
 * tốt nhiệm vụ trở lên, cần 5; 3 lần Chiến sĩ thi đua cơ sở (2021, 2023, 2025), cần 3`.
 */
export function sinceSaid(reckoning: Reckoning, asked: SinceAward, candidate?: Candidate): Text {
  if (!candidate) {
    const { vi, en } = namesOf(reckoning, asked.awards);
    return both(`Không có ${vi} được tính trước năm xét`, `There is no ${en} that counts from before the award year`);
  }
  const { start, known: run } = candidate;
  const { years } = run;
  const firstCounted = Math.max(start.firstYear, reckoning.discipline?.firstYear ?? 0);
  const before = (years[0] ?? reckoning.facts.dossier.awardYear + 1) - 1;
  return joined([
    startSaid(reckoning, start),
    yearsSaid(years, asked.years, asked.atLeast),
    // the year at which the run breaks, or the measure that cut it short
    ...(before >= firstCounted ? [gradeSaid(reckoning, before)] : []),
    ...(reckoning.discipline && start.firstYear < firstCounted ? [disciplineSaid(reckoning.discipline)] : []),
    ...(asked.ofThem ? [betterSaid(reckoning, asked.ofThem, run.ofThem)] : []),
    ...(asked.titles ? [titlesIn(reckoning, asked.titles, run.titles)] : []),
    ...declaredGrades(reckoning, years),
    ...awardRemarks(reckoning, [start.prior, ...run.titles]),
  ]);
}

function startSaid(reckoning: Reckoning, { prior, by, firstYear }: WindowStart): Text {
  const { vi, en } = awardOf(reckoning, prior);
  const to = prior.achievementPeriod && day(prior.achievementPeriod.to);
  const why: Text =
    by === 'period' && to
      ? both(`thời gian lập thành tích đến ${to.vi}`, `achievement period to ${to.en}`)
      : by === 'decision'
        ? both('theo ngày quyết định', 'by the day of the decision')
        : both('chưa rõ ngày quyết định', 'the day of the decision is not known');
  return both(`${vi} (${why.vi}), tính từ năm ${firstYear}`, `${en} (${why.en}), counted from ${firstYear}`);
}

function yearsSaid(years: readonly number[], needed: number, atLeast: Grade): Text {
  const { vi, en } = orBetter(atLeast);
  const range = years.length === 0 ? '' : ` (${span(years[0]!, years[years.length - 1]!)})`;
  return both(
    `${years.length} năm liên tục${range} ${vi}, cần ${needed}`,
    `${counted(years.length, 'year')} in a row${range} graded ${en}, ${needed} needed`,
  );
}

function betterSaid(
  reckoning: Reckoning,
  { grade, count, orTitle }: NonNullable<SinceAward['ofThem']>,
  years: readonly number[],
): Text {
  const { vi, en } = orBetter(grade);
  const title = orTitle === undefined ? undefined : nameOf(reckoning, orTitle);
  const list = years.length === 0 ? '' : ` (${years.join(', ')})`;
  return both(
    `${years.length} năm ${vi}${title ? ` hoặc ${title.vi}` : ''}${list}, cần ${count}`,
    `${counted(years.length, 'year')} graded ${en}${title ? ` or ${title.en}` : ''}${list}, ${count} needed`,
  );
}

function titlesIn(
  reckoning: Reckoning,
  { award, count }: NonNullable<SinceAward['titles']>,
  held: readonly CountedAward[],
): Text {
  const { vi, en } = nameOf(reckoning, award);
  const list = held.length === 0 ? '' : ` (${held.map((a) => a.awardYear).join(', ')})`;
  return both(
    `${held.length} lần ${vi}${list}, cần ${count}`,
    `${en} ${counted(held.length, 'time')}${list}, ${count} needed`,
  );
}

/** From when windows count, of every award that one may start from. */
export function windowSaid(reckoning: Reckoning, starts: readonly WindowStart[]): Text {
  const { discipline } = reckoning;
  const parts = starts.map((start) => startSaid(reckoning, start));
  if (discipline) parts.push(disciplineSaid(discipline));
  if (parts.length === 0) {
    return both('Không có lần khen thưởng trước nào để tính thời gian', 'No earlier award to count the time from');
  }
  const { vi, en } = joined(parts);
  return both(capital(vi), capital(en));
}

/** `Bằng khen … năm 2019, Quyết định số 15/QĐ-UBND ngày 20/02/2020`. */
export function awardOf(reckoning: Reckoning, award: CountedAward): Text {
  const { vi, en } = nameOf(reckoning, award.award);
  const on = award.decidedOn === undefined ? undefined : day(award.decidedOn);
  const number = award.decisionNumber;
  const decision: Text =
    number === undefined
      ? on === undefined
        ? both('', '')
        : both(`, quyết định ${on.vi}`, `, decision of ${on.en}`)
      : both(`, Quyết định số ${number}${on ? ` ${on.vi}` : ''}`, `, Decision ${number}${on ? ` of ${on.en}` : ''}`);
  return both(`${vi} năm ${award.awardYear}${decision.vi}`, `${en} of ${award.awardYear}${decision.en}`);
}

const namesOf = (reckoning: Reckoning, awards: readonly string[]): Text =>
  awards.map((code) => nameOf(reckoning, code)).reduce((a, b) => both(`${a.vi} hoặc ${b.vi}`, `${a.en} or ${b.en}`));
