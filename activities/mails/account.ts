import { signInRule } from '../../domain/accounts';
import { Problem } from '../../domain/errors';
import { instant, msOf } from '../../domain/time';
import type { AccountOrder } from '../index';
import type { MailContext } from '../context';
import type { Letter } from './letter';
import { officeOf } from './letter';
import { accountEntity } from '../../domain/ids';

/** To somebody who may sign in. Nothing when the account was ended, or when the code is no longer the last one or too old. */
export async function toAccount(
  context: MailContext,
  order: Exclude<AccountOrder, { mail: 'mailTest' }>,
): Promise<Letter | undefined> {
  const { store, publicUrl } = context;
  const account = await store.accounts.need(order.account);
  if (account.status === 'ended') return undefined;
  const { _id, mail, name, language } = account;
  const office = await officeOf(context, 'province', '');
  const head = { key: order.key, to: mail, lang: language, entity: accountEntity(_id) };
  if (order.mail === 'signInCode') {
    const code = await codeOf(context, order);
    if (code === undefined) return undefined;
    const data = { office, name, code, minutes: signInRule.minutes, host: new URL(publicUrl).host };
    return { ...head, name: 'sign-in-code', data };
  }
  const roles = await Promise.all(
    account.grants.map(async ({ role, unit, until }) => ({
      role,
      ...(unit === undefined ? {} : { unit: (await store.units.get(unit))?.name ?? unit }),
      ...(until === undefined ? {} : { until }),
    })),
  );
  return { ...head, name: 'account-invitation', data: { office, name, mail, roles, link: `${publicUrl}/sign-in` } };
}

/** The digits, derived here and nowhere before. @throws Problem INTEGRITY when their key is gone */
async function codeOf(
  { store, signInCodes }: MailContext,
  { code: id, serial, now }: Extract<AccountOrder, { mail: 'signInCode' }>,
): Promise<string | undefined> {
  const asked = await store.signInCodes.get(id);
  const over = instant(msOf(now) - signInRule.minutes * 60_000);
  if (asked?.serial !== serial || asked.used || asked.at <= over) return undefined;
  const digits = signInCodes.codeOf(asked);
  if (digits === undefined) throw new Problem('INTEGRITY', `key ${asked.kid} is not configured`, { kid: asked.kid });
  return digits;
}
