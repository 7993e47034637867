/** A sheet of a workbook as plain data; `platform/spreadsheets` writes it. */
export interface SheetContent {
  readonly name: string;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** How many rows stay in sight while one scrolls. */
  readonly stickyRows: number;
}

/** Numbers are whole; an empty cell is `''`. */
export interface SheetCell {
  readonly value: string | number;
  readonly look: 'title' | 'note' | 'head' | 'body' | 'sum' | 'plain';
  /** Over so many columns. */
  readonly over?: number;
}

export const row = (look: SheetCell['look'], ...values: readonly (string | number)[]): readonly SheetCell[] =>
  values.map((value) => ({ value, look }));
