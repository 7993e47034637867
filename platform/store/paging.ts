import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import { noSuchPlace } from '../../domain/sentencesOfInput';
import type { Page, Paging } from './shapes';

/**
 * What a list is sorted by: one field that every record has, then `_id`. A list by `_id` alone leaves the field out, and one by a
 * field in which no two records are alike says so.
 */
export interface Order {
  readonly field?: string;
  readonly direction: 1 | -1;
  readonly unique?: boolean;
}

/** Where a page begins: behind a record, or before it when the list is leafed back. */
type Position = readonly [value: string | number | null, id: string | number, back?: true];
type Filter = Readonly<Record<string, unknown>>;

const MOST = 200;

interface Reading<T> {
  /** Fields that are stored for the list alone. */
  readonly hidden?: readonly (keyof T & string)[];
  /** The index to read it from. */
  readonly hint?: Readonly<Record<string, 1>>;
  /** The fields that are read, that of the order among them; absent: all. */
  readonly fields?: Readonly<Record<string, 1>>;
}

/**
 * A page of a list by keyset, forwards and back: records that are inserted or changed between two pages neither repeat nor hide others, as
 * long as the sorted field stays. @throws Problem VALIDATION for a cursor that is none
 */
export async function page<T extends { readonly _id: string | number }>(
  model: Model<T>,
  filter: Filter,
  order: Order,
  paging: Paging = {},
  { hidden = [], hint, fields }: Reading<T> = {},
): Promise<Page<T>> {
  const limit = Math.min(MOST, Math.max(1, Math.trunc(paging.limit ?? 50)));
  const from = paging.cursor === undefined ? undefined : positionIn(paging.cursor);
  const back = from?.[2] === true;
  const towards: Order = back ? { ...order, direction: order.direction === 1 ? -1 : 1 } : order;
  const conditions = { $and: from === undefined ? [filter] : [filter, behind(towards, from)] };
  const found = await read(model, conditions, sortBy(towards), { limit: limit + 1, hint, fields });
  const onPage = found.slice(0, limit);
  const shown = back ? onPage.reverse() : onPage;
  const more = found.length > limit;
  const [first, last] = [shown[0], shown.at(-1)];
  const at = (record: T): readonly [string | number | null, string | number] => [
    order.field === undefined ? null : valueAt(record, order.field),
    record._id,
  ];
  return {
    items: shown.map((record) => without(record, hidden)),
    ...(last !== undefined && (back || more) ? { next: cursorOf(at(last)) } : {}),
    ...(first !== undefined && (back ? more : from !== undefined) ? { previous: cursorOf([...at(first), true]) } : {}),
  };
}

/** All in the first answer. Rows of a list are read by the driver itself, since they are read most often. */
async function read<T>(
  model: Model<T>,
  conditions: Filter,
  sort: Readonly<Record<string, 1 | -1>>,
  { limit, hint, fields }: { limit: number; hint: Reading<T>['hint']; fields: Reading<T>['fields'] },
): Promise<T[]> {
  const batchSize = limit + 1;
  if (fields !== undefined) {
    const options = { projection: fields, limit, batchSize, ...(hint ? { hint } : {}) };
    return (await model.collection
      .find(conditions, options)
      .sort({ ...sort })
      .toArray()) as T[];
  }
  const query = model
    .find(conditions as never)
    .sort(sort)
    .limit(limit)
    .batchSize(batchSize);
  return await (hint ? query.hint(hint) : query).lean<T[]>();
}

const sortBy = ({ field, direction, unique }: Order): Record<string, 1 | -1> =>
  field === undefined || unique === true ? { [field ?? '_id']: direction } : { [field]: direction, _id: direction };

function behind({ field, direction, unique }: Order, [value, id]: Position): Filter {
  const further = (edge: string | number): unknown => trusted(direction === 1 ? { $gt: edge } : { $lt: edge });
  if (field === undefined || value === null) return { _id: further(id) };
  if (unique === true) return { [field]: further(value) };
  return { $or: [{ [field]: further(value) }, { [field]: value, _id: further(id) }] };
}

/** The record without some of its fields. */
export function without<T extends object>(record: T, fields: readonly (keyof T & string)[]): T {
  if (fields.length === 0) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !fields.includes(name as never))) as T;
}

const valueAt = (record: object, path: string): string | number =>
  path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], record) as string | number;

const cursorOf = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function positionIn(cursor: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(parsed) &&
      parsed.length <= 3 &&
      isScalar(parsed[1]) &&
      (parsed[0] === null || isScalar(parsed[0])) &&
      (parsed[2] === undefined || parsed[2] === true)
    ) {
      return parsed[2] === true ? [parsed[0], parsed[1], true] : [parsed[0], parsed[1]];
    }
  } catch {
    // told below, like every cursor that is none
  }
  throw new Problem('VALIDATION', 'not a cursor', {
    fields: [{ field: 'cursor', ...noSuchPlace }],
  });
}

const isScalar = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';

/** All items of a short list. */
export async function everything<T>(list: (paging: Paging) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await list({ limit: 200, ...(cursor === undefined ? {} : { cursor }) });
    items.push(...page.items);
    if (page.next === undefined) return items;
    cursor = page.next;
  }
}
