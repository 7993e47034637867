import { Problem } from '../../domain/errors';
import { proposalWorkflowId } from '../../domain/ids';
import type { DecisionRecord } from '../../platform/store';
import { proposalState } from '../../workflows/messages';
import { processOf, type Tools } from './process';

export type Signer = Pick<DecisionRecord, 'form'> & { readonly signer: string; readonly post: string };

const FORMS: readonly string[] = ['direct', 'TM.', 'KT.', 'TL.', 'TUQ.'] satisfies DecisionRecord['form'][];

/**
 * Says once more who signed a paper that was recorded after the moment of the backup: number and date the process knows, names it never
 * had. @throws Problem VALIDATION, NOT_FOUND when there is no such paper
 */
export async function noteSigner(tools: Tools, proposal: string, { signer, post, form }: Signer): Promise<void> {
  const { store, clock } = tools.context;
  if (!FORMS.includes(form)) throw new Problem('VALIDATION', `--form: ${FORMS.join(', ')}`);
  const { decision } = await processOf(tools, proposalWorkflowId(proposal)).ask((handle) =>
    handle.query(proposalState),
  );
  if (decision?.number === undefined || decision.date === undefined)
    throw new Problem('NOT_FOUND', `no signed paper was recorded for proposal ${proposal}`);
  const { id, number, date } = decision;
  if (tools.dryRun || (await store.notes.get(id))) return;
  await store.notes.insert({
    _id: id,
    kind: 'decision',
    by: 'service',
    at: clock.now(),
    decision: { number, date, signer, signerPost: post, form },
  });
}
