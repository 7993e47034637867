import { row, type SheetContent } from './sheet';

/** A column of a list as it is exported: its head, how wide it is, what stands in it. */
export type Column<T> = readonly [head: string, width: number, of: (line: T) => string | number];

/** Heads and cells, for whichever file they go into. Years and days are words: nobody sums them, and no program rewrites them. */
export const listCells = <T>(columns: readonly Column<T>[], lines: readonly T[]): (string | number)[][] => [
  columns.map(([head]) => head),
  ...lines.map((line) => columns.map(([, , of]) => of(line))),
];

/** A list as a sheet, to be filtered and printed. */
export function listSheet<T>(name: string, columns: readonly Column<T>[], lines: readonly T[]): SheetContent {
  const [heads, ...rows] = listCells(columns, lines) as [(string | number)[], ...(string | number)[][]];
  return {
    name,
    widths: columns.map(([, width]) => width),
    stickyRows: 1,
    rows: [row('head', ...heads), ...rows.map((cells) => row('body', ...cells))],
  };
}
