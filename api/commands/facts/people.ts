import { searchNameOf } from '../../../domain/words';
import type { Page, Paging, PersonRecord } from '../../../platform/store';
import type { PeopleFilter } from '../../../platform/store/people-list';
import { peopleCells, peopleSheet } from '../../../templates/sheets/people-list';
import { say, sexLabel } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { allRows, exportedFile, type ExportedFile, type ExportFormat } from '../exported';
import { getMaster } from '../service/master-data';
import { defined, mustHave, unitsOf, withRooms } from '../shared';
import { Problem } from '../../../domain/errors';

/** People as an office looks for them, and which records are most likely of one person. */

/** The units of a caller, narrowed to one with its rooms. @throws Problem NOT_FOUND for a unit outside his */
async function within(
  context: ApiContext,
  caller: Caller,
  unit: string | undefined,
): Promise<readonly string[] | undefined> {
  const own = await unitsOf(context, caller);
  if (unit === undefined) return own;
  if (own?.includes(unit) === false) throw new Problem('NOT_FOUND', unit);
  return withRooms(await context.store.units.all(), [unit]);
}

export type PeopleAsked = Omit<PeopleFilter, 'units'> & { readonly unit?: string };
interface Asked {
  readonly caller: Caller;
  readonly filter: PeopleAsked;
}

/**
 * People by given name unless another order is asked for; with `q` those whose names, code or year of birth have its words, however
 * they are accented, or the one with this code. Of a unit and its rooms alone where the caller is of one.
 * @throws Problem NOT_FOUND
 */
export async function searchPeople(
  context: ApiContext,
  { caller, filter: { unit, ...filter }, paging }: Asked & { readonly paging: Paging },
): Promise<Page<PersonRecord>> {
  const { people } = context.store;
  const units = await within(context, caller, unit);
  const { q = '', sex } = filter;
  if (q.trim() !== '' && sex === undefined) {
    const coded = await people.get(q.trim());
    if (coded && units?.includes(coded.unit) !== false) return { items: [coded] };
  }
  return people.search({ ...filter, ...defined({ units }) }, paging);
}

/** The list as a file, with its filters and all of its pages. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION when it is too long */
export async function exportPeople(
  context: ApiContext,
  { format, ...asked }: Asked & { readonly format: ExportFormat },
): Promise<ExportedFile> {
  mustHave(asked.caller, 'readInternal');
  const items = await allRows((paging) => searchPeople(context, { ...asked, paging }));
  const units = await context.store.units.many(items.map(({ unit }) => unit));
  const lines = items.map(({ _id, name, address, birthDate, sex, post, unit, email = '' }) => ({
    ...{ code: _id, name, address, post, email, unitCode: unit },
    sex: sex === undefined ? '' : sexLabel('vi', sex),
    unit: units.get(unit)?.name ?? '',
    ...defined({ birthDate }),
  }));
  const as = { cells: peopleCells, sheet: peopleSheet };
  return exportedFile(context, say('vi', 'officePages.file.people'), format, lines, as);
}

/** Groups that a page shows. */
const MOST_GROUPS = 200;

/**
 * Records that are most likely of one person, group by group, by name, as many as a page takes; `more` says that there are others.
 * @throws Problem FORBIDDEN
 */
export async function twinGroups(
  context: ApiContext,
  caller: Caller,
): Promise<{ readonly groups: readonly (readonly PersonRecord[])[]; readonly more: boolean }> {
  mustHave(caller, 'readInternal');
  const { people } = context.store;
  const units = await unitsOf(context, caller);
  const found = await people.twins({ ...defined({ units }), most: MOST_GROUPS + 1 });
  const shown = found.slice(0, MOST_GROUPS);
  const records = await people.many(shown.flat());
  const groups = shown.map((codes) => codes.toSorted().flatMap((code) => records.get(code) ?? []));
  return { groups, more: found.length > shown.length };
}

/** With whom each of these may be one person, by code; nobody else is looked at. @throws Problem FORBIDDEN */
export async function twinsAmong(
  context: ApiContext,
  caller: Caller,
  shown: readonly PersonRecord[],
): Promise<ReadonlyMap<string, string>> {
  mustHave(caller, 'readInternal');
  if (shown.length === 0) return new Map();
  const units = await unitsOf(context, caller);
  const groups = await context.store.people.twins({ ...defined({ units }), most: shown.length, of: shown });
  return new Map(
    groups.flatMap((group) => {
      const [first, second] = group.toSorted();
      return group.map((one) => [one, one === first ? second! : first!] as const);
    }),
  );
}

/** Other records that are most likely of the same person, within what the caller sees. */
export async function twinsOf(
  context: ApiContext,
  caller: Caller,
  { _id, name, birthDate }: PersonRecord,
): Promise<readonly PersonRecord[]> {
  if (birthDate === undefined) return [];
  const units = await unitsOf(context, caller);
  const named = await context.store.people.named(name);
  return named.filter((one) => one._id !== _id && one.birthDate === birthDate && units?.includes(one.unit) !== false);
}

/** Two records beside each other, with what stands in the ledger of each. @throws Problem FORBIDDEN, NOT_FOUND */
export async function besideEachOther(
  context: ApiContext,
  { caller, codes }: { readonly caller: Caller; readonly codes: readonly [string, string] },
) {
  mustHave(caller, 'readInternal');
  const sides = await Promise.all(
    codes.map(async (id) => {
      const person = await getMaster(context, { caller, kind: 'people', id });
      const [awards, facts] = await Promise.all([
        context.store.history.ofSubject(id),
        context.store.facts.about(`people/${id}`),
      ]);
      return { person, awards, grades: facts.filter(({ kind }) => kind === 'grade').length };
    }),
  );
  return {
    sides,
    /** By all that the records know, one person. */
    alike:
      searchNameOf(sides[0]!.person.name) === searchNameOf(sides[1]!.person.name) &&
      sides[0]!.person.birthDate !== undefined &&
      sides[0]!.person.birthDate === sides[1]!.person.birthDate,
  };
}
