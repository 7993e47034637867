import { setTimeout as wait } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { Activities } from '../../activities';
import type { ApiContext } from '../../api/context';
import { Problem } from '../../domain/errors';
import type { Page, Paging } from '../../platform/store';
import type { Finding, What } from './finding';

/** What processes and records are compared with, and mended by: the activities and commands of the service itself. */
export interface Tools {
  readonly context: ApiContext;
  readonly activities: Activities;
  /** Nothing is changed. */
  readonly dryRun: boolean;
}

/** A kind of process that has records. Another one is an entry in `kinds`. */
export interface ProcessKind {
  /** Type of the workflow. */
  readonly type: string;
  workflowId(id: string): string;
  /** Records whose process is under way. */
  open(tools: Tools): AsyncIterable<string>;
  /** Of these, those whose record says that they are over. */
  over(tools: Tools, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Compares one, and mends it. */
  check(tools: Tools, id: string, process: Process): Promise<readonly Finding[]>;
}

/** A process as the engine has it. */
export interface Process {
  readonly id: string;
  /** @throws Problem NOT_FOUND, ENGINE_BUSY */
  ask<R>(call: (handle: WorkflowHandle) => Promise<R>): Promise<R>;
  /** What it says; undefined when the engine does not know it. */
  state<R>(call: (handle: WorkflowHandle) => Promise<R>): Promise<R | undefined>;
}

export function processOf({ context: { ask } }: Tools, id: string): Process {
  return {
    id,
    ask: patiently,
    async state(call) {
      try {
        return await patiently(call);
      } catch (error) {
        if (error instanceof Problem && error.code === 'NOT_FOUND') return undefined;
        throw error;
      }
    },
  };

  /** A worker that has just been started needs a while. */
  async function patiently<R>(call: (handle: WorkflowHandle) => Promise<R>): Promise<R> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask(id, call);
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'ENGINE_BUSY' || attempt === ATTEMPTS) throw error;
      }
    }
  }
}

/** Of up to ten seconds each. */
const ATTEMPTS = 3;

/** A finding that is mended by `work`, unless nothing is to be changed. */
export async function mend(
  { dryRun }: Tools,
  found: { readonly process: string; readonly what: What; readonly count?: number; readonly of?: readonly string[] },
  work: () => Promise<unknown>,
): Promise<Finding> {
  if (!dryRun) await work();
  return { count: 0, ...found, mended: !dryRun };
}

export const listed = (process: string, what: What, of: readonly string[] = []): Finding => ({
  process,
  what,
  mended: false,
  count: of.length,
  of,
});

const PATIENCE_MS = 30_000;

/** Waits until the process has come so far. @throws Problem ENGINE_BUSY */
export async function until<S>(ask: () => Promise<S>, fits: (state: S) => boolean): Promise<S> {
  const endsAt = performance.now() + PATIENCE_MS;
  for (;;) {
    const state = await ask();
    if (fits(state)) return state;
    if (performance.now() > endsAt) throw new Problem('ENGINE_BUSY', 'the process does not go on');
    await wait(100);
  }
}

/** Long enough for a write that is under way. */
const SETTLE_MS = 3_000;

/** The record, looked at once more when it seems to be behind: what has just happened is being written. */
export async function settled<R>(read: () => Promise<R>, isBehind: (record: R) => boolean): Promise<R> {
  const record = await read();
  if (!isBehind(record)) return record;
  await wait(SETTLE_MS);
  return await read();
}

/** All pages of a list, one record after another. */
export async function* each<T>(list: (paging: Paging) => Promise<Page<T>>): AsyncGenerator<T> {
  let cursor: string | undefined;
  do {
    const { items, next } = await list({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    yield* items;
    cursor = next;
  } while (cursor !== undefined);
}
