import type { RoundFacts } from '../../../domain/rules/facts';
import { aboutUnit, type Gathered, type OtherDossier } from '../../../platform/store/gather';
import { subjectOf } from '../../../platform/store/ledger';
import type { Candidate, Flags } from './facts';
import { defined } from '../shared';
import { failedStatuses } from '../../../domain/stages/stage';

/** The others that were read, and those that are looked at together with it. */
export function othersOf(
  candidate: Candidate,
  together: readonly Candidate[],
  read: readonly OtherDossier[],
): readonly OtherDossier[] {
  const beside = together.flatMap(({ nomination, unit, round, dossier }): OtherDossier[] => {
    if (nomination === undefined) return [];
    const subject = subjectOf(dossier.nominee, nomination);
    return [{ _id: nomination, unit, ...defined({ round }), status: 'submitted', stand: 'underWay', subject, dossier }];
  });
  const known = new Set(beside.map((other) => other._id));
  return [...beside, ...read.filter((other) => !known.has(other._id))].filter(
    (other) => other._id !== candidate.nomination && other.stand !== 'ended',
  );
}

export const isInRound = ({ round }: Candidate, other: OtherDossier): boolean =>
  round !== undefined && other.round === round;

export function touches({ dossier }: Candidate, subject: string, other: OtherDossier): boolean {
  const { achievement, initiatives = [] } = dossier;
  return (
    (subject !== '' && other.subject === subject) ||
    (achievement !== undefined && other.dossier.achievement === achievement) ||
    (other.dossier.initiatives ?? []).some((code) => initiatives.includes(code))
  );
}

export const otherFact = ({ _id, subject, dossier }: OtherDossier): RoundFacts['others'][number] => ({
  nomination: _id,
  subject,
  subjectKind: dossier.nominee.kind,
  award: dossier.award,
  achievementPeriod: dossier.achievementPeriod,
  commendationType: dossier.commendationType,
  initiatives: dossier.initiatives ?? [],
  ...defined({ achievement: dossier.achievement }),
});

/** Of the leaders of a year those that are proposed for the provincial flag or have it, and who is proposed for the higher one. */
export function flagCounts(
  { dossier, nomination }: Candidate,
  { facts, others }: Gathered,
  flags: Flags,
): Pick<RoundFacts, 'flags'> {
  if (!flags.ofGovernment.includes(dossier.award)) return {};
  const year = dossier.awardYear;
  const leaders = new Set(facts.flatMap((f) => (f.kind === 'ranking' && f.year === year && f.leads ? [f.about] : [])));
  const proposed = (codes: readonly string[]): OtherDossier[] =>
    others.filter((o) => codes.includes(o.dossier.award) && o.dossier.awardYear === year && counts(o, nomination));
  const qualified = new Set(
    proposed(flags.provincial)
      .map((o) => o.subject)
      .filter((subject) => leaders.has(aboutUnit(subject))),
  );
  const forHigher = new Set(proposed(flags.ofGovernment).map((o) => o.subject));
  forHigher.add(subjectOf(dossier.nominee, nomination ?? ''));
  return { flags: { qualified: qualified.size, proposed: forHigher.size } };
}

/** Whether a dossier counts among what is proposed: sent, and not in vain. */
const counts = (other: OtherDossier, self: string | undefined): boolean =>
  other._id !== self && other.stand !== 'draft' && !failedStatuses.has(other.status);

/** How many the unit proposes for the same award in the round, drafts among them before it has sent. */
export function quotaOf(candidate: Candidate, { facts, others }: Gathered): Pick<RoundFacts, 'quota'> {
  const { unit, dossier, nomination, line } = candidate;
  const staff = facts.find(
    (f) => f.kind === 'headcount' && f.about === aboutUnit(unit) && f.year === dossier.awardYear,
  );
  if (staff?.kind !== 'headcount') return {};
  const beside = others.filter(
    (o) =>
      o._id !== nomination &&
      o.unit === unit &&
      o.dossier.award === dossier.award &&
      isInRound(candidate, o) &&
      !failedStatuses.has(o.status) &&
      (line === undefined || o.stand !== 'draft'),
  );
  return { quota: { proposed: beside.length + 1, staff: staff.headcount } };
}
