import type { Day } from '../../domain/time';
import { dayText } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of a list as it is exported. */
export interface ExportedNomination {
  readonly number: string;
  readonly name: string;
  readonly kind: string;
  readonly detail: string;
  readonly unitCode: string;
  readonly unit: string;
  readonly award: string;
  readonly awardYear: number;
  readonly round: string;
  readonly unitProposal: string;
  readonly status: string;
  readonly holder: string;
  readonly since: Day;
  readonly due?: Day;
  readonly overdue: boolean;
  /** As they are counted: codes of the award and the status, the kind of commendation, and of persons the sex and whether they work themselves. */
  readonly awardCode: string;
  readonly type: string;
  readonly statusCode: string;
  readonly sex: string;
  readonly direct: boolean;
}

const columns: readonly Column<ExportedNomination>[] = [
  ['Số hồ sơ', 18, (l) => l.number],
  ['Họ và tên, tên tập thể, hộ gia đình', 36, (l) => l.name],
  ['Đối tượng', 14, (l) => l.kind],
  ['Chức vụ, đơn vị, nơi cư trú', 40, (l) => l.detail],
  ['Mã đơn vị trình', 12, (l) => l.unitCode],
  ['Đơn vị trình', 32, (l) => l.unit],
  ['Danh hiệu, hình thức khen thưởng', 36, (l) => l.award],
  ['Năm xét', 9, (l) => String(l.awardYear)],
  ['Đợt xét', 14, (l) => l.round],
  ['Tờ trình đến', 18, (l) => l.unitProposal],
  ['Tình trạng', 26, (l) => l.status],
  ['Đang ở đâu', 24, (l) => l.holder],
  ['Từ ngày', 13, (l) => dayText('vi', l.since)],
  ['Hạn xử lý', 13, (l) => (l.due === undefined ? '' : dayText('vi', l.due))],
  ['Quá hạn', 9, (l) => (l.overdue ? 'Quá hạn' : '')],
  ['Mã hình thức', 12, (l) => l.awardCode],
  ['Loại hình khen thưởng', 24, (l) => l.type],
  ['Mã tình trạng', 18, (l) => l.statusCode],
  ['Giới tính', 10, (l) => l.sex],
  ['Trực tiếp lao động', 12, (l) => (l.direct ? 'Có' : '')],
];

export const nominationCells = (lines: readonly ExportedNomination[]): (string | number)[][] =>
  listCells(columns, lines);

export const nominationSheet = (lines: readonly ExportedNomination[]): SheetContent =>
  listSheet('Hồ sơ', columns, lines);
