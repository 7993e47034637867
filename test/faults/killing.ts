import { setTimeout as wait } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import type { Killable, KillableWorker } from '../setup/killable';

/** Numbers between 0 and 1 that a seed gives again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What was under way when something was killed. */
export interface Kill {
  readonly part: string;
  /** Activities of the process that the victim had in hand, or that were under way at all when it was no worker. */
  readonly activities: readonly string[];
  readonly done: number;
}

export interface Plan {
  readonly process: WorkflowHandle;
  readonly workers: readonly KillableWorker[];
  /** So many workers are killed in all. */
  readonly kills: number;
  /** How much there is to do; the kills are spread over it, but for these before the first and after the last of it. */
  readonly total: number;
  readonly before: number;
  readonly after: number;
  /** Killed once when so much is done. */
  readonly engines: readonly { readonly name: string; readonly part: Killable; readonly at: number }[];
  readonly random: () => number;
  /** How much is done; undefined while nobody can say. */
  done(): Promise<number | undefined>;
  over(): boolean;
}

/** A worker that gets nothing to do is killed as well, for it may have a task of another process in hand. */
const IDLE_MS = 15_000;
/** The engine and the database are asked so often; a batch that is rendered takes seconds. */
const WATCH_MS = 50;
/** How often a lane looks whether its moment has come. */
const LOOK_MS = 15;
/** What it is at takes tens of milliseconds. */
const MOMENT_MS = 120;
/** So much is left to do when the last of the kills on the way is due. */
const LAST = 50;

/**
 * Kills workers with SIGKILL, each a random while after it has taken something up, and starts them again, until so many were
 * killed; and engines on the way. What is left to do is shared among the kills that are left. @returns what was killed, in order
 */
export async function killOnTheWay(plan: Plan): Promise<readonly Kill[]> {
  const kills: Kill[] = [];
  let done = 0;
  let inHand = new Map<string, string[]>();
  let watching = true;

  const watch = async (): Promise<void> => {
    while (watching) {
      done = (await plan.done()) ?? done;
      inHand = (await heldBy(plan.process)) ?? inHand;
      await wait(WATCH_MS);
    }
  };
  const ofWorkers = () => kills.filter(({ part }) => part === 'worker').length;
  const more = () => !plan.over() && ofWorkers() < plan.kills;
  /** How many may have been killed by now. */
  const due = (): number => {
    const { kills: all, before, after, total } = plan;
    return done >= total ? all : before + (all - before - after) * (done / (total - LAST));
  };

  const lane = async (worker: KillableWorker): Promise<void> => {
    while (more()) {
      if (worker.identity() === undefined) await worker.start();
      const lives = () => more() && worker.identity() !== undefined;
      const held = () => inHand.get(worker.identity() ?? '') ?? [];
      while (lives() && !worker.works()) await wait(LOOK_MS);
      const idleUntil = Date.now() + plan.random() * IDLE_MS;
      while (lives() && ((held().length === 0 && Date.now() < idleUntil) || ofWorkers() >= due())) await wait(LOOK_MS);
      // somewhere between one thing that it does and the next
      await wait(plan.random() * MOMENT_MS);
      // it may have found no database to start on
      if (!lives()) continue;
      kills.push({ part: 'worker', activities: held(), done });
      await worker.kill();
    }
  };
  const engines = async (): Promise<void> => {
    for (const { name, part, at } of plan.engines) {
      while (!plan.over() && done < at) await wait(LOOK_MS);
      await wait(plan.random() * 200);
      if (plan.over()) return;
      kills.push({ part: name, activities: [...inHand.values()].flat(), done });
      await part.kill();
      await part.start();
    }
  };

  const watched = watch();
  try {
    await Promise.all([...plan.workers.map(lane), engines()]);
  } finally {
    watching = false;
    await watched;
  }
  return kills;
}

/** The activities of a process that are under way, by the worker that has them; undefined while the engine is away. */
async function heldBy(process: WorkflowHandle): Promise<Map<string, string[]> | undefined> {
  try {
    const { raw } = await process.client.withDeadline(Date.now() + 1_000, () => process.describe());
    const held = new Map<string, string[]>();
    for (const { lastWorkerIdentity, activityType, state } of raw.pendingActivities ?? []) {
      if (Number(state) !== STARTED) continue;
      const who = lastWorkerIdentity ?? '';
      held.set(who, [...(held.get(who) ?? []), activityType?.name ?? '']);
    }
    return held;
  } catch {
    return undefined;
  }
}

/** `PENDING_ACTIVITY_STATE_STARTED` */
const STARTED = 2;
