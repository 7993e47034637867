import { Problem } from '../../../domain/errors';
import type { DocketRecord, NominationRecord, Page, Paging, UnitProposalRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { everything, isWithin, mustBeWithin, mustHave } from '../shared';

interface ListRequest {
  readonly caller: Caller;
  readonly unit?: string;
  readonly round?: string;
  readonly paging: Paging;
}

/** A unit's own list is of one unit: its own, where none is named. */
async function unitAsked(context: ApiContext, { caller, unit }: ListRequest): Promise<{ readonly unit?: string }> {
  mustHave(caller, 'readNominations');
  const asked = unit ?? caller.unit;
  if (asked === undefined) return {};
  await mustBeWithin(context, caller, asked);
  return { unit: asked };
}

export async function listDockets(
  context: ApiContext,
  request: ListRequest & { readonly open?: boolean },
): Promise<Page<DocketRecord>> {
  const { round, open, paging } = request;
  const filter = { ...(round === undefined ? {} : { round }), ...(open === undefined ? {} : { open }) };
  return context.store.dockets.list({ ...(await unitAsked(context, request)), ...filter }, paging);
}

/** A docket with all its nominations. @throws Problem FORBIDDEN, NOT_FOUND */
export async function docketCase(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<{ readonly record: DocketRecord; readonly nominations: readonly NominationRecord[] }> {
  mustHave(caller, 'readNominations');
  const record = await context.store.dockets.get(id);
  if (!record || !(await isWithin(context, caller, record.unit))) throw new Problem('NOT_FOUND', id);
  const nominations = await everything((paging) => context.store.nominations.list({ docket: id }, paging));
  return { record, nominations };
}

export async function listUnitProposals(context: ApiContext, request: ListRequest): Promise<Page<UnitProposalRecord>> {
  const filter = request.round === undefined ? {} : { round: request.round };
  return context.store.unitProposals.list({ ...(await unitAsked(context, request)), ...filter }, request.paging);
}

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a proposal of another unit */
export async function unitProposal(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<UnitProposalRecord> {
  mustHave(caller, 'readNominations');
  const record = await context.store.unitProposals.need(id);
  await mustBeWithin(context, caller, record.unit);
  return record;
}
