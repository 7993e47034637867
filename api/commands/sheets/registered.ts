import type { Text } from '../../../domain/award';
import { oneLine } from '../../../domain/words';
import type { Store } from '../../../platform/store';
import { refused } from '../../../templates/words';
import { folded } from './cells';

export interface Coded {
  readonly kind: 'person' | 'collective';
  readonly code: string;
  readonly name: string;
}

/** What the registers know of a code, and what is wrong with it or with the name beside it. */
export interface AsRegistered {
  /** The unit of a person, or the collective itself. */
  readonly unit?: string;
  readonly wrong?: { readonly at: 'code' | 'name'; readonly say: Text };
}

export const noSuchCode = (code: string): Text => refused('sheet.noCode', { code });

/** Codes that nobody has, and names that are not those of the register, down to the diacritics; in the order of what is asked. */
export async function asRegistered(store: Store, coded: readonly Coded[]): Promise<readonly AsRegistered[]> {
  const codesOf = (kind: Coded['kind']) => [...new Set(coded.flatMap((one) => (one.kind === kind ? [one.code] : [])))];
  const [people, units] = await Promise.all([
    store.people.many(codesOf('person')),
    store.units.many(codesOf('collective')),
  ]);
  return coded.map(({ kind, code, name: said }): AsRegistered => {
    const known = kind === 'person' ? people.get(code) : units.get(code);
    if (!known) return { wrong: { at: 'code', say: noSuchCode(code) } };
    const unit = 'unit' in known ? known.unit : known._id;
    const name = oneLine(known.name);
    if (name === said) return { unit };
    const say = refused(folded(name) === folded(said) ? 'sheet.otherMarks' : 'sheet.otherName', { name });
    return { unit, wrong: { at: 'name', say } };
  });
}
