/** A sheet of a workbook as plain data; `platform/spreadsheets` writes it. */
export interface SheetContent {
  readonly name: string;
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** How many rows stay in sight while one scrolls. */
  readonly stickyRows: number;
  /** Columns out of sight, from 0. */
  readonly hidden?: readonly number[];
  /** Columns whose cells are chosen from a column of another sheet. */
  readonly choices?: readonly {
    readonly column: number;
    readonly from: { readonly sheet: string; readonly column: number; readonly rows: number };
  }[];
  /** Whatever is typed stays as it is typed. */
  readonly asTyped?: true;
}

/** Numbers are whole; an empty cell is `''`. */
export interface SheetCell {
  readonly value: string | number;
  readonly look: 'title' | 'note' | 'head' | 'body' | 'sum' | 'plain' | 'typed' | 'wrong' | 'fault';
  /** Over so many columns. */
  readonly over?: number;
  readonly note?: string;
}

export const row = (look: SheetCell['look'], ...values: readonly (string | number)[]): readonly SheetCell[] =>
  values.map((value) => ({ value, look }));
