import type { PaperCaseKind } from '../../domain/case/state';
import type { Day } from '../../domain/time';
import { dayInFull, type NamedPaper } from '../format';
import type { DecisionDocument, LetterDocument } from './index';
import { sentenceCase } from './nominee';

/** What the papers of a case say: a correction letter, a decision that replaces, one that revokes. */

/** How a paper speaks of an award: who holds it, with the form of address in running text, and "tặng" or "truy tặng". */
export interface Conferral {
  readonly holder: string;
  readonly verb: 'tặng' | 'truy tặng';
}

export const conferring = (posthumous: boolean): Conferral['verb'] => (posthumous ? 'truy tặng' : 'tặng');

/** "hiện vật khen thưởng và tiền thưởng": what has to come back, or nothing. */
export const returnsText = (returns: readonly ('object' | 'money')[]): string =>
  returns.map((what) => (what === 'object' ? 'hiện vật khen thưởng' : 'tiền thưởng')).join(' và ');

/** "Quyết định số 05/QĐ-UBND ngày 04 tháng 12 năm 2026 của Chủ tịch Ủy ban nhân dân tỉnh Đ" */
export const givenBy = ({
  decisionNumber,
  decidedOn,
  authority,
}: {
  readonly decisionNumber: string;
  readonly decidedOn: Day;
  readonly authority: string;
}): string => `Quyết định số ${decisionNumber} ${dayInFull(decidedOn)} của ${authority}`;

/** What a paper is about; a letter to a unit that was not told of returns says none. */
export function caseSubject(
  kind: string,
  { award, verb, back, number }: Pick<CaseWords, 'award' | 'verb' | 'back'> & { readonly number: string },
): string {
  switch (kind) {
    case 'correction':
      return `Đính chính nội dung ghi trên ${award} kèm theo Quyết định số ${number}`;
    case 'replacement':
      return `Về việc ${verb} ${award}, thay thế một phần Quyết định số ${number}`;
    default:
      return `Về việc hủy bỏ quyết định ${verb} ${award}${back === '' ? '' : `, thu hồi ${back}`}`;
  }
}

/** On which paper a revocation rests: "Căn cứ Kết luận thanh tra số 12/KL-TTr ngày 13 tháng 11 năm 2026". */
export const conclusionText = ({ title, number, date }: NamedPaper): string =>
  `Căn cứ ${title}${number === undefined ? '' : ` số ${number}`}${date === undefined ? '' : ` ${dayInFull(date)}`}`;

export const copyNote = (recorded: boolean): string => (recorded ? 'Bản điện tử lưu hồ sơ' : 'Dự thảo');

export const caseTitle = (decision: { readonly number: string; readonly date: Day } | undefined, subject: string) => {
  const about = subject.replace(/^V/, 'v');
  return decision
    ? `Quyết định số ${decision.number} ${dayInFull(decision.date)} ${about}`
    : `Dự thảo Quyết định ${about}`;
};

/** To whom a paper goes, the standing body of the council among them. */
export const caseRecipients = (kind: PaperCaseKind, body: string): string[] => [
  kind === 'correction' ? 'Như trên' : 'Như Điều 3',
  body,
  'Lưu: VT, TĐKT',
];

type Changes = LetterDocument['changes'];

export interface CaseWords extends Conferral {
  readonly award: string;
  /** By which decision it was given. */
  readonly given: string;
  /** The unit of the holder, or nothing. */
  readonly unit: string;
  /** What comes back, or nothing. */
  readonly back: string;
}

export const correctionText = (of: CaseWords): Pick<LetterDocument, 'addressees' | 'paragraphs' | 'closing'> => ({
  addressees: [of.unit || sentenceCase(answerable(of))],
  paragraphs: [
    `Tại ${of.given}, ${of.holder} được ${of.verb} ${of.award}. Do sai sót về thể thức, kỹ thuật trình bày, lỗi chính tả khi in, nội dung ghi trên ${of.award} được đính chính như sau:`,
  ],
  closing: [
    `Các nội dung khác không thay đổi. Công văn này là một phần không tách rời của ${of.award} đã cấp; đề nghị ${keeping(of)} lưu kèm./.`,
  ],
});

/** Who keeps the letter with what was awarded: the holder, or who his unit tells. */
const keeping = (of: CaseWords): string =>
  of.unit === '' ? answerable(of) : `${of.unit} thông báo cho tập thể, cá nhân được khen thưởng để`;

export const revokingArticles = (
  of: CaseWords,
  { ground, returnDays }: { readonly ground?: string; readonly returnDays: number },
): DecisionDocument['articles'] => [
  {
    text: `Hủy bỏ việc ${of.verb} ${of.award} cho ${of.holder} tại ${of.given}${ground === undefined ? '' : `, với lý do: ${ground}`}.`,
  },
  {
    text:
      of.back === ''
        ? 'Kết quả khen thưởng nêu tại Điều 1 không được dùng làm căn cứ xét các danh hiệu thi đua, hình thức khen thưởng khác.'
        : `Thu hồi ${of.back} kèm theo. ${sentenceCase(answerable(of))} có trách nhiệm nộp lại trong thời hạn ${returnDays} ngày làm việc kể từ ngày quyết định này có hiệu lực.`,
  },
  executing(of),
];

export const replacingArticles = (of: CaseWords, changes: Changes): DecisionDocument['articles'] => [
  {
    text: `Thay thế phần ${of.verb} ${of.award} cho ${of.holder} tại ${of.given} bằng nội dung sau:`,
    paragraphs: changes.map(({ what, printed, correct }) => `${what}: “${correct}” (đã ghi: “${printed}”).`),
  },
  {
    text: `Thu lại ${of.award} đã cấp; cấp lại theo nội dung nêu tại Điều 1, vào sổ vàng theo số mới. Tiền thưởng không thay đổi.`,
  },
  executing(of),
];

/** Who does what a paper asks: whoever holds the award, or his family. */
const answerable = ({ holder, verb }: Conferral): string => (verb === 'tặng' ? holder : `đại diện gia đình ${holder}`);

const executing = (of: CaseWords): { text: string } => ({
  text: `Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị có liên quan${of.unit === '' ? '' : `, ${of.unit}`} và ${answerable(of)} chịu trách nhiệm thi hành Quyết định này./.`,
});
