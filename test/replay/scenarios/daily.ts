import { dailyWorkflowId } from '../../../domain/ids';
import { at, plusDays } from '../../../domain/time';
import type { daily } from '../../../workflows/daily';
import { substituted } from '../../activities/cases/day';
import { uniqueName } from '../../setup/engines';
import { eventually } from '../../setup/service';
import { passTo, TODAY } from './clock';
import type { Play } from './scenario';

/** A morning that brings a substitution whose mail the server does not take yet, and the next one, which carries it. */
export const mornings: Play = async (service) => {
  const { client, mails, taskQueue, offsetMs } = service;
  await substituted(service);
  mails.refuse = { code: 451, text: 'try again later' };
  const workflowId = dailyWorkflowId(uniqueName(taskQueue));
  const since = at(plusDays(TODAY, -1), '08:00');
  const handle = await client.workflow.start<typeof daily>('daily', {
    workflowId,
    taskQueue,
    args: [{ since, hours: ['07:00'], offsetMs }],
  });
  const runAfter = async (before: string): Promise<string> =>
    (
      await eventually(
        () => client.workflow.getHandle(workflowId).describe(),
        ({ runId }) => runId !== before,
      )
    ).runId;
  const first = handle.firstExecutionRunId;
  const second = await runAfter(first);
  mails.refuse = undefined;
  const now = client.workflow.getHandle(workflowId);
  await passTo({ handle: now }, at(plusDays(TODAY, 1), '07:00'));
  await runAfter(second);
  await now.terminate();
  return {
    'daily-morning-brings-a-substitution': client.workflow.getHandle(workflowId, first),
    'daily-goes-on-with-a-mail-that-was-carried': client.workflow.getHandle(workflowId, second),
  };
};
