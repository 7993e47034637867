import type { Share } from '../../rule';
import { meets, smallestPart } from '../../tally';
import type { Grade, MemberFacts, Measure } from '../facts';
import { grades, measures } from '../facts';
import type { Reckoning } from '../reckoning';
import { asGood, pendingCounts } from '../reckoning';
import type { Headcount } from '../sentencesOfMembers';
import {
  disciplinedSaid,
  gradesMissing,
  headcountMissing,
  headcountSaid,
  holdersMissing,
  holdersSaid,
  membersGradedSaid,
  membersMissing,
  membersUnknownSaid,
} from '../sentencesOfMembers';
import { fail, pass, unknown, type Verdict } from '../verdict';

const field = 'declared.headcount';

/** Enough of the members hold a title of the year (R07, R08). */
export function memberShare(
  reckoning: Reckoning,
  { award, share }: { readonly award: string; readonly share: Share },
): Verdict {
  return ofMembers(reckoning, (members, headcount) => {
    const held = holdersOf(reckoning, members, award);
    const needed = smallestPart(share, headcount.count);
    const say = holdersSaid(reckoning, { award, ...held, needed, headcount });
    if (held.count > headcount.count) return unknown(say, [headcountMissing()], field);
    return meets(share, held.count, headcount.count)
      ? pass(say, field)
      : fail(say, [holdersMissing(reckoning, award, needed - held.count)], field);
  });
}

/** So many members hold a title of the year (R08). */
export function membersWith(
  reckoning: Reckoning,
  { award, count }: { readonly award: string; readonly count: number },
): Verdict {
  return ofMembers(reckoning, (members, headcount) => {
    const held = holdersOf(reckoning, members, award);
    const say = holdersSaid(reckoning, { award, ...held, needed: count, headcount });
    return held.count >= count
      ? pass(say, field)
      : fail(say, [holdersMissing(reckoning, award, count - held.count)], field);
  });
}

/** Enough of the members are graded at least so (R08). */
export function membersGraded(
  reckoning: Reckoning,
  { atLeast, share }: { readonly atLeast: Grade; readonly share: Share },
): Verdict {
  return ofMembers(reckoning, ({ graded }, headcount) => {
    // whoever is graded better is graded at least so, even where only the better grades were counted
    const known = grades.filter((g) => asGood(g, atLeast)).flatMap((g) => graded[g] ?? []);
    const count = Math.max(0, ...known);
    const needed = smallestPart(share, headcount.count);
    const say = membersGradedSaid({ atLeast, count, needed, headcount });
    if (count > headcount.count) return unknown(say, [headcountMissing()], field);
    if (meets(share, count, headcount.count)) return pass(say, field);
    return graded[atLeast] === undefined ? unknown(say, [gradesMissing()], field) : fail(say, [], field);
  });
}

/** No member was disciplined with such a measure or a harder one in the year (R07, R08). The unit knows of it. */
export function noMemberDisciplined({ facts }: Reckoning, { from }: { readonly from: Measure }): Verdict {
  if (!facts.members) return unknown(membersUnknownSaid, [membersMissing()]);
  const found = facts.members.disciplined.filter((m) => measures.indexOf(m) >= measures.indexOf(from));
  const say = disciplinedSaid(
    from,
    measures.flatMap((measure) => {
      const count = found.filter((m) => m === measure).length;
      return count === 0 ? [] : [{ measure, count }];
    }),
  );
  return found.length === 0 ? pass(say) : fail(say, []);
}

function ofMembers(reckoning: Reckoning, then: (members: MemberFacts, headcount: Headcount) => Verdict): Verdict {
  const { members, dossier } = reckoning.facts;
  if (!members) return unknown(membersUnknownSaid, [membersMissing()], field);
  const declared = members.headcount > 0 ? undefined : dossier.declared.headcount;
  const count = declared ?? members.headcount;
  if (count <= 0) return unknown(headcountSaid, [headcountMissing()], field);
  return then(members, { count, declared: declared !== undefined });
}

function holdersOf(
  reckoning: Reckoning,
  { holders }: MemberFacts,
  award: string,
): { readonly count: number; readonly pending: number } {
  const { issued, pending } = holders[award] ?? { issued: 0, pending: 0 };
  const counted = pendingCounts(reckoning) ? pending : 0;
  return { count: issued + counted, pending: counted };
}
