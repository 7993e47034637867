import type { Day } from '../../domain/time';
import { dayInFull } from '../format';
import { row, type SheetContent } from './sheet';

/** What is handed over at a ceremony under one decision, in the order in which it is read out. */
export interface CeremonyList {
  readonly decision: { readonly number: string; readonly date: Day };
  /** Who has decided, as in running text: "Chủ tịch Ủy ban nhân dân tỉnh Đ". */
  readonly authority: string;
  readonly groups: readonly {
    /** "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh" */
    readonly award: string;
    readonly lines: readonly {
      readonly name: string;
      readonly detail: string;
      readonly posthumous: boolean;
      readonly goldBook?: number;
    }[];
  }[];
}

const heads = [
  ['STT', 6],
  ['Họ và tên, tên tập thể, hộ gia đình', 38],
  ['Chức vụ, đơn vị, nơi cư trú', 44],
  ['Số sổ vàng', 11],
  ['Người trao', 26],
  ['Người nhận', 26],
  ['Ghi chú', 24],
] as const;

/** Danh sách trao tặng: who is called up, award by award; who hands over and who receives is left to be filled in. */
export function ceremonyList({ decision, authority, groups }: CeremonyList): SheetContent {
  const headRows = [
    across('title', 'DANH SÁCH TRAO TẶNG'),
    across('note', `(Theo Quyết định số ${decision.number} ${dayInFull(decision.date)} của ${authority})`),
    across('plain', ''),
    row('head', ...heads.map(([head]) => head)),
  ];
  let no = 0;
  return {
    name: 'Trao tặng',
    widths: heads.map(([, width]) => width),
    stickyRows: headRows.length,
    rows: [
      ...headRows,
      ...groups.flatMap(({ award, lines }) => [
        across('sum', `${award} (${String(lines.length).padStart(2, '0')})`),
        ...lines.map(({ name, detail, posthumous, goldBook }) => {
          const note = posthumous ? 'Truy tặng; thân nhân nhận' : '';
          return row('body', (no += 1), name, detail, goldBook ?? '', '', '', note);
        }),
      ]),
    ],
  };
}

const across = (look: 'title' | 'note' | 'plain' | 'sum', value: string) => [{ value, look, over: heads.length }];
