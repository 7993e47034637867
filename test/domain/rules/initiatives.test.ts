import type { Facts, InitiativeFact } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { award, facts, found, initiative, outcome, pending } from './given';

type Outcome = Finding['outcome'];

const one: Criterion = { op: 'initiatives', scope: 'unit', count: 1 };
const two: Criterion = { op: 'initiatives', scope: 'unit', count: 2 };
const province: Criterion = { op: 'initiatives', scope: 'province', count: 1 };
const once: Criterion = { op: 'initiativesOnce' };

const naming = (codes: string[], initiatives: InitiativeFact[], changes: Parameters<typeof facts>[0] = {}): Facts =>
  facts({ ...changes, dossier: { ...changes.dossier, initiatives: codes }, initiatives });
const used = (by: InitiativeFact['usedBy'][number]): InitiativeFact => initiative('A', { usedBy: [by] });
const other = (
  nomination: string,
  subject: string,
  codes: string[],
  award = 'BKT',
): Facts['round']['others'][number] => ({
  nomination,
  subject,
  subjectKind: 'person',
  award,
  achievementPeriod: { from: '2025-01-01', to: '2026-12-31' },
  commendationType: 'merit',
  initiatives: codes,
});

describe('R03, R05, R09: initiatives that count', () => {
  test.each<[string, Criterion, Facts, Outcome]>([
    ['one of one', one, naming(['A'], [initiative('A')]), 'pass'],
    ['more than asked', one, naming(['A', 'B'], [initiative('A'), initiative('B')]), 'pass'],
    ['none', one, naming([], []), 'fail'],
    ['one of two', two, naming(['A'], [initiative('A')]), 'fail'],
    ['one that is named twice is one', two, naming(['A', 'A'], [initiative('A')]), 'fail'],
    ['one that is known but not named', one, naming([], [initiative('A')]), 'fail'],
    ['one that nobody knows', one, naming(['A'], []), 'unknown'],
    ['one that nobody knows beside one that counts', two, naming(['A', 'B'], [initiative('A')]), 'unknown'],
    ['an accepted topic', one, naming(['A'], [initiative('A', { kind: 'topic' })]), 'pass'],
    [
      'recognised on the day of the check',
      one,
      naming(['A'], [initiative('A', { recognisedOn: '2026-11-23' })]),
      'pass',
    ],
    ['recognised a day later', one, naming(['A'], [initiative('A', { recognisedOn: '2026-11-24' })]), 'fail'],
    ['R05: of the province', province, naming(['A'], [initiative('A', { scope: 'province' })]), 'pass'],
    ['R06: a wider scope than asked', province, naming(['A'], [initiative('A', { scope: 'nation' })]), 'pass'],
    ['R05: a narrower scope than asked', province, naming(['A'], [initiative('A')]), 'fail'],
    [
      'of the same code the widest recognition',
      province,
      naming(['A'], [initiative('A'), initiative('A', { scope: 'province' })]),
      'pass',
    ],
  ])('%s', (_what, asked, given, expected) => {
    expect(outcome(asked, given)).toBe(expected);
  });

  test('an initiative may have to be recent', () => {
    const recent: Criterion = { ...one, withinYears: 2 };
    const of = (recognisedOn: string) => outcome(recent, naming(['A'], [initiative('A', { recognisedOn })]));
    expect(of('2025-01-01')).toBe('pass');
    expect(of('2024-12-31')).toBe('fail');
  });

  test('R05: the recognition of a wider scope is asked of the initiative council', () => {
    const { say, missing } = found(province, naming(['A'], [initiative('A')]));
    expect(say.vi).toBe(
      '0 sáng kiến, đề tài được công nhận trong phạm vi tỉnh, chưa sử dụng; cần 1; không tính A: mới được công nhận trong phạm vi cơ sở',
    );
    expect(missing).toEqual([
      {
        what: {
          vi: 'Quyết định công nhận phạm vi ảnh hưởng trong tỉnh của A',
          en: 'The recognition that A has effect in the province',
        },
        by: 'initiativeCouncil',
      },
    ]);
  });

  test('R09: the recognition of what nobody knows is asked of the initiative council', () => {
    const { missing } = found(two, naming(['B', 'A'], []));
    expect(missing.map((m) => [m.by, m.what.en])).toEqual([
      ['initiativeCouncil', 'The recognition of initiative or topic A'],
      ['initiativeCouncil', 'The recognition of initiative or topic B'],
    ]);
  });
});

describe('R14: an initiative is used once', () => {
  const byFighter = { award: 'CSTDCS', awardYear: 2025, subject: 'P1' };

  test.each<[string, Facts, Outcome]>([
    ['no initiative at all', naming([], []), 'pass'],
    ['not used', naming(['A'], [initiative('A')]), 'pass'],
    ['used by an award of the subject', naming(['A'], [used(byFighter)]), 'fail'],
    ['used by an award of somebody else', naming(['A'], [used({ ...byFighter, subject: 'P2' })]), 'fail'],
    [
      'used by an award that the ledger names',
      naming(['A'], [initiative('A')], { awards: [award('BKT', 2025, { initiatives: ['A'] })] }),
      'fail',
    ],
    [
      'used by an award that the register does not know of',
      naming(['A'], [], { awards: [award('BKT', 2025, { initiatives: ['A'] })] }),
      'fail',
    ],
    [
      'R35: used by a revoked award',
      naming(['A'], [used(byFighter)], {
        awards: [award('CSTDCS', 2025, { initiatives: ['A'], revokedOn: '2026-01-01' })],
      }),
      'pass',
    ],
    [
      'named by an award that was won by its grade',
      naming(['A'], [used(byFighter)], { awards: [award('CSTDCS', 2025, { initiatives: ['A'], wonBy: 'grade' })] }),
      'pass',
    ],
    [
      'used by an award that was won by it',
      naming(['A'], [used(byFighter)], {
        awards: [award('CSTDCS', 2025, { initiatives: ['A'], wonBy: 'initiative' })],
      }),
      'fail',
    ],
    [
      'used by an award on its way',
      naming(['A'], [initiative('A')], {
        awards: [pending('CSTDCS', 2026, { initiatives: ['A'], nomination: 'N77' })],
      }),
      'fail',
    ],
    [
      'used by another dossier of the round',
      naming(['A'], [initiative('A')], { round: { others: [other('N77', 'P2', ['A'])] } }),
      'fail',
    ],
    [
      'another dossier of the round uses another one',
      naming(['A'], [initiative('A')], { round: { others: [other('N77', 'P1', ['B'])] } }),
      'pass',
    ],
    [
      'the dossier itself among those of the round',
      naming(['A'], [initiative('A')], { round: { others: [other('N00', 'P1', ['A'])] } }),
      'pass',
    ],
    [
      'the award of this very dossier',
      naming(['A'], [used({ ...byFighter, nomination: 'N00' })], {
        awards: [award('CSTDCS', 2025, { initiatives: ['A'], nomination: 'N00' })],
      }),
      'pass',
    ],
  ])('R14: %s', (_what, given, expected) => {
    expect(outcome(once, given)).toBe(expected);
    // what is used up does not count either
    expect(outcome({ ...one, count: Math.max(1, given.dossier.initiatives.length) }, given) === 'pass').toBe(
      expected === 'pass' && given.dossier.initiatives.length > 0,
    );
  });

  test('R14: says what used it, without naming another subject', () => {
    const { say, missing } = found(
      once,
      naming(['A', 'B'], [used({ ...byFighter, subject: 'P2' }), initiative('B')], {
        round: { others: [other('N77', 'P3', ['B'])] },
      }),
    );
    expect(say).toEqual({
      vi: 'A đã dùng để xét Chiến sĩ thi đua cơ sở năm 2025; B đang dùng trong hồ sơ N77 cùng đợt',
      en: 'A: it was used for Grassroots emulation fighter of 2025; B: dossier N77 of the round uses it',
    });
    expect(missing.map((m) => m.what.en)).toEqual([
      '2 more initiatives or topics recognised in the unit and not used yet',
    ]);
  });

  describe('of a title on the way to a higher one', () => {
    const forHigher: Criterion = { ...once, notUsedUpBy: ['CSTDCS'] };
    const counts: Criterion = { ...one, notUsedUpBy: ['CSTDCS'] };

    test.each<[string, Facts, Outcome]>([
      ['by the subject’s own lower title', naming(['A'], [used(byFighter)]), 'pass'],
      ['by the lower title of somebody else', naming(['A'], [used({ ...byFighter, subject: 'P2' })]), 'fail'],
      ['by the subject’s own commendation', naming(['A'], [used({ ...byFighter, award: 'BKT' })]), 'fail'],
      [
        'by the subject’s own lower title in the round',
        naming(['A'], [initiative('A')], { round: { others: [other('N77', 'P1', ['A'], 'CSTDCS')] } }),
        'pass',
      ],
      [
        'by a lower title of somebody else in the round',
        naming(['A'], [initiative('A')], { round: { others: [other('N77', 'P2', ['A'], 'CSTDCS')] } }),
        'fail',
      ],
    ])('used %s', (_what, given, expected) => {
      expect(outcome(forHigher, given)).toBe(expected);
      expect(outcome(counts, given)).toBe(expected);
    });
  });
});

describe('R09: what the Ministry answered on two titles and two initiatives', () => {
  const r09: Criterion = {
    op: 'all',
    of: [
      { op: 'titlesInARow', award: 'CSTDCS', years: 2 },
      { op: 'initiatives', scope: 'unit', count: 2 },
    ],
  };
  const titles = (wonBy: 'grade' | 'initiative'): Facts['awards'] => [
    award('CSTDCS', 2025, { wonBy, initiatives: ['A'] }),
    award('CSTDCS', 2026, { wonBy, initiatives: ['B'] }),
  ];
  const all = ['A', 'B', 'C', 'D'].map((code) => initiative(code));

  test('titles won by their grades leave one initiative a year', () => {
    expect(outcome(r09, naming(['A', 'B'], all, { awards: titles('grade') }))).toBe('pass');
  });

  test('titles won by initiatives need two further ones', () => {
    expect(outcome(r09, naming(['A', 'B'], all, { awards: titles('initiative') }))).toBe('fail');
    expect(outcome(r09, naming(['A', 'B', 'C'], all, { awards: titles('initiative') }))).toBe('fail');
    expect(outcome(r09, naming(['C', 'D'], all, { awards: titles('initiative') }))).toBe('pass');
  });
});
