import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { PDFBool, PDFDict, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import {
  createRenderer,
  type DocumentErrorCode,
  fontSet,
  loadFonts,
  type TemplateSources,
  VIETNAMESE_LETTERS,
} from '../../platform/documents';
import { type CertificateDocument, documentTemplates } from '../../templates/documents';
import { claimUniversalAccess } from '../../platform/documents/conformance';
import { testPapers } from '../setup/papers';
import { tinyPdf } from '../setup/tiny-pdf';
import { type PdfPage, readPdf, type TextRun } from './documents/pdf-reader';
import { certificate, decision, decisionWith, persons } from './documents/samples';

const MM = 72 / 25.4;
const fonts = loadFonts();
const { documents } = testPapers();

const readCertificate = async (data: CertificateDocument) => readPdf((await documents.renderCertificate(data)).pdf);
const named = (nominee: Partial<CertificateDocument['nominee']>): CertificateDocument => ({
  ...certificate,
  nominee: { ...certificate.nominee, ...nominee },
});
/** A refusal by this code, for `rejects.toMatchObject`. */
const refusal = (code: DocumentErrorCode, detail = /./) => ({
  name: 'DocumentError',
  code,
  message: expect.stringMatching(detail),
});

/** Runs that leave the margins of their page. */
const outside = ({ width, height, runs }: PdfPage, margin: { x: [number, number]; y: [number, number] }): TextRun[] =>
  runs.filter(
    ({ left, right, baseline }) =>
      left < margin.x[0] * MM - 0.1 ||
      right > width - margin.x[1] * MM + 0.1 ||
      baseline < margin.y[0] * MM ||
      baseline > height - margin.y[1] * MM,
  );

/** Runs of one line that lie over one another. */
const overlapping = ({ runs }: PdfPage): TextRun[] =>
  runs.filter((run) =>
    runs.some(
      (other) =>
        other !== run &&
        Math.abs(other.baseline - run.baseline) < 1 &&
        other.left <= run.left &&
        other.right > run.left + 0.2,
    ),
  );

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
      { cwd: resolve(__dirname, '../..'), encoding: 'utf8' },
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
      cwd: resolve(__dirname, '../..'),
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

describe('nothing overflows', () => {
  const sixty = [
    'Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Ngọc Phương Khánh Linh Mẫu',
    'Nghiêng'.repeat(9).slice(0, 60),
    'W'.repeat(60),
  ];

  test.each(sixty)('a certificate for %s keeps to its frame', async (name) => {
    const { pages } = await readCertificate(
      named({ name, detail: name, kind: 'collective', address: 'Nhân dân và cán bộ' }),
    );
    expect(pages).toHaveLength(1);
    expect(outside(pages[0]!, { x: [24, 24], y: [20, 20] })).toEqual([]);
    expect(overlapping(pages[0]!)).toEqual([]);
    expect(pages[0]!.text.replace(/\s/g, '')).toContain(name.replace(/\s/g, ''));
  });

  test('a name of 60 letters shrinks onto one line', async () => {
    const { pages } = await readCertificate(named({ name: sixty[0]! }));
    expect(pages[0]!.runs.map(({ text }) => text)).toContain(sixty[0]);
  });

  test('long lines everywhere shrink the text of a certificate until it fits', async () => {
    const { pages } = await readCertificate({
      ...named({ name: sixty[0]!, detail: `${sixty[0]!}, `.repeat(3) }),
      achievement: 'Đã có thành tích xuất sắc trong tham mưu, tổ chức thực hiện nhiệm vụ thu, chi ngân sách; '.repeat(
        6,
      ),
      signature: { capacity: ['TM. Ủy ban nhân dân', 'KT. Chủ tịch'], post: 'Phó Chủ tịch', name: sixty[0]! },
    });
    expect(pages).toHaveLength(1);
    expect(outside(pages[0]!, { x: [24, 24], y: [20, 20] })).toEqual([]);
  });

  test('what does not fit in the smallest step is refused, not cut', async () => {
    await expect(
      documents.renderCertificate({ ...certificate, achievement: 'Đã có thành tích xuất sắc. '.repeat(200) }),
    ).rejects.toMatchObject(refusal('DOCUMENT_TOO_LONG'));
  });

  test('names in a list stay in their column', async () => {
    const lines = sixty.map((name, index) => ({
      number: index + 1,
      name,
      detail: name,
      certificateNumber: name,
      goldBookNumber: 1,
    }));
    const { pages } = await readPdf(
      (await documents.renderDecision({ ...decisionWith(lines), superior: sixty[0]! })).pdf,
    );
    for (const page of pages) {
      expect(outside(page, { x: [30, 15], y: [10, 5] })).toEqual([]);
      expect(overlapping(page)).toEqual([]);
    }
  });
});

describe('a certificate', () => {
  const lines = async (data: CertificateDocument) =>
    (await readCertificate(data)).pages[0]!.runs.map(({ text }) => text.trim());

  test('says who gives what to whom, by which decision, and where to check it', async () => {
    expect(await lines(certificate)).toEqual([
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH Đ',
      'Tặng',
      'BẰNG KHEN',
      'Ông',
      'Nguyễn Văn Mẫu',
      'Phó Giám đốc Trung tâm Xúc tiến đầu tư, Sở Tài chính tỉnh Đ',
      'Đã có thành tích xuất sắc trong phong trào thi đua năm 2026',
      'Quyết định số',
      '05/QĐ-UBND',
      'ngày 04 tháng 12 năm 2026',
      'Vào sổ vàng số: 12',
      'Bản điện tử – tra cứu tại',
      'thiduakhenthuong.tinhd.gov.vn/verify',
      'Mã VD7K-Q2MX',
      'tỉnh Đ, ngày 04 tháng 12 năm 2026',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      '(Đã ký)',
      'Trần Thị Mẫu',
    ]);
  });

  test('names a title as a title, also after death', async () => {
    const title: CertificateDocument = {
      ...named({ posthumous: true }),
      award: { kind: 'title', name: 'Chiến sĩ thi đua cơ sở' },
    };
    expect(await lines(title)).toEqual(expect.arrayContaining(['Truy tặng danh hiệu', 'CHIẾN SĨ THI ĐUA CƠ SỞ']));
    expect(await lines(named({ posthumous: true }))).toContain('Truy tặng');
  });

  test('addresses a household by its head and a collective as one, once', async () => {
    const { address, ...nameless } = certificate.nominee;
    expect(await lines(named({ kind: 'household', address: address! }))).toContain('Hộ gia đình ông');
    expect(await lines({ ...certificate, nominee: { ...nameless, kind: 'household' } })).toContain('Hộ gia đình');
    expect(await lines(named({ kind: 'household', name: 'Hộ ông Lò Văn Mẫu' }))).not.toContain('Hộ gia đình ông');
    expect(await lines({ ...certificate, nominee: { ...nameless, kind: 'collective' } })).toContain('Tập thể');
    expect(
      await lines({ ...certificate, nominee: { ...nameless, kind: 'collective', name: 'Tập thể Phòng A' } }),
    ).not.toContain('Tập thể');
  });

  test('writes days below 10 and the months January and February with a leading zero', async () => {
    expect(await lines({ ...certificate, issuedOn: '2027-02-05' })).toContain('tỉnh Đ, ngày 05 tháng 02 năm 2027');
    expect(await lines({ ...certificate, issuedOn: '2027-03-15' })).toContain('tỉnh Đ, ngày 15 tháng 3 năm 2027');
  });
});

describe('a decision', () => {
  test('ends its bases and its recipients with semicolons and one full stop', async () => {
    const { pages } = await readPdf((await documents.renderDecision({ ...decision, superior: 'Tỉnh Đ' })).pdf);
    expect(pages).toHaveLength(1);
    const text = pages[0]!.text.replace(/\s+/g, ' ');
    expect(text).toMatch(/^TỈNH Đ ỦY BAN NHÂN DÂN TỈNH Đ CỘNG HÒA/);
    expect(text).toContain('Căn cứ Luật Thi đua, khen thưởng; Theo đề nghị');
    expect(text).toContain('ngày 30 tháng 11 năm 2026. QUYẾT ĐỊNH: Điều 1. Tặng Bằng khen');
    expect(text).toContain('Nơi nhận: - Như Điều 1; - Lưu: VT, SNV. CHỦ TỊCH (Đã ký) Trần Văn Mẫu');
  });

  test('never parts the number of a paper at the end of a line', async () => {
    const places = Array.from({ length: 40 }, (_, i) => ({
      text: `${'a'.repeat(30 + i).replace(/.{9}/g, '$& ')} số 2486/QĐ-UBND, bằng.`,
    }));
    const { pages } = await readPdf((await documents.renderDecision({ ...decision, articles: places })).pdf);
    const signs = pages.flatMap(({ runs }) => runs.map(({ text }) => text)).filter((text) => /2486|UBND,/.test(text));
    expect(signs).toHaveLength(40);
    expect(signs.filter((text) => !text.includes('2486/QĐ-UBND,'))).toEqual([]);
  });

  test('repeats the head of a list of 400 on every page, with the award and the group, and numbers the pages', async () => {
    const { pages } = await readPdf((await documents.renderDecision(decisionWith(persons(400)))).pdf);
    const [paper, ...list] = pages;
    expect(list.length).toBeGreaterThan(10);
    expect(paper!.text).not.toContain('Số TT');
    expect(list[0]!.text.replace(/\s+/g, ' ')).toContain(
      '(Kèm theo Quyết định số 05/QĐ-UBND ngày 04 tháng 12 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Đ)',
    );
    for (const [index, page] of list.entries()) {
      expect(page.text.replace(/\s+/g, ' ')).toContain(
        'Số TT Họ và tên, tên tập thể Chức vụ, đơn vị Số sổ vàng I. BẰNG KHEN 1. Cá nhân',
      );
      const inTopMargin = page.runs.filter(({ baseline }) => baseline < 20 * MM).map(({ text }) => text);
      expect(inTopMargin).toEqual(index === 0 ? [] : [String(index + 1)]);
    }
    const names = list.flatMap(({ runs }) =>
      runs.flatMap(({ text }) => /^Bà Trần Thị Mẫu (\d{3})$/.exec(text)?.[1] ?? []),
    );
    expect(names).toEqual(persons(400).map(({ name }) => name.slice(-3)));
  });

  test('keeps the order of its groups: collective, household, person, living before posthumous', async () => {
    const line = [{ number: 1, name: 'Mẫu' }];
    const { pages } = await readPdf(
      (
        await documents.renderDecision({
          ...decision,
          annex: {
            title: 'Danh sách',
            awards: [
              { name: 'Tập thể lao động xuất sắc', groups: [{ kind: 'collective', posthumous: false, lines: line }] },
              {
                name: 'Bằng khen',
                groups: [
                  { kind: 'household', posthumous: false, lines: line },
                  { kind: 'person', posthumous: false, lines: line },
                  { kind: 'person', posthumous: true, lines: line },
                ],
              },
            ],
          },
        })
      ).pdf,
    );
    expect(pages[1]!.runs.map(({ text }) => text).filter((text) => /^[I\d]+\. /.test(text))).toEqual([
      'I. TẬP THỂ LAO ĐỘNG XUẤT SẮC',
      '1. Tập thể',
      'II. BẰNG KHEN',
      '1. Hộ gia đình',
      '2. Cá nhân',
      '3. Cá nhân (truy tặng)',
    ]);
  });
});

describe('the file', () => {
  const files = () => [documents.renderCertificate(certificate), documents.renderDecision(decisionWith(persons(3)))];

  test('embeds no face but Tinos', async () => {
    for (const file of files()) {
      const { faces } = await readPdf((await file).pdf);
      expect(faces.length).toBeGreaterThan(2);
      expect(faces.filter((face) => !fonts.names.includes(face))).toEqual([]);
    }
  });

  test('claims PDF/A-2a and PDF/UA-1, is tagged, names its language and shows its title', async () => {
    for (const file of files()) {
      const { catalog, xmp } = await readPdf((await file).pdf);
      expect(xmp).toContain('<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>');
      expect(xmp.split('<pdfuaid:part>1</pdfuaid:part>')).toHaveLength(2);
      expect(xmp).toContain('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>');
      expect(catalog.lookup(PDFName.of('Lang'), PDFString).decodeText()).toBe('vi-VN');
      expect(catalog.lookup(PDFName.of('MarkInfo'), PDFDict).get(PDFName.of('Marked'))).toBe(PDFBool.True);
      expect(catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict).has(PDFName.of('ParentTree'))).toBe(true);
      const preferences = catalog.lookup(PDFName.of('ViewerPreferences'), PDFDict);
      expect(preferences.get(PDFName.of('DisplayDocTitle'))).toBe(PDFBool.True);
    }
  });

  test('has a table that says where each of its objects is', async () => {
    for (const file of files()) {
      const pdf = Buffer.from((await file).pdf).toString('latin1');
      const at = Number(/\nstartxref\n(\d+)\n%%EOF\s*$/.exec(pdf)?.[1]);
      const [, count = '', lines = ''] = /^xref\n0 (\d+)\n([^t]+)trailer\n/.exec(pdf.slice(at)) ?? [];
      const places = lines.split('\r\n').slice(1, -1);
      expect(places).toHaveLength(Number(count) - 1);
      for (const [i, place] of places.entries())
        expect(pdf.startsWith(`${i + 1} 0 obj\n`, Number(place.slice(0, 10)))).toBe(true);
    }
  });

  test('is refused when the compiler writes it in another way', () => {
    expect(() => claimUniversalAccess(tinyPdf(), fonts.names)).toThrow(/^DOCUMENT_TEMPLATE_FAILED: /);
  });

  test('bears its title and the date of the paper, not of the day it was made', async () => {
    const { xmp } = await readCertificate(certificate);
    expect(xmp).toContain('<rdf:li xml:lang="x-default">Bằng khen – Nguyễn Văn Mẫu</rdf:li>');
    expect(xmp).toContain('<xmp:CreateDate>2026-12-04T00:00:00Z</xmp:CreateDate>');
    expect(xmp).toContain('<xmp:ModifyDate>2026-12-04T00:00:00Z</xmp:ModifyDate>');
  });

  test('describes the QR code in words', async () => {
    const { catalog } = await readCertificate(certificate);
    const described = [...catalog.context.enumerateIndirectObjects()].flatMap(([, object]) => {
      const words = object instanceof PDFDict ? object.get(PDFName.of('Alt')) : undefined;
      return words instanceof PDFString || words instanceof PDFHexString ? [words.decodeText()] : [];
    });
    expect(described).toEqual(['Bản điện tử – tra cứu tại thiduakhenthuong.tinhd.gov.vn/verify, mã VD7K-Q2MX']);
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
