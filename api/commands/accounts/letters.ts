import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { AccountLetterInput } from '../../../workflows/messages';
import type { ApiContext } from '../../context';

/**
 * Has one mail sent to somebody who may sign in; twice is once. @throws Problem ENGINE_BUSY when it is not known yet whether it
 * will be
 */
export async function mailToAccount(
  { ask, taskQueue, clock }: Pick<ApiContext, 'ask' | 'taskQueue' | 'clock'>,
  letter: Omit<AccountLetterInput, 'offsetMs'>,
): Promise<void> {
  const input: AccountLetterInput = { ...letter, offsetMs: clock.offsetMs() };
  const workflowId = `account-letter-${letter.key}`;
  try {
    await ask(workflowId, (_handle, client) =>
      client.workflow.start('accountLetter', {
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
