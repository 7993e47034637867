import type { Problem } from '../../domain/errors';
import type { Text } from '../../domain/award';
import { unzip, ZipRefused, type ZipFault } from '../../platform/bundle/unzip';
import { invalid } from '../schemas/parse';

/**
 * Word and Excel files are ZIP archives. Each is unpacked once, within bounds, so that neither a file that swells on whoever opens it
 * nor one with a program inside lies among the papers of a dossier.
 */

const MOST_PARTS = 5_000;
/** Unpacked in all, and how many times larger than packed. A page of text packs 20:1 at most, a sheet of equal cells 100:1. */
const MOST_UNPACKED = 200 * 1024 * 1024;
const MOST_SWELL = 150;

const sentences = {
  corrupted: {
    vi: 'Không đọc được tệp này: tệp bị hỏng hoặc chưa tải lên trọn vẹn. Đề nghị mở thử trên máy, lưu lại và gửi lại.',
    en: 'This file cannot be read: it is damaged or was cut short. Please open it on your computer, save it anew and send that.',
  },
  swells: {
    vi: 'Nội dung nén trong tệp lớn bất thường khi giải nén nên không được nhận. Đề nghị lưu lại thành tệp thông thường rồi gửi lại.',
    en: 'What is packed in the file unpacks to an unusual size, so it is not taken. Please save it as a plain file and send that.',
  },
  locked: {
    vi: 'Tệp được đặt mật khẩu nên không lưu được vào hồ sơ. Đề nghị bỏ mật khẩu rồi gửi lại.',
    en: 'The file has a password, so it cannot be kept. Please remove the password and send it again.',
  },
  program: {
    vi: 'Tệp có macro hoặc chương trình bên trong nên không được nhận. Đề nghị lưu lại dạng không có macro, hoặc xuất sang PDF, rồi gửi lại.',
    en: 'The file has a macro or a program inside, so it is not taken. Please save it without macros, or as PDF, and send that.',
  },
} as const satisfies Record<string, Text>;

const refused = (what: keyof typeof sentences): Problem => invalid({ field: 'file', ...sentences[what] });

/** @throws Problem VALIDATION with a sentence that says what is wrong with the file */
export function mustBeSafeZip(bytes: Buffer): void {
  const mostUnpacked = Math.min(MOST_UNPACKED, MOST_SWELL * bytes.length);
  try {
    const names = [...unzip(bytes, { mostUnpacked, mostParts: MOST_PARTS }).keys()];
    if (names.some((name) => program.test(name))) throw refused('program');
  } catch (error) {
    if (error instanceof ZipRefused) throw refused(faults[error.code]);
    throw error;
  }
}

const program = /vbaProject\.bin$|\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr)$/i;

const faults: Readonly<Record<ZipFault, keyof typeof sentences>> = {
  notZip: 'corrupted',
  corrupted: 'corrupted',
  locked: 'locked',
  unpacksTooLarge: 'swells',
};
