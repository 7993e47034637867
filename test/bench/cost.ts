import type { WorkflowHandle } from '@temporalio/client';
import { eventually } from '../setup/service';

/** What something costs the engine. */
export interface Cost {
  readonly transitions: number;
  readonly events: number;
}

/** What a workflow has cost so far. On the development server only: the time-skipping one counts no transitions. */
export async function costOf(handle: WorkflowHandle): Promise<Cost> {
  const { raw, historyLength } = await handle.describe();
  return { transitions: Number(raw.workflowExecutionInfo!.stateTransitionCount), events: historyLength };
}

/**
 * Waits until nothing happens any more unless somebody says something: no task is open, no activity under way. Unlike `atRest`
 * it sends no Query, since one that arrives during the last task of a workflow costs a task more.
 */
export async function quiet(handle: WorkflowHandle): Promise<void> {
  await eventually(
    async () => {
      const { raw } = await handle.describe();
      return (raw.pendingActivities?.length ?? 0) + (raw.pendingWorkflowTask ? 1 : 0);
    },
    (open) => open === 0,
  );
}

/** What one step costs, from quiet to quiet. */
export async function costOfStep(handle: WorkflowHandle, step: () => Promise<unknown>): Promise<Cost> {
  const before = await costOf(handle);
  await step();
  await quiet(handle);
  const after = await costOf(handle);
  return { transitions: after.transitions - before.transitions, events: after.events - before.events };
}

export const sumOf = (costs: readonly Cost[]): Cost => ({
  transitions: costs.reduce((sum, c) => sum + c.transitions, 0),
  events: costs.reduce((sum, c) => sum + c.events, 0),
});

const ROUNDS = 5;

/**
 * Counts a process of its own, and another one when the machine disturbed it: on one that stood still for seconds a task or an
 * activity is taken up twice, which says nothing about the process.
 */
export async function undisturbed<T>(
  count: () => Promise<{ readonly handle: WorkflowHandle; readonly result: T }>,
): Promise<T> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const { handle, result } = await count();
    if (!(await wasDisturbed(handle))) return result;
  }
  throw new Error(
    `this machine is too slow to count on: something was taken up twice in ${ROUNDS} of ${ROUNDS} rounds`,
  );
}

async function wasDisturbed(handle: WorkflowHandle): Promise<boolean> {
  const { events } = await handle.fetchHistory();
  return (events ?? []).some(
    (event) =>
      event.workflowTaskTimedOutEventAttributes ??
      event.workflowTaskFailedEventAttributes ??
      event.activityTaskTimedOutEventAttributes ??
      event.activityTaskFailedEventAttributes ??
      ((event.activityTaskStartedEventAttributes?.attempt ?? 1) > 1 ||
        // written inside the workflow task, unless the database took longer than that may last
        event.activityTaskScheduledEventAttributes?.activityType?.name === 'saveDocket'),
  );
}
