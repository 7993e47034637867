import type { MadeUpVotes } from '../../domain/whatIf';
import { whatIf } from '../../domain/whatIf';
import { councilRule } from './rule';

const rule = councilRule({ threshold: { of: [50, 100], mode: 'moreThan' }, base: 'present', tie: 'chairDecides' });

test('the whole outcome, with the sentence that the minutes would print', () => {
  expect(whatIf(rule, 15, { yes: 9, no: 2, abstain: 1, other: 1, recused: 1 })).toEqual({
    quorate: true,
    quorumNeeded: 10,
    participated: 14,
    members: 15,
    yes: 9,
    recused: 1,
    base: 14,
    needed: 8,
    shareHundredths: 6429,
    passed: true,
    tie: false,
    awaitsChair: false,
    reachable: true,
    why: {
      vi: '9/14 phiếu đồng ý = 64,29 % số thành viên tham gia; cần ít nhất 8',
      en: '9 of 14 voted yes = 64.29 % of the members who took part; at least 8 needed',
    },
  });
});

describe('who is not said to have taken part is taken to have voted', () => {
  test.each<[string, MadeUpVotes, number]>([
    ['votes', { yes: 9, no: 2 }, 11],
    ['no opinions', { yes: 9, no: 2, abstain: 1 }, 12],
    ['other opinions', { yes: 9, no: 2, other: 3 }, 14],
    ['recused members who are there', { yes: 9, no: 2, recused: 2 }, 13],
    ['recused members who are away', { yes: 9, no: 2, recused: 2, recusedAway: 1 }, 12],
    ['a number of its own', { yes: 9, no: 2, participated: 12 }, 12],
  ])('%s', (_name, votes, participated) => {
    expect(whatIf(rule, 15, votes)).toMatchObject({ participated, base: participated });
  });
});

describe('a tie', () => {
  const tied = { yes: 6, no: 6 };

  test('waits for the chair, who may be made up too', () => {
    expect(whatIf(rule, 15, tied)).toMatchObject({ awaitsChair: true, passed: false });
    expect(whatIf(rule, 15, { ...tied, chair: 'yes' })).toMatchObject({ awaitsChair: false, passed: true });
    expect(whatIf(rule, 15, { ...tied, chair: 'no' })).toMatchObject({ awaitsChair: false, passed: false });
  });
});
