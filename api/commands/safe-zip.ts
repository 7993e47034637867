import type { Problem } from '../../domain/errors';
import type { Text } from '../../domain/award';
import { invalid } from '../schemas/parse';

/**
 * Word and Excel files are ZIP archives. Nothing here unpacks one; its directory is read, so that neither a file that swells on whoever
 * opens it nor one with a program inside lies among the papers of a dossier.
 */

const END = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const ENCRYPTED = 0x1;
const MOST_ENTRIES = 5_000;
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
  const end = endOf(bytes);
  const count = end < 0 ? 0 : bytes.readUInt16LE(end + 10);
  if (count === 0) throw refused('corrupted');
  if (count > MOST_ENTRIES) throw refused('swells');
  let at = bytes.readUInt32LE(end + 16);
  let unpacked = 0;
  let packed = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) throw refused('corrupted');
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw refused('locked');
    packed += bytes.readUInt32LE(at + 20);
    unpacked += bytes.readUInt32LE(at + 24);
    const [name, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o)) as [number, number, number];
    const path = bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name);
    if (/vbaProject\.bin$|\.(?:exe|dll|js|vbs|bat|cmd|ps1|scr)$/i.test(path)) throw refused('program');
    at += ENTRY_BYTES + name + extra + comment;
  }
  // parts that lie over each other are a file that is packed once and unpacked many times
  if (packed > bytes.length) throw refused('swells');
  if (unpacked > MOST_UNPACKED || unpacked > MOST_SWELL * bytes.length) throw refused('swells');
}

/** Where the directory ends: the last such mark that is followed by nothing but its comment. */
function endOf(bytes: Buffer): number {
  const lowest = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= lowest; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return -1;
}
