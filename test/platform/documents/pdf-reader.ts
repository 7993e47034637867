import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';

/** Text as a reader gets it from the file, with the place where it stands, in points from the top left corner. */
export interface TextRun {
  text: string;
  left: number;
  /** Without spaces at the end of a line, which may hang out. */
  right: number;
  baseline: number;
}

export interface PdfPage {
  width: number;
  height: number;
  runs: TextRun[];
  /** All runs in the order of the file, joined by line breaks. */
  text: string;
}

export interface PdfContent {
  pages: PdfPage[];
  /** Names of the embedded faces, without the prefix of the subset. */
  faces: string[];
  catalog: PDFDict;
  xmp: string;
}

interface Face {
  text: ReadonlyMap<number, string>;
  width(glyph: number): number;
}

type Matrix = readonly [number, number, number, number, number, number];
type Token = number | string | Buffer | Token[];

/** Reads what our renderer writes (two-byte glyphs, ToUnicode maps); not a reader of PDF at large. */
export async function readPdf(bytes: Uint8Array): Promise<PdfContent> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const faces = new Set<string>();
  for (const [, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of('Type')) !== PDFName.of('FontDescriptor')) continue;
    faces.add(
      object
        .lookup(PDFName.of('FontName'), PDFName)
        .decodeText()
        .replace(/^[A-Z]{6}\+/, ''),
    );
  }
  const pages = document.getPages().map((page) => {
    const { width, height } = page.getSize();
    const fonts = page.node.Resources()!.lookup(PDFName.of('Font'), PDFDict);
    const named = new Map(fonts.keys().map((key) => [key.decodeText(), readFace(fonts.lookup(key, PDFDict))]));
    const runs = readRuns(contentOf(page.node.Contents()), named, height);
    return { width, height, runs, text: runs.map((run) => run.text).join('\n') };
  });
  const metadata = document.catalog.lookup(PDFName.of('Metadata'));
  const xmp = metadata === undefined ? '' : contentOf(metadata).toString('utf8');
  return { pages, faces: [...faces].sort(), catalog: document.catalog, xmp };
}

/** The decoded bytes of a stream, or of several in a row. */
export function contentOf(stream: unknown): Buffer {
  if (stream instanceof PDFArray)
    return Buffer.concat(stream.asArray().map((_, index) => contentOf(stream.lookup(index))));
  if (!(stream instanceof PDFRawStream)) throw new Error('not a stream');
  return Buffer.from(decodePDFRawStream(stream).decode());
}

function readFace(font: PDFDict): Face {
  const map = contentOf(font.lookup(PDFName.of('ToUnicode'))).toString('latin1');
  const text = new Map<number, string>();
  for (const [, glyph, code] of map.matchAll(/<([0-9A-F]{4})> <([0-9A-F]+)>\n/gi)) {
    text.set(parseInt(glyph!, 16), Buffer.from(code!, 'hex').swap16().toString('utf16le'));
  }
  const descendant = font.lookup(PDFName.of('DescendantFonts'), PDFArray).lookup(0, PDFDict);
  const widths = new Map<number, number>();
  const table = descendant.lookup(PDFName.of('W'), PDFArray);
  for (let at = 0; at < table.size();) {
    const first = table.lookup(at, PDFNumber).asNumber();
    const next = table.lookup(at + 1);
    if (next instanceof PDFArray) {
      next.asArray().forEach((_, index) => widths.set(first + index, next.lookup(index, PDFNumber).asNumber()));
      at += 2;
    } else {
      const last = table.lookup(at + 1, PDFNumber).asNumber();
      for (let glyph = first; glyph <= last; glyph += 1) widths.set(glyph, table.lookup(at + 2, PDFNumber).asNumber());
      at += 3;
    }
  }
  return { text, width: (glyph) => widths.get(glyph) ?? 0 };
}

function readRuns(content: Buffer, faces: ReadonlyMap<string, Face>, height: number): TextRun[] {
  const runs: TextRun[] = [];
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  let text: Matrix = matrix;
  let face: Face | undefined;
  let size = 0;
  const show = (parts: Token[]) => {
    let characters = '';
    let advance = 0;
    let ink = 0;
    for (const part of parts) {
      if (typeof part === 'number') advance -= (part / 1000) * size;
      if (!Buffer.isBuffer(part)) continue;
      for (let at = 0; at < part.length; at += 2) {
        const glyph = part.readUInt16BE(at);
        const character = face!.text.get(glyph) ?? '\ufffd';
        characters += character;
        advance += (face!.width(glyph) / 1000) * size;
        if (character.trim()) ink = advance;
      }
    }
    const [scale, , , , left, bottom] = multiply(text, matrix);
    runs.push({ text: characters, left, right: left + ink * scale, baseline: height - bottom });
    text = multiply([1, 0, 0, 1, advance, 0], text);
  };
  let operands: Token[] = [];
  for (const token of tokens(content)) {
    if (typeof token !== 'string' || token.startsWith('/')) {
      operands.push(token);
      continue;
    }
    if (token === 'q') saved.push(matrix);
    else if (token === 'Q') matrix = saved.pop()!;
    else if (token === 'cm') matrix = multiply(operands as unknown as Matrix, matrix);
    else if (token === 'Tm') text = operands as unknown as Matrix;
    else if (token === 'Tf') [face, size] = [faces.get((operands[0] as string).slice(1)), operands[1] as number];
    else if (token === 'TJ') show(operands[0] as Token[]);
    else if (token === 'Tj') show(operands);
    operands = [];
  }
  return runs;
}

function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

/** Numbers, strings (as buffers), arrays; names and operators as they stand; dictionaries are passed over. */
function* tokens(content: Buffer): Generator<Token> {
  const open: Token[][] = [];
  let dictionaries = 0;
  for (const piece of pieces(content.toString('latin1'))) {
    if (piece === '<<') dictionaries += 1;
    else if (piece === '>>') dictionaries -= 1;
    else if (dictionaries > 0) continue;
    else if (piece === '[') open.push([]);
    else {
      const token = piece === ']' ? open.pop()! : tokenOf(piece);
      if (open.length > 0) open.at(-1)!.push(token);
      else yield token;
    }
  }
}

/** Literal strings may hold pairs of parentheses, so they are cut by counting; all else by its first letter. */
function* pieces(source: string): Generator<string> {
  const other = /<<|>>|[[\]]|<[^>]*>|[^\s[\]()<>]+/y;
  for (let at = 0; at < source.length;) {
    const start = at;
    if (source[at] === '(') {
      let depth = 0;
      do {
        if (source[at] === '\\') at += 1;
        else if (source[at] === '(') depth += 1;
        else if (source[at] === ')') depth -= 1;
        at += 1;
      } while (depth > 0);
      yield source.slice(start, at);
    } else {
      other.lastIndex = at;
      const [piece] = other.exec(source) ?? [];
      if (piece) yield piece;
      at += piece?.length ?? 1;
    }
  }
}

function tokenOf(piece: string): Token {
  if (piece.startsWith('(')) return literal(piece.slice(1, -1));
  if (piece.startsWith('<')) return Buffer.from(piece.slice(1, -1).replace(/\s/g, ''), 'hex');
  return /^[-+.\d]/.test(piece) ? Number(piece) : piece;
}

function literal(text: string): Buffer {
  const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };
  const plain = text.replace(/\\([0-7]{1,3}|[\s\S])/g, (_, escape: string) =>
    /^[0-7]/.test(escape) ? String.fromCharCode(parseInt(escape, 8)) : (escapes[escape] ?? escape),
  );
  return Buffer.from(plain, 'latin1');
}
