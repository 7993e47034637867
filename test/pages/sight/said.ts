import { docxText, pdfText } from '../../platform/documents/paper-text';
import { textOf } from '../form';

/** What an answer says, whatever form it has: as one text, and as data where it is JSON. */
export interface Said {
  readonly text: string;
  readonly data?: unknown;
}

/** What is looked for: words that stand nowhere by chance, and sums of votes. */
export interface Wanted {
  readonly words: readonly string[];
  /** Votes for a line, and of how many they may be told as a share. */
  readonly sums: readonly { readonly yes: number; readonly of: number }[];
}

/** Reads a page, a paper, a file or JSON. */
export async function saidIn(bytes: Buffer, type: string): Promise<Said> {
  if (type.includes('json')) {
    const text = bytes.toString();
    return { text, data: JSON.parse(text) as unknown };
  }
  if (type.includes('pdf')) return { text: await pdfText(bytes) };
  if (type.includes('wordprocessingml')) return { text: docxText(bytes) };
  const text = bytes.toString();
  // attributes say things too
  return { text: plain(type.includes('html') ? `${textOf(text)} ${text}` : text) };
}

const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');

/** Names under which the service keeps votes and what belongs to them. */
const COUNTS: ReadonlySet<string> = new Set([
  'tally',
  'result',
  'published',
  'choices',
  'choice',
  'recusals',
  'receiptCodes',
  'bundle',
  'quorate',
  'yes',
  'no',
  'abstain',
  'sealed',
  'commitment',
  'voterRef',
]);

/** What bears such a name and is none: the rule of a line, its number on the agenda or of a row in a form, the word `passed` or `notPassed`. */
const isHarmless = (key: string, value: unknown, of: object): boolean =>
  key === 'rule' ||
  (key === 'no' && typeof value === 'number' && 'nomination' in of) ||
  (key === 'no' && typeof value === 'string' && 'label' in of) ||
  (key === 'result' && typeof value === 'string');

function countsIn(data: unknown, path = ''): string[] {
  if (typeof data !== 'object' || data === null) return [];
  if (Array.isArray(data)) return data.flatMap((item) => countsIn(item, `${path}[]`));
  return Object.entries(data).flatMap(([key, value]) => {
    if (isHarmless(key, value, data)) return [];
    const at = `${path}.${key}`;
    return COUNTS.has(key) && value !== undefined ? [at] : countsIn(value, at);
  });
}

/** A sum as a page or paper may write it: 7/13, 07/13, 53,85 %, 53.85 %. */
function isTold(text: string, { yes, of }: Wanted['sums'][number]): boolean {
  const percent = ((100 * yes) / of).toFixed(2);
  const share = new RegExp(String.raw`(?<![\d/])0?${yes}\s?(?:/|of|trên|trong)\s?${of}(?![\d/])`);
  return share.test(text) || text.includes(`${percent} %`) || text.includes(`${percent.replace('.', ',')} %`);
}

/** Whatever an answer says of votes: names of fields, words, sums. Nothing: it says nothing. */
export function votesIn({ text, data }: Said, { words, sums }: Wanted): string[] {
  return [
    ...new Set(countsIn(data)),
    ...words.filter((word) => text.includes(word)),
    ...sums.filter((sum) => isTold(text, sum)).map(({ yes, of }) => `${yes}/${of}`),
  ];
}
