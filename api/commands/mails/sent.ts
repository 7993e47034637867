import { Problem } from '../../../domain/errors';
import { accountIn } from '../../../domain/ids';
import { has } from '../../../domain/roles';
import { searchNameOf } from '../../../domain/words';
import type { Page, Paging, SentMailRecord } from '../../../platform/store';
import { mailStates, type MailFilter, type MailStateAsked } from '../../../platform/store/mail-list';
import { mailCells, mailSheet } from '../../../templates/sheets/mail-list';
import { say } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { inviteAgain } from '../accounts/accounts';
import { orderSession } from '../sessions/orders';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { defined, mustHave, unitsOf } from '../shared';
import { mustSeeMailsAbout } from './about';

/** What a list of mails is asked with. `person`: code of a person or unit, or words of the name. */
export interface MailsAsked extends Pick<MailFilter, 'mail' | 'entity' | 'year' | 'q' | 'order' | 'reverse'> {
  readonly state?: MailStateAsked;
  readonly person?: string;
}
interface Asked {
  readonly caller: Caller;
  readonly filter: MailsAsked;
}

/**
 * Mails, newest first unless another order is asked for; somebody of a unit sees those about its own matters.
 * @throws Problem FORBIDDEN, NOT_FOUND for what is outside the caller's unit
 */
export async function listMails(
  context: ApiContext,
  { caller, filter: { state, person, ...filter }, paging }: Asked & { readonly paging?: Paging },
): Promise<Page<SentMailRecord>> {
  mustHave(caller, 'readMails');
  if (filter.entity !== undefined) await mustSeeMailsAbout(context, caller, filter.entity);
  // who sees a matter sees all mails about it
  const units = filter.entity === undefined ? await unitsOf(context, caller) : undefined;
  const persons = person === undefined ? undefined : await readersNamed(context, person);
  const narrowed = { ...filter, ...(state ? mailStates[state] : {}), ...defined({ units, persons }) };
  return context.store.sentMails.list(narrowed, paging);
}

/** As many people of one name as a filter takes. */
const MOST_READERS = 200;

/** The person or unit with this code; else all of such a name, the diacritics left out or not. */
async function readersNamed({ store }: ApiContext, said: string): Promise<readonly string[]> {
  const code = said.trim();
  const [person, unit] = await Promise.all([store.people.get(code), store.units.get(code)]);
  if (person ?? unit) return [code];
  const [people, units] = await Promise.all([
    store.people.search({ q: said }, { limit: MOST_READERS }),
    store.units.all(),
  ]);
  const name = searchNameOf(said);
  const named = units.filter((one) => searchNameOf(one.name).includes(name));
  // a reader of another kind is named as the mail names him
  return [code, ...people.items.map(({ _id }) => _id), ...named.map(({ _id }) => _id)];
}

/** Mails with the names of their readers, where those are people or units. */
export async function withReaders(
  { store }: ApiContext,
  mails: readonly SentMailRecord[],
): Promise<readonly ListedMail[]> {
  const codes = [...new Set(mails.flatMap(({ person }) => person ?? []))];
  const [people, units] = await Promise.all([store.people.many(codes), store.units.many(codes)]);
  return mails.map((mail) => {
    const reader = mail.person === undefined ? undefined : (people.get(mail.person) ?? units.get(mail.person));
    return { mail, ...defined({ name: reader?.name }) };
  });
}
export interface ListedMail {
  readonly mail: SentMailRecord;
  readonly name?: string;
}

/**
 * The list as a file, with its filters and all of its pages: to whom, what kind, about what, and what became of it. Neither the text
 * of a mail nor its key stands in it, nor what the mail server said, which may quote either.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION when it is too long
 */
export async function exportMails(
  context: ApiContext,
  { format, ...asked }: Asked & { readonly format: ExportFormat },
): Promise<ExportedFile> {
  const items = await allRows((paging) => listMails(context, { ...asked, paging }));
  const lines = (await withReaders(context, items)).map(({ mail, name = '' }) => ({
    queuedAt: mail.queuedAt,
    name,
    to: mail.to,
    kind: say('vi', `mails.kind.${mail.mail}`),
    subject: mail.subject,
    about: mail.entity,
    state: say('vi', `mails.state.${mail.status}`),
    tries: mail.tries,
    ...defined({ acceptedAt: mail.acceptedAt }),
  }));
  const as = { cells: mailCells, sheet: mailSheet };
  return exportedFile(context, say('vi', 'officePages.file.mails'), format, lines, as);
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
export async function readMail(
  context: ApiContext,
  { caller, key }: { readonly caller: Caller; readonly key: string },
): Promise<SentMailRecord> {
  mustHave(caller, 'readMails');
  const [mail, units] = await Promise.all([context.store.sentMails.get(key), unitsOf(context, caller)]);
  if (!mail || (units && (mail.unit === undefined || !units.includes(mail.unit)))) throw new Problem('NOT_FOUND', key);
  return mail;
}

const toMembers: ReadonlySet<string> = new Set(['invitation', 'reminder', 'session-extended', 'fresh-link']);

/** How a mail can be sent again; undefined where its process sees to that itself. */
export async function againOf(
  { store }: ApiContext,
  { caller, mail }: { readonly caller: Caller; readonly mail: SentMailRecord },
): Promise<'invitation' | 'account' | undefined> {
  const { mail: kind, person, entity } = mail;
  if (kind === 'account-invitation') return has(caller, 'manageAccounts') ? 'account' : undefined;
  if (!toMembers.has(kind) || person === undefined || !has(caller, 'runSessions')) return undefined;
  const session = await store.sessions.get(entity);
  return session?.status === 'open' && session.unit === caller.unit ? 'invitation' : undefined;
}

/**
 * Sends a mail again to the address that is on file now: the invitation to a session, or to the service.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED where there is no such way, and what the session refuses
 */
export async function sendAgain(
  context: ApiContext,
  { caller, key, submission }: { readonly caller: Caller; readonly key: string; readonly submission: string },
): Promise<void> {
  const mail = await readMail(context, { caller, key });
  const { entity, person = '' } = mail;
  switch (await againOf(context, { caller, mail })) {
    case 'account':
      await inviteAgain(context, { caller, id: accountIn(entity), submission });
      return;
    case 'invitation':
      await orderSession(context, { caller, id: entity, submission, order: { type: 'resend', member: person } });
      return;
    case undefined:
      throw new Problem('ACTION_NOT_ALLOWED', key);
  }
}
