import { Problem } from '../../../domain/errors';
import { proposalWorkflowId } from '../../../domain/ids';
import { signerOn } from '../../../domain/signing';
import type { Instant } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { ProposalRecord } from '../../../platform/store';
import { readdress } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { needProposal, wrongState, type Asked, type OrderOutcome } from './proposals';
import { contentHash, mustBeOfLevel, mustHave } from '../shared';

/**
 * Puts an open list to whoever signs for the authority today: links of others die, and say whom to ask; he gets a letter with
 * his own. Nothing happens when he has it already.
 * @returns whether it was put to somebody else
 */
export async function handOver(
  context: ApiContext,
  caller: Caller,
  proposal: ProposalRecord,
  wish: string,
): Promise<boolean> {
  const { store, links, clock, ask } = context;
  if (proposal.mode !== 'link' || proposal.status !== 'sent') return false;
  const now = clock.now();
  const { _id: entity } = proposal;
  const person = signerOn(await store.authorities.need(proposal.authority), dayOf(now));
  const live = (await store.links.ofEntity('proposal', entity)).filter((link) => link.state === 'live');
  const others = new Set(live.map((link) => link.person).filter((one) => one !== person));
  for (const other of others) await links.revoke({ purpose: 'proposal', entity, person: other }, 'handedOver');
  if (others.size === 0 && live.length > 0) return false;
  const content = contentHash({ entity, person, wish });
  const said = { actor: caller.actor, content, person };
  await store.audit.append([
    {
      entity,
      key: `handedOver/${content.slice(0, 16)}`,
      at: now,
      actor: caller.actor,
      type: 'handedOver',
      data: { person },
    },
  ]);
  try {
    await ask(proposalWorkflowId(entity), (handle) =>
      handle.executeUpdate(readdress, { updateId: updateId(caller.actor, content), args: [said] }),
    );
  } catch (error) {
    // answered at the same moment: there is nobody to write to any more
    if (!(error instanceof Problem) || (error.code !== 'ACTION_NOT_ALLOWED' && error.code !== 'NOT_FOUND')) throw error;
  }
  return true;
}

/**
 * Puts a list that waits for its answer to whoever signs today; for a substitution that has begun or ended meanwhile.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, ENGINE_BUSY
 */
export async function readdressProposal(
  context: ApiContext,
  { caller, id, submission }: Asked,
): Promise<OrderOutcome & { readonly changed: boolean }> {
  mustHave(caller, 'writeProposals');
  const proposal = await needProposal(context, caller, id);
  await mustBeOfLevel(context, caller, proposal.unit);
  if (proposal.mode !== 'link' || proposal.status !== 'sent') throw wrongState(proposal);
  const at: Instant = context.clock.now();
  return { at, status: proposal.status, changed: await handOver(context, caller, proposal, submission) };
}
