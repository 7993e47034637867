import { figure, isTooLarge, readFigure } from '../../../domain/campaign/figure';
import type { Text } from '../../../domain/award';
import type { Cell, Sheet } from '../../../platform/spreadsheets/read';
import { FAULTS, LISTS } from '../../../templates/sheets/nominations';
import { refused } from '../../../templates/words';
import { figureHeadings as headings, periodNames } from '../../../templates/sheets/figures';
import { choiceIn, folded, wordsIn, type Said } from '../sheets/cells';
import { columnsOf, faultAt, RowReader, type CellFault, type Layout, type Place } from '../sheets/rows';
import type { Entered } from './results';

/** Rows of a file with figures. */

export type ResultColumn = keyof typeof headings;
export const resultHeadings: readonly string[] = Object.values(headings);
const layout: Layout<ResultColumn> = { headings, optional: ['reason'] };

/** Sheets that hold no figures. */
const aside: ReadonlySet<string> = new Set([LISTS, FAULTS].map(folded));

/** A figure as a row of the file states it. */
export interface ResultRow extends Entered {
  readonly place: Place;
  readonly registration: string;
}

export interface ResultRows {
  readonly rows: readonly ResultRow[];
  readonly faults: readonly CellFault[];
  /** What is found wrong with a cell later, by comparing with the records. */
  readonly faultOf: (row: ResultRow, column: ResultColumn, text: Text) => CellFault;
}

/** Reads the rows of all sheets. Every wrong cell is named; a row with one is not among the rows. */
export function resultRows(sheets: readonly Sheet[]): ResultRows {
  const rows: ResultRow[] = [];
  const faults: CellFault[] = [];
  for (const sheet of sheets.filter(({ name, rows: all }) => all.length > 0 && !aside.has(folded(name)))) {
    const found = columnsOf(sheet, layout);
    faults.push(...found.faults);
    if (found.faults.length > 0) continue;
    for (const [i, cells] of sheet.rows.slice(1).entries()) {
      if (cells.every((cell) => cell === undefined)) continue;
      // a prepared row in which nothing has been entered yet
      if (['value', 'reason'].every((column) => isEmpty(cells, found.at.get(column as ResultColumn)))) continue;
      const read = new RowReader<ResultColumn>({ sheet: sheet.name, row: i + 2 }, cells, found.at, headings);
      const row = rowIn(read);
      faults.push(...read.faults);
      if (read.faults.length === 0) rows.push(row);
    }
  }
  if (rows.length === 0 && faults.length === 0) faults.push({ sheet: sheets[0]?.name ?? '', row: 1, ...noRows });
  const faultOf: ResultRows['faultOf'] = ({ place }, column, text) => {
    const sheet = sheets.find(({ name }) => name === place.sheet);
    return faultAt(place, headings[column], sheet && columnsOf(sheet, layout).at.get(column), text);
  };
  return { rows, faults, faultOf };
}

const noRows: Text = refused('campaign.noFigures');

function isEmpty(cells: readonly Cell[], at: number | undefined): boolean {
  const cell = at === undefined ? undefined : cells[at];
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

const rowIn = (read: RowReader<ResultColumn>): ResultRow => ({
  place: read.place,
  registration: read.take('registration', wordsIn(read.cell('registration')), ''),
  target: read.take('target', wordsIn(read.cell('target')), ''),
  period: read.take('period', choiceIn(read.cell('period'), periodNames), 'year'),
  value: read.take('value', figureIn(read.cell('value')), '0'),
  ...(read.cell('reason') === undefined ? {} : { reason: read.take('reason', wordsIn(read.cell('reason')), '') }),
});

/** A number of the sheet, or one that was written as offices write it. */
function figureIn(cell: Cell): Said<string> {
  const value =
    typeof cell === 'number' ? figure(String(cell)) : typeof cell === 'string' ? readFigure(cell) : undefined;
  if (value !== undefined) return { value };
  return {
    wrong: refused(isTooLarge(String(cell)) ? 'campaign.figureTooLarge' : 'campaign.notAFigure'),
  };
}
