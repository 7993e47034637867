import type { Text } from '../../domain/award';
import type { Problem } from '../../domain/errors';
import type { Expected } from '../../domain/signed/compare';
import { PdfRefused, type PdfFault, type SignedPdf } from '../../platform/signed';
import type { ApiContext } from '../context';
import { invalid } from '../schemas/parse';

/** What is wrong with a PDF that is not taken, and what to do about it. */
const sentences: Readonly<Record<PdfFault, Text>> = {
  empty: {
    vi: 'Tệp không có nội dung (0 byte). Đề nghị chọn lại tệp.',
    en: 'The file is empty (0 bytes). Please choose the file again.',
  },
  unreadable: {
    vi: 'Không đọc được tệp PDF này: tệp bị hỏng hoặc chưa tải lên trọn vẹn. Đề nghị mở thử trên máy, xuất lại sang PDF và gửi lại.',
    en: 'This PDF cannot be read: it is damaged or was cut short. Please open it on your computer, save it as PDF anew and send that.',
  },
  encrypted: {
    vi: 'Tệp PDF được đặt mật khẩu hoặc mã hóa nên không lưu được vào hồ sơ. Đề nghị bỏ mật khẩu rồi gửi lại.',
    en: 'The PDF has a password or is encrypted, so it cannot be kept. Please remove the password and send it again.',
  },
  script: {
    vi: 'Tệp PDF có mã lệnh (JavaScript, biểu mẫu XFA hoặc nội dung đa phương tiện) nên không được nhận. Đề nghị in hoặc xuất lại thành PDF thông thường rồi gửi lại.',
    en: 'The PDF contains scripts (JavaScript, an XFA form or rich media), so it is not taken. Please print or export it as a plain PDF and send that.',
  },
  launch: {
    vi: 'Tệp PDF có lệnh mở chương trình hoặc gửi dữ liệu ra ngoài nên không được nhận. Đề nghị in hoặc xuất lại thành PDF thông thường rồi gửi lại.',
    en: 'The PDF has actions that start programs or send data, so it is not taken. Please print or export it as a plain PDF and send that.',
  },
  embedded: {
    vi: 'Tệp PDF có đính kèm tệp khác bên trong nên không được nhận. Đề nghị tách ra và gửi từng tệp.',
    en: 'The PDF has other files inside, so it is not taken. Please take them out and send each by itself.',
  },
  swells: {
    vi: 'Nội dung nén trong tệp PDF lớn bất thường khi giải nén nên không được nhận. Đề nghị xuất lại thành PDF thông thường rồi gửi lại.',
    en: 'What is packed in the PDF unpacks to an unusual size, so it is not taken. Please export it as a plain PDF and send that.',
  },
  tooManyPages: {
    vi: 'Tệp PDF có quá nhiều trang (trên 3.000). Đề nghị chia nhỏ rồi gửi lại.',
    en: 'The PDF has too many pages (more than 3,000). Please split it and send the parts.',
  },
  tooCostly: {
    vi: 'Tệp PDF cần quá nhiều thời gian hoặc bộ nhớ để đọc nên không được nhận. Đề nghị xuất lại thành PDF thông thường rồi gửi lại.',
    en: 'Reading the PDF takes too much time or memory, so it is not taken. Please export it as a plain PDF and send that.',
  },
};

/** A file of whatever kind that has nothing in it. */
export const emptyFile = (): Problem => invalid({ field: 'file', ...sentences.empty });

/** @throws Problem VALIDATION with a sentence that says what is wrong with the file, STORE_BUSY */
export const mustBeSafePdf = ({ pdfs }: Pick<ApiContext, 'pdfs'>, bytes: Buffer): Promise<void> =>
  pdfs.check(bytes).catch(asRefusal);

function asRefusal(error: unknown): never {
  throw error instanceof PdfRefused ? invalid({ field: 'file', ...sentences[error.fault] }) : error;
}

/** The signatures of a PDF that was taken, and in what its text differs; or the sentence that says why it cannot be read. @throws Problem STORE_BUSY */
export async function readPdf(
  { pdfs }: Pick<ApiContext, 'pdfs'>,
  bytes: Buffer,
  expected: Expected,
): Promise<SignedPdf | { readonly unread: Text }> {
  try {
    return await pdfs.read(bytes, expected);
  } catch (error) {
    if (error instanceof PdfRefused) return { unread: sentences[error.fault] };
    throw error;
  }
}
