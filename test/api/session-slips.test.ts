import { sheetLines, type Sitting } from '../pages/sitting';
import { startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier, joins, START } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { openTestSession } from '../setup/session';
import { askSlip, printedSlip, reason, slipsIn } from '../setup/slips';

let api: TestApi;
let ofUnit: TestCaller;
let sitting: Sitting;
beforeAll(async () => {
  api = await startApi();
  ofUnit = await api.as('secretary', 'U01');
  sitting = await sheetLines(api.site, 1);
});
afterAll(() => api.stop());

const answer = ({ status, body }: Reply): [number, string | undefined] => [status, body?.code];
const fieldsOf = (reply: Reply): string[] => (reply.body.fields as { field: string }[]).map((f) => f.field);
const slipsOf = async (session: string) => (await ofUnit.get(`/sessions/${session}`)).body.slips;
const keyed = (key: string) => ({ 'idempotency-key': key });

describe('the paper invitation of a member', () => {
  test('bears his name and his very link, opens his sheet, and is on record by name', async () => {
    const { session } = await sitting.open('named');
    const reply = await askSlip(ofUnit, session.id, 'C2');
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('application/pdf');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const name = encodeURIComponent(`Giấy mời ${session.id} Nguyễn Văn Mẫu C2.pdf`);
    expect(reply.headers.get('content-disposition')).toContain(name);
    const [slip, ...others] = await slipsIn(reply.bytes);
    expect(others).toEqual([]);
    expect(slip!.text).toContain('Kính gửi: Ông Nguyễn Văn Mẫu C2');
    expect(slip!.number).toBeUndefined();
    expect(slip!.link).toBe(`https://vinhdanh.example${await api.site.token('ballot', session.id, 'C2')}`);
    expect((await api.site.get(slip!.path)).status).toBe(200);

    expect(await slipsOf(session.id)).toEqual([
      { person: 'C1' },
      { person: 'C2', printedAt: expect.any(String) },
      { person: 'C3' },
    ]);
    const trail = await api.site.service.store.audit.trail(session.id);
    const [entry, ...more] = trail.filter(({ type }) => type === 'slipPrinted');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ actor: expect.stringMatching(/^key:/), data: { member: 'C2' } });
    const note = await api.site.service.store.notes.need(entry!.data['note'] as string);
    expect(note).toMatchObject({ reason, members: ['C2'], citation: session.id });
  });

  test('is the same paper to the last byte when it is asked for again under its key, and for nobody else', async () => {
    const { session } = await sitting.open('secret', { stepUp: true });
    const first = await askSlip(ofUnit, session.id, 'C1', keyed('slip-1'));
    const again = await askSlip(ofUnit, session.id, 'C1', keyed('slip-1'));
    expect(again.bytes.equals(first.bytes)).toBe(true);
    const trail = await api.site.service.store.audit.trail(session.id);
    expect(trail.filter(({ type }) => type === 'slipPrinted')).toHaveLength(1);
    expect(answer(await askSlip(ofUnit, session.id, 'C3', keyed('slip-1')))).toEqual([422, 'KEY_REUSED']);
    const office = await api.as('office', 'U01');
    const [theirs] = await slipsIn((await askSlip(office, session.id, 'C1', keyed('slip-1'))).bytes);
    const [ours] = await slipsIn(first.bytes);
    expect(theirs!.link).toBe(ours!.link);
    expect(theirs!.number).not.toBe(ours!.number);
    // the first paper is worth nothing any more, so it is not printed again either
    expect(answer(await askSlip(ofUnit, session.id, 'C1', keyed('slip-1')))).toEqual([409, 'STATE_CHANGED']);
  });

  test('carries the link that lives after his address has changed', async () => {
    const { session } = await sitting.open('named');
    const before = await printedSlip(ofUnit, session.id, 'C1');
    await joins(api.site.service.store, 'C1', 'U01');
    const moved = await ofUnit.post(`/sessions/${session.id}/members/C1/address`, {
      email: 'c1-moi@tinh-d.example',
      reason: 'Địa chỉ ghi sai.',
    });
    expect(moved.status).toBe(200);
    const after = await printedSlip(ofUnit, session.id, 'C1');
    expect((await api.site.get(before.path)).status).toBe(404);
    expect((await api.site.get(after.path)).status).toBe(200);
    await ofUnit.post(`/sessions/${session.id}/members/C1/address`, { email: 'c1@tinh-d.example', reason });
  });

  test('is printed for nobody who may not have it, by nobody who may not print it, at no other time', async () => {
    const { session } = await sitting.open('named');
    const at = `/sessions/${session.id}/members/C2/slip`;
    expect(answer(await (await api.as('unit', 'U01')).post(at, { reason }))).toEqual([403, 'FORBIDDEN']);
    expect(answer(await (await api.as('inspector', 'U01')).post(at, { reason }))).toEqual([403, 'FORBIDDEN']);
    expect(answer(await (await api.as('secretary')).post(at, { reason }))).toEqual([403, 'FORBIDDEN']);
    expect(answer(await (await api.as('secretary', 'U02')).post(at, { reason }))).toEqual([404, 'NOT_FOUND']);
    expect(answer(await askSlip(ofUnit, 'PH-NONE', 'C2'))).toEqual([404, 'NOT_FOUND']);
    expect(answer(await askSlip(ofUnit, session.id, 'C4'))).toEqual([403, 'NOT_A_MEMBER']);
    expect(fieldsOf(await ofUnit.post(at, {}))).toEqual(['reason']);
    expect((await ofUnit.get(at)).status).toBe(405);
    expect(await slipsOf(session.id)).toEqual([{ person: 'C1' }, { person: 'C2' }, { person: 'C3' }]);
    const trail = await api.site.service.store.audit.trail(session.id);
    expect(trail.filter(({ type }) => type === 'slipPrinted')).toEqual([]);

    await session.order({ type: 'cancel', note: 'n' });
    await session.reach('cancelled');
    expect(answer(await askSlip(ofUnit, session.id, 'C2'))).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test('of a session that has been counted there is neither paper nor trace but the trail', async () => {
    const { session } = await sitting.open('secret', { stepUp: true });
    await printedSlip(ofUnit, session.id, 'C2');
    for (const person of ['C1', 'C2', 'C3']) await session.vote(person, 'yes');
    await session.reach('closed');
    expect(answer(await askSlip(ofUnit, session.id, 'C2'))).toEqual([409, 'ACTION_NOT_ALLOWED']);
    expect(await slipsOf(session.id)).toEqual([]);
  });
});

describe('the paper invitations of all members', () => {
  const printAll = (session: string, more: object = {}, key = {}) =>
    ofUnit.post(`/sessions/${session}/slips`, { reason, ...more }, key);

  test('are a page each in the order of the council, each with a number of its own, and asked for once', async () => {
    const { session } = await sitting.open('secret', { stepUp: true });
    const all = await printAll(session.id, {}, keyed('all-1'));
    const slips = await slipsIn(all.bytes);
    expect(slips.map(({ text }) => /Kính gửi: Ông Nguyễn Văn Mẫu (C\d)/.exec(text)?.[1])).toEqual(['C1', 'C2', 'C3']);
    expect(slips.every(({ number }) => /^\d{6}$/.test(number ?? ''))).toBe(true);
    expect(new Set(slips.map(({ number }) => number)).size).toBe(3);
    expect(new Set(slips.map(({ link }) => link)).size).toBe(3);
    expect((await printAll(session.id, {}, keyed('all-1'))).bytes.equals(all.bytes)).toBe(true);

    const none = await printAll(session.id);
    expect([none.status, fieldsOf(none)]).toEqual([400, ['members']]);
    const [second] = await slipsIn((await printAll(session.id, { members: ['C2'] })).bytes);
    expect(second!.link).toBe(slips[1]!.link);
    expect(second!.number).not.toBe(slips[1]!.number);
    expect(answer(await printAll(session.id, { members: ['C2', 'C9'] }))).toEqual([403, 'NOT_A_MEMBER']);
    expect(fieldsOf(await printAll(session.id, { members: ['C2', 'C2'] }))).toEqual(['members']);
  });

  test('of a mixed session are for those alone who are asked by link', async () => {
    const { service } = api.site;
    const sent = await sendDocket(service, [dossier('CSTDCS', 1)], { selfChecked: true });
    await sent.reach('waitingForCouncil');
    const { docket } = sent;
    const lines = sent.nominations.map((nomination) => ({ nomination, docket, award: 'CSTDCS' }));
    const session = await openTestSession(service, lines, { level: 'unit', kind: 'mixed', absent: ['C2'] });
    await session.reach('open');
    expect(await slipsOf(session.id)).toEqual([{ person: 'C2' }]);
    expect(answer(await askSlip(ofUnit, session.id, 'C1'))).toEqual([403, 'NOT_A_MEMBER']);
    const slips = await slipsIn((await printAll(session.id)).bytes);
    expect(slips.map(({ text }) => text.includes('Mẫu C2'))).toEqual([true]);
  });

  test('are for the one who has come in the place of another, once the others have theirs', async () => {
    const { session } = await sitting.open('secret', { stepUp: true });
    const before = await slipsIn((await printAll(session.id)).bytes);
    const { store } = api.site.service;
    await session.replace('C1', 'C4');
    await eventually(session.record, ({ members }) => members.some((m) => m.person === 'C4'));
    const [his, ...others] = await slipsIn((await printAll(session.id)).bytes);
    expect(others).toEqual([]);
    expect(his!.text).toContain('Mẫu C4');
    expect(before.map(({ number }) => number)).not.toContain(his!.number);
    expect((await api.site.get(before[0]!.path)).status).toBe(404);
    const council = (await store.councils.inForce('HD-U01', START.slice(0, 10)))!;
    await store.councils.put({
      ...council,
      members: council.members.map((m) => (m.person === 'C4' ? { ...m, person: 'C1' } : m)),
    });
  });
});

describe('whether a session asks for the number', () => {
  const draft = async (more: object, key = {}) => {
    const { session } = await sitting.open('named');
    const { lines } = await session.record();
    await session.order({ type: 'cancel', note: 'n' });
    await session.reach('cancelled');
    return ofUnit.post(
      '/sessions',
      {
        name: 'Xét thi đua năm 2026',
        council: 'HD-U01',
        kind: 'written',
        ballot: 'named',
        basis: {
          foundingDecision: 'Quyết định số 45/QĐ-UBND',
          regulation: 'Quy chế hoạt động của Hội đồng',
          article: 'khoản 3 Điều 8',
          orderedBy: 'Chủ tịch Hội đồng',
        },
        closesAt: '2026-11-20T17:00:00+07:00',
        nominations: lines.map((l) => l.nomination),
        ...more,
      },
      key,
    );
  };

  test('is frozen with its draft: as it says, or as the province has set it', async () => {
    const { pack } = api.site.context;
    expect((await draft({})).body.stepUp).toBe(false);
    const said = await draft({ stepUp: true });
    expect([said.status, said.body.stepUp]).toEqual([201, true]);
    const { store } = api.site.service;
    expect((await store.sessions.need(said.body.id)).stepUp).toEqual({ tries: 5, lockMinutes: 15 });
    expect(answer(await askSlip(ofUnit, said.body.id, 'C2'))).toEqual([409, 'ACTION_NOT_ALLOWED']);

    Object.assign(api.site.context, { pack: { ...pack, stepUp: { byDefault: true, tries: 3, lockMinutes: 30 } } });
    const set = await draft({});
    expect((await store.sessions.need(set.body.id)).stepUp).toEqual({ tries: 3, lockMinutes: 30 });
    expect((await draft({ stepUp: false })).body.stepUp).toBe(false);
    expect((await draft({ kind: 'meeting' })).body.stepUp).toBe(false);
    expect(fieldsOf(await draft({ kind: 'meeting', stepUp: true }))).toEqual(['stepUp']);
    Object.assign(api.site.context, { pack });
  });
});
