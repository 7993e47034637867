import { PDFContext, PDFDict, PDFDocument, PDFName, PDFObjectCopier, PDFRef, type PDFObject } from 'pdf-lib';

/** Objects of the file that holds the pages: its catalogue and the tree of its pages. */
const CATALOG = 1;
const TREE = 2;
const FIRST_FREE = 3;

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/**
 * The pages of many PDFs as one, piece by piece: of the files that go in and of the one that comes out, never more than one is
 * held. What belongs to a whole file (tags, metadata, outlines) is left out, so it is for printing: what was issued stays the
 * file that was issued.
 */
export async function* bundled(files: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer> {
  const places: number[] = [];
  const pages: PDFRef[] = [];
  let length = 0;
  const out = (bytes: Buffer): Buffer => {
    length += bytes.length;
    return bytes;
  };
  const object = (number: number, body: Buffer): Buffer => {
    places[number] = length;
    return out(Buffer.concat([latin(`${number} 0 obj\n`), body, latin('\nendobj\n')]));
  };

  yield out(latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'));
  let next = FIRST_FREE;
  for await (const file of files) {
    const taken = await taking(file, next);
    next = taken.next;
    pages.push(...taken.pages);
    for (const [{ objectNumber }, body] of taken.objects) yield object(objectNumber, written(body));
  }
  const kids = pages.map((page) => page.toString()).join(' ');
  yield object(TREE, latin(`<< /Type /Pages /Count ${pages.length} /Kids [ ${kids} ] >>`));
  yield object(CATALOG, latin(`<< /Type /Catalog /Pages ${TREE} 0 R /Lang (vi) >>`));
  const start = length;
  const rows = Array.from({ length: next - 1 }, (_, i) => rowOf(places[i + 1]));
  yield out(latin(`xref\n0 ${next}\n0000000000 65535 f \n${rows.join('')}`));
  yield out(latin(`trailer\n<< /Size ${next} /Root ${CATALOG} 0 R >>\nstartxref\n${start}\n%%EOF\n`));
}

/** Where an object stands, or that there is none under its number. */
const rowOf = (place: number | undefined): string =>
  place === undefined ? '0000000000 65535 f \n' : `${String(place).padStart(10, '0')} 00000 n \n`;

/** The pages of a file with all that they are made of, numbered from `first` on. */
async function taking(file: Uint8Array, first: number) {
  const source = await PDFDocument.load(file, { updateMetadata: false, parseSpeed: Infinity });
  const into = PDFContext.create();
  into.largestObjectNumber = first - 1;
  const copier = PDFObjectCopier.for(source.context, into);
  const pages = source.getPages().map(({ node }) => {
    const page = copier.copy(node);
    page.set(PDFName.of('Parent'), PDFRef.of(TREE));
    // tags belong to a tree that stays behind
    page.delete(PDFName.of('StructParents'));
    page.delete(PDFName.of('Annots'));
    return into.register(page);
  });
  return { pages, objects: into.enumerateIndirectObjects(), next: into.largestObjectNumber + 1 };
}

function written(object: PDFObject): Buffer {
  if (object instanceof PDFDict) object.delete(PDFName.of('StructParent'));
  const bytes = Buffer.alloc(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
}
