import type { Locks, Related } from '../../domain/recusal';
import { locksOf } from '../../domain/recusal';
import type { CouncilRule } from '../../domain/rule';
import type { Store } from './index';

type Stores = Pick<Store, 'people' | 'units' | 'authorities' | 'nominations'>;

/** Who of the people named heads one of the proposing units, or works there or in a room of it; by proposing unit. */
export async function relationsTo(
  { people, units, authorities }: Stores,
  proposing: Iterable<string>,
  persons: readonly string[],
): Promise<ReadonlyMap<string, readonly Related[]>> {
  const [known, heads] = await Promise.all([
    people.many(persons),
    Promise.all([...new Set(proposing)].map(async (unit) => [unit, await authorities.ofLevel('unit', unit)] as const)),
  ]);
  const workplaces = new Map<string, ReadonlySet<string>>();
  for (const [person, { unit }] of known) {
    const above = new Set<string>();
    for (let at: string | undefined = unit; at !== undefined && !above.has(at); at = (await units.get(at))?.parent) {
      above.add(at);
    }
    workplaces.set(person, above);
  }
  return new Map(
    heads.map(([unit, head]) => [
      unit,
      persons.flatMap((person): Related[] => {
        if (head?.person === person) return [{ person, relation: 'headsUnit' }];
        return workplaces.get(person)?.has(unit) === true ? [{ person, relation: 'worksThere' }] : [];
      }),
    ]),
  );
}

/** The lines with the members who may not vote on them, as the council and the records stand now. */
export async function withLocks<L extends Partial<Locks> & { readonly nomination: string; readonly rule: CouncilRule }>(
  stores: Stores,
  council: { readonly unit?: string | undefined },
  lines: readonly L[],
  members: readonly string[],
): Promise<(Omit<L, keyof Locks> & Locks)[]> {
  const nominations = await stores.nominations.many(lines.map((l) => l.nomination));
  const unitOf = (line: L): string | undefined => nominations.get(line.nomination)?.unit;
  const asking = lines.filter((l) => l.rule.relations === 'locked').flatMap((l) => unitOf(l) ?? []);
  // in the council of the unit itself everybody is of the unit
  const relations = await relationsTo(stores, new Set(asking.filter((unit) => unit !== council.unit)), members);
  return lines.map(({ recused: _recused, related: _related, ...line }) => ({
    ...line,
    ...locksOf(
      nominations.get(line.nomination)?.dossier.nominee,
      members,
      line.rule.relations === 'locked' ? (relations.get(nominations.get(line.nomination)?.unit ?? '') ?? []) : [],
    ),
  }));
}
