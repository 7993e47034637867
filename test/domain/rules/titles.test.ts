import type { Facts, Moment } from '../../../domain/rules/facts';
import type { Criterion, Finding } from '../../../domain/rules/rule';
import { award, awards, facts, found, measure, outcome, pending } from './given';

type Outcome = Finding['outcome'];

describe('R04, R06: titles in a row', () => {
  const thrice: Criterion = { op: 'titlesInARow', award: 'CSTDCS', years: 3 };

  test.each<[string, Facts['awards'], Outcome]>([
    ['three of three', awards('CSTDCS', 2024, 2025, 2026), 'pass'],
    ['more than asked', awards('CSTDCS', 2022, 2023, 2024, 2025, 2026), 'pass'],
    ['two of three', awards('CSTDCS', 2025, 2026), 'fail'],
    ['a gap year in between', awards('CSTDCS', 2023, 2024, 2026), 'fail'],
    ['three in a row, but not up to the award year', awards('CSTDCS', 2023, 2024, 2025), 'fail'],
    ['three in a row that end in the future', awards('CSTDCS', 2025, 2026, 2027), 'fail'],
    ['one of them won twice, which is one', [...awards('CSTDCS', 2025, 2026), award('CSTDCS', 2026)], 'fail'],
    ['one of them won twice, beside all three', [...awards('CSTDCS', 2024, 2025, 2026), award('CSTDCS', 2025)], 'pass'],
    ['other titles', awards('LDTT', 2024, 2025, 2026), 'fail'],
    ['nothing', [], 'fail'],
    [
      'R35: one of them revoked',
      [...awards('CSTDCS', 2024, 2026), award('CSTDCS', 2025, { revokedOn: '2026-03-01' })],
      'fail',
    ],
    [
      'R35: one of them revoked on the day of the check',
      [...awards('CSTDCS', 2024, 2026), award('CSTDCS', 2025, { revokedOn: '2026-11-23' })],
      'fail',
    ],
    [
      'R35: revoked, and won again by another decision',
      [...awards('CSTDCS', 2024, 2025, 2026), award('CSTDCS', 2025, { revokedOn: '2026-03-01', decisionNumber: '1' })],
      'pass',
    ],
    [
      'a decision that is not made yet on the day of the check',
      [...awards('CSTDCS', 2024, 2025), award('CSTDCS', 2026, { decidedOn: '2026-12-20' })],
      'fail',
    ],
    [
      'R15: one of them from a movement',
      [...awards('CSTDCS', 2024, 2026), award('CSTDCS', 2025, { commendationType: 'movement' })],
      'fail',
    ],
    ['on its way in the round', [...awards('CSTDCS', 2024, 2025), pending('CSTDCS', 2026)], 'pass'],
    ['a code that the catalogue does not have', awards('CSTDX', 2024, 2025, 2026), 'fail'],
  ])('R04: %s', (_what, held, expected) => {
    expect(outcome(thrice, facts({ awards: held }))).toBe(expected);
  });

  test('R06: two in a row for the national title', () => {
    const twice: Criterion = { op: 'titlesInARow', award: 'CSTDT', years: 2 };
    expect(outcome(twice, facts({ awards: awards('CSTDT', 2025, 2026) }))).toBe('pass');
    expect(outcome(twice, facts({ awards: awards('CSTDT', 2024, 2026) }))).toBe('fail');
    expect(outcome(twice, facts({ awards: awards('CSTDT', 2026) }))).toBe('fail');
  });

  test('R04: names the years that are there, the one that is missing, and what would supply it', () => {
    const { say, missing, field } = found(thrice, facts({ awards: awards('CSTDCS', 2023, 2024, 2026) }));
    expect(say).toEqual({
      vi: 'Chiến sĩ thi đua cơ sở: 2/3 năm liên tục (2024–2026): 2024, 2026; thiếu năm 2025',
      en: 'Grassroots emulation fighter: 2 of 3 years in a row (2024–2026): 2024, 2026; 2025 is missing',
    });
    expect(missing).toEqual([
      {
        what: {
          vi: 'Quyết định tặng Chiến sĩ thi đua cơ sở năm 2025',
          en: 'The decision on Grassroots emulation fighter of 2025',
        },
        by: 'unit',
      },
    ]);
    expect(field).toBe('declared.awards');
  });

  test.each<[Moment, Outcome, string]>([
    ['draft', 'pass', 'Chiến sĩ thi đua cơ sở năm 2026 đang được xét trong cùng đợt'],
    ['unit', 'pass', 'Chiến sĩ thi đua cơ sở năm 2026 đang được xét trong cùng đợt'],
    ['province', 'fail', 'năm 2026 đang được xét, chưa có quyết định'],
    ['central', 'fail', 'năm 2026 đang được xét, chưa có quyết định'],
  ])('R04: at %s a title that is still being decided: %s', (moment, expected, remark) => {
    const given = facts({ awards: [...awards('CSTDCS', 2024, 2025), pending('CSTDCS', 2026)], moment });
    expect(outcome(thrice, given)).toBe(expected);
    expect(found(thrice, given).say.vi).toContain(remark);
  });

  test('R04: a decided title goes before the same one on its way', () => {
    const given = facts({ awards: [pending('CSTDCS', 2026), ...awards('CSTDCS', 2024, 2025, 2026)] });
    expect(found(thrice, given).say.vi).not.toContain('đang được xét');
  });

  test('R17: titles of years before a measure was served do not count', () => {
    const held = awards('CSTDCS', 2024, 2025, 2026);
    expect(outcome(thrice, facts({ awards: held, conduct: [measure('2023-01-01', '2023-12-31')] }))).toBe('pass');
    expect(outcome(thrice, facts({ awards: held, conduct: [measure('2023-01-01', '2024-01-01')] }))).toBe('pass');
    const { outcome: of, say } = found(thrice, facts({ awards: held, conduct: [measure('2023-01-01', '2024-06-30')] }));
    expect(of).toBe('fail');
    expect(say.vi).toContain('năm 2024 không được tính: chấp hành xong kỷ luật khiển trách ngày 30/6/2024');
  });

  test('R43: a title that only the form states counts as declared', () => {
    const declared = { grades: [], awards: [{ award: 'CSTDCS', awardYear: 2024, decisionNumber: '9/QĐ' }] };
    const given = facts({ dossier: { declared }, awards: awards('CSTDCS', 2025, 2026) });
    expect(outcome(thrice, given)).toBe('pass');
    expect(found(thrice, given).say.vi).toContain('Chiến sĩ thi đua cơ sở năm 2024 theo kê khai');
  });

  test('R35: what the ledger knows as revoked is not brought back by the form', () => {
    const declared = { grades: [], awards: [{ award: 'CSTDCS', awardYear: 2024 }] };
    const revoked = award('CSTDCS', 2024, { revokedOn: '2025-02-01' });
    const given = facts({ dossier: { declared }, awards: [revoked, ...awards('CSTDCS', 2025, 2026)] });
    expect(outcome(thrice, given)).toBe('fail');
  });

  test('R15: for an award that is not for merit a title from a movement counts', () => {
    const held: Facts['awards'] = [2024, 2025, 2026].map((year) =>
      award('CSTDCS', year, { commendationType: 'movement' }),
    );
    expect(outcome(thrice, facts({ awards: held }))).toBe('fail');
    expect(outcome(thrice, facts({ dossier: { commendationType: 'movement' }, awards: held }))).toBe('pass');
  });

  test('a dossier whose award has been decided does not count itself twice', () => {
    const own = award('CSTDCS', 2026, { nomination: 'N00' });
    expect(outcome(thrice, facts({ awards: [...awards('CSTDCS', 2024, 2025), own] }))).toBe('fail');
  });
});
