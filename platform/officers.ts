import type { PersonRecord, Store } from './store';

/** Who answers a unit's questions, by name and telephone. */
export interface Officer {
  readonly name: string;
  readonly phone: string;
}

type Given = Pick<Store, 'units' | 'people' | 'accounts'>;

/** Rooms within rooms: more than any agency has. */
const MOST_LEVELS = 5;

/**
 * Who at the province's office works on what a unit sends, where he can be called: whoever is named for the unit itself, else for what
 * it belongs to. Undefined where nobody is named, or he has no telephone; then the province's officer answers.
 */
export async function officerOf(store: Given, unit: string): Promise<Officer | undefined> {
  let at = await store.units.get(unit);
  for (let level = 0; at && level < MOST_LEVELS; level += 1) {
    if (at.handledBy !== undefined) {
      const person = await store.people.get(at.handledBy);
      return person && (await reachable(store, person));
    }
    at = at.parent === undefined ? undefined : await store.units.get(at.parent);
  }
  return undefined;
}

/**
 * Where somebody of the office can be called: by the telephone of the account under the address of his record, as long as he may sign
 * in with it.
 */
export async function reachable(
  store: Pick<Store, 'accounts'>,
  { name, email }: Pick<PersonRecord, 'name' | 'email'>,
): Promise<Officer | undefined> {
  const account = email === undefined ? undefined : await store.accounts.byMail(email);
  return account?.status === 'active' && account.phone !== undefined ? { name, phone: account.phone } : undefined;
}
