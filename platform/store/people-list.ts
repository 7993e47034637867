import { searchNameOf } from '../../domain/words';
import { countedKey, searchWords, type Listed, type ListShape } from './record-list';
import type { PersonRecord } from './records';
import { noDueDay, sortNameOf, tied } from './row';
import type { Filter } from './rows';
import { anyOf } from './rows';

/** The list of people: what it goes by, is filtered and searched by. */

export const peopleOrders = ['name', 'unit', 'born', 'code'] as const;
export type PeopleOrder = (typeof peopleOrders)[number];

/** What a list may be narrowed to: of some people it is not on file. */
export const knownSexes = ['female', 'male'] as const satisfies readonly NonNullable<PersonRecord['sex']>[];

export interface PeopleFilter extends Listed<PeopleOrder> {
  readonly units?: readonly string[];
  readonly sex?: (typeof knownSexes)[number];
}

/** What is stored of a person for the list alone. */
export interface PersonRow extends Readonly<Record<PeopleOrder, string>> {
  readonly words: readonly string[];
}
export interface StoredPerson extends PersonRecord {
  readonly row?: PersonRow;
  /** Name without diacritics and day of birth: two records that have the same are most likely of one person. */
  readonly twin?: string;
}

export const peopleList: ListShape<PeopleOrder> = {
  orders: { name: 1, unit: 1, born: 1, code: 1 },
  filters: ['unit', 'sex'],
  lead: 'unit',
};

/** The filter as the database takes it. */
export const peopleConditions = ({ units, sex }: PeopleFilter): Filter => ({
  ...(units === undefined ? {} : { unit: anyOf(units) }),
  ...(sex === undefined ? {} : { sex }),
});

/** What lists and searches of people go by, made of the record as it is written: the year of birth is a word too. */
export function storedPerson(person: PersonRecord): StoredPerson {
  const { _id, name, unit, birthDate } = person;
  const sortName = sortNameOf({ kind: 'person', name });
  return {
    ...person,
    row: {
      name: tied(sortName, _id),
      unit: tied(`${unit} ${sortName}`, _id),
      // last, whose day is not known
      born: tied(birthDate ?? noDueDay, _id),
      code: tied(countedKey(_id), _id),
      words: searchWords(name, _id, birthDate?.slice(0, 4) ?? ''),
    },
    ...(birthDate === undefined ? {} : { twin: tied(searchNameOf(name), birthDate) }),
  };
}
