import writeXlsx, { type Cell, type CellObject } from 'write-excel-file/node';
import { dressed, type Dress } from './dress';

/** What is written: as `templates/sheets` lays it out. */
export interface WrittenSheet extends Omit<Dress, 'notes'> {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly WrittenCell[])[];
  readonly stickyRows: number;
}
export interface WrittenCell {
  readonly value: string | number;
  readonly look: keyof typeof looks;
  readonly over?: number;
  /** Opens when somebody points at the cell. */
  readonly note?: string;
}

const border = { borderStyle: 'thin' } as const;
const looks = {
  title: { fontWeight: 'bold', fontSize: 14, align: 'center' },
  note: { fontStyle: 'italic', align: 'center', wrap: true },
  head: { height: 34, ...border, fontWeight: 'bold', align: 'center', alignVertical: 'center', wrap: true },
  body: { ...border, alignVertical: 'top', wrap: true },
  sum: { ...border, fontWeight: 'bold' },
  plain: {},
  typed: { ...border, alignVertical: 'top', wrap: true },
  wrong: { ...border, alignVertical: 'top', wrap: true, backgroundColor: '#FFC7CE', textColor: '#9C0006' },
  fault: { ...border, alignVertical: 'top', wrap: true, textColor: '#9C0006' },
} as const;

/**
 * Writes sheets as XLSX, landscape, in the face that offices use. Words are written as words, whatever they begin with: a name that
 * starts with `=` is no formula.
 */
export async function writeWorkbook(...sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const bytes = await writeXlsx(
    sheets.map(({ name, widths, rows, stickyRows }) => ({
      sheet: name,
      data: rows.map((cells) => cells.flatMap(cellsOf)),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: stickyRows,
      orientation: 'landscape' as const,
    })),
    { fontFamily: 'Times New Roman', fontSize: 12 },
  ).toBuffer();
  return dressed(
    bytes,
    sheets.map(({ rows, hidden, choices, asTyped }) => {
      const notes = rows.flatMap((cells, row) =>
        cells.flatMap(({ note }, column) => (note === undefined ? [] : [{ row, column, text: note }])),
      );
      return {
        ...(hidden ? { hidden } : {}),
        ...(choices ? { choices } : {}),
        ...(asTyped ? { asTyped } : {}),
        ...(notes.length > 0 ? { notes } : {}),
      };
    }),
  );
}

/** A cell, and the ones that it covers. */
function cellsOf({ value, look, over = 1 }: WrittenCell): Cell[] {
  const style = { ...looks[look], ...(over === 1 ? {} : { columnSpan: over }) };
  const lines = look === 'fault' ? { height: 17 * String(value).split('\n').length } : {};
  const text = look === 'typed' || look === 'wrong' ? { type: String, format: '@' } : {};
  return [{ ...style, ...lines, ...written(value), ...text }, ...Array.from({ length: over - 1 }, () => null)];
}

function written(value: string | number): Pick<CellObject, 'value' | 'type' | 'format'> | Record<string, never> {
  if (typeof value === 'number') return { value, type: Number, format: '#,##0' };
  return value === '' ? {} : { value: asWords(value), type: String };
}

/** The writer looks words up in a plain object, which knows some by itself (`constructor`); who reads leaves the space out. */
const asWords = (value: string): string => (value in Object.prototype ? `${value} ` : value);
