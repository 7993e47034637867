import {
  isGrpcServiceError,
  ServiceError,
  WorkflowFailedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isProblemCode, Problem, type ProblemData } from '../../domain/errors';

/** gRPC codes. */
const CANCELLED = 1;
const DEADLINE_EXCEEDED = 4;
const NOT_FOUND = 5;
const RESOURCE_EXHAUSTED = 8;
const FAILED_PRECONDITION = 9;
const ABORTED = 10;
const UNAVAILABLE = 14;

/** Whether the same call may be answered on the next try. */
export function isPassing(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  if (error instanceof WorkflowUpdateFailedError) return typeOf(error) === 'UnprocessedUpdate';
  // a failed precondition: the task that had the Update failed and is done again, as when something happens while the
  // workflow continues as new; or the run has taken all the Updates that it can, and the next one takes more
  return [CANCELLED, DEADLINE_EXCEEDED, FAILED_PRECONDITION, ABORTED, UNAVAILABLE].includes(grpcCode(error) ?? -1);
}

/** What the caller is told; an error that is none of the engine's stays as it is. */
export function problemOf(error: unknown, workflowId: string): unknown {
  if (error instanceof Problem) return error;
  if (isPassing(error)) return new Problem('ENGINE_BUSY', `no answer of ${workflowId}`);
  if (error instanceof WorkflowNotFoundError) return notFound(workflowId, /completed|closed/i.test(error.message));
  if (error instanceof WorkflowUpdateFailedError || error instanceof WorkflowFailedError) {
    return refusal(error, workflowId);
  }
  const code = grpcCode(error);
  if (code === NOT_FOUND) return notFound(workflowId, false);
  // more Updates at once than the server takes
  if (code === RESOURCE_EXHAUSTED) return new Problem('ENGINE_BUSY', `${workflowId} takes no more now`);
  return error;
}

/** `closed`: it has run and ended; its records tell the rest. */
const notFound = (workflowId: string, closed: boolean): Problem =>
  new Problem('NOT_FOUND', `no running ${workflowId}`, { closed });

/** Why an Update was refused, or with what a workflow whose end was waited for has failed. */
function refusal(error: WorkflowUpdateFailedError | WorkflowFailedError, workflowId: string): unknown {
  const type = typeOf(error);
  if (isProblemCode(type)) return new Problem(type, `refused by ${workflowId}`, factsOf(error.cause));
  // the workflow ended between accepting and answering
  if (type === 'AcceptedUpdateCompletedWorkflow') return notFound(workflowId, true);
  return error;
}

const typeOf = (error: WorkflowUpdateFailedError | WorkflowFailedError): string | undefined =>
  error.cause instanceof ApplicationFailure ? (error.cause.type ?? undefined) : undefined;

function factsOf(cause: Error | undefined): ProblemData {
  const first: unknown = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  return typeof first === 'object' && first !== null ? (first as ProblemData) : {};
}

function grpcCode(error: unknown): number | undefined {
  const inner = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(inner) ? inner.code : undefined;
}
