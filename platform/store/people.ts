import type { Model } from 'mongoose';
import { searchNameOf } from '../../domain/words';
import { masterTable, type MasterTable } from './master-table';
import type { Models } from './models';
import {
  peopleConditions,
  peopleList,
  storedPerson,
  type PeopleFilter,
  type PeopleOrder,
  type StoredPerson,
} from './people-list';
import { listedPage, searchWords } from './record-list';
import type { PersonRecord } from './records';
import { anyOf, findMany } from './rows';
import type { Page, Paging } from './shapes';

export interface PersonStore extends MasterTable<PersonRecord> {
  ofUnit(unit: string): Promise<readonly PersonRecord[]>;
  ofUnits(units: readonly string[]): Promise<readonly PersonRecord[]>;
  /** The people with this address, in lower or upper case: who may sign in with a code by mail. */
  byEmail(email: string): Promise<readonly PersonRecord[]>;
  /** By given name unless another order is asked for; `q`: words of the name without diacritics, parts of the code, a year of birth. */
  search(asked: PeopleFilter, paging?: Paging): Promise<Page<PersonRecord>>;
  /** Everybody of this name, written in whichever way. */
  named(name: string): Promise<readonly PersonRecord[]>;
  /**
   * Records that are most likely of one person: the same name without diacritics and the same day of birth. Groups of two and more, at
   * most `most` of them, read from an index alone.
   */
  twins(asked: TwinsAsked): Promise<readonly (readonly string[])[]>;
}
export interface TwinsAsked {
  readonly units?: readonly string[];
  readonly most: number;
  /** Groups of these alone; else of everybody. */
  readonly of?: readonly PersonRecord[];
}
/** Addresses are compared without regard to case. */
const anyCase = { locale: 'en', strength: 2 } as const;

/** What a page of a list is read with. */
const shown = Object.fromEntries(
  ['name', 'address', 'post', 'unit', 'birthDate', 'sex', 'email', 'language'].map((field) => [field, 1 as const]),
);

/** People, with what they are looked for by. */
export function personStore({ people }: Pick<Models, 'people'>): PersonStore {
  const model = people as unknown as Model<PersonRecord>;
  return {
    ...masterTable(model, storedPerson),
    ofUnit: (unit) => findMany(model, { unit }),
    ofUnits: (units) => findMany(model, { unit: anyOf(units) }),
    byEmail: async (email) => model.find({ email }).collation(anyCase).sort({ _id: 1 }).lean<PersonRecord[]>(),

    async search(filter, paging) {
      const wanted = { ...filter, filter: peopleConditions(filter), fields: shown };
      const page = await listedPage<StoredPerson, PeopleOrder>(people, peopleList, wanted, paging);
      return { ...page, items: page.items.map(({ row: _row, ...person }) => person) };
    },

    async named(name) {
      const words = searchWords(name);
      if (words.length === 0) return [];
      const found = await findMany(model, { $and: words.map((word) => ({ 'row.words': word })) });
      return found.filter((one) => searchNameOf(one.name) === searchNameOf(name));
    },

    async twins({ units, most, of }) {
      const meant = of ? { $in: of.flatMap((one) => storedPerson(one).twin ?? []) } : { $gt: '' };
      const groups = await people.aggregate<{ readonly codes: readonly string[] }>(
        [
          { $match: { twin: meant, ...(units === undefined ? {} : { unit: { $in: [...units] } }) } },
          { $group: { _id: '$twin', codes: { $push: '$_id' }, n: { $sum: 1 } } },
          { $match: { n: { $gt: 1 } } },
          { $sort: { _id: 1 } },
          { $limit: most },
        ],
        { hint: { twin: 1, unit: 1, _id: 1 } },
      );
      return groups.map(({ codes }) => codes);
    },
  };
}
