import type { DataConverter } from '@temporalio/common';
import { Worker, type NativeConnection, type WorkflowBundleOption } from '@temporalio/worker';
import { workerStop } from '../config';
import type { Logger } from '../log';
import { activityInterceptor } from './activity-interceptor';

export interface WorkerParts {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly activities: object;
  /** One of the two: bundled before, or a folder to bundle now. */
  readonly workflowBundle?: WorkflowBundleOption;
  readonly workflowsPath?: string;
  readonly dataConverter?: DataConverter;
  readonly log: Logger;
}

/**
 * A worker for workflows and activities. `shutdown()` takes no more work and waits for activities as long as
 * `workerStop` says; whoever stops the process must wait longer than that.
 */
export function createWorker(parts: WorkerParts): Promise<Worker> {
  const { connection, namespace, taskQueue, activities, workflowBundle, workflowsPath, dataConverter, log } = parts;
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    activities,
    ...(workflowBundle === undefined ? {} : { workflowBundle }),
    ...(workflowsPath === undefined ? {} : { workflowsPath }),
    ...(dataConverter === undefined ? {} : { dataConverter }),
    interceptors: { activity: [activityInterceptor(log)] },
    shutdownGraceTime: workerStop.graceMs,
    shutdownForceTime: workerStop.forceMs,
    // after kill -9 of a worker its workflows wait this long for it before another one takes them
    stickyQueueScheduleToStartTimeout: '2s',
  });
}
