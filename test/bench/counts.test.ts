import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import type { mongo } from 'mongoose';
import type { ApiContext } from '../../api/context';
import type { BallotCase } from '../../api/pages/ballot-case';
import { cast } from '../../api/pages/ballot-cast';
import type { Dossier } from '../../platform/store';
import { connectMongo } from '../../platform/mongo';
import { createStore } from '../../platform/store';
import { createLinks } from '../../platform/links';
import { castSheet, moveClock, sessionView } from '../../workflows/messages';
import { sendDocket } from '../setup/docket';
import { databaseOf } from '../setup/dump';
import { uniqueName } from '../setup/engines';
import { dossier, furnish, people, START } from '../setup/fixtures';
import { eventually, testService, type TestService } from '../setup/service';
import { openTestSession, type SessionLineOf, type TestSession } from '../setup/session';
import { byHand, travel } from '../replay/journey';

/**
 * What the process costs, counted and not timed: state transitions and events of the engine, commands to the database. The
 * numbers are exact and the same on every machine; a change that makes the process dearer changes `bench/counts.json`, which
 * is written anew with UPDATE_COUNTS=1. On the development server, because the time-skipping one counts no transitions.
 *
 * Exact because messages come one after another and every one waits until the workflow is quiet: no task open and no activity
 * under way. Else a mail that is accepted while the next message arrives shares a task with it on one machine and not on
 * another. A count in which a task or an activity had to be tried again, as on a machine that stood still for seconds, says
 * nothing about the process: it is taken anew.
 *
 * Not counted is the opening of a session: its invitations go out side by side, so how many of them share a task is up to the
 * machine. It is the same for all agendas, and no vote waits for it.
 */
const FILE = path.resolve(__dirname, '../../bench/counts.json');

interface Cost {
  readonly transitions: number;
  readonly events: number;
}

const TIMEOUT_MS = 300_000;
let service: TestService;
const counted: { dockets: Record<string, Cost>; sessions: Record<string, Cost>; mongo: Record<string, number> } = {
  dockets: {},
  sessions: {},
  mongo: {},
};

beforeAll(async () => {
  service = await testService();
  await furnish(service.store, { province: 25, unit: 25 });
}, TIMEOUT_MS);
afterAll(() => service.stop(), TIMEOUT_MS);

// --- counting --------------------------------------------------------------------------------------------------------

async function costOf(handle: WorkflowHandle): Promise<Cost> {
  const { raw, historyLength } = await handle.describe();
  return { transitions: Number(raw.workflowExecutionInfo!.stateTransitionCount), events: historyLength };
}

/** Until nothing happens any more unless somebody says something: what the last message set off is over. */
async function quiet(handle: WorkflowHandle): Promise<void> {
  await eventually(
    async () => {
      const { raw } = await handle.describe();
      return (raw.pendingActivities?.length ?? 0) + (raw.pendingWorkflowTask ? 1 : 0);
    },
    (open) => open === 0,
    120_000,
  );
}

/** What one step costs, from quiet to quiet. */
async function costOfStep(handle: WorkflowHandle, step: () => Promise<unknown>): Promise<Cost> {
  const before = await costOf(handle);
  await step();
  await quiet(handle);
  const after = await costOf(handle);
  return { transitions: after.transitions - before.transitions, events: after.events - before.events };
}

const troubles = new Set(['workflowTaskTimedOut', 'workflowTaskFailed', 'activityTaskTimedOut', 'activityTaskFailed']);

/** Whether the machine was too slow for a count: something was tried twice. */
async function wasDisturbed(handle: WorkflowHandle): Promise<boolean> {
  const { events = [] } = await handle.fetchHistory();
  return (events ?? []).some((event) => {
    const [about] = Object.keys(event).filter((key) => key.endsWith('EventAttributes'));
    const kind = about?.replace('EventAttributes', '') ?? '';
    return troubles.has(kind) || Number(event.activityTaskStartedEventAttributes?.attempt ?? 1) > 1;
  });
}

/** Counts once, and again when the machine had stood still. */
async function undisturbed<T>(count: () => Promise<{ handle: WorkflowHandle; result: T }>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const { handle, result } = await count();
    if (attempt === 3 || !(await wasDisturbed(handle))) return result;
  }
}

// --- dockets ---------------------------------------------------------------------------------------------------------

const routes = {
  unit: (no: number) => dossier('CSTDCS', no),
  province: (no: number) => dossier('CSTDT', no),
  central: (no: number) => dossier('HCLD3', no, { flags: ['headOfProvincialBody', 'managedByParty'] }),
  simplified: (no: number) => dossier('BKT', no, { procedure: 'simplified', commendationType: 'adHoc' }),
} satisfies Record<string, (no: number) => Dossier>;

/** The whole life of a docket: sent, acted on as one list, ended and closed. */
async function wholeDocket(route: keyof typeof routes, lines: number): Promise<{ handle: WorkflowHandle; result: Cost }> {
  const dossiers = Array.from({ length: lines }, (_, i) => routes[route](i + 1));
  // its last day is over, so that it closes with its last line
  const docket = await sendDocket(service, dossiers, { openUntil: '2026-11-15' });
  const { handle } = docket;
  await quiet(handle);
  const act: typeof docket.act = async (action, ids) => {
    const receipt = await docket.act(action, ids);
    await quiet(handle);
    return receipt;
  };
  await travel(service, { ...docket, act }, byHand(service));
  await handle.result();
  return { handle, result: await costOf(handle) };
}

test.each(Object.keys(routes) as (keyof typeof routes)[])(
  'a docket on the route %s costs the same with 1, 10 and 60 lines',
  async (route) => {
    const costs: Cost[] = [];
    for (const lines of [1, 10, 60]) costs.push(await undisturbed(() => wholeDocket(route, lines)));
    expect(costs).toEqual([costs[0], costs[0], costs[0]]);
    counted.dockets[route] = costs[0]!;
  },
  TIMEOUT_MS,
);
