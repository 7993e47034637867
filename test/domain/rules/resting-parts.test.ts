import { catalogue } from '../../../domain/catalogue';
import { restingOnRevoked, type Ledger, type LedgerEntry } from '../../../domain/rules/resting';
import type { Criterion, Rule } from '../../../domain/rules/rule';
import { award, grades, rule } from './given';

const today = '2027-01-15';
const held = (code: string, year: number, changes: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...award(code, year),
  id: `${code}-${year}`,
  decidedOn: `${year}-11-20`,
  ...changes,
});
const gone = (code: string, year: number, changes: Partial<LedgerEntry> = {}): LedgerEntry =>
  held(code, year, { revokedOn: '2027-01-10', ...changes });
const of = (entries: readonly LedgerEntry[], changes: Partial<Ledger> = {}): Ledger => ({
  subject: 'P1',
  subjectKind: 'person',
  catalogue,
  entries,
  grades: [],
  ...changes,
});

/** The title of the award year and the year before it. */
const twice: Criterion = { op: 'titlesInARow', award: 'CSTDCS', years: 2 };
const since: Criterion = { op: 'sinceAward', awards: ['GK'], years: 2, atLeast: 'well' };
const onlyFor = (code: string, test: Criterion, changes: Partial<Rule> = {}): Rule =>
  rule(test, { when: { awards: [code] }, ...changes });
const resting = (test: Criterion | readonly Rule[], ledger: Ledger): string[] =>
  restingOnRevoked('op' in test ? [onlyFor('BKT', test)] : test, ledger, today).map(
    ({ entry, code, outcome, on }) => `${entry} ${code} ${outcome} ${on.join('+')}`,
  );

/** A certificate of 2026 that rested on two titles, of which that of 2025 has been revoked. */
const lost = [gone('CSTDCS', 2025), held('CSTDCS', 2026, { decidedOn: '2026-06-01' })];
const certificate = (changes: Partial<LedgerEntry> = {}): Ledger => of([...lost, held('BKT', 2026, changes)]);
const found = ['BKT-2026 R00 fail CSTDCS-2025'];

test('R35: the whole of what is found', () => {
  expect(restingOnRevoked([onlyFor('BKT', twice)], certificate(), today)).toStrictEqual([
    {
      entry: 'BKT-2026',
      on: ['CSTDCS-2025'],
      rule: 'R00',
      code: 'R00',
      kind: 'BLOCK',
      outcome: 'fail',
      say: {
        vi:
          'Đã dựa vào Chiến sĩ thi đua cơ sở năm 2025, Quyết định số 25/QĐ ngày 20/11/2025, nay bị hủy bỏ; nếu không tính: ' +
          'Chiến sĩ thi đua cơ sở: 1/2 năm liên tục (2025–2026): 2026; thiếu năm 2025',
        en:
          'It rested on Grassroots emulation fighter of 2025, Decision 25/QĐ of 20 November 2025, since revoked; without it: ' +
          'Grassroots emulation fighter: 1 of 2 years in a row (2025–2026): 2026; 2025 is missing',
      },
      citation: { vi: 'Luật Thi đua, khen thưởng', en: 'Law on Emulation and Commendation' },
      sourceLevel: 'law',
      verified: true,
    },
  ]);
});

describe('R35: which awards it rested on', () => {
  test('only on those that were needed', () => {
    const ledger = of([gone('CSTDCS', 2023), ...certificate().entries]);
    expect(resting(twice, ledger)).toEqual(found);
  });

  test('where one alone would have done, on all that counted on that day, the earliest first', () => {
    const entries = [
      gone('GK', 2021, { id: 'second' }),
      gone('GK', 2020, { id: 'first' }),
      held('GK', 2019, { id: 'before', revokedOn: '2026-11-20' }),
      gone('GK', 2022, { id: 'after', decidedOn: '2026-11-21' }),
      held('BKT', 2026),
    ];
    for (const listed of [entries, [...entries].reverse()]) {
      expect(resting(since, of(listed, { grades: grades(2019, 'wwwwwwww') }))).toEqual([
        'BKT-2026 R00 fail first+second',
      ]);
    }
  });

  test('an award is never one that it rested on itself', () => {
    const own = of([gone('CSTDCS', 2025), held('CSTDCS', 2026)]);
    expect(resting([onlyFor('CSTDCS', twice)], own)).toEqual([]);
  });

  test('one that is still on its way rested on nothing yet', () => {
    expect(resting(twice, certificate({ pending: true }))).toEqual([]);
  });

  test('each rule is held against itself', () => {
    const kept = onlyFor('BKT', { op: 'titlesInARow', award: 'CSTDCS', years: 1 }, { code: 'R01' });
    const never = onlyFor('BKT', { op: 'titlesInARow', award: 'CSTDTQ', years: 1 }, { code: 'R02' });
    const broken = onlyFor('BKT', twice, { code: 'R03' });
    const expected = ['BKT-2026 R03 fail CSTDCS-2025'];
    expect(resting([kept, never, broken], certificate())).toEqual(expected);
    expect(resting([broken, never, kept], certificate())).toEqual(expected);
  });
});

test('R35: later awards come by day, those of one day by id', () => {
  const later = [
    held('BKT', 2026, { id: 'c' }),
    held('BKT', 2026, { id: 'a', decidedOn: '2026-11-21' }),
    held('BKT', 2026, { id: 'b' }),
  ];
  for (const listed of [later, [...later].reverse()]) {
    expect(resting(twice, of([...listed, ...lost])).map((said) => said.charAt(0))).toEqual(['b', 'c', 'a']);
  }
});

describe('R35: of a criterion the part is asked that the ledger decides', () => {
  const graded: Criterion = { op: 'gradesInARow', years: 1, atLeast: 'excellent' };
  const year: Criterion = { op: 'gradeOfYear', atLeast: 'excellent' };

  test.each<[string, Criterion, string[]]>([
    ['all: a grade beside it did not change', { op: 'all', of: [twice, year] }, found],
    ['all: nor did grades in a row', { op: 'all', of: [twice, graded] }, found],
    ['all: one inside another', { op: 'all', of: [{ op: 'all', of: [year, twice] }, year] }, found],
    ['all: none reads the ledger', { op: 'all', of: [year, graded] }, []],
    ['any: one inside all', { op: 'all', of: [{ op: 'any', of: [twice, twice] }, year] }, found],
    [
      'any: another way that is not on record',
      { op: 'any', of: [twice, { op: 'all', of: [year] }] },
      ['BKT-2026 R00 unknown CSTDCS-2025'],
    ],
    ['any: none reads the ledger', { op: 'any', of: [year, graded] }, []],
    ['nothing of it reads the ledger', { op: 'registered' }, []],
  ])('%s', (_what, test, expected) => {
    expect(resting(test, certificate())).toEqual(expected);
  });
});

describe('R35: another way is asked of what is on record of the later award', () => {
  const or = (way: Criterion): Criterion => ({ op: 'any', of: [twice, way] });
  const open = ['BKT-2026 R00 unknown CSTDCS-2025'];
  const within: Criterion = { op: 'achievementsWithin', months: 6 };
  const once: Criterion = { op: 'achievementOnce', by: 'period' };
  const period = (from: string, to: string) => ({ achievementPeriod: { from, to } });

  test.each<[string, Criterion, Partial<LedgerEntry>, string[]]>([
    ['its period is its year', within, {}, []],
    ['its period is known, and long ago', within, period('2024-01-01', '2025-12-31'), found],
    ['its period is known, and recent', within, period('2024-01-01', '2026-06-30'), []],
    ['it held no secret', { op: 'noSecretContent' }, {}, []],
    ['nobody knows whether it was registered', { op: 'registered' }, {}, []],
    ['no paper is asked for', { op: 'papersComplete' }, {}, []],
    ['there is no paper', { op: 'reportCertified' }, {}, found],
    ['there is no other dossier', once, {}, []],
    ['its unit had the power', { op: 'subjectFits' }, {}, []],
    ['its unit was there', { op: 'unitExists' }, {}, []],
    ['nothing stood against it', { op: 'noOpenMatter' }, {}, []],
    ['no body was asked', { op: 'opinionOf', body: 'ministry' }, {}, found],
    ['its initiatives are not on record', { op: 'initiatives', scope: 'unit', count: 1 }, { initiatives: ['A'] }, open],
    ['it named no initiative', { op: 'initiatives', scope: 'unit', count: 1 }, {}, found],
  ])('%s', (_what, way, changes, expected) => {
    expect(resting(or(way), certificate(changes))).toEqual(expected);
  });

  test('another commendation for its year, where its period is not known', () => {
    const beside = held('GK', 2025, { id: 'letter', ...period('2026-01-01', '2026-12-31') });
    const ledger = of([...certificate().entries, beside]);
    expect(resting(or(once), ledger)).toEqual(found);
  });
});

describe('R35: rules are asked that were meant for the later award', () => {
  const when = (condition: Rule['when']): Rule[] => [rule(twice, { when: { awards: ['BKT'], ...condition } })];

  test.each<[string, Rule['when'], Partial<LedgerEntry>, boolean]>([
    ['any procedure', {}, { procedure: 'simplified' }, true],
    ['the normal procedure, as long as nothing else is known', { procedures: ['normal'] }, {}, true],
    ['the normal procedure, by another', { procedures: ['normal'] }, { procedure: 'simplified' }, false],
    ['the simplified one', { procedures: ['simplified'] }, { procedure: 'simplified' }, true],
    ['a flag that it had', { flags: ['head'] }, { flags: ['head'] }, true],
    ['a flag that it had not', { flags: ['head'] }, {}, false],
    ['a criterion that it had', { criterion: { code: 'BKT.d' } }, { criterion: 'BKT.d' }, true],
    ['a criterion, or none', { criterion: { code: 'BKT.d', orNone: true } }, {}, true],
    ['a criterion that it had not', { criterion: { code: 'BKT.d' } }, {}, false],
    ['up to the last moment', { from: 'central' }, {}, true],
    ['of persons', { subjects: ['person'] }, {}, true],
    ['of collectives', { subjects: ['collective'] }, {}, false],
  ])('%s', (_what, condition, changes, expected) => {
    expect(resting(when(condition), certificate(changes))).toEqual(expected ? found : []);
  });
});
