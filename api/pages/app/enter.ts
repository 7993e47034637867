import type { Request } from 'express';
import { grantId, type Grant } from '../../../domain/accounts';
import type { AccountRecord } from '../../../platform/store';
import { noteSignIn } from '../../commands/accounts/sign-in';
import type { ApiContext } from '../../context';
import { deviceOf } from './device';
import { keptFor } from './kept';
import { browserOf, renewed, saved } from './session';

/**
 * Signs the browser in, under a new id: nobody can have set it for him. He is again what he was in it, or when he filled in the
 * form that waits for him, if he still may be.
 */
export async function enter(
  context: ApiContext,
  req: Request,
  account: AccountRecord,
  grants: readonly Grant[],
): Promise<void> {
  const { as, formerly, language } = req.session;
  const kept = keptFor(context, req, account._id);
  const before = kept?.as ?? (formerly === account._id ? as : undefined);
  const grant = grants.find((one) => grantId(one) === before) ?? grants[0]!;
  const device = deviceOf(req);
  await renewed(req);
  Object.assign(req.session, {
    account: account._id,
    as: grantId(grant),
    ...(device === undefined ? {} : { device }),
    ...(kept ? { kept } : {}),
    ...(language === undefined ? {} : { language }),
  });
  await saved(req);
  await noteSignIn(context, {
    account: account._id,
    type: 'signedIn',
    browser: browserOf(req),
    at: context.clock.now(),
    grant,
    ...(device === undefined ? {} : { device }),
  });
}
