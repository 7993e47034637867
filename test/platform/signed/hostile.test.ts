import { deflateSync } from 'node:zlib';
import { PDFDocument } from 'pdf-lib';
import { createPdfReader } from '../../../platform/signed';
import { tinyPdf } from '../../setup/tiny-pdf';

const reader = createPdfReader({ roots: [] });
afterAll(() => reader.close());

const packed = (content: Buffer, more = ''): Buffer => {
  const bytes = deflateSync(content);
  const filter = more === '' ? '/Filter/FlateDecode' : more;
  return Buffer.concat([
    Buffer.from(`<<${filter}/Length ${bytes.length}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
};
const zeros = (mb: number) => Buffer.alloc(mb * 1024 * 1024);

describe('a PDF that no office needs', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a head alone', Buffer.from('%PDF-1.7\n%%EOF'), 'unreadable'],
    ['half a file', tinyPdf().subarray(0, 60), 'unreadable'],
    [
      'no page',
      Buffer.from(tinyPdf().toString('latin1').replace('/Type/Page/', '/Type/Leaf/'), 'latin1'),
      'unreadable',
    ],
    ['noise', Buffer.concat([Buffer.from('%PDF-1.7\n'), deflateSync(Buffer.from('x'.repeat(999)))]), 'unreadable'],
    ['a password', tinyPdf({ trailer: '/Encrypt<</Filter/Standard/V 2/R 3/O()/U()/P -4>>' }), 'encrypted'],
    [
      'a script that runs when it is opened',
      tinyPdf({ catalog: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' }),
      'script',
    ],
    [
      'a script in its names',
      tinyPdf({ catalog: '/Names<</JavaScript<</Names[(a) 4 0 R]>>>>', objects: ['<</S/JavaScript/JS(1)>>'] }),
      'script',
    ],
    ['a script by a name written in numbers', tinyPdf({ catalog: '/OpenAction<</S/J#61vaScript/#4aS(1)>>' }), 'script'],
    ['a form of scripts', tinyPdf({ catalog: '/AcroForm<</XFA(x)/Fields[]>>' }), 'script'],
    ['a program to start', tinyPdf({ catalog: '/OpenAction<</S/Launch/F(cmd.exe)>>' }), 'launch'],
    ['a form that sends itself', tinyPdf({ objects: ['<</S/SubmitForm/F(http://x.example)>>'] }), 'launch'],
    ['a file inside', tinyPdf({ catalog: '/Names<</EmbeddedFiles<</Names[]>>>>' }), 'embedded'],
    ['a part of 300 MB', tinyPdf({ objects: [packed(zeros(300))] }), 'swells'],
    [
      'a part within a part of 300 MB',
      tinyPdf({ objects: [packed(deflateSync(zeros(300)), '/Filter[/FlateDecode/FlateDecode]')] }),
      'swells',
    ],
    ['many parts of 60 MB', tinyPdf({ objects: Array.from({ length: 5 }, () => packed(zeros(60))) }), 'swells'],
    [
      'five thousand pages',
      tinyPdf({ objects: Array.from({ length: 5_000 }, () => '<</Type/Page/Parent 2 0 R>>') }),
      'tooManyPages',
    ],
    ['arrays within arrays', tinyPdf({ objects: ['['.repeat(300) + ']'.repeat(300)] }), 'unreadable'],
  ])('with %s is refused by name', async (_what, bytes, fault) => {
    await expect(reader.check(bytes)).rejects.toMatchObject({ name: 'PdfRefused', fault });
  });

  test('with a script in an object that cannot be read is refused too', async () => {
    await expect(reader.check(tinyPdf({ objects: ['<</S/JavaScript /JS (x'] }))).rejects.toMatchObject({
      fault: 'script',
    });
  });

  test('hidden in a packed part of objects is found as well', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    document.addJavaScript('main', 'app.alert(1)');
    const bytes = Buffer.from(await document.save({ useObjectStreams: true }));
    expect(bytes.includes('JavaScript')).toBe(false);
    await expect(reader.check(bytes)).rejects.toMatchObject({ fault: 'script' });
  });

  test('that takes too long ends its thread, not the service: the next one is read', async () => {
    const hasty = createPdfReader({ roots: [], mostMs: 1 });
    await expect(hasty.check(tinyPdf())).rejects.toMatchObject({ fault: 'tooCostly' });
    await hasty.close();
    await expect(reader.check(tinyPdf())).resolves.toBeUndefined();
  });
});

describe('what offices do have', () => {
  test('is taken: a wrong table of places, a claim of a million pages, bytes behind the end', async () => {
    const wrong = tinyPdf().toString('latin1');
    await reader.check(Buffer.from(wrong.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'));
    await reader.check(Buffer.from(wrong.replace('/Count 1', '/Count 1000000'), 'latin1'));
    await reader.check(Buffer.concat([tinyPdf(), Buffer.alloc(2_000)]));
  });

  test('has no text, or says so', async () => {
    expect(await reader.read(tinyPdf(), { names: [], struckOut: [] })).toEqual({
      bytes: tinyPdf().length,
      pages: 1,
      signatures: [],
      unsigned: 0,
      differences: [{ code: 'noText', weight: 'look' }],
    });
  });
});
