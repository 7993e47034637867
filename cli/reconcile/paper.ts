import { Problem } from '../../domain/errors';
import { caseWorkflowId, proposalWorkflowId } from '../../domain/ids';
import type { DecisionRecord } from '../../platform/store';
import { caseState, proposalState } from '../../workflows/messages';
import { processOf, type Tools } from './process';

export type Signer = Pick<DecisionRecord, 'form'> & { readonly signer: string; readonly post: string };

/** How a paper can be signed. */
export const FORMS: readonly string[] = ['direct', 'TM.', 'KT.', 'TL.', 'TUQ.'] satisfies DecisionRecord['form'][];

/**
 * Says once more who signed the paper of a proposal or of a case that was recorded after the moment of the backup: number and date the
 * process knows, names it never had. @throws Problem VALIDATION, NOT_FOUND when there is no such paper
 */
export async function noteSigner(tools: Tools, of: string, { signer, post, form }: Signer): Promise<void> {
  const { store, clock } = tools.context;
  if (!FORMS.includes(form)) throw new Problem('VALIDATION', `--form: ${FORMS.join(', ')}`);
  const paper = (await paperOfProposal(tools, of)) ?? (await paperOfCase(tools, of));
  if (paper?.id === undefined || paper.number === undefined || paper.date === undefined)
    throw new Problem('NOT_FOUND', `no signed paper was recorded for ${of}`);
  const { id, number, date } = paper;
  if (tools.dryRun || (await store.notes.get(id))) return;
  await store.notes.insert({
    _id: id,
    kind: 'decision',
    by: 'service',
    at: clock.now(),
    decision: { number, date, signer, signerPost: post, form },
  });
}

const paperOfProposal = async (tools: Tools, id: string) =>
  (await processOf(tools, proposalWorkflowId(id)).state((handle) => handle.query(proposalState)))?.decision;

async function paperOfCase(tools: Tools, id: string) {
  const state = await processOf(tools, caseWorkflowId(id)).state((handle) => handle.query(caseState));
  return state?.carried && { ...state.carried, id: state.carried.decision };
}
