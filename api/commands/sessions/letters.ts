import type { Instant } from '../../../domain/time';
import type { SentMailRecord, SessionRecord, SilenceLetter } from '../../../platform/store';
import type { ApiContext } from '../../context';
import { defined } from '../shared';

/** What became of the last letter with a link that a member was sent. */
export interface MemberLetter {
  readonly person: string;
  /** `none`: nothing was sent yet, or there is no address on file. */
  readonly status: 'none' | 'queued' | 'sent' | 'refused';
  readonly mail?: string;
  readonly to?: string;
  readonly at?: Instant;
  readonly tries?: number;
  /** The mail server's own words. */
  readonly serverReply?: string;
}

const withLink = new Set(['invitation', 'fresh-link', 'reminder', 'session-extended']);
const statusOf = {
  queued: 'queued',
  accepted: 'sent',
  failed: 'refused',
  // letters to members never wait for a digest
  gathered: 'queued',
  needless: 'queued',
} as const satisfies Record<SentMailRecord['status'], MemberLetter['status']>;

/** One entry a member, in the order of the council. */
export async function lettersOf({ store }: ApiContext, session: SessionRecord): Promise<readonly MemberLetter[]> {
  const sent = (await store.sentMails.ofEntity(session._id)).filter((mail) => withLink.has(mail.mail));
  const last = new Map(sent.map((mail) => [mail.person, mail]));
  return session.members.map(({ person }) => {
    const mail = last.get(person);
    if (!mail) return { person, status: 'none' };
    const { to, tries, serverReply, acceptedAt, queuedAt } = mail;
    const at = acceptedAt ?? queuedAt;
    return { person, status: statusOf[mail.status], mail: mail.mail, to, at, tries, ...defined({ serverReply }) };
  });
}

/** A letter that the secretary has sent about silent members, and what became of it. */
export interface SentLetter extends SilenceLetter {
  readonly by: string;
  readonly at: Instant;
  readonly address: string;
  readonly status: 'queued' | 'sent' | 'refused';
  readonly serverReply?: string;
}

/** In the order in which they were sent; words and sender stand in the note that the mail is named after. */
export async function sentLettersOf({ store }: ApiContext, session: SessionRecord): Promise<readonly SentLetter[]> {
  const sent = (await store.sentMails.ofEntity(session._id)).filter((mail) => mail.mail === 'session-letter');
  const noteOf = ({ _id }: SentMailRecord): string => _id.slice(_id.lastIndexOf('.') + 1);
  const notes = await store.notes.many(sent.map(noteOf));
  return sent.flatMap((mail) => {
    const note = notes.get(noteOf(mail));
    if (!note?.letter) return [];
    const { to, status, serverReply, acceptedAt, queuedAt } = mail;
    const { by, letter } = note;
    const at = acceptedAt ?? queuedAt;
    return [{ ...letter, by, at, address: to, status: statusOf[status], ...defined({ serverReply }) }];
  });
}
