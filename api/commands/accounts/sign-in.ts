import { grantId, liveGrants, signInRule, type Grant } from '../../../domain/accounts';
import { digitsIn } from '../../../domain/stepUp';
import { dayOf, instant, msOf, type Instant } from '../../../domain/time';
import type { AccountRecord } from '../../../platform/store';
import type { ApiContext } from '../../context';
import { mailToAccount } from './letters';
import { accountEntity } from '../../../domain/ids';

/**
 * Begins to sign somebody in: a code goes to the address, when it belongs to an account that may be used for something. What
 * the caller learns, and what stands on record, is the same for every address.
 * @returns under what the code is counted, and what mails it; undefined when the address has had too many codes today
 */
export async function askForCode(
  context: ApiContext,
  mail: string,
): Promise<{ readonly code: string; readonly mailed: () => Promise<void> } | undefined> {
  const { store, signInCodes, clock } = context;
  const now = clock.now();
  const code = signInCodes.idOf(mail);
  const account = await store.accounts.byMail(mail);
  const asked = await store.signInCodes.ask(code, {
    kid: signInCodes.kid,
    now,
    day: dayOf(now),
    most: signInRule.perDay,
  });
  if (!asked) return undefined;
  const mailed = async (): Promise<void> => {
    if (!account || liveGrants(account, dayOf(now)).length === 0) return;
    const { _id } = account;
    const order = { mail: 'signInCode', account: _id, code, serial: asked.serial } as const;
    await mailToAccount(context, { order, key: `sign-in-code.${_id}.${dayOf(now)}.${asked.serial}` });
  };
  return { code, mailed };
}

/** What came of a code that was typed. */
export type Typed =
  | { readonly outcome: 'right'; readonly account: AccountRecord; readonly grants: readonly Grant[] }
  /** No six digits: nothing was tried. */
  | { readonly outcome: 'incomplete' }
  | { readonly outcome: 'wrong'; readonly left: number }
  /** Too late, used, tried too often, or never asked for. */
  | { readonly outcome: 'over' };

/** Looks at a code that was typed; every complete one takes one of its tries. The right one is used up. */
export async function tryCode(
  { store, signInCodes, clock }: ApiContext,
  given: { readonly code: string; readonly mail: string; readonly typed: string },
): Promise<Typed> {
  const digits = digitsIn(given.typed);
  if (digits === undefined) return { outcome: 'incomplete' };
  const now = clock.now();
  const since = instant(msOf(now) - signInRule.minutes * 60_000);
  const tried = await store.signInCodes.takeTry(given.code, { since, tries: signInRule.tries });
  if (!tried) return { outcome: 'over' };
  const account = await store.accounts.byMail(given.mail);
  const grants = account ? liveGrants(account, dayOf(now)) : [];
  const right = signInCodes.isRight(tried, digits);
  if (!right || !account || grants.length === 0) {
    const left = signInRule.tries - tried.tries;
    return left > 0 ? { outcome: 'wrong', left } : { outcome: 'over' };
  }
  if (!(await store.signInCodes.use(given.code, tried.serial))) return { outcome: 'over' };
  return { outcome: 'right', account, grants };
}

/** Somebody has signed in, or out: it stands in the trail of his account. */
export async function noteSignIn(
  { store }: ApiContext,
  given: {
    readonly account: string;
    readonly type: 'signedIn' | 'signedOut' | 'signedOutEverywhere';
    /** Names the browser without giving it away. */
    readonly browser: string;
    readonly at: Instant;
    readonly grant?: Grant;
    readonly device?: string;
  },
): Promise<void> {
  const { account, type, browser, at, grant, device } = given;
  await store.audit.append([
    {
      entity: accountEntity(account),
      key: `${type}/${browser.slice(0, 16)}/${at}`,
      at,
      actor: actorOf({ _id: account }),
      type,
      data: { ...(grant ? { as: grantId(grant) } : {}), ...(device === undefined ? {} : { device }) },
    },
  ]);
}

/** How somebody who has signed in stands in trails and update ids. */
export const actorOf = ({ _id }: Pick<AccountRecord, '_id'>): string => `account:${_id}`;
