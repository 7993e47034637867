import { isDay, type Day } from '../time';
import { rowsOf } from './rows';
import { after, byColumn, placesOf, placesOfKey, squeeze, squeezed, type Squeezed, type TextRun } from './squeezed';

/** What a signed paper should say, by the draft and by what is recorded of it. */
export interface Expected {
  /** `05/QĐ-UBND` */
  readonly number?: string;
  readonly date?: Day;
  readonly signer?: string;
  /** The list in its order: each name, and what stands beside it. */
  readonly names: readonly { readonly name: string; readonly detail: string }[];
  /** Names that were on the draft and shall not be on the paper. */
  readonly struckOut: readonly string[];
  /** What else it must say, in whatever place: of a paper without a list. */
  readonly texts?: readonly string[];
}

/** One difference. `ask`: it takes a reason to record the paper all the same; `look`: worth a look. */
export type Difference =
  | { readonly code: 'number'; readonly weight: 'ask'; readonly found: string; readonly expected: string }
  | { readonly code: 'date'; readonly weight: 'ask'; readonly found: Day; readonly expected: Day }
  | { readonly code: 'annexNumber'; readonly weight: 'ask'; readonly found: string; readonly expected: string }
  | { readonly code: 'annexDate'; readonly weight: 'ask'; readonly found: Day; readonly expected: Day }
  | { readonly code: 'missing'; readonly weight: 'ask'; readonly name: string; readonly no: number }
  | { readonly code: 'missingText'; readonly weight: 'ask'; readonly text: string }
  | { readonly code: 'extra'; readonly weight: 'ask'; readonly name: string }
  | { readonly code: 'struckOut'; readonly weight: 'ask'; readonly name: string }
  | { readonly code: 'otherText'; readonly weight: 'ask' }
  | { readonly code: 'order'; readonly weight: 'look'; readonly name: string; readonly no: number }
  | { readonly code: 'count'; readonly weight: 'look'; readonly found: number; readonly expected: number }
  | { readonly code: 'noNumber' | 'noDate'; readonly weight: 'look' }
  | { readonly code: 'noSigner'; readonly weight: 'look'; readonly name: string }
  | { readonly code: 'noText'; readonly weight: 'look' };

/** A page of a scan has no letters, or some of a stamp. */
const FEW_LETTERS = 60;

/** In what a signed paper differs from what it should say. Spaces, line ends and capitals are no difference. */
export function differences(runs: readonly TextRun[], expected: Expected): readonly Difference[] {
  const whole = squeezed(runs);
  if (whole.text.replace(/[^\p{L}]/gu, '').length < FEW_LETTERS) return [{ code: 'noText', weight: 'look' }];
  const head = squeezed(runs.filter(({ page }) => page === 1));
  const annexAt = annexOf(whole);
  const found = [
    ...numberIn(head, expected.number),
    ...dateIn(head, expected.date),
    // what a paper without a list names is what it is about
    ...(expected.texts ? [] : annexHead(after(whole, annexAt), expected)),
    ...signerIn(whole, expected.signer),
    ...textsIn(whole, expected.texts ?? []),
  ];
  // a paper without a list may have tables of its own
  if (expected.texts) return found;
  const list = listIn(runs, whole, annexAt, expected);
  const missing = list.filter(({ code }) => code === 'missing').length;
  // another paper, or letters that only look like Vietnamese to a reader: naming each name would hide that
  const unknown = missing * 2 > expected.names.length && (missing > 2 || found.some(({ code }) => code === 'noNumber'));
  return unknown ? [...found, { code: 'otherText', weight: 'ask' }] : [...found, ...list];
}

/** Where the list begins: its title, with "kèm theo Quyết định số …" below it; 0 when the paper has none. */
function annexOf({ text }: Squeezed): number {
  for (const { index } of text.matchAll(/kèmtheo(?:quyếtđịnh|tờtrình)/g)) {
    const title = Math.max(text.lastIndexOf('danhsách', index), text.lastIndexOf('phụlục', index));
    if (title >= 0 && index - title < 400) return title;
  }
  return 0;
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** The number that begins at a place: digits, a slash, a symbol, up to where the next word begins. */
function numberAt({ text, begins }: Squeezed, start: number): string {
  let end = start;
  while (end < text.length && /[\p{L}\d/-]/u.test(text[end]!)) {
    const joined = end === start || /[/-]/.test(text[end - 1]! + text[end]!);
    if (begins[end] && !joined) break;
    end += 1;
  }
  return text.slice(start, end);
}
const isNumber = (text: string): boolean => /^\d+\/./.test(text);

/** Where the title of a paper begins; what stands above is its head. */
const titleOf = ({ text }: Squeezed): number =>
  /(?:quyếtđịnh|tờtrình)(?:vềviệc|v\/v)/u.exec(text)?.index ?? Math.min(text.length, HEAD);
const HEAD = 400;

/** Its own number stands above the title; where nobody has put it there, it may have been stamped somewhere on the page. */
function numberIn(head: Squeezed, number: string | undefined): Difference[] {
  if (number === undefined) return [];
  const label = /số[:.]/u.exec(head.text.slice(0, titleOf(head)));
  const own = label ? numberAt(head, label.index + label[0].length) : '';
  if (own === squeeze(number)) return [];
  if (isNumber(own)) return [{ code: 'number', weight: 'ask', found: cut(own.toUpperCase()), expected: number }];
  return placesOf(number, head).length > 0 ? [] : [{ code: 'noNumber', weight: 'look' }];
}

const DATE = String.raw`ngày(\d{1,2})tháng(\d{1,2})năm(\d{4})`;

function firstDate(text: string): Day | undefined {
  const found = new RegExp(DATE, 'u').exec(text);
  if (!found) return undefined;
  const day = `${found[3]!}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** The date of a paper stands above its title; dates of what it cites stand below. */
function dateIn(head: Squeezed, date: Day | undefined): Difference[] {
  if (date === undefined) return [];
  const found = firstDate(head.text.slice(0, titleOf(head)));
  if (found === date) return [];
  if (found !== undefined) return [{ code: 'date', weight: 'ask', found, expected: date }];
  const [year, month, day] = date.split('-').map(Number);
  const stamped = [...head.text.matchAll(new RegExp(DATE, 'gu'))].some(
    ([, d, m, y]) => Number(d) === day && Number(m) === month && Number(y) === year,
  );
  return stamped ? [] : [{ code: 'noDate', weight: 'look' }];
}

/** "(Kèm theo Quyết định số … ngày …)" above the list must be of the same paper. */
function annexHead(list: Squeezed, { number, date }: Expected): Difference[] {
  const label = /kèmtheo(?:quyếtđịnh|tờtrình)số:?/u.exec(list.text);
  if (!label) return [];
  const start = label.index + label[0].length;
  const own = numberAt(list, start);
  const day = firstDate(list.text.slice(start, start + 120));
  const found: Difference[] = [];
  if (number !== undefined && isNumber(own) && own !== squeeze(number)) {
    found.push({ code: 'annexNumber', weight: 'ask', found: cut(own.toUpperCase()), expected: number });
  }
  if (date !== undefined && day !== undefined && day !== date) {
    found.push({ code: 'annexDate', weight: 'ask', found: day, expected: date });
  }
  return found;
}

function signerIn(whole: Squeezed, signer: string | undefined): Difference[] {
  if (signer === undefined || placesOf(signer, whole).length > 0) return [];
  return [{ code: 'noSigner', weight: 'look', name: signer }];
}

const textsIn = (whole: Squeezed, texts: readonly string[]): Difference[] =>
  texts.flatMap((text) =>
    placesOf(text, whole).length > 0 ? [] : [{ code: 'missingText', weight: 'ask', text: cut(text) } as const],
  );

function listIn(runs: readonly TextRun[], whole: Squeezed, annexAt: number, expected: Expected): Difference[] {
  const names = expected.names.map((line, i) => ({ ...line, key: squeeze(line.name), no: i + 1 }));
  const list = after(whole, annexAt);
  const pieces = runs.slice(whole.from[annexAt] ?? 0);
  const columns = squeezed(byColumn(pieces));
  const found = (key: string): number => Math.max(placesOfKey(key, list).length, placesOfKey(key, columns).length);
  const draft = squeezed(names.flatMap(({ name, detail }) => [{ text: `${name} ` }, { text: `${detail} ` }]));
  const missing = missingOf(names, draft, found);
  const gone = expected.struckOut
    .map((name) => ({ name, key: squeeze(name) }))
    .filter(({ key }) => found(key) > placesOfKey(key, draft).length);
  const known = [...new Set([...names, ...gone].map(({ key }) => key))];
  const rows = rowsOf(pieces);
  const extra = rows.filter(({ text }) => !known.some((key) => placesOfKey(key, text).length > 0));
  return [
    ...missing,
    ...gone.map(({ name }) => ({ code: 'struckOut', weight: 'ask', name }) as const),
    ...extra.map(({ label }) => ({ code: 'extra', weight: 'ask', name: cut(label) }) as const),
    ...(missing.length === 0 ? orderOf(names, list, columns) : []),
    ...(rows.length > 0 && rows.length !== names.length
      ? [{ code: 'count', weight: 'look', found: rows.length, expected: names.length } as const]
      : []),
  ];
}

interface Line {
  readonly name: string;
  readonly key: string;
  readonly no: number;
}

/**
 * A name must stand in the paper as often as in the draft. The long ones come first: where one of them is missing, a short name
 * within it is not expected there either.
 */
function missingOf(names: readonly Line[], draft: Squeezed, found: (key: string) => number): Difference[] {
  const absent = new Map<string, number>();
  const gone: { readonly times: number; readonly text: Squeezed }[] = [];
  const each = [...new Map(names.map((line) => [line.key, line])).values()];
  for (const { key, name } of each.sort((a, b) => b.key.length - a.key.length)) {
    const within = gone.reduce((sum, { times, text }) => sum + times * placesOfKey(key, text).length, 0);
    const times = placesOfKey(key, draft).length - within - found(key);
    if (times <= 0) continue;
    absent.set(key, times);
    gone.push({ times, text: squeezed([{ text: name }]) });
  }
  // of several of one name the last ones are told
  return names
    .toReversed()
    .filter(({ key }) => {
      const left = absent.get(key) ?? 0;
      if (left > 0) absent.set(key, left - 1);
      return left > 0;
    })
    .toReversed()
    .map(({ name, no }) => ({ code: 'missing', weight: 'ask', name, no }));
}

/** The first name that does not stand behind the one before it, in either way of reading the list. */
function orderOf(names: readonly Line[], ...texts: readonly Squeezed[]): Difference[] {
  const firstOut = (text: Squeezed): number | undefined => {
    let at = 0;
    for (const [i, { key }] of names.entries()) {
      const next = placesOfKey(key, text).find((place) => place >= at);
      if (next === undefined) return i;
      at = next + 1;
    }
    return undefined;
  };
  const out = texts.map(firstOut);
  const first = out[0];
  if (first === undefined || out.includes(undefined)) return [];
  return [{ code: 'order', weight: 'look', name: names[first]!.name, no: first + 1 }];
}
