import type { Day } from '../../domain/time';
import { dayText } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of the list of certificates as it is exported. */
export interface ExportedCertificate {
  readonly number: string;
  readonly goldBook: number;
  readonly name: string;
  readonly kind: string;
  readonly detail: string;
  readonly award: string;
  readonly posthumous: boolean;
  readonly unitCode: string;
  readonly unit: string;
  readonly decision: string;
  readonly decidedOn: Day;
  readonly status: string;
  /** What letters have corrected, in words. */
  readonly corrections: string;
  readonly code: string;
  /** Where the code is checked. */
  readonly check: string;
}

const columns: readonly Column<ExportedCertificate>[] = [
  ['Số hiệu', 26, (l) => l.number],
  ['Vào sổ vàng số', 12, (l) => l.goldBook],
  ['Họ và tên, tên tập thể, hộ gia đình', 36, (l) => l.name],
  ['Đối tượng', 14, (l) => l.kind],
  ['Chức vụ, đơn vị, nơi cư trú', 40, (l) => l.detail],
  ['Danh hiệu, hình thức khen thưởng', 36, (l) => l.award],
  ['Truy tặng', 10, (l) => (l.posthumous ? 'Truy tặng' : '')],
  ['Mã đơn vị trình', 12, (l) => l.unitCode],
  ['Đơn vị trình', 32, (l) => l.unit],
  ['Quyết định số', 18, (l) => l.decision],
  ['Ngày Quyết định', 13, (l) => dayText('vi', l.decidedOn)],
  ['Tình trạng', 16, (l) => l.status],
  ['Nội dung đính chính', 40, (l) => l.corrections],
  ['Mã tra cứu', 14, (l) => l.code],
  ['Tra cứu tại', 48, (l) => l.check],
];

export const certificateCells = (lines: readonly ExportedCertificate[]): (string | number)[][] =>
  listCells(columns, lines);

export const certificateSheet = (lines: readonly ExportedCertificate[]): SheetContent =>
  listSheet('Danh sách bằng', columns, lines);
