import type { AwardFact, Facts, InitiativeFact } from '../../../domain/rules/facts';
import { useOf, weigh, type Use, type Weighed } from '../../../domain/rules/initiativeUse';
import { award, facts, initiative } from './given';

type By = InitiativeFact['usedBy'][number];
type Other = Facts['round']['others'][number];

const mine: By = { award: 'CSTDCS', awardYear: 2025, subject: 'P1' };
const byAward = (code: string, awardYear: number): Use => ({ by: 'award', award: code, awardYear });
const fighter = byAward('CSTDCS', 2025);

const used = (...usedBy: By[]): Facts => facts({ initiatives: [initiative('A', { usedBy })] });
const held = (entries: AwardFact[], ...usedBy: By[]): Facts => ({ ...used(...usedBy), awards: entries });
const naming = (code: string, awardYear: number, changes: Partial<AwardFact> = {}): AwardFact =>
  award(code, awardYear, { initiatives: ['A'], ...changes });
const other = (nomination: string, changes: Partial<Other> = {}): Other => ({
  nomination,
  subject: 'P1',
  subjectKind: 'person',
  award: 'BKT',
  achievementPeriod: { from: '2025-01-01', to: '2026-12-31' },
  commendationType: 'merit',
  initiatives: ['A'],
  ...changes,
});
const beside = (...others: Other[]): Facts => facts({ round: { others } });
const unsaved = (given: Facts): Facts => {
  const { nomination: _, ...dossier } = given.dossier;
  return { ...given, dossier };
};

describe('R14: what uses an initiative up', () => {
  test.each<[string, Facts, Use | undefined]>([
    ['nothing', used(), undefined],
    ['an award that the register names', used(mine), fighter],
    ['of several the earliest', used({ ...mine, awardYear: 2026 }, mine, { ...mine, awardYear: 2027 }), fighter],
    ['of one year the first by its code', used(mine, { ...mine, award: 'BKT' }), byAward('BKT', 2025)],
    ['the year goes before the code', used({ ...mine, award: 'BKT', awardYear: 2026 }, mine), fighter],
    ['an award from another dossier', used({ ...mine, nomination: 'N77' }), fighter],
    ['the award of this dossier', used({ ...mine, nomination: 'N00' }), undefined],
    ['a dossier that is not saved, an award of the past', unsaved(used(mine)), fighter],
    ['another initiative', facts({ initiatives: [initiative('B', { usedBy: [mine] })] }), undefined],

    ['an award of the ledger', held([naming('CSTDCS', 2025)]), fighter],
    ['an award of the ledger from another dossier', held([naming('CSTDCS', 2025, { nomination: 'N77' })]), fighter],
    ['an award of the ledger from this dossier', held([naming('CSTDCS', 2025, { nomination: 'N00' })]), undefined],
    ['a dossier that is not saved, an award of the ledger', unsaved(held([naming('CSTDCS', 2025)])), fighter],
    ['an award of the ledger won by grading', held([naming('CSTDCS', 2025, { wonBy: 'grade' })]), undefined],
    ['R35: revoked today', held([naming('CSTDCS', 2025, { revokedOn: '2026-11-23' })]), undefined],
    ['R35: to be revoked tomorrow', held([naming('CSTDCS', 2025, { revokedOn: '2026-11-24' })]), fighter],
    ['an award of the ledger that names another', held([award('CSTDCS', 2025, { initiatives: ['B'] })]), undefined],

    ['another dossier of the round', beside(other('N77')), { by: 'dossier', nomination: 'N77' }],
    ['of several dossiers the first', beside(other('N79'), other('N77')), { by: 'dossier', nomination: 'N77' }],
    ['this dossier itself', beside(other('N00')), undefined],
    ['a dossier that names another', beside(other('N77', { initiatives: ['B'] })), undefined],
    ['an award before a dossier', { ...used(mine), round: { others: [other('N77')] } }, fighter],
  ])('%s', (_what, given, expected) => {
    expect(useOf(given, 'A')).toStrictEqual(expected);
  });
});

describe('R14: what the register says of own awards gives way to the ledger', () => {
  test.each<[string, AwardFact[], Use | undefined]>([
    ['the ledger does not have the award', [], fighter],
    ['it has the award', [award('CSTDCS', 2025)], fighter],
    ['it has it as won by grading', [award('CSTDCS', 2025, { wonBy: 'grade' })], undefined],
    ['it has it as revoked', [award('CSTDCS', 2025, { revokedOn: '2026-01-01' })], undefined],
    [
      'it has it twice, once revoked',
      [award('CSTDCS', 2025, { revokedOn: '2026-01-01' }), award('CSTDCS', 2025)],
      fighter,
    ],
    ['it has another award of the year by grading', [award('BKT', 2025, { wonBy: 'grade' })], fighter],
    ['it has that of another year by grading', [award('CSTDCS', 2024, { wonBy: 'grade' })], fighter],
  ])('%s', (_what, entries, expected) => {
    expect(useOf(held(entries, mine), 'A')).toStrictEqual(expected);
  });

  test('an award of somebody else stands, whatever the own ledger has', () => {
    const given = held([award('CSTDCS', 2025, { wonBy: 'grade' })], { ...mine, subject: 'P2' });
    expect(useOf(given, 'A')).toStrictEqual(fighter);
  });
});

describe('R06: an own title on the way to a higher one uses up nothing', () => {
  const spared = (given: Facts) => useOf(given, 'A', ['CSTDCS']);

  test.each<[string, Facts, Use | undefined]>([
    ['by the register', used(mine), undefined],
    ['by the ledger', held([naming('CSTDCS', 2025)]), undefined],
    ['in the round', beside(other('N77', { award: 'CSTDCS' })), undefined],
    ['another award', used({ ...mine, award: 'BKT' }), byAward('BKT', 2025)],
    ['that of somebody else', used({ ...mine, subject: 'P2' }), fighter],
    [
      'that of somebody else in the round',
      beside(other('N77', { award: 'CSTDCS', subject: 'P2' })),
      { by: 'dossier', nomination: 'N77' },
    ],
    ['another award in the round', beside(other('N77')), { by: 'dossier', nomination: 'N77' }],
  ])('%s', (_what, given, expected) => {
    expect(spared(given)).toStrictEqual(expected);
  });
});

describe('R03, R05: why an initiative does not count', () => {
  const weighed = (of: Partial<InitiativeFact>, asked: Partial<Parameters<typeof weigh>[1]> = {}): Weighed[] =>
    weigh(facts({ dossier: { initiatives: ['A'] }, initiatives: [initiative('A', of)] }), { scope: 'unit', ...asked });

  test.each<[string, Partial<InitiativeFact>, Parameters<typeof weighed>[1], Weighed['reason']]>([
    ['it counts', {}, {}, undefined],
    ['it is old, and that does not matter', { recognisedOn: '1990-01-01' }, {}, undefined],
    ['it is recent enough', { recognisedOn: '2025-01-01' }, { withinYears: 2 }, undefined],
    ['it is too old', { recognisedOn: '2024-12-31' }, { withinYears: 2 }, { why: 'old', on: '2024-12-31' }],
    ['recognised today', { recognisedOn: '2026-11-23' }, {}, undefined],
    ['recognised tomorrow', { recognisedOn: '2026-11-24' }, {}, { why: 'notRecognised', on: '2026-11-24' }],
    ['too narrow', {}, { scope: 'province' }, { why: 'scope', scope: 'unit' }],
    ['used', { usedBy: [mine] }, {}, { why: 'used', use: fighter }],
    ['used by what may use it', { usedBy: [mine] }, { notUsedUpBy: ['CSTDCS'] }, undefined],
    ['nobody knows it', { code: 'B' }, {}, { why: 'notKnown' }],
  ])('%s', (_what, of, asked, reason) => {
    expect(weighed(of, asked)).toStrictEqual([reason === undefined ? { code: 'A' } : { code: 'A', reason }]);
  });

  test('each is weighed once, in the order of the codes', () => {
    const given = facts({ dossier: { initiatives: ['B', 'A', 'B'] }, initiatives: [initiative('A')] });
    expect(weigh(given, { scope: 'unit' })).toStrictEqual([{ code: 'A' }, { code: 'B', reason: { why: 'notKnown' } }]);
  });

  test('of two recognitions the wider one is taken, of one width the earlier one', () => {
    const twice = (one: Partial<InitiativeFact>, two: Partial<InitiativeFact>) => [
      initiative('A', one),
      initiative('A', two),
    ];
    const on = (initiatives: InitiativeFact[], scope: InitiativeFact['scope'], withinYears?: number) =>
      weigh(facts({ dossier: { initiatives: ['A'] }, initiatives }), {
        scope,
        ...(withinYears === undefined ? {} : { withinYears }),
      });
    const widths = twice({ scope: 'nation', recognisedOn: '2020-01-01' }, {});
    const days = twice({ recognisedOn: '2020-01-01' }, { recognisedOn: '2026-01-01' });
    for (const turned of [false, true]) {
      const listed = (list: InitiativeFact[]) => (turned ? [...list].reverse() : list);
      expect(on(listed(widths), 'nation')).toStrictEqual([{ code: 'A' }]);
      expect(on(listed(days), 'unit', 1)).toStrictEqual([{ code: 'A', reason: { why: 'old', on: '2020-01-01' } }]);
    }
  });
});
