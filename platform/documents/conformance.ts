import { DocumentError } from './errors';

/** What a PDF/A file must say about metadata that PDF/A does not know of itself. */
const PDFUA_SCHEMA =
  '<rdf:li rdf:parseType="Resource">' +
  '<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
  '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:category>internal</pdfaProperty:category>' +
  '<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name>' +
  '<pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>';
const PDFUA_PART =
  '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">' +
  '<pdfuaid:part>1</pdfuaid:part></rdf:Description>';

/** Which bytes the claim adds: it changes whenever these do. */
export const CLAIM = 'pdfua claim 2';

/** Bytes that stand in the place of some others of the file. */
interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly bytes: string;
}

/**
 * The compiler writes PDF/A-2a with tags, or PDF/UA-1, not both. The file already keeps the rules of both, so what is
 * left is to say so: the claim in the metadata and the title shown in the window. Same bytes in, same bytes out.
 * A file that embeds any other face than these is refused.
 *
 * The file is not taken apart for it. The compiler writes every object in the clear and one table of their places at the end, so
 * the few words are put where they belong, and the places of what stands behind them are moved.
 * @throws DocumentError for a file that is not written so
 */
export function claimUniversalAccess(pdf: Uint8Array, faces: readonly string[]): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength);
  refuseOtherFaces(file, faces);
  const table = tableOf(file);
  const catalog = objectOf(file, table, /\/Root (\d+) 0 R/.exec(table.trailer));
  const metadata = objectOf(
    file,
    table,
    /\/Metadata (\d+) 0 R/.exec(file.toString('latin1', catalog.from, catalog.to)),
  );
  const head = /^\d+ 0 obj\n<<\n((?: {2}\/(?:Length|Type|Subtype) \S+\n)+)>>\nstream\n/.exec(
    file.toString('latin1', metadata.from, metadata.from + 200),
  );
  const length = /\/Length (\d+)/.exec(head?.[0] ?? '');
  if (!length) throw unexpected('metadata');
  const added = Buffer.byteLength(PDFUA_SCHEMA + PDFUA_PART);
  return edited(file, table, [
    {
      at: metadata.from + length.index + '/Length '.length,
      removed: length[1]!.length,
      bytes: String(Number(length[1]) + added),
    },
    before(file, metadata, '</rdf:Bag></pdfaExtension:schemas>', PDFUA_SCHEMA),
    before(file, metadata, '</rdf:RDF>', PDFUA_PART),
    before(file, catalog, '/Direction /L2R\n  >>', '/DisplayDocTitle true\n    '),
  ]);
}

/** The table of the places of all objects, at the end of the file. */
interface Table {
  readonly at: number;
  /** Where the first line of a place begins; each has 20 bytes. */
  readonly lines: number;
  readonly count: number;
  readonly trailer: string;
}

const LINE = 20;
const IN_USE = 'n'.charCodeAt(0);

function tableOf(file: Buffer): Table {
  const start = /\nstartxref\n(\d+)\n%%EOF\s*$/.exec(file.toString('latin1', Math.max(0, file.length - 64)));
  const at = Number(start?.[1] ?? Infinity);
  const head = /^xref\n0 (\d+)\n/.exec(file.toString('latin1', at, at + 24));
  if (!start || !head) throw unexpected('table of objects');
  const [lines, count] = [at + head[0].length, Number(head[1])];
  const trailer = file.toString('latin1', lines + count * LINE);
  if (!trailer.startsWith('trailer\n')) throw unexpected('trailer');
  return { at, lines, count, trailer };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function objectOf(file: Buffer, { lines, count }: Table, reference: RegExpExecArray | null): Span {
  const number = Number(reference?.[1] ?? Infinity);
  if (number >= count) throw unexpected('reference');
  const from = placeAt(file, lines + number * LINE);
  const to = file.indexOf('\nendobj', from, 'latin1');
  if (to < 0 || !file.toString('latin1', from, from + 20).startsWith(`${number} 0 obj\n`)) throw unexpected('object');
  return { from, to };
}

const placeAt = (file: Buffer, line: number): number => Number(file.toString('latin1', line, line + 10));

/** Puts bytes before the one place where an object says this. */
function before(file: Buffer, { from, to }: Span, words: string, bytes: string): Edit {
  const at = file.indexOf(words, from, 'latin1');
  const again = file.indexOf(words, at + 1, 'latin1');
  if (at < 0 || at >= to || (again >= 0 && again < to)) throw unexpected(words);
  return { at, removed: 0, bytes };
}

/** The file with these bytes in it, and a table that says where everything is now. */
function edited(file: Buffer, table: Table, edits: readonly Edit[]): Uint8Array {
  const sorted = [...edits].sort((a, b) => a.at - b.at);
  const moved = (place: number): number =>
    sorted.reduce(
      (sum, { at, removed, bytes }) => (at < place ? sum + Buffer.byteLength(bytes) - removed : sum),
      place,
    );
  const parts: Buffer[] = [];
  let done = 0;
  for (const { at, removed, bytes } of sorted) {
    parts.push(file.subarray(done, at), Buffer.from(bytes, 'latin1'));
    done = at + removed;
  }
  const places = Buffer.from(file.subarray(table.lines, table.lines + table.count * LINE));
  for (let line = 0; line < places.length; line += LINE)
    // those that are free have no place
    if (places[line + 17] === IN_USE)
      places.write(String(moved(placeAt(places, line))).padStart(10, '0'), line, 'latin1');
  const trailer = table.trailer.replace(/\nstartxref\n\d+\n/, `\nstartxref\n${moved(table.at)}\n`);
  parts.push(file.subarray(done, table.lines), places, Buffer.from(trailer, 'latin1'));
  return new Uint8Array(Buffer.concat(parts));
}

/** Embedded faces are named `ABCDEF+Name`; an unnamed or unknown one means that the compiler took a substitute. */
function refuseOtherFaces(file: Buffer, faces: readonly string[]): void {
  const key = '/FontName /';
  for (let at = file.indexOf(key, 0, 'latin1'); at >= 0; at = file.indexOf(key, at + 1, 'latin1')) {
    const from = at + key.length;
    const [name = ''] = /^[^\s/<>[\]()]*/.exec(file.toString('latin1', from, from + 128)) ?? [];
    const face = name.replace(/^[A-Z]{6}\+/, '');
    if (!faces.includes(face)) throw new DocumentError('DOCUMENT_FONT_REFUSED', `the file embeds ${face}`);
  }
}

const unexpected = (what: string): DocumentError =>
  new DocumentError('DOCUMENT_TEMPLATE_FAILED', `the compiler writes its files otherwise: ${what}`);
