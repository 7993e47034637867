import { parentPort } from 'node:worker_threads';
import { PDFDocument } from 'pdf-lib';

/** A paper as it goes into one PDF. */
export interface BundledFile {
  /** As a person reads it, where it cannot be taken in. */
  readonly name: string;
  readonly type: 'application/pdf' | 'image/jpeg' | 'image/png';
  readonly bytes: Uint8Array;
}
export type BundleAnswer = { readonly bytes: Uint8Array } | { readonly file: string; readonly why: string };

const port = parentPort!;

port.on('message', ({ title, files }: { title: string; files: readonly BundledFile[] }) => {
  void bundled(title, files).then((answer) => port.postMessage(answer));
});

/** A4 in points, with what a printer leaves free. */
const PAGE = { width: 595.28, height: 841.89, margin: 28 };

async function bundled(title: string, files: readonly BundledFile[]): Promise<BundleAnswer> {
  const all = await PDFDocument.create();
  all.setTitle(title, { showInWindowTitleBar: true });
  all.setLanguage('vi-VN');
  // the same papers make the same file
  const never = new Date(0);
  all.setCreationDate(never);
  all.setModificationDate(never);
  for (const { name, type, bytes } of files) {
    try {
      if (type === 'application/pdf') await addPdf(all, bytes);
      else await addPicture(all, type, bytes);
    } catch (error) {
      return { file: name, why: error instanceof Error ? error.message : String(error) };
    }
  }
  return { bytes: await all.save() };
}

async function addPdf(all: PDFDocument, bytes: Uint8Array): Promise<void> {
  const one = await PDFDocument.load(bytes, { updateMetadata: false });
  const pages = await all.copyPages(one, one.getPageIndices());
  for (const page of pages) all.addPage(page);
}

/** A picture in the middle of a page, upright or on its side as it fits, never enlarged. */
async function addPicture(all: PDFDocument, type: BundledFile['type'], bytes: Uint8Array): Promise<void> {
  const picture = type === 'image/png' ? await all.embedPng(bytes) : await all.embedJpg(bytes);
  const wide = picture.width > picture.height;
  const [width, height] = wide ? [PAGE.height, PAGE.width] : [PAGE.width, PAGE.height];
  const scale = Math.min(1, (width - 2 * PAGE.margin) / picture.width, (height - 2 * PAGE.margin) / picture.height);
  const size = { width: picture.width * scale, height: picture.height * scale };
  const page = all.addPage([width, height]);
  page.drawImage(picture, { x: (width - size.width) / 2, y: (height - size.height) / 2, ...size });
}
