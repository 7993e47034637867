import type { FilledForm } from '../../domain/statistics/form';
import { dayText } from '../format';
import { row, type SheetCell, type SheetContent } from './sheet';

/** The Ministry's yearly forms as an office sends them, a sheet each, and what they rest on. */
export interface StatisticsForms {
  readonly year: number;
  /** Who reports. */
  readonly reporter: string;
  readonly forms: readonly FilledForm[];
}

const LABEL = 44;
const COLUMN = 18;

/** One sheet a form; the last one says where each form comes from and what has not been compared with its source. */
export const statisticsSheets = ({ year, reporter, forms }: StatisticsForms): readonly SheetContent[] => [
  ...forms.map((filled) => formSheet(filled, year, reporter)),
  sourcesSheet(forms),
];

function formSheet({ form, due, cells }: FilledForm, year: number, reporter: string): SheetContent {
  const wide = form.columns.length + 2;
  const across = (look: SheetCell['look'], value: string): SheetCell[] => [{ value, look, over: wide }];
  const signing = (left: string, right: string): SheetCell[] => [
    { value: left, look: 'plain', over: 2 },
    { value: right, look: 'plain', over: form.columns.length },
  ];
  const head = [
    across('plain', `Biểu số: ${form.symbol}`),
    across('plain', `Đơn vị báo cáo: ${reporter}`),
    across('plain', `Đơn vị nhận báo cáo: ${form.receiver.vi}`),
    across('plain', `Ngày nhận báo cáo: ${dayText('vi', due)}`),
    across('title', form.name.vi.toLocaleUpperCase('vi')),
    across('note', `Năm ${year}`),
    row('head', 'STT', 'Chỉ tiêu', ...form.columns.map(({ label }) => label.vi)),
    row('head', 'A', 'B', ...form.columns.map((_, i) => String(i + 1))),
  ];
  return {
    name: form.code,
    widths: [7, LABEL, ...form.columns.map(() => COLUMN)],
    stickyRows: head.length,
    rows: [
      ...head,
      ...form.rows.map((line, i) =>
        row(line.strong ? 'sum' : 'body', line.no, line.label.vi, ...cells[i]!.map(({ count }) => count ?? '')),
      ),
      across('plain', ''),
      across('plain', 'Ô để trống: hệ thống không có số liệu, đơn vị ghi theo thực tế.'),
      across('plain', ''),
      signing('', '……, ngày …… tháng …… năm ……'),
      signing('Người lập biểu', 'Thủ trưởng đơn vị'),
      signing('(Ký, họ tên)', '(Ký, họ tên, đóng dấu)'),
    ],
  };
}

/** Whoever signs the report reads here what it rests on. */
const sourcesSheet = (forms: readonly FilledForm[]): SheetContent => ({
  name: 'Căn cứ',
  widths: [10, 50, 60, 16, 60, 60],
  stickyRows: 1,
  rows: [
    row('head', 'Biểu', 'Tên biểu', 'Căn cứ', 'Hiệu lực từ', 'Cần đối chiếu trước khi gửi', 'Cách đếm'),
    ...forms.map(({ form }) =>
      row(
        'body',
        form.code,
        form.name.vi,
        form.citation.vi,
        dayText('vi', form.validFrom),
        form.verified ? '' : (form.toCheck?.vi ?? 'Chưa đối chiếu'),
        form.counted?.vi ?? '',
      ),
    ),
  ],
});
