import { trusted } from 'mongoose';
import { endOfDay, startOfDay, type Day, type Instant } from '../../domain/time';
import {
  changedMail,
  mailConditions,
  mailFields,
  mailList,
  mailRow,
  mailTo,
  type MailFilter,
  type MailOrder,
  type StoredMail,
} from './mail-list';
import { listedPage } from './record-list';
import type { MailState, SentMailRecord } from './records';
import type { Db } from './rows';
import { anyOf, change, findMany, findOne, insertOnce } from './rows';
import type { Page, Paging } from './shapes';
import { rowFields } from './versioned';

export type { MailFilter } from './mail-list';

/** A mail as it is before anything was done with it. */
export type NewMail = Omit<SentMailRecord, 'status' | 'tries' | 'serverReply' | 'acceptedAt'>;

/** The row of a mail about to be sent. */
export const queuedMail = (mail: NewMail): StoredMail => ({
  ...mail,
  status: 'queued',
  tries: 0,
  row: mailRow(mail),
});

const shown = ({ row: _row, order: _order, ...record }: StoredMail): SentMailRecord => record;

/** A mail that waits for a digest, with what it is made of. */
export interface GatheredMail {
  readonly record: SentMailRecord;
  readonly order: object;
}

export interface SentMailStore {
  /** The row of a mail about to be sent; twice is once, and what was accepted stays so. */
  queue(mail: NewMail): Promise<SentMailRecord>;
  isAccepted(key: string): Promise<boolean>;
  /** Counts one try, and notes what goes out with it: an address may have been mended since the mail was queued. */
  tried(key: string, now: Pick<SentMailRecord, 'to' | 'subject'>): Promise<void>;
  accepted(key: string, at: Instant): Promise<void>;
  /** The mail server said no for good; its words are kept for the office. An accepted mail stays accepted. */
  refused(key: string, reply: string): Promise<void>;
  get(key: string): Promise<SentMailRecord | undefined>;
  /** The row of a mail that waits for a digest; twice is once. */
  gather(mail: NewMail, order: object): Promise<void>;
  /** What waits for a digest, oldest first: all of it, or what stands in one. */
  gathered(digest?: string): Promise<readonly GatheredMail[]>;
  /** Everything that stands or stood in a digest, oldest first. */
  ofDigest(digest: string): Promise<readonly SentMailRecord[]>;
  /** Mails have their place in a digest to this address; the first one stays. */
  place(keys: readonly string[], digest: string, to: string): Promise<void>;
  /** What became of mails that wait, by their keys or by the digest that they stand in. */
  settle(
    of: { readonly keys: readonly string[] } | { readonly digest: string },
    status: Exclude<MailState, 'queued' | 'gathered'>,
    at: Instant,
  ): Promise<void>;
  /** All mails about a session, proposal or unit proposal, oldest first. */
  ofEntity(entity: string): Promise<readonly SentMailRecord[]>;
  /** Newest first. */
  list(filter: MailFilter, paging?: Paging): Promise<Page<SentMailRecord>>;
  /** Mails that the server has refused for good since then, newest first, at most 200. */
  refusedSince(since: Instant): Promise<readonly SentMailRecord[]>;
  /** How many mails of a kind were queued for a person on a day. */
  countOn(person: string, mail: string, day: Day): Promise<number>;
  /** One of `max` places a day, or undefined when they are used up; safe against requests at the same time. */
  takePlace(person: string, mail: string, day: Day, max: number): Promise<number | undefined>;
  /** Whether a mail has one of `max` places a day. Twice is once: its place stays its own. */
  holdPlace(person: string, mail: string, day: Day, max: number, key: string): Promise<boolean>;
}

const MOST_REFUSED = 200;

export function sentMailStore({ models: { sentMails, counters } }: Db): SentMailStore {
  const notAccepted = trusted({ $ne: 'accepted' });
  return {
    queue: async (mail) => shown((await insertOnce<StoredMail>(sentMails, queuedMail(mail), () => true)).record),
    async gather(mail, order) {
      await insertOnce<StoredMail>(sentMails, { ...queuedMail(mail), status: 'gathered', order }, () => true);
    },
    async gathered(digest) {
      const filter = { status: 'gathered', ...(digest === undefined ? {} : { digest }) };
      const found = await findMany(sentMails, filter, { queuedAt: 1, _id: 1 });
      return found.flatMap((mail) => (mail.order ? [{ record: shown(mail), order: mail.order }] : []));
    },
    ofDigest: async (digest) => (await findMany(sentMails, { digest }, { queuedAt: 1, _id: 1 })).map(shown),
    async place(keys, digest, to) {
      if (keys.length === 0) return;
      const each = keys.map((_id) => ({
        updateOne: {
          filter: { _id, status: 'gathered', digest: null },
          update: { $set: { digest, to, 'row.to': mailTo(to, _id) } },
        },
      }));
      await sentMails.bulkWrite(each as never);
    },
    async settle(of, status, at) {
      const which = 'keys' in of ? { _id: anyOf(of.keys) } : of;
      const then = { status, ...(status === 'accepted' ? { acceptedAt: at } : {}) };
      await sentMails.updateMany({ ...which, status: 'gathered' } as never, { $set: then, $unset: { order: 1 } });
    },
    isAccepted: async (key) => (await findOne(sentMails, { _id: key }))?.status === 'accepted',
    async tried(key, { to, subject }) {
      await sentMails.updateOne({ _id: key, status: notAccepted } as never, {
        $inc: { tries: 1 },
        $set: { to, subject, ...rowFields(changedMail(key, { to, subject })) },
      });
    },
    async accepted(key, at) {
      const sent = { status: 'accepted', acceptedAt: at, serverReply: undefined };
      await change(sentMails, { _id: key, status: notAccepted }, sent);
    },
    async refused(key, reply) {
      await change(sentMails, { _id: key, status: notAccepted }, { status: 'failed', serverReply: reply });
    },
    async get(key) {
      const found = await findOne(sentMails, { _id: key });
      return found && shown(found);
    },
    ofEntity: async (entity) => (await findMany(sentMails, { entity }, { queuedAt: 1, _id: 1 })).map(shown),
    async list(filter, paging) {
      const wanted = {
        ...filter,
        filter: mailConditions(filter),
        tied: filter.entity !== undefined,
        fields: mailFields,
      };
      const found = await listedPage<StoredMail, MailOrder>(sentMails, mailList(filter), wanted, paging);
      return { ...found, items: found.items.map(shown) };
    },
    refusedSince: async (since) => {
      const found = await sentMails
        .find({ status: 'failed', queuedAt: trusted({ $gte: since }) } as never)
        .sort({ queuedAt: -1 })
        .limit(MOST_REFUSED)
        .lean<StoredMail[]>();
      return found.map(shown);
    },
    countOn: async (person, mail, day) =>
      sentMails.countDocuments({
        person,
        mail,
        queuedAt: trusted({ $gte: startOfDay(day), $lt: endOfDay(day) }),
      } as never),
    async holdPlace(person, mail, day, max, key) {
      const _id = `places/${mail}/${person}/${day}`;
      await insertOnce(counters, { _id, last: 0, keys: [] }, () => true);
      const free = { _id, keys: trusted({ $ne: key }), last: trusted({ $lt: max }) };
      await counters.updateOne(free, { $inc: { last: 1 }, $push: { keys: key } });
      return (await findOne(counters, { _id }))?.keys?.includes(key) ?? false;
    },
    async takePlace(person, mail, day, max) {
      const series = `mails/${mail}/${person}/${day}`;
      await insertOnce(counters, { _id: series, last: 0 }, () => true);
      const taken = await counters
        .findOneAndUpdate(
          { _id: series, last: trusted({ $lt: max }) } as never,
          { $inc: { last: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      return taken?.last;
    },
  };
}
