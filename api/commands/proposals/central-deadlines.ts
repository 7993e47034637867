import { deadlineOn, type DeadlineState } from '../../../domain/centralDeadlines';
import { centralDeadlines } from '../../../domain/data/centralDeadlines.data';
import type { Day } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { subjectOf } from '../../../platform/store/ledger';
import type { NominationRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { everything, mustHave, unitsOf } from '../shared';

/** A nomination that has yet to reach the Ministry, with the last day on which it is taken in there. */
export type NominationDeadline = DeadlineState & {
  readonly nomination: string;
  readonly award: string;
  readonly status: string;
};

const awards = [...new Set(centralDeadlines.flatMap((d) => d.awards))];

/**
 * Nominations that have yet to reach the Ministry, those whose day is nearest first.
 * @throws Problem FORBIDDEN
 */
export async function deadlinesAhead(
  context: ApiContext,
  { caller }: { readonly caller: Caller },
): Promise<readonly NominationDeadline[]> {
  mustHave(caller, 'readNominations');
  const { store, clock } = context;
  const today = dayOf(clock.now());
  const units = await unitsOf(context, caller);
  const found: NominationDeadline[] = [];
  for (const award of awards) {
    const all = await everything((paging) =>
      store.nominations.list({ award, ...(units ? { unit: units } : {}) }, paging),
    );
    const ahead = all.filter(isAhead);
    const decided = await decisionsOf(context, ahead);
    for (const nomination of ahead) {
      const { awardYear, flags } = nomination.dossier;
      const education = flags.includes('education');
      const decidedOn = (code: string) => decided(nomination, code);
      const deadline = deadlineOn(centralDeadlines, { award, awardYear, education, decidedOn }, today);
      if (deadline) found.push({ ...deadline, nomination: nomination._id, award, status: nomination.status });
    }
  }
  return found.sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1));
}

/** Not ended, and not with the Ministry yet. */
function isAhead({ line, status }: NominationRecord): boolean {
  if (status === 'draft') return true;
  if (!line || line.end) return false;
  return line.route.findIndex((step) => step.some((s) => s.kind === 'central')) > line.at;
}

/** The day of the last decision on an award of the same holder, by the ledger. */
async function decisionsOf(
  { store }: ApiContext,
  nominations: readonly NominationRecord[],
): Promise<(of: NominationRecord, award: string) => Day | undefined> {
  const subject = ({ dossier, _id }: NominationRecord): string => subjectOf(dossier.nominee, _id);
  const entries = await store.history.ofSubjects([...new Set(nominations.map(subject))]);
  return (of, award) =>
    entries
      .filter((e) => e.subject === subject(of) && e.award === award && e.revoked === undefined)
      .map((e) => e.decidedOn)
      .sort()
      .at(-1);
}
