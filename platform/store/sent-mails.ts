import { trusted } from 'mongoose';
import { endOfDay, startOfDay, type Day, type Instant } from '../../domain/time';
import type { SentMailRecord } from './records';
import type { Db } from './rows';
import { change, findMany, findOne, insertOnce } from './rows';

export interface SentMailStore {
  /** The row of a mail about to be sent; twice is once, and what was accepted stays so. */
  queue(mail: Omit<SentMailRecord, 'status' | 'tries' | 'serverReply' | 'acceptedAt'>): Promise<SentMailRecord>;
  isAccepted(key: string): Promise<boolean>;
  /** Counts one try, and notes what goes out with it: an address may have been mended since the mail was queued. */
  tried(key: string, now: Pick<SentMailRecord, 'to' | 'subject'>): Promise<void>;
  accepted(key: string, at: Instant): Promise<void>;
  /** The mail server said no for good; its words are kept for the office. An accepted mail stays accepted. */
  refused(key: string, reply: string): Promise<void>;
  get(key: string): Promise<SentMailRecord | undefined>;
  /** All mails about a session, proposal or unit proposal, oldest first. */
  ofEntity(entity: string): Promise<readonly SentMailRecord[]>;
  /** Mails that the server has refused for good since then, newest first, at most 200. */
  refusedSince(since: Instant): Promise<readonly SentMailRecord[]>;
  /** How many mails of a kind were queued for a person on a day. */
  countOn(person: string, mail: string, day: Day): Promise<number>;
  /** One of `max` places a day, or undefined when they are used up; safe against requests at the same time. */
  takePlace(person: string, mail: string, day: Day, max: number): Promise<number | undefined>;
}

const MOST_REFUSED = 200;

export function sentMailStore({ models: { sentMails, counters } }: Db): SentMailStore {
  const notAccepted = trusted({ $ne: 'accepted' });
  return {
    queue: async (mail) =>
      (await insertOnce<SentMailRecord>(sentMails, { ...mail, status: 'queued', tries: 0 }, () => true)).record,
    isAccepted: async (key) => (await findOne(sentMails, { _id: key }))?.status === 'accepted',
    async tried(key, { to, subject }) {
      await sentMails.updateOne({ _id: key, status: notAccepted } as never, {
        $inc: { tries: 1 },
        $set: { to, subject },
      });
    },
    async accepted(key, at) {
      const sent = { status: 'accepted', acceptedAt: at, serverReply: undefined };
      await change(sentMails, { _id: key, status: notAccepted }, sent);
    },
    async refused(key, reply) {
      await change(sentMails, { _id: key, status: notAccepted }, { status: 'failed', serverReply: reply });
    },
    get: (key) => findOne(sentMails, { _id: key }),
    ofEntity: (entity) => findMany(sentMails, { entity }, { queuedAt: 1, _id: 1 }),
    refusedSince: async (since) =>
      sentMails
        .find({ status: 'failed', queuedAt: trusted({ $gte: since }) } as never)
        .sort({ queuedAt: -1 })
        .limit(MOST_REFUSED)
        .lean<SentMailRecord[]>(),
    countOn: async (person, mail, day) =>
      sentMails.countDocuments({
        person,
        mail,
        queuedAt: trusted({ $gte: startOfDay(day), $lt: endOfDay(day) }),
      } as never),
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
