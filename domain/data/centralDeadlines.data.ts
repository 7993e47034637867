import type { CentralDeadline } from '../centralDeadlines';

const article = {
  citation: {
    vi: 'Nghị định 152/2025/NĐ-CP, khoản 1 Điều 35',
    en: 'Decree 152/2025/NĐ-CP, art. 35(1)',
  },
  sourceLevel: 'decree',
  validFrom: '2025-07-01',
  validTo: '2027-02-28',
  verified: true,
} as const;

/** When the Ministry takes dossiers in. */
export const centralDeadlines: readonly CentralDeadline[] = [
  { awards: ['CSTDTQ'], month: 12, day: 31, year: 'afterDecision', decisionOn: 'CSTDT', ...article },
  { awards: ['COCP'], month: 6, day: 30, year: 'afterAwardYear', sector: 'others', ...article },
  { awards: ['COCP'], month: 12, day: 31, year: 'awardYear', sector: 'education', ...article },
];
