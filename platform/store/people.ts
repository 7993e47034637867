import type { Model } from 'mongoose';
import { trusted } from 'mongoose';
import { searchNameOf } from '../../domain/words';
import { masterTable, type MasterTable } from './master-table';
import type { Models } from './models';
import { page } from './paging';
import type { PersonRecord } from './records';
import { storedPerson, wordsOf } from './row';
import { anyOf, findMany } from './rows';
import type { StoredPerson } from './schemas/master-data';
import type { Page, Paging } from './shapes';

export interface PersonStore extends MasterTable<PersonRecord> {
  ofUnit(unit: string): Promise<readonly PersonRecord[]>;
  ofUnits(units: readonly string[]): Promise<readonly PersonRecord[]>;
  /** The people with this address, in lower or upper case: who may sign in with a code by mail. */
  byEmail(email: string): Promise<readonly PersonRecord[]>;
  /** By given name, within some units or all; with `q`, those whose names have its words, without diacritics, their beginnings enough. */
  search(asked: PeopleAsked, paging?: Paging): Promise<Page<PersonRecord>>;
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
export interface PeopleAsked {
  readonly q?: string;
  readonly units?: readonly string[];
}
/** Addresses are compared without regard to case. */
const anyCase = { locale: 'en', strength: 2 } as const;

/** What a page of a list is read with: what it is sorted by among it. */
const shown = Object.fromEntries(
  ['name', 'address', 'post', 'unit', 'birthDate', 'sex', 'email', 'language', 'sortName'].map((field) => [
    field,
    1 as const,
  ]),
);
const MOST_WORDS = 10;

/** People, with what they are looked for by. */
export function personStore({ people }: Pick<Models, 'people'>): PersonStore {
  const model = people as unknown as Model<PersonRecord>;
  return {
    ...masterTable(model, storedPerson),
    ofUnit: (unit) => findMany(model, { unit }),
    ofUnits: (units) => findMany(model, { unit: anyOf(units) }),
    byEmail: async (email) => model.find({ email }).collation(anyCase).sort({ _id: 1 }).lean<PersonRecord[]>(),

    async search({ q = '', units }, paging) {
      const words = wordsOf(searchNameOf(q)).slice(0, MOST_WORDS);
      if (q.trim() !== '' && words.length === 0) return { items: [] };
      const conditions = [
        ...words.map((word) => ({ words: beginsWith(word) })),
        ...(units === undefined ? [] : [{ unit: anyOf(units) }]),
      ];
      const filter = conditions.length === 0 ? {} : { $and: conditions };
      const order = { field: 'sortName', direction: 1, unique: true } as const;
      return page<StoredPerson>(people, filter, order, paging, {
        fields: shown,
        hidden: ['sortName'],
      });
    },

    async named(name) {
      const words = wordsOf(searchNameOf(name));
      if (words.length === 0) return [];
      const found = await findMany(model, { $and: words.map((word) => ({ words: word })) });
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

/** A word is made of letters and digits alone, so nothing in it is an operator. */
const beginsWith = (word: string): unknown => trusted({ $regex: `^${word}` });
