import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { eventually } from '../setup/service';
import { board, draftOf, fieldsOf, linesWaiting } from './council';
import { tinyPdf } from '../setup/tiny-pdf';

let api: TestApi;
let secretary: TestCaller;
beforeAll(async () => {
  api = await startApi({ sizes: { province: 4, unit: 3 } });
  secretary = await api.as('secretary', 'U01');
});
afterAll(() => api.stop());

const scan = tinyPdf({ comment: 'counting minutes' });
const paper = { kind: 'countingMinutes', title: 'Biên bản kiểm phiếu', number: '01/BB', date: '2026-11-16' };
const reached = (id: string, status: string) =>
  eventually(
    async () => (await secretary.get(`/sessions/${id}`)).body,
    (body) => body.status === status,
  );

/** A meeting over one line that all three members agree to, with the doors for its totals. */
async function meeting(person: string, more: Record<string, unknown> = {}) {
  const [nomination] = (await linesWaiting(api, person)) as [string];
  const { body: draft } = await secretary.post('/sessions', draftOf([nomination], { kind: 'meeting', ...more }));
  await secretary.post(`/sessions/${draft.id}/open`, { expects: 0 });
  await reached(draft.id, 'open');
  const { body: file } = await secretary.upload(`/sessions/${draft.id}/attachments`, 'bien-ban.pdf', scan);
  const totals = {
    present: ['C1', 'C2', 'C3'],
    issued: 3,
    returned: 3,
    valid: 3,
    invalid: 0,
    lines: [{ nomination, yes: 3, no: 0 }],
    paper: { ...paper, attachment: file.id },
  };
  const door =
    (path: string) =>
    (body: unknown, key = {}, by: TestCaller = secretary) =>
      by.post(`/sessions/${draft.id}/${path}`, body, key);
  return { id: draft.id as string, nomination, totals, enter: door('totals'), confirm: door('totals/confirm') };
}

describe('a meeting', () => {
  test('names nobody who is away, and is not closed by votes', async () => {
    const nominations = await linesWaiting(api, 'P1');
    const said = draftOf(nominations, { kind: 'meeting' });
    expect(fieldsOf(await secretary.post('/sessions', { ...said, absent: ['C2'] }))).toEqual(['absent']);
    expect(fieldsOf(await secretary.post('/sessions', { ...said, closing: 'whenAllVoted' }))).toEqual(['closing']);
  });

  test('reads its totals back before they count: they come with their scan, must fit, and may be entered anew', async () => {
    const { id, nomination, totals, enter, confirm } = await meeting('P2');
    expect((await secretary.get(`/sessions/${id}/totals`)).status).toBe(404);
    expect(fieldsOf(await enter({ ...totals, paper }))).toEqual(['paper.attachment']);
    const wrong = { ...totals, returned: 2, lines: [{ nomination, yes: 3, no: 1 }] };
    expect(fieldsOf(await enter(wrong))).toEqual(['valid', 'lines.0.yes']);

    // a slip: three against instead of three for; nothing has happened yet
    const slip = await enter({ ...totals, lines: [{ nomination, yes: 0, no: 3 }] });
    expect([slip.status, slip.body.outcomes]).toEqual([200, [expect.objectContaining({ passed: false, yes: 0 })]]);
    const key = { 'idempotency-key': 'totals-1' };
    const read = await enter(totals, key);
    expect(read.body).toMatchObject({
      entered: { present: ['C1', 'C2', 'C3'], valid: 3, lines: [{ nomination, yes: 3, no: 0 }] },
      outcomes: [{ passed: true, why: { vi: '3/3 phiếu đồng ý = 100,00 % tổng số thành viên; cần ít nhất 3' } }],
    });
    expect((await enter(totals, key)).body).toEqual(read.body);
    expect((await enter({ ...totals, valid: 2, invalid: 1, lines: [{ nomination, yes: 2, no: 0 }] }, key)).status).toBe(
      422,
    );
    expect((await secretary.get(`/sessions/${id}/totals`)).body).toEqual(read.body);
    expect((await (await api.as('inspector')).get(`/sessions/${id}/totals`)).status).toBe(403);
    expect((await secretary.get(`/sessions/${id}`)).body).toMatchObject({ status: 'open' });

    // the slip is no longer what would be counted, and nobody confirms alone what he has typed
    const checkedBy = 'C2';
    expect((await confirm({ totals: slip.body.totals, checkedBy })).body.code).toBe('STATE_CHANGED');
    expect(fieldsOf(await confirm({ totals: read.body.totals }))).toEqual(['checkedBy']);
    // nor with the key under which he has typed them
    expect((await confirm({ totals: read.body.totals }, key)).body.code).toBe('KEY_REUSED');
    expect(fieldsOf(await confirm({ totals: read.body.totals, checkedBy: 'C9' }))).toEqual(['checkedBy']);
    const confirming = { 'idempotency-key': 'confirm-1' };
    const taken = await confirm({ totals: read.body.totals, checkedBy }, confirming);
    expect([taken.status, taken.body.status]).toEqual([200, 'open']);
    const closed = await reached(id, 'closed');
    expect(closed.result).toMatchObject({
      ballotPapers: { issued: 3, returned: 3, valid: 3, invalid: 0 },
      quorate: true,
    });
    expect(closed.result.lines).toMatchObject([{ tally: { yes: 3, passed: true } }]);
    expect(closed.turnout).toMatchObject([{ present: true }, { present: true }, { present: true }]);
    expect((await secretary.get(`/sessions/${id}/recount.json`)).status).toBe(404);
    expect((await confirm({ totals: read.body.totals, checkedBy }, confirming)).body).toEqual(taken.body);
    // counted is counted: what to do instead is said
    const late = await enter(totals);
    expect([late.status, late.body.code, late.body.detail]).toEqual([
      409,
      'TOTALS_COUNTED',
      expect.stringContaining('phiên mới'),
    ]);
    expect((await confirm({ totals: read.body.totals, checkedBy })).body.code).toBe('TOTALS_COUNTED');
    expect((await secretary.get(`/sessions/${id}/totals`)).body.code).toBe('TOTALS_COUNTED');
    const trail = await api.site.service.store.audit.trail(id);
    expect(trail.filter((e) => e.type === 'totalsEntered')).toHaveLength(2);
  });

  test('is confirmed by another caller, or in the name of a member of its counting board', async () => {
    const { store } = api.site.service;
    const other = await store.apiKeys.create({ name: 'office U01', role: 'office', unit: 'U01', now: paper.date });
    const first = await meeting('P3');
    const { body: read } = await first.enter(first.totals);
    const answer = await api.raw('POST', `/api/v1/sessions/${first.id}/totals/confirm`, {
      headers: {
        authorization: `Bearer ${other.key}`,
        'content-type': 'application/json',
        'idempotency-key': 'confirm-by-another',
      },
      body: JSON.stringify({ totals: read.totals }),
    });
    expect(answer.status).toBe(200);
    await reached(first.id, 'closed');

    const second = await meeting('P4', { ballot: 'secret', countingBoard: board });
    const { body: again } = await second.enter(second.totals);
    expect(fieldsOf(await second.confirm({ totals: again.totals, checkedBy: 'C2' }))).toEqual(['checkedBy']);
    expect((await second.confirm({ totals: again.totals, checkedBy: '  vũ đức MẪU' })).status).toBe(200);
    await reached(second.id, 'closed');
    const minutes = await eventually(
      () => store.sessions.need(second.id),
      (s) => s.papers !== undefined,
    );
    expect(minutes.result?.lines[0]?.tally.passed).toBe(true);
  });

  test('that nobody could be told of for a moment counts what was confirmed, once it is told again', async () => {
    const { service } = api.site;
    const { id, totals, enter, confirm } = await meeting('P5');
    const { body: read } = await enter(totals);
    const said = { totals: read.totals, checkedBy: 'C1' };
    const key = { 'idempotency-key': 'confirm-busy' };
    await service.stopWorker();
    expect((await confirm(said, key)).status).toBe(503);
    await service.startWorker();
    const taken = await eventually(
      () => confirm(said, key),
      (answer) => answer.status !== 503,
    );
    expect(taken.status).toBe(200);
    expect((await reached(id, 'closed')).result.lines).toMatchObject([{ tally: { yes: 3, passed: true } }]);
  });

  test('goes on with the member who came for another; its totals name the council of that moment', async () => {
    const { id, totals, enter, confirm } = await meeting('P6');
    const reason = 'Chuyển công tác.';
    const decision = { kind: 'decision', title: 'Quyết định', number: '77/QĐ-STC', date: '2026-11-16' };
    const replace = (member: string, body: unknown, key = {}) =>
      secretary.post(`/sessions/${id}/members/${member}/replace`, body, key);
    const body = { by: 'C4', reason, paper: decision };
    // entered before the council changed
    const { body: stale } = await enter(totals);
    expect(fieldsOf(await replace('C3', body))).toEqual(['by']);
    expect((await replace('C9', body)).body.code).toBe('NOT_A_MEMBER');
    const office = await api.as('office');
    const council = (await office.get('/councils/HD-U01')).body;
    const { id: _id, code: _code, ...version } = Array.isArray(council.items) ? council.items.at(-1) : council;
    const members = version.members.map((m: { person: string }) => (m.person === 'C3' ? { ...m, person: 'C4' } : m));
    expect(
      (await office.put('/councils/HD-U01', { ...version, validFrom: '2026-11-16', members })).status,
    ).toBeLessThan(300);
    expect((await replace('C2', { ...body, by: 'C1' })).body.code).toBe('ALREADY_A_MEMBER');
    const key = { 'idempotency-key': 'replace-C3' };
    // nobody could tell the session: what was looked at is what goes there once it can be told, and nobody else
    await api.site.service.stopWorker();
    expect((await replace('C3', body, key)).status).toBe(503);
    const other = await replace('C3', { ...body, by: 'P9' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED']);
    await api.site.service.startWorker();
    const done = await eventually(
      () => replace('C3', body, key),
      ({ status }) => status !== 503,
    );
    expect([done.status, (await replace('C3', body, key)).body]).toEqual([200, done.body]);
    await eventually(
      async () => (await secretary.get(`/sessions/${id}`)).body,
      (s) => s.members.some((m: { person: string }) => m.person === 'C4'),
    );
    expect((await replace('C3', body)).body.code).toBe('NOT_A_MEMBER');
    // what was entered names a member who has left
    expect(fieldsOf(await confirm({ totals: stale.totals, checkedBy: 'C1' }))).toEqual(['present.2']);
    const { body: read } = await enter({ ...totals, present: ['C1', 'C2', 'C4'] });
    expect((await confirm({ totals: read.totals, checkedBy: 'C4' })).status).toBe(200);
    const closed = await reached(id, 'closed');
    expect(closed.turnout.map((t: { person: string; present?: boolean }) => [t.person, t.present])).toEqual([
      ['C1', true],
      ['C2', true],
      ['C4', true],
    ]);
    expect(api.site.service.mails.keyed(`invitation.${id}.`)).toEqual([]);
    expect((await replace('C1', { ...body, by: 'C3' })).body.code).toBe('ACTION_NOT_ALLOWED');
  });
});
