/** What people type, paste and keep in sheets, brought into one form. */

/**
 * One form for one word: composed letters, plain spaces, without the zero-width marks that pasting brings along, nothing around
 * it. Lines stay lines.
 */
export const cleaned = (value: string): string =>
  value
    .normalize('NFC')
    .replace(/[\u200B-\u200D\u2060\uFEFF\u00AD]/g, '')
    .replace(/\p{Zs}/gu, ' ')
    .trim();

/**
 * A name as it is searched for and compared: lower case, without diacritics, single spaces. Old fonts and sheets write Đ as one of the two
 * letters of other languages that look like it.
 */
export const searchNameOf = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đðɖ]/g, 'd').replace(/\s+/g, ' ').trim();

/** Words as one line: a sheet breaks them to fit its columns. */
export const oneLine = (words: string): string => cleaned(words).replace(/\s+/g, ' ');

/**
 * Characters that are on no keyboard and change what a line looks like, or stand for nothing: controls, marks of direction
 * and other invisible ones, line separators, lone surrogates, private and unassigned ones, and the sign of a broken encoding.
 */
const hidden = /[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\uFFFC\uFFFD]|(?![\n\t])\p{Cc}/u;

/** Whether words in several lines hold a hidden character. */
export const hidesInProse = (value: string): boolean => hidden.test(value);

/** Whether words in one line do; a line break and a tab are hidden there. */
export const hidesInLine = (value: string): boolean => hidesInProse(value) || /[\n\t]/.test(value);

/** Words without them: where a reader cannot mend what he does not see. */
export const withoutHidden = (value: string): string => value.replace(new RegExp(hidden, 'gu'), '');
