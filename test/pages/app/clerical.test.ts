import { sendDocket, type TestDocket } from '../../setup/docket';
import { startApi, type TestApi } from '../../setup/api';
import { dossier } from '../../setup/fixtures';
import { eventually } from '../../setup/service';
import { tinyPdf } from '../../setup/tiny-pdf';
import { textOf } from '../form';
import { mainOf, someone, type Someone } from './someone';
import { whereTo } from './visitor';

let api: TestApi;
let docket: TestDocket;
let office: Someone;
beforeAll(async () => {
  api = await startApi();
  docket = await sendDocket(api.site.service, [dossier('GK', 1), dossier('GK', 2), dossier('GK', 3)]);
  await docket.reach('submitted');
  office = await someone(api.site, 'office', 'U01');
});
afterAll(() => api.stop());

const pathOf = (id: string): string => `/app/nominations/${id}/act/correctClerical`;
const stored = async (id: string, has: (dossier: Awaited<ReturnType<TestDocket['nomination']>>) => boolean) =>
  await eventually(() => docket.nomination(id), has);
const NAME = 'Nguyễn Thị Hoàng Phương Thảo Nguyên Mẫu';

test('an office mends what was written wrongly, and sees the old beside the new', async () => {
  const id = docket.nominations[0]!;
  const before = await docket.nomination(id);
  expect((await office.get(`/app/nominations/${id}`)).html).toContain(`href="${pathOf(id)}"`);
  const filled = {
    'dossier.nominee.name': `  ${NAME}\u200b `,
    'dossier.nominee.address': 'Bà',
    'dossier.achievementPeriod.to': '2026-06-30',
    reason: 'Văn thư gõ sai so với hồ sơ giấy',
    'paper.title': 'Bản sao giấy khai sinh',
  };
  const broken = await office.fill(pathOf(id), filled, { 'paper.file': Buffer.from('%PDF-1.4 trailer<<>>') });
  expect([broken.status, textOf(broken.html)]).toEqual([400, expect.stringContaining('Không đọc được tệp PDF này')]);
  const old = await office.opened(pathOf(id));
  expect(whereTo(await office.fill(pathOf(id), filled, { 'paper.file': tinyPdf({}) }))).toBe(
    `303 /app/nominations/${id}?done=correctClerical`,
  );
  const after = await stored(id, ({ version }) => version > before.version);
  expect(after.dossier).toEqual({
    ...before.dossier,
    nominee: { ...before.dossier.nominee, name: NAME, address: 'Bà' },
    achievementPeriod: { ...before.dossier.achievementPeriod, to: '2026-06-30' },
  });
  const page = textOf(mainOf((await office.get(`/app/nominations/${id}?done=correctClerical`)).html));
  expect(page).toContain('Đã sửa lỗi ghi chép.');
  expect(page).toContain(NAME);
  expect(page).toContain('Văn thư gõ sai so với hồ sơ giấy');

  // an old tab: what it shows is not what is recorded, and it says so
  const late = await office.post(pathOf(id), { ...old, reason: 'Sửa thành tích', 'dossier.merit': 'Lời văn khác' });
  expect(late.status).toBe(409);
  expect(textOf(late.html)).toContain(`đang ghi: ${NAME}`);
  expect(late.html).toContain('Lời văn khác');
});

test.each<[string, Record<string, string>, string]>([
  ['nothing changed', { reason: 'Không có gì' }, 'Chưa có nội dung nào khác với hồ sơ hiện nay'],
  ['no reason', { 'dossier.nominee.name': 'Tên khác', reason: ' ' }, 'Cần có mục này.'],
  ['a name that is gone', { 'dossier.nominee.name': ' ', reason: 'Sai tên' }, 'Cần có mục này.'],
  ['a name that is too long', { 'dossier.nominee.name': 'Đ'.repeat(201), reason: 'Sai tên' }, 'Nhiều nhất 200 ký tự.'],
  ['no day', { 'dossier.achievementPeriod.to': '31/02/2026', reason: 'Sai ngày' }, 'ngày'],
  ['a form of address that there is not', { 'dossier.nominee.address': 'Ngài', reason: 'Sai' }, 'Phải là một trong'],
  ['a period turned round', { 'dossier.achievementPeriod.to': '1999-01-01', reason: 'Sai ngày' }, 'sau'],
])('%s is refused at its field, with what was typed', async (_name, filled, sentence) => {
  const id = docket.nominations[1]!;
  const before = await docket.nomination(id);
  const { status, html } = await office.fill(pathOf(id), filled);
  expect([status, textOf(mainOf(html))]).toEqual([400, expect.stringContaining(sentence)]);
  expect(html).toContain('aria-invalid="true"');
  // what is no choice of a list is not there again
  for (const typed of Object.values(filled).filter((value) => value !== 'Ngài')) expect(html).toContain(typed.trim());
  expect(await docket.nomination(id)).toEqual(before);
});

test('fields that the page does not have are not taken along: award and procedure stay', async () => {
  const id = docket.nominations[1]!;
  const { dossier: before } = await docket.nomination(id);
  const typed = { 'dossier.award': 'CSTDT', 'dossier.procedure': 'simplified', reason: 'Thử' };
  expect((await office.fill(pathOf(id), typed)).status).toBe(400);
  expect((await docket.nomination(id)).dossier).toEqual(before);
});

test('it is for the office of the level, while the dossier goes on', async () => {
  const id = docket.nominations[2]!;
  const others = await Promise.all([
    someone(api.site, 'office'),
    someone(api.site, 'unit', 'U01'),
    someone(api.site, 'clerk', 'U01'),
  ]);
  for (const other of others) {
    expect((await other.get(pathOf(id))).status).toBe(403);
    expect((await other.get(`/app/nominations/${id}`)).html).not.toContain(pathOf(id));
  }
  expect((await (await someone(api.site, 'office', 'U02')).get(pathOf(id))).status).toBe(404);
  const opened = await office.opened(pathOf(id));
  const unit = await api.as('unit', 'U01');
  const { version } = await docket.nomination(id);
  await unit.post(`/nominations/${id}/withdraw`, { expects: version, reason: 'Rút theo nguyện vọng' });
  await stored(id, ({ status }) => status === 'withdrawn');
  expect((await office.get(pathOf(id))).status).toBe(409);
  const late = await office.post(pathOf(id), { ...opened, 'dossier.nominee.name': NAME, reason: 'Sai tên' });
  expect(late.status).toBe(409);
  expect(late.html).toContain(NAME);
});

test('the JSON route does the same: once however often it is sent, and not when nothing differs', async () => {
  const id = docket.nominations[1]!;
  const caller = await api.as('office', 'U01');
  const { dossier: now, version } = await docket.nomination(id);
  const body = { expects: version, reason: 'Sai tên', dossier: { ...now, merit: 'Lời văn đã sửa' } };
  const same = await caller.post(`/nominations/${id}/correct-clerical`, { ...body, dossier: now });
  expect([same.status, same.body.fields[0].field]).toEqual([400, 'dossier']);
  const key = { 'idempotency-key': 'clerical-once' };
  const first = await caller.post(`/nominations/${id}/correct-clerical`, body, key);
  expect(first.status).toBe(200);
  await stored(id, ({ dossier: { merit } }) => merit === 'Lời văn đã sửa');
  const again = await caller.post(`/nominations/${id}/correct-clerical`, body, key);
  expect([again.status, again.body]).toEqual([200, first.body]);
});
