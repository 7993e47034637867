import type { Facts, RankingFact } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { award, facts, found, outcome, pending } from './given';

type Outcome = Finding['outcome'];
type Other = Facts['round']['others'][number];

const year = { from: '2026-01-01', to: '2026-12-31' };
const other = (changes: Partial<Other> = {}): Other => ({
  nomination: 'N77',
  subject: 'P1',
  subjectKind: 'person',
  award: 'BKT',
  achievementPeriod: { from: '2026-05-01', to: '2026-05-02' },
  commendationType: 'merit',
  initiatives: [],
  ...changes,
});

describe('R13: one achievement is rewarded once', () => {
  const once: Criterion = { op: 'achievementOnce' };
  const naming = (achievement: string | undefined, changes: Partial<Facts> = {}): Facts =>
    facts({ ...changes, dossier: { award: 'BKT', ...(achievement === undefined ? {} : { achievement }) } });

  test.each<[string, Facts, Outcome]>([
    ['no code', naming(undefined), 'pass'],
    ['no code, beside an award without one', naming(undefined, { awards: [award('BKT', 2025)] }), 'pass'],
    ['a code that nothing else has', naming('T-1', { awards: [award('BKT', 2025, { achievement: 'T-2' })] }), 'pass'],
    ['in a standing award', naming('T-1', { awards: [award('GK', 2026, { achievement: 'T-1' })] }), 'fail'],
    [
      'in an ad hoc award, which does not count but has rewarded it',
      naming('T-1', { awards: [award('BKT', 2026, { achievement: 'T-1', commendationType: 'adHoc' })] }),
      'fail',
    ],
    [
      'R35: in a revoked award',
      naming('T-1', { awards: [award('GK', 2026, { achievement: 'T-1', revokedOn: '2026-06-01' })] }),
      'pass',
    ],
    ['in another dossier of the round', naming('T-1', { round: { others: [other({ achievement: 'T-1' })] } }), 'fail'],
    [
      'in the dossier of somebody who has achieved it together with him',
      naming('T-1', { round: { others: [other({ achievement: 'T-1', subject: 'P2' })] } }),
      'pass',
    ],
    [
      'in two dossiers, of which one is his own',
      naming('T-1', {
        round: {
          others: [
            other({ achievement: 'T-1', subject: 'P2' }),
            other({ achievement: 'T-1', nomination: 'N78', award: 'GK' }),
          ],
        },
      }),
      'fail',
    ],
    [
      'in the dossier of his collective',
      naming('T-1', { round: { others: [other({ achievement: 'T-1', subject: 'U01a', subjectKind: 'collective' })] } }),
      'pass',
    ],
    [
      'in the dossier of somebody without a code, who may be the same',
      naming('T-1', { round: { others: [other({ achievement: 'T-1', subject: 'N77' })] } }),
      'fail',
    ],
    [
      'in the dossiers of two households, which no code tells apart',
      facts({
        dossier: { award: 'BKT', subject: 'N00', subjectKind: 'household', achievement: 'T-1' },
        round: { others: [other({ achievement: 'T-1', subject: 'N77', subjectKind: 'household' })] },
      }),
      'fail',
    ],
    [
      'of somebody without a code, not saved yet, beside one with a code',
      facts({
        dossier: { award: 'BKT', subject: '', achievement: 'T-1' },
        round: { others: [other({ achievement: 'T-1', subject: 'P2' })] },
      }),
      'fail',
    ],
    [
      'in the dossier itself',
      naming('T-1', { round: { others: [other({ achievement: 'T-1', nomination: 'N00' })] } }),
      'pass',
    ],
    [
      'in the award of this very dossier',
      naming('T-1', { awards: [award('BKT', 2026, { achievement: 'T-1', nomination: 'N00' })] }),
      'pass',
    ],
  ])('R13: %s', (_what, given, expected) => {
    expect(outcome(once, given)).toBe(expected);
  });

  test('R13: names what rewards it', () => {
    const given = naming('T-1', {
      awards: [
        award('GK', 2026, { achievement: 'T-1' }),
        pending('BKT', 2026, { achievement: 'T-1', nomination: 'N77' }),
      ],
      round: { others: [other({ achievement: 'T-1' })] },
    });
    expect(found(once, given).say).toEqual({
      vi:
        'Thành tích T-1 đã dùng để khen thưởng: Giấy khen năm 2026, Quyết định số 26/QĐ ngày 20/11/2026; ' +
        'hồ sơ N77 cùng đợt (Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh)',
      en:
        'Achievement T-1 is rewarded already: Commendation letter of 2026, Decision 26/QĐ of 20 November 2026; ' +
        'dossier N77 of the round (Provincial certificate of merit)',
    });
  });

  test('R13: names those who share in it', () => {
    const given = naming('T-1', { round: { others: [other({ achievement: 'T-1', subject: 'P2' })] } });
    expect(found(once, given).say).toEqual({
      vi:
        'Thành tích T-1 chưa được khen thưởng; ' +
        'cùng lập thành tích này: hồ sơ N77 cùng đợt (Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh)',
      en:
        'Achievement T-1 has not been rewarded; ' +
        'others share in it: dossier N77 of the round (Provincial certificate of merit)',
    });
  });

  test('R13: a title and a commendation for one period may stand together, and that is said', () => {
    const given = facts({
      dossier: { award: 'BKT', achievementPeriod: year },
      round: { others: [other({ award: 'CSTDCS', achievementPeriod: year })] },
    });
    expect(found(once, given)).toMatchObject({
      outcome: 'pass',
      say: { vi: 'Hồ sơ không nêu mã thành tích riêng; cùng thời gian có Chiến sĩ thi đua cơ sở: được phép' },
    });
    const turned = facts({
      dossier: { award: 'CSTDCS', achievementPeriod: year },
      awards: [award('BKT', 2026, { achievementPeriod: year })],
    });
    expect(found(once, turned).say.en).toContain('a title and a commendation may stand together');
  });
});

describe('R13: two commendations for one period', () => {
  const period: Criterion = { op: 'achievementOnce', by: 'period' };
  const given = (others: Partial<Other>[], changes: Parameters<typeof facts>[0] = {}): Facts =>
    facts({
      ...changes,
      dossier: { award: 'BKT', achievementPeriod: year, ...changes.dossier },
      round: { others: others.map((o) => other({ achievementPeriod: year, ...o })) },
    });

  test.each<[string, Facts, Outcome]>([
    ['no other', given([]), 'pass'],
    ['the same form in the round', given([{}]), 'fail'],
    ['the same form for another type', given([{ commendationType: 'thematic' }]), 'fail'],
    ['another form of the same type', given([{ award: 'GK' }]), 'fail'],
    ['another form of another type', given([{ award: 'GK', commendationType: 'thematic' }]), 'pass'],
    ['another period', given([{ achievementPeriod: { from: '2026-01-01', to: '2026-12-30' } }]), 'pass'],
    ['a title', given([{ award: 'CSTDCS' }]), 'pass'],
    ['the dossier of another subject', given([{ subject: 'P2' }]), 'pass'],
    ['codes tell them apart', given([{ achievement: 'T-2' }], { dossier: { achievement: 'T-1' } }), 'pass'],
    ['only one of them has a code', given([{ achievement: 'T-2' }]), 'fail'],
    ['a title is proposed', given([{}], { dossier: { award: 'CSTDCS' } }), 'pass'],
    ['a standing award', given([], { awards: [award('BKT', 2026, { achievementPeriod: year })] }), 'fail'],
    ['a standing award whose period is not known', given([], { awards: [award('BKT', 2026)] }), 'pass'],
  ])('R13: %s', (_what, of, expected) => {
    expect(outcome(period, of)).toBe(expected);
  });
});

describe('R12: leads its block', () => {
  const leads: Criterion = { op: 'leadsBlock', scopes: ['province'] };
  const ranked = (changes: Partial<RankingFact>): Facts =>
    facts({ ranking: { block: 'U06', scope: 'province', leads: true, ...changes } });

  test.each<[string, Facts, Outcome]>([
    ['leads', ranked({}), 'pass'],
    ['does not lead', ranked({ leads: false }), 'fail'],
    ['leads a block that does not count', ranked({ scope: 'nation' }), 'fail'],
    ['is not ranked', facts(), 'unknown'],
  ])('R12: %s', (_what, given, expected) => {
    expect(outcome(leads, given)).toBe(expected);
  });

  test('R12: the ranking is asked of the block', () => {
    expect(found(leads, facts()).missing).toMatchObject([{ by: 'block' }]);
    expect(found(leads, ranked({})).say.en).toBe('Leads its cluster or block U06 of the province');
  });
});

describe('R38: the share of the round', () => {
  const share: Criterion = { op: 'roundShare', share: { of: [20, 100], mode: 'atLeast' } };
  const flags = (proposed: number, qualified: number): Facts =>
    facts({ round: { others: [], flags: { proposed, qualified } } });

  test.each<[string, Facts, Outcome]>([
    ['20 % exactly', flags(2, 10), 'pass'],
    ['just above', flags(3, 14), 'fail'],
    ['just below', flags(2, 11), 'pass'],
    ['nobody proposed', flags(0, 4), 'pass'],
    ['one of fewer than five', flags(1, 4), 'fail'],
    ['nobody qualifies, nobody proposed', flags(0, 0), 'pass'],
    ['nobody qualifies', flags(1, 0), 'fail'],
    ['not known', facts(), 'unknown'],
  ])('R38: %s', (_what, given, expected) => {
    expect(outcome(share, given)).toBe(expected);
  });

  test('R38: says how many may be proposed', () => {
    expect(found(share, flags(3, 12)).say).toEqual({
      vi: 'Đề nghị 3/12 tập thể dẫn đầu, đủ tiêu chuẩn, bằng 25,0 %; nhiều nhất 2 tập thể (20,0 %)',
      en: '3 of 12 collectives that lead and qualify are proposed = 25.0 %; at most 2 (20.0 %)',
    });
  });
});

describe('R22: there is no quota', () => {
  const quota: Criterion = { op: 'quotaInfo' };

  test.each<[string, Facts['round'], string]>([
    [
      'the share is shown',
      { others: [], quota: { proposed: 9, staff: 62 } },
      'The law sets no quota; the unit proposes 9 of 62 people for Grassroots emulation fighter = 14.5 %',
    ],
    [
      'over 15 %, over 100 %',
      { others: [], quota: { proposed: 9, staff: 6 } },
      'The law sets no quota; the unit proposes 9 of 6 people for Grassroots emulation fighter = 150.0 %',
    ],
    [
      'of nobody',
      { others: [], quota: { proposed: 1, staff: 0 } },
      'The law sets no quota; the unit proposes 1 for Grassroots emulation fighter',
    ],
    ['not known', { others: [] }, 'The law sets no quota'],
  ])('R22: %s, and never refuses', (_what, round, said) => {
    expect(found(quota, facts({ round }))).toMatchObject({ outcome: 'info', say: { en: said } });
  });
});
