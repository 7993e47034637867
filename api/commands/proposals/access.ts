import type { ProposalRecord } from '../../../platform/store';
import type { ApiContext, Caller } from '../../context';
import { mustBeWithin, mustHave } from '../shared';

/** @throws Problem FORBIDDEN, NOT_FOUND, also for a proposal of another unit */
export async function needProposal(context: ApiContext, caller: Caller, id: string): Promise<ProposalRecord> {
  mustHave(caller, 'readProposals');
  const proposal = await context.store.proposals.need(id);
  await mustBeWithin(context, caller, proposal.unit);
  return proposal;
}
