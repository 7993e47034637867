import { catalogue } from '../../../domain/catalogue';
import { restingOnRevoked, type Ledger, type LedgerEntry } from '../../../domain/rules/resting';
import type { Criterion, Rule } from '../../../domain/rules/rule';
import { award, grades, rule } from './given';
import { national } from './national';

/** An award decided on 20 November of its year; its id is its code and year. */
const held = (code: string, year: number, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...award(code, year),
  id: `${code}-${year}`,
  decidedOn: `${year}-11-20`,
  ...changes,
});
const revoked = (code: string, year: number, revokedOn: string, changes: Partial<LedgerEntry> = {}): LedgerEntry =>
  held(code, year, { revokedOn, ...changes });
const titles = (...years: number[]): LedgerEntry[] => years.map((year) => held('CSTDCS', year));

const today = '2027-01-15';
const of = (entries: readonly LedgerEntry[], changes: Partial<Ledger> = {}): Ledger => ({
  subject: 'P1',
  subjectKind: 'person',
  catalogue,
  entries,
  grades: [],
  ...changes,
});
const resting = (ledger: Ledger, rules: readonly Rule[] = national.rules, on = today): string[] =>
  restingOnRevoked(rules, ledger, on).map((r) => `${r.entry} ${r.code} ${r.outcome} ${r.on.join('+')}`);

const gone = revoked('CSTDCS', 2025, '2027-01-10');
const fighter = held('CSTDT', 2026);

describe('R35: later awards that rested on a revoked one', () => {
  test.each<[string, Ledger, string[]]>([
    ['nothing revoked', of([...titles(2024, 2025, 2026), fighter]), []],
    [
      'one of three titles in a row',
      of([...titles(2024, 2026), gone, fighter]),
      ['CSTDT-2026 R04.CSTDT fail CSTDCS-2025'],
    ],
    [
      'two of them, each of which was needed',
      of([...titles(2026), revoked('CSTDCS', 2024, '2027-01-10'), gone, fighter]),
      ['CSTDT-2026 R04.CSTDT fail CSTDCS-2024+CSTDCS-2025'],
    ],
    [
      'a title of a year that was not needed',
      of([...titles(2024, 2025, 2026), revoked('CSTDCS', 2023, '2027-01-10'), fighter]),
      [],
    ],
    [
      'a title that was held twice in its year',
      of([...titles(2024, 2025, 2026), { ...gone, id: 'second' }, fighter]),
      [],
    ],
    ['an award from before the revoked one', of([held('CSTDT', 2024), ...titles(2022, 2023, 2024), gone]), []],
    [
      'decided on the very day of the revoked one',
      of([...titles(2024, 2025), revoked('CSTDCS', 2026, '2027-01-10'), fighter]),
      ['CSTDT-2026 R04.CSTDT fail CSTDCS-2026'],
    ],
    [
      'decided a day before the revoked one',
      of([...titles(2024, 2025), revoked('CSTDCS', 2026, '2027-01-10', { decidedOn: '2026-11-21' }), fighter]),
      [],
    ],
    [
      'revoked on the day of the later award: it did not count any more',
      of([...titles(2024, 2026), { ...gone, revokedOn: '2026-11-20' }, fighter]),
      [],
    ],
    [
      'revoked on the day after',
      of([...titles(2024, 2026), { ...gone, revokedOn: '2026-11-21' }, fighter]),
      ['CSTDT-2026 R04.CSTDT fail CSTDCS-2025'],
    ],
    [
      'revoked today',
      of([...titles(2024, 2026), { ...gone, revokedOn: today }, fighter]),
      ['CSTDT-2026 R04.CSTDT fail CSTDCS-2025'],
    ],
    ['to be revoked tomorrow', of([...titles(2024, 2026), { ...gone, revokedOn: '2027-01-16' }, fighter]), []],
    [
      'the later award was revoked itself',
      of([...titles(2024, 2026), gone, { ...fighter, revokedOn: '2027-01-10' }]),
      [],
    ],
    ['the later award had not met the rule', of([...titles(2026), gone, fighter]), []],
    [
      'a household, of which no rule reads the ledger',
      of([revoked('BKT', 2025, '2027-01-10'), held('BKT', 2026)], { subjectKind: 'household' }),
      [],
    ],
    [
      'an award by another criterion',
      of([...titles(2025), revoked('CSTDCS', 2026, '2027-01-10'), held('BKT', 2026, { criterion: 'BKT.a' })]),
      [],
    ],
    [
      'an ad hoc award',
      of([...titles(2025), revoked('CSTDCS', 2026, '2027-01-10'), held('BKT', 2026, { commendationType: 'adHoc' })]),
      [],
    ],
  ])('R35: %s', (_what, ledger, expected) => {
    expect(resting(ledger)).toEqual(expected);
  });

  test('R35: two certificates of merit, of which one would have done, carry it together', () => {
    const entries = [
      revoked('BKT', 2019, '2027-01-10'),
      revoked('BKT', 2020, '2027-01-10'),
      ...titles(2022, 2023, 2025),
      held('BKTTG', 2026),
    ];
    const given = of(entries, { grades: grades(2020, 'wwwwwww') });
    expect(resting(given)).toEqual(['BKTTG-2026 R10.BKTTG.b fail BKT-2019+BKT-2020']);
    expect(resting({ ...given, entries: entries.with(1, held('BKT', 2020)) })).toEqual([]);
  });

  test('R35: a window of which the years are not on record rests on its beginning all the same', () => {
    const entries = [revoked('BKT', 2019, '2027-01-10'), ...titles(2022, 2023, 2025), held('BKTTG', 2026)];
    expect(resting(of(entries))).toEqual(['BKTTG-2026 R10.BKTTG.b fail BKT-2019']);
  });

  test('R35: another way that may hold makes it unknown, one that holds nothing at all', () => {
    const entries = [...titles(2025), revoked('CSTDCS', 2026, '2027-01-10'), held('BKT', 2026)];
    expect(resting(of(entries))).toEqual(['BKT-2026 R09.BKT.d unknown CSTDCS-2026']);
    expect(resting(of(entries, { grades: grades(2025, 'ew') }))).toEqual(['BKT-2026 R09.BKT.d fail CSTDCS-2026']);
    expect(resting(of(entries, { grades: grades(2025, 'ee') }))).toEqual([]);
  });

  test('R35: a title that stood in for an excellent year', () => {
    const test: Criterion = { op: 'gradesInARow', years: 2, atLeast: 'excellent', orTitle: 'TTLDXS' };
    const rules = [rule(test, { when: { awards: ['COTINH'] } })];
    const entries = [revoked('TTLDXS', 2025, '2027-01-10'), held('COTINH', 2026)];
    const given = of(entries, { subject: 'U01', subjectKind: 'collective', grades: grades(2025, 'we') });
    expect(resting(given, rules)).toEqual(['COTINH-2026 R00 fail TTLDXS-2025']);
    const graded: Criterion = { op: 'gradesInARow', years: 2, atLeast: 'excellent' };
    expect(resting(given, [rule(graded)])).toEqual([]);
    expect(resting(given, [rule(test, { kind: 'CALC' })])).toEqual([]);
    expect(resting(given, [rule(test, { validFrom: '2026-11-21' })])).toEqual([]);
  });

  test('R35: says on what it rested, what is left, and where that is written', () => {
    const [found] = restingOnRevoked(national.rules, of([...titles(2024, 2026), gone, fighter]), today);
    expect(found).toMatchObject({
      entry: 'CSTDT-2026',
      rule: 'R04',
      kind: 'BLOCK',
      citation: { vi: 'Luật Thi đua, khen thưởng, điểm a khoản 1 Điều 22' },
      sourceLevel: 'law',
      verified: true,
    });
    expect(found!.say.vi).toMatch(
      /^Đã dựa vào Chiến sĩ thi đua cơ sở năm 2025, Quyết định số 25\/QĐ ngày 20\/11\/2025, nay bị hủy bỏ; nếu không tính: .*2025/,
    );
    expect(found!.say.en).toMatch(
      /^It rested on Grassroots emulation fighter of 2025, .*, since revoked; without it: /,
    );
  });

  test('R35: the order of the ledger means nothing', () => {
    const entries = [...titles(2026), revoked('CSTDCS', 2024, '2027-01-10'), gone, fighter, held('CSTDTQ', 2027)];
    expect(resting(of([...entries].reverse()))).toEqual(resting(of(entries)));
  });
});
