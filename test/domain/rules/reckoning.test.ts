import { catalogue } from '../../../domain/catalogue';
import type { AwardFact, ConductFact, Facts, GradeFact } from '../../../domain/rules/facts';
import { isRevoked, nameOf, order, reckon, titleOf, type CountedAward } from '../../../domain/rules/reckoning';
import { award, facts, grades, measure, pending } from './given';

const of = (given: Facts) => reckon(given, [], []);
/** What counts, code after code. */
const counted = (given: Facts): readonly CountedAward[] => [...of(given).awards.values()].flat();

const bare: AwardFact = { award: 'BKT', awardYear: 2020, commendationType: 'merit', initiatives: [] };
const period = (from: string, to: string) => ({ achievementPeriod: { from, to } });

test('of nothing nothing is reckoned', () => {
  const given = facts();
  expect(of(given)).toStrictEqual({
    facts: given,
    rules: [],
    lapsed: [],
    awards: new Map(),
    leftOut: [],
    grades: new Map(),
  });
});

test.each<[string | undefined, string | undefined, number]>([
  ['a', 'b', -1],
  ['b', 'a', 1],
  ['a', 'a', 0],
  [undefined, 'A', -1],
  ['A', undefined, 1],
  [undefined, undefined, 0],
])('%s stands to %s as %d', (a, b, expected) => {
  expect(order(a, b)).toBe(expected);
});

test.each([
  [undefined, false],
  ['2026-11-22', true],
  ['2026-11-23', true],
  ['2026-11-24', false],
])('R35: an award that is revoked on %s is revoked on 23 November: %s', (revokedOn, expected) => {
  expect(isRevoked(revokedOn === undefined ? {} : { revokedOn }, '2026-11-23')).toBe(expected);
});

describe('awards are put in order, however they are listed', () => {
  test.each<[string, Partial<AwardFact>, Partial<AwardFact>]>([
    ['year', { awardYear: 2019 }, {}],
    ['year before award', { awardYear: 2019, award: 'GK' }, {}],
    ['award', {}, { award: 'GK' }],
    ['award before decision', {}, { award: 'GK', decidedOn: '2020-01-01' }],
    ['decided before pending', {}, { pending: true }],
    ['decided before pending, though it has a day', { decidedOn: '2020-02-01' }, { pending: true }],
    ['day', { decidedOn: '2020-02-01' }, { decidedOn: '2020-02-02' }],
    ['number', { decisionNumber: '1' }, { decisionNumber: '2' }],
    ['end of the period', period('2019-01-01', '2019-06-30'), period('2019-01-01', '2019-12-31')],
    ['end before beginning', period('2019-02-01', '2019-06-30'), period('2019-01-01', '2019-12-31')],
    ['a period that is not known first', {}, period('2019-01-01', '2019-12-31')],
    ['beginning of the period', period('2018-01-01', '2019-12-31'), period('2019-01-01', '2019-12-31')],
    ['type', { commendationType: 'devotion' }, {}],
    ['nomination', { nomination: 'N1' }, { nomination: 'N2' }],
  ])('by %s', (_what, first, second) => {
    const [a, b] = [
      { ...bare, ...first },
      { ...bare, ...second },
    ];
    expect(counted(facts({ awards: [a, b] }))).toStrictEqual([a, b]);
    expect(counted(facts({ awards: [b, a] }))).toStrictEqual([a, b]);
  });

  test('by what the form says of it, known types first', () => {
    const said = [
      { award: 'BKT', awardYear: 2020, commendationType: 'merit' as const },
      { award: 'BKT', awardYear: 2020 },
    ];
    const expected = [
      { ...bare, declared: true },
      { ...bare, declared: true, typeUnknown: true },
    ];
    for (const awards of [said, [...said].reverse()]) {
      expect(counted(facts({ dossier: { declared: { grades: [], awards } } }))).toStrictEqual(expected);
    }
  });
});

describe('what of the ledger counts', () => {
  const counts = (changes: Partial<AwardFact>, dossier: Parameters<typeof facts>[0] = {}): boolean =>
    counted(facts({ awards: [award('BKT', 2020, changes)], ...dossier })).length === 1;

  test.each<[string, Partial<AwardFact>, boolean]>([
    ['a plain entry', {}, true],
    ['decided today', { decidedOn: '2026-11-23' }, true],
    ['decided tomorrow', { decidedOn: '2026-11-24' }, false],
    ['of a code that no catalogue has', { award: 'XYZ' }, false],
    ['that came from another dossier', { nomination: 'N77' }, true],
    ['that came from this dossier', { nomination: 'N00' }, false],
  ])('%s: %s', (_what, changes, expected) => {
    expect(counts(changes)).toBe(expected);
  });

  test('an entry from before the service counts for a dossier that is not saved yet', () => {
    const given = facts({ awards: [award('BKT', 2020)] });
    const { nomination: _, ...dossier } = given.dossier;
    expect(counted({ ...given, dossier })).toHaveLength(1);
  });

  test('what is left out is kept with why', () => {
    const [adHoc, revoked] = [
      award('BKT', 2020, { commendationType: 'adHoc' }),
      award('GK', 2021, { revokedOn: '2026-11-23' }),
    ];
    const later = award('GK', 2022, { revokedOn: '2026-11-24' });
    const { leftOut, awards } = of(facts({ awards: [later, revoked, adHoc] }));
    expect(leftOut).toStrictEqual([
      { award: adHoc, because: 'commendationType' },
      { award: revoked, because: 'revoked' },
    ]);
    expect(awards).toStrictEqual(new Map([['GK', [later]]]));
  });
});

describe('R43: what only the form states', () => {
  type Said = Facts['dossier']['declared']['awards'][number];
  const declared = (said: Said, changes: Parameters<typeof facts>[0] = {}): readonly CountedAward[] =>
    counted(facts({ ...changes, dossier: { ...changes.dossier, declared: { grades: [], awards: [said] } } }));
  const bkt: Said = { award: 'BKT', awardYear: 2020 };
  const title: Said = { award: 'CSTDCS', awardYear: 2020 };

  test.each<[string, Said, Parameters<typeof facts>[0], readonly CountedAward[]]>([
    ['a title', title, {}, [{ ...bare, ...title, declared: true }]],
    ['a commendation without a type', bkt, {}, [{ ...bare, declared: true, typeUnknown: true }]],
    [
      'a commendation without a type, for one that is not for merit',
      bkt,
      { dossier: { commendationType: 'devotion' } },
      [{ ...bare, declared: true }],
    ],
    [
      'a commendation with its type',
      { ...bkt, commendationType: 'devotion' },
      {},
      [{ ...bare, commendationType: 'devotion', declared: true }],
    ],
    [
      'decided today',
      { ...title, decidedOn: '2026-11-23' },
      {},
      [{ ...bare, ...title, decidedOn: '2026-11-23', declared: true }],
    ],
    ['decided tomorrow', { ...title, decidedOn: '2026-11-24' }, {}, []],
    ['of a code that no catalogue has', { ...title, award: 'XYZ' }, {}, []],
    ['that the ledger knows', title, { awards: [award('CSTDCS', 2020)] }, [award('CSTDCS', 2020)]],
    [
      'beside another award of its year',
      title,
      { awards: [award('GK', 2020)] },
      [{ ...bare, ...title, declared: true }, award('GK', 2020)],
    ],
    [
      'beside its award of another year',
      title,
      { awards: [award('CSTDCS', 2019)] },
      [award('CSTDCS', 2019), { ...bare, ...title, declared: true }],
    ],
  ])('%s', (_what, said, changes, expected) => {
    expect(declared(said, changes)).toStrictEqual(expected);
  });

  test('a commendation of which the type is not known is no title of its year', () => {
    const given = facts({ dossier: { declared: { grades: [], awards: [bkt, title] } } });
    expect(titleOf(of(given), 'BKT', 2020)).toBeUndefined();
    expect(titleOf(of(given), 'CSTDCS', 2020)).toStrictEqual({ ...bare, ...title, declared: true });
  });
});

test('a title that is decided stands before one on its way, which counts as long as it can be decided', () => {
  const on = (moment: Facts['moment'], ...awards: AwardFact[]) =>
    titleOf(of(facts({ awards, moment })), 'CSTDCS', 2026);
  const [way, decided] = [pending('CSTDCS', 2026), award('CSTDCS', 2026)];
  expect(on('unit', way, decided)).toBe(decided);
  expect(on('draft', way)).toBe(way);
  expect(on('province', way)).toBeUndefined();
  expect(on('unit')).toBeUndefined();
});

test('an award has the name of its latest entry, and its code where the catalogue has none', () => {
  const [entry] = catalogue.filter(({ code }) => code === 'GK');
  const entries = ['2020-01-01', '2026-01-01', '2024-01-01'].map((validFrom) => ({
    ...entry!,
    validFrom,
    name: { vi: `Từ ${validFrom}`, en: `From ${validFrom}` },
  }));
  for (const listed of [entries, [...entries].reverse()]) {
    expect(nameOf(of(facts({ catalogue: listed })), 'GK').en).toBe('From 2026-01-01');
  }
  expect(nameOf(of(facts()), 'XYZ')).toEqual({ vi: 'XYZ', en: 'XYZ' });
});

describe('the grade of a year', () => {
  const declared = (...list: Facts['dossier']['declared']['grades']) => ({ declared: { grades: list, awards: [] } });

  test.each<[string, GradeFact[], Facts['dossier']['declared']['grades'], object | undefined]>([
    ['of the ledger', grades(2026, 'w'), [], { grade: 'well' }],
    ['maternity leave', grades(2026, 'm'), [], {}],
    ['an entry that says nothing', [{ year: 2026 }], [], undefined],
    ['leave, and graded elsewhere', [...grades(2026, 'm'), ...grades(2026, 'e')], [], { grade: 'excellent' }],
    ['leave twice', [...grades(2026, 'm'), ...grades(2026, 'm')], [], {}],
    ['two grades, the lower one', [...grades(2026, 'e'), ...grades(2026, 'c')], [], { grade: 'completed' }],
    ['of the form', [], [{ year: 2026, grade: 'well' }], { grade: 'well', declared: true }],
    ['of ledger and form', grades(2026, 'c'), [{ year: 2026, grade: 'well' }], { grade: 'completed' }],
    ['leave, and graded by the form', grades(2026, 'm'), [{ year: 2026, grade: 'well' }], {}],
    [
      'two of the form, the lower one',
      [],
      [
        { year: 2026, grade: 'completed' },
        { year: 2026, grade: 'excellent' },
      ],
      { grade: 'completed', declared: true },
    ],
  ])('%s', (_what, ledger, form, expected) => {
    const reckoned = (l: GradeFact[], f: typeof form) => [...of(facts({ grades: l, dossier: declared(...f) })).grades];
    const whole = expected === undefined ? [] : [[2026, expected]];
    expect(reckoned(ledger, form)).toStrictEqual(whole);
    expect(reckoned([...ledger].reverse(), [...form].reverse())).toStrictEqual(whole);
  });
});

describe('R17: discipline', () => {
  const disciplineOf = (...conduct: ConductFact[]) => of(facts({ conduct })).discipline;
  const never = Number.POSITIVE_INFINITY;

  test.each<[string, ConductFact, number | undefined, boolean]>([
    ['served on a day of a year', measure('2023-01-02', '2024-01-02'), 2025, false],
    ['served on the first day of a year', measure('2023-01-01', '2024-01-01'), 2024, false],
    ['served today', measure('2025-11-23', '2026-11-23'), 2027, false],
    ['served tomorrow', measure('2025-11-24', '2026-11-24'), never, true],
    ['with no end', measure('2026-01-01'), never, true],
    ['that begins today', measure('2026-11-23'), never, true],
    ['that begins tomorrow', measure('2026-11-24'), undefined, false],
    ['that is only considered', { kind: 'disciplineConsidered', from: '2026-01-01' }, undefined, false],
  ])('%s', (_what, given, firstYear, serving) => {
    expect(disciplineOf(given)).toStrictEqual(
      firstYear === undefined ? undefined : { measure: given, firstYear, serving },
    );
  });

  test.each<[string, ConductFact, ConductFact]>([
    ['the one that was served last', measure('2020-01-01', '2024-05-01'), measure('2019-01-01', '2025-05-01')],
    ['of one year too', measure('2023-06-01', '2024-05-01'), measure('2023-05-01', '2024-06-01')],
    ['one that is being served', measure('2025-01-01', '2026-01-01'), measure('2024-01-01', '2027-01-01')],
    ['one without an end', measure('2026-06-01', '2027-06-01'), measure('2026-01-01')],
    ['of two without an end the later one', measure('2025-01-01'), measure('2026-01-01')],
    [
      'of two served on one day the later one',
      measure('2022-01-01', '2024-05-01'),
      measure('2023-01-01', '2024-05-01'),
    ],
  ])('of two measures it is %s', (_what, other, deciding) => {
    expect(disciplineOf(other, deciding)?.measure).toBe(deciding);
    expect(disciplineOf(deciding, other)?.measure).toBe(deciding);
  });

  test('of two that agree in their days it is the same one, however they are listed', () => {
    const two = [measure('2026-01-01', undefined, 'warning'), measure('2026-01-01', undefined, 'reprimand')];
    expect(disciplineOf(...two)).toStrictEqual(disciplineOf(...two.reverse()));
  });
});
