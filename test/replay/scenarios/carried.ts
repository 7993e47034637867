import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { note, sendDocket } from '../../setup/docket';
import { freshDatabase, testEngines, uniqueName } from '../../setup/engines';
import { dossier, furnish, people } from '../../setup/fixtures';
import { testService, type TestService } from '../../setup/service';
import { openTestSession } from '../../setup/session';
import { TODAY } from './clock';
import { endRound, linesOf, signMinutes, type Play, type Scenario } from './scenario';

/** Events after which the server suggests to continue as new; thousands by default. */
const SUGGESTED_AFTER = 45;

/** A scenario on a server that soon suggests to continue as new. */
export const playedInRuns =
  (play: Play): Scenario =>
  async (keep) => {
    const server = await TestWorkflowEnvironment.createLocal({
      server: {
        executable: { type: 'existing-path', path: testEngines().programs.temporal },
        extraArgs: ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${SUGGESTED_AFTER}`],
        log: { format: 'pretty', level: 'error' },
      },
    });
    const service = await testService(undefined, {
      temporalAddress: server.address,
      mongodbUri: freshDatabase(),
      taskQueue: uniqueName('queue'),
      linkKey: randomBytes(32),
      ballotKeyDir: mkdtempSync(path.join(tmpdir(), 'ballot-keys-')),
    });
    try {
      await service.startWorker();
      await furnish(service.store);
      await keep(await play(service));
    } finally {
      await service.stop();
      await server.teardown();
    }
  };

/** Repeats something until the workflow has gone on in another run; gives both runs. */
async function intoNextRun(service: TestService, handle: WorkflowHandle, again: () => Promise<unknown>) {
  const runOf = async () => (await handle.describe()).runId;
  const first = await runOf();
  let second = first;
  while (second === first) {
    await again();
    second = await runOf();
  }
  const run = (runId: string): WorkflowHandle => service.client.workflow.getHandle(handle.workflowId, runId);
  return { first: run(first), second: run(second) };
}

/** A docket goes on in another run with its lines, receipts and a mail that the server of the unit has not taken yet. */
export const carriedDocket: Play = async (service) => {
  service.mails.refuse = { code: 451, text: 'try again later' };
  const docket = await sendDocket(service, [dossier('LDTT', 1), dossier('GK', 2)]);
  await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY });
  await docket.reach('screening');
  const runs = await intoNextRun(service, docket.handle, async () => {
    await docket.act({ type: 'changeContact', note: await note(service) });
  });
  service.mails.refuse = undefined;
  await docket.act({ type: 'withdraw', note: await note(service) });
  await docket.reach('withdrawn');
  await endRound(docket);
  return { 'docket-continues-as-new': runs.first, 'docket-goes-on-with-what-was-carried': runs.second };
};

/** A session goes on in another run with its electorate and votes; one of them is changed there, the last ones come. */
export const carriedSession: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('CSTDCS', 1)], { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const session = await openTestSession(service, linesOf(docket, 'CSTDCS'), { level: 'unit' });
  await session.reach('open');
  const runs = await intoNextRun(service, session.handle, () => session.vote('C1', 'no'));
  for (const person of people(3)) await session.vote(person, 'yes');
  await session.reach('closed');
  await signMinutes(service, session);
  return { 'session-continues-as-new': runs.first, 'session-goes-on-with-carried-votes': runs.second };
};
