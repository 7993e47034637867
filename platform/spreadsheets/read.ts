import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { Problem } from '../../domain/errors';
import { cleaned } from '../../domain/words';

/** What stands in a cell: text without blanks around it, a number, a day that the sheet holds as a date; undefined when empty. */
export type Cell = string | number | Date | boolean | undefined;

export interface Sheet {
  readonly name: string;
  /** From the first row on, headers included; empty rows at the end are left out. */
  readonly rows: readonly (readonly Cell[])[];
}

/** More than any office has; a file with more is split. */
const MOST_ROWS = 50_000;

/**
 * The sheets of a workbook (XLSX) or the one of a CSV file, which is told by its content. CSV is read as UTF-8 or, with its
 * mark, UTF-16, with commas, semicolons or tabs. Formulas count as the values they last had; nothing is fetched or run.
 * @throws Problem UNSUPPORTED_TYPE (no such file, another encoding), TOO_LARGE
 */
export async function readSheets(bytes: Buffer): Promise<readonly Sheet[]> {
  const sheets = isZip(bytes) ? await workbook(bytes) : [{ name: 'CSV', rows: csv(bytes) }];
  for (const { rows } of sheets) {
    if (rows.length > MOST_ROWS) throw new Problem('TOO_LARGE', `${rows.length} rows`);
  }
  return sheets;
}

const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 0x03, 0x04]));

async function workbook(bytes: Buffer): Promise<Sheet[]> {
  let sheets: Awaited<ReturnType<typeof readXlsx>>;
  try {
    sheets = await readXlsx(bytes, { trim: true });
  } catch (error) {
    throw new Problem('UNSUPPORTED_TYPE', `no workbook: ${error instanceof Error ? error.name : 'unknown'}`);
  }
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: trimmed(data.map((row) => row.map(cellOf))) }));
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
  } catch (error) {
    throw new Problem('UNSUPPORTED_TYPE', `no CSV: ${error instanceof Error ? error.name : 'unknown'}`);
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
    throw new Problem('UNSUPPORTED_TYPE', 'neither a workbook nor CSV in UTF-8');
  }
}

function trimmed(rows: Cell[][]): Cell[][] {
  let last = rows.length;
  while (last > 0 && rows[last - 1]!.every((cell) => cell === undefined)) last -= 1;
  return rows.slice(0, last);
}

/** `A`, `B` … `AA`: how a person finds a column. */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? columnName(rest - 1) : '') + String.fromCharCode(65 + (index % 26));
}
