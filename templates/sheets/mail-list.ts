import type { Instant } from '../../domain/time';
import { cellTime } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of the list of sent mails as it is exported. */
export interface ExportedMail {
  readonly queuedAt: Instant;
  readonly name: string;
  readonly to: string;
  readonly kind: string;
  readonly subject: string;
  readonly about: string;
  readonly state: string;
  readonly tries: number;
  readonly acceptedAt?: Instant;
}

const columns: readonly Column<ExportedMail>[] = [
  ['Lập lúc', 18, (l) => cellTime('vi', l.queuedAt)],
  ['Người nhận', 30, (l) => l.name],
  ['Địa chỉ', 32, (l) => l.to],
  ['Loại thư', 32, (l) => l.kind],
  ['Tiêu đề', 60, (l) => l.subject],
  ['Liên quan đến', 24, (l) => l.about],
  ['Tình trạng', 24, (l) => l.state],
  ['Số lần thử gửi', 14, (l) => l.tries],
  ['Máy chủ nhận lúc', 18, (l) => (l.acceptedAt === undefined ? '' : cellTime('vi', l.acceptedAt))],
];

export const mailCells = (lines: readonly ExportedMail[]): (string | number)[][] => listCells(columns, lines);

export const mailSheet = (lines: readonly ExportedMail[]): SheetContent => listSheet('Thư đã gửi', columns, lines);
