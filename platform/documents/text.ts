import { DocumentError } from './errors';

/** Control and format characters, separators of lines and paragraphs, half surrogates: nothing that a paper can show. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * Plain JSON data with every text in NFC. A text with a character that cannot be seen or that the fonts do not have
 * is refused by the path of its field and the number of the character.
 */
export function printable(data: unknown, covers: (codePoint: number) => boolean, path = 'data'): unknown {
  if (typeof data === 'string') return printableText(data, covers, path);
  if (Array.isArray(data)) return data.map((item, index) => printable(item, covers, `${path}[${index}]`));
  if (typeof data === 'object' && data !== null) {
    if (!isPlain(data)) throw new DocumentError('DOCUMENT_TEXT_REFUSED', `${path} is not plain data`);
    return Object.fromEntries(
      Object.entries(data)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, printable(value, covers, `${path}.${key}`)]),
    );
  }
  if (data === null || typeof data === 'boolean' || Number.isFinite(data)) return data;
  throw new DocumentError('DOCUMENT_TEXT_REFUSED', `${path} is not plain data`);
}

/** No Date, Map or class, in which a field could hide; an object of another realm will do. */
function isPlain(data: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(data);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function printableText(text: string, covers: (codePoint: number) => boolean, path: string): string {
  const composed = text.normalize('NFC');
  for (const character of composed) {
    const codePoint = character.codePointAt(0)!;
    if (INVISIBLE.test(character) || !covers(codePoint)) {
      const number = codePoint.toString(16).toUpperCase().padStart(4, '0');
      throw new DocumentError('DOCUMENT_TEXT_REFUSED', `${path} has U+${number}, which cannot be printed`);
    }
  }
  return composed;
}
