import type { Text } from './award';
import type { ProblemCode } from './errors';
import { countText } from './text';

/** What is said of a file or a value that the outside world of the service does not take in, and what to do about it. */

/** Why a file is not read as sheets, and what to do about it. */
export const sheetFaults = {
  oldOrLocked: {
    code: 'UNSUPPORTED_TYPE',
    vi: 'Tệp có mật khẩu, hoặc ở dạng Excel 97–2003 (.xls). Đề nghị bỏ mật khẩu, lưu lại dạng Excel Workbook (.xlsx).',
    en: 'The file has a password, or is of Excel 97–2003 (.xls). Please remove the password and save it as Excel Workbook (.xlsx).',
  },
  macros: {
    code: 'UNSUPPORTED_TYPE',
    vi: 'Tệp có macro (vbaProject). Đề nghị lưu lại dạng Excel Workbook (.xlsx), không macro.',
    en: 'The file has macros (vbaProject). Please save it as Excel Workbook (.xlsx) without macros.',
  },
  damaged: {
    code: 'UNSUPPORTED_TYPE',
    vi: 'Tệp bị hỏng hoặc không phải bảng tính .xlsx. Đề nghị mở bằng Excel, lưu lại dạng Excel Workbook (.xlsx) rồi gửi lại.',
    en: 'The file is damaged or no .xlsx workbook. Please open it in Excel, save it as Excel Workbook (.xlsx) and send that.',
  },
  swells: {
    code: 'TOO_LARGE',
    vi: 'Tệp lớn bất thường khi giải nén. Đề nghị chép phần dữ liệu sang biểu mẫu mới rồi gửi lại.',
    en: 'The file unpacks to an unusual size. Please copy the data into a new form and send that.',
  },
  encoding: {
    code: 'UNSUPPORTED_TYPE',
    vi: 'Tệp CSV không theo bảng mã Unicode (có thể là Windows-1258, TCVN3 hoặc VNI) nên chữ có dấu sẽ hỏng. Trong Excel chọn Lưu thành “CSV UTF-8 (Comma delimited)”, hoặc gửi tệp .xlsx.',
    en: 'The CSV file is not in Unicode (maybe Windows-1258, TCVN3 or VNI), which would break Vietnamese letters. In Excel save it as “CSV UTF-8 (Comma delimited)”, or send an .xlsx file.',
  },
  csv: {
    code: 'UNSUPPORTED_TYPE',
    vi: 'Không đọc được tệp CSV: có dấu ngoặc kép mở mà không đóng. Đề nghị sửa dấu ngoặc kép, hoặc gửi tệp .xlsx.',
    en: 'The CSV file cannot be read: a quotation mark is opened and not closed. Please mend it, or send an .xlsx file.',
  },
} as const satisfies Record<string, Text & { readonly code: ProblemCode }>;

/** More rows or columns than any office has; `row` counts from 1. */
export const tooManyRows = (sheet: string, row: number, most: number): Text => ({
  vi: `Trang “${sheet}” có nội dung hoặc định dạng đến dòng ${row}; nhiều nhất là ${countText(most).vi} dòng. Đề nghị xóa hẳn các dòng trống ở cuối (Delete Rows), hoặc chia tệp.`,
  en: `Sheet “${sheet}” has content or formats down to row ${row}; ${countText(most).en} rows are the most. Please delete the empty rows at its end, or split the file.`,
});
export const tooManyColumns = (sheet: string, column: string): Text => ({
  vi: `Trang “${sheet}” có nội dung hoặc định dạng đến cột ${column}. Đề nghị xóa hẳn các cột trống bên phải.`,
  en: `Sheet “${sheet}” has content or formats out to column ${column}. Please delete the empty columns on the right.`,
});

export const wrongValue: Text = { vi: 'Giá trị không hợp lệ.', en: 'This value is not valid.' };
export const noSuchPlace: Text = {
  vi: 'Vị trí trang không đúng; đề nghị mở lại danh sách.',
  en: 'This is no position in the list; please open the list again.',
};
