import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { ApiContext } from '../context';

/**
 * Starts a workflow unless it runs or has run. @throws Problem ENGINE_BUSY when it is not known whether it was started; the
 * same call again is safe
 */
export async function startOnce(
  { ask, taskQueue }: Pick<ApiContext, 'ask' | 'taskQueue'>,
  type: 'docket' | 'councilSession' | 'proposal' | 'case' | 'campaign' | 'freshLink' | 'accountLetter',
  workflowId: string,
  input: object,
): Promise<void> {
  try {
    await ask(workflowId, (_handle, client) =>
      client.workflow.start(type, {
        workflowId,
        taskQueue,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      }),
    );
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
