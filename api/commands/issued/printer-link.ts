import { liveGrants } from '../../../domain/accounts';
import { Problem } from '../../../domain/errors';
import { has } from '../../../domain/roles';
import { dayOf } from '../../../domain/time';
import type { ApiKeyRecord, LinkRecord, PrinterRecord } from '../../../platform/store';
import { updateId } from '../../../platform/temporal/ask';
import type { ApiContext, Caller } from '../../context';
import { printerOf } from './blanks';
import { actorOf } from '../service/keys';
import { defined, mustHave, whenUnseen } from '../shared';

/**
 * A link to the page on which the print of a printer is adjusted, for whoever stands at it. It does what the key, or the
 * person, that asked for it may do, and dies with that right. The same submission again is the same link.
 * @throws Problem FORBIDDEN, NOT_FOUND
 */
export async function adjustLink(
  context: ApiContext,
  asked: { readonly caller: Caller; readonly printer: string; readonly submission: string },
): Promise<string> {
  const { caller, printer, submission } = asked;
  mustHave(caller, 'writeMasterData');
  const { _id } = await printerOf(context, { caller, printer });
  const at = context.clock.now();
  const wish = updateId(caller.actor, submission);
  const link = await context.links.fresh({ purpose: 'printing', entity: _id, person: caller.actor }, at, wish);
  await context.store.audit.append([
    { entity: `printers/${_id}`, key: `link/${wish}`, at, actor: caller.actor, type: 'linkMade' },
  ]);
  return context.links.urlOf(link);
}

/** Who acts through such a link, and on which printer. @throws Problem LINK_DEAD when the key was revoked, or the role taken away */
export async function behindLink(
  context: ApiContext,
  link: LinkRecord,
): Promise<{ readonly caller: Caller; readonly printer: PrinterRecord }> {
  for (const caller of await callersBehind(context, link.person)) {
    const printer = await printerOf(context, { caller, printer: link.entity }).catch(whenUnseen);
    if (printer) return { caller, printer };
  }
  throw new Problem('LINK_DEAD', 'whoever asked for it may do it no more');
}

/** A key as it is; somebody who signs in as each of what he is now and may set printers right. */
async function callersBehind({ store, clock }: ApiContext, actor: string): Promise<readonly Caller[]> {
  const keys: readonly ApiKeyRecord[] = await store.apiKeys.list();
  const key = keys.find((one) => actorOf(one) === actor && one.revokedAt === undefined);
  const account = actor.startsWith('account:') ? await store.accounts.get(actor.slice('account:'.length)) : undefined;
  const grants = account ? liveGrants(account, dayOf(clock.now())).filter((one) => has(one, 'writeMasterData')) : [];
  return [...(key ? [key] : []), ...grants].map(({ role, unit }) => ({ actor, role, ...defined({ unit }) }));
}
