import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';
import { Problem } from '../domain/errors';

/** A business refusal as the engine carries it: the code as type, the facts as first detail. Never retried. */
export const refused = (problem: Problem): ApplicationFailure =>
  ApplicationFailure.create({ type: problem.code, message: problem.code, nonRetryable: true, details: [problem.data] });

/** Runs a check of the rules in a validator: what they refuse the engine refuses. */
export function refusing(check: () => void): void {
  try {
    check();
  } catch (error) {
    throw error instanceof Problem ? refused(error) : error;
  }
}

/**
 * The code of a failed activity. A local one arrives as ApplicationFailure, a regular one as ActivityFailure with it as
 * cause; undefined when it is neither (a timeout, a cancellation).
 */
export function codeOf(error: unknown): string | undefined {
  const inner = error instanceof ActivityFailure ? error.cause : error;
  return inner instanceof ApplicationFailure ? (inner.type ?? undefined) : undefined;
}

/** Whether a failed activity has said no for good, so that trying again is useless. */
export function isRefusal(error: unknown): boolean {
  const inner = error instanceof ActivityFailure ? error.cause : error;
  return inner instanceof ApplicationFailure && inner.nonRetryable === true;
}
