import { createHash } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { Problem } from '../../domain/errors';
import { wallNow } from '../clock';
import { isPassing, problemOf } from './errors';

export interface AskLimits {
  readonly tryMs: number;
  readonly totalMs: number;
  readonly tries: number;
  readonly inFlight: number;
}

/** Asks one workflow for an answer (an Update or a Query). Safe to repeat, because id and content stay the same. */
export type Ask = <R>(workflowId: string, call: (handle: WorkflowHandle, client: Client) => Promise<R>) => Promise<R>;

type Slots = <R>(work: () => Promise<R>) => Promise<R>;
interface Limit {
  readonly slots: Slots;
  users: number;
}

/**
 * At most 8 calls in flight per workflow (the engine takes 10 at once), 4 s a try, three tries, 10 s in all. Errors come as
 * Problems: the code with which the workflow refused and its facts; NOT_FOUND, with `data.closed` when it has ended;
 * ENGINE_BUSY when the outcome is not known. ENGINE_BUSY means "not known yet", never "not recorded": the same call may still
 * be applied, and asking again with the same id gives its answer.
 */
export function createAsk(client: Client, limits: Partial<AskLimits> = {}): Ask {
  const { tryMs, totalMs, tries, inFlight } = { tryMs: 4_000, totalMs: 10_000, tries: 3, inFlight: 8, ...limits };
  const slotsOf = slotsPerWorkflow(inFlight);

  return async <R>(workflowId: string, call: (handle: WorkflowHandle, client: Client) => Promise<R>): Promise<R> => {
    const endsAt = wallNow() + totalMs;
    const handle = client.workflow.getHandle(workflowId);
    const once = (): Promise<R> => {
      const deadline = Math.min(wallNow() + tryMs, endsAt);
      // it has waited for its turn longer than the caller will
      if (deadline <= wallNow()) throw new Problem('ENGINE_BUSY', `no turn at ${workflowId}`);
      return client.withDeadline(deadline, () => call(handle, client));
    };
    const repeated = async (): Promise<R> => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          const slots = await slotsOf(workflowId);
          return await slots(once);
        } catch (error) {
          if (!isPassing(error) || attempt === tries || wallNow() >= endsAt) throw problemOf(error, workflowId);
        }
      }
    };
    return within(totalMs, repeated(), () => new Problem('ENGINE_BUSY', `no answer of ${workflowId}`));
  };
}

/** The id of an Update: a double click is one, and a foreign id finds nothing of others. */
export const updateId = (actor: string, submission: string): string =>
  createHash('sha256').update(`${actor}\0${submission}`).digest('base64url');

/** Limits what is in flight, one limit a workflow; workflows to which nobody speaks take no memory. */
function slotsPerWorkflow(inFlight: number): (workflowId: string) => Promise<Slots> {
  const limits = new Map<string, Limit>();
  return async (workflowId) => {
    const { default: pLimit } = await import('p-limit'); // exists as an ES module only
    const limit: Limit = limits.get(workflowId) ?? { slots: pLimit(inFlight), users: 0 };
    limits.set(workflowId, limit);
    return async (work) => {
      limit.users += 1;
      try {
        return await limit.slots(work);
      } finally {
        limit.users -= 1;
        if (limit.users === 0) limits.delete(workflowId);
      }
    };
  };
}

async function within<R>(ms: number, work: Promise<R>, late: () => Problem): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), ms);
  });
  work.catch(() => undefined); // told to nobody when the time was up first
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
