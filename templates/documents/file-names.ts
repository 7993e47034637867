/** What papers are called as files, and in the index of a pack: Vietnamese, as the papers themselves are. */
const titles = {
  // papers of a session
  countingMinutes: 'Biên bản kiểm phiếu',
  minutes: 'Biên bản họp Hội đồng',
  namedBallot: 'Phiếu lấy ý kiến',
  agenda: 'Tài liệu họp',
  invitation: 'Giấy mời',
  // of a year of emulation
  pact: 'Giao ước thi đua',
  registration: 'Bản đăng ký thi đua',
  midYearReview: 'Báo cáo sơ kết',
  finalReview: 'Báo cáo tổng kết',
  figures: 'Biểu số liệu thi đua',
  statistics: 'Thống kê thi đua, khen thưởng năm',
  initiativeConfirmation: 'Xác nhận sáng kiến',
  // of a unit
  unitProposal: 'Tờ trình của đơn vị',
  nomineeList: 'Danh sách đề nghị',
  unitMinutes: 'Biên bản bình xét',
  achievementReport: 'Báo cáo thành tích',
  workbook: 'Biểu đề nghị khen thưởng',
  dossier: 'Nội dung hồ sơ đề nghị',
  roundReminder: 'Công văn đôn đốc',
  pastAwards: 'Mẫu danh sách khen thưởng cũ',
  awardRecord: 'Phiếu xác nhận quá trình khen thưởng',
  // of a proposal and a decision
  proposal: 'Tờ trình',
  proposalList: 'Danh sách kèm theo Tờ trình',
  listBeside: 'Danh sách kèm theo',
  signingPack: 'Gói trình ký',
  ministryPack: 'Hồ sơ trình Bộ Nội vụ',
  missingFiles: 'Văn bản còn thiếu',
  draftDecision: 'Dự thảo Quyết định',
  decision: 'Quyết định',
  signedDecision: 'Quyết định đã ký',
  sessionMinutes: 'Biên bản',
  resultNotice: 'Thông báo kết quả khen thưởng',
  refusalNotice: 'Thông báo không khen thưởng',
  certificates: 'Bằng khen, Giấy khen, Bằng chứng nhận',
  newCertificates: 'Bằng khen, Giấy khen, Bằng chứng nhận mới',
  onBlanks: 'In phôi',
  onBlanksProof: 'In thử',
  handover: 'Biên bản bàn giao',
  handoverSlips: 'Phiếu nhận hiện vật',
  ceremonyList: 'Danh sách trao tặng',
  paymentList: 'Danh sách chi tiền thưởng',
  // of a case
  caseContent: 'Nội dung vụ việc',
  awardingDecision: 'Quyết định khen thưởng',
  correctionLetter: 'Văn bản đính chính',
  settlingDecision: 'Quyết định giải quyết vụ việc',
  caseDraft: 'Dự thảo văn bản',
  // of a pack
  wholeFile: 'Hồ sơ trọn bộ',
  wholeFileOfDecision: 'Hồ sơ trọn bộ Quyết định',
  contents: '00_Mục lục',
  index: '00_Mục lục văn bản, tài liệu',
  rules: 'Quy định áp dụng khi xét',
  trail: 'Nhật ký xử lý',
  chainCheck: 'Kết quả kiểm tra chuỗi nhật ký',
  chainCheckOfDecision: 'Kết quả kiểm tra chuỗi nhật ký của Quyết định',
  chainCheckOfCertificate: 'Kết quả kiểm tra chuỗi nhật ký của bằng',
} as const;
export type FileTitle = keyof typeof titles;

/** "Biên bản bình xét STC 2026-2", without its ending. */
export const fileName = (title: FileTitle, ...of: readonly (string | number | undefined)[]): string =>
  [titles[title], ...of.filter((one) => one !== undefined)].join(' ');

export const signedName = (title: FileTitle): string => `${titles[title]} đã ký`;

/** A number as it stands in the name of a file: "05-QĐ-UBND" of "05/QĐ-UBND". */
export const fileNumber = (number: string): string => number.replace(/[^0-9A-Za-zĐđ-]+/g, '-');

/** What a paper of a session is called as a file: "Biên bản kiểm phiếu PH-3f9c2a.pdf". */
export const paperName = (
  { paper, format }: { readonly paper: FileTitle; readonly format: string },
  { _id }: { readonly _id: string },
  member?: string,
): string => `${fileName(paper, _id, member)}.${format}`;

/** A filled-in form that comes back with its wrong cells explained: "Biểu đề nghị – cần sửa.xlsx". */
export const toMend = (name: string): string => `${name.replace(/\.[^.]{1,5}$/, '')} – cần sửa.xlsx`;

/** Of a workbook that is taken down with nothing in it. */
export const EMPTY = 'mẫu trống';

/** A form of an agency with example data, and as a file to go on with. */
export const previewName = (template: string): string => `Xem thử – ${template}`;
export const templateName = (template: string, version: number): string => `Mẫu ${template}, phiên bản ${version}.docx`;
