import type { WorkflowHandle } from '@temporalio/client';
import type { Instant } from '../../../domain/time';
import { moveClock } from '../../../workflows/messages';
import { START } from '../../setup/fixtures';
import type { TestService } from '../../setup/service';

/** The working day on which every scenario begins. */
export const TODAY = START.slice(0, 10);

/** What is left for a timer of the engine after the clock was moved: long enough for the move, short enough to wait for. */
const LEFT_MS = 1_500;

const offsetAt = (instant: Instant): number => Date.parse(instant) - Date.now();

/**
 * Lets weeks pass for one workflow as a rehearsal does: its clock is moved to just before the instant, then a timer of the
 * engine runs out. What the instant causes is waited for by the caller.
 */
export async function passTo(workflow: { readonly handle: WorkflowHandle }, instant: Instant): Promise<void> {
  await workflow.handle.executeUpdate(moveClock, { args: [{ offsetMs: offsetAt(instant) - LEFT_MS }] });
}

/** The same service for workflows that begin at that instant. */
export const serviceAt = (service: TestService, instant: Instant): TestService => ({
  ...service,
  offsetMs: offsetAt(instant),
});
