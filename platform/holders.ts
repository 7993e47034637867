import type { CaseRecord, Store } from './store';

/** Who holds an award, as it was given. */
export interface Holder {
  /** "Ông", "Bà": of a person whose dossier says it. */
  readonly address?: string;
  readonly name: string;
  readonly posthumous: boolean;
}

export async function holderOf(
  store: Pick<Store, 'nominations' | 'people' | 'units'>,
  matter: Pick<CaseRecord, 'nomination' | 'subject'>,
): Promise<Holder> {
  if (matter.nomination === undefined) {
    const known = (await store.people.get(matter.subject)) ?? (await store.units.get(matter.subject));
    return { name: known?.name ?? matter.subject, posthumous: false };
  }
  const { nominee, posthumous } = (await store.nominations.need(matter.nomination)).dossier;
  const { name } = nominee;
  return nominee.kind === 'person' ? { address: nominee.address, name, posthumous } : { name, posthumous };
}

/** The names of those whose awards cases are about, by the id of the case. */
export async function holdersOf(
  { nominations, people, units }: Pick<Store, 'nominations' | 'people' | 'units'>,
  matters: readonly Pick<CaseRecord, '_id' | 'nomination' | 'subject'>[],
): Promise<ReadonlyMap<string, string>> {
  const others = matters.filter(({ nomination }) => nomination === undefined).map(({ subject }) => subject);
  const [ours, persons, agencies] = await Promise.all([
    nominations.many(matters.flatMap(({ nomination }) => nomination ?? [])),
    people.many(others),
    units.many(others),
  ]);
  const nameOf = ({ nomination, subject }: Pick<CaseRecord, 'nomination' | 'subject'>): string =>
    nomination === undefined
      ? ((persons.get(subject) ?? agencies.get(subject))?.name ?? subject)
      : (ours.get(nomination)?.dossier.nominee.name ?? subject);
  return new Map(matters.map((matter) => [matter._id, nameOf(matter)]));
}
