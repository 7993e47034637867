import { accountFor, cookieOf } from '../../setup/accounts';
import { tinyPdf } from '../../setup/tiny-pdf';
import { draftBook, personRow, rowsOf } from '../../setup/workbook';
import { testSite, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await testSite({ worker: false });
  await site.service.store.rounds.put({
    _id: 'R2026',
    name: 'Đợt xét năm 2026',
    awardYear: 2026,
    awards: ['CSTDCS'],
    units: [],
    deadline: '2026-12-15',
  });
}, 120_000);
afterAll(() => site.stop());

/** Somebody signed in, as the browser of his. */
async function browserOf(role: 'unit' | 'office' | 'inspector', unit?: string) {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  const headers = { cookie, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(`${site.url}${path}`, { ...init, headers, redirect: 'manual' });
    const bytes = Buffer.from(await answer.arrayBuffer());
    return { status: answer.status, location: answer.headers.get('location') ?? '', bytes, html: bytes.toString() };
  };
  return {
    get: (path: string) => ask(path),
    press: (path: string) => ask(path, { method: 'POST', body: new URLSearchParams() }),
    send(fields: Readonly<Record<string, string>>, files: Readonly<Record<string, Buffer>>) {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      for (const [name, bytes] of Object.entries(files)) form.append('file', new Blob([new Uint8Array(bytes)]), name);
      return ask('/app/import', { method: 'POST', body: form });
    },
  };
}

const drafts = { kind: 'drafts', round: 'R2026' };

test('a unit takes an empty form, sends a wrong workbook, mends the marked one, confirms, and sends it again', async () => {
  const unit = await browserOf('unit', 'U01');
  const first = await unit.get('/app/import');
  expect(first.status).toBe(200);
  expect(first.html).not.toContain('Danh sách khen thưởng cũ');
  const empty = await unit.get('/app/import/workbook.xlsx?round=R2026&empty=true');
  expect((await rowsOf(empty.bytes, 'Cá nhân')).length).toBe(0);

  const rows = [personRow(1), personRow(2, { 'Năm xét': 'hai nghìn' })];
  const sent = await unit.send(drafts, { 'Biểu.xlsx': await draftBook({ person: rows }) });
  expect(sent.status).toBe(303);
  const wrong = await unit.get(sent.location);
  expect(wrong.html).toContain('Có 1 chỗ cần sửa. Chưa dòng nào được lưu.');
  expect(wrong.html).toContain('I3');
  expect(wrong.html).not.toContain('Lưu tất cả');
  const marked = await unit.get(`${sent.location}/explained.xlsx`);
  const [, second] = await rowsOf(marked.bytes, 'Cá nhân');
  expect(second!['Lỗi']).toMatch(/Năm xét: Cần ghi năm/);
  // pressed all the same, by whoever has an old page: nothing is saved
  expect((await unit.press(sent.location)).location).toBe(sent.location);

  const good = await draftBook({ person: [personRow(1), personRow(2)] });
  const again = await unit.send(drafts, { 'Biểu.xlsx': good });
  const clean = await unit.get(again.location);
  expect(clean.html).toContain('Hồ sơ mới: 2');
  const saved = await unit.press(again.location);
  expect(saved.location).toBe('/app/import?saved=drafts.2.0.0');
  expect((await unit.get(saved.location)).html).toContain('Đã lưu các hồ sơ đang soạn.');
  // the second click of a double click
  const twice = await unit.press(again.location);
  expect(twice.location).toBe('/app/import?gone=1');
  expect((await unit.get(twice.location)).html).toContain('hồ sơ đã lưu không bị lưu hai lần');
  const third = await unit.send(drafts, { 'Biểu.xlsx': good });
  expect((await unit.get(third.location)).html).toContain('Không có gì để lưu');
});

test('what is no workbook is refused at its field, and what was chosen stays', async () => {
  const office = await browserOf('office');
  const fields = { ...drafts, unit: 'U02' };
  const none = await office.send(fields, {});
  expect(none.status).toBe(400);
  expect(none.html).toContain('Chưa chọn tệp nào.');
  expect(none.html).toMatch(/value="U02" selected/);
  const pdf = await office.send(fields, { 'a.pdf': Buffer.from('%PDF-1.7') });
  expect(pdf.html).toContain('Không có bảng tính nào');
  const locked = await office.send(fields, { 'a.xls': Buffer.from('d0cf11e0a1b11ae1', 'hex') });
  expect([locked.status, /bỏ mật khẩu/.test(locked.html)]).toEqual([415, true]);
  const old = await office.send({ kind: 'awards' }, { 'a.csv': Buffer.from('H\u00f2 t\u00ean\n', 'latin1') });
  expect([old.status, /Windows-1258/.test(old.html)]).toEqual([415, true]);
});

test('the office takes in a list of old awards the same way', async () => {
  const office = await browserOf('office');
  const template = await office.get('/app/import/awards.xlsx');
  expect(template.bytes.length).toBeGreaterThan(1_000);
  const csv = (name: string): Buffer =>
    Buffer.from(
      '\uFEFFLoại đối tượng;Mã đối tượng;Họ và tên, tên tập thể;Hình thức khen thưởng;Năm xét;Loại hình khen thưởng;Số quyết định;Ngày quyết định;Cấp quyết định\n' +
        `Cá nhân;C1;${name};CSTDCS;2024;Công trạng;146/QĐ-SNV;28/12/2024;Giám đốc Sở Nội vụ\n`,
    );
  const wrong = await office.send({ kind: 'awards' }, { 'cu.csv': csv('Nguyen Van Mau C1') });
  expect((await office.get(wrong.location)).html).toContain('chỉ khác dấu hoặc chữ hoa');
  const marked = await office.get(`${wrong.location}/explained.xlsx`);
  expect((await rowsOf(marked.bytes, 'CSV'))[0]!['Lỗi']).toMatch(/chỉ khác dấu/);
  const good = await office.send({ kind: 'awards' }, { 'cu.csv': csv('Nguyễn Văn Mẫu C1') });
  expect((await office.press(good.location)).location).toBe('/app/import?saved=awards.1.0.0');
});

test('one upload of a kind waits for somebody, whatever its files are called', async () => {
  const unit = await browserOf('unit', 'U01');
  const first = await unit.send(drafts, { 'Biểu.xlsx': await draftBook({ person: [personRow(20)] }) });
  const row = personRow(21, { 'Tệp: Báo cáo thành tích': 'Báo cáo: 21.pdf' });
  const second = await unit.send(drafts, {
    'Biểu 2026: lần 2.xlsx': await draftBook({ person: [row] }),
    'Báo cáo: 21.pdf': tinyPdf(),
  });
  const shown = await unit.get(second.location);
  expect([second.status, shown.status]).toEqual([303, 200]);
  expect(shown.html).toContain('Hồ sơ mới: 1');
  expect((await unit.get(first.location)).location).toBe('/app/import?gone=1');
  expect((await unit.press(second.location)).location).toBe('/app/import?saved=drafts.1.0.0');
});

test('what somebody has sent is nobody else’s, and an inspector writes no drafts', async () => {
  const unit = await browserOf('unit', 'U01');
  const sent = await unit.send(drafts, { 'Biểu.xlsx': await draftBook({ person: [personRow(9)] }) });
  const other = await browserOf('unit', 'U02');
  expect((await other.get(sent.location)).location).toBe('/app/import?gone=1');
  expect((await other.press(sent.location)).location).toBe('/app/import?gone=1');
  expect((await other.get(`${sent.location}/explained.xlsx`)).location).toBe('/app/import?gone=1');
  expect((await (await browserOf('inspector')).get('/app/import')).status).toBe(403);
  expect((await unit.send({ kind: 'awards' }, { 'a.csv': Buffer.from('x;y\n') })).status).toBe(403);
});
