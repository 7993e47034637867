import {
  EncryptedPDFError,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFRawStream,
  PDFString,
  PDFHexString,
  PDFInvalidObject,
} from 'pdf-lib';
import type { PDFObject } from 'pdf-lib';
import { mustNotSwell } from './bombs';
import { PdfRefused } from './refused';
import type { PdfFault } from './shapes';

/** Pages of one file: a decision with ten thousand names has some five hundred. */
const MOST_PAGES = 3_000;

/** Actions of a file that do something outside it, by what they are called there. */
const actions: Readonly<Record<string, PdfFault>> = {
  JavaScript: 'script',
  Rendition: 'script',
  Launch: 'launch',
  ImportData: 'launch',
  SubmitForm: 'launch',
  GoToE: 'embedded',
};
/** Entries that no paper of an office has. */
const entries: Readonly<Record<string, PdfFault>> = {
  JS: 'script',
  XFA: 'script',
  RichMediaContent: 'script',
  EmbeddedFiles: 'embedded',
  EF: 'embedded',
};

/**
 * A PDF taken apart, after looking for what no paper of an office needs: scripts, files inside, actions that start programs,
 * passwords, parts that unpack without end. @throws PdfRefused
 */
export async function structureOf(bytes: Buffer): Promise<PDFDocument> {
  if (bytes.length === 0) throw new PdfRefused('empty');
  await mustNotSwell(bytes);
  const document = await opened(bytes);
  let pages = 0;
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    mustBeHarmless(object, 0);
    if (object instanceof PDFDict && object.get(PDFName.of('Type')) === PDFName.of('Page')) pages += 1;
  }
  if (pages === 0) throw new PdfRefused('unreadable');
  if (pages > MOST_PAGES) throw new PdfRefused('tooManyPages');
  return document;
}

async function opened(bytes: Buffer): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: Infinity });
  } catch (error) {
    if (error instanceof EncryptedPDFError || bytes.includes('/Encrypt')) throw new PdfRefused('encrypted');
    throw new PdfRefused('unreadable');
  }
}

/** As deep as direct objects may stand in one another; readers give up long before. */
const MOST_DEEP = 100;

function mustBeHarmless(object: PDFObject, depth: number): void {
  if (object instanceof PDFInvalidObject) return mustBeDumb(object);
  if (depth > MOST_DEEP) throw new PdfRefused('unreadable');
  if (object instanceof PDFRawStream) mustBeHarmless(object.dict, depth + 1);
  if (object instanceof PDFArray) for (const item of object.asArray()) mustBeHarmless(item, depth + 1);
  if (!(object instanceof PDFDict)) return;
  for (const [key, value] of object.entries()) {
    const name = key.decodeText();
    const fault = name === 'S' && value instanceof PDFName ? own(actions, value.decodeText()) : own(entries, name);
    if (fault) throw new PdfRefused(fault);
    mustBeHarmless(value, depth + 1);
  }
}

/** An object that cannot be read as such, which another reader might make sense of. */
function mustBeDumb(object: PDFInvalidObject): void {
  const bytes = Buffer.alloc(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  for (const [name, fault] of Object.entries({ ...actions, ...entries })) {
    if (bytes.includes(`/${name}`)) throw new PdfRefused(fault);
  }
}

const own = (table: Readonly<Record<string, PdfFault>>, name: string): PdfFault | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** The words of a text in a file; undefined when it is none. */
export function wordsOf(object: PDFObject | undefined): string | undefined {
  if (!(object instanceof PDFString) && !(object instanceof PDFHexString)) return undefined;
  try {
    return object.decodeText();
  } catch {
    return undefined;
  }
}
