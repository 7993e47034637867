import { row, type SheetCell, type SheetContent } from './sheet';

/** The workbook in which a unit writes its nominations: a sheet for each kind of nominee, and the values that may be chosen. */

export type NomineeKind = 'person' | 'collective' | 'household';

export const sheetNames: Readonly<Record<NomineeKind, string>> = {
  person: 'Cá nhân',
  collective: 'Tập thể',
  household: 'Hộ gia đình',
};
export const LISTS = 'Danh mục';
export const FAULTS = 'Lỗi';
export const GUIDE = 'Hướng dẫn';

/** Columns with heading and width, in their order; `paper:<kind>` follow before the last ones. */
const first = { id: ['Mã hồ sơ', 17], version: ['Phiên bản', 18] } as const;
const nominees = {
  person: {
    code: ['Mã cá nhân', 12],
    address: ['Ông, Bà', 10],
    name: ['Họ và tên', 26],
    post: ['Chức vụ', 26],
    unitName: ['Đơn vị công tác', 28],
  },
  collective: { code: ['Mã tập thể', 12], name: ['Tên tập thể', 40] },
  household: { name: ['Tên hộ gia đình', 34], residence: ['Nơi cư trú', 40] },
} as const;
const rest = {
  award: ['Danh hiệu, hình thức khen thưởng', 36],
  awardYear: ['Năm xét', 8],
  commendationType: ['Loại hình khen thưởng', 16],
  periodFrom: ['Thành tích từ ngày', 13],
  periodTo: ['Thành tích đến ngày', 13],
  merit: ['Tóm tắt thành tích', 60],
  basis: ['Tiêu chuẩn, căn cứ đề nghị', 36],
  procedure: ['Thủ tục', 14],
  posthumous: ['Truy tặng', 10],
  criterion: ['Mã tiêu chuẩn', 12],
  achievement: ['Mã thành tích', 14],
  initiatives: ['Mã sáng kiến', 16],
  flags: ['Đặc điểm', 20],
  secretContent: ['Có nội dung mật', 12],
} as const;

export type DraftColumn =
  | keyof typeof first
  | keyof (typeof nominees)['person']
  | keyof (typeof nominees)['household']
  | keyof typeof rest
  | `paper:${string}`;

/** Columns that a file may leave out. */
export const optionalColumns: readonly DraftColumn[] = [
  ...(['id', 'version', 'code', 'basis', 'procedure', 'posthumous', 'criterion', 'achievement'] as const),
  ...(['initiatives', 'flags', 'secretContent'] as const),
];

export interface PaperColumn {
  readonly kind: string;
  /** "Báo cáo thành tích" */
  readonly name: string;
}

/** The columns of a sheet: `[column, heading, width]`. */
export function columnsFor(
  kind: NomineeKind,
  papers: readonly PaperColumn[],
): readonly (readonly [DraftColumn, string, number])[] {
  const own = { ...first, ...nominees[kind], ...rest };
  return [
    ...Object.entries(own).map(([column, [heading, width]]) => [column as DraftColumn, heading, width] as const),
    ...papers.map((paper) => [`paper:${paper.kind}` as const, `Tệp: ${paper.name}`, 24] as const),
  ];
}

/** What may be chosen in a column; the first values of the sheet of lists. */
export type ChosenColumn =
  'award' | 'commendationType' | 'procedure' | 'posthumous' | 'secretContent' | 'address' | 'flags';
export type Lists = Readonly<Record<ChosenColumn, readonly string[]>>;

const listHeads: Readonly<Record<ChosenColumn, string>> = {
  award: rest.award[0],
  commendationType: rest.commendationType[0],
  procedure: rest.procedure[0],
  posthumous: rest.posthumous[0],
  secretContent: rest.secretContent[0],
  address: nominees.person.address[0],
  flags: rest.flags[0],
};

/** For whom, and for which round, a workbook is. */
export interface WorkbookOf {
  readonly unit: { readonly code: string; readonly name: string };
  readonly round: { readonly code: string; readonly name: string; readonly deadline: string };
}

/** A row as it is written: a text for each column. */
export type DraftRow = Partial<Readonly<Record<DraftColumn, string>>>;

/** The workbook as a unit takes it: with its drafts, or with empty rows to be filled in. */
export function nominationSheets(
  of: WorkbookOf,
  rows: Readonly<Record<NomineeKind, readonly DraftRow[]>>,
  papers: readonly PaperColumn[],
  lists: Lists,
): readonly SheetContent[] {
  const chosen = Object.keys(lists) as ChosenColumn[];
  const sheets = (Object.keys(sheetNames) as NomineeKind[]).map((kind): SheetContent => {
    const columns = columnsFor(kind, papers);
    return {
      name: sheetNames[kind],
      widths: columns.map(([, , width]) => width),
      stickyRows: 1,
      hidden: [columns.findIndex(([column]) => column === 'version')],
      asTyped: true,
      choices: columns.flatMap(([column], i) => {
        const at = chosen.indexOf(column as ChosenColumn);
        const values = at < 0 ? [] : lists[chosen[at]!];
        return values.length === 0 ? [] : [{ column: i, from: { sheet: LISTS, column: at, rows: values.length } }];
      }),
      rows: [
        row('head', ...columns.map(([, heading]) => heading)),
        ...rows[kind].map((one) => row('typed', ...columns.map(([column]) => one[column] ?? ''))),
      ],
    };
  });
  return [...sheets, listSheet(lists), guideSheet(of)];
}

function listSheet(lists: Lists): SheetContent {
  const columns = Object.keys(lists) as ChosenColumn[];
  const most = Math.max(...columns.map((column) => lists[column].length));
  return {
    name: LISTS,
    widths: columns.map((column) => (column === 'award' ? 60 : 24)),
    stickyRows: 1,
    rows: [
      row('head', ...columns.map((column) => listHeads[column])),
      ...Array.from({ length: most }, (_, i) => row('body', ...columns.map((column) => lists[column][i] ?? ''))),
    ],
  };
}

/** Where codes of unit and round stand in the guide, so that a workbook of another unit is noticed. */
export const guideMarks = { unit: 'Mã đơn vị', round: 'Mã đợt xét' } as const;

function guideSheet({ unit, round }: WorkbookOf): SheetContent {
  const said = [
    'Mỗi dòng là một hồ sơ đang soạn. Không đổi tên trang, không đổi dòng tiêu đề, không gộp ô, không dùng công thức.',
    '“Mã hồ sơ” để trống với hồ sơ mới; hệ thống tự ghi khi tải biểu về. Không sửa mã đã có.',
    'Ngày ghi dạng ngày/tháng/năm, ví dụ 30/12/2026. Danh hiệu, loại hình… chọn từ danh sách của ô.',
    '“Mã cá nhân”, “Mã tập thể” lấy theo danh mục; người chưa có trong danh mục thì để trống.',
    'Cột “Tệp: …” ghi tên tệp, ví dụ bao-cao-nguyen-van-mau.pdf; nhiều tệp cách nhau bằng dấu chấm phẩy. Ghi “Có” nếu chỉ nộp bản giấy.',
    'Gửi tệp Excel cùng các tệp đó, hoặc một tệp ZIP chứa tất cả. Chỉ khi mọi ô đều đúng mới lưu.',
    'Ô sai được tô đỏ, có giải thích ngay tại ô và ở cột “Lỗi”. Sửa trong chính tệp đó rồi gửi lại.',
    'Gửi lại cùng một tệp không làm thay đổi gì. Dòng bị xóa khỏi biểu không xóa hồ sơ.',
  ];
  return {
    name: GUIDE,
    widths: [22, 110],
    stickyRows: 0,
    rows: [
      [{ value: 'BIỂU ĐỀ NGHỊ KHEN THƯỞNG', look: 'title', over: 2 }],
      row('plain', '', ''),
      row('body', 'Đơn vị', unit.name),
      row('body', guideMarks.unit, unit.code),
      row('body', 'Đợt xét', round.name),
      row('body', guideMarks.round, round.code),
      row('body', 'Hạn nộp', round.deadline),
      row('plain', '', ''),
      ...said.map((text, i) => row('body', `${i + 1}.`, text)),
    ],
  };
}

/** What is said of one place of a file, for the sheet of faults and the note at the cell. */
export interface SheetFault {
  readonly sheet: string;
  readonly row: number;
  readonly column?: string;
  readonly heading?: string;
  readonly text: string;
}

/** Sheets as they came, with wrong cells coloured and explained at the cell, in a last column, and in a sheet of their own. */
export function explainedSheets(
  sheets: readonly { readonly name: string; readonly content: SheetContent }[],
  faults: readonly SheetFault[],
): readonly SheetContent[] {
  const marked = sheets.map(({ name, content }): SheetContent => {
    const own = faults.filter((fault) => fault.sheet === name);
    if (own.length === 0) return content;
    const width = Math.max(...content.rows.map((cells) => cells.length));
    const wrongAt = (line: number, column: string) =>
      own.filter((fault) => fault.row === line && fault.column === column).map(({ text }) => text);
    const rows = content.rows.map((cells, i): readonly SheetCell[] => {
      const line = i + 1;
      const here = own.filter((fault) => fault.row === line);
      if (here.length === 0 && line > 1) return cells;
      const explained = Array.from({ length: width }, (_, at): SheetCell => {
        const cell = cells[at] ?? { value: '', look: 'plain' };
        const wrong = wrongAt(line, letters(at));
        return wrong.length === 0 ? cell : { ...cell, look: 'wrong', note: wrong.join('\n') };
      });
      const said = here.map(({ heading, text }) => (heading === undefined ? text : `${heading}: ${text}`)).join('\n');
      return [...explained, line === 1 ? headOf(said) : { value: said, look: 'fault' }];
    });
    return { ...content, rows, widths: [...content.widths.slice(0, width), ...pad(width - content.widths.length), 60] };
  });
  return [...marked, faultSheet(faults)];
}

const headOf = (said: string): SheetCell => ({ value: FAULTS, look: 'head', ...(said === '' ? {} : { note: said }) });
const pad = (count: number): number[] => Array.from({ length: Math.max(0, count) }, () => 16);

const letters = (index: number): string =>
  (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const faultSheet = (faults: readonly SheetFault[]): SheetContent => ({
  name: FAULTS,
  widths: [20, 8, 8, 34, 90],
  stickyRows: 1,
  rows: [
    row('head', 'Trang', 'Dòng', 'Cột', 'Mục', 'Cần sửa'),
    ...faults.map(({ sheet, row: line, column = '', heading = '', text }) =>
      row('body', sheet, String(line), column, heading, text),
    ),
  ],
});
