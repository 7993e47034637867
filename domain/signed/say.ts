import type { Text } from '../award';
import { dayText } from '../text';
import { dayOf } from '../time';
import type { Difference } from './compare';
import type { PdfSignature } from './signature';

/** Something to know of a signed file. `ask`: it takes a reason to record the paper with this file. */
export interface SignedFinding {
  readonly code: string;
  readonly weight: 'ask' | 'look';
  readonly say: Text;
}

/** What the service does and does not do; goes with every reading. */
export const notices = {
  never: {
    vi: 'Hệ thống chỉ đọc và đối chiếu chữ ký số có trong tệp; không ký thay cơ quan, người có thẩm quyền và không giữ khóa ký.',
    en: 'The service only reads and compares the signatures in the file; it never signs for an agency or a person, and holds no signing key.',
  },
  notChecked: {
    vi: 'Cơ quan cấp chứng thư được nêu theo nội dung chứng thư; chưa đối chiếu với chứng thư số gốc của Nhà nước và chưa kiểm tra danh sách thu hồi.',
    en: 'The issuer is named as the certificate says it; it was not checked against the state root, nor against lists of revoked certificates.',
  },
  checked: {
    vi: 'Chứng thư được đối chiếu với chứng thư số gốc đã cấu hình, tại thời điểm ký; chưa kiểm tra danh sách thu hồi.',
    en: 'Certificates were checked against the configured roots, at the time of signing; lists of revoked certificates were not asked.',
  },
} as const satisfies Record<string, Text>;

/** A difference between paper and draft, as a sentence. */
export function sayDifference(difference: Difference): SignedFinding {
  const { code, weight } = difference;
  return { code, weight, say: sentenceOf(difference) };
}

function sentenceOf(difference: Difference): Text {
  switch (difference.code) {
    case 'number':
      return {
        vi: `Tệp ghi số ${difference.found}; số đang ghi sổ là ${difference.expected}.`,
        en: `The file says number ${difference.found}; the number recorded is ${difference.expected}.`,
      };
    case 'date':
      return {
        vi: `Tệp ghi ngày ${dayText(difference.found).vi}; ngày đang ghi sổ là ${dayText(difference.expected).vi}.`,
        en: `The file is dated ${dayText(difference.found).en}; the date recorded is ${dayText(difference.expected).en}.`,
      };
    case 'annexNumber':
      return {
        vi: `Danh sách ghi kèm theo văn bản số ${difference.found}, không phải số ${difference.expected}.`,
        en: `The list says that it belongs to number ${difference.found}, not ${difference.expected}.`,
      };
    case 'annexDate':
      return {
        vi: `Danh sách ghi kèm theo văn bản ngày ${dayText(difference.found).vi}, không phải ngày ${dayText(difference.expected).vi}.`,
        en: `The list says that it belongs to a paper of ${dayText(difference.found).en}, not of ${dayText(difference.expected).en}.`,
      };
    case 'missing':
      return {
        vi: `Không thấy “${difference.name}” (số ${difference.no} trong danh sách đã duyệt) trong tệp.`,
        en: `“${difference.name}” (number ${difference.no} of the approved list) is missing in the file.`,
      };
    case 'missingText':
      return {
        vi: `Không thấy “${difference.text}” trong tệp.`,
        en: `“${difference.text}” is missing in the file.`,
      };
    case 'extra':
      return {
        vi: `Tệp có “${difference.name}”, không có trong danh sách đã duyệt.`,
        en: `The file names “${difference.name}”, who is not on the approved list.`,
      };
    case 'struckOut':
      return {
        vi: `Tệp có “${difference.name}”, là trường hợp đã đưa ra khỏi danh sách.`,
        en: `The file names “${difference.name}”, who was struck out.`,
      };
    case 'otherText':
      return {
        vi: 'Phần chữ của tệp không khớp với danh sách đã duyệt: có thể là văn bản khác, hoặc phông chữ không theo bảng mã Unicode. Đề nghị đối chiếu bằng mắt.',
        en: 'The text of the file does not fit the approved list: it may be another paper, or a font that is not Unicode. Please compare by eye.',
      };
    case 'order':
      return {
        vi: `Thứ tự danh sách trong tệp khác danh sách đã duyệt, từ “${difference.name}” (số ${difference.no}).`,
        en: `The list in the file is in another order than the approved one, from “${difference.name}” (number ${difference.no}) on.`,
      };
    case 'count':
      return {
        vi: `Danh sách trong tệp có ${difference.found} dòng; danh sách đã duyệt có ${difference.expected}.`,
        en: `The list in the file has ${difference.found} lines; the approved list has ${difference.expected}.`,
      };
    case 'noNumber':
      return {
        vi: 'Không thấy số văn bản trong phần chữ của tệp (có thể số được đóng dưới dạng hình); đề nghị đối chiếu bằng mắt.',
        en: 'The text of the file has no number (it may be stamped as a picture); please compare by eye.',
      };
    case 'noDate':
      return {
        vi: 'Không thấy ngày văn bản trong phần chữ của tệp (có thể ngày được đóng dưới dạng hình); đề nghị đối chiếu bằng mắt.',
        en: 'The text of the file has no date (it may be stamped as a picture); please compare by eye.',
      };
    case 'noSigner':
      return {
        vi: `Không thấy tên người ký “${difference.name}” trong phần chữ của tệp; đề nghị đối chiếu bằng mắt.`,
        en: `The text of the file does not name the signer “${difference.name}”; please compare by eye.`,
      };
    case 'noText':
      return {
        vi: 'Tệp là bản quét, không có phần chữ; đề nghị đối chiếu bằng mắt số, ngày và danh sách.',
        en: 'The file is a scan without text; please compare number, date and list by eye.',
      };
  }
}

/** One signature, as a sentence: who, when, by whom issued, over which part, intact or not. */
export function saySignature(signature: PdfSignature, bytes: number): Text {
  const { kind, state, issuer, covers } = signature;
  const name = nameOf(signature);
  const what = kind === 'timestamp' ? { vi: 'Dấu thời gian', en: 'Time stamp' } : { vi: 'Chữ ký số', en: 'Signature' };
  const time = signature.signedAt === undefined ? undefined : dayText(dayOf(signature.signedAt));
  const by = signature.timeFrom === 'timestamp' ? { vi: 'theo dấu thời gian', en: 'by time stamp' } : clock;
  const range = covers === undefined ? undefined : covers.to >= bytes ? whole : part(covers.to, bytes);
  const said = states[state];
  return {
    vi:
      [
        `${what.vi}: ${name.vi}`,
        ...(issuer === undefined ? [] : [`chứng thư do ${issuer} cấp`]),
        ...(time ? [`ký ngày ${time.vi} (${by.vi})`] : []),
        ...(range ? [range.vi] : []),
        said.vi,
      ].join('; ') + '.',
    en:
      [
        `${what.en}: ${name.en}`,
        ...(issuer === undefined ? [] : [`certificate issued by ${issuer}`]),
        ...(time ? [`signed on ${time.en} (${by.en})`] : []),
        ...(range ? [range.en] : []),
        said.en,
      ].join('; ') + '.',
  };
}

const clock: Text = { vi: 'theo đồng hồ của người ký', en: "by the signer's clock" };
const whole: Text = { vi: 'ký trên toàn bộ tệp', en: 'over the whole file' };
const part = (to: number, bytes: number): Text => ({
  vi: `ký trên ${to} byte đầu của tệp ${bytes} byte`,
  en: `over the first ${to} bytes of ${bytes}`,
});
const states: Readonly<Record<PdfSignature['state'], Text>> = {
  intact: { vi: 'nội dung được ký còn nguyên vẹn', en: 'what was signed is intact' },
  changed: { vi: 'nội dung đã bị thay đổi sau khi ký', en: 'what was signed has been changed since' },
  unreadable: { vi: 'không đọc được chữ ký', en: 'the signature cannot be read' },
};

const nameOf = ({ signer, organization }: PdfSignature): Text => {
  const known = [signer, organization].filter((n, i, all) => n !== undefined && all.indexOf(n) === i).join(', ');
  return known === '' ? { vi: 'không rõ người ký', en: 'signer unknown' } : { vi: known, en: known };
};

/** What is worth knowing of the signatures of a file. */
export function sayOfSignatures(signatures: readonly PdfSignature[], added: number): readonly SignedFinding[] {
  const each = signatures.flatMap((signature) => {
    const name = nameOf(signature);
    const found = (code: string, weight: SignedFinding['weight'], say: Text): SignedFinding[] => [
      { code, weight, say },
    ];
    return [
      ...(signature.state === 'changed'
        ? found('changedSince', 'ask', {
            vi: `Nội dung đã bị thay đổi sau khi ký: ${name.vi}.`,
            en: `Changed after it was signed: ${name.en}.`,
          })
        : []),
      ...(signature.state === 'unreadable'
        ? found('unreadableSignature', 'ask', {
            vi: 'Tệp có chữ ký số không đọc được hoặc không gắn với nội dung tệp.',
            en: 'The file has a signature that cannot be read, or that is not of this file.',
          })
        : []),
      ...(signature.trust === 'untrusted'
        ? found('untrustedIssuer', 'ask', {
            vi: `Chứng thư của ${name.vi} không thuộc chứng thư số gốc đã cấu hình.`,
            en: `The certificate of ${name.en} does not lead to a configured root.`,
          })
        : []),
      ...(signature.expired
        ? found('expiredCertificate', 'ask', {
            vi: `Chứng thư của ${name.vi} không còn hoặc chưa có hiệu lực khi ký.`,
            en: `The certificate of ${name.en} was not valid when it was used.`,
          })
        : []),
      ...(signature.weak
        ? found('weakDigest', 'look', {
            vi: `Chữ ký của ${name.vi} dùng thuật toán băm SHA-1, không còn an toàn.`,
            en: `The signature of ${name.en} uses the digest SHA-1, which is not safe any more.`,
          })
        : []),
    ];
  });
  if (signatures.length === 0) each.push(unsigned);
  if (added > 0) each.push(addedSince(added));
  return each;
}

const unsigned: SignedFinding = {
  code: 'unsigned',
  weight: 'look',
  say: { vi: 'Tệp không có chữ ký số.', en: 'The file has no digital signature.' },
};

const addedSince = (bytes: number): SignedFinding => ({
  code: 'addedSince',
  weight: 'ask',
  say: {
    vi: `Sau chữ ký cuối cùng, tệp có thêm ${bytes} byte không thuộc phần được ký.`,
    en: `After the last signature ${bytes} bytes were added that nobody has signed.`,
  },
});
