import type { DeadlineState } from '../../../domain/centralDeadlines';
import { dayOf } from '../../../domain/time';
import { deadlinesFrom } from '../../../platform/central-deadlines';
import type { ApiContext, Caller } from '../../context';
import { mustHave, unitsOf } from '../shared';

/** A nomination that has yet to reach the Ministry, with the last day on which it is taken in there. */
export type NominationDeadline = DeadlineState & {
  readonly nomination: string;
  readonly award: string;
  readonly status: string;
};

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
  const found = await deadlinesFrom(store, dayOf(clock.now()), await unitsOf(context, caller));
  return found.map(({ nomination: { _id, status, dossier }, deadline }) => ({
    ...deadline,
    nomination: _id,
    award: dossier.award,
    status,
  }));
}
