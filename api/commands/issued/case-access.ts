import type { CaseActionType } from '../../../domain/case/said';
import { Problem } from '../../../domain/errors';
import { mayActOnCase } from '../../../domain/roles';
import type { CaseRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { mustBeOfLevel, mustBeWithin, mustHave } from '../shared';

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a case of another unit */
export async function needCase(context: ApiContext, caller: Caller, id: string): Promise<CaseRecord> {
  mustHave(caller, 'readCases');
  const record = await context.store.cases.need(id);
  await mustBeWithin(context, caller, record.unit);
  return record;
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
export async function mustActOnCase(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
  action: CaseActionType,
): Promise<CaseRecord> {
  const record = await needCase(context, caller, id);
  if (!mayActOnCase(caller, action)) throw new Problem('FORBIDDEN', `${caller.role} may not ${action}`);
  await mustBeOfLevel(context, caller, record.unit);
  return record;
}
