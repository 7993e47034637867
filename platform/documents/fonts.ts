import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DocumentError } from './errors';

/** The 134 letters of Vietnamese that carry a mark, in both cases. */
export const VIETNAMESE_LETTERS: readonly string[] = Array.from(
  'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
).flatMap((letter) => [letter, letter.toUpperCase()]);

const FACES = {
  'Tinos-Regular': '400Regular/Tinos_400Regular.ttf',
  'Tinos-Bold': '700Bold/Tinos_700Bold.ttf',
  'Tinos-Italic': '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  'Tinos-BoldItalic': '700Bold_Italic/Tinos_700Bold_Italic.ttf',
} as const;

export interface FontSet {
  /** PostScript names, as they stand in a finished file. */
  readonly names: readonly string[];
  readonly files: readonly Buffer[];
  /** Hash over all faces, in order. */
  readonly hash: string;
  /** Whether every face has this character, so that no document depends on which face it falls into. */
  covers(codePoint: number): boolean;
}

/**
 * Loads the whole faces of Tinos and refuses to go on with one that lacks a Vietnamese letter: the compiler would
 * put another face or an empty box in its place without a word.
 */
export function loadFonts(read: (file: string) => Buffer = readFace): FontSet {
  const files = Object.entries(FACES).map(([name, file]) => {
    try {
      return read(file);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw new DocumentError('DOCUMENT_FONT_REFUSED', `${name} cannot be read (${file}: ${code})`);
    }
  });
  return fontSet(Object.keys(FACES), files);
}

const readFace = (file: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/tinos/${file}`));

/** A font set from files already read; the same check as `loadFonts`. */
export function fontSet(names: readonly string[], files: readonly Buffer[]): FontSet {
  const maps = files.map(characterMap);
  for (const [index, map] of maps.entries()) {
    const missing = VIETNAMESE_LETTERS.filter((letter) => !map.has(letter.codePointAt(0)!));
    if (missing.length > 0) {
      throw new DocumentError('DOCUMENT_FONT_REFUSED', `${names[index] ?? 'font'} has no ${missing.join(' ')}`);
    }
  }
  const hash = createHash('sha256');
  for (const file of files) hash.update(file);
  return {
    names,
    files,
    hash: hash.digest('hex'),
    covers: (codePoint) => maps.every((map) => map.has(codePoint)),
  };
}

/** The characters of a TrueType file: its `cmap` table, the Unicode subtable of format 12 or else of format 4. */
function characterMap(font: Buffer): ReadonlySet<number> {
  const tables = font.readUInt16BE(4);
  for (let entry = 12; entry < 12 + 16 * tables; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) === 'cmap') return characters(font, font.readUInt32BE(entry + 8));
  }
  throw new DocumentError('DOCUMENT_FONT_REFUSED', 'a font without a character map');
}

function characters(font: Buffer, cmap: number): ReadonlySet<number> {
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => {
    const record = cmap + 4 + 8 * index;
    const at = cmap + font.readUInt32BE(record + 4);
    return { platform: font.readUInt16BE(record), at, format: font.readUInt16BE(at) };
  }).filter(({ platform }) => platform === 0 || platform === 3);
  const full = subtables.find(({ format }) => format === 12);
  if (full) return groups(font, full.at);
  const basic = subtables.find(({ format }) => format === 4);
  if (basic) return segments(font, basic.at);
  throw new DocumentError('DOCUMENT_FONT_REFUSED', 'a font without a Unicode character map');
}

/** Format 12: groups of (first, last, first glyph). */
function groups(font: Buffer, at: number): ReadonlySet<number> {
  const found = new Set<number>();
  for (let group = at + 16; group < at + 16 + 12 * font.readUInt32BE(at + 12); group += 12) {
    const first = font.readUInt32BE(group);
    const glyph = font.readUInt32BE(group + 8);
    for (let code = first; code <= font.readUInt32BE(group + 4); code += 1)
      if (glyph + code - first !== 0) found.add(code);
  }
  return found;
}

/** Format 4: parallel arrays of last, first, delta and range offset; a glyph of 0 means "not there". */
function segments(font: Buffer, at: number): ReadonlySet<number> {
  const found = new Set<number>();
  const bytes = font.readUInt16BE(at + 6);
  const [lasts, firsts, deltas, offsets] = [at + 14, at + 16 + bytes, at + 16 + 2 * bytes, at + 16 + 3 * bytes];
  for (let segment = 0; segment < bytes; segment += 2) {
    const first = font.readUInt16BE(firsts + segment);
    const delta = font.readUInt16BE(deltas + segment);
    const offset = font.readUInt16BE(offsets + segment);
    for (let code = first; code <= font.readUInt16BE(lasts + segment) && code < 0xffff; code += 1) {
      const raw = offset === 0 ? code : font.readUInt16BE(offsets + segment + offset + 2 * (code - first));
      if (raw !== 0 && ((raw + delta) & 0xffff) !== 0) found.add(code);
    }
  }
  return found;
}
