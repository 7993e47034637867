import { writeFigures } from '../../api/commands/campaigns/results';
import type { ApiContext } from '../../api/context';
import { dossier } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { draft, open, reach, registering, signed, target, type Registering } from '../setup/registering';

let us: Registering;
beforeAll(async () => {
  us = await registering();
});
afterAll(() => us.api.stop());

const fieldsOf = (body: { readonly fields?: readonly { readonly field: string }[] }): string[] =>
  (body.fields ?? []).map(({ field }) => field);

/** A registration that its head has signed. */
async function begun(
  code: string,
  { plan, says }: { readonly plan?: Record<string, unknown>; readonly says?: Record<string, unknown> } = {},
): Promise<{ readonly id: string; readonly version: number }> {
  await open(us, code, plan);
  const { id } = await draft(us, code, says);
  await signed(us, code, [id]);
  return { id, version: (await us.unit.get(`/registrations/${id}`)).body.version };
}
const lower = {
  titles: ['TTLDXS'],
  targets: [target('CT1', { target: '900' })],
  reason: 'Hội đồng nhân dân giảm dự toán',
};
const amend = (id: string, expects: number, more: object = {}, headers = {}) =>
  us.unit.post(`/registrations/${id}/amendments`, { ...lower, ...more, expects }, headers);
const list = (id: string, no: number) => ({
  unit: 'U01',
  registrations: [{ id, expects: no, amendment: true }],
});
const lastOf = (id: string, status: string) =>
  reach(us.unit, `/registrations/${id}`, (one) => {
    const all = one['amendments'] as { readonly status: string }[] | undefined;
    return all?.at(-1)?.status === status;
  });

test('an amendment is signed as the registration was: until then what was signed holds, and both stay', async () => {
  const { store, mails } = us.api.site.service;
  const { id, version } = await begun('TD-AM1');
  const letters = mails.keyed('registrationSign.TD-AM1.').length;
  const key = { 'idempotency-key': 'amend-1' };
  const proposed = await amend(id, version, {}, key);
  expect(proposed.status).toBe(200);
  expect((await amend(id, version, {}, key)).body).toEqual(proposed.body);
  expect((await amend(id, version, { reason: 'Lý do khác' }, key)).body.code).toBe('KEY_REUSED');
  const waiting = (await us.unit.get(`/registrations/${id}`)).body;
  expect([waiting.status, waiting.targets[0].target, waiting.amendments[0].status]).toEqual([
    'signed',
    '1009.57',
    'waitingForHead',
  ]);
  // figures are entered while it waits
  const figure = { entries: [{ target: 'CT1', period: 'year', value: '950' }], expects: waiting.version };
  expect((await us.unit.post(`/registrations/${id}/results`, figure)).status).toBe(200);
  expect((await us.head.post('/campaigns/TD-AM1/registrations/sign', list(id, 1))).status).toBe(200);
  const amended = await lastOf(id, 'signed');
  expect(amended).toMatchObject({
    targets: [
      {
        target: '900',
        results: { year: { share: '105.56', against: { target: '900', amendment: 1, whenEntered: '1009.57' } } },
      },
    ],
    amendments: [
      { no: 1, nth: 1, before: { targets: [{ target: '1009.57' }] }, after: { targets: [{ target: '900' }] } },
    ],
  });
  expect(mails.keyed('registrationSign.TD-AM1.').length).toBeGreaterThan(letters);
  expect((await store.audit.trail(id)).map(({ type }) => type)).toEqual([
    ...['created', 'submit', 'sign', 'amend', 'results', 'signAmendment'],
  ]);
  // the office of the province sees it and does not do it
  expect((await us.province.get(`/registrations/${id}`)).body.amendments).toHaveLength(1);
  // signed twice: refused; a second one is another number
  expect(
    (await us.head.post('/campaigns/TD-AM1/registrations/send-back', { ...list(id, 1), reason: 'x' })).body.code,
  ).toBe('ACTION_NOT_ALLOWED');
  const again = await amend(id, amended['version'] as number, { targets: [target('CT1', { target: '800' })] });
  expect(again.status).toBe(200);
  expect((await us.head.post('/campaigns/TD-AM1/registrations/sign', list(id, 1))).body.code).toBe('STATE_CHANGED');
});

test('what was taken back or sent back is not signed any more, and what was signed holds', async () => {
  const { id, version } = await begun('TD-AM2');
  expect((await amend(id, version)).status).toBe(200);
  expect((await amend(id, version + 1, { measures: 'Kiểm tra' })).body.code).toBe('AMENDMENT_WAITS');
  expect((await us.unit.post(`/registrations/${id}/recall`, { expects: 1, amendment: true })).status).toBe(200);
  const back = await lastOf(id, 'recalled');
  expect((await us.head.post('/campaigns/TD-AM2/registrations/sign', list(id, 1))).body.code).toBe(
    'ACTION_NOT_ALLOWED',
  );
  expect((await amend(id, back['version'] as number)).status).toBe(200);
  const reason = 'Chưa có nghị quyết';
  expect((await us.head.post('/campaigns/TD-AM2/registrations/send-back', { ...list(id, 2), reason })).status).toBe(
    200,
  );
  const returned = await lastOf(id, 'sentBack');
  const letters = () => Promise.resolve(us.api.site.service.mails.keyed('registrationReturned.TD-AM2.'));
  const [letter] = await eventually(letters, ({ length }) => length > 0);
  expect(letter!.text).toContain('bản điều chỉnh');
  expect(returned['amendments']).toEqual([expect.objectContaining({ no: 2, sentBackReason: reason })]);
  expect(returned['targets']).toEqual([expect.objectContaining({ target: '1009.57' })]);
});

test('refuses what changes nothing, gives no reason, is not signed yet, is foreign, too large or of what has ended', async () => {
  const { store } = us.api.site.service;
  const { id, version } = await begun('TD-AM3');
  const same = await amend(id, version, { targets: [target('CT1')] });
  expect([same.status, fieldsOf(same.body)]).toEqual([400, ['titles']]);
  const silent = await us.unit.post(`/registrations/${id}/amendments`, { ...lower, reason: ' ', expects: version });
  expect([silent.status, fieldsOf(silent.body)]).toEqual([400, ['reason']]);
  expect(fieldsOf((await amend(id, version, { titles: ['XYZ'] })).body)).toEqual(['titles.0']);
  const many = Array.from({ length: 201 }, (_, i) => target(`CT${i}`));
  expect((await amend(id, version, { targets: many })).status).toBe(400);
  expect((await amend(id, version - 1)).body.code).toBe('STATE_CHANGED');
  const u02 = await us.api.as('office', 'U02');
  expect((await u02.post(`/registrations/${id}/amendments`, { ...lower, expects: version })).status).toBe(404);
  expect((await us.province.post(`/registrations/${id}/amendments`, { ...lower, expects: version })).status).toBe(403);
  expect((await us.head.post(`/registrations/${id}/amendments`, { ...lower, expects: version })).status).toBe(403);
  const u01 = await store.units.need('U01');
  await store.units.put({ ...u01, _id: 'U01x', kind: 'room', parent: 'U01', name: 'Phòng Giá' });
  const room = await draft(us, 'TD-AM3', { registrant: { kind: 'room', code: 'U01x' } });
  expect((await amend(room.id, 0)).body.code).toBe('ACTION_NOT_ALLOWED');
  await signed(us, 'TD-AM3', [room.id]);
  await store.units.put({ ...(await store.units.need('U01x')), validTo: '2026-11-01', successor: 'U01' });
  expect(fieldsOf((await amend(room.id, 2)).body)).toEqual(['registrant.code']);
});

test('is refused once the campaign is over, also what waits for the head then', async () => {
  const { id, version } = await begun('TD-AM4');
  expect((await amend(id, version)).status).toBe(200);
  await us.province.post('/campaigns/TD-AM4/cancel', { reason: 'Dừng phong trào', expects: 1 });
  await reach(us.province, '/campaigns/TD-AM4', (one) => one['status'] === 'cancelled');
  const late = await us.head.post('/campaigns/TD-AM4/registrations/sign', list(id, 1));
  expect([late.status, late.body.code]).toEqual([409, 'AMENDING_CLOSED']);
});

describe('a target that is given up', () => {
  const two = { says: { targets: [target('CT1'), target('CT2', { name: 'Hồ sơ quá hạn' })] } };
  /** Gives CT2 up, and has it signed. */
  async function given(code: string, id: string, version: number): Promise<Record<string, unknown>> {
    expect((await amend(id, version, { targets: [target('CT1')] })).status).toBe(200);
    expect((await us.head.post(`/campaigns/${code}/registrations/sign`, list(id, 1))).status).toBe(200);
    return lastOf(id, 'signed');
  }

  test('keeps its figures to itself: no other one gets its code', async () => {
    const { id, version } = await begun('TD-AM5', two);
    const now = await given('TD-AM5', id, version);
    const targets = [target('CT1'), target('CT2', { name: 'Số cuộc kiểm tra' })];
    const again = await amend(id, now['version'] as number, { targets });
    expect([again.status, fieldsOf(again.body)]).toEqual([400, ['targets.1.code']]);
    targets[1] = { ...targets[1]!, code: 'CT3' };
    expect((await amend(id, now['version'] as number, { targets })).status).toBe(200);
  });

  test('takes no figure that was looked at before: it is refused, not lost', async () => {
    const { store } = us.api.site.service;
    const clock = { now: () => '2026-11-16T03:00:00.000Z' };
    const { id, version } = await begun('TD-AM6', two);
    expect((await amend(id, version, { targets: [target('CT1')] })).status).toBe(200);
    const before = await store.registrations.need(id);
    expect((await us.head.post('/campaigns/TD-AM6/registrations/sign', list(id, 1))).status).toBe(200);
    await lastOf(id, 'signed');
    const entered = (code: string) =>
      writeFigures({ store, clock } as unknown as ApiContext, before, {
        caller: { actor: 'key:unit', role: 'unit', unit: 'U01' },
        expects: before.version,
        news: [{ target: code, period: 'year', value: '3' }],
      });
    await expect(entered('CT2')).rejects.toMatchObject({ code: 'STATE_CHANGED' });
    expect((await store.registrations.need(id)).results).toEqual([]);
  });
});

test('a title that is nominated in the round is not dropped, unless by the draft of a unit that has ended', async () => {
  const { store } = us.api.site.service;
  const { id, version } = await begun('TD-AM7', { says: { titles: ['TTLDXS', 'TTLDTT'] } });
  const u02 = await store.units.need('U02');
  await store.units.put({ ...u02, _id: 'U02x', name: 'Sở cũ', validTo: '2026-11-01', successor: 'U02' });
  const nominee = { kind: 'collective', collective: 'U01', name: 'Sở Tài chính' } as const;
  const nominate = (unit: string, award: string) =>
    store.nominations.createMany([
      {
        ...{ unit, round: 'TD-AM7', dossier: dossier(award, 1, { nominee }), actor: 'key:unit' },
        ...{ createKey: `${unit}.${award}`, createHash: 'hash', now: '2026-11-16T02:00:00.000Z' },
      },
    ]);
  await nominate('U02x', 'TTLDTT');
  await nominate('U01', 'TTLDXS');
  const refused = await amend(id, version, { titles: [] });
  expect([refused.status, refused.body]).toEqual([
    409,
    expect.objectContaining({ code: 'TITLE_NOMINATED', registration: id }),
  ]);
  expect(refused.body.fields).toEqual([
    { field: 'titles', message: 'Đã có hồ sơ đề nghị trong đợt xét: Tập thể lao động xuất sắc.' },
  ]);
  expect((await amend(id, version, { titles: ['TTLDXS'] })).status).toBe(200);
});
