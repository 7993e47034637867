import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Page, Paging } from './shapes';

/** What a list is sorted by: one field that every record has, then `_id`. A list by `_id` alone leaves the field out. */
export interface Order {
  readonly field?: string;
  readonly direction: 1 | -1;
}

type Position = readonly [value: string | number | null, id: string | number];
type Filter = Readonly<Record<string, unknown>>;

const MOST = 200;

/**
 * A page of a list by keyset: records that are inserted or changed between two pages neither repeat nor hide others, as long
 * as the sorted field stays. @throws Problem VALIDATION for a cursor that is none
 */
export async function page<T extends { readonly _id: string | number }>(
  model: Model<T>,
  filter: Filter,
  order: Order,
  paging: Paging = {},
  /** Fields that are stored for the list alone. */
  hidden: readonly (keyof T & string)[] = [],
): Promise<Page<T>> {
  const limit = Math.min(MOST, Math.max(1, Math.trunc(paging.limit ?? 50)));
  const after = paging.cursor === undefined ? undefined : positionIn(paging.cursor);
  const conditions = after === undefined ? [filter] : [filter, behind(order, after)];
  const sort: Record<string, 1 | -1> =
    order.field === undefined ? { _id: order.direction } : { [order.field]: order.direction, _id: order.direction };
  const found = (await model
    .find({ $and: conditions } as never)
    .sort(sort)
    .limit(limit + 1)
    .lean()) as T[];
  const last = found.length > limit ? found[limit - 1] : undefined;
  const items = found.slice(0, limit).map((record) => without(record, hidden));
  if (last === undefined) return { items };
  return { items, next: cursorOf([order.field === undefined ? null : valueAt(last, order.field), last._id]) };
}

function behind(order: Order, [value, id]: Position): Filter {
  const further = (edge: string | number): unknown => trusted(order.direction === 1 ? { $gt: edge } : { $lt: edge });
  if (order.field === undefined || value === null) return { _id: further(id) };
  return { $or: [{ [order.field]: further(value) }, { [order.field]: value, _id: further(id) }] };
}

/** The record without some of its fields. */
export function without<T extends object>(record: T, fields: readonly (keyof T & string)[]): T {
  if (fields.length === 0) return record;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !fields.includes(name as never))) as T;
}

const valueAt = (record: object, field: string): string | number =>
  (record as Record<string, string | number>)[field] ?? '';

const cursorOf = (position: Position): string => Buffer.from(JSON.stringify(position)).toString('base64url');

function positionIn(cursor: string): Position {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(parsed) &&
      parsed.length === 2 &&
      isScalar(parsed[1]) &&
      (parsed[0] === null || isScalar(parsed[0]))
    ) {
      return [parsed[0], parsed[1]];
    }
  } catch {
    // told below, like every cursor that is none
  }
  throw new Problem('VALIDATION', 'not a cursor', {
    fields: [
      {
        field: 'cursor',
        vi: 'Vị trí trang không đúng; đề nghị mở lại danh sách.',
        en: 'This is no position in the list; please open the list again.',
      },
    ],
  });
}

const isScalar = (value: unknown): value is string | number => typeof value === 'string' || typeof value === 'number';
