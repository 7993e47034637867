import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { addressOf } from '../../domain/statistics/where';
import { searchNameOf } from '../../domain/words';
import { listIndex, orderField, type Lead, type ListOrder } from './list-indexes';
import type { NominationFilter } from './nominations';
import type { Order } from './paging';
import type { WaitingItem } from './records';
import { noDueDay, wordsOf } from './row';
import type { Filter } from './rows';
import { anyOf } from './rows';
import type { StoredNomination } from './schemas/nominations';
import { beginning, hasWord, rarest } from './word-search';

const oneOrMore = (value: string | readonly string[]): unknown => (typeof value === 'string' ? value : anyOf(value));

/** How a list is read: its filter, its order and the index that serves both. */
export interface ListPlan {
  readonly filter: Filter;
  readonly order: Order;
  readonly hint?: Readonly<Record<string, 1>>;
}

/** A page of a list takes one command; one that is searched by name takes another before, which counts entries of an index. */
export async function planOf(model: Model<StoredNomination>, wanted: NominationFilter): Promise<ListPlan> {
  const filter = filterOf(wanted);
  const q = wanted.q?.trim() ?? '';
  if (q === '') return { filter, ...inOrder(wanted) };
  const number = numberIn(q);
  if (number !== undefined) return { filter: { $and: [filter, number] }, ...inOrder({ ...wanted, order: 'number' }) };
  const words = wordsOf(searchNameOf(q)).slice(0, 10);
  const { pattern, many } = await rarest(model, words.map(beginning));
  if (pattern === undefined) return { filter: { _id: anyOf([]) }, order: inOrder(wanted).order };
  const others = words.filter((w) => beginning(w) !== pattern).map((w) => ({ searchName: beginsIn(w) }));
  const named = { filter: { $and: [filter, { 'row.words': hasWord(pattern) }, ...others] }, ...inOrder(wanted) };
  return many ? named : { ...named, hint: { 'row.words': 1 } };
}

/** The filter with a word on the first field of its index: without one the database looks at no other field there. */
function filterOf(wanted: NominationFilter): Filter {
  const { order, hint } = inOrder(wanted);
  const [first] = Object.keys(hint ?? {});
  if (first === undefined || first !== order.field) return fieldsOf(wanted);
  return { $and: [fieldsOf(wanted), { [first]: trusted({ $gte: '' }) }] };
}

/** The filter of a list as the database takes it, without its search. */
export function fieldsOf(filter: NominationFilter): Filter {
  const { ids, status, unit, holder, level, overdue, dueDay, award, round, docket, unitProposal, subject } = filter;
  const { kind, sex, direct, commendationType } = filter;
  return {
    ...(ids === undefined ? {} : { _id: anyOf(ids) }),
    // what a unit has thrown away is found by who asks for it
    status: status === undefined ? trusted({ $ne: 'discarded' }) : oneOrMore(status),
    ...(unit === undefined ? {} : { unit: oneOrMore(unit) }),
    ...(holder === undefined ? {} : { 'row.holder': holder }),
    ...(level === undefined ? {} : { 'row.level': level }),
    ...(overdue === undefined ? {} : { 'row.overdue': overdue }),
    ...(dueDay === undefined ? {} : { 'row.due': trusted(dueDay ? { $lt: noDueDay } : { $gte: noDueDay }) }),
    ...(award === undefined ? {} : { 'dossier.award': oneOrMore(award) }),
    ...yearsOf(filter),
    ...(kind === undefined && sex === undefined ? {} : { 'dossier.nominee.kind': kind ?? 'person' }),
    ...(sex === undefined ? {} : { 'dossier.nominee.address': addressOf(sex) }),
    ...(direct === undefined ? {} : { 'row.direct': direct ? true : trusted({ $ne: true }) }),
    ...(commendationType === undefined ? {} : { 'dossier.commendationType': commendationType }),
    ...(round === undefined ? {} : { round }),
    ...(docket === undefined ? {} : { docket }),
    ...(unitProposal === undefined ? {} : { unitProposal }),
    ...(subject === undefined ? {} : { subject: oneOrMore(subject) }),
  };
}

function yearsOf({ awardYear, fromYear, toYear }: NominationFilter): Filter {
  if (fromYear === undefined && toYear === undefined)
    return awardYear === undefined ? {} : { 'dossier.awardYear': awardYear };
  // a year that is named beside a range must lie in it
  const from = Math.max(fromYear ?? 0, awardYear ?? 0);
  const to = Math.min(toYear ?? LAST_YEAR, awardYear ?? LAST_YEAR);
  return { 'dossier.awardYear': trusted({ $gte: from, $lte: to }) };
}

const directions = { number: -1, due: 1, name: 1, unit: 1, since: 1 } as const satisfies Record<ListOrder, 1 | -1>;

/** What is tied to one docket, proposal or subject, or named by id, is short: the database finds its own way. */
function inOrder(wanted: NominationFilter): Pick<ListPlan, 'order' | 'hint'> {
  const { reverse = false, ids, docket, unitProposal, subject } = wanted;
  const by = wanted.dueDay === undefined ? (wanted.order ?? 'number') : 'due';
  const direction = reverse ? (directions[by] === 1 ? -1 : 1) : directions[by];
  const order = { field: orderField(by), direction, unique: true };
  if ([ids, docket, unitProposal, subject].some((tie) => tie !== undefined)) return { order };
  return { order, hint: listIndex(leadOf(wanted), by) };
}

const leadOf = ({ unit, status }: NominationFilter): Lead =>
  unit !== undefined ? 'unit' : status !== undefined ? 'status' : undefined;

/** What is read of each to choose among them; the others of a dossier's fields may be long. */
const chosenBy = {
  unit: 1,
  'dossier.award': 1,
  'dossier.posthumous': 1,
  'dossier.nominee.kind': 1,
  'dossier.nominee.name': 1,
  'line.route': 1,
} as const;

/** What may be chosen for a list, what has waited longest first. */
export async function waitingOf(
  model: Model<StoredNomination>,
  wanted: NominationFilter,
  most: number,
): Promise<readonly WaitingItem[]> {
  const { filter, order, hint } = await planOf(model, { ...wanted, order: 'since' });
  const options = { projection: chosenBy, limit: most, batchSize: most + 1, ...(hint ? { hint } : {}) };
  const found = model.collection.find(filter, options).sort({ [order.field!]: order.direction });
  return (await found.toArray()) as unknown as WaitingItem[];
}

/** How many nominations a filter finds, counted no further than `most`. */
export async function countOf(model: Model<StoredNomination>, wanted: NominationFilter, most: number): Promise<number> {
  const { hint } = inOrder({ ...wanted, order: 'due' });
  return model.countDocuments(filterOf({ ...wanted, order: 'due' }) as never, {
    limit: most,
    ...(hint ? { hint } : {}),
  });
}

/** A number of a nomination, its beginning, or the running number of any year. */
function numberIn(q: string): Filter | undefined {
  if (/^hs-[\d-]*$/i.test(q)) {
    const from = q.toUpperCase();
    return { _id: trusted({ $gte: from, $lt: `${from}~` }) };
  }
  if (!/^\d{1,9}$/.test(q)) return undefined;
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, i) => FIRST_YEAR + i);
  return { _id: anyOf(years.map((year) => `HS-${year}-${q.replace(/^0+(?=\d)/, '').padStart(6, '0')}`)) };
}
const FIRST_YEAR = 2020;
const LAST_YEAR = 2120;

/** A word is made of letters and digits alone, so nothing in it is an operator. */
const beginsIn = (word: string): unknown => trusted({ $regex: `(?:^|[^a-z0-9])${word}` });
