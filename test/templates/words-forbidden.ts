import { isSyllable } from '../../templates/pages/passages';

/** Words that Vietnamese offices do not use for this. */
export const forbidden = /đề cử|ứng viên|chứng chỉ|phiên bầu cử|(?:hồ sơ|bản) nháp/i;

/** "UBND", "PDF": read letter by letter. */
const INITIALS = /^\p{Lu}{2,}\p{Ll}?$/u;
/** What Vietnamese offices call by its own name. */
const BORROWED = new Set(['Word', 'Excel', 'Internet', 'cookie', 'English', 'mm', 'pt', 'milimét', 'macro', 'byte']);
/** What stands in the menus of Word and Excel, and what who writes programs sends: found by its own name alone. */
const OWN_NAMES = new RegExp(
  [
    'Developer > Document Template > Normal',
    'Review > Accept All Changes',
    'Track Changes',
    '\\(Comments\\)',
    'Word Document',
    'Alt\\+F9',
    'Excel Workbook',
    '\\(vbaProject\\)',
    'Windows-1258',
    'CSV UTF-8 \\(Comma delimited\\)',
    'Delete Rows',
    '\\{unit\\}',
    'Paste Values',
    'Unmerge Cells',
    'JavaScript',
    'Unicode',
    'true hoặc false',
    'ETag',
    'expects',
    'If-Match',
  ].join('|'),
  'g',
);

/** Words of a text that no Vietnamese reader would take for one of his own. */
export const foreignIn = (text: string): string[] =>
  (
    text
      .replace(/\{\{[^}]*\}\}|\S+@\S+|https?:\S+|\.[a-z]{3,4}\b/g, ' ')
      .replace(OWN_NAMES, ' ')
      .match(/\p{L}{2,}/gu) ?? []
  ).filter((word) => !INITIALS.test(word) && !BORROWED.has(word) && !isSyllable(word));
