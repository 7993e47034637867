import { writeWorkbook } from '../../../platform/spreadsheets/write';
import type { Cell, Sheet } from '../../../platform/spreadsheets/read';
import type { Language } from '../../../platform/store';
import { dayText } from '../../../templates/format';
import { explainedSheets, FAULTS } from '../../../templates/sheets/nominations';
import { row, type SheetContent } from '../../../templates/sheets/sheet';
import { folded } from './cells';
import type { CellFault } from './rows';

/** How a sheet is laid out where its own layout is known. */
export type LayoutOf = (sheet: Sheet) => Partial<Pick<SheetContent, 'widths' | 'hidden' | 'choices'>> | undefined;

/**
 * A file as it came, as a workbook in which every wrong cell is coloured and explained: at the cell, in a last column, and in a
 * sheet of faults.
 */
export async function explained(
  sheets: readonly Sheet[],
  faults: readonly CellFault[],
  language: Language,
  layoutOf: LayoutOf = () => undefined,
): Promise<Buffer> {
  const own = sheets.filter(({ name }) => folded(name) !== folded(FAULTS));
  const contents = own.map((sheet) => ({ name: sheet.name, content: contentOf(sheet, layoutOf(sheet)) }));
  const said = faults.map(({ sheet, row: line, column, heading, ...text }) => ({
    sheet,
    row: line,
    ...(column === undefined ? {} : { column }),
    ...(heading === undefined ? {} : { heading }),
    text: text[language],
  }));
  return writeWorkbook(...explainedSheets(contents, said));
}

function contentOf(sheet: Sheet, known: ReturnType<LayoutOf>): SheetContent {
  const [header = [], ...rest] = sheet.rows.map((cells) => withoutFaults(cells, sheet));
  const width = Math.max(header.length, ...rest.map((cells) => cells.length), 1);
  const look = known ? 'typed' : 'body';
  return {
    name: sheet.name,
    stickyRows: 1,
    widths: Array.from({ length: width }, (_, i) => known?.widths?.[i] ?? 20),
    ...(known?.hidden ? { hidden: known.hidden } : {}),
    ...(known?.choices ? { choices: known.choices } : {}),
    ...(known ? { asTyped: true as const } : {}),
    rows: [row('head', ...header.map(textOf)), ...rest.map((cells) => row(look, ...cells.map(textOf)))],
  };
}

/** Without the column of faults that an earlier answer has added. */
function withoutFaults(cells: readonly Cell[], { rows: [header = []] }: Sheet): readonly Cell[] {
  const at = header.findIndex((cell) => typeof cell === 'string' && folded(cell) === folded(FAULTS));
  return at < 0 ? cells : cells.slice(0, at);
}

const textOf = (cell: Cell): string => {
  if (cell === undefined) return '';
  return cell instanceof Date && !Number.isNaN(cell.getTime())
    ? dayText('vi', cell.toISOString().slice(0, 10))
    : String(cell);
};
