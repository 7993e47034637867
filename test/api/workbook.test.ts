import { unzip } from '../../platform/bundle/unzip';
import { zipOf } from '../../platform/bundle/zip';
import { columnName } from '../../platform/spreadsheets/read';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { databaseOf, type OpenDatabase } from '../setup/dump';
import { tinyPdf } from '../setup/tiny-pdf';
import {
  bookOf,
  collectiveRow,
  draftBook,
  headings,
  householdRow,
  personRow,
  rowsOf,
  tampered,
  type Named,
} from '../setup/workbook';

let api: TestApi;
let unit: TestCaller;
let database: OpenDatabase;
beforeAll(async () => {
  api = await startApi({ worker: false });
  await api.site.service.store.rounds.put({
    _id: 'R2026',
    name: 'Đợt xét năm 2026',
    awardYear: 2026,
    awards: ['CSTDCS', 'TTLDXS', 'BKT', 'LDTT'],
    units: [],
    deadline: '2026-12-15',
  });
  unit = await api.as('unit', 'U01');
  database = await databaseOf(api.site.service);
}, 120_000);
afterAll(async () => {
  await database.close();
  await api.stop();
});

const path = '/rounds/R2026/workbook';
const send = (bytes: Buffer, dryRun = false) =>
  unit.upload(`${path}${dryRun ? '?dryRun=true' : ''}`, 'Biểu.xlsx', bytes);

interface Fault {
  readonly sheet: string;
  readonly row: number;
  readonly column?: string;
  readonly message: { readonly vi: string; readonly en: string };
}
const places = (faults: readonly Fault[]): string[] =>
  faults.map(({ sheet, row, column = '' }) => `${sheet}!${column}${row}`).sort();

/** What is wrong, in which column, and what is said of it. */
const seeded: readonly (readonly [string, Named[string], RegExp])[] = [
  ['Họ và tên', undefined, /Cần có nội dung/],
  ['Họ và tên', 'Lê Thị\u202EMẫu', /ký tự ẩn/],
  ['Họ và tên', 'M'.repeat(250), /Nhiều nhất 200 ký tự/],
  ['Ông, Bà', 'Anh', /một trong: Ông, Bà, đồng chí/],
  ['Chức vụ', undefined, /Cần có nội dung/],
  ['Đơn vị công tác', new Date(Date.UTC(2026, 0, 1)), /ngày tháng; cần ghi chữ/],
  ['Mã cá nhân', 'X', /Không có mã “X\d+”/],
  ['Mã cá nhân', 'mã có dấu', /Mã chỉ gồm/],
  ['Danh hiệu, hình thức khen thưởng', 'Chiến sĩ thi đua', /Không có hình thức/],
  ['Danh hiệu, hình thức khen thưởng', undefined, /Cần có nội dung/],
  ['Danh hiệu, hình thức khen thưởng', 'Tập thể lao động xuất sắc', /không tặng cho loại đối tượng này/],
  ['Danh hiệu, hình thức khen thưởng', 'CSTDT', /không xét hình thức này/],
  ['Năm xét', '26', /bốn chữ số/],
  ['Năm xét', 2025, /xét cho năm 2026/],
  ['Năm xét', 2031, /chưa đến/],
  ['Loại hình khen thưởng', 'Xuất sắc', /một trong: Công trạng/],
  ['Thành tích từ ngày', undefined, /Cần có ngày/],
  ['Thành tích từ ngày', '31/02/2026', /không phải là ngày có thật/],
  ['Thành tích từ ngày', 46_023, /số thứ tự ngày của Excel/],
  ['Thành tích từ ngày', 'đầu năm', /Không đọc được ngày/],
  ['Thành tích đến ngày', '01/12/2025', /Ngày kết thúc phải sau/],
  ['Thủ tục', 'Nhanh', /một trong: Thông thường/],
  ['Truy tặng', 'Chưa rõ', /một trong: Có, Không/],
  ['Mã sáng kiến', 'SK 01; SK-02', /Mã chỉ gồm/],
  ['Đặc điểm', 'Đặc biệt', /Không có đặc điểm “Đặc biệt”/],
  ['Có nội dung mật', 'Mật', /một trong: Có, Không/],
  ['Tệp: Báo cáo thành tích', 'bao-cao.pdf', /Không có tệp “bao-cao.pdf”/],
  ['Mã hồ sơ', 'HS-2026-999999', /Không có hồ sơ HS-2026-999999/],
];

const PERSONS = 440;
const COLLECTIVES = 40;
const HOUSEHOLDS = 20;

test('500 rows with 60 errors: each is explained in its place and nothing is saved; corrected all is saved, and again nothing changes', async () => {
  const persons = Array.from({ length: PERSONS }, (_, i) => personRow(i + 1));
  const collectives = Array.from({ length: COLLECTIVES }, (_, i) => collectiveRow(i + 1));
  const households = Array.from({ length: HOUSEHOLDS }, (_, i) => householdRow(i + 1));
  const spoiled = [...persons];
  const expected: { readonly place: string; readonly reason: RegExp }[] = [];
  for (let i = 0; i < 58; i += 1) {
    const [heading, value, reason] = seeded[i % seeded.length]!;
    const at = 3 + i * 7;
    spoiled[at] = { ...spoiled[at], [heading]: value === 'X' ? `X${i}` : value };
    expected.push({ place: `Cá nhân!${columnName(headings.person.indexOf(heading))}${at + 2}`, reason });
  }
  // twice in the file, and a household without a home
  spoiled[438] = spoiled[0]!;
  expected.push({ place: 'Cá nhân!E440', reason: /Trùng với dòng 2 của trang “Cá nhân”/ });
  const homeless = households.map((row, i) => (i === 5 ? { ...row, 'Nơi cư trú': undefined } : row));
  expected.push({ place: 'Hộ gia đình!D7', reason: /Cần có nội dung/ });

  const before = await database.dump();
  const wrong = await draftBook({ person: spoiled, collective: collectives, household: homeless });
  const { status, body } = await send(wrong);
  expect(status).toBe(200);
  expect(body.saved).toBe(false);
  expect(body.rows).toBe(500);
  expect(places(body.faults)).toEqual(expected.map(({ place }) => place).sort());
  for (const { place, reason } of expected) {
    const fault = (body.faults as Fault[]).find((one) => places([one])[0] === place)!;
    expect([place, fault.message.vi]).toEqual([place, expect.stringMatching(reason)]);
    expect(fault.message.en).toMatch(/^[A-Z“‘\d]/);
  }
  expect(await database.dump()).toEqual(before);

  const good = await draftBook({ person: persons, collective: collectives, household: households });
  expect((await send(good, true)).body).toMatchObject({ faults: [], saved: false, changes: { created: 500 } });
  expect(await database.dump()).toEqual(before);
  expect((await send(good)).body).toMatchObject({
    faults: [],
    saved: true,
    changes: { created: 500, changed: 0, unchanged: 0 },
  });
  const once = await database.dump();
  expect((await send(good)).body.changes).toEqual({ created: 0, changed: 0, unchanged: 500 });
  expect(await database.dump()).toEqual(once);

  const taken = await unit.get(`${path}.xlsx`);
  expect((await send(taken.bytes)).body.changes).toEqual({ created: 0, changed: 0, unchanged: 500 });
  expect(await database.dump()).toEqual(once);
}, 120_000);

test('wrong cells come back coloured, with a note, in a last column and in a sheet of their own', async () => {
  const rows = [personRow(1), personRow(900, { 'Năm xét': 'x', 'Ông, Bà': 'Anh' })];
  const explained = await unit.upload(`${path}/explained.xlsx`, 'Biểu.xlsx', await draftBook({ person: rows }));
  expect(explained.status).toBe(200);
  const [first, second] = await rowsOf(explained.bytes, 'Cá nhân');
  expect(first!['Lỗi']).toBeUndefined();
  expect(second!['Lỗi']).toMatch(/Ông, Bà: Cần ghi một trong: Ông, Bà, đồng chí\.\nNăm xét: Cần ghi năm/);
  expect(second!['Họ và tên']).toBe('Lê Thị Mẫu 900');
  expect(await rowsOf(explained.bytes, 'Lỗi')).toEqual([
    expect.objectContaining({ Trang: 'Cá nhân', Dòng: '3', Cột: 'D' }),
    expect.objectContaining({ Trang: 'Cá nhân', Dòng: '3', Cột: 'I' }),
  ]);
  const parts = unzip(explained.bytes, { mostUnpacked: 10_000_000, mostParts: 100 });
  expect(parts.get('xl/comments1.xml')!.toString()).toMatch(/ref="D3"[^]*ref="I3"/);
  // it may be mended and sent as it is
  const again = await unit.upload(`${path}?dryRun=true`, 'Biểu.xlsx', explained.bytes);
  expect(places(again.body.faults)).toEqual(['Cá nhân!D3', 'Cá nhân!I3']);
});

test('a changed row changes its draft; one that was changed elsewhere is named, and rows that nobody touched stay', async () => {
  const rows = await rowsOf((await unit.get(`${path}.xlsx`)).bytes, 'Tập thể');
  const [one, two, three] = rows as [Named, Named, Named];
  const other = await unit.patch(`/nominations/${String(two['Mã hồ sơ'])}`, {
    expects: 1,
    merit: 'Đã sửa trên trang.',
  });
  expect(other.status).toBe(200);
  await unit.patch(`/nominations/${String(three['Mã hồ sơ'])}`, { expects: 1, merit: 'Đã sửa trên trang.' });

  const changed = [
    { ...one, 'Tóm tắt thành tích': 'Vượt 12 % kế hoạch.' },
    { ...two, 'Tóm tắt thành tích': 'Vượt 15 % kế hoạch.' },
    three,
  ];
  const refused = await send(await draftBook({ collective: changed }));
  expect(refused.body.saved).toBe(false);
  expect(refused.body.faults).toEqual([
    expect.objectContaining({
      row: 3,
      column: 'A',
      message: { vi: expect.stringContaining('biểu ghi phiên bản 1, nay là 2'), en: expect.any(String) },
    }),
  ]);
  const book = await draftBook({ collective: [changed[0]!, three] });
  expect((await send(book)).body).toMatchObject({ saved: true, changes: { created: 0, changed: 1, unchanged: 1 } });
  const dossier = await unit.get(`/nominations/${String(one['Mã hồ sơ'])}`);
  expect(JSON.stringify(dossier.body)).toContain('Vượt 12 % kế hoạch.');
  const once = await database.dump();
  expect((await send(book)).body.changes).toEqual({ created: 0, changed: 0, unchanged: 2 });
  expect(await database.dump()).toEqual(once);
});

test('a new row that says something else of a draft that is there is not written over it', async () => {
  const { body } = await send(await draftBook({ person: [personRow(1, { 'Chức vụ': 'Giám đốc' })] }));
  expect(body.faults).toEqual([
    expect.objectContaining({
      column: 'E',
      message: { vi: expect.stringMatching(/Đã có hồ sơ đang soạn HS-2026-/), en: expect.any(String) },
    }),
  ]);
});

test('the code of somebody of another unit is as one that nobody has', async () => {
  const c1 = await api.site.service.store.people.need('C1');
  await api.site.service.store.people.put({ ...c1, _id: 'XA', name: 'Phạm Thị Xa', unit: 'U02' });
  const row = personRow(901, { 'Mã cá nhân': 'XA' });
  for (const said of [row, { ...row, 'Họ và tên': 'Phạm Thị Xa' }]) {
    const { body } = await send(await draftBook({ person: [said] }), true);
    expect((body.faults as Fault[]).map(({ message }) => message.vi)).toEqual(['Không có mã “XA” trong danh mục.']);
  }
});

test('two uploads of one workbook at the same time make each draft once', async () => {
  const book = await draftBook({ person: Array.from({ length: 12 }, (_, i) => personRow(600 + i)) });
  const answers = await Promise.all([send(book), send(book), send(book)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const created = answers.map(({ body }) => body.changes.created as number);
  expect(created.reduce((sum, n) => sum + n, 0)).toBe(12);
});

test('files are attached by name, beside the workbook or in one ZIP with it, and once', async () => {
  const report = tinyPdf();
  const rows = [
    personRow(701, { 'Tệp: Báo cáo thành tích': 'Báo cáo 701.pdf' }),
    personRow(702, { 'Tệp: Báo cáo thành tích': 'Có' }),
  ];
  const book = await draftBook({ person: rows });
  const names = (faults: readonly Fault[]) => faults.map(({ message }) => message.vi);
  const idle = await unit.uploadAll(path, { 'Biểu.xlsx': book, 'Báo cáo 701.pdf': report, 'khac.pdf': report });
  expect(names(idle.body.faults)).toEqual([expect.stringContaining('Không có dòng nào ghi tên tệp “khac.pdf”')]);
  const exe = await unit.uploadAll(path, { 'Biểu.xlsx': book, 'Báo cáo 701.pdf': Buffer.from('MZ\u0090') });
  expect(names(exe.body.faults)).toEqual([expect.stringMatching(/Tệp “Báo cáo 701.pdf”: Chỉ nhận PDF/)]);

  const zip = zipOf([
    { name: 'Hồ sơ/Biểu.xlsx', bytes: book },
    { name: `Hồ sơ/${'BÁO CÁO 701.pdf'.normalize('NFD')}`, bytes: report },
    { name: '__MACOSX/._Biểu.xlsx', bytes: 'x' },
  ]);
  const saved = await unit.uploadAll(path, { 'ho-so.zip': zip });
  expect(saved.body).toMatchObject({ saved: true, faults: [], changes: { created: 2 } });
  const once = await database.dump();
  expect((await unit.uploadAll(path, { 'ho-so.zip': zip })).body.changes).toEqual({
    created: 0,
    changed: 0,
    unchanged: 2,
  });
  expect(await database.dump()).toEqual(once);

  const { items } = (await unit.get('/nominations?q=Mẫu 701')).body;
  const { body } = await unit.get(`/nominations/${items[0].id}`);
  const [paper] = body.dossier.papers;
  expect(paper).toMatchObject({ kind: 'achievementReport', attachment: expect.any(String) });
  expect((await unit.get(`/nominations/${items[0].id}/attachments/${paper.attachment}`)).bytes).toEqual(report);
  const taken = await rowsOf((await unit.get(`${path}.xlsx`)).bytes, 'Cá nhân');
  const mine = taken.filter((row) => /Mẫu 70[12]$/.test(String(row['Họ và tên'])));
  expect(mine.map((row) => row['Tệp: Báo cáo thành tích'])).toEqual(['BÁO CÁO 701.pdf', 'Có']);
});

test('a workbook of another unit or round, a foreign unit and a role without drafts are refused', async () => {
  const office = await api.as('office');
  const own = await unit.get(`${path}.xlsx?empty=true`);
  expect(own.status).toBe(200);
  const swapped = await office.upload(`${path}?unit=U02`, 'Biểu.xlsx', own.bytes);
  expect(swapped.body.faults.at(-1)).toMatchObject({ sheet: 'Hướng dẫn', column: 'B' });
  expect((await unit.get(`${path}.xlsx?unit=U02`)).status).toBe(404);
  expect((await unit.upload(`${path}?unit=U02`, 'Biểu.xlsx', own.bytes)).status).toBe(404);
  expect((await (await api.as('inspector')).get(`${path}.xlsx?unit=U01`)).status).toBe(403);
  expect((await unit.get('/rounds/R1999/workbook.xlsx')).status).toBe(400);
  const none = await unit.upload(path, 'Biểu.xlsx', own.bytes);
  expect(none.body.faults).toEqual([
    expect.objectContaining({ message: expect.objectContaining({ vi: 'Tệp không có dòng dữ liệu nào.' }) }),
  ]);
});

test('drafts of one upload are written together or not at all', async () => {
  const { store } = api.site.service;
  const { items } = (await unit.get('/nominations?q=Mẫu 702')).body;
  const { dossier } = await store.nominations.need(items[0].id as string);
  const [id] = await store.nominations.reserve(1, dossierTime);
  const before = await database.dump();
  const batch = {
    creates: [{ id: id!, unit: 'U01', round: 'R2026', dossier }],
    edits: [{ id: items[0].id as string, expects: 7, dossier: { ...dossier, merit: 'Khác' } }],
    trail: [],
  };
  await expect(store.nominations.saveDrafts(batch, { actor: 'key:unit', now: dossierTime })).rejects.toMatchObject({
    code: 'STATE_CHANGED',
  });
  expect(await database.dump()).toEqual(before);
});
const dossierTime = '2026-11-16T02:00:00.000Z';

const manyFiles = () => Array.from({ length: 2_001 }, (_, i) => ({ name: `${i}.csv`, bytes: 'x' }));

describe('what a person may send', () => {
  const faultsIn = async (bytes: Buffer, name = 'Biểu.xlsx'): Promise<readonly (readonly [string, string])[]> => {
    const { status, body } = await unit.upload(`${path}?dryRun=true`, name, bytes);
    expect(status).toBe(200);
    return (body.faults as Fault[]).map((fault) => [places([fault])[0]!, fault.message.vi] as const);
  };
  const sheet = 'xl/worksheets/sheet1.xml';

  test('formulas, links into other files and merged cells are named with their place', async () => {
    const rows = [personRow(801), personRow(802), personRow(803)];
    const odd = tampered(await draftBook({ person: rows }), (parts) => {
      const xml = parts
        .get(sheet)!
        .toString()
        .replace(/<c r="I2"[^>]*>.*?<\/c>/, '<c r="I2"><f>2025+1</f><v>2026</v></c>')
        .replace(/<c r="I3"[^>]*>.*?<\/c>/, '<c r="I3"><f>[1]Trang!A1</f><v>2026</v></c>')
        .replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="F4:G4"/></mergeCells>');
      parts.set(sheet, Buffer.from(xml));
    });
    expect(await faultsIn(odd)).toEqual([
      ['Cá nhân!I2', expect.stringContaining('có công thức')],
      ['Cá nhân!I3', expect.stringContaining('từ một tệp khác')],
      ['Cá nhân!F4', expect.stringContaining('F4:G4 được gộp')],
    ]);
  });

  test('a sheet with another name, and a heading that is missing, are named; sheets of another kind are no data', async () => {
    const rows = [headings.person, headings.person.map((heading) => personRow(811)[heading])];
    expect(await faultsIn(await bookOf({ 'Trang tính1': rows }))).toEqual([
      ['Trang tính1!1', expect.stringContaining('cần là “Cá nhân”')],
    ]);
    const without = rows.map((row) => row.filter((_, i) => i !== headings.person.indexOf('Năm xét')));
    expect(await faultsIn(await bookOf({ 'ca nhan': without }))).toEqual([
      ['ca nhan!1', 'Thiếu cột “Năm xét” ở dòng tiêu đề.'],
    ]);
  });

  test('decomposed letters, hard blanks and days of a sheet are read; CSV in UTF-16 too', async () => {
    const one = personRow(821, {
      'Họ và tên': '\u00a0Lê Thị Mẫu 821 '.normalize('NFD'),
      'Thành tích từ ngày': new Date(Date.UTC(2026, 0, 1)),
    });
    expect(await faultsIn(await draftBook({ person: [one] }))).toEqual([]);
    const csv = [headings.person, headings.person.map((heading) => personRow(822)[heading] ?? '')]
      .map((cells) => cells.map((cell) => `"${String(cell)}"`).join(';'))
      .join('\r\n');
    expect(await faultsIn(Buffer.from(`\uFEFF${csv}`, 'utf16le'), 'Biểu.csv')).toEqual([]);
    expect(await faultsIn(Buffer.from(`\uFEFF${csv}`), 'Biểu.csv')).toEqual([]);
  });

  test.each([
    ['a locked file', () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'a.xls', 415],
    ['CSV in windows-1258', () => Buffer.from('H\u00f2 t\u00ean;N\u0103m\n', 'latin1'), 'a.csv', 415],
    [
      'a ZIP that is cut short',
      () => zipOf([{ name: 'a.xlsx', bytes: 'x'.repeat(900) }]).subarray(0, 500),
      'a.zip',
      415,
    ],
    ['a ZIP without a workbook', () => zipOf([{ name: 'a.pdf', bytes: tinyPdf() }]), 'a.zip', 400],
    ['a ZIP of too many files', () => zipOf(manyFiles()), 'a.zip', 413],
  ])('%s is refused with a sentence on what to do', async (_name, bytes, name, status) => {
    const reply = await unit.upload(path, name, bytes());
    expect(reply.status).toBe(status);
    expect(JSON.stringify(reply.body)).toMatch(/Đề nghị|cần một tệp|chọn/);
  });
});
