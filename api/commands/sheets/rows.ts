import type { Text } from '../../../domain/award';
import { columnName, type Cell, type Oddity, type Sheet } from '../../../platform/spreadsheets/read';
import { refused } from '../../../templates/words';
import { folded, type Said } from './cells';

export interface Place {
  readonly sheet: string;
  /** Counted from 1, as on the screen. */
  readonly row: number;
}

/** What is wrong with a cell, and where it is. */
export interface CellFault extends Place, Text {
  /** `C`; absent when it is about the row, or about the sheet (row 1). */
  readonly column?: string;
  readonly heading?: string;
}

/** The columns of a kind of sheet, by the heading that the template has; those of `optional` may be missing. */
export interface Layout<Column extends string> {
  readonly headings: Readonly<Record<Column, string>>;
  readonly optional: readonly Column[];
}

/** Which column stands where, by headings with or without diacritics. */
export function columnsOf<Column extends string>(
  sheet: Sheet,
  { headings, optional }: Layout<Column>,
): { readonly at: ReadonlyMap<Column, number>; readonly faults: readonly CellFault[] } {
  const at = new Map<Column, number>();
  const [header = []] = sheet.rows;
  const columns = Object.entries(headings) as [Column, string][];
  for (const [column, heading] of columns) {
    const index = header.findIndex(
      (cell) => typeof cell === 'string' && [folded(heading), folded(column)].includes(folded(cell)),
    );
    if (index >= 0) at.set(column, index);
  }
  const missing = columns.filter(([column]) => !at.has(column) && !optional.includes(column));
  const faults = missing.map(([, heading]) => ({
    sheet: sheet.name,
    row: 1,
    heading,
    ...refused('sheet.noHeading', { heading }),
  }));
  return { at, faults };
}

/** Reads cells of one row and keeps what is wrong with them. */
export class RowReader<Column extends string> {
  readonly faults: CellFault[] = [];

  constructor(
    readonly place: Place,
    private readonly cells: readonly Cell[],
    private readonly at: ReadonlyMap<Column, number>,
    private readonly headings: Layout<Column>['headings'],
  ) {}

  cell(column: Column): Cell {
    const index = this.at.get(column);
    return index === undefined ? undefined : this.cells[index];
  }

  /** The value, or `instead` with a fault kept. */
  take<T>(column: Column, said: Said<T>, instead: T): T {
    if ('value' in said) return said.value;
    this.refuse(column, said.wrong);
    return instead;
  }

  /** Whether something is wrong with one of these. */
  isWrong(...columns: readonly Column[]): boolean {
    return this.faults.some(({ heading }) => columns.some((column) => this.headings[column] === heading));
  }

  /** One fault a cell: the first thing that is wrong with it. */
  refuse(column: Column, text: Text): void {
    const fault = faultAt(this.place, this.headings[column], this.at.get(column), text);
    if (!this.faults.some((one) => one.heading === fault.heading)) this.faults.push(fault);
  }
}

export const faultAt = (place: Place, heading: string, index: number | undefined, { vi, en }: Text): CellFault => ({
  sheet: place.sheet,
  row: place.row,
  ...(index === undefined ? {} : { column: columnName(index) }),
  heading,
  vi,
  en,
});

/** What is said of a cell that holds something else than what it shows. */
export const oddly: Readonly<Record<Oddity['kind'], (oddity: Oddity) => Text>> = {
  formula: () => refused('sheet.formula'),
  link: () => refused('sheet.external'),
  error: () => refused('sheet.error'),
  merged: ({ range = '' }) => refused('sheet.merged', { range }),
};

/** In the order in which a person goes through a workbook. */
export const inOrder = (faults: readonly CellFault[], sheets: readonly Sheet[]): CellFault[] => {
  const rank = new Map(sheets.map(({ name }, i) => [name, i]));
  const of = (sheet: string): number => rank.get(sheet) ?? sheets.length;
  const at = ({ column = '' }: CellFault): string => column.padStart(3);
  return [...faults].sort(
    (a, b) => of(a.sheet) - of(b.sheet) || a.row - b.row || (at(a) < at(b) ? -1 : Number(at(a) > at(b))),
  );
};
