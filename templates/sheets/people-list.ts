import type { Day } from '../../domain/time';
import { dayText } from '../format';
import { listCells, listSheet, type Column } from './list';
import type { SheetContent } from './sheet';

/** A row of the list of people as it is exported. */
export interface ExportedPerson {
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly birthDate?: Day;
  readonly sex: string;
  readonly post: string;
  readonly unitCode: string;
  readonly unit: string;
  readonly email: string;
}

const columns: readonly Column<ExportedPerson>[] = [
  ['Mã cá nhân', 14, (l) => l.code],
  ['Họ và tên', 32, (l) => l.name],
  ['Danh xưng', 10, (l) => l.address],
  ['Ngày sinh', 13, (l) => (l.birthDate === undefined ? '' : dayText('vi', l.birthDate))],
  ['Giới tính', 10, (l) => l.sex],
  ['Chức vụ', 36, (l) => l.post],
  ['Mã đơn vị', 12, (l) => l.unitCode],
  ['Đơn vị', 36, (l) => l.unit],
  ['Địa chỉ thư điện tử', 32, (l) => l.email],
];

export const peopleCells = (lines: readonly ExportedPerson[]): (string | number)[][] => listCells(columns, lines);

export const peopleSheet = (lines: readonly ExportedPerson[]): SheetContent => listSheet('Cá nhân', columns, lines);
