import type { AuthorityRecord, ProposalRecord, WaitingItem } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { inCeremonyOrder, MOST_WAITING } from '../lists';
import { scopedFilter } from '../nominations/reads';
import { everything, isOfLevel, mustHave } from '../shared';

export interface ReadyForAuthority {
  readonly record: WaitingItem;
  /** What this authority does about it, by its route. */
  readonly power: ProposalRecord['power'];
}

/** Authorities to whom the caller puts lists: of the province, or of the unit. */
export async function ownAuthorities(
  context: ApiContext,
  { caller }: { readonly caller: Caller },
): Promise<readonly AuthorityRecord[]> {
  mustHave(caller, 'writeProposals');
  const all = await everything((paging) => context.store.authorities.list(paging));
  const own = await Promise.all(all.map((authority) => isOfLevel(context, caller, authority.unit)));
  return all.filter((_, i) => own[i]);
}

/** What waits for this authority and stands in no list that was sent, in ceremony order. Nothing is drafted by looking. */
export async function readyForAuthority(
  context: ApiContext,
  { caller, authority }: { readonly caller: Caller; readonly authority: AuthorityRecord },
): Promise<readonly ReadyForAuthority[]> {
  mustHave(caller, 'writeProposals');
  const { level, unit } = authority;
  const asked = { status: 'waitingForApproval', level, ...(unit === undefined ? {} : { unit }) };
  const filter = await scopedFilter(context, caller, asked);
  const found = await context.store.nominations.waiting(filter, MOST_WAITING);
  const lines = found.flatMap((record) => {
    const stage = record.line?.route.flat().find((one) => one.kind === 'approval' && one.level === level);
    return stage?.kind === 'approval' ? [{ record, power: stage.power }] : [];
  });
  return inCeremonyOrder(context, lines);
}
