import { PDFBool, PDFDict, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { loadFonts } from '../../../platform/documents';
import { claimUniversalAccess } from '../../../platform/documents/conformance';
import { type CertificateDocument } from '../../../templates/documents';
import { tinyPdf } from '../../setup/tiny-pdf';
import { readPdf } from './pdf-reader';
import { documents, MM, named, outside, overlapping, readCertificate, refusal } from './reading';
import { certificate, decision, decisionWith, persons } from './samples';

const fonts = loadFonts();

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
