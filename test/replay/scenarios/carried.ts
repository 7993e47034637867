import type { WorkflowHandle } from '@temporalio/client';
import { note, sendDocket } from '../../setup/docket';
import { dossier, people } from '../../setup/fixtures';
import { intoNextRun, suggestingAfter } from '../../setup/runs';
import type { TestService } from '../../setup/service';
import { openTestSession } from '../../setup/session';
import { TODAY } from './clock';
import { endRound, linesOf, signMinutes, type Play, type Scenario } from './scenario';

export const SUGGESTED_AFTER = 45;

/** A scenario on a server that soon suggests to continue as new. */
export const playedInRuns =
  (play: Play): Scenario =>
  async (keep) => {
    const own = await suggestingAfter(SUGGESTED_AFTER);
    try {
      await keep(await play(own.service));
    } finally {
      await own.stop();
    }
  };

/** Both runs of a workflow that goes on in another one while something is said again and again. */
async function bothRuns({ client }: TestService, handle: WorkflowHandle, again: () => Promise<unknown>) {
  const { first, second } = await intoNextRun(handle, SUGGESTED_AFTER, again);
  const run = (runId: string): WorkflowHandle => client.workflow.getHandle(handle.workflowId, runId);
  return { first: run(first), second: run(second) };
}

/** A docket goes on in another run with its lines, receipts and a mail that the server of the unit has not taken yet. */
export const carriedDocket: Play = async (service) => {
  service.mails.refuse = { code: 451, text: 'try again later' };
  const docket = await sendDocket(service, [dossier('LDTT', 1), dossier('GK', 2)]);
  await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY });
  await docket.reach('screening');
  const runs = await bothRuns(service, docket.handle, async () => {
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
  const runs = await bothRuns(service, session.handle, () => session.vote('C1', 'no'));
  for (const person of people(3)) await session.vote(person, 'yes');
  await session.reach('closed');
  await signMinutes(service, session);
  return { 'session-continues-as-new': runs.first, 'session-goes-on-with-carried-votes': runs.second };
};
