import { yearTables, yearsTable, type Row, type UnitGroup, type YearTables } from '../../../domain/statistics/tables';
import type { Tally } from '../../../domain/statistics/where';
import { Problem } from '../../../domain/errors';
import type { UnitRecord } from '../../../platform/store';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { defined, mustHave, withRooms } from '../shared';

/** Whose figures, for a caller: of all that he sees, or of one unit with its rooms. */
export interface StatisticsScope {
  readonly caller: Caller;
  readonly unit?: string;
}

/** The numbers of one year, and what each unit's row takes together. */
export interface YearStatistics {
  readonly tables: YearTables;
  readonly groups: readonly UnitGroup[];
}

/** Numbers over several years are asked for at most so many at a time. */
const MOST_YEARS = 20;

interface Within {
  /** The filter of the list of nominations; absent where it is the caller's own scope. */
  readonly unit?: string;
  readonly units?: readonly string[];
  readonly groups: readonly UnitGroup[];
}

/** @throws Problem FORBIDDEN, NOT_FOUND for a unit outside the caller's */
async function within({ store }: ApiContext, { caller, unit }: StatisticsScope): Promise<Within> {
  mustHave(caller, 'readStatistics');
  const all = await store.units.all();
  const own = caller.unit === undefined ? undefined : withRooms(all, [caller.unit]);
  if (unit !== undefined && (own?.includes(unit) === false || !all.some(({ _id }) => _id === unit)))
    throw new Problem('NOT_FOUND', 'outside the unit of the caller');
  const units = unit === undefined ? own : withRooms(all, [unit]);
  return { ...defined({ unit, units }), groups: groupsOf(all, unit ?? caller.unit) };
}

/** One row a unit with everything below it: the one that is looked at and those right below it, or those that stand under none. */
function groupsOf(all: readonly UnitRecord[], at: string | undefined): readonly UnitGroup[] {
  const codes = new Set(all.map(({ _id }) => _id));
  const top =
    at === undefined
      ? all.filter(({ parent }) => parent === undefined || !codes.has(parent))
      : [...all.filter(({ _id }) => _id === at), ...all.filter(({ parent }) => parent === at)];
  return top.map(({ _id }) => ({ code: _id, codes: withRooms(all, [_id]) }));
}

/** Tables of one award year: three reads of the database, however many dossiers. @throws Problem FORBIDDEN, NOT_FOUND */
export async function yearStatistics(
  context: ApiContext,
  { year, ...scope }: StatisticsScope & { readonly year: number },
): Promise<YearStatistics> {
  const { unit, units, groups } = await within(context, scope);
  const asked = { from: year, to: year, ...defined({ units }) };
  const { nominations } = context.store;
  const [tallies, unitTallies] = await Promise.all([nominations.tallied(asked), nominations.talliedByUnit(asked)]);
  const { catalogue } = context;
  return { tables: yearTables({ tallies, catalogue, unitTallies, groups }, year, unit), groups };
}

/** One row a year, and all of them together. @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION for too many years */
export async function statisticsOver(
  context: ApiContext,
  { from, to, ...scope }: StatisticsScope & { readonly from: number; readonly to: number },
): Promise<{ readonly years: readonly Row[]; readonly total: Row }> {
  if (to < from) throw invalid({ field: 'to', ...reversed });
  if (to - from >= MOST_YEARS) throw invalid({ field: 'from', ...tooMany });
  const { tallies, unit } = await tallied(context, { from, to, ...scope });
  return yearsTable({ tallies, catalogue: context.catalogue }, { from, to }, unit);
}

/** What statistics and forms are made of. @throws Problem FORBIDDEN, NOT_FOUND */
export async function tallied(
  context: ApiContext,
  { from, to, ...scope }: StatisticsScope & { readonly from: number; readonly to: number },
): Promise<{ readonly tallies: readonly Tally[]; readonly unit?: string }> {
  const { unit, units } = await within(context, scope);
  const tallies = await context.store.nominations.tallied({ from, to, ...defined({ units }) });
  return { tallies, ...defined({ unit }) };
}

const reversed = refused('statistics.reversed');
const tooMany = refused('statistics.tooMany');
