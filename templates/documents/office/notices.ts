import type { Day } from '../../../domain/time';
import { dayInFull } from '../../format';
import type { Signing } from '../decision';
import { nomineeInList, type PrintedNominee } from '../nominee';
import { field, maybe, maybeList, type FieldsOf } from './field';
import { atBeginning, marked, open, ofDepartment, officePaperFields, signedBy, type OfficePaper } from './parts';

/** What both notices say alike. */
interface Notice extends OfficePaper {
  addressee: string;
  submission: string;
  submittedOn: string;
  nominee: string;
  detail: string;
  award: string;
}

/** Thông báo kết quả khen thưởng. */
export interface ResultNoticePaper extends Notice {
  authority: string;
  decision: string;
  decidedOn: string;
  given: string;
  goldBook: string;
  certificate: string;
}

/** Thông báo không khen thưởng, hoặc trả hồ sơ. */
export interface RefusalNoticePaper extends Notice {
  outcome: string;
  reasons: { text: string; citation: string }[];
}

const noticeFields: FieldsOf<Notice> = {
  ...officePaperFields,
  ...ofDepartment,
  title: { ...officePaperFields.title, example: 'Thông báo kết quả khen thưởng' },
  number: field('Số, ký hiệu; chừa chỗ khi chưa có số', 'Number and symbol; left open', '……../TB-SNV'),
  addressee: field('Nơi gửi: đơn vị trình', 'To whom it goes: the unit', 'Sở Tài chính'),
  submission: field('Số Tờ trình của đơn vị', 'Number of the proposal of the unit', '34/TTr-STC'),
  submittedOn: field('Ngày Tờ trình của đơn vị', 'Its date', 'ngày 16 tháng 11 năm 2026'),
  nominee: field('Họ và tên, tên tập thể', 'Name', 'Bà Trần Thị Mẫu'),
  detail: maybe('Chức vụ, đơn vị; nơi cư trú', 'Post and unit; residence', 'Trưởng phòng, Sở Tài chính'),
  award: field('Danh hiệu thi đua, hình thức khen thưởng', 'Award', 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ'),
};

export const resultNoticeFields: FieldsOf<ResultNoticePaper> = {
  ...noticeFields,
  authority: field('Thẩm quyền quyết định', 'Whose decision it is', 'Chủ tịch Ủy ban nhân dân tỉnh Đ'),
  decision: field('Số Quyết định', 'Number of the decision', '05/QĐ-UBND'),
  decidedOn: field('Ngày Quyết định', 'Date of the decision', 'ngày 04 tháng 12 năm 2026'),
  given: field('Tặng hay truy tặng', 'Given, or given posthumously', 'tặng'),
  goldBook: maybe('Số sổ vàng', 'Number in the gold book', '12'),
  certificate: maybe('Số hiệu bằng để tra cứu', 'Number of the certificate', 'SV-CTUBND-2026-00012'),
};

export const refusalNoticeFields: FieldsOf<RefusalNoticePaper> = {
  ...noticeFields,
  title: { ...officePaperFields.title, example: 'Thông báo trường hợp không được khen thưởng' },
  outcome: field('Kết quả', 'What became of it', 'không được khen thưởng trong đợt này'),
  reasons: maybeList('Lý do', 'Reasons', {
    text: field('Một lý do', 'One reason', 'Thời gian công tác chưa đủ'),
    citation: maybe('Căn cứ', 'Legal ground', 'khoản 1 Điều 23 Luật Thi đua, khen thưởng'),
  }),
};

/** What a notice is made of, as records have it. */
export interface NoticeRecords {
  readonly body: {
    readonly superior?: string;
    readonly issuer: string;
    readonly symbol: string;
    readonly place: string;
    readonly head?: { readonly name: string; readonly post: string };
  };
  readonly signing: Partial<Signing>;
  readonly today: Day;
  readonly unit: string;
  readonly submission: { readonly number: string; readonly date: Day };
  readonly nominee: PrintedNominee;
  readonly posthumous: boolean;
  readonly award: string;
}

function noticeOf(records: NoticeRecords, called: string): Notice {
  const { body, unit, nominee, today } = records;
  const { name, detail } = nomineeInList(nominee, unit);
  return {
    title: `${called} – ${name}`,
    superior: body.superior ?? '',
    issuer: body.issuer,
    ...open('TB', body.symbol, today),
    place: atBeginning(body.place),
    addressee: unit,
    submission: records.submission.number,
    submittedOn: dayInFull(records.submission.date),
    nominee: name,
    detail,
    award: records.award,
    recipients: marked(['Như trên', 'Lưu: VT, TĐKT'], '.'),
    ...signedBy(records.signing, body),
  };
}

export const resultNoticePaper = (
  records: NoticeRecords,
  given: {
    readonly authority: string;
    readonly number: string;
    readonly date: Day;
    readonly goldBook?: number;
    readonly certificate?: string;
  },
): ResultNoticePaper => ({
  ...noticeOf(records, 'Thông báo kết quả khen thưởng'),
  authority: given.authority,
  decision: given.number,
  decidedOn: dayInFull(given.date),
  given: records.posthumous ? 'truy tặng' : 'tặng',
  goldBook: given.goldBook === undefined ? '' : String(given.goldBook),
  certificate: given.certificate ?? '',
});

/** How it ended, in the words of a notice. */
const OUTCOMES = {
  declined: 'không được khen thưởng trong đợt này',
  lapsed: 'được trả lại do quá thời hạn bổ sung hồ sơ',
} as const;

export const refusalNoticePaper = (
  records: NoticeRecords,
  ended: {
    readonly outcome: keyof typeof OUTCOMES;
    readonly reasons: readonly { readonly reason: string; readonly citation: string }[];
  },
): RefusalNoticePaper => ({
  ...noticeOf(records, 'Thông báo trường hợp không được khen thưởng'),
  outcome: OUTCOMES[ended.outcome],
  reasons: ended.reasons
    .filter(({ reason }) => reason !== '')
    .map(({ reason, citation }) => ({
      text: reason.replace(/[.;\s]+$/, ''),
      citation: citation.replace(/[.;\s]+$/, ''),
    })),
});

/** The reason of a council that has not passed a line: how it voted is not told. */
export const NOT_PASSED = 'Hội đồng không thông qua';
