import { PDFDocument } from 'pdf-lib';
import type { Nudge } from '../../../domain/overlay/nudge';
import { type Box, boxOf, MM_PER_PT, type OverlayFact, type OverlayField } from '../../../domain/overlay/overlay';
import { qrModules, VIETNAMESE_LETTERS } from '../../../platform/documents';
import { blankTemplates } from '../../../samples/blanks';
import type { OverlayDocument, OverlayItem } from '../../../templates/documents/overlay';
import { testPapers } from '../../setup/papers';
import { item, itemWith, overlayDocument, overlayOf } from './overlay-samples';
import { readPdf } from './pdf-reader';
import { inkIn, inkOutside, pictureOf, printedOn, textsOf, type Picture } from './picture';
import { qrTextsIn } from './qr-reader';

const { renderer, documents } = testPapers(blankTemplates);
afterAll(() => renderer.close());

const render = async (items: readonly OverlayItem[], more: Partial<OverlayDocument> = {}): Promise<Uint8Array> =>
  (await documents.renderOverlay(overlayDocument(items, more))).pdf;

const { fields, sheet } = overlayOf('bang-khen-400x300');
const still: Nudge = { dxMm: 0, dyMm: 0 };

/** Half a millimetre, less what the ink of a first letter may be away from where the letter begins: so 0.6 mm never pass. */
const TOLERANCE_MM = 0.36;

/** One line of a field, with some room on all sides: what is found there was meant to be here. */
function lineOf(field: OverlayField, { dxMm, dyMm }: Nudge): Box {
  const { left, right, top, bottom } = boxOf({ ...field, maxLines: 1 });
  return { left: left + dxMm - 2, right: right + dxMm + 2, top: top + dyMm, bottom: bottom + dyMm + 0.5 };
}

/** Fields whose ink is not where these coordinates say. */
function misplaced(picture: Picture, of: readonly OverlayField[] = fields, nudge = still): string[] {
  return of.flatMap((field) => {
    const printed = inkIn(picture, lineOf(field, nudge));
    if (!printed) return [`${field.fact} is missing`];
    const { left, right, baseline } = printed;
    const at = { left, center: (left + right) / 2, right }[field.align];
    const misses = [at - field.xMm - nudge.dxMm, baseline - field.baselineMm - nudge.dyMm];
    return misses.every((mm) => Math.abs(mm) <= TOLERANCE_MM) ? [] : [field.fact];
  });
}

/** The coordinates with one field elsewhere. */
const moved = (fact: OverlayFact, [right, down]: readonly [number, number]): OverlayField[] =>
  fields.map((field) =>
    field.fact === fact ? { ...field, xMm: field.xMm + right, baselineMm: field.baselineMm + down } : field,
  );

describe('on a blank', () => {
  let blank: { readonly pdf: Uint8Array; readonly picture: Picture };
  beforeAll(async () => {
    const { pdf } = await renderer.render('bangKhen', {});
    blank = { pdf, picture: await pictureOf(pdf) };
  });

  /** Puts the blank into the tray of the printer; what is printed is what is there that was not there before. */
  async function printed(more: Partial<OverlayDocument> = {}): Promise<Picture> {
    const sheetOfPaper = await PDFDocument.load(blank.pdf, { updateMetadata: false });
    const [print] = await sheetOfPaper.embedPdf(await render([item], more));
    sheetOfPaper.getPage(0).drawPage(print!);
    return printedOn(blank.picture, await pictureOf(await sheetOfPaper.save()));
  }

  test('every field stands within 0.5 mm of its coordinates, and each would be found out 0.6 mm away', async () => {
    const picture = await printed();
    expect(fields).toHaveLength(12);
    expect(misplaced(picture)).toEqual([]);
    const away = [
      [0.6, 0],
      [-0.6, 0],
      [0, 0.6],
      [0, -0.6],
    ] as const;
    for (const { fact } of fields)
      for (const by of away) {
        const elsewhere = moved(fact, by).filter((field) => field.fact === fact);
        expect([fact, by, misplaced(picture, elsewhere)]).toEqual([fact, by, [fact]]);
      }
  });

  test.each([
    ['beside its place', 'signer', [-0.6, 0]],
    ['under its line', 'decisionNumber', [0, 0.6]],
  ] as const)('a field that is printed 0.6 mm %s is found out, and no other', async (_where, fact, by) => {
    expect(misplaced(await printed({ fields: moved(fact, by) }))).toEqual([fact]);
  });

  test('a nudge moves all of them by exactly that', async () => {
    const nudge: Nudge = { dxMm: -3.5, dyMm: 0.5 };
    const [before, after] = [await printed(), await printed({ nudge })];
    expect(misplaced(after, fields, nudge)).toEqual([]);
    expect(misplaced(after)).toEqual(fields.map(({ fact }) => fact));
    for (const field of fields) {
      const [was, is] = [inkIn(before, lineOf(field, still))!, inkIn(after, lineOf(field, nudge))!];
      // a dot of the picture is 0.085 mm
      expect(Math.abs(is.left - was.left - nudge.dxMm)).toBeLessThan(0.13);
      expect(Math.abs(is.right - was.right - nudge.dxMm)).toBeLessThan(0.13);
      expect(Math.abs(is.baseline - was.baseline - nudge.dyMm)).toBeLessThan(0.13);
    }
  });

  test('what is the same on all blanks is not printed again: no drawing, no code, nothing outside the fields', async () => {
    const pdf = await render([item]);
    const page = (await PDFDocument.load(pdf)).getPage(0);
    expect([page.getWidth(), page.getHeight()]).toEqual([
      expect.closeTo(sheet.widthMm / MM_PER_PT, 1),
      expect.closeTo(sheet.heightMm / MM_PER_PT, 1),
    ]);
    expect(inkOutside(await pictureOf(pdf), roomOf(fields))).toEqual([]);
    expect(await qrTextsIn(pdf)).toEqual([undefined]);
  });
});

/** The room of fields, with a hair on each side. */
const roomOf = (of: readonly OverlayField[]): Box[] =>
  of.map(boxOf).map(({ left, right, top, bottom }) => ({
    left: left - 0.3,
    right: right + 0.3,
    top: top - 0.3,
    bottom: bottom + 0.3,
  }));

const sixty = [
  'Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Ngọc Phương Khánh Linh Mẫu',
  'Nghiêng'.repeat(9).slice(0, 60),
  'W'.repeat(60),
  'Ủy ban Mặt trận Tổ quốc Việt Nam và Liên đoàn Lao động tỉnh Đ',
];
const flat = (text: string): string => text.replace(/\s+/g, '');

describe('words that are long', () => {
  test.each(sixty)('%s keeps to its field on every blank, and is read back', async (name) => {
    for (const code of ['bang-khen-400x300', 'chung-nhan-a4']) {
      const overlay = overlayOf(code);
      const pdf = await render(
        [itemWith({ name, detail: `${name}, ${name}`.slice(0, 150), kind: 'collective' })],
        overlay,
      );
      expect(inkOutside(await pictureOf(pdf), roomOf(overlay.fields))).toEqual([]);
      expect(flat((await textsOf(pdf))[0]!)).toContain(flat(name));
    }
  });

  test('a name of 60 letters shrinks onto one line where its rule is to shrink, and wraps where it is to wrap', async () => {
    const lines = async (fit: OverlayField['fit']) => {
      const own = fields.map((field) => (field.fact === 'name' ? { ...field, fit } : field));
      const { pages } = await readPdf(await render([itemWith({ name: sixty[0]! })], { fields: own }));
      return pages[0]!.runs.map(({ text }) => text.trim());
    };
    expect(await lines('shrink')).toContain(sixty[0]);
    const wrapped = await lines('wrap');
    expect(wrapped).toEqual(
      expect.arrayContaining(['Công Tằng Tôn Nữ Nguyễn Phúc', 'Hoàng Ngọc Phương Khánh Linh Mẫu']),
    );
  });

  test('a second line stands under the first by the distance of lines', async () => {
    const field: OverlayField = { ...fields.find(({ fact }) => fact === 'achievement')!, sizePt: 20, minSizePt: 20 };
    const achievement =
      'Đã có thành tích xuất sắc trong tham mưu, tổ chức thực hiện nhiệm vụ thu, chi ngân sách nhà nước năm 2026';
    const { pages } = await readPdf(
      await render([itemWith({}, { achievement })], {
        fields: [field, ...fields.filter(({ fact }) => fact === 'name')],
      }),
    );
    const ys = pages[0]!.runs.filter(({ text }) => achievement.includes(text.trim())).map(({ baseline }) => baseline);
    expect(ys).toHaveLength(2);
    expect(ys[0]! * MM_PER_PT).toBeCloseTo(field.baselineMm, 1);
    expect(ys[1]! - ys[0]!).toBeCloseTo(25, 1);
  });

  test('what does not fit by the rule of its field is refused by the fact and the number of the certificate, never cut', async () => {
    const items = [item, itemWith({ name: 'W'.repeat(100) }, { goldBookNumber: 206 })];
    await expect(documents.renderOverlay(overlayDocument(items))).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LONG',
      detail: expect.stringContaining('TOO_LONG name 206'),
    });
  });
});

describe('the letters of Vietnamese', () => {
  test.each(['NFC', 'NFD'] as const)('all 134 in every face, given as %s, are read back', async (form) => {
    const alphabet = VIETNAMESE_LETTERS.join(' ');
    const room: OverlayField = {
      ...fields.find(({ fact }) => fact === 'name')!,
      sizePt: 20,
      minSizePt: 10,
      maxLines: 5,
      fit: 'wrap',
    };
    for (const face of ['regular', 'bold', 'italic', 'boldItalic'] as const) {
      const pdf = await render([itemWith({ name: alphabet.normalize(form) })], { fields: [{ ...room, face }] });
      expect((await textsOf(pdf))[0]!.replace(/\s+/g, ' ').trim()).toBe(alphabet);
      if (form === 'NFC') expect(inkOutside(await pictureOf(pdf), roomOf([room]))).toEqual([]);
    }
  });

  test('capitals keep their marks', async () => {
    const own = fields.map((field) => (field.fact === 'name' ? { ...field, capitals: true } : field));
    const [text] = await textsOf(await render([itemWith({ name: 'Nguyễn Thị Ngọc Ước' })], { fields: own }));
    expect(text).toContain('NGUYỄN THỊ NGỌC ƯỚC');
  });
});

describe('what is said', () => {
  const said = async (of: OverlayItem) => {
    const { pages } = await readPdf(await render([of], overlayOf('chung-nhan-a4')));
    return pages[0]!.runs.map(({ text }) => text.trim());
  };

  test('is what the file copy says', async () => {
    expect(await said(item)).toEqual([
      'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH Đ',
      'Tặng',
      'BẰNG KHEN',
      'Ông',
      'Nguyễn Văn Mẫu',
      'Phó Giám đốc Trung tâm Xúc tiến đầu tư, Sở Tài chính tỉnh Đ',
      'Đã có thành tích xuất sắc trong phong trào thi đua năm 2026',
      'tỉnh Đ, ngày 04 tháng 12 năm 2026',
      'KT. CHỦ TỊCH',
      'PHÓ CHỦ TỊCH',
      'Trần Thị Mẫu',
      '05/QĐ-UBND',
      'ngày 04 tháng 12 năm 2026',
      '205',
    ]);
  });

  test('after death, to collectives and to households, in their own words', async () => {
    expect(await said(itemWith({ posthumous: true }))).toContain('Truy tặng');
    const title = { award: { kind: 'title', name: 'Chiến sĩ thi đua cơ sở' } } as const;
    expect(await said(itemWith({ posthumous: true }, title))).toContain('Truy tặng danh hiệu');
    const { address: _, ...nominee } = item.nominee;
    expect(await said({ ...item, nominee: { ...nominee, kind: 'collective', name: 'Phòng A' } })).toContain('Tập thể');
    expect(
      await said({ ...item, nominee: { ...nominee, kind: 'household', name: 'ông Lò Văn Mẫu', detail: 'Xã B' } }),
    ).toContain('Hộ gia đình');
  });
});

test('a proof says that it is one, on which printer, and can be measured; a print bears no such word', async () => {
  const proof = { mark: 'BẢN IN THỬ', note: 'Máy in Phòng Thi đua - Khen thưởng' };
  const [text] = await textsOf(await render([item], { proof }));
  expect(text).toContain('BẢN IN THỬ');
  expect(text).toContain(proof.note);
  expect((await textsOf(await render([item])))[0]).not.toContain('IN THỬ');
});

test('a code is printed only where the coordinates have a place for it, and leads to the check', async () => {
  const address = 'https://vinhdanh.example/verify/7K3QX9M2AB';
  const verification = { code: '7K3QX-9M2AB', address: 'vinhdanh.example/verify', modules: qrModules(address) };
  const pdf = await render([{ ...item, verification }], { qr: { xMm: 340, yMm: 240, sideMm: 25 } });
  expect(await qrTextsIn(pdf)).toEqual([address]);
});

test('many are pages in their order, and the same again is the same bytes', async () => {
  const items = [205, 206, 207].map((goldBookNumber) => ({ ...item, goldBookNumber }));
  const [first, again] = [await render(items), await render(items)];
  expect(Buffer.compare(first, again)).toBe(0);
  const texts = await textsOf(first);
  expect(texts).toHaveLength(3);
  expect(texts.map((text) => /20[567]/.exec(text)?.[0])).toEqual(['205', '206', '207']);
});
