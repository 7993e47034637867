import type { Said } from '../../../templates/pages';
import type { ApiContext } from '../../context';

const words = (key: string): Said => ({ key: `officePages.actor.${key}` });

/**
 * Names of those whom a trail names: people by name, whether with an account or through a link, another system by the name of its
 * key; what the service does by itself is said so.
 */
export async function actorNames(
  { store }: Pick<ApiContext, 'store'>,
  actors: readonly string[],
): Promise<(actor: string) => string | Said> {
  const ids = (kind: string): string[] =>
    [...new Set(actors)].flatMap((actor) => (actor.startsWith(`${kind}:`) ? [actor.slice(kind.length + 1)] : []));
  const [accounts, people, keys] = await Promise.all([
    Promise.all(ids('account').map((id) => store.accounts.get(id))),
    store.people.many(ids('person')),
    ids('key').length === 0 ? [] : store.apiKeys.list(),
  ]);
  const names = new Map<string, string>([
    ...accounts.flatMap((one) => (one ? [[`account:${one._id}`, one.name] as const] : [])),
    ...[...people].map(([code, { name }]) => [`person:${code}`, name] as const),
    ...keys.map(({ _id, name }) => [`key:${_id}`, name] as const),
  ]);
  return (actor) => {
    if (actor === 'service' || actor === 'clock') return words(actor);
    return names.get(actor) ?? (actor.startsWith('contact:') ? words('contact') : actor);
  };
}
