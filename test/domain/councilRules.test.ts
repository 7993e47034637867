import type { CouncilRuleEntry } from '../../domain/councilRules';
import { checkCouncilRules, councilRuleFor, councilRuleOrNone, underFloor } from '../../domain/councilRules';
import type { Problem } from '../../domain/errors';
import type { Share } from '../../domain/rule';

const rule = (more: Partial<CouncilRuleEntry> = {}): CouncilRuleEntry => ({
  code: 'any',
  when: {},
  quorum: { of: [2, 3], mode: 'atLeast' },
  threshold: { of: [80, 100], mode: 'atLeast' },
  base: 'allMembers',
  recusal: 'staysInBase',
  abstain: 'notOffered',
  tie: 'fails',
  ballots: ['named', 'secret'],
  sessions: ['meeting'],
  withoutQuorum: 'extendOnce',
  citation: { vi: 'Quy chế', en: 'Regulation' },
  sourceLevel: 'council',
  validFrom: '2026-01-01',
  verified: true,
  ...more,
});
const facts = { award: 'BKT', level: 'unit', day: '2026-12-07' } as const;

describe('the rule of a council', () => {
  test('is the first that fits the level and the award', () => {
    const entries = [
      rule({ code: 'province', when: { levels: ['province'] } }),
      rule({ code: 'flag', when: { awards: ['COCP'] } }),
      rule({ code: 'both', when: { levels: ['unit'], awards: ['BKT'] } }),
      rule({ code: 'rest' }),
    ];
    expect(councilRuleFor(entries, facts)).toBe(entries[2]);
    expect(councilRuleFor(entries, { ...facts, level: 'province' })).toBe(entries[0]);
    expect(councilRuleFor(entries, { ...facts, award: 'COCP' })).toBe(entries[1]);
    expect(councilRuleFor(entries, { ...facts, award: 'GK' })).toBe(entries[3]);
  });

  test('is not one that has yet to come: the day before, and the first', () => {
    const entries = [rule({ code: 'next', validFrom: '2026-12-08' }), rule()];
    expect(councilRuleOrNone(entries, facts)).toBe(entries[1]);
    expect(councilRuleOrNone(entries, { ...facts, day: '2026-12-08' })).toBe(entries[0]);
  });

  test('gives way to none of another code when it has lapsed', () => {
    const entries = [rule({ code: 'old', validTo: '2026-12-06' }), rule()];
    expect(councilRuleOrNone(entries, { ...facts, day: '2026-12-06' })).toBe(entries[0]);
    expect(councilRuleOrNone(entries, facts)).toBeUndefined();
  });

  test('is asked for in both languages where there is none', () => {
    const ask = (): unknown => {
      try {
        return councilRuleFor([rule({ validFrom: '2027-01-01' })], facts);
      } catch (error) {
        return error;
      }
    };
    const { code, message, data } = ask() as Problem;
    expect({ code, message, data }).toEqual({
      code: 'VALIDATION',
      message: 'no council rule for BKT at level unit on 2026-12-07',
      data: {
        fields: [
          {
            field: 'award',
            vi: 'Chưa có quy định về tỷ lệ phiếu cho hình thức khen thưởng này ở cấp này.',
            en: 'No voting rule is defined for this award at this level.',
          },
        ],
      },
    });
  });
});

describe('council rules are checked', () => {
  const faults = (more: Partial<CouncilRuleEntry>) => checkCouncilRules([rule(more)]);

  test.each<[string, Partial<CouncilRuleEntry>, string]>([
    ['without a source', { citation: { vi: '', en: 'x' } }, 'the citation is missing'],
    ['without a ballot', { ballots: [] }, 'no kind of ballot is allowed'],
    ['without a session', { sessions: [] }, 'no kind of session is allowed'],
  ])('%s', (_what, more, fault) => {
    expect(faults({})).toEqual([]);
    expect(faults(more)).toEqual([`council rule any: ${fault}`]);
  });

  test.each<[Share['of'], boolean]>([
    [[1, 1], true],
    [[1, 100], true],
    [[0, 1], false],
    [[-1, 2], false],
    [[3, 2], false],
    [[0.5, 1], false],
    [[1, 2.5], false],
    [[Number.NaN, 2], false],
  ])('for the share %j', (of, right) => {
    const share: Share = { of, mode: 'atLeast' };
    for (const field of ['quorum', 'threshold'])
      expect(faults({ [field]: share })).toEqual(
        right ? [] : [`council rule any: the ${field} is not a fraction of at most one`],
      );
  });

  test.each<[Share, boolean]>([
    [{ of: [1, 2], mode: 'moreThan' }, true],
    [{ of: [2, 4], mode: 'moreThan' }, true],
    [{ of: [50, 100], mode: 'moreThan' }, true],
    [{ of: [1, 2], mode: 'atLeast' }, false],
    [{ of: [2, 3], mode: 'moreThan' }, false],
    [{ of: [80, 100], mode: 'atLeast' }, false],
  ])('for ties that the chair settles at %j', (threshold, right) => {
    expect(faults({ threshold, tie: 'fails' })).toEqual([]);
    expect(faults({ threshold, tie: 'chairDecides' })).toEqual(
      right ? [] : ['council rule any: the chair can settle a tie only where more than half is needed'],
    );
  });

  test('for relations that are neither shown nor locked, or that would lock a council of its own unit', () => {
    expect(faults({ relations: 'shown' })).toEqual([]);
    expect(faults({ relations: 'locked' })).toEqual([]);
    expect(faults({ relations: 'locked', when: { levels: ['province'] } })).toEqual([]);
    expect(faults({ relations: 'locked', when: { levels: ['unit', 'province'] } })).toEqual([]);
    expect(faults({ relations: 'hidden' as 'shown' })).toEqual(['council rule any: relations are shown or locked']);
    expect(faults({ relations: 'locked', when: { levels: ['unit'] } })).toEqual([
      'council rule any: relations lock nobody in the council of a unit, whose members are all of the unit',
    ]);
  });

  test('for two of one code at one time', () => {
    const early = rule({ validTo: '2026-06-30' });
    expect(checkCouncilRules([early, rule({ validFrom: '2026-07-01' }), rule({ code: 'other' })])).toEqual([]);
    expect(checkCouncilRules([early, rule({ validFrom: '2026-06-30' })])).toEqual([
      'council rule any: two entries of this code hold at the same time',
    ]);
  });
});

describe('the share that no council may undercut', () => {
  const ninety = 'CSTDTQ needs at least 90 % of all members (Decree 152/2025/NĐ-CP art. 33(5))';
  const share = (...of: Share['of']): Partial<CouncilRuleEntry> => ({ threshold: { of, mode: 'atLeast' } });
  test.each<[string, Partial<CouncilRuleEntry>, string | undefined]>([
    ['CSTDTQ', share(90, 100), undefined],
    ['CSTDTQ', share(9, 10), undefined],
    ['CSTDTQ', share(1, 1), undefined],
    ['CSTDTQ', share(89, 100), ninety],
    ['CSTDTQ', share(8, 9), ninety],
    ['CSTDTQ', { ...share(90, 100), base: 'present' }, ninety],
    ['CSTDTQ', { ...share(90, 100), base: 'votesCast' }, ninety],
    ['CSTDTQ', { ...share(90, 100), recusal: 'leavesBase' }, ninety],
    ['COCP', share(4, 5), undefined],
    ['COCP', share(79, 100), 'COCP needs at least 80 % of all members (Decree 152/2025/NĐ-CP art. 33(5))'],
    ['BKT', { ...share(1, 2), base: 'present', recusal: 'leavesBase' }, undefined],
  ])('for %s, by a rule with %j', (award, more, fault) => {
    expect(underFloor(rule(more), award)).toBe(fault);
  });
});
