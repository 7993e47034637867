import { trusted } from 'mongoose';
import { startOfDay } from '../../domain/time';
import { indexesOf, searchWords, type Listed, type ListShape } from './record-list';
import type { MailState, SentMailRecord } from './records';
import { tied } from './row';
import type { Filter } from './rows';
import { anyOf } from './rows';

/** The list of sent mails: what it goes by, is filtered and searched by. */

export const mailOrders = ['newest', 'to'] as const;
export type MailOrder = (typeof mailOrders)[number];

/** Which mails; all that is named must be so. `q`: words that address or subject begin with, without diacritics. */
export interface MailFilter extends Listed<MailOrder> {
  readonly status?: readonly MailState[];
  /** Of those on their way the ones alone that were not taken after so many tries. */
  readonly triedOften?: true;
  readonly mail?: string;
  /** To one of these people or units. */
  readonly persons?: readonly string[];
  /** About this. */
  readonly entity?: string;
  /** About one of these units, at unit level. */
  readonly units?: readonly string[];
  /** The year in which it was written. */
  readonly year?: number;
}

/** How the list of mails is narrowed: what never arrived, what the mail server refused, what is still on its way. */
export const mailStates = {
  undelivered: { status: ['failed', 'queued'], triedOften: true },
  refused: { status: ['failed'] },
  queued: { status: ['queued'] },
  gathered: { status: ['gathered'] },
  accepted: { status: ['accepted'] },
} as const satisfies Record<string, MailFilter>;
export type MailStateAsked = keyof typeof mailStates;
export const mailStateNames = Object.keys(mailStates) as MailStateAsked[];

/** What is stored of a mail for its list alone. */
export interface MailRow extends Readonly<Record<MailOrder, string>> {
  readonly words: readonly string[];
}
export interface StoredMail extends SentMailRecord {
  readonly row?: MailRow;
  /** Of one that waits for a digest: what it is made of, by ids. */
  readonly order?: object;
}

const shape = (lead: string): ListShape<MailOrder> => ({
  orders: { newest: -1, to: 1 },
  filters: ['status', 'mail', 'person', 'unit', 'tries', 'row.newest'],
  lead,
});
/** For the province; what was not delivered is little of it all. */
const ofAll = shape('status');
/** For a unit, which has few of all mails. */
const ofUnits = shape('unit');

export const mailList = ({ units }: MailFilter): ListShape<MailOrder> => (units === undefined ? ofAll : ofUnits);

/** Every index of the list, each once. */
export const mailListIndexes = [
  ...indexesOf(ofAll),
  ...indexesOf(ofUnits).filter((index) => Object.keys(index)[0] === 'unit'),
];

/** What a list by address goes by. */
export const mailTo = (to: string, id: string): string => tied(to.toLowerCase(), id);

/** What is stored of a mail beside it, with the address and subject that it goes out with. */
export const changedMail = (id: string, { to, subject }: Pick<SentMailRecord, 'to' | 'subject'>) => ({
  to: mailTo(to, id),
  words: searchWords(to, subject),
});
export const mailRow = (mail: Pick<SentMailRecord, '_id' | 'queuedAt' | 'to' | 'subject'>): MailRow => ({
  newest: tied(mail.queuedAt, mail._id),
  ...changedMail(mail._id, mail),
});

/** Tries after which a mail that is still on its way counts as not delivered. */
const OFTEN = 2;
/** No index tells them from the others on their way, which are few at any time. */
const often = { $or: [{ status: trusted({ $ne: 'queued' }) }, { tries: trusted({ $gte: OFTEN }) }] };

/** The filter as the database takes it. */
export const mailConditions = ({ status, triedOften, mail, persons, entity, units, year }: MailFilter): Filter => ({
  ...(status === undefined ? {} : { status: anyOf(status) }),
  ...(triedOften === undefined ? {} : often),
  ...(mail === undefined ? {} : { mail }),
  ...(persons === undefined ? {} : { person: anyOf(persons) }),
  ...(entity === undefined ? {} : { entity }),
  ...(units === undefined ? {} : { unit: anyOf(units) }),
  ...(year === undefined ? {} : { 'row.newest': trusted({ $gte: startOfYear(year), $lt: startOfYear(year + 1) }) }),
});

const startOfYear = (year: number): string => startOfDay(`${year}-01-01`);

const shown = ['mail', 'entity', 'person', 'unit', 'to', 'subject', 'status', 'tries', 'digest', 'serverReply'];
/** The fields of a mail in a list. */
export const mailFields: Readonly<Record<string, 1>> = Object.fromEntries(
  [...shown, 'queuedAt', 'acceptedAt'].map((field) => [field, 1]),
);
