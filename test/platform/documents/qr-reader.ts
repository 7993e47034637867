import { PDFDocument } from 'pdf-lib';
import { contentOf } from './pdf-reader';

/** Pixels a point: a module is some two points wide. */
const SCALE = 6;
/** Fewer rectangles in one path are no QR code. */
const FEWEST = 50;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * What the QR code on each page of a PDF says: its modules are drawn as the file draws them and read by a reader that is not
 * ours. Undefined for a page without one.
 */
export async function qrTextsIn(pdf: Uint8Array): Promise<(string | undefined)[]> {
  const { decodeQR } = await import('qr/decode.js');
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.getPages().map((page) => {
    const content = contentOf(page.node.Contents()).toString('latin1');
    const boxes = content
      // a path is filled, or has only clipped what follows
      .split(/\n(?:f\*?|n)\n/)
      .map(boxesIn)
      .find((found) => found.length >= FEWEST);
    return boxes && decodeQR(pictureOf(boxes));
  });
}

/** The rectangles at the end of a path, each written as four corners. */
function boxesIn(path: string): Box[] {
  const number = '(-?[\\d.]+)';
  const corner = (operator: string) => `${number} ${number} ${operator}\\s+`;
  const box = new RegExp(`${corner('m')}${corner('l')}${corner('l')}${corner('l')}h`, 'g');
  return [...path.matchAll(box)].map(([, ...said]) => {
    const at = said.map(Number);
    const [xs, ys] = [0, 1].map((odd) => at.filter((_, i) => i % 2 === odd)) as [number[], number[]];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  });
}

/** Black on white, with a margin. */
function pictureOf(boxes: readonly Box[]) {
  const margin = 10 * SCALE;
  const [left, top] = [Math.min(...boxes.map((b) => b.left)), Math.min(...boxes.map((b) => b.top))];
  const px = (value: number, from: number): number => Math.round((value - from) * SCALE) + margin;
  const width = px(Math.max(...boxes.map((b) => b.right)), left) + margin;
  const height = px(Math.max(...boxes.map((b) => b.bottom)), top) + margin;
  const data = new Uint8Array(width * height * 4).fill(255);
  for (const box of boxes)
    for (let y = px(box.top, top); y < px(box.bottom, top); y += 1)
      for (let x = px(box.left, left); x < px(box.right, left); x += 1)
        data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}
