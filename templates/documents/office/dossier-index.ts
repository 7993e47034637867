import type { Day, Instant } from '../../../domain/time';
import { dayText, longTime } from '../../format';
import { field, list, maybe, type FieldsOf } from './field';

/** Mục lục văn bản, tài liệu of a dossier (Decree 30/2020/NĐ-CP, annex VI). */
export interface DossierIndexPaper {
  title: string;
  superior: string;
  issuer: string;
  subject: string;
  detail: string;
  status: string;
  madeAt: string;
  items: { no: string; number: string; date: string; name: string; author: string; file: string; note: string }[];
}

export const dossierIndexFields: FieldsOf<DossierIndexPaper> = {
  title: field('Tên tệp (trong thuộc tính tệp)', 'Title of the file', 'Mục lục văn bản, tài liệu – HS-2026-000123'),
  superior: maybe('Cơ quan chủ quản', 'The body above the issuer', 'Ủy ban nhân dân tỉnh Đ'),
  issuer: field('Cơ quan lập hồ sơ', 'The body that keeps the dossier', 'Sở Nội vụ'),
  subject: field('Hồ sơ về việc gì', 'What the dossier is about', 'Hồ sơ HS-2026-000123: Bà Trần Thị Mẫu'),
  detail: maybe(
    'Chi tiết: hình thức, năm, đơn vị',
    'Award, year, unit',
    'Chiến sĩ thi đua cơ sở, năm 2026, Sở Tài chính',
  ),
  status: maybe('Tình trạng khi lập', 'Where it stands', 'Đã khen thưởng'),
  madeAt: field('Lập lúc', 'When it was made', '14 giờ 05, thứ Sáu, ngày 04/12/2026'),
  items: list('Từng văn bản, tài liệu', 'The papers', {
    no: field('Số thứ tự', 'Number', '1'),
    number: maybe('Số, ký hiệu', 'Number and symbol', '34/TTr-STC'),
    date: maybe('Ngày, tháng, năm', 'Date', '16/11/2026'),
    name: field('Tên loại và trích yếu', 'What it is', 'Tờ trình của đơn vị'),
    author: maybe('Tác giả', 'Author', 'Sở Tài chính'),
    file: maybe('Tên tệp trong hồ sơ', 'Name of the file', '01_Tờ trình.pdf'),
    note: maybe('Ghi chú', 'Note', 'Chỉ có bản giấy'),
  }),
};

export interface DossierIndexRecords {
  readonly body: { readonly superior?: string; readonly issuer: string };
  readonly id: string;
  readonly subject: string;
  readonly detail: string;
  readonly status: string;
  readonly at: Instant;
  readonly items: readonly {
    readonly number?: string;
    readonly date?: Day;
    readonly name: string;
    readonly author?: string;
    readonly file?: string;
    readonly note?: string;
  }[];
}

export const dossierIndexPaper = (of: DossierIndexRecords): DossierIndexPaper => ({
  title: `Mục lục văn bản, tài liệu – ${of.id}`,
  superior: of.body.superior ?? '',
  issuer: of.body.issuer,
  subject: of.subject,
  detail: of.detail,
  status: of.status,
  madeAt: longTime('vi', of.at),
  items: of.items.map(({ number = '', date, name, author = '', file = '', note = '' }, i) => ({
    no: String(i + 1),
    number,
    date: date === undefined ? '' : dayText('vi', date),
    name,
    author,
    file,
    note,
  })),
});
