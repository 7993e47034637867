import type { Facts } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { award, awards, facts, found, grades, measure, outcome, pending, rule } from './given';
import { evaluate } from '../../../domain/rules/evaluate';

type Outcome = Finding['outcome'];

/** Route (b) of the Prime Minister's certificate. */
const r10: Criterion = {
  op: 'sinceAward',
  awards: ['BKT'],
  years: 5,
  atLeast: 'well',
  titles: { award: 'CSTDCS', count: 3 },
};
/** Route (e) of the Labour Order, third class. */
const r11: Criterion = {
  op: 'sinceAward',
  awards: ['BKTTG'],
  years: 5,
  atLeast: 'well',
  ofThem: { grade: 'excellent', count: 1 },
  titles: { award: 'CSTDCS', count: 3 },
};

/** A dossier of 2026 that just fits R10: a certificate of 2021, five years, three titles. */
const fits = (changes: Partial<Facts> = {}): Facts =>
  facts({
    awards: [award('BKT', 2021), ...awards('CSTDCS', 2022, 2024, 2026)],
    grades: grades(2022, 'wwwww'),
    ...changes,
  });
const withBkt = (...others: Facts['awards']): Facts['awards'] => [...others, ...awards('CSTDCS', 2022, 2024, 2026)];

describe('R10: since an award', () => {
  test.each<[string, Partial<Facts>, Outcome]>([
    ['the fifth year is there', {}, 'pass'],
    ['the fifth year is not there yet', { awards: withBkt(award('BKT', 2022)) }, 'fail'],
    ['more than five', { awards: withBkt(award('BKT', 2015)), grades: grades(2016, 'wwwwwwwwwww') }, 'pass'],
    ['no earlier award', { awards: withBkt() }, 'fail'],
    ['the award of another kind', { awards: withBkt(award('BKTTG', 2019)) }, 'fail'],
    ['an award of the award year itself', { awards: withBkt(award('BKT', 2026)) }, 'fail'],
    ['an award of a later year', { awards: withBkt(award('BKT', 2027)) }, 'fail'],
    ['an award that is on its way', { awards: withBkt(pending('BKT', 2021)) }, 'fail'],
    ['R35: a revoked award', { awards: withBkt(award('BKT', 2021, { revokedOn: '2022-01-01' })) }, 'fail'],
    ['R15: an ad hoc award', { awards: withBkt(award('BKT', 2021, { commendationType: 'adHoc' })) }, 'fail'],
    ['R15: a thematic award', { awards: withBkt(award('BKT', 2021, { commendationType: 'thematic' })) }, 'fail'],
    ['R15: an award of a movement', { awards: withBkt(award('BKT', 2021, { commendationType: 'movement' })) }, 'fail'],
    ['R15: an award for devotion', { awards: withBkt(award('BKT', 2021, { commendationType: 'devotion' })) }, 'pass'],
    ['a year that is not as good', { grades: grades(2022, 'wcwww') }, 'fail'],
    ['a gap year that is not graded', { grades: grades(2022, 'ww.ww') }, 'unknown'],
    ['the award year is not graded yet', { grades: grades(2022, 'wwww') }, 'unknown'],
    ['a year of maternity leave', { grades: grades(2022, 'wwmww') }, 'pass'],
    ['two titles of three', { awards: [award('BKT', 2021), ...awards('CSTDCS', 2022, 2024)] }, 'fail'],
    ['a title from before the window', { awards: [award('BKT', 2021), ...awards('CSTDCS', 2021, 2022, 2024)] }, 'fail'],
    [
      'a title that was won twice in a year is one',
      { awards: [award('BKT', 2021), ...awards('CSTDCS', 2022, 2024), award('CSTDCS', 2024)] },
      'fail',
    ],
    [
      'a title that is on its way',
      { awards: [award('BKT', 2021), ...awards('CSTDCS', 2022, 2024), pending('CSTDCS', 2026)] },
      'pass',
    ],
    [
      'a title that is on its way, at the province',
      { awards: [award('BKT', 2021), ...awards('CSTDCS', 2022, 2024), pending('CSTDCS', 2026)], moment: 'province' },
      'fail',
    ],
    ['no title and no grade that could be known', { awards: [award('BKT', 2021)], grades: [] }, 'fail'],
  ])('R10: %s', (_what, changes, expected) => {
    expect(outcome(r10, fits(changes))).toBe(expected);
  });

  test('R15: an award that is not for merit rests on ad hoc awards too', () => {
    const adHoc = award('BKT', 2021, { commendationType: 'adHoc' });
    expect(outcome(r10, { ...fits({ awards: withBkt(adHoc) }) })).toBe('fail');
    const given = fits({ awards: withBkt(adHoc) });
    expect(outcome(r10, { ...given, dossier: { ...given.dossier, commendationType: 'devotion' } })).toBe('pass');
  });

  test('R10: a year that breaks the row is named, and so is what would be needed', () => {
    const { say, missing } = found(r10, fits({ grades: grades(2022, 'wcwww') }));
    expect(say.en).toBe(
      'Provincial certificate of merit of 2021, Decision 21/QĐ of 20 November 2021 (by the day of the decision), counted from 2022; ' +
        '3 years in a row (2024–2026) graded “completed tasks well” or better, 5 needed; ' +
        'the grade of 2023 is “completed tasks”; ' +
        'Grassroots emulation fighter 2 times (2024, 2026), 3 needed',
    );
    expect(missing.map((m) => m.what.en)).toEqual([
      '2 more years graded “completed tasks well” or better',
      'Grassroots emulation fighter 1 more time in that time, or a decision that is not on record',
    ]);
  });

  test('R10: without an earlier award its decision is asked for', () => {
    const { say, missing } = found(r10, fits({ awards: [] }));
    expect(say.vi).toBe('Không có Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh được tính trước năm xét');
    expect(missing).toEqual([
      {
        what: {
          vi: 'Quyết định tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
          en: 'The decision on Provincial certificate of merit',
        },
        by: 'unit',
      },
    ]);
  });

  test('R10: what is not known is asked for by year', () => {
    const { missing } = found(r10, fits({ grades: grades(2022, 'w.www') }));
    expect(missing.map((m) => m.what.en)).toEqual(['The grade of 2023']);
  });
});

describe('R11: with a better year among them', () => {
  const given = (letters: string, changes: Partial<Facts> = {}): Facts =>
    facts({
      awards: [award('BKTTG', 2021), ...awards('CSTDCS', 2022, 2024, 2026)],
      grades: grades(2022, letters),
      ...changes,
    });

  test.each<[string, string, Outcome]>([
    ['one excellent year', 'wwwwe', 'pass'],
    ['no excellent year', 'wwwww', 'fail'],
    ['the excellent year may be the one that is not graded', 'w.www', 'unknown'],
    ['maternity leave is no excellent year', 'wwmww', 'fail'],
    ['five in all, with leave and an excellent one', 'wemww', 'pass'],
  ])('R11: %s', (_what, letters, expected) => {
    expect(outcome(r11, given(letters))).toBe(expected);
  });

  test('an excellent year before the window is none', () => {
    expect(outcome(r11, given('wwwww', { grades: grades(2021, 'ewwwww') }))).toBe('fail');
  });

  test('a title may be as good as an excellent year', () => {
    const or = { ...r11, ofThem: { grade: 'excellent' as const, count: 1, orTitle: 'TTLDXS' } };
    const held = [award('BKTTG', 2021), ...awards('CSTDCS', 2022, 2024, 2026), award('TTLDXS', 2023)];
    expect(outcome(or, given('wwwww', { awards: held }))).toBe('pass');
  });
});

describe('R10, R11: of several earlier awards', () => {
  const many = (...held: Facts['awards']): Facts =>
    fits({ awards: [...held, ...awards('CSTDCS', 2017, 2019, 2022)], grades: grades(2015, 'wwwwwwwwwwww') });

  test('any that satisfies everything is enough, and the latest of these is named', () => {
    const { outcome: of, say } = found(r10, many(award('BKT', 2014), award('BKT', 2016), award('BKT', 2020)));
    expect(of).toBe('pass');
    // since 2020 there is one title only, since 2016 there are three
    expect(say.en).toContain('Provincial certificate of merit of 2016');
  });

  test('where none satisfies, the one is named with which the dossier comes furthest', () => {
    const { outcome: of, say } = found(r10, many(award('BKT', 2018), award('BKT', 2020), award('BKT', 2024)));
    expect(of).toBe('fail');
    expect(say.en).toContain('Provincial certificate of merit of 2018');
    expect(say.en).toContain('2 times (2019, 2022), 3 needed');
  });

  test('one that does not count is not named in the place of one that does', () => {
    const thematic = award('BKT', 2016, { commendationType: 'thematic' });
    expect(found(r10, many(thematic, award('BKT', 2015))).say.en).toContain('of 2015');
  });
});

describe('R42: where a window starts', () => {
  const since = (changes: Partial<Facts['awards'][number]>): Facts =>
    fits({ awards: withBkt(award('BKT', 2021, changes)) });

  test.each<[string, Parameters<typeof since>[0], Outcome]>([
    [
      'the achievement period ended with the year',
      { achievementPeriod: { from: '2017-01-01', to: '2021-12-31' } },
      'pass',
    ],
    [
      'the achievement period ended a day later',
      { achievementPeriod: { from: '2017-01-01', to: '2022-01-01' } },
      'fail',
    ],
    [
      'decided later, but for a period before',
      { achievementPeriod: { from: '2019-01-01', to: '2020-12-31' }, decidedOn: '2022-06-01' },
      'pass',
    ],
    ['no period: the decision is of the last day of the year', { decidedOn: '2021-12-31' }, 'pass'],
    ['no period: the decision is of the day after', { decidedOn: '2022-01-01' }, 'fail'],
  ])('R42: %s', (_what, changes, expected) => {
    expect(outcome(r10, since(changes))).toBe(expected);
  });

  const undated = (awardYear: number): Facts['awards'][number] => ({
    award: 'BKT',
    awardYear,
    commendationType: 'merit',
    initiatives: [],
  });

  test('R42: neither is known, and it matters: the decision is asked for', () => {
    const { outcome: of, say, missing } = found(r10, fits({ awards: withBkt(undated(2021)) }));
    expect(of).toBe('unknown');
    expect(say.vi).toContain('chưa rõ ngày quyết định');
    expect(missing.map((m) => m.what.en)).toEqual([
      'The decision on Provincial certificate of merit of 2021 (commendation type, day, achievement period)',
    ]);
  });

  test('R42: neither is known, and it does not matter', () => {
    expect(outcome(r10, fits({ awards: withBkt(undated(2020)), grades: grades(2021, 'wwwwww') }))).toBe('pass');
    expect(outcome(r10, fits({ awards: withBkt(undated(2022)) }))).toBe('fail');
  });

  test('R43: a commendation that only the form states counts once its type is known', () => {
    const declared = (more: object) => ({
      grades: [],
      awards: [{ award: 'BKT', awardYear: 2020, decidedOn: '2020-12-01', ...more }],
    });
    const given = (more: object): Facts => {
      const base = fits({ awards: withBkt(), grades: grades(2021, 'wwwwww') });
      return { ...base, dossier: { ...base.dossier, declared: declared(more) } };
    };
    expect(outcome(r10, given({}))).toBe('unknown');
    expect(outcome(r10, given({ commendationType: 'merit' }))).toBe('pass');
    expect(outcome(r10, given({ commendationType: 'adHoc' }))).toBe('fail');
    expect(found(r10, given({ commendationType: 'merit' })).say.vi).toContain('tỉnh năm 2020 theo kê khai');
  });

  test('R42: says from when windows count, for the awards that the other rules name', () => {
    const given = fits({
      awards: withBkt(award('BKT', 2021, { achievementPeriod: { from: '2019-01-01', to: '2020-12-31' } })),
    });
    const [, start] = evaluate([rule(r10), rule({ op: 'windowStart' }, { code: 'R42' })], given);
    expect(start).toMatchObject({
      outcome: 'info',
      say: {
        vi: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh năm 2021, Quyết định số 21/QĐ ngày 20/11/2021 (thời gian lập thành tích đến ngày 31/12/2020), tính từ năm 2021',
      },
    });
    expect(found({ op: 'windowStart' }, given).say.en).toBe('No earlier award to count the time from');
    expect(found({ op: 'windowStart', awards: ['BKT'] }, given).say.en).toContain('counted from 2021');
  });
});

describe('R17: a window after discipline', () => {
  const long = (conduct: Facts['conduct']): Facts =>
    fits({
      awards: [award('BKT', 2015), ...awards('CSTDCS', 2022, 2024, 2026)],
      grades: grades(2016, 'wwwwwwwwwww'),
      conduct,
    });

  test.each<[string, Facts['conduct'], Outcome]>([
    ['served before the last five years', [measure('2020-06-01', '2021-06-01')], 'pass'],
    ['served on the first day of the fifth year', [measure('2021-01-01', '2022-01-01')], 'pass'],
    ['served a day later', [measure('2021-01-02', '2022-01-02')], 'fail'],
    ['still being served', [measure('2026-06-01')], 'fail'],
    ['being served until next year', [measure('2026-06-01', '2027-06-01')], 'fail'],
    ['only considered', [{ kind: 'disciplineConsidered', from: '2026-06-01' }], 'pass'],
  ])('R17: %s', (_what, conduct, expected) => {
    expect(outcome(r10, long(conduct))).toBe(expected);
  });

  test('R17: says what cut it short', () => {
    const { say } = found(r10, long([measure('2021-01-02', '2022-01-02', 'warning')]));
    expect(say.vi).toContain('4 năm liên tục (2023–2026) hoàn thành tốt nhiệm vụ trở lên, cần 5');
    expect(say.vi).toContain('chấp hành xong kỷ luật cảnh cáo ngày 02/01/2022');
  });
});
