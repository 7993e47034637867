import type { Day, Instant } from '../../domain/time';
import { cellTime, dayText } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of the list of what is put to authorities as it is exported. */
export interface ExportedProposal {
  readonly id: string;
  readonly number: string;
  readonly date: Day;
  readonly authority: string;
  readonly power: string;
  readonly submitter: string;
  readonly unitCode: string;
  readonly unit: string;
  readonly cases: number;
  readonly sentAt?: Instant;
  readonly status: string;
}

const columns: readonly Column<ExportedProposal>[] = [
  ['Mã số', 20, (l) => l.id],
  ['Số, ký hiệu Tờ trình', 22, (l) => l.number],
  ['Ngày Tờ trình', 13, (l) => dayText('vi', l.date)],
  ['Cấp có thẩm quyền', 36, (l) => l.authority],
  ['Thẩm quyền', 26, (l) => l.power],
  ['Cơ quan trình', 36, (l) => l.submitter],
  ['Mã đơn vị', 12, (l) => l.unitCode],
  ['Đơn vị', 32, (l) => l.unit],
  ['Số trường hợp', 12, (l) => l.cases],
  ['Trình lúc', 18, (l) => (l.sentAt === undefined ? '' : cellTime('vi', l.sentAt))],
  ['Tình trạng', 36, (l) => l.status],
];

export const proposalCells = (lines: readonly ExportedProposal[]): (string | number)[][] => listCells(columns, lines);

export const proposalSheet = (lines: readonly ExportedProposal[]): SheetContent =>
  listSheet('Tờ trình', columns, lines);
