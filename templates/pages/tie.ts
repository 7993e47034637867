/** A field that is posted again is never touched; the other alternative is text between two tags. */
const TEXT = /<textarea\b[^>]*>[^]*?<\/textarea>|(?<=>)[^<]+/g;

const NO_BREAK = '\u00a0';

/** What belongs to a number: a unit behind it, the word that counts it before it, the groups of a telephone number. */
const PAIRS: readonly RegExp[] = [
  /(?<=\d) (?=%|giờ )/g,
  /(?<=(?:giờ|số|Số|điểm|khoản|Điều|no\.)) (?=\d)/g,
  /(?<=điểm) (?=[a-zđ] khoản)/g,
  /(?<=\b\d{4}) (?=\d{3} \d{3,4}\b)/g,
  /(?<=\b\d{4}[ \u00a0]\d{3}) (?=\d{3,4}\b)/g,
];

/** Keeps numbers on one line with what they count, in the text of a page: never "106,46" here and "%" on the next line. */
export const tied = (html: string): string =>
  html.replace(TEXT, (text) =>
    text.startsWith('<textarea') ? text : PAIRS.reduce((said, pair) => said.replace(pair, NO_BREAK), text),
  );
