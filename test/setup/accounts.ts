import { createHmac, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { grantId, type Grant } from '../../domain/accounts';
import type { Role } from '../../domain/roles';
import { sha256 } from '../../platform/store/canonical';
import type { AccountRecord } from '../../platform/store';
import { addAccount } from '../../api/commands/accounts/accounts';
import { cookieName } from '../../api/pages/app/session';
import type { TestSite } from '../pages/site';

/** Last days of grants that must have one: far from any test. */
const UNTIL = '2030-12-31';

/** Somebody who may be this; asked for again, the same one. */
export async function accountFor(site: TestSite, role: Role, unit?: string): Promise<AccountRecord> {
  const grant: Grant = {
    role,
    ...(unit === undefined ? {} : { unit }),
    ...(role === 'inspector' ? { until: UNTIL } : {}),
  };
  return await newAccount(site, [grant], grantId(grant).replace('@', '-'));
}

/** Somebody with these grants, under an address `<name>@tinh-d.example`; asked for again, the same one. */
export async function newAccount(site: TestSite, grants: readonly Grant[], name: string): Promise<AccountRecord> {
  return await addAccount(site.context, {
    actor: 'service',
    submission: `account-${name}`,
    mail: `${name.toLowerCase()}@tinh-d.example`,
    name: `Nguyễn Thị Mẫu ${name}`,
    language: 'vi',
    grants,
  });
}

/** Somebody who was this until a day that has passed. */
export async function formerAccount(site: TestSite, role: Role, name: string): Promise<AccountRecord> {
  const { _id, version } = await newAccount(site, [{ role, until: UNTIL }], name);
  return await site.service.store.accounts.edit(_id, version, { grants: [{ role, until: '2026-01-31' }] }, []);
}

/** A browser in which somebody is signed in, as the value of its `Cookie` header: for requests without a browser. */
export async function cookieOf(site: TestSite, account: AccountRecord, as = account.grants[0]!): Promise<string> {
  const { name, value } = await session(site, account, as);
  return `${name}=${value}`;
}

/**
 * Signs a page of a real browser in, without the detour by mail.
 * @param as a role (of a unit), or an account with its first grant
 */
export async function signedIn(
  page: Page,
  site: TestSite,
  as: { readonly role: Role; readonly unit?: string } | AccountRecord,
): Promise<AccountRecord> {
  const account = 'role' in as ? await accountFor(site, as.role, as.unit) : as;
  const { name, value } = await session(site, account, account.grants[0]!);
  const { hostname } = new URL(site.url);
  // a browser takes this machine for as safe as https
  await page
    .context()
    .addCookies([{ name, value, url: `https://${hostname}`, secure: true, httpOnly: true, sameSite: 'Lax' }]);
  return account;
}

async function session(
  { context }: TestSite,
  account: AccountRecord,
  as: Grant,
): Promise<{ readonly name: string; readonly value: string }> {
  const { clock, config, store } = context;
  const id = randomBytes(24).toString('base64url');
  const now = clock.now();
  const record = { _id: sha256(id), account: account._id, as: grantId(as), startedAt: now, seenAt: now };
  await store.signIns.insert(record);
  // as express-session signs it
  const signature = createHmac('sha256', config.sessionSecret!).update(id).digest('base64').replace(/=+$/, '');
  return { name: cookieName(context), value: encodeURIComponent(`s:${id}.${signature}`) };
}
