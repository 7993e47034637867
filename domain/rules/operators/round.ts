import type { Share } from '../../rule';
import { meets } from '../../tally';
import type { Facts } from '../facts';
import type { CountedAward, Reckoning } from '../reckoning';
import { order } from '../reckoning';
import type { Criterion } from '../rule';
import {
  onceSaid,
  periodSaid,
  quotaSaid,
  rankingMissing,
  rankingSaid,
  rankingUnknownSaid,
  roundMissing,
  roundShareSaid,
  roundUnknownSaid,
  withdrawalMissing,
} from '../sentencesOfRounds';
import { fail, info, pass, unknown, type Verdict } from '../verdict';

/** A standing award of the subject, or another dossier of the round, that touches the same achievement. */
export type Double =
  | { readonly in: 'award'; readonly award: CountedAward; readonly shared?: never }
  /** `shared`: of somebody else. Each of those who have achieved something together is rewarded for it once. */
  | { readonly in: 'dossier'; readonly nomination: string; readonly award: string; readonly shared: boolean };

/** One achievement of a subject is rewarded once (R13; Law art. 5(2)). */
export function achievementOnce(reckoning: Reckoning, { by }: Extract<Criterion, { op: 'achievementOnce' }>): Verdict {
  return by === 'period' ? oncePerPeriod(reckoning) : onceByCode(reckoning);
}

function onceByCode(reckoning: Reckoning): Verdict {
  const { achievement } = reckoning.facts.dossier;
  const named = achievement === undefined ? [] : touching(reckoning, (other) => other.achievement === achievement);
  const doubles = named.filter(({ shared }) => !shared);
  const say = onceSaid(reckoning, { achievement, doubles, sharers: named, beside: titleBeside(reckoning) });
  return doubles.length === 0 ? pass(say, 'achievement') : fail(say, [withdrawalMissing()], 'achievement');
}

/**
 * Two commendations of one form or type for the very same period, and no codes of achievements that would tell them apart. A title
 * and a commendation for one period may stand together (Decree 152/2025 art. 49).
 */
function oncePerPeriod(reckoning: Reckoning): Verdict {
  const { dossier } = reckoning.facts;
  const { from, to } = dossier.achievementPeriod;
  const isCommendation = kindOf(reckoning.facts, dossier.award) === 'commendation';
  const doubles = isCommendation
    ? touching(
        reckoning,
        (other) =>
          (other.subject === undefined || other.subject === dossier.subject) &&
          kindOf(reckoning.facts, other.award) === 'commendation' &&
          (other.award === dossier.award || other.commendationType === dossier.commendationType) &&
          other.achievementPeriod?.from === from &&
          other.achievementPeriod.to === to &&
          (dossier.achievement === undefined || other.achievement === undefined),
      )
    : [];
  const say = periodSaid(reckoning, doubles);
  return doubles.length === 0 ? pass(say, 'achievementPeriod') : fail(say, [withdrawalMissing()], 'achievementPeriod');
}

interface Other {
  readonly award: string;
  /** Absent for an award of the subject itself. */
  readonly subject?: string;
  readonly achievement?: string;
  readonly achievementPeriod?: { readonly from: string; readonly to: string };
  readonly commendationType: string;
}

/** Everything that stands or is on its way besides the dossier, and that fits; each dossier of the round once. */
function touching({ facts, awards, leftOut }: Reckoning, fits: (other: Other) => boolean): readonly Double[] {
  // an ad hoc award is no basis for one for merit, but it has rewarded its achievement all the same
  const standing = [
    ...[...awards.values()].flat(),
    ...leftOut.filter((l) => l.because !== 'revoked').map((l) => l.award),
  ].filter((a) => a.pending === undefined);
  const dossiers = facts.round.others
    .filter((o) => o.nomination !== facts.dossier.nomination && fits(o))
    .map((o) => {
      const { nomination, award } = o;
      return { in: 'dossier', nomination, award, shared: isSomebodyElse(facts.dossier, o) } as const;
    })
    // of two entries of one dossier the last one is taken, whatever their order was
    .sort(
      (a, b) => order(a.nomination, b.nomination) || Number(b.shared) - Number(a.shared) || order(a.award, b.award),
    );
  return [
    ...standing
      .filter(fits)
      .sort((a, b) => a.awardYear - b.awardYear || order(a.award, b.award) || order(a.decisionNumber, b.decisionNumber))
      .map((award): Double => ({ in: 'award', award })),
    ...new Map(dossiers.map((double) => [double.nomination, double])).values(),
  ];
}

/** A person is never a collective; of one kind two are told apart by their codes only, and households have none. */
function isSomebodyElse(dossier: Facts['dossier'], other: Facts['round']['others'][number]): boolean {
  if (dossier.subjectKind !== other.subjectKind) return true;
  const hasCode = dossier.subject !== '' && dossier.subject !== dossier.nomination;
  return hasCode && other.subject !== other.nomination && other.subject !== dossier.subject;
}

const kindOf = ({ catalogue }: Facts, code: string): 'title' | 'commendation' | undefined =>
  catalogue.find((a) => a.code === code)?.kind;

/** Codes of titles for the same period beside a commendation, or of commendations beside a title: allowed, and said. */
function titleBeside(reckoning: Reckoning): readonly string[] {
  const { facts } = reckoning;
  const { dossier } = facts;
  const kind = kindOf(facts, dossier.award);
  const beside = touching(reckoning, (other) => {
    const otherKind = kindOf(facts, other.award);
    return (
      (other.subject === undefined || other.subject === dossier.subject) &&
      otherKind !== undefined &&
      otherKind !== kind &&
      other.achievementPeriod?.from === dossier.achievementPeriod.from &&
      other.achievementPeriod.to === dossier.achievementPeriod.to
    );
  });
  return [...new Set(beside.map((b) => (b.in === 'award' ? b.award.award : b.award)))].sort();
}

/** Leads its emulation cluster or block (R12). */
export function leadsBlock(
  { facts }: Reckoning,
  { scopes }: { readonly scopes: readonly ('province' | 'nation')[] },
): Verdict {
  const { ranking } = facts;
  if (!ranking) return unknown(rankingUnknownSaid, [rankingMissing()]);
  const fits = scopes.includes(ranking.scope);
  const say = rankingSaid(ranking, fits);
  return ranking.leads && fits ? pass(say) : fail(say, []);
}

/**
 * At most such a share of the collectives that lead and qualify for the provincial flag is proposed for the flag of the
 * Government (R38). Of the share only its fraction matters.
 */
export function roundShare({ facts }: Reckoning, { share }: { readonly share: Share }): Verdict {
  const { flags } = facts.round;
  if (!flags) return unknown(roundUnknownSaid, [roundMissing()]);
  const [numerator, denominator] = share.of;
  const most = (numerator * flags.qualified - ((numerator * flags.qualified) % denominator)) / denominator;
  const say = roundShareSaid({ ...flags, most, share: share.of });
  return meets({ of: share.of, mode: 'moreThan' }, flags.proposed, flags.qualified)
    ? fail(say, [roundMissing()])
    : pass(say);
}

/** There is no quota: the share is shown and never refuses (R22). */
export const quotaInfo = (reckoning: Reckoning): Verdict => info(quotaSaid(reckoning));
