import { randomBytes } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { freshDatabase, testEngines, uniqueName } from './engines';
import { furnish } from './fixtures';
import { eventually, testService, type TestService } from './service';
import { scratchFolder } from './scratch';

/** A service on a development server of its own. */
export interface OwnServer {
  readonly service: TestService;
  stop(): Promise<void>;
}

/** A service whose server suggests to continue as new after so many events of a run; by default after thousands. */
export async function suggestingAfter(events: number, sizes?: Parameters<typeof furnish>[1]): Promise<OwnServer> {
  const server = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: testEngines().programs.temporal },
      extraArgs: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${events}`],
      log: { format: 'pretty', level: 'error' },
    },
  });
  const service = await testService(undefined, {
    temporalAddress: server.address,
    mongodbUri: freshDatabase(),
    taskQueue: uniqueName('queue'),
    linkKey: randomBytes(32),
    ballotKeyDir: scratchFolder('ballot-keys'),
  });
  await service.startWorker();
  await furnish(service.store, sizes);
  return {
    service,
    async stop() {
      await service.stop();
      await server.teardown();
    },
  };
}

/** Repeats something until the run has so many events, once more so that the server's suggestion arrives, and waits for the next run. */
export async function intoNextRun(
  handle: WorkflowHandle,
  events: number,
  again: () => Promise<unknown>,
): Promise<{ readonly first: string; readonly second: string }> {
  const { runId: first } = await handle.describe();
  for (let length = 0; length < events; length = (await handle.describe()).historyLength) await again();
  await again();
  const { runId: second } = await eventually(
    () => handle.describe(),
    ({ runId }) => runId !== first,
  );
  return { first, second };
}
