import { trusted, type ClientSession, type Model } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { appendTo } from './audit';
import { isDuplicate } from './errors';
import { sameRecord } from './canonical';
import { page } from './paging';
import type { Db, Filter as Conditions } from './rows';
import { change, findOne, insert, needOne } from './rows';
import type { AuditEntry, Inserted, Page, Paging } from './shapes';

/** A record with a version that only grows, written by the API while a draft and by its workflow afterwards. */
export interface Versioned<T extends { readonly _id: string; readonly version: number }, Filter> {
  /** Twice is once. @throws Problem KEY_REUSED when the id stands for another record */
  insert(draft: T, trail?: readonly AuditEntry[]): Promise<Inserted<T>>;
  get(id: string): Promise<T | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: string): Promise<T>;
  /** Newest first. */
  list(filter: Filter, paging?: Paging): Promise<Page<T>>;
  /**
   * Sets fields when the stored version is older than `version`, and stores that version with them; `undefined` removes a
   * field. With the trail in one transaction. A step that was written before, or is older, changes nothing.
   * @returns whether it was written now
   * @throws Problem NOT_FOUND
   */
  save(id: string, version: number, fields: Changes<T>, trail?: readonly AuditEntry[]): Promise<boolean>;
  /**
   * Sets fields of the version that the page showed, which becomes the next one.
   * @throws Problem NOT_FOUND, STATE_CHANGED
   */
  edit(id: string, expects: number, fields: Changes<T>, trail?: readonly AuditEntry[]): Promise<T>;
}

/** Fields to set; `undefined` removes one. */
export type Changes<T> = { readonly [K in keyof Omit<T, '_id' | 'version'>]?: T[K] | undefined };

interface VersionedRecord {
  readonly _id: string;
  readonly version: number;
  readonly status: string;
  readonly createdAt: Instant;
}

/** The fields of a row as they are set. */
export const rowFields = (row: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [`row.${name}`, value]));

/**
 * @param conditionsOf how a filter of the list is searched for
 * @param rowOf what is stored for a list alone, of the fields that are written
 * @param newRowOf the same of a new record, where it tells more
 */
export function versionedStore<T extends VersionedRecord, Filter>(
  db: Db,
  model: Model<T>,
  conditionsOf: (filter: Filter) => Conditions,
  rowOf?: (id: string, fields: Changes<T>) => object,
  newRowOf?: (record: T, session: ClientSession) => Promise<object>,
): Versioned<T, Filter> {
  const changed = (id: string, fields: Changes<T>): Readonly<Record<string, unknown>> => ({
    ...fields,
    ...rowFields(rowOf?.(id, fields) ?? {}),
  });
  const { transaction } = db;
  const need = (id: string): Promise<T> => needOne(model, { _id: id });

  return {
    need,
    get: (id) => findOne(model, { _id: id }),
    list: (filter, paging) => page(model, conditionsOf(filter), { field: 'createdAt', direction: -1 }, paging),

    async insert(draft, trail = []) {
      try {
        await transaction(async (session) => {
          const row = (await newRowOf?.(draft, session)) ?? rowOf?.(draft._id, draft);
          await insert(model, [row ? { ...draft, row } : draft], session);
          await appendTo(db, trail, session);
        });
        return { record: draft, created: true };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const stored = await findOne(model, { _id: draft._id });
        // another index than that of the ids has refused it
        if (stored === undefined) throw error;
        const first = stored.version === draft.version;
        // once the record has gone on, it cannot be told any more from what it was
        if (first && !sameRecord(stored, draft)) throw new Problem('KEY_REUSED', `${model.modelName} ${draft._id}`);
        return { record: stored, created: false };
      }
    },

    save: (id, version, fields, trail = []) =>
      transaction(async (session) => {
        const older = { _id: id, version: trusted({ $lt: version }) };
        const written = await change(model, older, { ...changed(id, fields), version }, session);
        if (!written) await needOne(model, { _id: id }, session);
        // also when the step was written before: the trail leaves out what it already has
        await appendTo(db, trail, session);
        return written;
      }),

    async edit(id, expects, fields, trail = []) {
      const edited = await transaction(async (session) => {
        const next = { ...changed(id, fields), version: expects + 1 };
        const done = await change(model, { _id: id, version: expects }, next, session);
        if (done) await appendTo(db, trail, session);
        return done;
      });
      const record = await need(id);
      if (!edited) {
        const { version, status } = record;
        throw new Problem('STATE_CHANGED', `${model.modelName} ${id} has version ${version}`, {
          state: status,
          version,
        });
      }
      return record;
    },
  };
}
