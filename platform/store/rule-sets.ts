import type { Model } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Day } from '../../domain/time';
import { trusted } from 'mongoose';
import type { RuleSetRecord } from './records';
import { byIds, insertOnce } from './rows';
import type { Db } from './rows';

export type RuleSetHead = Pick<RuleSetRecord, '_id' | 'code' | 'version' | 'effectiveFrom' | 'loadedAt'>;

/** Versions of rules. A version is loaded once and never edited. */
export interface RuleSetStore {
  /** Twice is once. @throws Problem VERSION_TAKEN when the version was loaded with other content */
  load(record: RuleSetRecord): Promise<'loaded' | 'unchanged'>;
  get(id: string): Promise<RuleSetRecord | undefined>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, RuleSetRecord>>;
  /** All versions without their content, the latest effective first. */
  heads(): Promise<readonly RuleSetHead[]>;
  /** The version in force on a day: of those that have begun the last one, and of several of one day the one loaded last. */
  inForce(code: string, day: Day): Promise<RuleSetRecord | undefined>;
}

const latestFirst = { effectiveFrom: -1, loadedAt: -1, _id: -1 } as const;

export function ruleSetStore({ models: { ruleSets } }: Db): RuleSetStore {
  return {
    async load(record) {
      try {
        const { created } = await insertOnce(ruleSets, record, (stored) => stored.hash === record.hash);
        return created ? 'loaded' : 'unchanged';
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'KEY_REUSED') throw error;
        throw new Problem('VERSION_TAKEN', `${record._id} was loaded with other content`, { version: record._id });
      }
    },
    get: async (id) => (await byIds(ruleSets, [id])).get(id),
    many: (ids) => byIds(ruleSets, ids),
    heads: () => headsOf(ruleSets),
    async inForce(code, day) {
      const [first] = await ruleSets
        .find({ code, effectiveFrom: trusted({ $lte: day }) })
        .sort(latestFirst)
        .limit(1)
        .lean<RuleSetRecord[]>();
      return first;
    },
  };
}

const headsOf = async (model: Model<RuleSetRecord>): Promise<readonly RuleSetHead[]> =>
  await model.find({}, { code: 1, version: 1, effectiveFrom: 1, loadedAt: 1 }).sort(latestFirst).lean<RuleSetHead[]>();
