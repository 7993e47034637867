import { trusted } from 'mongoose';
import type { Traces } from '../../domain/drill';
import type { Db } from './rows';

export interface TraceStore {
  /** What is on record of a session that a mail scanner could bring about; nothing that its secretary does. */
  ofSession(session: string): Promise<Traces>;
}

/** Kinds of mails to members: what else is sent about a session goes to its secretary, or is sent by him. */
const toMembers = ['invitation', 'fresh-link', 'reminder', 'session-extended', 'session-cancelled'];
/** Offices by their keys or signed in, the service itself, time: everybody else came by a link. */
const known = /^(key:|account:|service$|clock$)/;

export function traceStore({ models: { sheets, electors, auditEntries, sentMails, links, counters } }: Db): TraceStore {
  return {
    async ofSession(session) {
      const members = await electors.distinct('person', { session } as never);
      const [votes, drafts, opened, sent, wishes, all, live] = await Promise.all([
        sheets.countDocuments({ session } as never),
        electors.countDocuments({ session, draft: trusted({ $exists: true }) } as never),
        auditEntries.countDocuments({ entity: session, actor: trusted({ $not: known }) } as never),
        sentMails.countDocuments({ entity: session, mail: trusted({ $in: toMembers }) } as never),
        // a wish for a fresh link takes its place at once, while its mail leaves later
        counters.find({ _id: trusted({ $regex: /^mails\/fresh-link\// }) } as never).lean(),
        links.countDocuments({ entity: session } as never),
        links.countDocuments({ entity: session, state: 'live' } as never),
      ]);
      const wished = wishes.filter(({ _id }) => members.includes(_id.split('/')[2]!));
      const mails = sent + wished.reduce((sum, { last }) => sum + last, 0);
      return { votes, drafts, opened, mails, revoked: all - live };
    },
  };
}
