import { Problem } from '../../domain/errors';
import type { CouncilRule } from '../../domain/rule';
import type { Count } from '../../domain/tally';
import { decidedByChair, sentence, tally } from '../../domain/tally';
import { councilRule as rule } from './rule';

const count = (changes: Partial<Count> = {}): Count => ({
  members: 10,
  participated: 10,
  yes: 0,
  no: 0,
  abstain: 0,
  other: 0,
  recused: 0,
  ...changes,
});

describe('a line', () => {
  test('is told whole', () => {
    expect(tally(rule(), count({ participated: 9, yes: 8, no: 1 }))).toEqual({
      quorate: true,
      quorumNeeded: 7,
      participated: 9,
      members: 10,
      yes: 8,
      recused: 0,
      base: 10,
      needed: 8,
      shareHundredths: 8000,
      passed: true,
      tie: false,
      awaitsChair: false,
      reachable: true,
    });
  });

  test('on a tie that is left to the chair is what he decides, once', () => {
    const chair = rule({ threshold: { of: [1, 2], mode: 'moreThan' }, tie: 'chairDecides' });
    const votes = count({ yes: 5, no: 5 });
    const waits = tally(chair, votes);
    for (const said of ['yes', 'no'] as const) {
      const decided = decidedByChair(waits, said);
      expect(decided).toEqual(tally(chair, { ...votes, chair: said }));
      expect([decided.passed, decided.awaitsChair, decided.chair]).toEqual([said === 'yes', false, said]);
      expect(() => decidedByChair(decided, 'yes')).toThrow(Problem);
    }
    expect(() => decidedByChair(tally(chair, count({ yes: 6, no: 4 })), 'yes')).toThrow(Problem);
    // what the chair says where he is not asked is no part of the result
    expect(tally(chair, { ...count({ yes: 6, no: 4 }), chair: 'no' }).chair).toBeUndefined();
  });

  test('counts every valid vote in the base of votes cast', () => {
    const votes = count({ yes: 4, no: 3, abstain: 2, other: 1 });
    expect(tally(rule({ base: 'votesCast' }), votes).base).toBe(10);
    expect(tally(rule({ base: 'votesCast' }), { ...votes, abstain: 0, other: 0 }).base).toBe(7);
  });

  test.each<[Partial<Count>, boolean]>([
    [{ yes: 5, no: 5 }, true],
    [{ yes: 5, no: 2, abstain: 3 }, true],
    [{ yes: 5, no: 2, other: 3 }, true],
    [{ yes: 5, no: 1, abstain: 1, other: 3 }, true],
    [{ yes: 5, no: 4 }, false],
    [{ yes: 4, no: 5 }, false],
    [{ yes: 1, no: 1, abstain: 1, other: 1 }, false],
    [{}, false],
  ])('%j is a tie: %s', (votes, tie) => {
    expect(tally(rule(), count(votes)).tie).toBe(tie);
  });

  test('below the quorum waits for no chair and is not lifted by one', () => {
    const chair = rule({ threshold: { of: [1, 2], mode: 'moreThan' }, tie: 'chairDecides', base: 'votesCast' });
    const votes = count({ participated: 6, yes: 3, no: 3 });
    expect(tally(chair, votes)).toMatchObject({ quorate: false, awaitsChair: false, passed: false });
    expect(tally(chair, { ...votes, chair: 'yes' })).toMatchObject({ awaitsChair: false, passed: false });
  });
});

describe('a count that does not add up', () => {
  const refused = (changes: Partial<Count>, of: Partial<CouncilRule> = {}) => {
    try {
      return tally(rule(of), count(changes));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, message, data } = error;
      return { code, message, data };
    }
  };
  const notWhole = { vi: 'Phải là số nguyên không âm.', en: 'Must be a whole number.' };
  const tooMany = { vi: 'Nhiều hơn tổng số thành viên.', en: 'More than the members of the council.' };
  const tooManyVotes = {
    field: 'yes',
    vi: 'Tổng số phiếu nhiều hơn số thành viên tham gia.',
    en: 'More votes than members who took part.',
  };
  const tooManyAway = {
    field: 'recusedAway',
    vi: 'Nhiều hơn số không tham gia bỏ phiếu.',
    en: 'More than the members who may not vote.',
  };

  test.each<[string, Partial<Count>, object[]]>([
    [
      'numbers that are none, and nothing else of them',
      { members: 0, yes: 0.5, no: -1, recusedAway: -1 },
      ['yes', 'no', 'away'].map((field) => ({ field, ...notWhole })),
    ],
    [
      'a council without members',
      { members: 0, participated: 0 },
      [{ field: 'members', vi: 'Hội đồng chưa có thành viên.', en: 'The council has no members.' }],
    ],
    ['more participants than members', { participated: 11 }, [{ field: 'participated', ...tooMany }]],
    [
      'participants beside those away',
      { participated: 10, recused: 1, recusedAway: 1 },
      [{ field: 'participated', ...tooMany }],
    ],
    ['more away than recused', { participated: 9, recusedAway: 1 }, [tooManyAway]],
    ['votes of five kinds, one too many', { yes: 3, no: 2, abstain: 2, other: 2, recused: 2 }, [tooManyVotes]],
    ['a yes too many', { yes: 11 }, [tooManyVotes]],
    ['a no too many', { no: 11 }, [tooManyVotes]],
    ['no opinion too often', { abstain: 11 }, [tooManyVotes]],
    ['other opinions too many', { other: 11 }, [tooManyVotes]],
  ])('is refused for %s', (_what, changes, fields) => {
    expect(refused(changes)).toEqual({
      code: 'VALIDATION',
      message: 'the count does not add up',
      data: { fields },
    });
  });

  test('is refused for no opinion where the regulation knows none, and taken where it does', () => {
    expect(refused({ abstain: 1 }, { abstain: 'notOffered' })).toMatchObject({
      data: {
        fields: [
          {
            field: 'abstain',
            vi: 'Quy chế không có lựa chọn này.',
            en: 'The regulation does not know this choice.',
          },
        ],
      },
    });
    expect(refused({ abstain: 1 })).toMatchObject({ yes: 0, passed: false });
  });

  test('is taken when it adds up to the last member', () => {
    expect(refused({ participated: 9, yes: 3, no: 2, abstain: 2, other: 1, recused: 2, recusedAway: 1 })).toMatchObject(
      { base: 10, yes: 3 },
    );
  });
});

describe('the sentence on a line', () => {
  const says = (of: Partial<CouncilRule>, changes: Partial<Count>) =>
    sentence(rule(of), tally(rule(of), count(changes)));

  test('names a missing quorum', () => {
    expect(says({}, { participated: 6, yes: 6 })).toEqual({
      vi: '6/10 thành viên tham gia; cần ít nhất 7',
      en: '6 of 10 members took part; at least 7 needed',
    });
  });

  test.each<[Partial<CouncilRule>, Partial<Count>, string, string]>([
    [
      { recusal: 'leavesBase' },
      { yes: 8, recused: 2 },
      '8/8 phiếu đồng ý = 100,00 % tổng số thành viên; cần ít nhất 7; không tính 2 người không tham gia bỏ phiếu',
      '8 of 8 voted yes = 100.00 % of all members; at least 7 needed; 2 recused not counted',
    ],
    [
      { recusal: 'leavesBase', base: 'present' },
      { participated: 9, yes: 7, recused: 1 },
      '7/8 phiếu đồng ý = 87,50 % số thành viên tham gia; cần ít nhất 7; không tính 1 người không tham gia bỏ phiếu',
      '7 of 8 voted yes = 87.50 % of the members who took part; at least 7 needed; 1 recused not counted',
    ],
    [
      { recusal: 'leavesBase', base: 'votesCast' },
      { yes: 7, no: 1, recused: 2 },
      '7/8 phiếu đồng ý = 87,50 % số phiếu hợp lệ; cần ít nhất 7',
      '7 of 8 voted yes = 87.50 % of the valid votes; at least 7 needed',
    ],
    [
      { recusal: 'leavesBase' },
      { yes: 8, no: 2 },
      '8/10 phiếu đồng ý = 80,00 % tổng số thành viên; cần ít nhất 8',
      '8 of 10 voted yes = 80.00 % of all members; at least 8 needed',
    ],
    [
      {},
      { yes: 7, recused: 3 },
      '7/10 phiếu đồng ý = 70,00 % tổng số thành viên; cần ít nhất 8; 3 người không tham gia bỏ phiếu nên không thể đạt tỷ lệ',
      '7 of 10 voted yes = 70.00 % of all members; at least 8 needed; with 3 recused it could not be reached',
    ],
    [
      { recusal: 'leavesBase' },
      { recused: 10 },
      '0/0 phiếu đồng ý = 0,00 % tổng số thành viên; cần ít nhất 1; không tính 10 người không tham gia bỏ phiếu',
      '0 of 0 voted yes = 0.00 % of all members; at least 1 needed; 10 recused not counted',
    ],
  ])('by a rule with %j on %j', (of, changes, vi, en) => {
    expect(says(of, changes)).toEqual({ vi, en });
  });

  test('tells a tie and what the chair said on it', () => {
    const tie = { threshold: { of: [1, 2], mode: 'moreThan' }, tie: 'chairDecides' } as const;
    const vi = '5/10 phiếu đồng ý = 50,00 % tổng số thành viên; cần ít nhất 6';
    const en = '5 of 10 voted yes = 50.00 % of all members; at least 6 needed';
    expect(says(tie, { yes: 5, no: 5 })).toEqual({
      vi: `${vi}; số phiếu ngang nhau, chờ ý kiến Chủ tịch Hội đồng`,
      en: `${en}; a tie, left to the chair of the council`,
    });
    expect(says(tie, { yes: 5, no: 5, chair: 'yes' })).toEqual({
      vi: `${vi}; số phiếu ngang nhau, Chủ tịch Hội đồng đồng ý`,
      en: `${en}; a tie, the chair of the council agreed`,
    });
    expect(says(tie, { yes: 5, no: 5, chair: 'no' })).toEqual({
      vi: `${vi}; số phiếu ngang nhau, Chủ tịch Hội đồng không đồng ý`,
      en: `${en}; a tie, the chair of the council did not agree`,
    });
    expect(says(tie, { yes: 6, no: 4 })).toEqual({
      vi: '6/10 phiếu đồng ý = 60,00 % tổng số thành viên; cần ít nhất 6',
      en: '6 of 10 voted yes = 60.00 % of all members; at least 6 needed',
    });
  });
});
