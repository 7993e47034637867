import { Problem } from '../../../domain/errors';
import type { ApiContext, Caller } from '../../context';
import { mustBeWithin, mustHave } from '../shared';

/**
 * Whether a caller may see the mails about something. @throws Problem FORBIDDEN, NOT_FOUND for what is outside the caller's unit
 */
export async function mustSeeMailsAbout(context: ApiContext, caller: Caller, entity: string): Promise<void> {
  mustHave(caller, 'readMails');
  if (caller.unit === undefined) return;
  const { store } = context;
  const [sent, session, proposal, matter, docket, campaign] = await Promise.all([
    store.unitProposals.get(entity),
    store.sessions.get(entity),
    store.proposals.get(entity),
    store.cases.get(entity),
    store.dockets.get(entity),
    store.campaigns.get(entity),
  ]);
  const found = sent ?? session ?? proposal ?? matter ?? docket ?? campaign;
  if (!found) throw new Problem('NOT_FOUND', entity);
  await mustBeWithin(context, caller, found.unit);
}
