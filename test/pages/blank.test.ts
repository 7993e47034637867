import type { Store } from '../../platform/store';
import { startApi, type TestApi } from '../setup/api';
import { blankOverlay } from '../setup/issued';
import { formIn, textOf } from './form';
import type { TestSite } from './site';

let api: TestApi;
let site: TestSite;
let store: Store;
let path: string;

beforeAll(async () => {
  api = await startApi({ worker: false });
  ({ site } = api);
  ({ store } = site.service);
  await store.printers.put({ _id: 'may-in', name: 'Máy in Phòng TĐKT', nudge: { dxMm: 0, dyMm: 0 } });
  await store.overlays.put(blankOverlay('chung-nhan'));
  const { body } = await (await api.as('office')).post('/printers/may-in/adjust-link');
  path = new URL(body.url as string).pathname;
});
afterAll(() => api.stop());

const open = async () => formIn((await site.get(path)).html).fields;
const nudge = async () => (await store.printers.need('may-in')).nudge;
const versions = () => store.overlays.versions('chung-nhan');
const plain = (html: string): string => html.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const today = '2026-11-16';

test('shows where the facts stand, and draws and proves it; opening changes nothing', async () => {
  const before = await site.hash();
  const page = await site.get(path);
  expect(page.status).toBe(200);
  expect(textOf(page.html)).toContain('Phôi 297 × 210 mm');
  expect(formIn(page.html).fields['name.x']).toBe('148,5');
  const [, picture] = /<img src="([^"]+)"/.exec(page.html)!;
  const drawn = await site.get(plain(picture!));
  expect([drawn.status, drawn.headers.get('content-type'), drawn.html.slice(0, 4)]).toEqual([
    200,
    'image/svg+xml; charset=utf-8',
    '<svg',
  ]);
  const proof = await site.get(`${path}/proof.pdf`);
  expect([proof.status, proof.headers.get('content-type'), proof.html.slice(0, 5)]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  expect(await site.hash()).toBe(before);
});

test('moves everything by half a millimetre a press, once for a double click, and remembers it for the printer', async () => {
  const page = await site.get(path);
  const pressed = await site.press(path, page, 'right', { 'name.x': '150', sample: 'Trần Thị Mẫu' });
  expect([pressed.status, await nudge()]).toEqual([200, { dxMm: 0.5, dyMm: 0 }]);
  expect(textOf(pressed.html)).toContain('Đang dịch ngang +0,5 mm, dịch dọc 0 mm');
  expect(formIn(pressed.html).fields).toMatchObject({ 'name.x': '150', sample: 'Trần Thị Mẫu' });
  await site.press(path, page, 'right');
  expect(await nudge()).toEqual({ dxMm: 0.5, dyMm: 0 });
  // somebody whose page shows what was before
  const late = await site.press(path, page, 'down');
  expect([late.status, await nudge()]).toEqual([400, { dxMm: 0.5, dyMm: 0 }]);
  expect(textOf(late.html)).toContain('đã được người khác thay đổi');
  await site.press(path, await site.get(path), 'up');
  expect(await nudge()).toEqual({ dxMm: 0.5, dyMm: -0.5 });
  await site.press(path, await site.get(path), 'reset');
  expect(await nudge()).toEqual({ dxMm: 0, dyMm: 0 });
  const trail = (await store.audit.trail('printers/may-in')).map(({ type, actor }) => [type, actor.split('_')[0]]);
  expect(trail).toEqual([['linkMade', 'key:vd'], ...Array<unknown>(3).fill(['updated', 'key:vd'])]);
});

test('no further than ten millimetres', async () => {
  await store.printers.put({ _id: 'may-in', name: 'Máy in Phòng TĐKT', nudge: { dxMm: 10, dyMm: 0 } });
  const far = await site.press(path, await site.get(path), 'right');
  expect([far.status, (await nudge()).dxMm]).toEqual([400, 10]);
  expect(textOf(far.html)).toContain('cần chỉnh khay giấy');
  await store.printers.put({ _id: 'may-in', name: 'Máy in Phòng TĐKT', nudge: { dxMm: 0, dyMm: 0 } });
});

test.each([
  ['no number', { 'name.x': 'giữa' }, 'cần một số'],
  ['over the edge', { 'name.w': '296', 'name.x': '140' }, 'vượt mép trái'],
  ['too small', { 'name.min': '2' }, 'Ít nhất 6'],
  ['smallest above the size', { 'name.min': '40' }, 'không được lớn hơn cỡ chữ'],
])('coordinates that are %s are not kept, and nothing typed is lost', async (_what, typed, said) => {
  const before = await versions();
  const refused = await site.press(path, await site.get(path), 'save', { ...typed, 'detail.y': '132' });
  expect(refused.status).toBe(400);
  expect(textOf(refused.html)).toContain(said);
  expect(refused.html).toMatch(/<input id="f-name\.(x|w|min)"[^>]* aria-invalid="true"/);
  expect(formIn(refused.html).fields).toMatchObject({ ...typed, 'detail.y': '132' });
  expect(await versions()).toEqual(before);
});

test('a name that does not fit is said where it is tried', async () => {
  const refused = await site.press(path, await site.get(path), 'preview', { sample: 'W'.repeat(110) });
  expect(refused.status).toBe(400);
  expect(textOf(refused.html)).toContain('nội dung dài hơn ô in');
  const wide = await site.press(path, await site.get(path), 'preview', { 'name.x': '150,5' });
  expect([wide.status, /preview\.svg\?[^"]*name\.x=150%2C5/.test(plain(wide.html))]).toEqual([200, true]);
  expect(await versions()).toHaveLength(1);
});

test('coordinates are kept as the version of today, once, unless somebody else has kept others meanwhile', async () => {
  const page = await site.get(path);
  const done = await site.press(path, page, 'save', { 'name.x': '150,5' });
  expect(textOf(done.html)).toContain('Đã lưu tọa độ');
  await site.press(path, page, 'save', { 'name.x': '150,5' });
  const [old, now] = await versions();
  expect([old?.validFrom, now?.validFrom]).toEqual(['2026-01-01', today]);
  expect(now?.fields.find(({ fact }) => fact === 'name')?.xMm).toBe(150.5);
  expect(await store.audit.trail(`overlays/chung-nhan@${today}`)).toHaveLength(1);
  const late = await site.press(path, page, 'save', { 'name.x': '140' });
  expect([late.status, formIn(late.html).fields['name.x']]).toEqual([400, '140']);
  expect(textOf(late.html)).toContain('đã được người khác thay đổi');
});

test('coordinates for this printer alone leave those of the others as they are', async () => {
  const before = await versions();
  await site.press(path, await site.get(path), 'save', { 'name.x': '145', own: 'yes' });
  expect(await versions()).toEqual(before);
  expect(await store.overlays.versions('chung-nhan.may-in')).toMatchObject([{ printer: 'may-in', validFrom: today }]);
});

test('a unit adjusts its own printer, and keeps coordinates of the province for that one', async () => {
  const unit = await api.as('office', 'U01');
  expect((await unit.post('/printers/nowhere/adjust-link')).status).toBe(404);
  await unit.put('/printers/stc', { name: 'Máy in Sở Tài chính', unit: 'U01' });
  const { body } = await unit.post('/printers/stc/adjust-link');
  const own = new URL(body.url as string).pathname;
  const saved = await site.press(`${own}?code=chung-nhan`, await site.get(`${own}?code=chung-nhan`), 'save', {
    'name.x': '147',
  });
  expect(saved.status).toBe(200);
  expect(await store.overlays.versions('chung-nhan.stc')).toMatchObject([{ printer: 'stc', unit: 'U01' }]);
});

test('a link is for who may write, and dies with the key that asked for it', async () => {
  expect((await (await api.as('clerk')).post('/printers/may-in/adjust-link')).status).toBe(403);
  const key = await store.apiKeys.create({ name: 'x', role: 'office', now: '2026-11-16T01:00:00.000Z' });
  const made = await api.raw('POST', '/api/v1/printers/may-in/adjust-link', {
    headers: { authorization: `Bearer ${key.key}` },
  });
  const link = new URL(made.body.url as string).pathname;
  expect((await site.get(link)).status).toBe(200);
  await store.apiKeys.revoke(key.record._id, '2026-11-16T02:00:00.000Z');
  for (const address of [link, `${link}/preview.svg`, `${link}/proof.pdf`, `/o/${'x'.repeat(43)}`])
    expect((await site.get(address)).status).toBe(404);
  expect((await site.post(link, await open())).status).toBe(404);
  expect((await site.post(path, { step: 'right' })).status).toBe(400);
  expect((await site.post(path, await open(), { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await site.get(`${path}?code=nowhere`)).status).toBe(200);
});
