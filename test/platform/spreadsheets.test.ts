import writeXlsx from 'write-excel-file/node';
import { columnName, readSheets } from '../../platform/spreadsheets/read';
import { writeWorkbook } from '../../platform/spreadsheets/write';

const csv = async (text: string | Buffer) => (await readSheets(Buffer.from(text as string)))[0]!.rows;

test('a workbook is read with its sheets, its days and its numbers', async () => {
  const bytes = await writeXlsx([
    {
      sheet: 'Khen thưởng',
      data: [
        [{ value: 'Họ và tên' }, { value: 'Ngày' }, { value: 'Năm' }],
        [
          { value: 'Nguyễn Văn Mẫu'.normalize('NFD') },
          { value: new Date(Date.UTC(2025, 11, 30)), type: Date, format: 'dd/mm/yyyy' },
          { value: 2025, type: Number },
        ],
        [{ value: '  ' }, null, null],
      ],
    },
  ]).toBuffer();
  expect(await readSheets(bytes)).toEqual([
    {
      name: 'Khen thưởng',
      rows: [
        ['Họ và tên', 'Ngày', 'Năm'],
        ['Nguyễn Văn Mẫu', new Date(Date.UTC(2025, 11, 30)), 2025],
      ],
    },
  ]);
});

test('CSV is read with commas, semicolons or tabs, with and without a mark, in UTF-8 and UTF-16', async () => {
  const rows = [
    ['Họ tên', 'Số'],
    ['Lê Thị Mẫu; A', '01/QĐ'],
  ];
  expect(await csv('Họ tên,Số\n"Lê Thị Mẫu; A",01/QĐ\n\n')).toEqual(rows);
  expect(await csv('\uFEFFHọ tên;Số\r\n"Lê Thị Mẫu; A";01/QĐ\r\n')).toEqual(rows);
  expect(await csv(Buffer.from('\uFEFFHọ tên\tSố\nLê Thị Mẫu; A\t01/QĐ\n', 'utf16le'))).toEqual(rows);
});

test('words of a cell are brought into the form in which words are typed', async () => {
  const [row] = await csv('\u00A0Lê\u2009Thị Mẫu\u200D;\uFEFF;\u3000\n');
  expect(row).toEqual(['Lê Thị Mẫu', undefined, undefined]);
});

test('an encoding that would garble names, and what is no sheet at all, is refused', async () => {
  const refused = { code: 'UNSUPPORTED_TYPE' };
  await expect(readSheets(Buffer.from('Nguy\xean', 'latin1'))).rejects.toMatchObject(refused);
  await expect(readSheets(Buffer.from('a,b\n"c'))).rejects.toMatchObject(refused);
  await expect(readSheets(Buffer.from([0x50, 0x4b, 3, 4, 9, 9]))).rejects.toMatchObject(refused);
  await expect(readSheets(Buffer.from('%PDF-1.7\0'))).rejects.toMatchObject(refused);
});

test('more rows than an office has are refused', async () => {
  await expect(readSheets(Buffer.from('a\n'.repeat(50_001)))).rejects.toMatchObject({ code: 'TOO_LARGE' });
});

test('columns are named as on the screen', () => {
  expect([0, 25, 26, 51, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'AAA']);
});

test.each([1, 9, 10, 11, 19, 20, 111])(
  'a column whose cells are chosen from %i others comes back as it was written',
  async (rows) => {
    const names = Array.from({ length: rows }, (_, i) => `Danh hiệu ${i + 1}`);
    const list = { widths: [20], stickyRows: 1 };
    const bytes = await writeWorkbook(
      {
        ...list,
        name: 'Nhập',
        rows: [[{ value: 'Danh hiệu', look: 'head' }], [{ value: 'Danh hiệu 1', look: 'typed' }]],
        choices: [{ column: 0, from: { sheet: 'Danh mục', column: 0, rows } }],
        asTyped: true,
      },
      { ...list, name: 'Danh mục', rows: ['Danh hiệu', ...names].map((value) => [{ value, look: 'plain' }]) },
    );
    expect(await readSheets(bytes)).toEqual([
      { name: 'Nhập', rows: [['Danh hiệu'], ['Danh hiệu 1']] },
      { name: 'Danh mục', rows: [['Danh hiệu'], ...names.map((name) => [name])] },
    ]);
  },
);

test('words that mean something to programs are words', async () => {
  const words = ['__proto__', 'constructor', 'toString', '=1+1', '$1', '&lt;b&gt;'];
  const rows = words.map((value) => [{ value, look: 'plain' as const }]);
  const bytes = await writeWorkbook({ name: 'Tên', widths: [20], stickyRows: 0, rows });
  expect((await readSheets(bytes))[0]!.rows).toEqual(words.map((word) => [word]));
});
