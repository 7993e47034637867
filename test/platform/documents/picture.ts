import { PDFiumLibrary, type PDFiumDocument } from '@hyzyla/pdfium';
import type { Box } from '../../../domain/overlay/overlay';

/** A page of a PDF as it comes out of a printer. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** A dot after the other, in one number each: looked at as a whole, sixteen million of them take no time. */
  readonly dots: Uint32Array;
  readonly dotsPerMm: number;
}

const WHITE = 0xffffffff;
const BLACK = 0xff000000;

/** How dark a dot is, 0 to 255: red letters are ink as black ones are. */
const inkOf = (dot: number): number => {
  const [red, green, blue] = [dot & 255, (dot >> 8) & 255, (dot >> 16) & 255];
  const least = red < green ? red : green;
  return 255 - (least < blue ? least : blue);
};
/** Half a dot of ink is the edge of a letter. */
const EDGE = 96;

const DPI = 300;

/** Draws and reads pages by PDFium, which has nothing to do with what made them. */
export async function onPages<T>(pdf: Uint8Array, look: (document: PDFiumDocument) => Promise<T>): Promise<T> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  try {
    return await look(document);
  } finally {
    document.destroy();
    library.destroy();
  }
}

/** What another reader than ours gets of each page. */
export const textsOf = (pdf: Uint8Array): Promise<string[]> =>
  onPages(pdf, (document) => Promise.resolve([...document.pages()].map((page) => page.getText())));

/** The first page, in 300 dots an inch. */
export const pictureOf = (pdf: Uint8Array): Promise<Picture> =>
  onPages(pdf, async (document) => {
    const page = document.getPage(0);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    // whole dots, but never those of a page that was cut to whole points
    const size = { width: (originalWidth * DPI) / 72 + 0.5, height: (originalHeight * DPI) / 72 + 0.5, scale: 1 };
    const { width, height, data } = await page.render({ ...size, render: 'bitmap' });
    const bytes = data.slice();
    return { width, height, dots: new Uint32Array(bytes.buffer, 0, width * height), dotsPerMm: DPI / 25.4 };
  });

/** What was printed on a blank: where the two pictures differ. */
export function printedOn(blank: Picture, printed: Picture): Picture {
  if (blank.width !== printed.width || blank.height !== printed.height) throw new Error('not of one size');
  const [before, after] = [blank.dots, printed.dots];
  const dots = new Uint32Array(after.length).fill(WHITE);
  for (let i = 0; i < dots.length; i += 1) {
    if (before[i] === after[i]) continue;
    const more = inkOf(after[i]!) - inkOf(before[i]!);
    if (more > EDGE || more < -EDGE) dots[i] = BLACK;
  }
  return { ...printed, dots };
}

/** Ink where none of these boxes is, as places in millimetres; five will do. */
export function inkOutside({ width, dots, dotsPerMm }: Picture, boxes: readonly Box[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < dots.length && found.length < 5; i += 1) {
    if (dots[i] === WHITE || inkOf(dots[i]!) < EDGE) continue;
    const [x, y] = [(i % width) / dotsPerMm, Math.floor(i / width) / dotsPerMm];
    if (boxes.some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom)) continue;
    found.push(`${x.toFixed(1)}, ${y.toFixed(1)}`);
  }
  return found;
}

/** Where the letters within a box are, in millimetres: their outermost dots, and the line on which they stand. */
export interface Printed extends Box {
  readonly baseline: number;
}

/** The ink within a box of the sheet. The line on which letters stand is where most ink ends at once. */
export function inkIn({ width, height, dots, dotsPerMm }: Picture, box: Box): Printed | undefined {
  const dot = (mm: number, most: number): number => Math.max(0, Math.min(most, Math.round(mm * dotsPerMm)));
  const [left, right, top, bottom] = [
    dot(box.left, width),
    dot(box.right, width),
    dot(box.top, height),
    dot(box.bottom, height),
  ];
  const rows = new Array<number>(bottom - top + 1).fill(0);
  let [first, last] = [right, left - 1];
  for (let y = top; y < bottom; y += 1)
    for (let x = left; x < right; x += 1) {
      if (inkOf(dots[y * width + x]!) < EDGE) continue;
      rows[y - top]! += 1;
      first = Math.min(first, x);
      last = Math.max(last, x);
    }
  if (last < first) return undefined;
  const falls = rows.map((dots, i) => dots - (rows[i + 1] ?? 0));
  const mm = (dots: number): number => dots / dotsPerMm;
  return {
    left: mm(first),
    right: mm(last + 1),
    top: mm(top + rows.findIndex((dots) => dots > 0)),
    bottom: mm(top + rows.findLastIndex((dots) => dots > 0) + 1),
    baseline: mm(top + falls.indexOf(Math.max(...falls)) + 1),
  };
}
