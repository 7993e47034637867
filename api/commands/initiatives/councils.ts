import { dayOf } from '../../../domain/time';
import type { CouncilRecord, SubmittedInitiativeRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { listMaster } from '../service/master-data';
import { isWithin } from '../shared';

/** The councils of the caller's unit that may decide on an initiative, each in its composition of today. */
export async function councilsFor(
  context: ApiContext,
  caller: Caller,
  { unit }: Pick<SubmittedInitiativeRecord, 'unit'>,
): Promise<readonly CouncilRecord[]> {
  const versions = await listMaster(context, { caller, kind: 'councils' });
  const codes = [...new Set(versions.filter((one) => one.unit !== undefined).map(({ code }) => code))];
  const today = dayOf(context.clock.now());
  const found = await Promise.all(codes.map((code) => context.store.councils.inForce(code, today)));
  const above = await Promise.all(
    found.map(async (one) => one?.unit !== undefined && (await isWithin(context, { unit: one.unit }, unit))),
  );
  return found.filter((one, i): one is CouncilRecord => one !== undefined && above[i] === true);
}
