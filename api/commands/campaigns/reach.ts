import { hasEnded } from '../../../domain/campaign/registration';
import { Problem } from '../../../domain/errors';
import { dayOf, type Day } from '../../../domain/time';
import type { UnitRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { withRooms } from '../shared';

/**
 * The units whose registrations a caller works on: his own, its rooms, and what it has taken over in mid-year with the rooms of that;
 * undefined when he sees all.
 */
export async function unitsReached(
  { store, clock }: ApiContext,
  caller: Caller,
): Promise<readonly string[] | undefined> {
  if (caller.unit === undefined) return undefined;
  return withTakenOver(await store.units.all(), caller.unit, dayOf(clock.now()));
}

function withTakenOver(units: readonly UnitRecord[], own: string, today: Day): readonly string[] {
  let found = withRooms(units, [own]);
  for (;;) {
    const taken = units.filter(
      (unit) =>
        unit.successor !== undefined &&
        found.includes(unit.successor) &&
        !found.includes(unit._id) &&
        hasEnded(unit, today),
    );
    if (taken.length === 0) return found;
    found = [
      ...found,
      ...withRooms(
        units,
        taken.map(({ _id }) => _id),
      ).filter((code) => !found.includes(code)),
    ];
  }
}

/** @throws Problem NOT_FOUND for what is neither the caller's nor taken over by his unit */
export async function mustReach(context: ApiContext, caller: Caller, unit: string): Promise<void> {
  if (!reaches(await unitsReached(context, caller), unit))
    throw new Problem('NOT_FOUND', 'outside the unit of the caller');
}

export const reaches = (reached: readonly string[] | undefined, unit: string): boolean =>
  reached === undefined || reached.includes(unit);
