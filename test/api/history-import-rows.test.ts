import { catalogue } from '../../domain/catalogue';
import { columns, pastRows, type Column } from '../../api/commands/facts/history-import/rows';
import type { Cell, Sheet } from '../../platform/spreadsheets/read';

const TODAY = '2026-11-16';
const right: Readonly<Record<Column, Cell>> = {
  subjectKind: 'Cá nhân',
  subject: 'P030',
  name: 'Nguyễn Văn Mẫu',
  award: 'CSTDCS',
  awardYear: 2025,
  commendationType: 'Công trạng',
  decisionNumber: '112/QĐ-STC',
  decidedOn: '30/12/2025',
  authority: 'Giám đốc Sở Tài chính',
  periodFrom: undefined,
  periodTo: undefined,
  initiatives: undefined,
};
const sheetOf = (...rows: readonly Partial<Record<Column, Cell>>[]): Sheet => ({
  name: 'Khen thưởng',
  rows: [
    columns.map(([, heading]) => heading),
    ...rows.map((row) => columns.map(([column]) => ({ ...right, ...row })[column])),
  ],
});
const read = (...rows: readonly Partial<Record<Column, Cell>>[]) => pastRows([sheetOf(...rows)], catalogue, TODAY);
const columnOf = (column: Column): string => 'ABCDEFGHIJKL'[columns.findIndex(([name]) => name === column)]!;

test('a right row is read as it stands', () => {
  expect(read({})).toEqual({
    faults: [],
    rows: [
      {
        place: { sheet: 'Khen thưởng', row: 2 },
        subject: 'P030',
        name: 'Nguyễn Văn Mẫu',
        subjectKind: 'person',
        award: 'CSTDCS',
        awardYear: 2025,
        commendationType: 'merit',
        decisionNumber: '112/QĐ-STC',
        decidedOn: '2025-12-30',
        authority: 'Giám đốc Sở Tài chính',
      },
    ],
  });
});

test.each<[Column, Cell, string]>([
  ['award', 'Chiến sĩ thi đua cơ sở', 'CSTDCS'],
  ['award', 'chien si thi dua co so', 'CSTDCS'],
  ['award', 'cstdcs', 'CSTDCS'],
  ['subjectKind', 'ca nhan', 'person'],
  ['commendationType', 'chuyên đề', 'thematic'],
  ['awardYear', '2025', '2025'],
  ['decidedOn', new Date(Date.UTC(2025, 11, 30)), '2025-12-30'],
  ['decidedOn', '2025-12-30', '2025-12-30'],
  ['decidedOn', '1/2/2025', '2025-02-01'],
  ['name', 'Lê Thị\r\nMẫu', 'Lê Thị Mẫu'],
])('%s written as “%s” is read as %s', (column, cell, value) => {
  const { rows, faults } = read({ [column]: cell });
  expect(faults).toEqual([]);
  expect(rows[0]).toMatchObject({ [column]: column === 'awardYear' ? Number(value) : value });
});

test.each<[string, Column, Cell, RegExp]>([
  ['a year that has not begun', 'awardYear', 2027, /Năm 2027 chưa đến; muộn nhất là 2026/],
  ['a year in two digits', 'awardYear', '25', /bốn chữ số/],
  ['an unknown award', 'award', 'CSTDX', /Không có hình thức khen thưởng “CSTDX”/],
  ['an award that the subject cannot receive', 'award', 'TTLDTT', /không tặng cho loại đối tượng này/],
  ['an unknown kind of subject', 'subjectKind', 'Đơn vị', /Cá nhân, Tập thể, Hộ gia đình/],
  ['a missing code', 'subject', undefined, /Cần có mã/],
  ['a missing name', 'name', undefined, /Cần có nội dung/],
  ['a day that does not exist', 'decidedOn', '30/02/2025', /không phải là ngày có thật/],
  ['a day in the order of other countries', 'decidedOn', '12/30/2025', /ngày\/tháng\/năm, ví dụ 30\/12\/2025/],
  ['a day in words', 'decidedOn', 'cuối năm', /Không đọc được ngày/],
  ['a day number of Excel', 'decidedOn', 46021, /có thể là 30\/12\/2025/],
  ['a day ahead', 'decidedOn', '17/11/2026', /chưa đến/],
  ['a date where a name belongs', 'name', new Date(0), /cần ghi chữ/],
  ['a mark that turns the direction of reading', 'name', 'Lê \u202EMẫu', /ký tự ẩn/],
  ['more words than any name has', 'authority', 'x'.repeat(301), /dài quá 300 ký tự/],
  ['a day number of Excel as text', 'decidedOn', '46021', /có thể là 30\/12\/2025/],
  ['half an achievement period', 'periodFrom', '01/01/2025', /Cần có ngày/],
])('%s is named with its cell and what is expected', (_name, column, cell, sentence) => {
  const { rows, faults } = read({ [column]: cell });
  expect(rows).toEqual([]);
  const at = column === 'periodFrom' ? 'periodTo' : column;
  expect(faults).toEqual([
    expect.objectContaining({
      sheet: 'Khen thưởng',
      row: 2,
      column: columnOf(at),
      vi: expect.stringMatching(sentence),
    }),
  ]);
  expect(faults[0]!.en).not.toBe('');
});

test('a period that ends before it begins is named at its end', () => {
  const { faults } = read({ periodFrom: '02/01/2025', periodTo: '01/01/2025' });
  expect(faults).toEqual([expect.objectContaining({ column: columnOf('periodTo') })]);
});

test('all wrong cells of a file are named at once, and right rows are still read', () => {
  const { rows, faults } = read({}, { awardYear: 'x', name: undefined }, {}, { decidedOn: 7 });
  expect(rows.map((row) => row.place.row)).toEqual([2, 4]);
  expect(faults.map(({ row, column }) => `${column!}${row}`)).toEqual(['C3', 'E3', 'H5']);
});

test('initiatives that were used up are read by their codes', () => {
  expect(read({ initiatives: 'SK-2025-01; SK-2025-02;; SK-2025-01' }).rows[0]!.initiatives).toEqual([
    'SK-2025-01',
    'SK-2025-02',
  ]);
  expect(read({ initiatives: ' ; ' }).rows[0]).not.toHaveProperty('initiatives');
});

test('a household needs no code', () => {
  const { rows, faults } = read({
    subjectKind: 'Hộ gia đình',
    subject: undefined,
    award: 'BKT',
    name: 'Hộ ông Lò Văn Mẫu',
  });
  expect(faults).toEqual([]);
  expect(rows[0]!.subject).toBeUndefined();
});

test('missing headings are named once, and the order of columns does not matter', () => {
  const whole = sheetOf({});
  const turned = { ...whole, rows: whole.rows.map((row) => [...row].reverse()) };
  expect(pastRows([turned], catalogue, TODAY).rows).toEqual(read({}).rows);
  const cut = { ...whole, rows: whole.rows.map((row) => row.slice(1)) };
  expect(pastRows([cut], catalogue, TODAY).faults.map((f) => f.vi)).toEqual([
    'Thiếu cột “Loại đối tượng” ở dòng tiêu đề.',
  ]);
});

test('a file without rows says so', () => {
  expect(pastRows([{ name: 'A', rows: [] }], catalogue, TODAY).faults).toHaveLength(1);
  expect(pastRows([sheetOf()], catalogue, TODAY).faults.map((f) => f.vi)).toEqual(['Tệp không có dòng dữ liệu nào.']);
});
