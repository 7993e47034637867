import type { WorkflowHandle } from '@temporalio/client';
import { proposalWorkflowId } from '../../domain/ids';
import type { ProposalRecord } from '../../platform/store';
import type { AnswerInput, ProposalInput } from '../../workflows/messages';
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

type ProposalLineOf = Pick<ProposalRecord['lines'][number], 'nomination' | 'docket' | 'award'>;
type ProposalOptions = Partial<Pick<ProposalRecord, 'level' | 'power' | 'mode' | 'check'>>;

/** A proposal as the API drafts it. */
export async function draftTestProposal(
  { store }: TestService,
  lines: readonly ProposalLineOf[],
  options: ProposalOptions = {},
): Promise<ProposalRecord> {
  const { level = 'province', power = 'decide', mode = 'link', check } = options;
  const draft: ProposalRecord = {
    _id: uniqueName('P'),
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
    ...(check ? { check } : {}),
    status: 'draft',
    version: 0,
    createdAt: START,
    createdBy: 'key:office',
  };
  return (await store.proposals.insert(draft)).record;
}

/** A proposal as the API drafts and sends it. */
export async function sendTestProposal(
  service: TestService,
  lines: readonly ProposalLineOf[],
  options: ProposalOptions & Pick<Partial<ProposalInput>, 'register' | 'reminders'> = {},
): Promise<TestProposal> {
  const { store, client, taskQueue, offsetMs } = service;
  const { _id: id, level, power, mode } = await draftTestProposal(service, lines, options);
  const { register = 'manual', check, reminders } = options;
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
        ...(check ? { check: true as const } : {}),
        ...(reminders ? { reminders } : {}),
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
