import type { Source } from '../award';

/**
 * What prize money is reckoned from (Decree 152/2025/NĐ-CP art. 49): base salaries by the days on which they hold, how sums are
 * rounded, and who pays. The multiples stand with the awards.
 */

/** Mức lương cơ sở, in đồng a month. */
export interface BaseSalary extends Source {
  readonly amount: number;
}

export const baseSalaries: readonly BaseSalary[] = [
  {
    amount: 2_340_000,
    citation: { vi: 'Nghị định 73/2024/NĐ-CP', en: 'Decree 73/2024/NĐ-CP' },
    sourceLevel: 'decree',
    validFrom: '2024-07-01',
    validTo: '2026-06-30',
    verified: true,
  },
  {
    amount: 2_530_000,
    citation: { vi: 'Nghị định 161/2026/NĐ-CP', en: 'Decree 161/2026/NĐ-CP' },
    sourceLevel: 'decree',
    validFrom: '2026-07-01',
    verified: true,
  },
];

export interface PrizeRounding extends Source {
  /** Sums are rounded up to a multiple of this, in đồng. */
  readonly step: number;
  /** Whether the factor of the subject (collective twice, household one and a half) comes before the rounding or after it. */
  readonly order: 'factorFirst' | 'roundFirst';
}

export const prizeRounding: PrizeRounding = {
  step: 10_000,
  order: 'factorFirst',
  citation: { vi: 'Nghị định 152/2025/NĐ-CP, Điều 49', en: 'Decree 152/2025/NĐ-CP, art. 49' },
  sourceLevel: 'decree',
  validFrom: '2025-07-01',
  validTo: '2027-02-28',
  verified: false,
  toCheck: {
    vi: 'Nhân hệ số đối tượng trước rồi làm tròn, hay làm tròn trước',
    en: 'Whether the factor of the subject is applied before the rounding or after it',
  },
};
