import { locksOf, outOfReach, recusedOn, whyOutOfReach } from '../../domain/recusal';
import type { CouncilRule } from '../../domain/rule';
import { councilRule } from './rule';

const rule = councilRule();

describe('members who are the nominee', () => {
  const members = ['P1', 'P2', 'P3'];

  test('do not vote on their own line', () => {
    expect(recusedOn({ kind: 'person', person: 'P2' }, members)).toEqual(['P2']);
  });

  test.each([
    ['a person outside the council', { kind: 'person', person: 'P9' }],
    ['a person who is not registered', { kind: 'person' }],
    ['a collective, whatever else is said of it', { kind: 'collective', person: 'P2' }],
    ['nobody', undefined],
  ])('%s: all vote', (_name, nominee) => {
    expect(recusedOn(nominee, members)).toEqual([]);
  });
});

describe('members who may not vote on a line', () => {
  const members = ['P1', 'P2', 'P3', 'P4'];
  const nominee = { kind: 'person', person: 'P3' };

  test('are nominees alone, where relations do not lock', () => {
    expect(locksOf(nominee, members, [])).toEqual({ recused: ['P3'] });
  });

  test('are also those bound to the proposing unit, in the order of the council, each told why', () => {
    const related = [
      { person: 'P4', relation: 'worksThere' },
      { person: 'P1', relation: 'headsUnit' },
    ] as const;
    expect(locksOf(nominee, members, related)).toEqual({ recused: ['P1', 'P3', 'P4'], related });
  });

  test('are locked as nominees, whatever else they are; nobody outside the council is locked', () => {
    const related = [
      { person: 'P3', relation: 'headsUnit' },
      { person: 'P9', relation: 'worksThere' },
    ] as const;
    expect(locksOf(nominee, members, related)).toEqual({ recused: ['P3'] });
  });
});

describe('lines that cannot pass any more', () => {
  const line = (no: number, recused: number, change: Partial<CouncilRule> = {}) => ({
    nomination: `N${no}`,
    no,
    rule: { ...rule, ...change },
    recused: Array.from({ length: recused }, (_, i) => `P${i}`),
  });

  test('are named with what they would need, and the others are not', () => {
    expect(outOfReach([line(1, 0), line(2, 2), line(3, 3), line(4, 4)], 10)).toEqual([
      { nomination: 'N3', no: 3, members: 10, recused: 3, needed: 8 },
      { nomination: 'N4', no: 4, members: 10, recused: 4, needed: 8 },
    ]);
    expect(outOfReach([], 10)).toEqual([]);
  });

  test('a base that shrinks with the recused needs fewer votes: only without a voter nothing passes', () => {
    const all = { recusal: 'leavesBase', threshold: { of: [1, 1], mode: 'moreThan' } } as const;
    expect(outOfReach([line(1, 9, { recusal: 'leavesBase' })], 10)).toEqual([]);
    expect(outOfReach([line(1, 3, all)], 10)).toEqual([
      { nomination: 'N1', no: 1, members: 10, recused: 3, needed: 8 },
    ]);
    expect(outOfReach([line(1, 4, all)], 10)).toEqual([
      { nomination: 'N1', no: 1, members: 10, recused: 4, needed: 7 },
    ]);
  });

  test('the sentence says how many may vote and how many must', () => {
    expect(whyOutOfReach({ nomination: 'N3', no: 3, members: 10, recused: 3, needed: 8 })).toEqual({
      vi: '3 trong 10 thành viên không được bỏ phiếu; cần ít nhất 8 phiếu đồng ý nhưng chỉ có thể có 7',
      en: '3 of 10 members may not vote; at least 8 must vote yes, and only 7 can',
    });
  });
});
