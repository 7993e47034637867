import { Problem } from '../../../domain/errors';
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

/**
 * What an authority says of a list is said by itself, unless it says so on paper and its office writes that down.
 * @throws Problem FORBIDDEN for an office whose authority answers itself
 */
export function mustSpeakForIt({ role }: Caller, { mode }: ProposalRecord): void {
  if (role === 'office' && mode !== 'recorded') throw new Problem('FORBIDDEN', 'the authority answers itself');
}
