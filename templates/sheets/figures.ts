import type { Period } from '../../domain/campaign/target';

/** Figures against targets, by the headings of their form. */
export const figureHeadings = {
  registration: 'Mã đăng ký',
  target: 'Mã chỉ tiêu',
  period: 'Kỳ báo cáo',
  value: 'Kết quả',
  reason: 'Lý do điều chỉnh',
} as const;

/** What the form says beside what is read back: who it is, and what was aimed at. */
export const aimedHeadings = ['Đăng ký', 'Chỉ tiêu', 'Đơn vị tính', 'Mức đăng ký'] as const;

export const FIGURES = 'Số liệu';

export const periodNames = [
  ['firstHalf', '6 tháng', '6 tháng đầu năm'],
  ['year', 'Cả năm', 'Năm'],
] as const satisfies readonly (readonly [Period, ...string[]])[];
