import { randomBytes, timingSafeEqual } from 'node:crypto';
import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { sha256 } from './canonical';
import { take } from './counters';
import type { ApiKeyRecord } from './records';
import type { Db } from './rows';
import { change, findMany, findOne, insertOnce } from './rows';

export interface NewApiKey {
  readonly name: string;
  readonly role: ApiKeyRecord['role'];
  readonly unit?: string;
  readonly now: Instant;
}

export interface ApiKeyStore {
  /** The key itself is returned here once and stored nowhere. */
  create(key: NewApiKey): Promise<{ readonly record: ApiKeyRecord; readonly key: string }>;
  /** Takes a key over that was drawn elsewhere (the first administrator's). Twice is once. */
  adopt(key: string, about: NewApiKey): Promise<ApiKeyRecord>;
  /** The live key that was presented, compared in constant time; undefined when there is none. */
  find(presented: string): Promise<ApiKeyRecord | undefined>;
  /** The first revocation stays. @throws Problem NOT_FOUND */
  revoke(prefix: string, at: Instant): Promise<void>;
  list(): Promise<readonly ApiKeyRecord[]>;
}

export interface SettingStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  /** Sets a value unless there is one. @returns what stands now */
  init(key: string, value: unknown): Promise<unknown>;
}

export interface CounterStore {
  /** The next number of a series: unique, but not free of gaps (registers are, see decisions and certificates). */
  next(series: string): Promise<number>;
}

/** `vd_<prefix>_<secret>`; the prefix names the key in lists and logs. */
const drawKey = (): string => `vd_${randomBytes(4).toString('hex')}_${randomBytes(32).toString('hex')}`;

/** A key that was configured may look otherwise; it is named by a hash then. */
const prefixOf = (key: string): string =>
  /^(vd_[0-9a-f]{8})_[0-9a-f]{64}$/.exec(key)?.[1] ?? `key_${sha256(`prefix of ${key}`).slice(0, 8)}`;

export function apiKeyStore({ models: { apiKeys } }: Db): ApiKeyStore {
  const adopt = async (key: string, { name, role, unit, now }: NewApiKey): Promise<ApiKeyRecord> => {
    const record: ApiKeyRecord = {
      _id: prefixOf(key),
      hash: sha256(key),
      name,
      role,
      ...(unit === undefined ? {} : { unit }),
      createdAt: now,
    };
    return (await insertOnce(apiKeys, record, (stored) => stored.hash === record.hash)).record;
  };
  return {
    adopt,
    async create(about) {
      const key = drawKey();
      return { record: await adopt(key, about), key };
    },
    async find(presented) {
      const stored = await findOne(apiKeys, { _id: prefixOf(presented) });
      // compared even when there is none, so that the time tells nothing about prefixes
      const expected = Buffer.from(stored?.hash ?? sha256(''), 'hex');
      const same = timingSafeEqual(Buffer.from(sha256(presented), 'hex'), expected);
      return same && stored?.revokedAt === undefined ? stored : undefined;
    },
    async revoke(prefix, at) {
      const done = await change(apiKeys, { _id: prefix, revokedAt: trusted({ $exists: false }) }, { revokedAt: at });
      if (!done && (await findOne(apiKeys, { _id: prefix })) === undefined) {
        throw new Problem('NOT_FOUND', `no API key ${prefix}`);
      }
    },
    list: () => findMany(apiKeys, {}, { createdAt: 1, _id: 1 }),
  };
}

export function settingStore({ models: { settings } }: Db): SettingStore {
  const get = async (key: string): Promise<unknown> => (await findOne(settings, { _id: key }))?.value;
  return {
    get,
    async set(key, value) {
      await settings.updateOne({ _id: key }, { $set: { value } }, { upsert: true });
    },
    async init(key, value) {
      return (await insertOnce(settings, { _id: key, value }, () => true)).record.value;
    },
  };
}

export function counterStore({ models }: Db): CounterStore {
  return { next: (series) => take(models, `free/${series}`, 1) };
}
