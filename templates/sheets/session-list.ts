import type { Instant } from '../../domain/time';
import { cellTime } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of the list of sessions as it is exported. */
export interface ExportedSession {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly ballot: string;
  readonly council: string;
  readonly unitCode: string;
  readonly unit: string;
  readonly cases: number;
  readonly closesAt: Instant;
  readonly openedAt?: Instant;
  readonly closedAt?: Instant;
  readonly status: string;
}

const time = (at: Instant | undefined): string => (at === undefined ? '' : cellTime('vi', at));

const columns: readonly Column<ExportedSession>[] = [
  ['Mã phiên', 20, (l) => l.id],
  ['Phiên họp, đợt lấy ý kiến', 44, (l) => l.name],
  ['Loại', 28, (l) => l.kind],
  ['Phiếu', 16, (l) => l.ballot],
  ['Hội đồng', 36, (l) => l.council],
  ['Mã đơn vị', 12, (l) => l.unitCode],
  ['Đơn vị', 32, (l) => l.unit],
  ['Số trường hợp', 12, (l) => l.cases],
  ['Nhận phiếu đến', 18, (l) => time(l.closesAt)],
  ['Mở lúc', 18, (l) => time(l.openedAt)],
  ['Kết thúc lúc', 18, (l) => time(l.closedAt)],
  ['Tình trạng', 32, (l) => l.status],
];

export const sessionCells = (lines: readonly ExportedSession[]): (string | number)[][] => listCells(columns, lines);

export const sessionSheet = (lines: readonly ExportedSession[]): SheetContent => listSheet('Phiên họp', columns, lines);
