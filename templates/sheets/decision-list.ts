import type { Day } from '../../domain/time';
import { dayText } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of the list of signed papers as it is exported. */
export interface ExportedDecision {
  readonly number: string;
  readonly date: Day;
  readonly kind: string;
  readonly subject: string;
  readonly signer: string;
  readonly signerPost: string;
  readonly register: string;
  readonly cases: number;
}

const columns: readonly Column<ExportedDecision>[] = [
  ['Số, ký hiệu', 22, (l) => l.number],
  ['Ngày', 13, (l) => dayText('vi', l.date)],
  ['Loại văn bản', 28, (l) => l.kind],
  ['Nội dung', 60, (l) => l.subject],
  ['Người ký', 28, (l) => l.signer],
  ['Chức vụ', 28, (l) => l.signerPost],
  ['Sổ', 24, (l) => l.register],
  ['Số trường hợp', 12, (l) => l.cases],
];

export const decisionCells = (lines: readonly ExportedDecision[]): (string | number)[][] => listCells(columns, lines);

export const decisionSheet = (lines: readonly ExportedDecision[]): SheetContent =>
  listSheet('Quyết định', columns, lines);
