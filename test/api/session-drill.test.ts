import { createServer } from 'node:http';
import { startApi, type Reply, type TestApi } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const fieldsOf = (reply: Reply): string[] => (reply.body.fields as { field: string }[]).map((f) => f.field);
const reason = 'Đã kiểm tra mẫu thư bằng cách khác.';

async function lines() {
  const docket = await sendDocket(api.site.service, [dossier('CSTDCS', 1)], { selfChecked: true });
  await docket.reach('waitingForCouncil');
  return docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));
}

/** An open session of the unit's council whose invitations wait. */
async function held(): Promise<{ session: TestSession; path: string }> {
  const session = await openTestSession(api.site.service, await lines(), { level: 'unit', held: true });
  await session.reach('open');
  return { session, path: `/sessions/${session.id}` };
}

const invited = (session: TestSession) => api.site.service.mails.keyed(`invitation.${session.id}.`).length;
const leave = (session: TestSession) =>
  eventually(
    () => Promise.resolve(invited(session)),
    (n) => n === 3,
  );

test('a session is opened with a drill through the door, and shows that it waits', async () => {
  const ofUnit = await api.as('secretary', 'U01');
  const [line] = await lines();
  const basis = { foundingDecision: 'QĐ 45', regulation: 'Quy chế', article: 'Điều 8', orderedBy: 'Chủ tịch' };
  const said = { name: 'Xét thi đua', council: 'HD-U01', kind: 'written', ballot: 'named', basis };
  const draft = { ...said, closesAt: '2026-11-20T17:00:00+07:00', nominations: [line!.nomination] };
  const { body: meeting } = await ofUnit.post('/sessions', { ...draft, kind: 'meeting' });
  expect(fieldsOf(await ofUnit.post(`/sessions/${meeting.id}/open`, { drill: true, expects: 0 }))).toEqual(['drill']);
  const { body: made } = await ofUnit.post('/sessions', draft);
  const path = `/sessions/${made.id as string}`;
  expect((await ofUnit.post(`${path}/open`, { drill: true, expects: 0 })).status).toBe(202);
  const { body } = await eventually(
    () => ofUnit.get(path),
    (r) => r.body.status === 'open',
  );
  expect(body).toMatchObject({ drill: { status: 'waiting' } });
  expect(body).not.toHaveProperty('nextReminder');
  expect((body.letters as { status: string }[]).map((l) => l.status)).toEqual(['none', 'none', 'none']);
  await ofUnit.post(`${path}/cancel`, { reason });
  await eventually(
    () => ofUnit.get(path),
    (r) => r.body.status === 'cancelled',
  );
  // who was never asked is not told that he is asked no more
  expect(api.site.service.mails.keyed(`sessionCancelled.${made.id as string}.`)).toEqual([]);
});

test('the drill is run by the worker, and the invitations leave when it is passed', async () => {
  const ofUnit = await api.as('secretary', 'U01');
  const { session, path } = await held();
  for (const order of ['remind', 'members/C1/resend'])
    expect((await ofUnit.post(`${path}/${order}`, {})).body.code).toBe('INVITATIONS_HELD');
  expect((await (await api.as('unit', 'U01')).post(`${path}/drill`, {})).status).toBe(403);
  const sent = api.site.service.mails.mails.length;
  expect((await ofUnit.post(`${path}/drill`, {})).body).toMatchObject({ status: 'open' });
  const { body } = await eventually(
    () => ofUnit.get(path),
    (r) => (r.body.drill as { status: string }).status === 'passed',
  );
  expect(body.drill).toMatchObject({
    // three mails, and each of their links cut off
    report: { links: 6, browser: false, caused: { votes: 0, drafts: 0, opened: 0, mails: 0, revoked: 0 } },
  });
  await leave(session);
  expect(api.site.service.mails.mails.length).toBe(sent + 3);
  expect((await ofUnit.post(`${path}/drill`, {})).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await ofUnit.post(`${path}/drill/skip`, { reason })).body.code).toBe('ACTION_NOT_ALLOWED');
  const trail = (await api.site.service.store.audit.trail(session.id)).map((e) => e.type);
  expect(trail.slice(-2)).toEqual(['drill', 'drillPassed']);
});

test('nobody tells a session through a door that it has passed', async () => {
  const ofUnit = await api.as('secretary', 'U01');
  const { session, path } = await held();
  const report = { links: 1, visits: 1, browser: true, met: { '200': 1 }, caused: {} };
  expect(fieldsOf(await ofUnit.post(`${path}/drill`, { report }))).toEqual(['report']);
  expect((await session.record()).drill?.status).toBe('waiting');
  // it goes without, for a reason that stays
  expect(fieldsOf(await ofUnit.post(`${path}/drill/skip`, {}))).toEqual(['reason']);
  expect((await ofUnit.post(`${path}/drill/skip`, { reason })).status).toBe(200);
  await leave(session);
  const trail = await api.site.service.store.audit.trail(session.id);
  const note = trail.find((e) => e.type === 'skipDrill')?.data['note'];
  expect((await api.site.service.store.notes.need(note as string)).reason).toBe(reason);
});

test('a page that votes when it is looked at keeps them, and the secretary reads what it did', async () => {
  const { service } = api.site;
  const ofUnit = await api.as('secretary', 'U01');
  const { session, path } = await held();
  const voterRef = (await service.store.electors.refOf(session.id, 'C1'))!;
  // one vote, however often it is looked at
  const sheet = { session: session.id, voterRef, submission: 'robot', sealed: Buffer.from('x'), commitment: 'c' };
  const bad = createServer((_req, res) => {
    const voted = service.store.sheets.insertSheet({ ...sheet, at: '2026-11-16T02:00:00.000Z' });
    void voted.then(() => res.end('Đã ghi nhận.'));
  });
  await new Promise<void>((resolve) => bad.listen(0, '127.0.0.1', resolve));
  const { port } = bad.address() as { port: number };
  await service.stopWorker();
  await service.startWorker({ pagesUrl: `http://127.0.0.1:${port}` });
  try {
    await ofUnit.post(`${path}/drill`, {});
    const { body } = await eventually(
      () => ofUnit.get(path),
      (r) => (r.body.drill as { status: string }).status === 'failed',
    );
    expect(body.drill).toMatchObject({ report: { caused: { votes: 1, drafts: 0 } } });
    const told = () => service.mails.keyed(`drillFailed.${session.id}.`);
    await eventually(
      () => Promise.resolve(told().length),
      (n) => n === 1,
    );
    expect(told()[0]!.text).toContain('- Phiếu được ghi nhận: 1.');
    expect(invited(session)).toBe(0);
  } finally {
    await service.stopWorker();
    await service.startWorker();
    bad.closeAllConnections();
    bad.close();
  }
});
