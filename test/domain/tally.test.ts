import fc from 'fast-check';
import { Problem } from '../../domain/errors';
import type { CouncilRule, Share } from '../../domain/rule';
import type { Count } from '../../domain/tally';
import { meets, reachable, sentence, smallestPart, tally } from '../../domain/tally';
import { councilRule } from './rule';

const percent = (n: number): Share => ({ of: [n, 100], mode: 'atLeast' });
const overHalf: Share = { of: [1, 2], mode: 'moreThan' };
const twoThirds: Share = { of: [2, 3], mode: 'atLeast' };

const rule = (changes: Partial<CouncilRule> = {}): CouncilRule => councilRule({ abstain: 'notOffered', ...changes });

const count = (changes: Partial<Count> & Pick<Count, 'members'>): Count => ({
  participated: changes.members,
  yes: 0,
  no: 0,
  abstain: 0,
  other: 0,
  recused: 0,
  ...changes,
});

/** Fields that a refused count names; undefined when it was taken. */
const refused = (r: CouncilRule, c: Count): string[] | undefined => {
  try {
    tally(r, c);
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return (error.data['fields'] as { field: string }[]).map((f) => f.field);
  }
};

describe('votes needed', () => {
  test.each([
    [9, 5, 6, 8, 9],
    [11, 6, 8, 9, 10],
    [13, 7, 9, 11, 12],
    [15, 8, 10, 12, 14],
  ])('of %i members: over half %i, two thirds %i, 80 %% %i, 90 %% %i', (members, half, thirds, eighty, ninety) => {
    expect(smallestPart(overHalf, members)).toBe(half);
    expect(smallestPart(twoThirds, members)).toBe(thirds);
    expect(smallestPart(percent(80), members)).toBe(eighty);
    expect(smallestPart(percent(90), members)).toBe(ninety);
  });

  test('exactly the share passes where at least it is asked, and not where more is', () => {
    expect(meets(percent(80), 12, 15)).toBe(true);
    expect(meets(overHalf, 5, 10)).toBe(false);
    expect(meets(overHalf, 6, 10)).toBe(true);
  });

  test('nobody’s consent passes nothing, however empty the base', () => {
    const r = rule({ base: 'votesCast', threshold: percent(80) });
    const result = tally(r, count({ members: 9 }));
    expect(result).toMatchObject({ base: 0, needed: 1, passed: false, shareHundredths: 0 });
  });
});

describe('one more vote than needed, exactly, one less', () => {
  test.each([9, 11, 13, 15])('of %i members at 80 %%', (members) => {
    const needed = smallestPart(percent(80), members);
    for (const yes of [needed - 1, needed, members]) {
      const result = tally(rule(), count({ members, yes, no: members - yes }));
      expect(result.passed).toBe(yes >= needed);
      expect(result).toMatchObject({ base: members, needed, yes });
    }
  });

  test('12 of 13 passes at 80 % and at 90 %; 11 of 13 at 80 % only', () => {
    const ninety = rule({ threshold: percent(90) });
    expect(tally(rule(), count({ members: 13, yes: 12, no: 1 })).passed).toBe(true);
    expect(tally(ninety, count({ members: 13, yes: 12, no: 1 })).passed).toBe(true);
    expect(tally(rule(), count({ members: 13, yes: 11, no: 2 })).passed).toBe(true);
    expect(tally(ninety, count({ members: 13, yes: 11, no: 2 })).passed).toBe(false);
  });

  test('whoever says nothing counts as not-yes', () => {
    const result = tally(rule(), count({ members: 13, participated: 10, yes: 10 }));
    expect(result).toMatchObject({ quorate: true, passed: false, needed: 11 });
  });
});

describe('quorum', () => {
  test.each([
    [9, 6],
    [11, 8],
    [13, 9],
    [15, 10],
  ])('of %i members %i must take part', (members, quorumNeeded) => {
    const half = rule({ threshold: overHalf, base: 'present' });
    for (const participated of [quorumNeeded - 1, quorumNeeded]) {
      const result = tally(half, count({ members, participated, yes: participated }));
      expect(result.quorumNeeded).toBe(quorumNeeded);
      expect(result.quorate).toBe(participated === quorumNeeded);
      expect(result.passed).toBe(participated === quorumNeeded);
    }
  });

  test('a member who does not vote on a line still takes part in the session', () => {
    const result = tally(rule({ threshold: overHalf }), count({ members: 9, participated: 6, yes: 5, recused: 1 }));
    expect(result).toMatchObject({ quorate: true, passed: true });
  });
});

describe('recusal', () => {
  test('leaves the base as it is by default: 11 yes, 1 no, 1 not voting of 13 passes', () => {
    const result = tally(rule(), count({ members: 13, yes: 11, no: 1, recused: 1 }));
    expect(result).toMatchObject({ base: 13, needed: 11, passed: true, reachable: true });
  });

  test('may shrink the base where the regulation says so', () => {
    const r = rule({ recusal: 'leavesBase' });
    expect(tally(r, count({ members: 13, yes: 10, no: 1, recused: 2 }))).toMatchObject({
      base: 11,
      needed: 9,
      passed: true,
    });
  });

  test('shrinks the base by members who were away too', () => {
    const all = rule({ recusal: 'leavesBase' });
    const present = rule({ recusal: 'leavesBase', base: 'present' });
    const votes = count({ members: 13, participated: 12, yes: 10, no: 1, recused: 2, recusedAway: 1 });
    expect(tally(all, votes).base).toBe(11);
    expect(tally(present, votes).base).toBe(11);
  });

  test('too many recused members make a line unreachable, which is known when the session opens', () => {
    expect(reachable(rule(), 13, 2)).toBe(true);
    expect(reachable(rule(), 13, 3)).toBe(false);
    expect(reachable(rule({ recusal: 'leavesBase' }), 13, 3)).toBe(true);
    expect(reachable(rule({ recusal: 'leavesBase' }), 13, 13)).toBe(false);
    expect(reachable(rule({ base: 'votesCast' }), 13, 3)).toBe(true);
    expect(reachable(rule({ threshold: percent(90) }), 9, 1)).toBe(false);
  });
});

describe('ties', () => {
  const chair = rule({ threshold: overHalf, tie: 'chairDecides' });
  const five = count({ members: 10, yes: 5, no: 5 });

  test('fail unless the regulation leaves them to the chair', () => {
    expect(tally(rule({ threshold: overHalf }), five)).toMatchObject({ tie: true, passed: false, awaitsChair: false });
  });

  test('wait for the chair, who may settle them either way', () => {
    expect(tally(chair, five)).toMatchObject({ tie: true, passed: false, awaitsChair: true });
    expect(tally(chair, { ...five, chair: 'yes' })).toMatchObject({ passed: true, awaitsChair: false });
    expect(tally(chair, { ...five, chair: 'no' })).toMatchObject({ passed: false, awaitsChair: false });
  });

  test('below the threshold are not lifted by the chair: 4 to 4 of 10 members', () => {
    const four = count({ members: 10, participated: 8, yes: 4, no: 4, chair: 'yes' });
    expect(tally(chair, four)).toMatchObject({ tie: true, passed: false, awaitsChair: false });
  });

  test('are not what 0 to 0 is', () => {
    expect(tally(chair, count({ members: 10 })).tie).toBe(false);
  });
});

describe('the sentence', () => {
  test('says share, base and need in both languages', () => {
    const result = tally(rule(), count({ members: 13, yes: 12, no: 1 }));
    expect(sentence(rule(), result)).toEqual({
      vi: '12/13 phiếu đồng ý = 92,31 % tổng số thành viên; cần ít nhất 11',
      en: '12 of 13 voted yes = 92.31 % of all members; at least 11 needed',
    });
  });

  test('rounds half up in whole numbers and keeps the zeros', () => {
    const share = (yes: number, members: number) =>
      sentence(rule(), tally(rule(), count({ members, yes }))).vi.match(/= (.*?) tổng/)?.[1];
    expect(share(1, 3)).toBe('33,33 %');
    expect(share(2, 3)).toBe('66,67 %');
    expect(share(1, 32)).toBe('3,13 %'); // 3,125
    expect(share(9, 9)).toBe('100,00 %');
    expect(share(1, 200)).toBe('0,50 %');
  });

  test('names a missing quorum and no share', () => {
    const result = tally(rule(), count({ members: 13, participated: 8, yes: 8 }));
    expect(sentence(rule(), result).vi).toBe('8/13 thành viên tham gia; cần ít nhất 9');
  });

  test('says that recusals made it impossible', () => {
    const result = tally(rule(), count({ members: 13, yes: 10, recused: 3 }));
    expect(sentence(rule(), result).vi).toBe(
      '10/13 phiếu đồng ý = 76,92 % tổng số thành viên; cần ít nhất 11; ' +
        '3 người không tham gia bỏ phiếu nên không thể đạt tỷ lệ',
    );
  });

  test('says who left the base, and what the chair did', () => {
    const left = rule({ recusal: 'leavesBase' });
    expect(sentence(left, tally(left, count({ members: 13, yes: 11, recused: 2 }))).vi).toContain(
      'không tính 2 người không tham gia bỏ phiếu',
    );
    const chair = rule({ threshold: overHalf, tie: 'chairDecides' });
    const tied = count({ members: 10, yes: 5, no: 5 });
    expect(sentence(chair, tally(chair, tied)).vi).toContain('chờ ý kiến Chủ tịch Hội đồng');
    expect(sentence(chair, tally(chair, { ...tied, chair: 'yes' })).vi).toContain('Chủ tịch Hội đồng đồng ý');
  });
});

describe('a count that does not add up is refused', () => {
  test.each<[string, Partial<Count>, string]>([
    ['more votes than members who took part', { participated: 10, yes: 11 }, 'yes'],
    ['recused members who voted as well', { yes: 12, recused: 2 }, 'yes'],
    ['more participants than members', { participated: 14 }, 'participated'],
    ['participants beside those away', { participated: 13, recused: 1, recusedAway: 1 }, 'participated'],
    ['more away than recused', { participated: 10, recusedAway: 1 }, 'recusedAway'],
    ['a negative number', { no: -1 }, 'no'],
    ['a fraction', { yes: 0.5 }, 'yes'],
    ['an abstention that the regulation does not know', { yes: 1, abstain: 1 }, 'abstain'],
  ])('%s', (_what, changes, field) => {
    expect(refused(rule(), count({ members: 13, ...changes }))).toContain(field);
  });

  test('a council without members', () => {
    expect(refused(rule(), count({ members: 0 }))).toContain('members');
  });
});

/** The same decision in fractions of common denominators, written down as slowly as one would by hand. */
function slowly(r: CouncilRule, c: Count): boolean {
  const atLeast = (part: number, base: number, { of: [num, den], mode }: Share): boolean => {
    const partOfCommon = BigInt(part) * BigInt(den);
    const shareOfCommon = BigInt(num) * BigInt(base);
    return mode === 'atLeast' ? partOfCommon >= shareOfCommon : partOfCommon > shareOfCommon;
  };
  if (!atLeast(c.participated, c.members, r.quorum)) return false;
  const cast = c.yes + c.no + c.abstain + c.other;
  const left = r.recusal === 'leavesBase' ? c.recused : 0;
  const base = { allMembers: c.members - left, present: c.participated - left, votesCast: cast }[r.base];
  return c.yes > 0 && atLeast(c.yes, base, r.threshold);
}

describe('every possible outcome of a small council', () => {
  const rules = [percent(80), percent(90), overHalf, twoThirds].flatMap((threshold) =>
    (['allMembers', 'present', 'votesCast'] as const).flatMap((base) =>
      (['staysInBase', 'leavesBase'] as const).map((recusal) =>
        rule({ threshold, base, recusal, abstain: 'countsAsNo' }),
      ),
    ),
  );

  test('agrees with the slow model', () => {
    let outcomes = 0;
    for (const members of [1, 2, 3, 5, 7, 9]) {
      for (let participated = 0; participated <= members; participated++)
        for (let recused = 0; recused <= participated; recused++)
          for (let yes = 0; yes <= participated - recused; yes++)
            for (let no = 0; no <= participated - recused - yes; no++) {
              const other = participated - recused - yes - no;
              const c = count({ members, participated, recused, yes, no, other });
              for (const r of rules) {
                outcomes += 1;
                const result = tally(r, c);
                if (result.passed !== slowly(r, c)) throw new Error(JSON.stringify({ r, c, result }));
                if (result.passed && !result.reachable && r.base !== 'present')
                  throw new Error(JSON.stringify({ r, c }));
              }
            }
    }
    expect(outcomes).toBeGreaterThan(20_000);
  });
});

describe('for every count', () => {
  const counts = fc
    .tuple(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.constantFrom('yes', 'no', 'other', 'recused', 'away'), { minLength: 60, maxLength: 60 }),
    )
    .map(([members, all]): Count => {
      const said = all.slice(0, members);
      const of = (what: string) => said.filter((s) => s === what).length;
      return count({
        members,
        participated: members - of('away'),
        yes: of('yes'),
        no: of('no'),
        other: of('other'),
        recused: of('recused'),
      });
    });
  const anyRule = fc
    .record({
      threshold: fc.constantFrom(percent(80), percent(90), overHalf, twoThirds),
      base: fc.constantFrom('allMembers' as const, 'present' as const, 'votesCast' as const),
      recusal: fc.constantFrom('staysInBase' as const, 'leavesBase' as const),
    })
    .map(rule);

  test('turning a no into a yes never makes it fail', () => {
    fc.assert(
      fc.property(anyRule, counts, (r, c) => {
        fc.pre(c.no > 0);
        if (tally(r, c).passed) expect(tally(r, { ...c, yes: c.yes + 1, no: c.no - 1 }).passed).toBe(true);
      }),
    );
  });

  test('`needed` is the smallest yes that passes on the base', () => {
    fc.assert(
      fc.property(anyRule, counts, (r, c) => {
        const { base, needed } = tally(r, c);
        if (base > 0) expect(meets(r.threshold, needed, base)).toBe(true);
        if (needed > 1) expect(meets(r.threshold, needed - 1, base)).toBe(false);
      }),
    );
  });

  test('the share printed lies within half a hundredth of a percent of the true one', () => {
    fc.assert(
      fc.property(anyRule, counts, (r, c) => {
        const { base, yes, shareHundredths } = tally(r, c);
        expect(2 * Math.abs(shareHundredths * base - yes * 10_000)).toBeLessThanOrEqual(base);
      }),
    );
  });
});
