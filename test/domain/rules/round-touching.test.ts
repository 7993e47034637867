import type { AwardFact, DossierFacts, Facts } from '../../../domain/rules/facts';
import type { Criterion } from '../../../domain/rules/rule';
import { award, facts, pending, told } from './given';

type Other = Facts['round']['others'][number];
type Answer = ReturnType<typeof told>;

const year = { from: '2026-01-01', to: '2026-12-31' };
const other = (nomination: string, changes: Partial<Other> = {}): Other => ({
  nomination,
  subject: 'P1',
  subjectKind: 'person',
  award: 'BKT',
  achievement: 'T-1',
  achievementPeriod: year,
  commendationType: 'merit',
  initiatives: [],
  ...changes,
});
const given = (others: Other[], awards: AwardFact[] = [], dossier: Partial<DossierFacts> = {}): Facts =>
  facts({ dossier: { award: 'BKT', achievement: 'T-1', ...dossier }, awards, round: { others } });

const merit = 'Provincial certificate of merit';
const letter = 'Commendation letter';
const withdraw = ['unit: Another achievement to rest on, or the withdrawal of one of the dossiers'];

describe('R13: one achievement is rewarded once', () => {
  const once: Criterion = { op: 'achievementOnce' };
  const rewarded = (by: string): Answer => ({
    outcome: 'fail',
    say: `Achievement T-1 is rewarded already: ${by}`,
    missing: withdraw,
    field: 'achievement',
  });
  const free = (more = ''): Answer => ({
    outcome: 'pass',
    say: `Achievement T-1 has not been rewarded${more}`,
    missing: [],
    field: 'achievement',
  });
  const shared = (by: string): Answer => free(`; others share in it: ${by}`);
  const dossier = (nomination: string, name = merit): string => `dossier ${nomination} of the round (${name})`;
  const decided = (name: string, of: number, number = `${of - 2000}/QĐ`): string =>
    `${name} of ${of}, Decision ${number} of 20 November ${of}`;

  const tenth = { achievement: 'T-1', commendationType: 'adHoc', decisionNumber: '10/QĐ' } as const;

  test.each<[string, Other[], AwardFact[], Answer]>([
    ['nothing touches it', [], [], free()],
    ['a dossier', [other('N77')], [], rewarded(dossier('N77'))],
    ['an award', [], [award('GK', 2025, { achievement: 'T-1' })], rewarded(decided(letter, 2025))],
    [
      'awards before dossiers, and these by their numbers',
      [other('N79'), other('N77', { award: 'GK' })],
      [award('GK', 2025, { achievement: 'T-1' })],
      rewarded(`${decided(letter, 2025)}; ${dossier('N77', letter)}; ${dossier('N79')}`),
    ],
    [
      'awards by their years, one that is left out among them',
      [],
      [award('GK', 2025, { achievement: 'T-1' }), award('BKT', 2024, { ...tenth })],
      rewarded(`${decided(merit, 2024, '10/QĐ')}; ${decided(letter, 2025)}`),
    ],
    [
      'awards of a year by their codes',
      [],
      [award('GK', 2025, { achievement: 'T-1', decisionNumber: '1/QĐ' }), award('BKT', 2025, { ...tenth })],
      rewarded(`${decided(merit, 2025, '10/QĐ')}; ${decided(letter, 2025, '1/QĐ')}`),
    ],
    [
      'awards of a code by their decisions',
      [],
      [award('BKT', 2025, { achievement: 'T-1' }), award('BKT', 2025, { ...tenth })],
      rewarded(`${decided(merit, 2025, '10/QĐ')}; ${decided(merit, 2025)}`),
    ],
    ['a dossier for two awards', [other('N77', { award: 'GK' }), other('N77')], [], rewarded(dossier('N77', letter))],
    [
      'a dossier of two, of whom the nominee is one',
      [other('N77', { award: 'GK' }), other('N77', { subject: 'P2' })],
      [],
      rewarded(dossier('N77', letter)),
    ],
    ['that of somebody else', [other('N77', { subject: 'P2' })], [], shared(dossier('N77'))],
    [
      'those of two others',
      [other('N79', { subject: 'P2' }), other('N77', { subject: 'P3' })],
      [],
      shared(`${dossier('N77')}; ${dossier('N79')}`),
    ],
    [
      'his own beside that of somebody else',
      [other('N77', { subject: 'P2' }), other('N79')],
      [],
      rewarded(dossier('N79')),
    ],
    ['that of a household', [other('N77', { subject: 'N77', subjectKind: 'household' })], [], shared(dossier('N77'))],
    ['on its way', [], [pending('GK', 2026, { achievement: 'T-1' })], free()],
  ])('%s', (_what, others, awards, expected) => {
    expect(told(once, given(others, awards))).toEqual(expected);
    expect(told(once, given([...others].reverse(), [...awards].reverse()))).toEqual(expected);
  });

  test.each<[string, Partial<DossierFacts>]>([
    ['not saved yet', { subject: '' }],
    ['known by its number only', { subject: 'N00' }],
  ])('a nominee without a code, %s, may be anybody', (_what, nominee) => {
    const others = [other('N77', { subject: 'P2' })];
    expect(told(once, given(others, [], nominee))).toEqual(rewarded(dossier('N77')));
  });

  test('without a code of the achievement nothing touches it', () => {
    const { achievement: _, ...nameless } = given([other('N77')]).dossier;
    expect(
      told(once, { ...given([other('N77', { achievementPeriod: { ...year, to: '2026-06-30' } })]), dossier: nameless }),
    ).toEqual({
      outcome: 'pass',
      say: 'The dossier names no single achievement by code',
      missing: [],
      field: 'achievement',
    });
  });

  describe('a title and a commendation for one period', () => {
    const beside = (...names: string[]): Answer =>
      free(
        names.length === 0
          ? ''
          : `; for the same period there is ${names.join(', ')}: a title and a commendation may stand together`,
      );
    const title = (changes: Partial<Other> = {}): Other =>
      other('N77', { award: 'CSTDCS', achievement: 'T-2', ...changes });
    const fighter = 'Grassroots emulation fighter';

    test.each<[string, Other[], AwardFact[], Answer]>([
      ['a title in the round', [title()], [], beside(fighter)],
      ['a title that stands', [], [award('CSTDCS', 2026, { achievementPeriod: year })], beside(fighter)],
      ['a title of which the period is not known', [], [award('CSTDCS', 2026)], beside()],
      ['the title of somebody else', [title({ subject: 'P2' })], [], beside()],
      ['a commendation', [title({ award: 'GK' })], [], beside()],
      ['what no catalogue has', [title({ award: 'XYZ' })], [], beside()],
      ['another beginning', [title({ achievementPeriod: { ...year, from: '2026-01-02' } })], [], beside()],
      ['another end', [title({ achievementPeriod: { ...year, to: '2026-12-30' } })], [], beside()],
      [
        'several, each named once',
        [title({ award: 'LDTT' }), title({ nomination: 'N78' })],
        [award('LDTT', 2026, { achievementPeriod: year })],
        beside(fighter, 'Advanced worker'),
      ],
    ])('%s', (_what, others, awards, expected) => {
      expect(told(once, given(others, awards))).toEqual(expected);
      expect(told(once, given([...others].reverse(), awards))).toEqual(expected);
    });
  });
});

describe('R13: two commendations for one period', () => {
  const period: Criterion = { op: 'achievementOnce', by: 'period' };
  const free: Answer = {
    outcome: 'pass',
    say: 'There is no commendation of this form or type for the same achievement period',
    missing: [],
    field: 'achievementPeriod',
  };
  const taken = (by: string): Answer => ({
    outcome: 'fail',
    say: `For the same achievement period there is already: ${by}`,
    missing: withdraw,
    field: 'achievementPeriod',
  });
  const ofRound = taken(`dossier N77 of the round (${merit})`);

  test.each<[string, Facts, Answer]>([
    ['the codes tell them apart', given([other('N77', { achievement: 'T-2' })]), free],
    ['the other has no code', given([nameless(other('N77'))]), ofRound],
    [
      'one that stands has none',
      given([], [award('GK', 2026, { achievementPeriod: year })]),
      taken(`${letter} of 2026, Decision 26/QĐ of 20 November 2026`),
    ],
    [
      'another beginning',
      given([nameless(other('N77', { achievementPeriod: { ...year, from: '2025-01-01' } }))]),
      free,
    ],
    ['what no catalogue has', given([nameless(other('N77', { award: 'XYZ' }))]), free],
    ['the dossier of somebody else', given([nameless(other('N77', { subject: 'P2' }))]), free],
    ['the dossier itself', given([nameless(other('N00'))]), free],
  ])('%s', (_what, of, expected) => {
    expect(told(period, of)).toEqual(expected);
  });

  test('a dossier without a code', () => {
    const of = given([other('N77')]);
    const { achievement: _, ...dossier } = of.dossier;
    expect(told(period, { ...of, dossier })).toEqual(ofRound);
  });
});

function nameless({ achievement: _, ...of }: Other): Other {
  return of;
}
