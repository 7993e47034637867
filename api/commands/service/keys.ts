import { Problem } from '../../../domain/errors';
import type { Role } from '../../../domain/roles';
import type { ApiKeyRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustHave } from '../shared';

/**
 * Draws a key for somebody. It is in this answer and nowhere else afterwards. @throws Problem FORBIDDEN, VALIDATION
 */
export async function createKey(
  { store, clock }: ApiContext,
  {
    caller,
    key: said,
  }: { readonly caller: Caller; readonly key: { readonly name: string; readonly role: Role; readonly unit?: string } },
): Promise<{ readonly record: ApiKeyRecord; readonly key: string }> {
  mustHave(caller, 'manageKeys');
  if (said.unit !== undefined && !(await store.units.get(said.unit))) {
    throw invalid({ field: 'unit', ...refused('noUnit') });
  }
  const now = clock.now();
  const made = await store.apiKeys.create({ ...said, now });
  await store.audit.append([
    {
      entity: `api-keys/${made.record._id}`,
      key: 'created',
      at: now,
      actor: caller.actor,
      type: 'created',
      data: { name: said.name, role: said.role, ...(said.unit === undefined ? {} : { unit: said.unit }) },
    },
  ]);
  return made;
}

export function listKeys(
  { store }: ApiContext,
  { caller }: { readonly caller: Caller },
): Promise<readonly ApiKeyRecord[]> {
  mustHave(caller, 'manageKeys');
  return store.apiKeys.list();
}

/** @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED for the key that asks: nobody locks himself out */
export async function revokeKey(
  { store, clock }: ApiContext,
  { caller, prefix }: { readonly caller: Caller; readonly prefix: string },
): Promise<void> {
  mustHave(caller, 'manageKeys');
  if (caller.actor === actorOf({ _id: prefix }))
    throw new Problem('ACTION_NOT_ALLOWED', 'a key does not revoke itself');
  const at = clock.now();
  await store.apiKeys.revoke(prefix, at);
  await store.audit.append([
    { entity: `api-keys/${prefix}`, key: 'revoked', at, actor: caller.actor, type: 'revoked' },
  ]);
}

/** How a key stands in trails and update ids. */
export const actorOf = (key: Pick<ApiKeyRecord, '_id'>): string => `key:${key._id}`;
