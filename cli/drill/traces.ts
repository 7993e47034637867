import { trusted, type Connection } from 'mongoose';
import { modelsOf } from '../../platform/store/models';
import type { Traces } from './run';

/** What is on record of a session that a scanner could bring about. */
export async function tracesOf(mongo: Connection, session: string): Promise<Traces> {
  const { sheets, electors, auditEntries, sentMails, links } = modelsOf(mongo);
  const [votes, drafts, opened, mails, all, live] = await Promise.all([
    sheets.countDocuments({ session }),
    electors.countDocuments({ session, draft: trusted({ $exists: true }) }),
    auditEntries.countDocuments({ entity: session }),
    sentMails.countDocuments({ entity: session }),
    links.countDocuments({ entity: session }),
    links.countDocuments({ entity: session, state: 'live' }),
  ]);
  return { votes, drafts, opened, mails, revoked: all - live };
}
