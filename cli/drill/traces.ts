import type { Connection } from 'mongoose';
import { modelsOf } from '../../platform/store/models';
import type { Traces } from './run';

/** What is on record of a session that a scanner could bring about. */
export async function tracesOf(mongo: Connection, session: string): Promise<Traces> {
  const { sheets, auditEntries, sentMails, links } = modelsOf(mongo);
  const [votes, opened, mails, all, live] = await Promise.all([
    sheets.countDocuments({ session }),
    auditEntries.countDocuments({ entity: session }),
    sentMails.countDocuments({ entity: session }),
    links.countDocuments({ entity: session }),
    links.countDocuments({ entity: session, state: 'live' }),
  ]);
  return { votes, drafts: 0, opened, mails, revoked: all - live };
}
