import type { Award } from '../award';
import { countWhere, statusesFor, type Countable, type Tally, type UnitTally, type Where } from './where';

/** A number, and the filter of the list that has exactly so many dossiers. */
export interface Counted {
  readonly count: number;
  readonly where: Where;
}

/** What is counted in each row. */
export const columns = {
  proposed: { outcome: 'proposed' },
  awarded: { outcome: 'awarded' },
  persons: { outcome: 'awarded', kind: 'person' },
  women: { outcome: 'awarded', kind: 'person', sex: 'female' },
  men: { outcome: 'awarded', kind: 'person', sex: 'male' },
  sexUnknown: { outcome: 'awarded', kind: 'person', sex: 'unknown' },
  direct: { outcome: 'awarded', kind: 'person', direct: true },
  collectives: { outcome: 'awarded', kind: 'collective' },
  households: { outcome: 'awarded', kind: 'household' },
  failed: { outcome: 'failed' },
  underWay: { outcome: 'underWay' },
} as const satisfies Record<string, Where>;
export type Column = keyof typeof columns;
export const columnCodes = Object.keys(columns) as readonly Column[];

/** A row by what it is of: an award, a level, a year, a unit; `total` for all. */
export interface Row<C extends string = Column> {
  readonly of: string;
  readonly cells: Readonly<Record<C, Counted>>;
}

/** The columns of units: who is nominated by them stands in the list behind the number. */
export const unitColumns = ['proposed', 'awarded', 'failed', 'underWay'] as const satisfies readonly Countable[];
export type UnitColumn = (typeof unitColumns)[number];

export interface YearTables {
  readonly year: number;
  readonly total: Row;
  /** In ceremony order; awards of which nothing was sent are left out. */
  readonly byAward: readonly Row[];
  /** From the State to the unit. */
  readonly byLevel: readonly Row[];
  /** By kind of commendation (Law 06/2022/QH15 art. 8). */
  readonly byType: readonly Row[];
  /** Units of the highest rank that the reader sees, or the one that is looked at and those right below it; each with everything below. */
  readonly byUnit: readonly Row<UnitColumn>[];
}

export const levels = ['state', 'government', 'province', 'unit'] as const satisfies readonly Award['level'][];

/** A unit that has a row, with the codes of everything below it, itself among them. */
export interface UnitGroup {
  readonly code: string;
  readonly codes: readonly string[];
}

interface Counting {
  readonly tallies: readonly Tally[];
  readonly catalogue: readonly Award[];
}

/** What every table of one year is made of. @param unit the filter of the list, where it is narrowed to one unit */
export function yearTables(
  {
    tallies,
    catalogue,
    unitTallies,
    groups,
  }: Counting & { readonly unitTallies: readonly UnitTally[] } & {
    readonly groups: readonly UnitGroup[];
  },
  year: number,
  unit?: string,
): YearTables {
  const of = tallies.filter(({ awardYear }) => awardYear === year);
  const count = counterOf({ tallies: of, catalogue });
  const base: Where = { awardYear: year, ...(unit === undefined ? {} : { unit }) };
  const row = (name: string, where: Where): Row => ({ of: name, cells: count({ ...base, ...where }) });
  const types = [...new Set(of.map(({ commendationType }) => commendationType))].sort();
  return {
    year,
    total: row('total', {}),
    byAward: awardsIn(of, catalogue).map((award) => row(award, { award })),
    byLevel: levels.map((awardLevel) => row(awardLevel, { awardLevel })),
    byType: types.map((commendationType) => row(commendationType, { commendationType })),
    byUnit: groups.flatMap((group) => {
      const own = unitTallies.filter((one) => one.awardYear === year && group.codes.includes(one.unit));
      return own.length === 0 ? [] : [unitRow(own, group.code, year)];
    }),
  };
}

/** One row a year, oldest first, and all of them together. */
export function yearsTable(
  counting: Counting,
  { from, to }: { readonly from: number; readonly to: number },
  unit?: string,
): { readonly years: readonly Row[]; readonly total: Row } {
  const count = counterOf(counting);
  const base: Where = unit === undefined ? {} : { unit };
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  return {
    years: years.map((awardYear) => ({ of: String(awardYear), cells: count({ ...base, awardYear }) })),
    total: { of: 'total', cells: count({ ...base, fromYear: from, toYear: to }) },
  };
}

const unitRow = (tallies: readonly UnitTally[], unit: string, awardYear: number): Row<UnitColumn> => ({
  of: unit,
  cells: cellsOf(unitColumns, (column) => {
    const statuses = statusesFor(column);
    const found = tallies.filter(({ status }) => statuses.includes(status));
    return {
      count: found.reduce((sum, { count }) => sum + count, 0),
      where: { outcome: column, awardYear, unit },
    };
  }),
});

/** Counts every column of a row. */
function counterOf({ tallies, catalogue }: Counting): (where: Where) => Readonly<Record<Column, Counted>> {
  const levelOf = levelsOf(catalogue);
  return (where) =>
    cellsOf(columnCodes, (column) => {
      const full: Where = { ...where, ...columns[column] };
      const { unit: _within, ...asked } = full;
      return { count: countWhere(tallies, asked, levelOf), where: full };
    });
}

const cellsOf = <C extends string>(
  codes: readonly C[],
  counted: (column: C) => Counted,
): Readonly<Record<C, Counted>> =>
  Object.fromEntries(codes.map((column) => [column, counted(column)])) as Record<C, Counted>;

/** The level of each award, by whichever of its entries comes first: who decides does not change with the prize. */
export function levelsOf(catalogue: readonly Award[]): (award: string) => Award['level'] | undefined {
  const level = new Map(catalogue.map((award) => [award.code, award.level]));
  return (award) => level.get(award);
}

/** Awards of which something was sent, high before low, then by code. */
function awardsIn(tallies: readonly Tally[], catalogue: readonly Award[]): readonly string[] {
  const rank = new Map(catalogue.map((award) => [award.code, award.rank]));
  const place = (code: string): number => rank.get(code) ?? Number.MAX_SAFE_INTEGER;
  return [...new Set(tallies.map(({ award }) => award))].sort(
    (a, b) => place(a) - place(b) || a.localeCompare(b, 'en'),
  );
}
