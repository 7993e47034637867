import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { page } from './paging';
import { searchNameOf } from '../../domain/words';
import { wordsOf } from './row';
import type { Filter } from './rows';
import type { Page, Paging } from './shapes';
import { beginning, hasWord, rarest, wholly } from './word-search';

/**
 * Lists of records that are read as nominations are: what an order goes by stands in `row.<order>`, no two records alike, and each
 * order has an index that also holds everything the list may be filtered by.
 */
export interface ListShape<O extends string> {
  /** Each order with its direction; the first one is the usual one. */
  readonly orders: Readonly<Record<O, 1 | -1>>;
  /** What a list may be filtered by. */
  readonly filters: readonly string[];
  /** What narrows most: it comes first in the index where it is asked for. */
  readonly lead: string;
}

/** How a list is searched and sorted. */
export interface Listed<O extends string> {
  /** Words, with or without diacritics: the beginnings of words are enough, a number is meant whole. */
  readonly q?: string;
  readonly order?: O;
  /** The other way round. */
  readonly reverse?: boolean;
}

type Index = Readonly<Record<string, 1>>;

const rowField = (order: string): string => `row.${order}`;

const indexOf = <O extends string>({ filters, lead }: ListShape<O>, led: boolean, order: O): Index =>
  Object.fromEntries([...new Set([...(led ? [lead] : []), rowField(order), ...filters])].map((field) => [field, 1]));

/** Every index of a list, that of its search among them. */
export const indexesOf = <O extends string>(shape: ListShape<O>): readonly Index[] => [
  ...[false, true].flatMap((led) => (Object.keys(shape.orders) as O[]).map((order) => indexOf(shape, led, order))),
  { 'row.words': 1 },
];

export interface Wanted<O extends string> extends Listed<O> {
  readonly filter: Filter;
  /** It is tied to so few records that the database finds its own way. */
  readonly tied?: boolean;
  /** The fields that are read, what is stored for the list among them; absent: all that the record has. */
  readonly fields?: Index;
}

/** A page of a list: one command, with words to search by another one before. */
export async function listedPage<T extends { readonly _id: string }, O extends string>(
  model: Model<T>,
  shape: ListShape<O>,
  { filter, q = '', order: asked, reverse = false, tied = false, fields }: Wanted<O>,
  paging?: Paging,
): Promise<Page<T>> {
  const by = asked ?? (Object.keys(shape.orders) as O[])[0]!;
  const field = rowField(by);
  const led = filter[shape.lead] !== undefined;
  return foundPage(
    model,
    {
      // without a word on its first field the database looks at no other field of the index
      filter: led || tied ? filter : { $and: [filter, { [field]: trusted({ $gte: '' }) }] },
      patterns: q.trim() === '' ? undefined : patternsOf(q),
      order: { field, direction: reverse ? (shape.orders[by] === 1 ? -1 : 1) : shape.orders[by], unique: true },
      index: tied ? undefined : indexOf(shape, led, by),
      ...(fields === undefined ? { fields: {}, hidden: ROW } : { fields: { ...fields, [field]: 1 } }),
    },
    paging,
  );
}

interface Search {
  readonly filter: Filter;
  /** What each of the records must have a word of; absent: nothing is searched for. */
  readonly patterns: readonly string[] | undefined;
  readonly order: { readonly field: string; readonly direction: 1 | -1; readonly unique: true };
  /** The index that has the order; absent: the database finds its own way. */
  readonly index: Index | undefined;
  /** The fields that are read, that of the order among them; none: all. */
  readonly fields: Index;
  /** Fields that are not handed out. */
  readonly hidden?: readonly string[];
}

const ROW = ['row'] as const;

/** A page from the index of its order, or of the rarest word where that is rarer. */
export async function foundPage<T extends { readonly _id: string }>(
  model: Model<T>,
  { filter, patterns, order, index, fields, hidden = [] }: Search,
  paging?: Paging,
): Promise<Page<T>> {
  const reading = { fields, hidden: hidden as readonly (keyof T & string)[] };
  const hinted = index === undefined ? reading : { ...reading, hint: index };
  if (patterns === undefined) return page(model, filter, order, paging, hinted);
  const { pattern, many } = await rarest(model, patterns);
  if (pattern === undefined) return { items: [] };
  const named = { $and: [filter, ...patterns.map((one) => ({ 'row.words': hasWord(one) }))] };
  return page(model, named, order, paging, many ? hinted : { ...reading, hint: { 'row.words': 1 } });
}

const MOST_PATTERNS = 10;

const patternsOf = (q: string): string[] =>
  wordsOf(searchNameOf(q))
    .slice(0, MOST_PATTERNS)
    .map((word) => (/^\d+$/.test(word) ? wholly(plainNumber(word)) : beginning(word)));

const plainNumber = (digits: string): string => digits.replace(/^0+(?=\d)/, '');

/** What a record of a list is found by: the words of some texts, numbers without zeros in front. */
export const searchWords = (...texts: readonly string[]): string[] => [
  ...new Set(
    texts.flatMap((text) => wordsOf(searchNameOf(text))).map((word) => (/^\d+$/.test(word) ? plainNumber(word) : word)),
  ),
];

/** Numbers of papers in order of what they count: 9 before 10. */
export const countedKey = (number: string): string =>
  searchNameOf(number).replace(/\d+/g, (run) => run.padStart(6, '0'));
