import { zipOf } from '../../platform/bundle/zip';
import { readSheets } from '../../platform/spreadsheets/read';
import { bookOf, tampered } from '../setup/workbook';

const sheet1 = 'xl/worksheets/sheet1.xml';
const plain = () => bookOf({ 'Cá nhân': [['Họ và tên'], ['Lê Thị Mẫu']] });
const changed = async (by: (xml: string) => string): Promise<Buffer> =>
  tampered(await plain(), (parts) => parts.set(sheet1, Buffer.from(by(parts.get(sheet1)!.toString()))));
const cell = (xml: string) => (sheet: string) => sheet.replace('</sheetData>', `<row r="3">${xml}</row></sheetData>`);

const refusal = async (bytes: Buffer) =>
  readSheets(bytes).then(
    () => 'taken',
    (error: unknown) => error,
  );

describe('what is not read is refused with a sentence on what to do', () => {
  test.each<[string, () => Promise<Buffer> | Buffer, string, RegExp]>([
    [
      'a file under a password, or of Excel 97',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
      'UNSUPPORTED_TYPE',
      /bỏ mật khẩu/,
    ],
    [
      'macros',
      async () => tampered(await plain(), (parts) => parts.set('xl/vbaProject.bin', Buffer.from('x'))),
      'UNSUPPORTED_TYPE',
      /có macro/,
    ],
    [
      'a bomb',
      async () => tampered(await plain(), (parts) => parts.set('xl/media/a.xml', Buffer.alloc(120 * 1024 * 1024))),
      'TOO_LARGE',
      /lớn bất thường/,
    ],
    [
      '1,048,576 rows',
      () =>
        changed((xml) =>
          xml.replace('</sheetData>', '<row r="1048576"><c r="A1048576" t="n"><v>1</v></c></row></sheetData>'),
        ),
      'TOO_LARGE',
      /Trang “Cá nhân” có nội dung hoặc định dạng đến dòng 1048576/,
    ],
    ['a column far out', () => changed(cell('<c r="XFD3"><v>1</v></c>')), 'TOO_LARGE', /đến cột XFD/],
    [
      'entities',
      () => changed((xml) => xml.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "b">]><worksheet')),
      'UNSUPPORTED_TYPE',
      /bị hỏng/,
    ],
    [
      'a Word file',
      () =>
        zipOf([
          { name: '[Content_Types].xml', bytes: 'x' },
          { name: 'word/document.xml', bytes: 'x' },
        ]),
      'UNSUPPORTED_TYPE',
      /không phải bảng tính/,
    ],
    ['a file cut short', async () => (await plain()).subarray(0, 900), 'UNSUPPORTED_TYPE', /bị hỏng/],
    [
      'CSV in windows-1258',
      () => Buffer.from('H\u00f2 v\u00e0 t\u00ean;N\u0103m\n', 'latin1'),
      'UNSUPPORTED_TYPE',
      /Windows-1258.*CSV UTF-8/,
    ],
    [
      'CSV in UTF-16 without its mark',
      () => Buffer.from('Họ và tên;Năm\n', 'utf16le'),
      'UNSUPPORTED_TYPE',
      /CSV UTF-8/,
    ],
    ['CSV with an open quotation mark', () => Buffer.from('Họ và tên\n"Lê'), 'UNSUPPORTED_TYPE', /ngoặc kép/],
  ])('%s', async (_name, bytes, code, sentence) => {
    expect(await refusal(await bytes())).toMatchObject({
      code,
      data: {
        sentence: { vi: expect.stringMatching(sentence), en: expect.stringMatching(/^(The|Sheet) .*lease|save it/) },
      },
    });
  });
});

test.each<[string, (xml: string) => string, object]>([
  ['a formula', cell('<c r="A3"><f>1+1</f><v>2</v></c>'), { row: 2, column: 0, kind: 'formula' }],
  ['a shared formula', cell('<c r="A3"><f t="shared" si="0"/><v>2</v></c>'), { row: 2, column: 0, kind: 'formula' }],
  ['a link into another file', cell('<c r="B3"><f>[1]Sheet1!A1</f><v>2</v></c>'), { row: 2, column: 1, kind: 'link' }],
  ['an error of a formula', cell('<c r="A3" t="e"><v>#REF!</v></c>'), { row: 2, column: 0, kind: 'error' }],
  [
    'merged cells',
    (xml) => xml.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A2:B3"/></mergeCells>'),
    { row: 1, column: 0, kind: 'merged', range: 'A2:B3' },
  ],
])('%s is named with its place', async (_name, by, oddity) => {
  const [sheet] = await readSheets(await changed(by));
  expect(sheet!.oddities).toEqual([oddity]);
  expect(sheet!.rows[1]![0]).toBe('Lê Thị Mẫu');
});
