import { dayOf } from '../../domain/time';
import { writeCsv } from '../../platform/spreadsheets/csv';
import { writeWorkbook } from '../../platform/spreadsheets/write';
import type { Page, Paging } from '../../platform/store';
import type { SheetContent } from '../../templates/sheets/sheet';
import { inBoth } from '../../templates/words';
import type { ApiContext } from '../context';
import { invalid } from '../schemas/parse';
import { everything } from './shared';

/** Lists as files: with their filters, in their order, all of their pages. */

export type ExportFormat = 'xlsx' | 'csv';
export interface ExportedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** A sheet that people still open. */
const MOST_ROWS = 20_000;

/** All records of a list. @throws Problem VALIDATION when they are more than a sheet takes */
export async function allRows<T>(list: (paging: Paging) => Promise<Page<T>>): Promise<T[]> {
  let count = 0;
  return everything(async (paging) => {
    const page = await list(paging);
    if ((count += page.items.length) > MOST_ROWS) throw invalid({ field: 'q', ...inBoth('officePages.list.tooLong') });
    return page;
  });
}

/** The rows of a list as a workbook or as CSV. */
export async function exportedFile<L>(
  { clock }: Pick<ApiContext, 'clock'>,
  name: string,
  format: ExportFormat,
  lines: readonly L[],
  { cells, sheet }: ExportedAs<L>,
): Promise<ExportedFile> {
  return {
    name: `${name} ${dayOf(clock.now())}.${format}`,
    bytes: format === 'csv' ? writeCsv(cells(lines)) : await writeWorkbook(sheet(lines)),
  };
}

/** How the rows of a list are written: as bare cells, as a sheet. */
export interface ExportedAs<L> {
  readonly cells: (lines: readonly L[]) => (string | number)[][];
  readonly sheet: (lines: readonly L[]) => SheetContent;
}
