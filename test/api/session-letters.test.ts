import { startApi, type Reply, type TestApi } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier, people } from '../setup/fixtures';
import { atRest, eventually } from '../setup/service';
import { openTestSession } from '../setup/session';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const fieldsOf = (reply: Reply): string[] => (reply.body.fields as { field: string }[]).map((f) => f.field);

describe('letters about members who have not voted', () => {
  const opened = async () => {
    const { service } = api.site;
    // C1 leads the council; all members work in U02
    const unit = (await service.store.units.get('U02'))!;
    await service.store.units.put({ ...unit, email: 'vanthu-u02@tinh-d.example' });
    const docket = await sendDocket(service, [dossier('CSTDCS', 1)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));
    const session = await openTestSession(service, lines, { level: 'unit', closing: 'atTime' });
    await session.reach('open');
    await atRest(session.handle);
    const ofUnit = await api.as('secretary', 'U01');
    return { ofUnit, session, id: session.id, path: `/sessions/${session.id}` };
  };

  test('are proposed, changed and sent by the secretary, once; the session shows what became of them', async () => {
    const { service } = api.site;
    const { ofUnit, path, id } = await opened();
    const before = await api.site.hash();
    const { items } = (await ofUnit.get(`${path}/letters/drafts`)).body as { items: Record<string, unknown>[] };
    expect(await api.site.hash()).toBe(before);
    expect(items).toMatchObject([
      {
        to: { kind: 'agency', unit: 'U02' },
        name: 'Lãnh đạo Sở Nội vụ',
        email: 'vanthu-u02@tinh-d.example',
        members: ['C1', 'C2', 'C3'],
        subject: 'V/v đôn đốc thành viên Hội đồng gửi phiếu, hạn 17 giờ 00 ngày 20/11',
        text: expect.stringContaining('- Ông Nguyễn Văn Mẫu C2, Giám đốc, Ủy viên.'),
      },
      // nobody is told of himself
      { to: { kind: 'chair' }, name: 'Ông Nguyễn Văn Mẫu C1, Chủ tịch Hội đồng', members: ['C2', 'C3'] },
    ]);
    const letter = {
      to: { kind: 'agency', unit: 'U02' },
      subject: 'V/v đôn đốc',
      text: 'Kính gửi: Lãnh đạo Sở.\n\nXin nhắc.',
    };
    const key = { 'idempotency-key': 'letter-1' };
    const first = await ofUnit.post(`${path}/letters`, letter, key);
    expect(first.status).toBe(200);
    expect((await ofUnit.post(`${path}/letters`, letter, key)).body).toEqual(first.body);
    expect((await ofUnit.post(`${path}/letters`, { ...letter, text: 'Khác.' }, key)).body.code).toBe('KEY_REUSED');
    const { sentLetters } = await eventually(
      async () => (await ofUnit.get(path)).body as { sentLetters: { status: string }[] },
      (body) => body.sentLetters[0]?.status === 'sent',
    );
    expect(sentLetters).toMatchObject([{ ...letter, address: 'vanthu-u02@tinh-d.example' }]);
    const mails = service.mails.to('vanthu-u02@').filter((m) => m.messageId?.includes(id) === true);
    expect(mails.map((m) => m.subject)).toEqual(['V/v đôn đốc']);
    expect(mails[0]!.text).toMatch(/^Kính gửi: Lãnh đạo Sở\.\n\nXin nhắc\.\n/);
    expect(mails[0]!.text).not.toContain('http');
    expect((await service.store.audit.trail(id)).map((e) => e.type)).toContain('writeLetter');
    // nothing of it stands in the engine but the name of the note
    const { events } = await service.client.workflow.getHandle(`session-${id}`).fetchHistory();
    expect(JSON.stringify(events)).not.toContain('vanthu-u02');
  });

  test('are refused where they cannot be meant', async () => {
    const { ofUnit, path, session } = await opened();
    const letter = { to: { kind: 'chair' }, subject: 'Báo cáo', text: 'Kính gửi: Chủ tịch Hội đồng.' };
    const send = (more: Record<string, unknown>, as = ofUnit) => as.post(`${path}/letters`, { ...letter, ...more });
    expect(fieldsOf(await send({ to: { kind: 'minister' } }))[0]).toMatch(/^to/);
    expect(fieldsOf(await send({ to: { kind: 'agency', unit: 'U01' } }))).toEqual(['to']);
    expect(fieldsOf(await send({ to: { kind: 'agency', unit: 'U99' } }))).toEqual(['to']);
    expect(fieldsOf(await send({ subject: 'x'.repeat(201), text: 'x'.repeat(5_001) }))).toEqual(['subject', 'text']);
    expect(fieldsOf(await send({ text: 'Xin bấm https://vinhdanh.example/b/abc' }))).toEqual(['text']);
    expect(fieldsOf(await send({ text: '' }))).toEqual(['text']);
    expect((await send({}, await api.as('unit', 'U01'))).status).toBe(403);
    expect((await send({}, await api.as('secretary', 'U02'))).status).toBe(404);
    expect((await (await api.as('unit', 'U01')).get(`${path}/letters/drafts`)).status).toBe(403);
    await ofUnit.post(`${path}/cancel`, { reason: 'Hoãn phiên.' });
    await session.reach('cancelled');
    expect((await send({})).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await ofUnit.get(`${path}/letters/drafts`)).body).toEqual({ items: [] });
  });

  test('are not sent when everybody has voted', async () => {
    const { ofUnit, path, session } = await opened();
    for (const person of people(3)) await session.vote(person, 'yes');
    expect((await ofUnit.get(`${path}/letters/drafts`)).body).toEqual({ items: [] });
    const letter = { to: { kind: 'chair' }, subject: 'Báo cáo', text: 'Kính gửi: Chủ tịch Hội đồng.' };
    expect((await ofUnit.post(`${path}/letters`, letter)).body.code).toBe('NOBODY_SILENT');
  });
});
