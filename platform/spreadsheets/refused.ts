import { Problem } from '../../domain/errors';
import { sheetFaults, tooManyColumns, tooManyRows } from '../../domain/sentencesOfInput';

export type SheetFault = keyof typeof sheetFaults;

/** The refusal of a file that is not read as sheets, with its sentence. */
export function notRead(fault: SheetFault): Problem {
  const { code, vi, en } = sheetFaults[fault];
  return new Problem(code, `no sheets: ${fault}`, { sentence: { vi, en } });
}

/** More rows or columns than any office has; `row` counts from 1. */
export const tooFar = (sheet: string, row: number, most: number): Problem =>
  new Problem('TOO_LARGE', `row ${row}`, { sentence: tooManyRows(sheet, row, most) });

export const tooWide = (sheet: string, column: string): Problem =>
  new Problem('TOO_LARGE', `column ${column}`, { sentence: tooManyColumns(sheet, column) });
