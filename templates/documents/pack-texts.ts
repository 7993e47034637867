import type { Day } from '../../domain/time';
import { dayText, onDay } from '../format';

/** What stands in a pack as plain text, and in its index beside a paper: Vietnamese, as its papers are. */

export const packNotes = {
  onPaper: 'Chỉ có bản giấy',
  noFile: 'Chưa có tệp',
  besides: 'Ở thư mục ngoài, cùng Quyết định',
  takeApart: 'Tải riêng từng hồ sơ',
  folder: (line: string): string => `Thư mục ${line}`,
  dossiers: (n: number): string => `${n} hồ sơ`,
  /** The sheet with what a unit wrote. */
  dossier: 'Hồ sơ',
} as const;

export const packSubject = {
  nomination: (id: string, nominee: string): string => `Hồ sơ ${id}: ${nominee}`,
  award: (award: string, year: number, unit: string): string => `${award}, năm ${year}, ${unit}`,
  decision: (number: string, subject: string): string => `Quyết định số ${number}: ${subject}`,
  case: (id: string, kind: string, holder: string): string => `Vụ việc ${id}, ${kind.toLowerCase()}: ${holder}`,
  given: (award: string, number: string): string => `${award}, Quyết định số ${number}`,
} as const;

interface RulesInForce {
  readonly id: string;
  readonly sets: readonly {
    readonly title: { readonly vi: string };
    readonly version: string;
    readonly effectiveFrom: Day;
  }[];
  readonly rules: readonly {
    readonly code: string;
    readonly wording: { readonly vi: string };
    readonly citation: { readonly vi: string };
  }[];
}

/** The rules that a dossier was judged by. */
export const rulesText = (all: readonly RulesInForce[]): readonly string[] =>
  all.flatMap(({ id, sets, rules }) => [
    `BỘ QUY ĐỊNH ${id}`,
    ...sets.map(
      ({ title, version, effectiveFrom }) =>
        `${title.vi}, phiên bản ${version}, áp dụng từ ngày ${dayText('vi', effectiveFrom)}`,
    ),
    '',
    ...rules.map(({ code, wording, citation }) => `${code}: ${wording.vi} (${citation.vi})`),
    '',
  ]);

const broken = { missing: 'thiếu mục', changed: 'mục đã bị sửa', cut: 'phần cuối bị cắt' } as const;

/** Whether the chain of a trail is whole, with its last hash. */
export const chainText = (
  entity: string,
  report:
    | { readonly intact: true; readonly entries: number; readonly head: string }
    | { readonly intact: false; readonly seq: number; readonly reason: keyof typeof broken },
): readonly string[] =>
  report.intact
    ? [`Chuỗi nhật ký của ${entity} nguyên vẹn: ${report.entries} mục.`, `Mã cuối: ${report.head}`]
    : [
        `CHUỖI NHẬT KÝ CỦA ${entity} KHÔNG CÒN NGUYÊN VẸN từ mục ${report.seq}: ${broken[report.reason]}. Đề nghị báo quản trị viên.`,
      ];

/** What was asked for in a case. */
export const caseText = {
  given: (kind: string, number: string, on: Day): string =>
    `${kind}: Quyết định số ${number} ngày ${dayText('vi', on)}`,
  ground: (ground: string): string => `Căn cứ hủy bỏ: ${ground}`,
  because: (cause: string): string => `Nguyên nhân: ${cause}`,
  reason: (reason: string): string => `Lý do: ${reason}`,
  change: (field: string, printed: string, correct: string): string =>
    `${field}: đã in “${printed}”, nội dung đúng “${correct}”`,
  due: (on: Day): string => `Hạn nộp lại: ${onDay('vi', on)}`,
} as const;

/** The contents of a signing pack, and what is to be done with it. */
export const signingText = (
  { id, number }: { readonly id: string; readonly number: string },
  files: readonly string[],
  sessionsWithoutMinutes: readonly string[],
): readonly string[] => [
  `GÓI TRÌNH KÝ ${id} (Tờ trình số ${number})`,
  '',
  ...files,
  ...sessionsWithoutMinutes.map(
    (session) => `Chưa có biên bản của phiên ${session}: lập lại tại hồ sơ phiên họp rồi tải lại gói này.`,
  ),
  '',
  'Các văn bản trên là dự thảo. Hệ thống không ký thay cơ quan, người có thẩm quyền và không giữ khóa ký.',
  'Sau khi ký, cấp số: tải tệp PDF đã ký lên tờ trình này và ghi số, ngày, người ký.',
  '',
];

/** On a draft decision that goes with a proposal. */
export const draftNote = (proposal: string): string =>
  `Dự thảo trình ký theo Tờ trình ${proposal}; chưa ký, chưa cấp số, chưa có hiệu lực`;
