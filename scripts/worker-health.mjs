/**
 * Health check of a worker's container: ends with 0 when a worker of this host has asked Temporal for work within the
 * last 75 seconds (it asks at least once a minute), else with 1 and the reason.
 */
import { hostname } from 'node:os';
import { Connection } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';

const freshMs = 75_000;
const workflowTasks = 1;

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await Connection.connect({ ...connectionOptions, connectTimeout: 5_000 });
try {
  const { pollers } = await connection.withDeadline(Date.now() + 5_000, () =>
    connection.workflowService.describeTaskQueue({
      namespace,
      taskQueue: { name: process.env.TEMPORAL_TASK_QUEUE || 'vinh-danh' },
      taskQueueType: workflowTasks,
    }),
  );
  const isFresh = ({ lastAccessTime }) => Date.now() - Number(lastAccessTime?.seconds ?? 0) * 1_000 < freshMs;
  const polls = pollers.some((poller) => poller.identity.endsWith(`@${hostname()}`) && isFresh(poller));
  if (!polls) throw new Error(`no worker of ${hostname()} has asked for work within ${freshMs / 1_000} s`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
} finally {
  await connection.close();
}
