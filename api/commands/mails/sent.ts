import { Problem } from '../../../domain/errors';
import { accountIn } from '../../../domain/ids';
import { has } from '../../../domain/roles';
import type { Page, Paging, SentMailRecord } from '../../../platform/store';
import type { MailFilter } from '../../../platform/store/sent-mails';
import type { ApiContext, Caller } from '../../context';
import { inviteAgain } from '../accounts/accounts';
import { orderSession } from '../sessions/orders';
import { mustHave, unitsOf } from '../shared';

/** How the list of mails is narrowed: what never arrived, what the mail server refused, what is still on its way. */
export const mailStates = {
  undelivered: { status: ['failed'], triedOften: true },
  refused: { status: ['failed'] },
  queued: { status: ['queued'] },
  gathered: { status: ['gathered'] },
  accepted: { status: ['accepted'] },
} as const satisfies Record<string, MailFilter>;
export type MailStateAsked = keyof typeof mailStates;

/** Mails, newest first; somebody of a unit sees those about its own matters. @throws Problem FORBIDDEN */
export async function listMails(
  context: ApiContext,
  {
    caller,
    state,
    filter,
    paging,
  }: {
    readonly caller: Caller;
    readonly state?: MailStateAsked;
    readonly filter: Pick<MailFilter, 'mail' | 'person' | 'q'>;
    readonly paging?: Paging;
  },
): Promise<Page<SentMailRecord>> {
  mustHave(caller, 'readMails');
  const unit = await unitsOf(context, caller);
  const narrowed: MailFilter = { ...filter, ...(state ? mailStates[state] : {}), ...(unit ? { unit } : {}) };
  return await context.store.sentMails.list(narrowed, paging);
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
