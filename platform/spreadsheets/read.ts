import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { cleaned } from '../../domain/words';
import { isCompound, isZip } from '../bundle/unzip';
import { inspect, MOST_ROWS, type Oddity } from './package';
import { notRead, tooFar } from './refused';

export { columnName } from './names';
export type { Oddity } from './package';

/** What stands in a cell: text without blanks around it, a number, a day that the sheet holds as a date; undefined when empty. */
export type Cell = string | number | Date | boolean | undefined;

export interface Sheet {
  readonly name: string;
  /** From the first row on, headers included; empty rows at the end are left out. */
  readonly rows: readonly (readonly Cell[])[];
  /** Cells that hold something else than what they show; none when absent. */
  readonly oddities?: readonly Oddity[];
}

/**
 * The sheets of a workbook (XLSX) or the one of a CSV file, which is told by its content. CSV is read as UTF-8 or, with its
 * mark, UTF-16, with commas, semicolons or tabs. Formulas count as the values they last had, and are named as oddities; nothing is
 * fetched or run.
 * @throws Problem UNSUPPORTED_TYPE (no such file, another encoding), TOO_LARGE, each with a sentence on what to do
 */
export async function readSheets(bytes: Buffer): Promise<readonly Sheet[]> {
  if (isZip(bytes) || isCompound(bytes)) return workbook(bytes);
  const rows = csv(bytes);
  if (rows.length > MOST_ROWS) throw tooFar('CSV', rows.length, MOST_ROWS);
  return [{ name: 'CSV', rows }];
}

async function workbook(bytes: Buffer): Promise<Sheet[]> {
  const looked = inspect(bytes);
  const sheets = await readXlsx(looked.bytes, { trim: true }).catch(() => {
    throw notRead('damaged');
  });
  return sheets.map(({ sheet, data }) => {
    const oddities = looked.oddities.get(sheet) ?? [];
    return {
      name: cleaned(sheet),
      rows: trimmed(data.map((row) => row.map(cellOf))),
      ...(oddities.length > 0 ? { oddities } : {}),
    };
  });
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value instanceof Date) return value;
  return undefined;
}

/** Letters in one form: a sheet may hold them decomposed. */
const textOf = (value: string): Cell => {
  const text = cleaned(value);
  return text === '' ? undefined : text;
};

function csv(bytes: Buffer): Cell[][] {
  const text = decoded(bytes);
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (sign: string): number => first.split(sign).length;
  const [delimiter] = [';', ',', '\t'].sort((a, b) => count(b) - count(a));
  try {
    const rows: string[][] = parse(text, { delimiter: delimiter!, relax_column_count: true, bom: true });
    return trimmed(rows.map((row) => row.map(textOf)));
  } catch {
    throw notRead('csv');
  }
}

/** @throws Problem UNSUPPORTED_TYPE when it is in an encoding that would garble Vietnamese names */
function decoded(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  try {
    const encoding = { fffe: 'utf-16le', feff: 'utf-16be' }[mark] ?? 'utf-8';
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes('\u0000')) throw new TypeError('no text');
    return text;
  } catch {
    throw notRead('encoding');
  }
}

function trimmed(rows: Cell[][]): Cell[][] {
  let last = rows.length;
  while (last > 0 && rows[last - 1]!.every((cell) => cell === undefined)) last -= 1;
  return rows.slice(0, last);
}
