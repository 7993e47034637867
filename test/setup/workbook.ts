import writeXlsx from 'write-excel-file/node';
import { unzip } from '../../platform/bundle/unzip';
import { zipOf } from '../../platform/bundle/zip';
import { readSheets, type Cell } from '../../platform/spreadsheets/read';
import { sheetNames, type NomineeKind } from '../../templates/sheets/nominations';

/** Rows of a sheet with the headings first. */
export type Rows = readonly (readonly Cell[])[];

/** An XLSX as any program writes it: texts as texts, days as days, numbers as numbers. */
export const bookOf = (sheets: Readonly<Record<string, Rows>>): Promise<Buffer> =>
  writeXlsx(
    Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map((row) => row.map(cellOf)) })),
  ).toBuffer();

function cellOf(value: Cell) {
  if (value === undefined || value === '') return null;
  if (value instanceof Date) return { value, type: Date, format: 'dd/mm/yyyy' };
  return typeof value === 'number' ? { value, type: Number } : { value: String(value), type: String };
}

/** A row by its headings. */
export type Named = Readonly<Record<string, Cell>>;

export const headings: Readonly<Record<NomineeKind, readonly string[]>> = {
  person: [...['Mã hồ sơ', 'Phiên bản', 'Mã cá nhân', 'Ông, Bà', 'Họ và tên', 'Chức vụ', 'Đơn vị công tác'], ...rest()],
  collective: ['Mã hồ sơ', 'Phiên bản', 'Mã tập thể', 'Tên tập thể', ...rest()],
  household: ['Mã hồ sơ', 'Phiên bản', 'Tên hộ gia đình', 'Nơi cư trú', ...rest()],
};
function rest(): string[] {
  return [
    ...['Danh hiệu, hình thức khen thưởng', 'Năm xét', 'Loại hình khen thưởng', 'Thành tích từ ngày'],
    ...[
      'Thành tích đến ngày',
      'Tóm tắt thành tích',
      'Tiêu chuẩn, căn cứ đề nghị',
      'Thủ tục',
      'Truy tặng',
      'Mã tiêu chuẩn',
    ],
    ...['Mã thành tích', 'Mã sáng kiến', 'Đặc điểm', 'Có nội dung mật', 'Tệp: Báo cáo thành tích'],
  ];
}

/** A workbook as a unit sends it; kinds without rows are left out. */
export const draftBook = (rows: Partial<Readonly<Record<NomineeKind, readonly Named[]>>>): Promise<Buffer> =>
  bookOf(
    Object.fromEntries(
      (Object.keys(rows) as NomineeKind[]).map((kind) => [
        sheetNames[kind],
        [headings[kind], ...rows[kind]!.map((row) => headings[kind].map((heading) => row[heading]))],
      ]),
    ),
  );

const common = {
  'Năm xét': 2026,
  'Loại hình khen thưởng': 'Công trạng',
  'Thành tích từ ngày': '01/01/2026',
  'Thành tích đến ngày': '31/10/2026',
  'Tóm tắt thành tích': 'Hoàn thành xuất sắc nhiệm vụ; thu ngân sách đạt 106,46 % dự toán.',
  'Tiêu chuẩn, căn cứ đề nghị': 'khoản 1 Điều 22 Luật Thi đua, khen thưởng',
};
export const personRow = (no: number, more: Named = {}): Named => ({
  ...common,
  'Ông, Bà': 'Bà',
  'Họ và tên': `Lê Thị Mẫu ${no}`,
  'Chức vụ': 'Chuyên viên',
  'Đơn vị công tác': 'Sở Tài chính',
  'Danh hiệu, hình thức khen thưởng': 'Chiến sĩ thi đua cơ sở',
  ...more,
});
export const collectiveRow = (no: number, more: Named = {}): Named => ({
  ...common,
  'Tên tập thể': `Phòng Mẫu số ${no}`,
  'Danh hiệu, hình thức khen thưởng': 'Tập thể lao động xuất sắc',
  ...more,
});
export const householdRow = (no: number, more: Named = {}): Named => ({
  ...common,
  'Tên hộ gia đình': `Hộ ông Trần Văn Mẫu ${no}`,
  'Nơi cư trú': `Thôn ${no}, xã Mẫu, tỉnh Đ`,
  'Danh hiệu, hình thức khen thưởng': 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
  ...more,
});

/** A sheet of a workbook by its headings, a row an object. */
export async function rowsOf(bytes: Buffer, sheet: string): Promise<readonly Named[]> {
  const found = (await readSheets(bytes)).find(({ name }) => name === sheet);
  const [head = [], ...rows] = found?.rows ?? [];
  return rows.map((row) => Object.fromEntries(head.map((heading, i) => [String(heading), row[i]])));
}

/** A workbook with parts of its ZIP changed, as no honest program does. */
export function tampered(bytes: Buffer, change: (parts: Map<string, Buffer>) => void): Buffer {
  const parts = new Map(unzip(bytes, { mostUnpacked: 100_000_000, mostParts: 1_000 }));
  change(parts);
  return zipOf(
    [...parts].map(([name, content]) => ({ name, bytes: content })),
    'DEFLATE',
  );
}
