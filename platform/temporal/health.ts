import type { Client } from '@temporalio/client';
import { wallNow } from '../clock';

/** A worker asks for work at least once a minute; one that was killed stays in the list for five. */
const YOUNG_MS = 75_000;
const PATIENCE_MS = 3_000;

/** Whether a worker has asked for work lately, for /readyz. False too when the engine does not answer. */
export async function workerPolls(client: Client, taskQueue: string): Promise<boolean> {
  const { namespace } = client.options;
  try {
    const { pollers } = await client.withDeadline(wallNow() + PATIENCE_MS, () =>
      client.workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
      }),
    );
    const oldest = wallNow() - YOUNG_MS;
    return pollers.some(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1_000 > oldest);
  } catch {
    return false;
  }
}
