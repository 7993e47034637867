import writeXlsx, { type Cell, type CellObject } from 'write-excel-file/node';

/** What is written: as `templates/sheets` lays it out. */
export interface WrittenSheet {
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
}

const border = { borderStyle: 'thin' } as const;
const looks = {
  title: { fontWeight: 'bold', fontSize: 14, align: 'center' },
  note: { fontStyle: 'italic', align: 'center', wrap: true },
  head: { ...border, fontWeight: 'bold', align: 'center', alignVertical: 'center', wrap: true },
  body: { ...border, alignVertical: 'top', wrap: true },
  sum: { ...border, fontWeight: 'bold' },
  plain: {},
} as const;

/**
 * Writes one sheet as XLSX, landscape, in the face that offices use. Words are written as words, whatever they begin with: a name that
 * starts with `=` is no formula.
 */
export async function writeWorkbook({ name, widths, rows, stickyRows }: WrittenSheet): Promise<Buffer> {
  const data = rows.map((cells) => cells.flatMap(cellsOf));
  return await writeXlsx(
    data,
    {
      sheet: name,
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: stickyRows,
      orientation: 'landscape',
    },
    { fontFamily: 'Times New Roman', fontSize: 12 },
  ).toBuffer();
}

/** A cell, and the ones that it covers. */
function cellsOf({ value, look, over = 1 }: WrittenCell): Cell[] {
  const style = { ...looks[look], ...(over === 1 ? {} : { columnSpan: over }) };
  return [{ ...style, ...written(value) }, ...Array.from({ length: over - 1 }, () => null)];
}

function written(value: string | number): Pick<CellObject, 'value' | 'type' | 'format'> | Record<string, never> {
  if (typeof value === 'number') return { value, type: Number, format: '#,##0' };
  return value === '' ? {} : { value, type: String };
}
