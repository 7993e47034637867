import { deadlineOn, type DeadlineState } from '../domain/centralDeadlines';
import { centralDeadlines } from '../domain/data/centralDeadlines.data';
import type { Day } from '../domain/time';
import type { NominationRecord, Store } from './store';
import { subjectOf } from './store/ledger';
import { everything } from './store/paging';

type Records = Pick<Store, 'nominations' | 'history'>;

/** A nomination that has yet to reach the Ministry, with the last day on which it is taken in there. */
export interface DeadlineAhead {
  readonly nomination: NominationRecord;
  readonly deadline: DeadlineState;
}

const awards = [...new Set(centralDeadlines.flatMap((d) => d.awards))];

/** Nominations that have yet to reach the Ministry, as it is on a day; those whose day is nearest first. */
export async function deadlinesFrom(
  store: Records,
  today: Day,
  units: readonly string[] | undefined,
): Promise<readonly DeadlineAhead[]> {
  const found: DeadlineAhead[] = [];
  for (const award of awards) {
    const all = await everything((paging) =>
      store.nominations.list({ award, ...(units ? { unit: units } : {}) }, paging),
    );
    const ahead = all.filter(isAhead);
    const decided = await decisionsOf(store, ahead);
    for (const nomination of ahead) {
      const { awardYear, flags } = nomination.dossier;
      const education = flags.includes('education');
      const decidedOn = (code: string) => decided(nomination, code);
      const deadline = deadlineOn(centralDeadlines, { award, awardYear, education, decidedOn }, today);
      if (deadline) found.push({ nomination, deadline });
    }
  }
  return found.sort((a, b) => ((a.deadline.due ?? '') < (b.deadline.due ?? '') ? -1 : 1));
}

/** Not ended, and not with the Ministry yet. */
function isAhead({ line, status }: NominationRecord): boolean {
  if (status === 'draft') return true;
  if (!line || line.end) return false;
  return line.route.findIndex((step) => step.some((s) => s.kind === 'central')) > line.at;
}

/** The day of the last decision on an award of the same holder, by the ledger. */
async function decisionsOf(
  store: Records,
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
