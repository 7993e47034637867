import { isSyllable } from '../../templates/pages/passages';

/** Words that Vietnamese offices do not use for this. */
export const forbidden = /đề cử|ứng viên|chứng chỉ|phiên bầu cử|(?:hồ sơ|bản) nháp/i;

/** "UBND", "PDF": read letter by letter. */
const INITIALS = /^\p{Lu}{2,}\p{Ll}?$/u;
/** What Vietnamese offices call by its own name. */
const BORROWED = new Set(['Word', 'Excel', 'Internet', 'cookie', 'English', 'mm', 'pt', 'milimét']);

/** Words of a text that no Vietnamese reader would take for one of his own. */
export const foreignIn = (text: string): string[] =>
  (text.replace(/\{\{[^}]*\}\}|\S+@\S+|https?:\S+/g, ' ').match(/\p{L}{2,}/gu) ?? []).filter(
    (word) => !INITIALS.test(word) && !BORROWED.has(word) && !isSyllable(word),
  );
