import { levelOf } from '../../domain/roles';
import { DIRECT_WORKER } from '../../domain/statistics/where';
import { searchNameOf } from '../../domain/words';
import type { NominationRecord, Nominee } from './records';
import type { ListRow } from './schemas/nominations';

/** Where a nomination without a due day stands in a list by due day. */
export const noDueDay = '9999-12-31';
/** Lower than whatever a name or code is made of, so that the shorter one comes first. */
const END = '\n';
const LONGEST = 80;

/** What a list is sorted by: a value that ends with the id, so that no two records are alike. */
export const tied = (value: string, id: string): string => `${value}${END}${id}`;

export const nomineeSearchName = (nominee: Nominee): string => searchNameOf(nominee.name);

/** What lists know of a nomination, made of the record as it is written. */
export function rowOf(
  record: Pick<NominationRecord, '_id' | 'unit' | 'dossier' | 'view' | 'line' | 'createdAt'>,
): ListRow {
  const { _id, unit, dossier, view, line, createdAt } = record;
  return {
    due: tied(view?.due ?? noDueDay, _id),
    name: tied(sortNameOf(dossier.nominee), _id),
    unit: tied(unit, _id),
    since: tied(view?.since ?? createdAt, _id),
    holder: view?.holder ?? 'unit',
    level: line ? levelOf(line) : 'unit',
    overdue: view?.overdue ?? false,
    direct: dossier.nominee.kind === 'person' && dossier.flags.includes(DIRECT_WORKER),
    words: wordsOf(nomineeSearchName(dossier.nominee)),
  };
}

/** What a list by name goes by. */
export function sortNameOf(nominee: Pick<Nominee, 'kind' | 'name'>): string {
  const name = searchNameOf(nominee.name);
  return nominee.kind === 'person' ? givenNameFirst(name) : name.slice(0, LONGEST);
}

/** People are looked for by their given name, which comes last: Mẫu, Nguyễn Văn. */
function givenNameFirst(searchName: string): string {
  const words = searchName.split(' ');
  return [words.at(-1), ...words.slice(0, -1)].join(' ').slice(0, LONGEST);
}

/** The words of a text that was brought to the form of searching, without the marks around them. */
export const wordsOf = (searchName: string): string[] => [
  ...new Set(searchName.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')),
];
