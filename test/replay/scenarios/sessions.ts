import { noReport } from '../../../domain/drill';
import { sessionPapersWorkflowId } from '../../../domain/ids';
import { reminderTimes } from '../../../domain/reminders';
import { DAY_MS, instant, msOf } from '../../../domain/time';
import { samplePack } from '../../../samples/pack';
import type { sessionPapers } from '../../../workflows/session-papers';
import { note, sendDocket } from '../../setup/docket';
import { calendar, dossier, people, START } from '../../setup/fixtures';
import { eventually, type TestService } from '../../setup/service';
import { enterTotals, openTestSession } from '../../setup/session';
import { passTo } from './clock';
import { linesOf, signMinutes, type Play } from './scenario';

const CLOSES_AT = '2026-11-20T10:00:00.000Z';

/** A session of the unit's council over one or more lines, open until Friday. */
async function openSession(service: TestService, count = 1) {
  const docket = await sendDocket(
    service,
    Array.from({ length: count }, (_, i) => dossier('CSTDCS', i + 1)),
    { selfChecked: true },
  );
  await docket.reach('waitingForCouncil');
  const options = { level: 'unit', closing: 'atTime', closesAt: CLOSES_AT } as const;
  const session = await openTestSession(service, linesOf(docket, 'CSTDCS'), options);
  await session.reach('open');
  return { docket, session };
}

/** Silent members are reminded twice; without quorum the session is extended, then closes with nothing decided. */
export const withoutQuorum: Play = async (service) => {
  const { docket, session } = await openSession(service);
  await session.vote('C1', 'yes');
  const times = reminderTimes(calendar, START, CLOSES_AT, [3, 1], samplePack.reminders);
  for (const [i, time] of times.entries()) {
    await passTo(session, time);
    await mailed(service, 'c2@', i + 2);
  }
  await passTo(session, CLOSES_AT);
  const { closesAt } = await eventually(session.record, (s) => s.extended);
  await passTo(session, closesAt);
  const { closedAt } = await session.reach('closed');
  await docket.reach('waitingForCouncil');
  // nobody signs the minutes
  await passTo(session, instant(msOf(closedAt!) + 30 * DAY_MS));
  return { 'session-reminds-and-is-extended-once-without-quorum': session.handle };
};

/** Everything that a secretary can order of an open session; it closes before its time. */
export const secretary: Play = async (service) => {
  const { docket, session } = await openSession(service, 2);
  await session.vote('C1', 'yes');
  await session.order({ type: 'remind' });
  await mailed(service, 'c2@', 2);
  await session.order({ type: 'resend', voterRef: (await service.store.electors.refOf(session.id, 'C1'))! });
  await mailed(service, 'c1@', 2);
  const about = [(await service.store.electors.refOf(session.id, 'C2'))!];
  const letter = {
    to: { kind: 'agency' as const, unit: 'U02' },
    subject: 'V/v đôn đốc',
    text: 'Kính gửi: Lãnh đạo Sở.',
  };
  await session.order({ type: 'writeLetter', about, note: await note(service, { letter }) });
  await mailed(service, 'office-u02@', 1);
  await session.order({ type: 'extend', closesAt: '2026-11-27T10:00:00.000Z', note: await note(service) });
  await eventually(session.record, (s) => s.closesAt === '2026-11-27T10:00:00.000Z');
  const early = '2026-11-18T10:00:00.000Z';
  await session.order({ type: 'closeEarly', at: early, note: await note(service) });
  for (const person of people(3)) await session.vote(person, 'no');
  await passTo(session, early);
  await session.reach('closed');
  await docket.reach('declined');
  await signMinutes(service, session);
  return { 'session-obeys-its-secretary-and-closes-early': session.handle };
};

/** A member leaves the council, one has another address, lines leave the agenda until none is left. */
export const changed: Play = async (service) => {
  const { docket, session } = await openSession(service, 2);
  const [first, second] = docket.nominations as [string, string];
  await session.vote('C1', 'yes');
  await session.replace('C1', 'C4');
  await mailed(service, 'c4@', 1);
  const voterRef = (await service.store.electors.refOf(session.id, 'C2'))!;
  await session.order({ type: 'changeAddress', voterRef, note: await note(service) });
  await mailed(service, 'c2@', 2);
  const paper = { kind: 'letter', title: 'Công văn', number: '12/SNV', date: '2026-11-16' };
  await session.order({ type: 'dropLine', nomination: first, note: await note(service, { paper }) });
  await docket.reach('waitingForCouncil', [first]);
  await session.order({ type: 'dropLine', nomination: second, note: await note(service, { paper }) });
  await session.reach('cancelled');
  await docket.reach('waitingForCouncil', [second]);
  return { 'session-changes-its-council-and-loses-its-lines': session.handle };
};

/** Invitations that wait for a drill: it finds nobody to attack and they stay, then the command reports one that was passed. */
export const drilled: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('CSTDCS', 1)], { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const options = { level: 'unit', closing: 'whenAllVoted', closesAt: CLOSES_AT, held: true } as const;
  const session = await openTestSession(service, linesOf(docket, 'CSTDCS'), options);
  await session.reach('open');
  await session.order({ type: 'drill' });
  await eventually(session.record, (s) => s.drill?.status === 'failed');
  const report = { links: 6, visits: 6, browser: true, met: { '200': 6 }, caused: noReport.caused };
  await session.order({ type: 'drillReport', report });
  await mailed(service, 'c2@', 1);
  for (const person of people(3)) await session.vote(person, 'yes');
  await session.reach('closed');
  await docket.reach('waitingForApproval');
  await signMinutes(service, session);
  return { 'session-invites-after-its-drill': session.handle };
};

/** A meeting that one member goes to for another, and whose secretary enters what the counting board has counted. */
export const met: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('CSTDCS', 1)], { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const options = { level: 'unit', closing: 'atTime', closesAt: CLOSES_AT, kind: 'meeting' } as const;
  const session = await openTestSession(service, linesOf(docket, 'CSTDCS'), options);
  await session.reach('open');
  await session.replaceAtMeeting('C1', 'C4');
  await eventually(session.record, (s) => s.members.some((m) => m.person === 'C4'));
  const lines = [{ nomination: docket.nominations[0]!, yes: 3, no: 0 }];
  const present = ['C4', 'C2', 'C3'];
  await enterTotals(service, session, { present, issued: 3, returned: 3, valid: 3, invalid: 0, lines });
  await session.reach('closed');
  await docket.reach('waitingForApproval');
  await signMinutes(service, session);
  // ordered after all: what was made before stays
  const { client, taskQueue } = service;
  const papers = await client.workflow.start<typeof sessionPapers>('sessionPapers', {
    workflowId: sessionPapersWorkflowId(session.id),
    taskQueue,
    args: [{ sessionId: session.id }],
  });
  return { 'session-counts-the-totals-of-its-meeting': session.handle, 'session-papers-are-made-later': papers };
};

/** Two lines on a tie wait for the chair: his secretary is reminded, he agrees to one and not to the other. */
export const tied: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('CSTDCS', 1), dossier('CSTDCS', 2)], { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const [first, second] = docket.nominations as [string, string];
  const rule = { threshold: { of: [1, 2], mode: 'moreThan' }, tie: 'chairDecides', base: 'votesCast' } as const;
  const lines = linesOf(docket, 'CSTDCS').map((line) => ({ ...line, rule }));
  const session = await openTestSession(service, lines, { level: 'unit', closing: 'atTime', closesAt: CLOSES_AT });
  await session.reach('open');
  await session.vote('C1', 'yes');
  await session.vote('C2', 'no');
  await passTo(session, CLOSES_AT);
  const { closedAt } = await session.reach('awaitingChair');
  await passTo(session, instant(msOf(closedAt!) + 3 * DAY_MS + 60_000));
  await eventually(
    () => Promise.resolve(service.mails.keyed(`sessionResult.${session.id}.secretary.ties-`).length),
    (come) => come >= 2,
  );
  for (const [nomination, decision] of [[first, 'yes'] as const, [second, 'no'] as const]) {
    await session.order({ type: 'chairDecides', nomination, decision, by: 'C1', note: await note(service) });
  }
  await session.reach('closed');
  await docket.reach('waitingForApproval', [first]);
  await docket.reach('declined', [second]);
  await signMinutes(service, session);
  return { 'session-waits-for-its-chair-on-a-tie': session.handle };
};

/** A session is cancelled after the first vote, and one finds nothing to decide. */
export const cancelled: Play = async (service) => {
  const { docket, session } = await openSession(service);
  await session.vote('C1', 'yes');
  const empty = await openTestSession(service, linesOf(docket, 'CSTDCS'), { level: 'unit' });
  await empty.reach('failed');
  await session.order({ type: 'cancel', note: await note(service) });
  await session.reach('cancelled');
  await docket.reach('waitingForCouncil');
  return {
    'session-cancelled-releases-its-lines': session.handle,
    'session-with-nothing-to-decide-ends': empty.handle,
  };
};

async function mailed({ mails }: TestService, address: string, count: number): Promise<void> {
  await eventually(
    () => Promise.resolve(mails.to(address).length),
    (come) => come >= count,
  );
}
