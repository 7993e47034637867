import type { Award, CommendationType, SubjectKind, Text } from '../../../../domain/award';
import type { Day } from '../../../../domain/time';
import type { Sheet } from '../../../../platform/spreadsheets/read';
import { FAULTS, LISTS } from '../../../../templates/sheets/nominations';
import { refused } from '../../../../templates/words';
import { awardNamed, choiceIn, dayIn, folded, wordsIn, yearIn } from '../../sheets/cells';
import { commendations, subjects } from '../../../../templates/sheets/choices';
import { columnsOf, faultAt, RowReader, type CellFault, type Layout, type Place } from '../../sheets/rows';
import { pastHeadings as headings } from '../../../../templates/sheets/past-awards';

/** An award of the past as a row of the file states it. */
export interface PastRow {
  readonly place: Place;
  /** Absent for a household. */
  readonly subject?: string;
  readonly name: string;
  readonly subjectKind: SubjectKind;
  readonly award: string;
  readonly awardYear: number;
  readonly commendationType: CommendationType;
  readonly decisionNumber: string;
  readonly decidedOn: Day;
  readonly authority: string;
  readonly achievementPeriod?: { readonly from: Day; readonly to: Day };
  /** Codes of the initiatives that it used up. */
  readonly initiatives?: readonly string[];
}

/** The columns, by the heading that the template has; the first ones must be there. */
export type Column = keyof typeof headings;
export const columns = Object.entries(headings) as readonly (readonly [Column, string])[];
export const layout: Layout<Column> = { headings, optional: ['periodFrom', 'periodTo', 'initiatives'] };
type Reader = RowReader<Column>;

/** Sheets that the template and an explained list have besides. */
const aside: ReadonlySet<string> = new Set([LISTS, FAULTS].map(folded));

/** Reads the rows of all sheets. Every wrong cell is named; a row with one is not among the rows. */
export function pastRows(
  sheets: readonly Sheet[],
  catalogue: readonly Award[],
  today: Day,
): { readonly rows: readonly PastRow[]; readonly faults: readonly CellFault[] } {
  const rows: PastRow[] = [];
  const faults: CellFault[] = [];
  for (const sheet of sheets.filter(({ name, rows: all }) => all.length > 0 && !aside.has(folded(name)))) {
    const found = columnsOf(sheet, layout);
    faults.push(...found.faults);
    if (found.faults.length > 0) continue;
    sheet.rows.slice(1).forEach((cells, i) => {
      if (cells.every((cell) => cell === undefined)) return;
      const read = new RowReader({ sheet: sheet.name, row: i + 2 }, cells, found.at, headings);
      const row = pastRow(read, catalogue, today);
      faults.push(...read.faults);
      if (read.faults.length === 0) rows.push(row);
    });
  }
  if (rows.length === 0 && faults.length === 0) {
    faults.push({
      sheet: sheets[0]?.name ?? '',
      row: 1,
      ...refused('sheet.noRows'),
    });
  }
  return { rows, faults };
}

function pastRow(read: Reader, catalogue: readonly Award[], today: Day): PastRow {
  const subjectKind = read.take('subjectKind', choiceIn(read.cell('subjectKind'), subjects), 'person');
  const name = read.take('name', wordsIn(read.cell('name')), '');
  const subject =
    read.cell('subject') === undefined ? undefined : read.take('subject', wordsIn(read.cell('subject')), '');
  if (subject === undefined && subjectKind !== 'household') {
    read.refuse('subject', refused('facts.noCode'));
  }
  const decidedOn = read.take('decidedOn', dayIn(read.cell('decidedOn')), today);
  if (decidedOn > today) {
    read.refuse('decidedOn', refused('facts.decisionAhead'));
  }
  const award = awardIn(read, catalogue, subjectKind);
  return {
    place: read.place,
    ...(subject === undefined ? {} : { subject }),
    name,
    subjectKind,
    award,
    awardYear: read.take('awardYear', yearIn(read.cell('awardYear'), today), 0),
    commendationType: read.take('commendationType', choiceIn(read.cell('commendationType'), commendations), 'merit'),
    decisionNumber: read.take('decisionNumber', wordsIn(read.cell('decisionNumber')), ''),
    decidedOn,
    authority: read.take('authority', wordsIn(read.cell('authority')), ''),
    ...periodIn(read),
    ...initiativesIn(read),
  };
}

function awardIn(read: Reader, catalogue: readonly Award[], kind: SubjectKind): string {
  const said = read.take('award', wordsIn(read.cell('award')), '');
  if (said === '') return '';
  return read.take('award', awardNamed(said, kind, catalogue), '');
}

/** Both days, or neither. */
function periodIn(read: Reader): Pick<PastRow, 'achievementPeriod'> {
  if (read.cell('periodFrom') === undefined && read.cell('periodTo') === undefined) return {};
  const from = read.take('periodFrom', dayIn(read.cell('periodFrom')), '');
  const to = read.take('periodTo', dayIn(read.cell('periodTo')), '9999-12-31');
  if (to < from) {
    read.refuse('periodTo', refused('field.periodReversed'));
  }
  return { achievementPeriod: { from, to } };
}

/** Codes with semicolons between them. */
function initiativesIn(read: Reader): Pick<PastRow, 'initiatives'> {
  if (read.cell('initiatives') === undefined) return {};
  const codes = read.take('initiatives', wordsIn(read.cell('initiatives')), '').split(';');
  const initiatives = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ''))];
  return initiatives.length === 0 ? {} : { initiatives };
}

/** A fault of a cell that was found later, by comparing with the records. */
export const faultOf = (row: PastRow, column: Column, sheets: readonly Sheet[], text: Text): CellFault => {
  const sheet = sheets.find(({ name }) => name === row.place.sheet);
  return faultAt(row.place, headings[column], sheet && columnsOf(sheet, layout).at.get(column), text);
};
