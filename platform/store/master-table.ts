import type { Model } from 'mongoose';
import { sameContent } from './canonical';
import { page } from './paging';
import { byIds, findOne, needOne, retryOnDuplicate } from './rows';
import type { Page, Paging } from './shapes';

/** Data that offices keep: written as a whole under its code (`PUT`). */
export interface MasterTable<T, Id extends string | number = string> {
  /** Writes the record as it is; fields that it leaves out are gone afterwards. */
  put(record: T): Promise<'created' | 'updated' | 'unchanged'>;
  get(id: Id): Promise<T | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: Id): Promise<T>;
  /** The records under these codes, by code; unknown codes are left out. */
  many(ids: readonly Id[]): Promise<ReadonlyMap<Id, T>>;
  /** In order of the codes. */
  list(paging?: Paging): Promise<Page<T>>;
}

/**
 * Records that are written as a whole.
 * @param stored what is kept beside a record for lists alone, and is never read back
 */
export function masterTable<T extends { readonly _id: string | number }>(
  model: Model<T>,
  stored: (record: T) => T = (record) => record,
): MasterTable<T, T['_id']> {
  return {
    put: (record) =>
      retryOnDuplicate(async () => {
        const before = await findOne(model, { _id: record._id });
        if (before !== undefined && sameContent(before, record)) return 'unchanged';
        // the driver reports a lost race of two first writes as a duplicate; the second try then replaces
        await model.replaceOne({ _id: record._id } as never, stored(record), { upsert: true });
        return before === undefined ? 'created' : 'updated';
      }),
    get: (id) => findOne(model, { _id: id }),
    need: (id) => needOne(model, { _id: id }),
    many: (ids) => byIds(model, ids),
    list: (paging) => page(model, {}, { direction: 1 }, paging),
  };
}
