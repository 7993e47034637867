import { Worker } from '@temporalio/worker';
import { createLog } from '../../platform/log';
import { installRuntime } from '../../platform/temporal/runtime';
import { workflowBundle } from '../setup/engines';
import type { Recorded } from './history-files';

/** Replays a history with the workflows of today. @throws DeterminismViolationError when they would have done something else */
export async function replay({ history, workflowId }: Pick<Recorded, 'history' | 'workflowId'>): Promise<void> {
  installRuntime(createLog({ level: 'silent' }));
  await Worker.runReplayHistory({ workflowBundle: workflowBundle() }, history, workflowId);
}
