import { DocumentError } from './errors';

/** Control and format characters, separators of lines and paragraphs, half surrogates: nothing that a paper can show. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Whether a face has a character. */
type Covers = (codePoint: number) => boolean;

/**
 * Plain JSON data with every text in NFC. A text with a character that cannot be seen or that the fonts do not have
 * is refused by the path of its field and the number of the character.
 */
export const printable = (data: unknown, covers: Covers): unknown =>
  mapped(data, 'data', (text, path) => {
    for (const character of text) {
      if (shows(character, covers)) continue;
      throw new DocumentError('DOCUMENT_TEXT_REFUSED', `${path} has ${numberOf(character)}, which cannot be printed`);
    }
    return text;
  });

/**
 * The same for papers that must be made whatever somebody has typed: spaces of any kind become one, and a character that
 * cannot be shown is given by its number, `[U+1F600]`.
 */
export const legible = (data: unknown, covers: Covers): unknown =>
  mapped(data, 'data', (text) =>
    Array.from(text.replace(/[\s\p{Zl}\p{Zp}]+/gu, ' ').trim(), (character) =>
      shows(character, covers) ? character : `[${numberOf(character)}]`,
    ).join(''),
  );

function mapped(data: unknown, path: string, onText: (text: string, path: string) => string): unknown {
  if (typeof data === 'string') return onText(data.normalize('NFC'), path);
  if (Array.isArray(data)) return data.map((item, index) => mapped(item, `${path}[${index}]`, onText));
  if (typeof data === 'object' && data !== null) {
    if (!isPlain(data)) throw new DocumentError('DOCUMENT_TEXT_REFUSED', `${path} is not plain data`);
    return Object.fromEntries(
      Object.entries(data)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]) => [key, mapped(value, `${path}.${key}`, onText)]),
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

const shows = (character: string, covers: Covers): boolean =>
  !INVISIBLE.test(character) && covers(character.codePointAt(0)!);

const numberOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
