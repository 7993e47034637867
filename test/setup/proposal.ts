import type { WorkflowHandle } from '@temporalio/client';
import { proposalWorkflowId } from '../../domain/ids';
import type { ProposalRecord } from '../../platform/store';
import type { AnswerInput } from '../../workflows/messages';
import { answerProposal, recordDecision } from '../../workflows/messages';
import type { proposal as proposalWorkflow } from '../../workflows/proposal';
import { note } from './docket';
import { uniqueName } from './engines';
import { calendar, START } from './fixtures';
import { eventually, type TestService } from './service';

export interface TestProposal {
  readonly id: string;
  readonly handle: WorkflowHandle<typeof proposalWorkflow>;
  readonly record: () => Promise<ProposalRecord>;
  reach(status: ProposalRecord['status']): Promise<ProposalRecord>;
  answer(answer: Pick<AnswerInput, 'kind'> & Partial<AnswerInput>): Promise<unknown>;
  /** Records the signed paper as the clerk does. */
  sign(number: string, date?: string): Promise<string>;
}

/** A proposal as the API drafts and sends it. */
export async function sendTestProposal(
  service: TestService,
  lines: readonly { readonly nomination: string; readonly docket: string; readonly award: string }[],
  options: Partial<Pick<ProposalRecord, 'level' | 'power' | 'mode'>> & {
    readonly register?: 'manual' | 'automatic';
  } = {},
): Promise<TestProposal> {
  const { store, client, taskQueue, offsetMs } = service;
  const { level = 'province', power = 'decide', mode = 'link', register = 'manual' } = options;
  const id = uniqueName('P');
  await store.proposals.insert({
    _id: id,
    number: '88/TTr-SNV',
    date: '2026-11-16',
    authority: level === 'province' ? 'A-TINH' : 'A-U01',
    level,
    ...(level === 'unit' ? { unit: 'U01' } : {}),
    power,
    mode,
    submitter: level === 'province' ? 'Sở Nội vụ' : 'Sở Tài chính',
    lines: lines.map((l, i) => ({ ...l, no: i + 1 })),
    leftOut: [],
    status: 'draft',
    version: 0,
    createdAt: START,
    createdBy: 'key:office',
  });
  const handle = await client.workflow.start<typeof proposalWorkflow>('proposal', {
    workflowId: proposalWorkflowId(id),
    taskQueue,
    args: [
      {
        proposalId: id,
        offsetMs,
        calendar,
        level,
        power,
        mode,
        register,
        lines: lines.map(({ nomination, docket }) => ({ nomination, docket })),
      },
    ],
  });
  const record = () => store.proposals.need(id);
  return {
    id,
    handle,
    record,
    reach: (status) => eventually(record, (p) => p.status === status),
    async answer(answer) {
      const { version } = await record();
      return await handle.executeUpdate(answerProposal, {
        args: [{ actor: 'person:C1', content: 'hash', struckOut: [], expects: version, ...answer }],
      });
    },
    async sign(number, date = '2026-11-16') {
      const decision = await note(service, {
        kind: 'decision',
        decision: { number, date, signer: 'Nguyễn Văn Mẫu', signerPost: 'Chủ tịch', form: 'direct' },
      });
      const { version } = await record();
      await handle.executeUpdate(recordDecision, {
        args: [{ actor: 'key:clerk', content: 'hash', decision, expects: version }],
      });
      return decision;
    },
  };
}
