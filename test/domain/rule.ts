import type { CouncilRule } from '../../domain/rule';

/** A rule of a council: two thirds make a quorum, 80 % of all members pass a line. */
export const councilRule = (changes: Partial<CouncilRule> = {}): CouncilRule => ({
  quorum: { of: [2, 3], mode: 'atLeast' },
  threshold: { of: [80, 100], mode: 'atLeast' },
  base: 'allMembers',
  recusal: 'staysInBase',
  abstain: 'countsAsNo',
  tie: 'fails',
  ballots: ['named', 'secret'],
  withoutQuorum: 'extendOnce',
  citation: { vi: 'Quy chế', en: 'Regulation' },
  sourceLevel: 'council',
  validFrom: '2026-01-01',
  verified: true,
  ...changes,
});
