import { getDocumentProxy } from 'unpdf';
import type { TextRun } from '../../domain/signed/squeezed';
import { PdfRefused } from './refused';

/** A list of ten thousand names comes to one million letters; a file with more than this is no paper of an office. */
const MOST_LETTERS = 4_000_000;
const MOST_RUNS = 500_000;

/** The text of a file in the order in which it was written, with the place of each piece. @throws PdfRefused */
export async function textOf(bytes: Buffer): Promise<{ readonly pages: number; readonly text: readonly TextRun[] }> {
  const document = await opened(bytes);
  const text: TextRun[] = [];
  let letters = 0;
  for (let page = 1; page <= document.numPages; page += 1) {
    const { items } = await (await document.getPage(page)).getTextContent();
    for (const item of items) {
      if (!('str' in item)) continue;
      letters += item.str.length;
      const [, , , , x, y] = item.transform as readonly number[];
      text.push({ page, text: item.str, x: x ?? 0, y: y ?? 0, width: item.width, ends: item.hasEOL });
    }
    if (letters > MOST_LETTERS || text.length > MOST_RUNS) throw new PdfRefused('tooCostly');
  }
  return { pages: document.numPages, text };
}

async function opened(bytes: Buffer): ReturnType<typeof getDocumentProxy> {
  try {
    // a copy: the reader takes the buffer for its own
    return await getDocumentProxy(new Uint8Array(bytes), {
      isEvalSupported: false,
      useSystemFonts: false,
      disableFontFace: true,
      verbosity: 0,
    });
  } catch {
    throw new PdfRefused('unreadable');
  }
}
