import { evaluate } from '../../../domain/rules/evaluate';
import type { Facts } from '../../../domain/rules/facts';
import type { Criterion } from '../../../domain/rules/rule';
import { award, awards, facts, found, grades, pending, rule, told } from './given';

type Since = Extract<Criterion, { op: 'sinceAward' }>;

const well: Since = { op: 'sinceAward', awards: ['BKT'], years: 5, atLeast: 'well' };
const excellent: Since = { ...well, ofThem: { grade: 'excellent', count: 2 } };
const fighter: Since = { ...well, titles: { award: 'CSTDCS', count: 3 } };
const everything: Since = { ...excellent, ...fighter, ofThem: { grade: 'excellent', count: 2 } };

const bkt = (year: number) =>
  `Provincial certificate of merit of ${year}, Decision ${year - 2000}/QĐ of 20 November ${year}`;
const from = (year: number) => `${bkt(year)} (by the day of the decision), counted from ${year + 1}`;
const inARow = (years: string) => `${years} graded “completed tasks well” or better, 5 needed`;
const field = 'declared.awards';

/** Grades that end with 2026. */
const graded = (letters: string, ...held: Facts['awards']): Facts =>
  facts({ grades: grades(2027 - letters.length, letters), awards: held });

describe('R10, R11: what is short of a window since an award', () => {
  test.each<[string, Since, Facts, ReturnType<typeof told>]>([
    [
      'nothing',
      well,
      graded('wwwww', award('BKT', 2021)),
      { outcome: 'pass', say: `${from(2021)}; ${inARow('5 years in a row (2022–2026)')}`, missing: [], field },
    ],
    [
      'the award',
      well,
      graded('wwwww'),
      {
        outcome: 'fail',
        say: 'There is no Provincial certificate of merit that counts from before the award year',
        missing: ['unit: The decision on Provincial certificate of merit'],
        field,
      },
    ],
    [
      'a year',
      well,
      graded('wwww', award('BKT', 2022)),
      {
        outcome: 'fail',
        say: `${from(2022)}; ${inARow('4 years in a row (2023–2026)')}`,
        missing: ['unit: 1 more year graded “completed tasks well” or better'],
        field,
      },
    ],
    [
      'excellent years alone',
      excellent,
      graded('wwwwe', award('BKT', 2021)),
      {
        outcome: 'fail',
        say:
          `${from(2021)}; ${inARow('5 years in a row (2022–2026)')}; ` +
          '1 year graded “completed tasks excellently” (2026), 2 needed',
        missing: ['unit: 1 more year graded “completed tasks excellently”'],
        field,
      },
    ],
    [
      'a year, while the excellent ones are there',
      excellent,
      graded('wwee', award('BKT', 2022)),
      {
        outcome: 'fail',
        say:
          `${from(2022)}; ${inARow('4 years in a row (2023–2026)')}; ` +
          '2 years graded “completed tasks excellently” (2025, 2026), 2 needed',
        missing: ['unit: 1 more year graded “completed tasks well” or better'],
        field,
      },
    ],
    [
      'a title alone',
      fighter,
      graded('wwwww', award('BKT', 2021), ...awards('CSTDCS', 2022, 2023)),
      {
        outcome: 'fail',
        say:
          `${from(2021)}; ${inARow('5 years in a row (2022–2026)')}; ` +
          'Grassroots emulation fighter 2 times (2022, 2023), 3 needed',
        missing: ['unit: Grassroots emulation fighter 1 more time in that time, or a decision that is not on record'],
        field,
      },
    ],
    [
      'a year, while the titles are there',
      fighter,
      graded('wwww', award('BKT', 2022), ...awards('CSTDCS', 2023, 2024, 2025)),
      {
        outcome: 'fail',
        say:
          `${from(2022)}; ${inARow('4 years in a row (2023–2026)')}; ` +
          'Grassroots emulation fighter 3 times (2023, 2024, 2025), 3 needed',
        missing: ['unit: 1 more year graded “completed tasks well” or better'],
        field,
      },
    ],
    [
      'all of it',
      everything,
      graded('cw', award('BKT', 2021)),
      {
        outcome: 'fail',
        say:
          `${from(2021)}; ${inARow('1 year in a row (2026)')}; the grade of 2025 is “completed tasks”; ` +
          '0 years graded “completed tasks excellently”, 2 needed; Grassroots emulation fighter 0 times, 3 needed',
        missing: [
          'unit: 4 more years graded “completed tasks well” or better',
          'unit: 2 more years graded “completed tasks excellently”',
          'unit: Grassroots emulation fighter 3 more times in that time, or a decision that is not on record',
        ],
        field,
      },
    ],
    [
      'what is not known',
      excellent,
      graded('.w.ee', award('BKT', 2021)),
      {
        outcome: 'unknown',
        say:
          `${from(2021)}; ${inARow('2 years in a row (2025–2026)')}; there is no grade of 2024; ` +
          '2 years graded “completed tasks excellently” (2025, 2026), 2 needed',
        missing: ['unit: The grade of 2022', 'unit: The grade of 2024'],
        field,
      },
    ],
  ])('%s', (_what, asked, given, expected) => {
    expect(told(asked, given)).toEqual(expected);
  });
});

describe('R10, R11: which of several awards is taken', () => {
  /** The year of the certificate that is named. */
  const taken = (asked: Since, given: Facts): string => /of (\d{4})/.exec(found(asked, given).say.en)![1]!;
  const two = (letters: string, ...more: Facts['awards']): Facts =>
    graded(letters, award('BKT', 2019), award('BKT', 2021), ...more);

  test.each<[string, Since, Facts, string]>([
    ['both satisfy: the later one', well, two('wwwwwww'), '2021'],
    ['neither does for want of titles, both have their years: the later one', fighter, two('wwwwwww'), '2021'],
    ['neither has its titles, the earlier one has more', fighter, two('wwwwwww', award('CSTDCS', 2020)), '2019'],
    ['neither has its titles, the earlier one has an excellent year', everything, two('weweeee'), '2021'],
    ['more excellent years than are asked for are no advantage', everything, two('eewwwee'), '2021'],
    ['an excellent year that only the earlier one has', everything, two('wewwwew'), '2019'],
    ['neither has its years: the one with more of them', { ...well, years: 9 }, two('wwwwwww'), '2019'],
    ['neither has excellent years enough', excellent, two('wewwwww'), '2019'],
    ['years without a grade may turn out well: the later one', well, two('wwwww.w'), '2021'],
  ])('%s', (_what, asked, given, expected) => {
    expect(taken(asked, given)).toBe(expected);
  });

  test('of two of one year the later decision', () => {
    const [march, may] = ['2021-03-01', '2021-05-01'].map((decidedOn) => award('BKT', 2021, { decidedOn }));
    for (const held of [
      [march!, may!],
      [may!, march!],
    ]) {
      expect(found(well, graded('wwwww', ...held)).say.en).toContain('of 1 May 2021');
    }
  });
});

describe('R42: from when windows count', () => {
  const said = (given: Facts, codes?: readonly string[]) =>
    told({ op: 'windowStart', ...(codes ? { awards: codes } : {}) }, given);

  test('of each award from before the award year, the earliest first, whatever the order of the codes', () => {
    const held = [award('BKT', 2020), award('BKT', 2025), award('BKT', 2026), award('BKT', 2027), award('GK', 2018)];
    const given = facts({ awards: [...held, pending('GK', 2024)] });
    expect(said(given, ['BKT', 'GK'])).toEqual({
      outcome: 'info',
      say:
        'Commendation letter of 2018, Decision 18/QĐ of 20 November 2018 (by the day of the decision), counted from 2019; ' +
        `${from(2020)}; ${from(2025)}`,
      missing: [],
      field: undefined,
    });
    expect(said(given, ['GK', 'BKT'])).toEqual(said(given, ['BKT', 'GK']));
  });

  test('of the awards that windows of the other rules name, however deep, and of no others', () => {
    const given = facts({ awards: [award('BKT', 2020), award('GK', 2021)] });
    const start = (...others: Criterion[]) => {
      const rules = [...others, { op: 'windowStart' } as const].map((test, i) => rule(test, { code: `R${i}` }));
      return evaluate(rules, given).at(-1)!.say.en;
    };
    const none = 'No earlier award to count the time from';
    expect(start()).toBe(none);
    expect(start(well)).toBe(from(2020));
    expect(start(well, well)).toBe(from(2020));
    expect(start({ op: 'all', of: [{ op: 'registered' }, well] })).toBe(from(2020));
    expect(start({ op: 'any', of: [{ op: 'registered' }, well] })).toBe(from(2020));
    expect(start({ op: 'any', of: [{ op: 'all', of: [well] }] })).toBe(from(2020));
    expect(start({ op: 'windowStart', awards: ['GK'] })).toBe(none);
  });
});
