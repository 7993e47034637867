import type { Text } from '../../domain/award';
import type { Address, Language } from '../../platform/store';

/** What pages say of records, where the record has a code or a fact and no words. */
export const words = {
  eligible: { vi: 'đủ điều kiện', en: 'eligible' },
  eligibleLetPass: {
    vi: 'đủ điều kiện, có tiêu chuẩn chưa đạt được cho qua',
    en: 'eligible, with a criterion that is not met and was let pass',
  },
  letPass: { vi: 'Tiêu chuẩn chưa đạt, được cho qua', en: 'Criterion not met, let pass' },
  letPassReason: { vi: 'lý do', en: 'reason' },
  letPassPaper: { vi: 'văn bản', en: 'paper' },
  lockedNominee: { vi: 'là người được đề nghị khen thưởng', en: 'is the nominee' },
  lockedHead: {
    vi: 'là Thủ trưởng đơn vị trình, theo quy chế không bỏ phiếu',
    en: 'you head the proposing unit; by the regulation you do not vote',
  },
  lockedColleague: {
    vi: 'công tác tại đơn vị trình, theo quy chế không bỏ phiếu',
    en: 'you work in the proposing unit; by the regulation you do not vote',
  },
  achievementPeriod: { vi: 'Thời gian lập thành tích', en: 'Period of achievement' },
  awardYear: { vi: 'Năm xét khen thưởng', en: 'Award year' },
  residence: { vi: 'Nơi cư trú', en: 'Residence' },
  withoutFile: { vi: 'bản giấy', en: 'on paper' },
  oldFile: { vi: 'chưa có tệp', en: 'no file yet' },
  explanation: { vi: 'Nội dung bổ sung, giải trình', en: 'What is added or explained' },
  merit: { vi: 'Tóm tắt thành tích', en: 'Summary of merit' },
  basis: { vi: 'Tiêu chuẩn, căn cứ đề nghị', en: 'Criterion and ground' },
  nomineeName: { vi: 'Tên cá nhân, tập thể, hộ gia đình', en: 'Name of person, collective or household' },
  nomineePost: { vi: 'Chức vụ, chức danh', en: 'Post' },
  nomineeUnit: { vi: 'Đơn vị công tác', en: 'Unit' },
  periodFrom: { vi: 'Thành tích từ ngày', en: 'Achievement from' },
  periodTo: { vi: 'Thành tích đến ngày', en: 'Achievement to' },
  otherPaper: { vi: 'Tài liệu bổ sung', en: 'Further paper' },
} as const satisfies Record<string, Text>;

/** Sentences that a form says about one of its fields. */
export const refusals = {
  empty: { vi: 'chưa nhập nội dung.', en: 'nothing was entered.' },
  notADay: { vi: 'ngày không đúng.', en: 'this is not a day that exists.' },
  noFile: { vi: 'chưa chọn tệp.', en: 'no file was chosen.' },
  wrongFile: {
    vi: 'chỉ nhận tệp PDF, Word, Excel hoặc ảnh JPEG, PNG.',
    en: 'only PDF, Word, Excel, JPEG and PNG files are taken.',
  },
  largeFile: { vi: 'tệp lớn hơn 20 MB.', en: 'the file is larger than 20 MB.' },
  manyFiles: {
    vi: 'mỗi lần tải lên nhiều nhất 30 tệp; đề nghị chia nhỏ, hoặc gộp các trang vào một tệp PDF.',
    en: 'at most 30 files go at a time; please send them in parts, or put pages together in one PDF.',
  },
  noDraft: { vi: 'Chưa chọn hồ sơ nào.', en: 'No draft was chosen.' },
  ahead: { vi: 'ngày này chưa đến; đề nghị kiểm tra lại.', en: 'this day has not come yet; please check it.' },
  noMail: {
    vi: 'chưa phải là địa chỉ thư; đề nghị nhập như ten@coquan.gov.vn.',
    en: 'this is no mail address; please enter one such as name@agency.gov.vn.',
  },
  unchanged: {
    vi: 'nội dung chưa thay đổi; nếu giữ nguyên, đề nghị nêu lý do ở phần giải trình thêm.',
    en: 'nothing was changed; if it is to stay, please say why in the explanation.',
  },
} as const satisfies Record<string, Text>;

/** "Ông", "Bà", "Đồng chí" at the beginning of a sentence; English has no such word here. */
const subject = (lang: Language, address: Address): string =>
  lang === 'en' ? 'You' : `${address.charAt(0).toUpperCase()}${address.slice(1)}`;

export const headOfUnit = (lang: Language, address: Address): string =>
  lang === 'vi' ? `${subject(lang, address)} là Thủ trưởng đơn vị trình.` : 'You head the proposing unit.';

export const ofSameUnit = (lang: Language, address: Address): string =>
  lang === 'vi' ? `${subject(lang, address)} công tác tại đơn vị trình.` : 'You work in the proposing unit.';

/** Who holds a dossier by name, where the unit may know. */
export const officeHolder = (lang: Language, body: string, officer: string): string =>
  lang === 'vi' ? `${body}, chuyên viên ${officer}` : `${body}, officer ${officer}`;

export const orderedBy = (lang: Language, name: string): string =>
  lang === 'vi' ? `Người chỉ đạo lấy ý kiến: ${name}` : `Ordered by: ${name}`;

/** Points to note about lines that a council has passed. */
export const exactlyEnough = (lang: Language, yes: number, of: number): string =>
  lang === 'vi' ? `Đạt đúng tỷ lệ tối thiểu (${yes}/${of}).` : `Exactly the share needed (${yes}/${of}).`;
export const someRecused = (lang: Language, n: number, of: number): string =>
  lang === 'vi'
    ? `${n} thành viên không tham gia bỏ phiếu; tỷ lệ tính trên ${of}.`
    : `${n} recused; the share is counted on ${of}.`;
export const linesExactlyEnough = (lang: Language, n: number): string =>
  lang === 'vi' ? `${n} trường hợp đạt đúng tỷ lệ tối thiểu` : `${n} with exactly the share needed`;
export const linesWithRecused = (lang: Language, n: number): string =>
  lang === 'vi' ? `${n} trường hợp có thành viên không tham gia bỏ phiếu` : `${n} on which members were recused`;
