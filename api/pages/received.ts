import type { Instant } from '../../domain/time';
import { updateId } from '../../platform/temporal/ask';
import type { ApiContext } from '../context';
import type { UnitLine } from './unit-case';

/**
 * When the service took in what this very form said, if it has: the note of an action carries the id of its Update, and the
 * trail names the note. So the second click of a double click is told what the first one did.
 */
export async function receivedAt(
  { store }: ApiContext,
  of: UnitLine,
  submission: string,
): Promise<Instant | undefined> {
  const note = updateId(of.caller.actor, submission);
  const trail = await store.audit.trail(of.nomination._id);
  return trail.find((entry) => entry.data['note'] === note)?.at;
}
