import type { Day } from '../../domain/time';
import type { PactPaper, RegistrationPaper, ReviewReport } from './office/campaign';
import type { InitiativeConfirmation } from './office/initiative';
import type { OfficePaper } from './office/parts';

/** A paper of a year of emulation as a file copy (PDF): the same words as the .docx that an office goes on with. */
export interface CampaignPaperDocument {
  title: string;
  superior: string;
  /** Issuer, as `session.typ` calls it. */
  council: string;
  place: string;
  dated: string;
  /** Date of the file. */
  date: Day;
  /** `/BC-STC`; empty where the paper has no number. */
  symbol: string;
  name: string;
  subject: string;
  blocks: PaperBlock[];
  recipients: { text: string }[];
  /** Who signs: one, or each party of a pact. */
  /** What stands below each page, where it is not of a campaign. */
  footer?: string;
  signatures: { capacity: string[]; post: string; name: string }[];
}

export type PaperBlock =
  | { kind: 'part'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'table'; widths: number[]; heads: string[]; left: number[]; rows: string[][] };

const part = (text: string): PaperBlock => ({ kind: 'part', text });
const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });
/** Nothing is said where there is nothing to say. */
const paragraphs = (label: string, text: string): PaperBlock[] =>
  text.trim() === ''
    ? []
    : text
        .split('\n')
        .filter((one) => one.trim() !== '')
        .map((one, i) => ({ kind: 'paragraph', text: i === 0 && label !== '' ? `${label}: ${one}` : one }));

const document = (
  paper: OfficePaper,
  date: Day,
  of: Pick<CampaignPaperDocument, 'name' | 'subject' | 'blocks'> &
    Partial<Pick<CampaignPaperDocument, 'signatures' | 'footer'>>,
): CampaignPaperDocument => {
  const { title, superior, issuer, place, dated, number, recipients, capacities, signerPost, signer } = paper;
  return {
    title,
    superior,
    council: issuer,
    place,
    dated,
    date,
    symbol: number === '' ? '' : number.slice(number.indexOf('/')),
    recipients,
    signatures: [{ capacity: capacities.map(({ text }) => text), post: signerPost, name: signer }],
    ...of,
  };
};

const opening = ({ campaign, theme }: { campaign: string; theme: string }): PaperBlock[] => [
  paragraph(`Thực hiện ${campaign}.`),
  ...paragraphs('Chủ đề', theme),
];

export const pactDocument = (paper: PactPaper, date: Day): CampaignPaperDocument =>
  document(paper, date, {
    name: 'Giao ước thi đua',
    subject: `Năm ${paper.year}`,
    blocks: [
      ...opening(paper),
      part('I. MỤC ĐÍCH'),
      ...paragraphs('', paper.aims),
      part('II. NỘI DUNG, TIÊU CHÍ'),
      ...paragraphs('', paper.criteria),
      ...(paper.targets.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              widths: [1, 4, 5, 4],
              heads: ['Số TT', 'Đơn vị', 'Chỉ tiêu', 'Mức đăng ký'],
              left: [1, 2],
              rows: paper.targets.map(({ no, party, name, goal }) => [no, party, name, goal]),
            },
          ]),
      part('III. BIỆN PHÁP'),
      ...paragraphs('', paper.measures),
      part('IV. CÁC ĐƠN VỊ KÝ GIAO ƯỚC'),
      {
        kind: 'table',
        widths: [1, 5, 6],
        heads: ['Số TT', 'Đơn vị', 'Danh hiệu đăng ký'],
        left: [1, 2],
        rows: paper.parties.map(({ no, name, titles }) => [no, name, titles]),
      },
      paragraph('Các đơn vị cam kết thực hiện đúng nội dung Giao ước thi đua nêu trên./.'),
    ],
    signatures: paper.parties.map(({ name, head }) => ({ capacity: [], post: `Đại diện ${name}`, name: head })),
  });

export const registrationDocument = (paper: RegistrationPaper, date: Day): CampaignPaperDocument =>
  document(paper, date, {
    name: 'Bản đăng ký thi đua',
    subject: `Năm ${paper.year}`,
    blocks: [
      ...opening(paper),
      ...paper.registrants.flatMap(({ no, name, post, titles, measures, responsible, targets }): PaperBlock[] => [
        part(`${no}. ${name}${post === '' ? '' : ` (${post})`}`),
        ...paragraphs('Danh hiệu, hình thức khen thưởng đăng ký', titles),
        ...(targets.length === 0
          ? []
          : [
              {
                kind: 'table' as const,
                widths: [1, 5, 3, 3, 3],
                heads: ['Số TT', 'Chỉ tiêu', 'Kết quả năm trước', 'Mức đăng ký', 'Nguồn số liệu'],
                left: [1, 4],
                rows: targets.map((one) => [one.no, one.name, one.baseline, one.goal, one.source]),
              },
            ]),
        ...paragraphs('Giải pháp thực hiện', measures),
        ...paragraphs('Người chịu trách nhiệm', responsible),
      ]),
      paragraph(`Trên đây là nội dung đăng ký thi đua năm ${paper.year}./.`),
    ],
  });

export const reviewDocument = (paper: ReviewReport, date: Day): CampaignPaperDocument =>
  document(paper, date, {
    name: 'Báo cáo',
    subject: `${paper.review} phong trào thi đua ${paper.period}`,
    blocks: [
      ...opening(paper),
      part('I. KẾT QUẢ THỰC HIỆN'),
      paragraph(`${paper.summary}.`),
      ...paper.results.flatMap(({ no, name, targets, text }): PaperBlock[] => [
        part(`${no}. ${name}`),
        ...(targets.length === 0
          ? []
          : [
              {
                kind: 'table' as const,
                widths: [2, 7, 5, 5, 4, 4, 4],
                heads: [
                  'Số TT',
                  'Chỉ tiêu',
                  'Mức đăng ký',
                  'Kết quả',
                  'So với chỉ tiêu',
                  'So với năm trước',
                  'Đánh giá',
                ],
                left: [1],
                rows: targets.map((one) => [one.no, one.name, one.goal, one.value, one.share, one.trend, one.state]),
              },
            ]),
        ...paragraphs('', text),
      ]),
      part('II. BÀI HỌC RÚT KINH NGHIỆM'),
      ...paper.results.flatMap(({ name, lessons }) => paragraphs(name, lessons)),
      part('III. ĐỀ NGHỊ KHEN THƯỞNG'),
      ...(paper.proposed.length === 0
        ? [paragraph('Chưa có tập thể, cá nhân được đề nghị.')]
        : [
            {
              kind: 'table' as const,
              widths: [1, 5, 8],
              heads: ['Số TT', 'Danh hiệu, hình thức', 'Tập thể, cá nhân'],
              left: [1, 2],
              rows: paper.proposed.map(({ no, award, names }) => [no, award, names]),
            },
          ]),
      part('IV. PHƯƠNG HƯỚNG, NHIỆM VỤ'),
      paragraph('…'.repeat(28)),
      paragraph(`Trên đây là kết quả thực hiện phong trào thi đua ${paper.period}./.`),
    ],
  });

export const confirmationDocument = (paper: InitiativeConfirmation, date: Day): CampaignPaperDocument =>
  document(paper, date, {
    name: 'Xác nhận',
    subject: `Hiệu quả áp dụng và khả năng nhân rộng của ${paper.nature.toLocaleLowerCase('vi')}`,
    footer: 'Dự thảo lập từ hồ sơ sáng kiến, chưa ký',
    blocks: [
      paragraph(`${paper.issuer} xác nhận ${paper.nature.toLocaleLowerCase('vi')} sau đây đã được công nhận:`),
      ...paragraphs('1. Tên', paper.name),
      ...paragraphs('2. Lĩnh vực', paper.field),
      part('3. Tác giả'),
      {
        kind: 'table',
        widths: [1, 4, 3, 4, 2],
        heads: ['Số TT', 'Họ và tên', 'Chức vụ', 'Đơn vị', 'Tỷ lệ đóng góp'],
        left: [1, 2, 3],
        rows: paper.authors.map(({ no, name, post, unit, share }) => [no, name, post, unit, share]),
      },
      ...paragraphs('4. Đơn vị áp dụng', `${paper.unit}, từ ngày ${paper.appliedFrom}`),
      ...paragraphs('5. Nội dung', paper.content),
      ...paragraphs('6. Hiệu quả áp dụng', paper.effect),
      ...paragraphs('7. Phạm vi ảnh hưởng, khả năng nhân rộng', paper.scope),
      paragraph(`8. Căn cứ công nhận: ${paper.council}; văn bản công nhận ${paper.decision}./.`),
    ],
  });
