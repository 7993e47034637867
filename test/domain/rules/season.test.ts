import { catalogue } from '../../../domain/catalogue';
import { evaluate } from '../../../domain/rules/evaluate';
import type { Facts } from '../../../domain/rules/facts';
import type { Finding, Rule } from '../../../domain/rules/rule';
import { stands } from '../../../domain/rules/rule';
import { award, awards, facts, grades, initiative, members } from './given';
import { national, withDraft } from './national';

/** The sample season of 2026 under the rules on file: who passes, who does not, and by which rule. */

const inTheWay = (given: Facts, rules: readonly Rule[] = national.rules): string[] =>
  evaluate(rules, given)
    .filter(stands)
    .map((f) => `${f.code} ${f.kind} ${f.outcome}`);

const finding = (given: Facts, code: string): Finding => {
  const of = evaluate(national.rules, given).find((f) => f.code === code);
  if (!of) throw new Error(`no finding of ${code}`);
  return of;
};

const certifiedReport = {
  required: [
    {
      kind: 'achievementReport' as const,
      name: { vi: 'Báo cáo thành tích', en: 'Achievement report' },
      by: 'submission' as const,
      certified: true,
    },
  ],
  present: [{ kind: 'achievementReport' as const, certified: true }],
};

describe('N01: a clerk of room U01a, graded "well", for Advanced worker', () => {
  const n01 = facts({ dossier: { award: 'LDTT' }, grades: grades(2026, 'w') });

  test('passes R02 and is decided by the head of U01', () => {
    expect(inTheWay(n01)).toEqual([]);
    expect(finding(n01, 'R02.LDTT').outcome).toBe('pass');
    expect(catalogue.find((a) => a.code === 'LDTT')?.decidedBy).toBe('unitHead');
  });
});

describe('N02: an officer of U01b, graded excellent without an initiative, for Grassroots emulation fighter', () => {
  const n02 = facts({ dossier: { award: 'CSTDCS' }, grades: grades(2026, 'e') });

  test('passes R03 by the first branch', () => {
    expect(inTheWay(n02)).toEqual([]);
    expect(finding(n02, 'R03.CSTDCS').say.vi).toBe(
      'Xếp loại năm 2026: hoàn thành xuất sắc nhiệm vụ; cần hoàn thành xuất sắc nhiệm vụ',
    );
  });

  test('fails under the draft law, which asks for both', () => {
    expect(inTheWay(n02, withDraft.rules)).toEqual(['R03.CSTDCS BLOCK fail']);
  });
});

describe('N03: a deputy head of U01a for the Labour Order', () => {
  const n03 = facts({
    dossier: { award: 'HCLD3', achievementPeriod: { from: '2021-01-01', to: '2026-12-31' } },
    awards: [award('BKTTG', 2020), ...awards('CSTDCS', 2022, 2023, 2025)],
    grades: grades(2021, 'wwweww'),
    papers: certifiedReport,
    moment: 'central',
    today: '2027-01-20',
    expectedDecision: '2027-02-26',
  });

  test('passes R11; no ministry is asked, since he does not head a provincial body', () => {
    expect(inTheWay(n03)).toEqual([]);
    expect(finding(n03, 'R11.HCLD3.e').say.vi).toContain(
      '6 năm liên tục (2021–2026) hoàn thành tốt nhiệm vụ trở lên, cần 5; 1 năm hoàn thành xuất sắc nhiệm vụ (2024), cần 1; ' +
        '3 lần Chiến sĩ thi đua cơ sở (2022, 2023, 2025), cần 3',
    );
    expect(evaluate(national.rules, n03).map((f) => f.rule)).not.toContain('R39');
  });

  test('is warned of when the decision comes after the last day of the decree', () => {
    expect(inTheWay({ ...n03, expectedDecision: '2027-03-15' })).toEqual(['R37 WARN fail']);
  });
});

describe('N04: a head of room U01c for Provincial emulation fighter', () => {
  const n04 = facts({
    dossier: { award: 'CSTDT', initiatives: ['SK-C1'] },
    awards: awards('CSTDCS', 2024, 2025, 2026),
    initiatives: [initiative('SK-C1', { scope: 'province' })],
    grades: grades(2024, 'eee'),
    papers: certifiedReport,
    moment: 'province',
    today: '2027-01-11',
    expectedDecision: '2027-02-10',
  });

  test('passes R04 and R05', () => {
    expect(inTheWay(n04)).toEqual([]);
    expect(finding(n04, 'R04.CSTDT').say.en).toBe(
      'Grassroots emulation fighter: 3 of 3 years in a row (2024–2026): 2024, 2025, 2026',
    );
    expect(finding(n04, 'R05.CSTDT').outcome).toBe('pass');
  });
});

describe('N06: a deputy director of centre U01f for a provincial certificate of merit', () => {
  const n06 = facts({
    dossier: { award: 'BKT', initiatives: ['SK-F1', 'SK-F2'] },
    awards: [award('CSTDCS', 2025, { wonBy: 'initiative', initiatives: ['SK-F1'] })],
    initiatives: [
      initiative('SK-F1', { usedBy: [{ award: 'CSTDCS', awardYear: 2025, subject: 'P1' }] }),
      initiative('SK-F2'),
    ],
    grades: grades(2025, 'ee'),
  });

  test('is blocked by R14 and R09: one of two initiatives is used up, and one more is needed', () => {
    expect(inTheWay(n06)).toEqual(['R14 BLOCK fail', 'R09.BKT.d BLOCK fail']);
    const { say, missing } = finding(n06, 'R09.BKT.d');
    expect(say.en).toBe(
      '1 initiative or topic recognised in the unit and not used yet (SK-F2); 2 needed; ' +
        'SK-F1 does not count: it was used for Grassroots emulation fighter of 2025',
    );
    expect(missing).toEqual([
      {
        what: {
          vi: 'Thêm 1 sáng kiến, đề tài đã được công nhận trong phạm vi cơ sở và chưa sử dụng',
          en: '1 more initiative or topic recognised in the unit and not used yet',
        },
        by: 'unit',
      },
    ]);
  });
});

describe('N07: a household of commune U05 that saved people in a flood', () => {
  const n07 = facts({
    dossier: {
      award: 'BKT',
      subjectKind: 'household',
      commendationType: 'adHoc',
      procedure: 'simplified',
      achievement: 'TT-LU-2026',
      achievementPeriod: { from: '2026-09-10', to: '2026-09-12' },
    },
    unit: { code: 'U05', kind: 'commune', validFrom: '2025-07-01' },
    papers: {
      required: [
        { kind: 'summaryReport', name: { vi: 'Báo cáo tóm tắt', en: 'Summary report' }, by: 'submission' },
        { kind: 'featConfirmation', name: { vi: 'Xác nhận', en: 'Confirmation' }, by: 'submission' },
      ],
      present: [{ kind: 'summaryReport' }, { kind: 'featConfirmation', form: 'original' }],
    },
    moment: 'province',
  });

  test('passes with a summary report alone', () => {
    expect(inTheWay(n07)).toEqual([]);
  });
});

describe('N08: room U01a with 11 people for Advanced labour collective', () => {
  const n08 = facts({
    dossier: { award: 'TTLDTT', subject: 'U01a', subjectKind: 'collective' },
    collective: { code: 'U01a', kind: 'room', validFrom: '2025-07-01' },
    members: members({ headcount: 11, holders: { LDTT: { issued: 7, pending: 0 } } }),
  });

  test('is blocked by R07: 7 of 11 are too few, 8 are needed', () => {
    expect(inTheWay(n08)).toEqual(['R07.TTLDTT BLOCK fail']);
    expect(finding(n08, 'R07.TTLDTT').say).toEqual({
      vi: '7/11 người đạt danh hiệu Lao động tiên tiến, bằng 63,6 %; cần ít nhất 8 người',
      en: '7 of 11 members hold the title Advanced worker = 63.6 %; 8 are needed',
    });
  });

  test('passes with an eighth', () => {
    const eight = members({ headcount: 11, holders: { LDTT: { issued: 7, pending: 1 } } });
    expect(inTheWay({ ...n08, members: eight })).toEqual([]);
    expect(inTheWay({ ...n08, members: eight, moment: 'province' })).toEqual(['R07.TTLDTT BLOCK fail']);
  });
});

describe('N10: department U01, first in its block', () => {
  const n10 = facts({
    dossier: { award: 'COTINH', subject: 'U01', subjectKind: 'collective' },
    collective: { code: 'U01', kind: 'department', validFrom: '2025-07-01' },
    ranking: { block: 'U06', scope: 'province', leads: true },
    papers: certifiedReport,
    moment: 'province',
    today: '2027-01-11',
    expectedDecision: '2027-02-10',
  });

  test('passes R12 for the provincial flag', () => {
    expect(inTheWay(n10)).toEqual([]);
    expect(finding(n10, 'R12.COTINH').outcome).toBe('pass');
  });

  test('passes R12 and R38 for the flag of the Government', () => {
    const cocp: Facts = {
      ...n10,
      dossier: { ...n10.dossier, award: 'COCP', nomination: 'N10b' },
      round: { others: [], flags: { qualified: 12, proposed: 2 } },
    };
    expect(inTheWay(cocp)).toEqual([]);
    expect(inTheWay({ ...cocp, round: { others: [], flags: { qualified: 12, proposed: 3 } } })).toEqual([
      'R38.COCP WARN fail',
    ]);
  });
});

describe("N11: a deputy head of U03 for the Prime Minister's certificate", () => {
  const n11 = facts({
    dossier: { award: 'BKTTG', achievementPeriod: { from: '2020-01-01', to: '2026-12-31' } },
    awards: [
      award('BKT', 2019, { achievementPeriod: { from: '2018-01-01', to: '2019-12-31' } }),
      award('BKT', 2024, { commendationType: 'thematic', decisionNumber: '77/QĐ-UBND' }),
      ...awards('CSTDCS', 2021, 2023, 2025),
    ],
    grades: grades(2020, 'wwwwwww'),
    papers: certifiedReport,
    moment: 'province',
    today: '2027-01-11',
    expectedDecision: '2027-02-10',
  });

  test('is sent back first: the report is not certified', () => {
    const first = { ...certifiedReport, present: [{ kind: 'achievementReport' as const, certified: false }] };
    expect(inTheWay({ ...n11, papers: first })).toEqual(['R20 BLOCK fail']);
  });

  test('passes R10 with the certificate of 2019 only; the one of 2024 came from a movement', () => {
    expect(inTheWay(n11)).toEqual([]);
    expect(finding(n11, 'R10.BKTTG.b').say.vi).toBe(
      'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh năm 2019, Quyết định số 19/QĐ ngày 20/11/2019 ' +
        '(thời gian lập thành tích đến ngày 31/12/2019), tính từ năm 2020; ' +
        '7 năm liên tục (2020–2026) hoàn thành tốt nhiệm vụ trở lên, cần 5; ' +
        '3 lần Chiến sĩ thi đua cơ sở (2021, 2023, 2025), cần 3',
    );
    expect(finding(n11, 'R15').say.vi).toContain('Quyết định số 77/QĐ-UBND ngày 20/11/2024 (chuyên đề)');
  });

  test('does not pass with the certificate of 2024 alone', () => {
    expect(inTheWay({ ...n11, awards: n11.awards.filter((a) => a.awardYear !== 2019) })).toEqual([
      'R10.BKTTG.b BLOCK fail',
    ]);
  });
});
