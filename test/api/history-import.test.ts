import mammoth from 'mammoth';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { databaseOf, type OpenDatabase } from '../setup/dump';

let api: TestApi;
let office: TestCaller;
let database: OpenDatabase;
beforeAll(async () => {
  api = await startApi({ worker: false });
  office = await api.as('office');
  database = await databaseOf(api.site.service);
}, 120_000);
afterAll(async () => {
  await database.close();
  await api.stop();
});

const head =
  'Loại đối tượng;Mã đối tượng;Họ và tên, tên tập thể;Hình thức khen thưởng;Năm xét;Loại hình khen thưởng;Số quyết định;Ngày quyết định;Cấp quyết định';
const row = (more: Partial<Record<'code' | 'name' | 'award' | 'year' | 'number' | 'day', string>> = {}): string => {
  const {
    code = 'C1',
    name = 'Nguyễn Văn Mẫu C1',
    award = 'CSTDCS',
    year = '2024',
    number = '146/QĐ-SNV',
    day = '28/12/2024',
  } = more;
  return `Cá nhân;${code};${name};${award};${year};Công trạng;${number};${day};Giám đốc Sở Nội vụ`;
};
const file = (...rows: readonly string[]): Buffer => Buffer.from(`\uFEFF${[head, ...rows].join('\n')}\n`);
const upload = (bytes: Buffer, dryRun = false) =>
  office.upload(`/award-history/imports${dryRun ? '?dryRun=true' : ''}`, 'lich-su.csv', bytes);

test('a dry run saves nothing; the file is then taken in once, and again adds nothing', async () => {
  const good = file(
    row(),
    row({ award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh', number: '9/QĐ-UBND' }),
    row({ year: '2025', day: '28/12/2025', number: '150/QĐ-SNV' }),
  );
  const before = await database.dump();
  const dry = await upload(good, true);
  expect(dry).toMatchObject({ status: 200, body: { rows: 3, faults: [] } });
  expect(dry.body.saved).toBeUndefined();
  expect(await database.dump()).toEqual(before);
  expect((await upload(good)).body.saved).toEqual({ created: 3, corrected: 0, unchanged: 0 });
  const once = await database.dump();
  expect((await upload(good)).body.saved).toEqual({ created: 0, corrected: 0, unchanged: 3 });
  expect(await database.dump()).toEqual(once);
  const { body } = await office.get('/people/C1/awards');
  expect(body.items.map((a: { award: string; awardYear: number }) => `${a.award} ${a.awardYear}`).sort()).toEqual([
    'BKT 2024',
    'CSTDCS 2024',
    'CSTDCS 2025',
  ]);
});

test.each<[string, readonly string[], string, RegExp]>([
  ['a code that nobody has', [row({ code: 'X1' })], 'B2', /Không có mã “X1”/],
  ['a name that differs in diacritics only', [row({ code: 'C2', name: 'Nguyen Van Mau C2' })], 'C2', /chỉ khác dấu/],
  ['another name', [row({ code: 'C2', name: 'Lê Thị Mẫu' })], 'C2', /Danh mục ghi “Nguyễn Văn Mẫu C2”/],
  [
    'a title won twice in a year in the file',
    [row({ code: 'C2', name: 'Nguyễn Văn Mẫu C2' }), row({ code: 'C2', name: 'Nguyễn Văn Mẫu C2', number: '147/QĐ' })],
    'D3',
    /Trùng với dòng 2/,
  ],
  ['a title that the ledger has under another decision', [row({ number: '999/QĐ-SNV' })], 'G2', /146\/QĐ-SNV/],
])('%s is named with sheet, row, column and reason, and nothing is saved', async (_name, rows, cell, reason) => {
  const before = await database.dump();
  const good = row({ code: 'C3', name: 'Nguyễn Văn Mẫu C3' });
  const { status, body } = await upload(file(...rows, good));
  expect(status).toBe(200);
  expect(body.saved).toBeUndefined();
  expect(body.faults).toEqual([
    expect.objectContaining({
      sheet: 'CSV',
      column: cell[0],
      row: Number(cell.slice(1)),
      message: { vi: expect.stringMatching(reason), en: expect.any(String) },
    }),
  ]);
  expect(await database.dump()).toEqual(before);
});

test('decomposed letters are the same letters', async () => {
  const { body } = await upload(file(row({ code: 'C2', name: 'Nguyễn Văn Mẫu C2'.normalize('NFD') })), true);
  expect(body.faults).toEqual([]);
});

test('a corrected row corrects its entry, and what stood there is in the trail', async () => {
  const { body } = await upload(file(row({ day: '29/12/2024' })));
  expect(body.saved).toEqual({ created: 0, corrected: 1, unchanged: 0 });
});

test('a unit does not take in awards, and what is no sheet is refused', async () => {
  const unit = await api.as('office', 'U01');
  expect((await unit.upload('/award-history/imports', 'a.csv', file(row()))).status).toBe(403);
  expect((await upload(Buffer.from('%PDF-1.7\0'))).status).toBe(415);
  expect((await upload(Buffer.from('Nguy\xean', 'latin1'))).status).toBe(415);
});

test('the ledger of a person is confirmed on a paper, and of one without awards it says so', async () => {
  const signed = '?signer=Nguy%E1%BB%85n%20V%C4%83n%20M%E1%BA%ABu&signerPost=Gi%C3%A1m%20%C4%91%E1%BB%91c';
  const text = async (code: string): Promise<string> => {
    const { status, bytes } = await office.get(`/people/${code}/award-record.docx${signed}`);
    expect(status).toBe(200);
    return (await mammoth.extractRawText({ buffer: bytes })).value.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
  };
  const paper = await text('C1');
  expect(paper).toContain('PHIẾU XÁC NHẬN');
  expect(paper).toContain('Ông Nguyễn Văn Mẫu C1 (mã C1)');
  expect(paper).toContain('đã được khen thưởng 03 lần còn hiệu lực');
  expect(paper).toContain('146/QĐ-SNV ngày 29/12/2024');
  expect(await text('C5')).toContain('chưa có hình thức khen thưởng nào được ghi nhận');
  const unit = await api.as('office', 'U01');
  expect((await unit.get(`/people/C1/award-record.docx${signed}`)).status).toBe(404);
  expect((await (await api.as('clerk')).get(`/people/C1/award-record.docx${signed}`)).status).toBe(403);
});
