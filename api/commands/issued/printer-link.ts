import { Problem } from '../../../domain/errors';
import type { ApiKeyRecord, LinkRecord, PrinterRecord } from '../../../platform/store';
import { updateId } from '../../../platform/temporal/ask';
import type { ApiContext, Caller } from '../../context';
import { printerOf } from './blanks';
import { actorOf } from '../service/keys';
import { mustHave } from '../shared';

/**
 * A link to the page on which the print of a printer is adjusted, for whoever stands at it. It does what the key that asked for
 * it may do, and dies with that key. The same submission again is the same link.
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

/** Who acts through such a link, and on which printer. @throws Problem LINK_DEAD when the key was revoked */
export async function behindLink(
  context: ApiContext,
  link: LinkRecord,
): Promise<{ readonly caller: Caller; readonly printer: PrinterRecord }> {
  const keys: readonly ApiKeyRecord[] = await context.store.apiKeys.list();
  const key = keys.find((one) => actorOf(one) === link.person);
  if (key === undefined || key.revokedAt !== undefined) throw new Problem('LINK_DEAD', 'the key was revoked');
  const caller: Caller = { actor: actorOf(key), role: key.role, ...(key.unit === undefined ? {} : { unit: key.unit }) };
  return { caller, printer: await printerOf(context, { caller, printer: link.entity }) };
}
