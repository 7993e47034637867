import type { Source } from '../award';

/** Who decides in a unit: the head of one with legal personality, or the chair of a commune. */
export type UnitAuthority = 'unitHead' | 'communeChair';

/** One provision on what is decided in a unit. */
export interface UnitPower extends Source {
  readonly by: UnitAuthority;
  /** Codes of awards. */
  readonly awards: readonly string[];
}

const law = { sourceLevel: 'law', validFrom: '2024-01-01' } as const;

/** Law on Emulation and Commendation 2022 art. 80, as read in the Official Gazette, and what came after it. */
export const unitPowers: readonly UnitPower[] = [
  {
    by: 'unitHead',
    awards: ['TTLDTT', 'CSTDCS', 'LDTT', 'GK'],
    citation: {
      vi: 'khoản 1 Điều 80 Luật Thi đua, khen thưởng',
      en: 'Law on Emulation and Commendation, art. 80(1)',
    },
    ...law,
    verified: true,
  },
  {
    by: 'communeChair',
    awards: ['LDTT', 'GK', 'GDVH'],
    citation: {
      vi: 'khoản 3 Điều 80 Luật Thi đua, khen thưởng',
      en: 'Law on Emulation and Commendation, art. 80(3)',
    },
    ...law,
    verified: true,
  },
  {
    by: 'communeChair',
    awards: ['THONVH', 'TTLDTT', 'CSTDCS'],
    citation: {
      vi: 'khoản 2 Điều 80 Luật Thi đua, khen thưởng; Nghị định 129/2025/NĐ-CP',
      en: 'Law on Emulation and Commendation, art. 80(2); Decree 129/2025/NĐ-CP',
    },
    sourceLevel: 'decree',
    validFrom: '2025-07-01',
    validTo: '2027-02-28',
    verified: false,
    toCheck: {
      vi: 'Nghị định 129/2025/NĐ-CP: Chủ tịch UBND cấp xã thực hiện thẩm quyền của cấp huyện; mới đọc qua báo chí',
      en: 'Decree 129/2025/NĐ-CP: the chair of the commune has the powers of the district; read in the press only',
    },
  },
];
