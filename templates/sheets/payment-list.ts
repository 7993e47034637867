import type { Day } from '../../domain/time';
import { dayInFull, dayText, moneyInWords, moneyText } from '../format';
import { row, type SheetContent } from './sheet';

/** What is paid under one decision. */
export interface PaymentList {
  readonly decision: { readonly number: string; readonly date: Day };
  /** Who has decided, as in running text: "Chủ tịch Ủy ban nhân dân tỉnh Đ". */
  readonly authority: string;
  readonly lines: readonly PaymentLine[];
}

export interface PaymentLine {
  readonly name: string;
  readonly detail: string;
  readonly award: string;
  readonly period: { readonly from: Day; readonly to: Day };
  /** In đồng. */
  readonly baseSalary: number;
  /** Of the base salary, in hundredths. */
  readonly multiple: number;
  /** In đồng. */
  readonly amount: number;
  /** False: a higher title for the same period is paid instead (Decree 152/2025/NĐ-CP art. 49). */
  readonly paid: boolean;
  /** Whose fund pays. */
  readonly payer: string;
}

const heads = [
  ['STT', 6],
  ['Họ và tên, tên tập thể, hộ gia đình', 34],
  ['Chức vụ, đơn vị, nơi cư trú', 38],
  ['Danh hiệu, hình thức khen thưởng', 30],
  ['Thời gian lập thành tích', 24],
  ['Mức lương cơ sở (đồng)', 14],
  ['Hệ số', 8],
  ['Số tiền (đồng)', 16],
  ['Quỹ chi trả', 34],
  ['Số tài khoản', 20],
  ['Ngân hàng', 20],
  ['Ký nhận', 16],
  ['Ghi chú', 36],
] as const;
const COLUMNS = heads.length;
/** The column of the sum. */
const SUM = heads.findIndex(([head]) => head.startsWith('Số tiền'));

/**
 * Danh sách chi tiền thưởng of one decision, in its order: amounts by the rules in force, sums by fund and in all, the latter
 * in words. Bank details and signatures are left blank, for who pays.
 */
export function paymentList({ decision, authority, lines }: PaymentList): SheetContent {
  const paid = lines.filter((line) => line.paid);
  const sumOf = (of: readonly PaymentLine[]): number => of.reduce((sum, { amount }) => sum + amount, 0);
  const payers = [...new Set(paid.map(({ payer }) => payer))];
  const total = sumOf(paid);
  const headRows = [
    across('title', 'DANH SÁCH CHI TIỀN THƯỞNG'),
    across('note', `(Kèm theo Quyết định số ${decision.number} ${dayInFull(decision.date)} của ${authority})`),
    across('plain', ''),
    row('head', ...heads.map(([head]) => head)),
  ];
  return {
    name: 'Chi tiền thưởng',
    widths: heads.map(([, width]) => width),
    stickyRows: headRows.length,
    rows: [
      ...headRows,
      ...lines.map((line, i) => lineRow(line, i + 1)),
      ...(payers.length > 1 ? payers.map((payer) => sumRow(payer, sumOf(paid.filter((l) => l.payer === payer)))) : []),
      sumRow('Tổng cộng', total),
      across('note', `Số tiền bằng chữ: ${moneyInWords(total)}.`),
    ],
  };
}

function lineRow(line: PaymentLine, no: number) {
  const { name, detail, award, period, baseSalary, multiple, amount, paid, payer } = line;
  const note = paid ? '' : `Không chi ${moneyText('vi', amount)}: đã chi theo danh hiệu cao hơn cùng thời gian`;
  const from = dayText('vi', period.from);
  const to = dayText('vi', period.to);
  return row(
    'body',
    no,
    name,
    detail,
    award,
    `${from} – ${to}`,
    baseSalary,
    hundredths(multiple),
    paid ? amount : 0,
    paid ? payer : '',
    '',
    '',
    '',
    note,
  );
}

const across = (look: 'title' | 'note' | 'plain', value: string) => [{ value, look, over: COLUMNS }];

const sumRow = (words: string, sum: number) => [
  { value: words, look: 'sum' as const, over: SUM },
  ...row('sum', sum, ...Array.from({ length: COLUMNS - SUM - 1 }, () => '')),
];

/** "0,3" of 30, "4,5" of 450. */
const hundredths = (n: number): string =>
  `${Math.floor(n / 100)}${
    n % 100 === 0
      ? ''
      : `,${String(n % 100)
          .padStart(2, '0')
          .replace(/0$/, '')}`
  }`;

/** Out of whose fund a sum is paid. */
export const fundOf = (payer: string): string => `Quỹ thi đua, khen thưởng của ${payer}`;
