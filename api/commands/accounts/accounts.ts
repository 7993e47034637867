import { randomUUID } from 'node:crypto';
import { grantId, liveGrants, mailOf, wrongGrants, type Grant } from '../../../domain/accounts';
import { Problem } from '../../../domain/errors';
import { dayOf } from '../../../domain/time';
import type { Clock } from '../../../platform/clock';
import type { AccountRecord, Language, Page, Paging, Store } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid, type FieldProblem } from '../../schemas/parse';
import { contentHash, mustHave, shortId } from '../shared';
import { mailToAccount } from './letters';
import { actorOf } from './sign-in';
import { accountEntity } from '../../../domain/ids';

/** What a change of an account needs; more than pages change them. */
interface Keeper {
  readonly store: Store;
  readonly clock: Pick<Clock, 'now'>;
}

/** What is said of somebody who may sign in. */
export interface AccountWords {
  readonly name: string;
  readonly phone?: string;
  readonly language: Language;
  readonly grants: readonly Grant[];
}

/**
 * Lets somebody sign in, and invites him by mail. The same submission again is the same account and the same mail.
 * @throws Problem FORBIDDEN, VALIDATION, MAIL_TAKEN
 */
export async function invite(
  context: ApiContext,
  given: {
    readonly caller: Caller;
    readonly submission: string;
    readonly mail: string;
    /** Whether he is told; told by default. */
    readonly invite?: boolean;
  } & AccountWords,
): Promise<AccountRecord> {
  mustHave(given.caller, 'manageAccounts');
  const account = await addAccount(context, { ...given, actor: given.caller.actor });
  if (given.invite ?? true) await mailInvitation(context, account._id, '1');
  return account;
}

/** Invitations of one account on one day. */
const MOST_A_DAY = 3;

/** Invites somebody again: the mail was lost, or his address was mended. The same submission is one mail. @throws Problem FORBIDDEN, NOT_FOUND, TOO_MANY_REQUESTS */
export async function inviteAgain(
  context: ApiContext,
  { caller, id, submission }: { readonly caller: Caller; readonly id: string; readonly submission: string },
): Promise<void> {
  mustHave(caller, 'manageAccounts');
  const { store, clock } = context;
  await store.accounts.need(id);
  const wish = shortId(submission);
  if (!(await store.sentMails.holdPlace(id, 'account-invitation', dayOf(clock.now()), MOST_A_DAY, wish))) {
    throw new Problem('TOO_MANY_REQUESTS', 'invitations');
  }
  await mailInvitation(context, id, wish);
}

const mailInvitation = (context: ApiContext, account: string, place: string): Promise<void> =>
  mailToAccount(context, {
    order: { mail: 'accountInvitation', account },
    key: `account-invitation.${account}.${place}`,
  });

/** Adds an account without asking who may: the first administrator comes from whoever runs the service. */
export async function addAccount(
  context: Keeper,
  given: { readonly actor: string; readonly submission?: string; readonly mail: string } & AccountWords,
): Promise<AccountRecord> {
  const { actor, submission = randomUUID(), name, phone, language, grants } = given;
  const { store, clock } = context;
  await mustBeRight(context, grants);
  const at = clock.now();
  const mail = mailOf(given.mail);
  const account: AccountRecord = {
    _id: shortId(`account/${actor}/${submission}`).slice(0, 10),
    mail,
    name,
    ...(phone === undefined ? {} : { phone }),
    language,
    grants,
    status: 'active',
    version: 1,
    createdAt: at,
  };
  const other = await store.accounts.byMail(mail);
  if (other && other._id !== account._id) throw new Problem('MAIL_TAKEN', other._id);
  const entity = accountEntity(account._id);
  const { record } = await store.accounts.insert(account, [
    { entity, key: 'created', at, actor, type: 'created', data: { after: account } },
  ]);
  return record;
}

/**
 * Changes what is said of an account, of the version that the page showed; `ended` lets nobody sign in with it any more, and
 * whoever is signed in is not from his next click on.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, MAIL_TAKEN, LAST_ADMINISTRATOR, STATE_CHANGED
 */
export async function changeAccount(
  context: ApiContext,
  given: {
    readonly caller: Caller;
    readonly id: string;
    readonly expects: number;
    readonly mail: string;
    readonly status: AccountRecord['status'];
  } & AccountWords,
): Promise<AccountRecord> {
  mustHave(given.caller, 'manageAccounts');
  const { store } = context;
  const { caller, id, expects, status, name, phone, language, grants } = given;
  const before = await store.accounts.need(id);
  if (status === 'active') await mustBeRight(context, grants, before.grants);
  const mail = mailOf(given.mail);
  const other = await store.accounts.byMail(mail);
  if (other && other._id !== id) throw new Problem('MAIL_TAKEN', other._id);
  const after = { ...before, mail, status, name, phone, language, grants: status === 'ended' ? before.grants : grants };
  if (isAdministrator(context, before) && !isAdministrator(context, after)) await mustNotBeLast(context, id);
  return await write(context, caller.actor, before, expects, after);
}

/** Somebody says in which language his pages and mails are. @throws Problem NOT_FOUND */
export async function chooseLanguage(context: Keeper, account: AccountRecord, language: Language): Promise<void> {
  if (account.language === language) return;
  await write(context, actorOf(account), account, account.version, { ...account, language });
}

/** Somebody says where he can be called; undefined: nowhere. @throws Problem NOT_FOUND, STATE_CHANGED */
export async function choosePhone(context: Keeper, account: AccountRecord, phone: string | undefined): Promise<void> {
  if (account.phone === phone) return;
  await write(context, actorOf(account), account, account.version, { ...account, phone });
}

/** @throws Problem FORBIDDEN, NOT_FOUND */
export async function getAccount(
  { store }: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<AccountRecord> {
  mustHave(caller, 'manageAccounts');
  return await store.accounts.need(id);
}

/** All accounts, the newest first. @throws Problem FORBIDDEN */
export async function listAccounts(
  { store }: ApiContext,
  { caller, paging }: { readonly caller: Caller; readonly paging: Paging },
): Promise<Page<AccountRecord>> {
  mustHave(caller, 'manageAccounts');
  return await store.accounts.list({}, paging);
}

type Changed = Omit<AccountRecord, 'phone'> & { readonly phone?: string | undefined };

async function write(
  { store, clock }: Keeper,
  actor: string,
  before: AccountRecord,
  expects: number,
  after: Changed,
): Promise<AccountRecord> {
  const at = clock.now();
  const { _id, version: _version, createdAt: _createdAt, ...fields } = after;
  const type = before.status === after.status ? 'updated' : after.status === 'ended' ? 'ended' : 'reopened';
  return await store.accounts.edit(_id, expects, fields, [
    {
      entity: accountEntity(_id),
      key: `${type}/${expects}/${contentHash(fields).slice(0, 16)}`,
      at,
      actor,
      type,
      data: { before, after: { ...after, version: expects + 1 } },
    },
  ]);
}

/** @param known what the account may be by now, some of it perhaps no more */
async function mustBeRight(
  { store, clock }: Keeper,
  grants: readonly Grant[],
  known: readonly Grant[] = [],
): Promise<void> {
  const wrong: FieldProblem[] = [...wrongGrants(grants)];
  const today = dayOf(clock.now());
  for (const [i, grant] of grants.entries()) {
    const stood = known.some((one) => grantId(one) === grantId(grant) && one.until === grant.until);
    if (grant.until !== undefined && grant.until < today && !stood) {
      wrong.push({ field: `grants.${i}.until`, ...refused('lastDayOver') });
    }
  }
  for (const [i, { unit }] of grants.entries()) {
    if (unit === undefined || (await store.units.get(unit))) continue;
    wrong.push({ field: `grants.${i}.unit`, ...refused('noUnit') });
  }
  if (wrong.length > 0) throw invalid(...wrong);
}

const isAdministrator = ({ clock }: Keeper, account: Pick<AccountRecord, 'status' | 'grants'>): boolean =>
  liveGrants(account, dayOf(clock.now())).some(({ role }) => role === 'admin');

async function mustNotBeLast(context: Keeper, id: string): Promise<void> {
  const others = await context.store.accounts.holding('admin');
  if (others.some((other) => other._id !== id && isAdministrator(context, other))) return;
  throw new Problem('LAST_ADMINISTRATOR', id);
}
