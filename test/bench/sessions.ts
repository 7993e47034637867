import { DAY_MS } from '../../domain/time';
import { castSheet, moveClock } from '../../workflows/messages';
import { sendDocket } from '../setup/docket';
import { uniqueName } from '../setup/engines';
import { furnish, people } from '../setup/fixtures';
import type { TestService } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';
import { costOf, costOfStep, quiet, undisturbed, type Cost } from './cost';
import { dossiersOn } from './dockets';

export interface SessionCost {
  /** Up to its last invitation. */
  readonly opening: Cost;
  /** Of every member, one after another. */
  readonly votes: readonly Cost[];
  readonly changedVote: Cost;
  readonly sameVoteAgain: Cost;
  readonly refusedVote: Cost;
  /** From the set time to the result and its mail. */
  readonly closing: Cost;
  readonly signedMinutes: Cost;
}

/** A session that closes at its time, with so many members and lines; every one of its invitations is out. */
async function openedSession(service: TestService, members: number, lines: number): Promise<TestSession> {
  await furnish(service.store, { province: 3, unit: members });
  const docket = await sendDocket(service, dossiersOn('unit', lines), { selfChecked: true });
  await docket.reach('waitingForCouncil');
  await quiet(docket.handle);
  const agenda = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));
  const session = await openTestSession(service, agenda, { level: 'unit', closing: 'atTime' });
  await session.reach('open');
  await quiet(session.handle);
  return session;
}

/** The whole life of a session, its messages one after another. */
export const sessionCost = (service: TestService, members: number, lines: number): Promise<SessionCost> =>
  undisturbed(async () => {
    const session = await openedSession(service, members, lines);
    const { handle } = session;
    const cost = (step: () => Promise<unknown>) => costOfStep(handle, step);
    const opening = await costOf(handle);
    const votes: Cost[] = [];
    for (const person of people(members)) votes.push(await cost(() => session.vote(person, 'yes')));
    const submission = uniqueName('form');
    const change = () => session.vote('C1', 'no', {}, submission);
    const result: SessionCost = {
      opening,
      votes,
      changedVote: await cost(change),
      sameVoteAgain: await cost(change),
      refusedVote: await cost(() => outsiderVotes(session)),
      closing: await cost(() => handle.executeUpdate(moveClock, { args: [later(service)] })),
      signedMinutes: await cost(() => session.order({ type: 'minutesSigned', note: 'minutes' })),
    };
    await handle.result();
    return { handle, result };
  });

/** All members in the same second, as the doors let them through. */
export const burstCost = (service: TestService, members: number): Promise<Cost> =>
  undisturbed(async () => {
    const session = await openedSession(service, members, 3);
    const { handle } = session;
    const vote = (person: string) => service.ask(handle.workflowId, () => session.vote(person, 'yes'));
    return { handle, result: await costOfStep(handle, () => Promise.all(people(members).map(vote))) };
  });

const later = ({ offsetMs }: TestService) => ({ offsetMs: offsetMs + 5 * DAY_MS });

async function outsiderVotes({ handle }: TestSession): Promise<void> {
  const sheet = { voterRef: 'an outsider', ordinal: 1, commitment: 'none' };
  await expect(handle.executeUpdate(castSheet, { args: [sheet] })).rejects.toMatchObject({
    cause: { type: 'NOT_A_MEMBER' },
  });
}
