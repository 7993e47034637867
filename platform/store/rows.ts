import type { ClientSession, Model } from 'mongoose';
import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import { sameRecord } from './canonical';
import { isDuplicate } from './errors';
import type { Models } from './models';
import type { Inserted } from './shapes';
import type { Transaction } from './transaction';

/** What every part of the store works on. */
export interface Db {
  readonly models: Models;
  readonly transaction: Transaction;
}

/** A filter: fields by path. Operators stand in `trusted(…)`, everything else is taken as a value. */
export type Filter = Readonly<Record<string, unknown>>;
type Row = object;

/** One of several values. */
export const anyOf = (values: readonly (string | number)[]): unknown => trusted({ $in: [...values] });

export async function findOne<T extends Row>(
  model: Model<T>,
  filter: Filter,
  session?: ClientSession,
): Promise<T | undefined> {
  const found = await model
    .findOne({ ...filter } as never)
    .session(session ?? null)
    .lean();
  return (found as T | null) ?? undefined;
}

/** @throws Problem NOT_FOUND */
export async function needOne<T extends Row>(model: Model<T>, filter: Filter, session?: ClientSession): Promise<T> {
  const found = await findOne(model, filter, session);
  if (found === undefined) throw new Problem('NOT_FOUND', `no ${model.modelName} for ${JSON.stringify(filter)}`);
  return found;
}

export async function findMany<T extends Row>(
  model: Model<T>,
  filter: Filter,
  sort: Readonly<Record<string, 1 | -1>> = { _id: 1 },
  session?: ClientSession,
): Promise<readonly T[]> {
  return await model
    .find({ ...filter } as never)
    .sort(sort)
    .session(session ?? null)
    .lean();
}

/** The records under these ids, by id. */
export async function byIds<T extends { readonly _id: Id }, Id extends string | number = T['_id']>(
  model: Model<T>,
  ids: readonly Id[],
  session?: ClientSession,
): Promise<ReadonlyMap<Id, T>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  const found = await model
    .find({ _id: anyOf(wanted) } as never)
    .sort({ _id: 1 })
    // all in the first answer: a thousand cost one command, as one does
    .batchSize(wanted.length + 1)
    .session(session ?? null)
    .lean<T[]>();
  return new Map(found.map((record) => [record._id, record]));
}

export async function insert<T extends Row>(
  model: Model<T>,
  records: readonly T[],
  session?: ClientSession,
): Promise<void> {
  if (records.length === 0) return;
  await model.insertMany(records as never, { ordered: true, ...(session ? { session } : {}) });
}

/** Sets fields, and removes those that are undefined. @returns whether the filter found a record */
export async function change<T extends Row>(
  model: Model<T>,
  filter: Filter,
  fields: Readonly<Record<string, unknown>>,
  session?: ClientSession,
): Promise<boolean> {
  const entries = Object.entries(fields);
  const set = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  const unset = Object.fromEntries(entries.filter(([, value]) => value === undefined).map(([name]) => [name, 1]));
  const update = {
    ...(Object.keys(set).length > 0 ? { $set: set } : {}),
    ...(Object.keys(unset).length > 0 ? { $unset: unset } : {}),
  };
  const { matchedCount } = await model.updateOne({ ...filter } as never, update as never, session ? { session } : {});
  return matchedCount > 0;
}

/** Sets fields of many records in one command; with `upsert` those that are missing are inserted. */
export async function changeEach<T extends { readonly _id: string }>(
  model: Model<T>,
  changes: readonly (Partial<T> & { readonly _id: string })[],
  options: { readonly session: ClientSession; readonly upsert?: boolean },
): Promise<void> {
  if (changes.length === 0) return;
  const operations = changes.map(({ _id, ...fields }) => ({
    updateOne: { filter: { _id }, update: { $set: fields }, upsert: options.upsert ?? false },
  }));
  await model.bulkWrite(operations as never, { session: options.session, ordered: true });
}

/**
 * Inserts a record that never changes under the id that its writer made. @throws Problem KEY_REUSED for other content
 * @param same whether a record that is there already is the same one
 */
export async function insertOnce<T extends { readonly _id: string }>(
  model: Model<T>,
  record: T,
  same: (stored: T) => boolean = (stored) => sameRecord(stored, record),
): Promise<Inserted<T>> {
  try {
    await insert(model, [record]);
    return { record, created: true };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const stored = await findOne(model, { _id: record._id });
    if (stored === undefined) throw error;
    if (!same(stored)) throw new Problem('KEY_REUSED', `${model.modelName} ${record._id} holds other content`);
    return { record: stored, created: false };
  }
}

/** Does something again when a unique index refused it because another writer was faster. */
export async function retryOnDuplicate<T>(work: () => Promise<T>, tries = 5): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDuplicate(error) || attempt === tries) throw error;
    }
  }
}
