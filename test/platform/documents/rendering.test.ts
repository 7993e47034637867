import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import {
  createRenderer,
  fontSet,
  loadFonts,
  type TemplateSources,
  VIETNAMESE_LETTERS,
} from '../../../platform/documents';
import { documentTemplates } from '../../../templates/documents';
import { testPapers } from '../../setup/papers';
import { readPdf } from './pdf-reader';
import { documents, named, readCertificate, refusal } from './reading';
import { certificate, decision, decisionWith, persons } from './samples';

const fonts = loadFonts();

describe('the same data gives the same bytes', () => {
  const list = decisionWith(persons(30));

  test('on a second rendering, by a fresh renderer, and among others at once', async () => {
    const fresh = testPapers().documents;
    const first = await documents.renderDecision(list);
    const [again, , elsewhere] = await Promise.all([
      documents.renderDecision(list),
      documents.renderCertificate(certificate),
      fresh.renderDecision(list),
    ]);
    expect(Buffer.compare(again.pdf, first.pdf)).toBe(0);
    expect(elsewhere).toEqual(first);
    expect((await fresh.renderCertificate(certificate)).sha256).toBe(
      (await documents.renderCertificate(certificate)).sha256,
    );
  });

  test('in another process', async () => {
    const script = `
      const { documents } = require('./test/setup/papers').testPapers();
      const { certificate, list } = JSON.parse(process.argv.at(-1));
      (async () => {
        console.log((await documents.renderCertificate(certificate)).sha256, (await documents.renderDecision(list)).sha256);
      })();`;
    const printed = execFileSync(
      process.execPath,
      ['--require', 'tsx/cjs', '--eval', script, '--', JSON.stringify({ certificate, list })],
      { cwd: resolve(__dirname, '../../..'), encoding: 'utf8' },
    );
    const here = [await documents.renderCertificate(certificate), await documents.renderDecision(list)];
    expect(printed.trim().split(' ')).toEqual(here.map(({ sha256 }) => sha256));
  });

  test('and says which versions made it', async () => {
    const { renderer } = await documents.renderCertificate(certificate);
    expect(renderer).toMatch(
      /^typst 0\.14\.\d+, typst-ts-node-compiler 0\.7\.\d+, pdfua claim \d, certificate [0-9a-f]{12}, tinos [0-9a-f]{12}$/,
    );
  });
});

describe('the thread on which documents are made', () => {
  test('takes no more than may wait, and goes on with those', async () => {
    const renderer = createRenderer({ templates: documentTemplates, mostWaiting: 2 });
    const asked = Array.from({ length: 3 }, () => renderer.render('certificate', certificate));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    await expect(asked[2]).rejects.toMatchObject({ name: 'Problem', code: 'STORE_BUSY' });
    expect((await renderer.render('certificate', certificate)).sha256).toBe((await asked[0]!).sha256);
    await renderer.close();
  });

  test('refuses what it was making and what waited when it ends, and the next document starts another', async () => {
    const renderer = createRenderer({ templates: documentTemplates });
    const before = await renderer.render('certificate', certificate);
    const asked = Array.from({ length: 3 }, () => renderer.render('certificate', certificate));
    await new Promise((resolve) => setImmediate(resolve));
    await renderer.close();
    for (const one of await Promise.allSettled(asked))
      expect(one).toMatchObject({ status: 'rejected', reason: { name: 'Problem', code: 'STORE_BUSY' } });
    expect(await renderer.render('certificate', certificate)).toEqual(before);
    await renderer.close();
  });

  test('keeps no process that has nothing else to do, and says at the start what would fail the first document', () => {
    const script = `
      const { createRenderer } = require('./platform/documents');
      createRenderer({ templates: {} }).getReady().then(() => console.log('ready'), (error) => console.log(error.code));`;
    const printed = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
      cwd: resolve(__dirname, '../../..'),
      encoding: 'utf8',
    });
    expect(printed.trim()).toBe('ready');
  });
});

describe('Vietnamese letters', () => {
  test('there are 134 with a mark, and every face has them', () => {
    expect(new Set(VIETNAMESE_LETTERS).size).toBe(134);
    expect(VIETNAMESE_LETTERS.every((letter) => fonts.covers(letter.codePointAt(0)!))).toBe(true);
    expect(fonts.covers(0x1f600)).toBe(false);
  });

  test.each(['NFC', 'NFD'] as const)('all can be read back in regular, bold and italic, given as %s', async (form) => {
    const alphabet = VIETNAMESE_LETTERS.join(' ');
    const given = alphabet.normalize(form);
    const { pdf } = await documents.renderDecision({
      ...decision,
      subject: given,
      bases: [given],
      articles: [{ text: given }],
    });
    const { pages } = await readPdf(pdf);
    const text = pages[0]!.text.replace(/\s+/g, ' ');
    expect(text.split(alphabet)).toHaveLength(4);
  });

  test('a face without them is refused at start', () => {
    const [regular] = fonts.files;
    const broken = Buffer.from(regular!);
    broken.write('gone', broken.indexOf('cmap', 12, 'latin1'), 'latin1');
    expect(() => fontSet(['Broken'], [broken])).toThrow(/^DOCUMENT_FONT_REFUSED: /);
  });
});

describe('text of users', () => {
  const hostile = '#panic("x") *a* $x^2$ @b <c> _d_ `e` [f] \\g // /* = "q" {h}';

  test('is never read as markup', async () => {
    const { pages } = await readCertificate(named({ name: hostile, detail: '#import "/etc/passwd"' }));
    expect(pages[0]!.text.replace(/\s+/g, ' ')).toContain(hostile);
    const list = await readPdf((await documents.renderDecision(decisionWith([{ number: 1, name: hostile }]))).pdf);
    expect(list.pages[1]!.text.replace(/\s+/g, ' ')).toContain(hostile);
  });

  test.each([
    ['a null', 'Mẫu\u0000', 'U\\+0000'],
    ['a line break', 'Mẫu\nMẫu', 'U\\+000A'],
    ['a change of direction', 'Mẫu\u202e', 'U\\+202E'],
    ['a letter of no width', 'Mẫu\u200b', 'U\\+200B'],
    ['half a pair', 'Mẫu\ud83d', 'U\\+D83D'],
    ['a picture that no face has', 'Mẫu \u{1f600}', 'U\\+1F600'],
  ])('with %s is refused by the name of its field, and never quoted', async (_, name, number) => {
    await expect(documents.renderCertificate(named({ name }))).rejects.toMatchObject(
      refusal(
        'DOCUMENT_TEXT_REFUSED',
        new RegExp(`^DOCUMENT_TEXT_REFUSED: data\\.nominee\\.name has ${number}, which cannot be printed$`),
      ),
    );
  });

  test('must be plain data', async () => {
    const renderer = createRenderer({ templates: documentTemplates });
    for (const title of [new Date(0), () => 'Bằng khen'])
      await expect(renderer.render('certificate', { title })).rejects.toMatchObject(refusal('DOCUMENT_TEXT_REFUSED'));
  });
});

describe('a template', () => {
  const render = (source: string, rest: Partial<TemplateSources> = {}) => {
    const file = `#set document(title: "T", date: datetime(year: 2026, month: 1, day: 1))\n${source}`;
    const templates = { own: { main: 'own.typ', files: { 'own.typ': file }, ...rest } };
    return createRenderer({ templates }).render('own', {});
  };

  test('that asks for a face nobody has is refused', async () => {
    await expect(render('#set text(font: "No Such Face")\nA')).rejects.toMatchObject(
      refusal('DOCUMENT_TEMPLATE_FAILED', /unknown font/),
    );
  });

  test('that asks for a face of the compiler or of the machine is refused', async () => {
    await expect(render('#set text(font: "Libertinus Serif")\nA')).rejects.toMatchObject(
      refusal('DOCUMENT_FONT_REFUSED'),
    );
  });

  test('that reads a file of the machine is refused', async () => {
    await expect(render('#read("/../../../etc/hostname")')).rejects.toMatchObject(refusal('DOCUMENT_TEMPLATE_FAILED'));
  });

  test('that makes more pages than it may is refused, and an unknown one by its name', async () => {
    await expect(render('#set text(font: "Tinos")\nA#pagebreak()B', { maxPages: 1 })).rejects.toMatchObject(
      refusal('DOCUMENT_TOO_LONG'),
    );
    await expect(createRenderer({ templates: {} }).render('none', {})).rejects.toMatchObject(
      refusal('DOCUMENT_TEMPLATE_UNKNOWN', /none/),
    );
  });
});
