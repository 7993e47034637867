import type { Day } from '../../domain/time';
import { dayText } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of the list of cases about awards that were given as it is exported. */
export interface ExportedCase {
  readonly id: string;
  readonly kind: string;
  readonly holder: string;
  readonly award: string;
  readonly nomination: string;
  readonly unitCode: string;
  readonly unit: string;
  readonly status: string;
  readonly with: string;
  readonly due?: Day;
  readonly overdue: boolean;
  /** The paper that settled it. */
  readonly paper: string;
  readonly paperOn?: Day;
  readonly openedOn: Day;
  readonly closedOn?: Day;
}

const day = (on: Day | undefined): string => (on === undefined ? '' : dayText('vi', on));

const columns: readonly Column<ExportedCase>[] = [
  ['Mã vụ việc', 16, (l) => l.id],
  ['Loại vụ việc', 18, (l) => l.kind],
  ['Cá nhân, tập thể, hộ gia đình được tặng', 36, (l) => l.holder],
  ['Danh hiệu, hình thức khen thưởng', 36, (l) => l.award],
  ['Số hồ sơ', 18, (l) => l.nomination],
  ['Mã đơn vị', 12, (l) => l.unitCode],
  ['Đơn vị', 32, (l) => l.unit],
  ['Tình trạng', 32, (l) => l.status],
  ['Đang ở đâu', 24, (l) => l.with],
  ['Hạn nộp lại', 13, (l) => day(l.due)],
  ['Quá hạn', 10, (l) => (l.overdue ? 'Quá hạn' : '')],
  ['Văn bản giải quyết số', 22, (l) => l.paper],
  ['Ngày văn bản', 13, (l) => day(l.paperOn)],
  ['Lập ngày', 13, (l) => day(l.openedOn)],
  ['Kết thúc ngày', 13, (l) => day(l.closedOn)],
];

export const caseCells = (lines: readonly ExportedCase[]): (string | number)[][] => listCells(columns, lines);

export const caseSheet = (lines: readonly ExportedCase[]): SheetContent => listSheet('Vụ việc', columns, lines);
