import { chairOf, leadersOf } from '../../domain/chair';
import type { Store } from './index';
import type { Language, LetterTo, PersonRecord, SessionRecord } from './records';

export interface LetterRecipient {
  /** As a letter is addressed: “Lãnh đạo Sở Tài chính”, “Ông Nguyễn Văn Mẫu, Chủ tịch Hội đồng”. */
  readonly name: string;
  /** Who reads it, where the records know. */
  readonly person?: PersonRecord;
  readonly email?: string;
  readonly language: Language;
}

/**
 * Whom a letter about silent members reaches: who leads the council, or the head of an agency, else its mailbox.
 * Undefined when the records know of neither.
 */
export async function letterRecipient(
  { councils, people, units, authorities }: Pick<Store, 'councils' | 'people' | 'units' | 'authorities'>,
  { councilVersion }: SessionRecord,
  to: LetterTo,
): Promise<LetterRecipient | undefined> {
  if (to.kind === 'chair') {
    const council = councilVersion === undefined ? undefined : await councils.get(councilVersion);
    const chair = chairOf(council?.members ?? []);
    const person = chair && (await people.get(chair.person));
    return chair && person && { ...personal(person), name: `${person.address} ${person.name}, ${chair.role}` };
  }
  const [unit, head] = await Promise.all([units.get(to.unit), authorities.ofLevel('unit', to.unit)]);
  const person = head && (await people.get(head.person));
  if (head && person?.email !== undefined) return { ...personal(person), name: head.title };
  if (!unit) return undefined;
  const email = unit.email ?? unit.officer?.email;
  return { name: head?.title ?? leadersOf(unit.name).vi, language: 'vi', ...(email === undefined ? {} : { email }) };
}

const personal = (person: PersonRecord): Omit<LetterRecipient, 'name'> => ({
  person,
  language: person.language,
  ...(person.email === undefined ? {} : { email: person.email }),
});
