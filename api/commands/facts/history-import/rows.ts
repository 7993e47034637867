import type { Award, CommendationType, SubjectKind, Text } from '../../../../domain/award';
import type { Day } from '../../../../domain/time';
import { columnName, type Cell, type Sheet } from '../../../../platform/spreadsheets/read';
import { choiceIn, dayIn, folded, wordsIn, yearIn, type Said } from './cells';

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

export interface Place {
  readonly sheet: string;
  /** Counted from 1, as on the screen. */
  readonly row: number;
}

/** What is wrong with a cell, and where it is. */
export interface CellFault extends Place, Text {
  /** `C`; absent when it is about the row, or about the sheet (row 1). */
  readonly column?: string;
  readonly heading?: string;
}

/** The columns, by the heading that the template has; the first ones must be there. */
const headings = {
  subjectKind: 'Loại đối tượng',
  subject: 'Mã đối tượng',
  name: 'Họ và tên, tên tập thể',
  award: 'Hình thức khen thưởng',
  awardYear: 'Năm xét',
  commendationType: 'Loại hình khen thưởng',
  decisionNumber: 'Số quyết định',
  decidedOn: 'Ngày quyết định',
  authority: 'Cấp quyết định',
  periodFrom: 'Thành tích từ ngày',
  periodTo: 'Thành tích đến ngày',
  initiatives: 'Mã sáng kiến',
} as const;
export type Column = keyof typeof headings;
export const columns = Object.entries(headings) as readonly (readonly [Column, string])[];
const mayBeMissing: readonly Column[] = ['periodFrom', 'periodTo', 'initiatives'];

const kinds = [
  ['person', 'Cá nhân'],
  ['collective', 'Tập thể'],
  ['household', 'Hộ gia đình'],
] as const;
const types = [
  ['merit', 'Công trạng'],
  ['adHoc', 'Đột xuất'],
  ['movement', 'Phong trào'],
  ['thematic', 'Chuyên đề'],
  ['devotion', 'Cống hiến'],
  ['seniority', 'Niên hạn'],
  ['external', 'Đối ngoại'],
] as const;

/** Reads the rows of all sheets. Every wrong cell is named; a row with one is not among the rows. */
export function pastRows(
  sheets: readonly Sheet[],
  catalogue: readonly Award[],
  today: Day,
): { readonly rows: readonly PastRow[]; readonly faults: readonly CellFault[] } {
  const rows: PastRow[] = [];
  const faults: CellFault[] = [];
  for (const sheet of sheets.filter(({ rows: all }) => all.length > 0)) {
    const found = columnsOf(sheet);
    faults.push(...found.faults);
    if (found.faults.length > 0) continue;
    sheet.rows.slice(1).forEach((cells, i) => {
      if (cells.every((cell) => cell === undefined)) return;
      const read = new RowReader({ sheet: sheet.name, row: i + 2 }, cells, found.at);
      const row = pastRow(read, catalogue, today);
      faults.push(...read.faults);
      if (read.faults.length === 0) rows.push(row);
    });
  }
  if (rows.length === 0 && faults.length === 0) {
    faults.push({
      sheet: sheets[0]?.name ?? '',
      row: 1,
      vi: 'Tệp không có dòng dữ liệu nào.',
      en: 'The file holds no rows.',
    });
  }
  return { rows, faults };
}

function columnsOf(sheet: Sheet): { at: ReadonlyMap<Column, number>; faults: readonly CellFault[] } {
  const at = new Map<Column, number>();
  const [header = []] = sheet.rows;
  for (const [column, heading] of columns) {
    const index = header.findIndex(
      (cell) => typeof cell === 'string' && [folded(heading), folded(column)].includes(folded(cell)),
    );
    if (index >= 0) at.set(column, index);
  }
  const missing = columns.filter(([column]) => !at.has(column) && !mayBeMissing.includes(column));
  const faults = missing.map(([, heading]) => ({
    sheet: sheet.name,
    row: 1,
    heading,
    vi: `Thiếu cột “${heading}” ở dòng tiêu đề.`,
    en: `The heading “${heading}” is missing in the first row.`,
  }));
  return { at, faults };
}

/** Reads cells of one row and keeps what is wrong with them. */
class RowReader {
  readonly faults: CellFault[] = [];

  constructor(
    readonly place: Place,
    private readonly cells: readonly Cell[],
    private readonly at: ReadonlyMap<Column, number>,
  ) {}

  cell(column: Column): Cell {
    const index = this.at.get(column);
    return index === undefined ? undefined : this.cells[index];
  }

  /** The value, or `instead` with a fault kept. */
  take<T>(column: Column, said: Said<T>, instead: T): T {
    if ('value' in said) return said.value;
    this.refuse(column, said.wrong);
    return instead;
  }

  refuse(column: Column, text: Text): void {
    this.faults.push(faultAt(this.place, column, this.at.get(column), text));
  }
}

const faultAt = (place: Place, column: Column, index: number | undefined, text: Text): CellFault => ({
  ...place,
  ...(index === undefined ? {} : { column: columnName(index) }),
  heading: headings[column],
  ...text,
});

function pastRow(read: RowReader, catalogue: readonly Award[], today: Day): PastRow {
  const subjectKind = read.take('subjectKind', choiceIn(read.cell('subjectKind'), kinds), 'person');
  const name = read.take('name', wordsIn(read.cell('name')), '');
  const subject =
    read.cell('subject') === undefined ? undefined : read.take('subject', wordsIn(read.cell('subject')), '');
  if (subject === undefined && subjectKind !== 'household') {
    read.refuse('subject', {
      vi: 'Cần có mã của cá nhân, tập thể trong danh mục của đơn vị.',
      en: 'The code of the person or collective in the register is needed.',
    });
  }
  const decidedOn = read.take('decidedOn', dayIn(read.cell('decidedOn')), today);
  if (decidedOn > today) {
    read.refuse('decidedOn', { vi: 'Ngày quyết định chưa đến.', en: 'The day of the decision lies ahead.' });
  }
  const award = awardIn(read, catalogue, subjectKind);
  return {
    place: read.place,
    ...(subject === undefined ? {} : { subject }),
    name,
    subjectKind,
    award,
    awardYear: read.take('awardYear', yearIn(read.cell('awardYear'), today), 0),
    commendationType: read.take('commendationType', choiceIn(read.cell('commendationType'), types), 'merit'),
    decisionNumber: read.take('decisionNumber', wordsIn(read.cell('decisionNumber')), ''),
    decidedOn,
    authority: read.take('authority', wordsIn(read.cell('authority')), ''),
    ...periodIn(read),
    ...initiativesIn(read),
  };
}

function awardIn(read: RowReader, catalogue: readonly Award[], kind: SubjectKind): string {
  const said = read.take('award', wordsIn(read.cell('award')), '');
  const found = catalogue.filter((a) => a.code === said.toUpperCase() || folded(a.name.vi) === folded(said));
  if (found.length === 0 && said !== '') {
    read.refuse('award', {
      vi: `Không có hình thức khen thưởng “${said}”; cần ghi mã hoặc tên gọi đúng, ví dụ CSTDCS.`,
      en: `There is no award “${said}”; its code or official name is expected, for example CSTDCS.`,
    });
  }
  if (found.length > 0 && !found.some((a) => a.subjects.includes(kind))) {
    read.refuse('award', {
      vi: `${found[0]!.name.vi} không tặng cho loại đối tượng này.`,
      en: `${found[0]!.name.en} is not for this kind of subject.`,
    });
  }
  return found[0]?.code ?? '';
}

/** Both days, or neither. */
function periodIn(read: RowReader): Pick<PastRow, 'achievementPeriod'> {
  if (read.cell('periodFrom') === undefined && read.cell('periodTo') === undefined) return {};
  const from = read.take('periodFrom', dayIn(read.cell('periodFrom')), '');
  const to = read.take('periodTo', dayIn(read.cell('periodTo')), '9999-12-31');
  if (to < from) {
    read.refuse('periodTo', { vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The last day lies before the first.' });
  }
  return { achievementPeriod: { from, to } };
}

/** Codes with semicolons between them. */
function initiativesIn(read: RowReader): Pick<PastRow, 'initiatives'> {
  if (read.cell('initiatives') === undefined) return {};
  const codes = read.take('initiatives', wordsIn(read.cell('initiatives')), '').split(';');
  const initiatives = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== ''))];
  return initiatives.length === 0 ? {} : { initiatives };
}

/** A fault of a cell that was found later, by comparing with the records. */
export const faultOf = (row: PastRow, column: Column, sheets: readonly Sheet[], text: Text): CellFault => {
  const sheet = sheets.find(({ name }) => name === row.place.sheet);
  return faultAt(row.place, column, sheet && columnsOf(sheet).at.get(column), text);
};
