import { trusted } from 'mongoose';
import type { Day, Instant } from '../../domain/time';
import type { SignInCodeRecord, SignInRecord } from './records';
import type { Db } from './rows';
import { change, findMany, findOne, insert, insertOnce } from './rows';

export interface SignInCodeStore {
  /** Begins a new code, which ends the one before. @returns undefined when there were so many today already */
  ask(
    id: string,
    given: { readonly kid: string; readonly now: Instant; readonly day: Day; readonly most: number },
  ): Promise<SignInCodeRecord | undefined>;
  get(id: string): Promise<SignInCodeRecord | undefined>;
  /**
   * Takes one of the tries of a code that was asked for after `since` and is not used.
   * @returns the record with this try counted; undefined when there is no such code, or no try left
   */
  takeTry(
    id: string,
    given: { readonly since: Instant; readonly tries: number },
  ): Promise<SignInCodeRecord | undefined>;
  /** @returns whether it is used now, and was not before */
  use(id: string, serial: number): Promise<boolean>;
}

export function signInCodeStore({ models: { signInCodes } }: Db): SignInCodeStore {
  const after = { returnDocument: 'after' } as const;
  return {
    get: (id) => findOne(signInCodes, { _id: id }),
    async ask(id, { kid, now, day, most }) {
      const first = { _id: id, serial: 0, kid, at: now, tries: 0, used: true, day, onDay: 0 };
      await insertOnce<SignInCodeRecord>(signInCodes, first, () => true);
      await change(signInCodes, { _id: id, day: trusted({ $ne: day }) }, { day, onDay: 0 });
      const asked = await signInCodes
        .findOneAndUpdate(
          { _id: id, onDay: trusted({ $lt: most }) } as never,
          { $inc: { serial: 1, onDay: 1 }, $set: { kid, at: now, tries: 0, used: false } },
          after,
        )
        .lean<SignInCodeRecord>();
      return asked ?? undefined;
    },
    async takeTry(id, { since, tries }) {
      const taken = await signInCodes
        .findOneAndUpdate(
          { _id: id, used: false, at: trusted({ $gt: since }), tries: trusted({ $lt: tries }) } as never,
          { $inc: { tries: 1 } },
          after,
        )
        .lean<SignInCodeRecord>();
      return taken ?? undefined;
    },
    use: (id, serial) => change(signInCodes, { _id: id, serial, used: false }, { used: true }),
  };
}

export interface SignInStore {
  get(id: string): Promise<SignInRecord | undefined>;
  insert(record: SignInRecord): Promise<void>;
  /**
   * Writes what a browser's record says now. One that was ended meanwhile stays ended: a request that was under way brings
   * nobody back.
   */
  write(record: SignInRecord): Promise<void>;
  seen(id: string, at: Instant): Promise<void>;
  /** The first end stays. */
  end(id: string, at: Instant): Promise<void>;
  /** Ends every browser of an account, but for one. @returns how many */
  endAll(account: string, at: Instant, but?: string): Promise<number>;
  /** Browsers that are signed in, the last seen first. */
  ofAccount(account: string): Promise<readonly SignInRecord[]>;
  /** Forgets browsers that were not seen since, nobody's sooner than somebody's, and codes that were asked for before. */
  forget(before: { readonly somebodys: Instant; readonly nobodys: Instant }): Promise<void>;
}

export function signInStore({ models: { signIns, signInCodes } }: Db): SignInStore {
  const notEnded = trusted({ $exists: false });
  return {
    get: (id) => findOne(signIns, { _id: id }),
    insert: (record) => insert(signIns, [record]),
    async write({ _id, ...record }) {
      const { startedAt, seenAt, account, as, formerly, language, device, pending, agency, kept } = record;
      const fields = { startedAt, seenAt, account, as, formerly, language, device, pending, agency, kept };
      await change(signIns, { _id, endedAt: notEnded }, fields);
    },
    async seen(id, at) {
      await change(signIns, { _id: id, endedAt: notEnded }, { seenAt: at });
    },
    async end(id, at) {
      await change(signIns, { _id: id, endedAt: notEnded }, { endedAt: at });
    },
    async endAll(account, at, but) {
      const filter = { account, endedAt: notEnded, ...(but === undefined ? {} : { _id: trusted({ $ne: but }) }) };
      const { modifiedCount } = await signIns.updateMany(filter as never, { $set: { endedAt: at } });
      return modifiedCount;
    },
    ofAccount: (account) => findMany(signIns, { account, endedAt: notEnded }, { seenAt: -1, _id: 1 }),
    async forget({ somebodys, nobodys }) {
      const none = trusted({ $exists: false });
      await signIns.deleteMany({ seenAt: trusted({ $lt: somebodys }) } as never);
      await signIns.deleteMany({ account: none, formerly: none, seenAt: trusted({ $lt: nobodys }) } as never);
      await signInCodes.deleteMany({ at: trusted({ $lt: somebodys }) } as never);
    },
  };
}
