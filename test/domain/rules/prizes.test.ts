import type { Criterion } from '../../../domain/rules/rule';
import { facts, found } from './given';

const due: Criterion = { op: 'prizeDue' };
const of = (dossier: NonNullable<Parameters<typeof facts>[0]>['dossier'], expectedDecision = '2026-12-15') =>
  found(due, facts({ ...(dossier ? { dossier } : {}), expectedDecision }));

describe('R29: the prize that would be due', () => {
  test('R29: says multiple, base salary, sum and who pays', () => {
    expect(of({ award: 'CSTDT' })).toMatchObject({
      outcome: 'info',
      missing: [],
      say: {
        vi: 'Nếu quyết định ngày 15/12/2026: 3 × 2.530.000 đồng = 7.590.000 đồng, do tỉnh chi',
        en: 'If decided on 15 December 2026: 3 × VND 2,530,000 = VND 7,590,000, paid by the province',
      },
    });
  });

  test('R29: names the factor of a household, and the unit that pays', () => {
    expect(of({ award: 'GK', subjectKind: 'household' }).say).toEqual({
      vi:
        'Nếu quyết định ngày 15/12/2026: 0,3 × 1,5 (hộ gia đình) × 2.530.000 đồng = 1.140.000 đồng ' +
        '(làm tròn lên đến 10.000 đồng), do đơn vị quyết định khen thưởng chi',
      en:
        'If decided on 15 December 2026: 0.3 × 1.5 (households) × VND 2,530,000 = VND 1,140,000 ' +
        '(rounded up to VND 10,000), paid by the unit that decides',
    });
  });

  test('R29: takes the base salary of the expected day, not of the day of the check', () => {
    expect(of({ award: 'CSTDCS' }, '2026-06-30').say.vi).toContain('1 × 2.340.000 đồng = 2.340.000 đồng');
    expect(of({ award: 'CSTDCS' }, '2026-07-01').say.vi).toContain('1 × 2.530.000 đồng = 2.530.000 đồng');
  });

  test('R29: is not known for a day that no provision reaches', () => {
    expect(of({ award: 'CSTDCS' }, '2027-02-28').outcome).toBe('info');
    expect(of({ award: 'CSTDCS' }, '2027-03-01')).toMatchObject({
      outcome: 'unknown',
      say: { vi: expect.stringContaining('ngày 01/3/2027') },
      missing: [{ by: 'admin' }],
    });
    expect(of({ award: 'NONE' }).outcome).toBe('unknown');
  });

  test('R29: an award without money says so', () => {
    expect(of({ award: 'GDVH', subjectKind: 'household' }).say.vi).toBe('Không kèm tiền thưởng');
  });
});
