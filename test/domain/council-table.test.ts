import { Problem } from '../../domain/errors';
import type { CouncilRule, Share } from '../../domain/rule';
import { outOfReach, whyOutOfReach } from '../../domain/recusal';
import { tally, type Count } from '../../domain/tally';
import { whatIf } from '../../domain/whatIf';
import { councilRule as rule } from './rule';

/**
 * The whole of how a council decides, in numbers: the votes needed in councils of 5 to 25, what one vote more or less does, and
 * every possible council of up to five members, member by member, against a model that knows no formula of ours.
 */

const percent = (n: number): Share => ({ of: [n, 100], mode: 'atLeast' });
const overHalf: Share = { of: [1, 2], mode: 'moreThan' };
const twoThirds: Share = { of: [2, 3], mode: 'atLeast' };

/** Members; votes needed for over half, two thirds (also the quorum), 80 % and 90 % of all members. */
const table = [
  [5, 3, 4, 4, 5],
  [6, 4, 4, 5, 6],
  [7, 4, 5, 6, 7],
  [8, 5, 6, 7, 8],
  [9, 5, 6, 8, 9],
  [10, 6, 7, 8, 9],
  [11, 6, 8, 9, 10],
  [12, 7, 8, 10, 11],
  [13, 7, 9, 11, 12],
  [14, 8, 10, 12, 13],
  [15, 8, 10, 12, 14],
  [16, 9, 11, 13, 15],
  [17, 9, 12, 14, 16],
  [18, 10, 12, 15, 17],
  [19, 10, 13, 16, 18],
  [20, 11, 14, 16, 18],
  [21, 11, 14, 17, 19],
  [22, 12, 15, 18, 20],
  [23, 12, 16, 19, 21],
  [24, 13, 16, 20, 22],
  [25, 13, 17, 20, 23],
] as const;

describe.each(table)('a council of %i', (members, half, thirds, eighty, ninety) => {
  const shares = [
    [overHalf, half],
    [twoThirds, thirds],
    [percent(80), eighty],
    [percent(90), ninety],
  ] as const;

  test('passes a line with the votes of the table, and not with one less', () => {
    for (const [threshold, needed] of shares) {
      for (const yes of [needed - 1, needed, members]) {
        const said = whatIf(rule({ threshold }), members, { yes, no: members - yes });
        expect(said).toMatchObject({ needed, base: members, quorate: true, passed: yes >= needed });
        expect(said.why.vi).toBe(
          `${yes}/${members} phiếu đồng ý = ${hundredths(yes, members, ',')} % tổng số thành viên; cần ít nhất ${needed}`,
        );
        expect(said.why.en).toContain(`${yes} of ${members} voted yes`);
      }
    }
  });

  test('has its quorum with two thirds of its members, not with one less', () => {
    const r = rule({ threshold: overHalf, base: 'votesCast' });
    for (const participated of [thirds - 1, thirds]) {
      const said = whatIf(r, members, { yes: participated, no: 0 });
      expect(said).toMatchObject({
        quorumNeeded: thirds,
        quorate: participated >= thirds,
        passed: participated >= thirds,
      });
    }
  });

  test('counts no opinion and silence as not-yes, and a base of those present by who is there', () => {
    const abstained = whatIf(rule(), members, { yes: eighty - 1, no: 0, abstain: members - eighty + 1 });
    expect(abstained).toMatchObject({ passed: false, base: members });
    const present = rule({ threshold: overHalf, base: 'present' });
    const majority = Math.floor(thirds / 2) + 1;
    for (const yes of [majority - 1, majority]) {
      const said = whatIf(present, members, { participated: thirds, yes, no: thirds - yes });
      expect(said).toMatchObject({ base: thirds, needed: majority, passed: yes >= majority });
    }
  });

  test('keeps its base when a member does not vote on a line, unless the regulation says otherwise', () => {
    const stays = whatIf(rule(), members, { yes: eighty, no: members - eighty - 1, recused: 1 });
    // of 5 to 9 members 80 % may ask for all but one or for everybody
    const can = eighty <= members - 1;
    if (can) expect(stays).toMatchObject({ base: members, needed: eighty, passed: true, reachable: true });
    const leaves = whatIf(rule({ recusal: 'leavesBase' }), members, { yes: members - 1, no: 0, recused: 1 });
    expect(leaves).toMatchObject({ base: members - 1, passed: true });
  });

  test('ties only with as many yes as no; the chair settles it where more than half is needed', () => {
    const chairs = rule({ threshold: overHalf, tie: 'chairDecides' });
    const even = members % 2 === 0;
    const yes = Math.floor(members / 2);
    const said = whatIf(chairs, members, { yes, no: members - yes });
    expect(said).toMatchObject({ tie: even, awaitsChair: even, passed: false });
    expect(whatIf(chairs, members, { yes, no: members - yes, chair: 'yes' }).passed).toBe(even);
    expect(whatIf(rule({ threshold: overHalf }), members, { yes, no: members - yes }).passed).toBe(false);
  });

  test('names before it opens what recusals have put out of reach', () => {
    const most = members - eighty;
    const line = (no: number, count: number) => ({
      nomination: `N${no}`,
      no,
      rule: rule(),
      recused: Array.from({ length: count }, (_, i) => `C${i}`),
    });
    const out = outOfReach([line(1, most), line(2, most + 1)], members);
    expect(out).toEqual([{ nomination: 'N2', no: 2, members, recused: most + 1, needed: eighty }]);
    expect(whyOutOfReach(out[0]!).vi).toContain(`cần ít nhất ${eighty} phiếu đồng ý nhưng chỉ có thể có ${eighty - 1}`);
  });
});

test('the table of the regulation, row by row', () => {
  const rows = table.filter(([members]) => [9, 11, 13, 15].includes(members));
  expect(rows).toEqual([
    [9, 5, 6, 8, 9],
    [11, 6, 8, 9, 10],
    [13, 7, 9, 11, 12],
    [15, 8, 10, 12, 14],
  ]);
});

/** What one member may have done with one line. */
const deeds = ['yes', 'no', 'abstain', 'other', 'recused', 'recusedAway', 'blank', 'away'] as const;
type Deed = (typeof deeds)[number];

/** Every way in which so many members may have acted; who did what does not matter, how many did does. */
function* councils(members: number, from = 0): Generator<Deed[]> {
  if (members === 0) return yield [];
  for (let i = from; i < deeds.length; i += 1) {
    for (const rest of councils(members - 1, i)) yield [deeds[i]!, ...rest];
  }
}

/** The model: counts heads, and compares exact fractions by cross-multiplication of big integers. */
function judged(r: CouncilRule, council: readonly Deed[], chair: 'yes' | 'no' | undefined): boolean {
  const heads = (...of: Deed[]): number => council.filter((deed) => of.includes(deed)).length;
  const reached = ({ of: [n, d], mode }: Share, part: number, whole: number): boolean => {
    const [left, right] = [BigInt(part) * BigInt(d), BigInt(n) * BigInt(whole)];
    return part > 0 && (mode === 'atLeast' ? left >= right : left > right);
  };
  if (!reached(r.quorum, council.length - heads('away', 'recusedAway'), council.length)) return false;
  const base = {
    allMembers: council.length - (r.recusal === 'leavesBase' ? heads('recused', 'recusedAway') : 0),
    present: heads('yes', 'no', 'abstain', 'other', 'blank') + (r.recusal === 'leavesBase' ? 0 : heads('recused')),
    votesCast: heads('yes', 'no', 'abstain', 'other'),
  }[r.base];
  if (reached(r.threshold, heads('yes'), base)) return true;
  const even = heads('yes') > 0 && heads('yes') === heads('no', 'abstain', 'other');
  const exactly = heads('yes') * r.threshold.of[1] === r.threshold.of[0] * base;
  return r.tie === 'chairDecides' && even && exactly && chair === 'yes';
}

test('every council of up to five members is judged as the model judges it', () => {
  const rules = [overHalf, twoThirds, percent(80), percent(90)].flatMap((threshold) =>
    (['allMembers', 'present', 'votesCast'] as const).flatMap((base) =>
      (['staysInBase', 'leavesBase'] as const).flatMap((recusal) =>
        (['fails', 'chairDecides'] as const).map((tie) => rule({ threshold, base, recusal, tie })),
      ),
    ),
  );
  let judgedCouncils = 0;
  for (let members = 1; members <= 5; members += 1) {
    for (const council of councils(members)) {
      const heads = (...of: Deed[]): number => council.filter((deed) => of.includes(deed)).length;
      const count: Count = {
        members,
        participated: members - heads('away', 'recusedAway'),
        yes: heads('yes'),
        no: heads('no'),
        abstain: heads('abstain'),
        other: heads('other'),
        recused: heads('recused', 'recusedAway'),
        recusedAway: heads('recusedAway'),
      };
      for (const r of rules) {
        for (const chair of [undefined, 'yes', 'no'] as const) {
          const { passed } = tally(r, chair === undefined ? count : { ...count, chair });
          if (passed !== judged(r, council, chair)) {
            throw new Error(`passed: ${passed} for ${JSON.stringify({ council, chair, rule: r })}`);
          }
          judgedCouncils += 1;
        }
      }
    }
  }
  // all multisets of eight deeds: 8 + 36 + 120 + 330 + 792, by 48 rules and three words of the chair
  expect(judgedCouncils).toBe((8 + 36 + 120 + 330 + 792) * 48 * 3);
});

test('made-up votes that do not fit together are refused by their fields', () => {
  const refused = (votes: Parameters<typeof whatIf>[2], r = rule()): unknown => {
    try {
      return whatIf(r, 9, votes).passed;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return (error.data['fields'] as { field: string }[]).map((f) => f.field);
    }
  };
  expect(refused({ yes: 9, no: 1 })).toEqual(['participated']);
  expect(refused({ participated: 5, yes: 6, no: 0 })).toEqual(['yes']);
  expect(refused({ yes: 1, no: 0, abstain: 1 }, rule({ abstain: 'notOffered' }))).toEqual(['abstain']);
  expect(refused({ yes: 8, no: 1 })).toBe(true);
});

/** In hundredths of a percent, rounded half up, from digits alone. */
function hundredths(part: number, whole: number, mark: string): string {
  const rounded = (BigInt(part) * 20_000n + BigInt(whole)) / (2n * BigInt(whole));
  const digits = String(rounded).padStart(3, '0');
  return `${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
}
