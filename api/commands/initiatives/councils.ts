import { dayOf, type Day } from '../../../domain/time';
import type { CouncilMember, CouncilRecord, SubmittedInitiativeRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { listMaster } from '../service/master-data';
import { isWithin } from '../shared';

/** A council that may have met on an initiative, in every composition that it may have met in. */
export interface CouncilFor {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly members: readonly PossibleMember[];
}

/** Somebody who was a member on some day of them. */
export interface PossibleMember extends Pick<CouncilMember, 'person' | 'role'> {
  /** The first day on which he was one, where that is not since before them. */
  readonly from?: Day;
  /** The first day on which he was one no more. */
  readonly until?: Day;
}

/**
 * The councils of the caller's unit that may decide on an initiative. Minutes are recorded after the meeting, when the council may have
 * been renewed: offered is whoever was a member on some day since the initiative is applied, for none met on it before.
 */
export async function councilsFor(
  context: ApiContext,
  caller: Caller,
  { unit, appliedFrom }: Pick<SubmittedInitiativeRecord, 'unit' | 'appliedFrom'>,
): Promise<readonly CouncilFor[]> {
  const all = await listMaster(context, { caller, kind: 'councils' });
  const today = dayOf(context.clock.now());
  const found = [...new Set(all.map(({ code }) => code))].map((code) =>
    sitting(
      all.filter((one) => one.code === code && one.validFrom <= today),
      appliedFrom,
    ),
  );
  const above = await Promise.all(found.map(async (one) => one !== undefined && (await isWithin(context, one, unit))));
  return found.filter((one, i): one is CouncilFor => one !== undefined && above[i] === true);
}

/** @param begun every composition that has begun by today */
function sitting(begun: readonly CouncilRecord[], since: Day): CouncilFor | undefined {
  const ordered = begun.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  // the last one that began before holds on the first day
  const first = Math.max(
    0,
    ordered.findLastIndex(({ validFrom }) => validFrom <= since),
  );
  const versions = ordered.slice(first);
  const last = versions.at(-1);
  if (last?.unit === undefined) return undefined;
  return { code: last.code, name: last.name, unit: last.unit, members: membersOf(versions) };
}

/** Those of the last composition as it names them, then those who left. */
function membersOf(versions: readonly CouncilRecord[]): PossibleMember[] {
  const newest = versions.toReversed();
  const persons = [...new Set(newest.flatMap(({ members }) => members.map(({ person }) => person)))];
  return persons.map((person) => {
    const sat = versions.map(({ members }) => members.some((one) => one.person === person));
    const { role } = newest.flatMap(({ members }) => members).find((one) => one.person === person)!;
    const [begin, end] = [sat.indexOf(true), sat.lastIndexOf(true) + 1];
    return {
      person,
      role,
      ...(begin === 0 ? {} : { from: versions[begin]!.validFrom }),
      ...(end === versions.length ? {} : { until: versions[end]!.validFrom }),
    };
  });
}
