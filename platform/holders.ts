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
