import { appSamples, appVariants } from './app-samples';
import { unitSamples, unitVariants } from './unit-samples';
import { issuedSamples } from './issued-samples';
import { officeSamples } from './office-samples';
import { recordsSamples } from './records-samples';
import { mailPageSamples } from './app-mail-samples';
import type {
  BallotLine,
  ChosenLine,
  LockedLine,
  PageData,
  PageName,
  ProposalLine,
  WaitingRegistration,
} from '../../templates/pages';
import { ground, kinds, office, person, secretary } from './mail-samples';

/** One set of data for every page, and variants of some; names are evident samples. */

const frame = { office, otherLanguage: '?lang=en' };
const form = { action: 'review', submission: 'b0c1d2e3-0001' };
const session = {
  name: 'đợt 2 năm 2026',
  ballot: 'named',
  closes: '2026-11-27T10:00:00.000Z',
  closesEarly: false,
  secretary,
} as const;
const sheet = { ...frame, person: { ...person, role: 'Ủy viên Hội đồng' }, session };

export const LONG_NAME = 'Công Tằng Tôn Nữ Nguyễn Phương Huyền Trân Khánh Ngọc Thùy Mẫu';
const names = ['Trần Thị Mẫu', 'Lê Văn Mẫu', LONG_NAME, 'Nguyễn Thị Hồng Mẫu', 'Phòng Quản lý ngân sách'];
const units = ['Sở Tài chính', 'Bệnh viện đa khoa tỉnh, Sở Y tế', 'Ủy ban nhân dân phường M', 'Xã N'];
const posts = ['Trưởng phòng Quản lý giá và công sản', 'Phó Trưởng phòng Đầu tư công', 'Chuyên viên chính'];
const merits = [
  'Chiến sĩ thi đua cơ sở các năm 2024, 2025, 2026; sáng kiến “Số hóa hồ sơ tài sản công” áp dụng hiệu quả trong toàn tỉnh.',
  'Chiến sĩ thi đua cơ sở các năm 2024, 2025, 2026; tham mưu giải ngân vốn đầu tư công đạt 102,41 % kế hoạch.',
  'Hoàn thành xuất sắc nhiệm vụ hai năm liên tục; hai sáng kiến được công nhận và áp dụng ở cơ sở.',
];
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length]!;

export function ballotLine(index: number): BallotLine {
  const no = index + 1;
  return {
    id: `n${no}`,
    no,
    name: pick(names, index),
    post: pick(posts, index),
    unit: pick(units, index),
    merit: pick(merits, index),
    basis: 'khoản 1 Điều 22 Luật Thi đua, khen thưởng',
    opinion: 'đủ điều kiện',
    lower: { council: 'Hội đồng Sở', yes: 8 + (index % 2), of: 9 },
    dossier: {
      facts: [{ label: 'Sáng kiến', value: `Số hóa hồ sơ tài sản công, mã ${1000 + index}` }],
      papers: [{ name: 'Báo cáo thành tích (PDF, 1,2 MB)', url: `papers/${no}/report` }],
    },
  };
}

/** A sheet of `count` lines: the first four of one award, the others of another. */
export function ballotOf(
  count: number,
  change: (line: BallotLine) => BallotLine | LockedLine = (line) => line,
): PageData['ballot'] {
  const lines = Array.from({ length: count }, (_, index) => change(ballotLine(index)));
  return {
    ...sheet,
    ...form,
    basis: [
      'Quyết định số 1201/QĐ-UBND ngày 05/8/2025 thành lập Hội đồng Thi đua - Khen thưởng tỉnh.',
      'Điều 7 Quy chế làm việc của Hội đồng: lấy ý kiến bằng văn bản, bằng phương tiện điện tử.',
      'Ý kiến chỉ đạo của Chủ tịch Hội đồng ngày 20/11/2026.',
    ],
    offered: ['yes', 'no'],
    groups: [
      {
        award: 'Chiến sĩ thi đua cấp tỉnh',
        rule: { threshold: { of: [80, 100], mode: 'atLeast' }, base: 'allMembers', needed: 11, of: 13 },
        lines: lines.slice(0, 4),
      },
      {
        award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
        rule: { threshold: { of: [2, 3], mode: 'atLeast' }, base: 'allMembers', needed: 9, of: 13 },
        lines: lines.slice(4),
      },
    ],
  };
}

const award = (no: number): string =>
  no <= 4 ? 'Chiến sĩ thi đua cấp tỉnh' : 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh';

export const chosen: readonly ChosenLine[] = Array.from({ length: 60 }, (_, index): ChosenLine => {
  const { id, no, name } = ballotLine(index);
  const line = { id, no, name, award: award(no) };
  if (no === 2 || no === 9) return { ...line, choice: 'no' };
  if (no === 3) return { ...line, choice: 'recuse', reason: 'là người được đề nghị khen thưởng', locked: true };
  if (no === 5) return { ...line, choice: 'recuse', reason: 'vợ của người được đề nghị' };
  return { ...line, choice: 'yes', byRest: no > 10 };
});

const proposal = { ttr: '88/TTr-SNV', date: '2026-12-02', submitter: 'Sở Nội vụ', power: 'decide', n: 12 } as const;
const authority = {
  ...frame,
  person: { address: 'đồng chí', name: 'Phạm Văn Mẫu', post: 'Chủ tịch Ủy ban nhân dân tỉnh' },
  proposal,
} as const;

function proposalLine(index: number): ProposalLine {
  const { id, no, name, post, unit, merit, basis, opinion } = ballotLine(index);
  return {
    id,
    no,
    name,
    post: post!,
    unit: unit!,
    merit,
    basis,
    opinion,
    council: { council: 'Hội đồng tỉnh', yes: 12, of: 13 },
    findings: no === 2 ? [{ level: 'WARN', text: 'Một thành viên không tham gia bỏ phiếu; tỷ lệ tính trên 13.' }] : [],
    papers: [{ name: 'Báo cáo thành tích', url: `papers/${no}/report` }],
  };
}

const decided = Array.from({ length: 12 }, (_, index) => {
  const { id, no, name } = ballotLine(index);
  return { id, no, name, award: award(no), ...(no === 4 ? { reason: 'Chờ kết luận kiểm tra' } : {}) };
});
const answer = { ...authority, answer: 'approve', lines: decided } as const;

const line = { no: 3, name: LONG_NAME, award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh' };
const ofUnit = { ...frame, ttr: '1034/TTr-STC' };

const letterPaper = { number: '21/UBND-NC', date: '2027-01-20' } as const;
const verified = {
  ...frame,
  action: 'verify',
  uploadAction: 'verify',
  domain: 'vinhdanh.example',
  code: 'BK7Q-4M2X',
  checkedAt: '2027-01-12T02:00:00.000Z',
};
export const facts = {
  name: LONG_NAME,
  post: 'Trưởng phòng Quản lý giá và công sản',
  unit: 'Sở Tài chính',
  award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
  decision: '05/QĐ-UBND',
  date: '2027-01-05',
  goldBook: '0117',
};

const headOfUnit = {
  ...frame,
  person: { address: 'Ông', name: 'Nguyễn Văn Mẫu', post: 'Giám đốc' },
  unit: 'Sở Tài chính',
  campaign: { name: 'Thi đua hoàn thành thắng lợi nhiệm vụ tài chính - ngân sách năm 2027', ref: 'TD-2027' },
  due: '2027-01-29',
} as const;
const registrations: readonly WaitingRegistration[] = [
  {
    id: 'DK-1',
    version: 3,
    no: 1,
    name: 'Phòng Quản lý ngân sách và Tài chính hành chính sự nghiệp',
    titles: ['Tập thể lao động xuất sắc', 'Cờ thi đua của UBND tỉnh'],
    targets: [
      {
        name: 'Thu ngân sách nhà nước trên địa bàn',
        unit: 'tỷ đồng',
        baseline: '994.7',
        target: '1009.57',
        direction: 'atLeast',
      },
      { name: 'Hồ sơ giải quyết quá hạn', unit: 'hồ sơ', target: '0', direction: 'atMost' },
    ],
    measures: 'Rà soát nguồn thu, đôn đốc nợ đọng thuế; giao ban hằng tuần.',
  },
  {
    id: 'DK-2',
    version: 1,
    no: 2,
    name: 'Hoàng Nguyễn Phương Khánh Quỳnh Mẫu',
    post: 'Phó Trưởng phòng Quản lý ngân sách và Tài chính hành chính sự nghiệp',
    titles: ['Chiến sĩ thi đua cơ sở'],
    targets: [],
  },
];

export const pageSamples: { readonly [N in PageName]: PageData[N] } = {
  ...appSamples,
  ...unitSamples,
  ...officeSamples,
  ...issuedSamples,
  ...recordsSamples,
  ...mailPageSamples,
  ballot: ballotOf(60, (l) => {
    if (l.no === 2) return { ...l, choice: 'no' };
    if (l.no === 3) return { id: l.id, no: l.no, name: l.name, locked: 'là người được đề nghị khen thưởng' };
    if (l.no === 4) return { ...l, relations: ['Ông là Thủ trưởng đơn vị trình.'] };
    return l;
  }),
  'ballot-review': {
    ...sheet,
    ...form,
    dropped: [{ no: 61, at: '2026-11-24T03:12:00.000Z', paper: '' }],
    lines: chosen,
  },
  'ballot-done': { ...sheet, at: '2026-11-24T03:12:00.000Z', code: '7KQ4-M2XB-91', lines: chosen },
  'ballot-voted': { ...sheet, at: '2026-11-24T03:12:00.000Z', code: '7KQ4-M2XB-91', edit: '?edit=1', lines: chosen },
  'ballot-closed': {
    ...sheet,
    closedAt: '2026-11-27T10:00:00.000Z',
    late: { at: '2026-11-27T10:00:04.000Z', lines: chosen },
  },
  'ballot-busy': { ...sheet, ...form, lines: chosen },
  proposal: {
    ...authority,
    ...form,
    kinds,
    minutesDate: '2026-11-30',
    exceptions: ['1 trường hợp đạt đúng tỷ lệ tối thiểu (11/13)', '1 thành viên không tham gia bỏ phiếu'],
    papers: [
      { name: 'Dự thảo Quyết định', url: 'papers/decision' },
      { name: 'Danh sách', url: 'papers/list' },
      { name: 'Biên bản', url: 'papers/minutes' },
    ],
    groups: [
      { award: 'Chiến sĩ thi đua cấp tỉnh', lines: Array.from({ length: 4 }, (_, i) => proposalLine(i)) },
      {
        award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
        lines: Array.from({ length: 8 }, (_, i) => proposalLine(i + 4)),
      },
    ],
  },
  'proposal-review': { ...answer, ...form },
  'proposal-done': { ...answer, at: '2026-12-03T02:00:00.000Z' },
  'proposal-answered': { ...answer, at: '2026-12-03T02:00:00.000Z' },
  'proposal-closed': {
    ...authority,
    closedAt: '2026-12-04T02:00:00.000Z',
    because: 'recorded',
    paper: { number: '05/QĐ-UBND', date: '2026-12-04' },
  },
  'proposal-handed-over': { ...frame, ttr: '88/TTr-SNV', authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ' },
  'proposal-busy': { ...answer, ...form },
  registration: { ...headOfUnit, ...form, step: 'form', registrations },
  'registration-done': { ...headOfUnit, state: 'signed', n: 2, at: '2027-01-27T02:00:00.000Z' },
  status: {
    ...ofUnit,
    unit: 'Sở Tài chính',
    ttrDate: '2026-11-16',
    receipt: 'TN-2026-0117',
    officer: 'Trần Văn Mẫu',
    asOf: '2026-11-24T03:12:00.000Z',
    lines: [
      {
        no: 1,
        name: 'Trần Thị Mẫu',
        award: 'Chiến sĩ thi đua cấp tỉnh',
        status: 'waitingForCouncil',
        holder: 'council',
        since: '2026-11-20',
        due: '2026-12-04',
        next: ['approval'],
        withdraw: 'withdraw/1',
      },
      {
        no: 2,
        name: 'Phòng Quản lý ngân sách',
        award: 'Tập thể lao động xuất sắc',
        status: 'screening',
        holder: 'office',
        holderName: 'Sở Nội vụ, chuyên viên Trần Văn Mẫu',
        since: '2026-11-17',
        due: '2026-12-08',
        next: ['council'],
      },
      {
        ...line,
        status: 'returned',
        holder: 'unit',
        since: '2026-11-23',
        due: '2026-12-02',
        next: ['council'],
        correction: { reasons: [ground.reason], url: 'correct/3' },
      },
      {
        no: 4,
        name: 'Lê Văn Mẫu',
        award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
        status: 'issued',
        holder: 'service',
        since: '2026-11-20',
        next: [],
      },
      {
        no: 5,
        name: 'Hộ gia đình ông Lò Văn Mẫu',
        award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
        status: 'onHold',
        holder: 'office',
        since: '2026-11-20',
        next: [],
      },
    ],
  },
  correction: {
    ...ofUnit,
    ...form,
    line,
    due: '2026-12-02',
    items: [
      {
        field: 'merit',
        label: 'Tóm tắt thành tích',
        kind: 'long',
        reason: 'nêu rõ kết quả bằng số liệu năm 2026',
        citation: 'khoản 2 Điều 42 Nghị định 152/2025/NĐ-CP',
        old: 'Hoàn thành xuất sắc nhiệm vụ được giao.',
      },
      {
        field: 'gradeDate',
        label: 'Ngày quyết định đánh giá',
        kind: 'date',
        reason: 'ngày sau ngày Tờ trình',
        old: '2026-11-18',
        value: '2026-11-30',
        error: 'Ngày phải trước ngày Tờ trình 16/11/2026.',
      },
      {
        field: 'report',
        label: 'Báo cáo thành tích',
        kind: 'file',
        reason: ground.reason,
        old: 'bao-cao.pdf',
        certifiable: true,
      },
    ],
    missing: ['by'],
    back: '../status',
  },
  'correction-done': {
    ...ofUnit,
    line,
    at: '2026-11-25T02:00:00.000Z',
    changed: [
      {
        label: 'Tóm tắt thành tích',
        old: 'Hoàn thành xuất sắc nhiệm vụ được giao.',
        value: 'Thu ngân sách đạt 108,2 % dự toán năm 2026.',
      },
      { label: 'Báo cáo thành tích', old: 'bao-cao.pdf', value: 'bao-cao-co-xac-nhan.pdf', certified: true },
    ],
    back: '../status',
  },
  withdrawal: { ...ofUnit, ...form, line, mode: 'request', back: '../status' },
  wording: {
    ...ofUnit,
    ...form,
    due: '2026-12-28',
    items: [
      {
        no: 1,
        version: 7,
        award: 'Bằng khen',
        name: 'Ông Nguyễn Hoàng Phương Khánh Trường Mẫu',
        detail: 'Phó Trưởng phòng Quản lý ngân sách, Sở Tài chính',
        merit: 'Đã có thành tích xuất sắc trong công tác, góp phần hoàn thành nhiệm vụ tài chính – ngân sách năm 2026',
        before: { right: true, at: '2026-12-22T02:00:00.000Z', said: '' },
      },
      {
        no: 3,
        version: 7,
        award: 'Tập thể lao động xuất sắc',
        name: 'Phòng Quản lý giá và công sản',
        detail: 'Sở Tài chính',
        merit: 'Hoàn thành xuất sắc nhiệm vụ năm 2026',
        answer: 'wrong',
        missing: 'said',
      },
    ],
    missing: ['by'],
    back: '../status',
  },
  'wording-done': {
    ...ofUnit,
    at: '2026-12-22T02:00:00.000Z',
    items: [
      { no: 1, name: 'Nguyễn Hoàng Phương Khánh Trường Mẫu' },
      { no: 3, name: 'Phòng Quản lý giá và công sản', said: 'tên đúng là “Phòng Quản lý giá, công sản”' },
    ],
    back: '../status',
  },
  'withdrawal-done': { ...ofUnit, line, mode: 'request', at: '2026-11-25T02:00:00.000Z', back: '../status' },
  'dead-link': { ...frame, ...form },
  'dead-link-done': { ...frame, send: true },
  verify: { ...verified, result: { state: 'valid', facts } },
  problem: {
    ...frame,
    code: 'STATE_CHANGED',
    allowed: ['withdraw', 'changeContact'],
    fields: [{ field: 'award', message: 'Chưa có quy trình cho hình thức khen thưởng này.' }],
    back: '/',
  },
  blank: {
    ...frame,
    ...form,
    printer: 'Máy in Phòng Thi đua - Khen thưởng',
    nudge: { right: '+0,5', down: '−1', at: '0.5/-1' },
    blanks: [
      { name: 'Bằng khen, phôi 400 × 300 mm', url: '?code=bang-khen', shown: true },
      { name: 'Giấy khen, phôi A4', url: '?code=giay-khen', shown: false },
    ],
    sheet: {
      name: 'Bằng khen, phôi 400 × 300 mm',
      size: '400 × 300 mm',
      picture: '/o/abc/preview.svg?code=bang-khen',
      proof: '/o/abc/proof.pdf?code=bang-khen',
      live: '/o/abc/preview.svg?code=bang-khen',
      sample: LONG_NAME,
      ownOffered: true,
      own: false,
      facts: [
        {
          no: 1,
          fact: 'name',
          entries: [
            { name: 'name.x', kind: 'x', value: '200', wrong: false },
            { name: 'name.min', kind: 'min', value: 'a', wrong: true },
          ],
        },
      ],
    },
    done: 'moved',
    errors: [{ to: 'f-name.min', text: 'Ô 1. Họ tên – Nhỏ nhất: cần một số, ví dụ 12,5.' }],
  },
  home: { ...frame, verify: '/verify', signIn: '/sign-in', docs: '/api/docs' },
};

/** Pages in a state that their sample above does not show. */
export const pageVariants: readonly { readonly [N in PageName]: readonly [N, string, PageData[N]] }[PageName][] = [
  [
    'ballot',
    'refused',
    ballotOf(12, (l) => {
      if (l.no === 3) return { ...l, choice: 'recuse', missing: 'reason' };
      return l.no === 7 || l.no === 8 ? { ...l, missing: 'choice' } : { ...l, choice: 'yes' };
    }),
  ],
  ['ballot', 'unknown', { ...ballotOf(8), earlierUnknown: true }],
  [
    'ballot',
    'secret',
    {
      ...ballotOf(8),
      session: { ...session, ballot: 'secret', closesEarly: true },
      offered: ['yes', 'no', 'other', 'abstain'],
      earlierAt: '2026-11-24T03:12:00.000Z',
      dropped: [{ no: 9, at: '2026-11-24T03:12:00.000Z', paper: 'Công văn số 77/SNV-TĐKT' }],
      fewByLink: true,
      draft: { at: '2026-11-24T03:12:00.000Z' },
      unseen: true,
    },
  ],
  ['ballot', 'number', { ...ballotOf(8), asksNumber: true, printedAt: '2026-11-23T02:00:00.000Z' }],
  ['ballot-review', 'number', { ...pageSamples['ballot-review'], number: {} }],
  ['ballot-review', 'number-missing', { ...pageSamples['ballot-review'], number: { refused: { kind: 'missing' } } }],
  [
    'ballot-review',
    'number-wrong',
    { ...pageSamples['ballot-review'], number: { refused: { kind: 'wrong', left: 1 } } },
  ],
  [
    'ballot-review',
    'number-locked',
    { ...pageSamples['ballot-review'], number: { refused: { kind: 'locked', until: '2026-11-24T03:27:00.000Z' } } },
  ],
  ['ballot-voted', 'printed', { ...pageSamples['ballot-voted'], printedAt: '2026-11-25T02:00:00.000Z' }],
  ['ballot-review', 'all-yes', { ...pageSamples['ballot-review'], lines: chosen.filter((l) => l.choice === 'yes') }],
  [
    'ballot-done',
    'secret',
    {
      ...sheet,
      session: { ...session, ballot: 'secret' },
      person: { address: 'đồng chí', name: 'Phạm Văn Mẫu', role: 'Chủ tịch Hội đồng' },
      at: '2026-11-24T03:12:00.000Z',
      code: '7KQ4-M2XB-91',
    },
  ],
  [
    'ballot-closed',
    'received',
    { ...sheet, closedAt: session.closes, sentAt: '2026-11-24T03:12:00.000Z', lines: chosen },
  ],
  ['ballot-closed', 'not-received', { ...sheet, closedAt: session.closes }],
  [
    'ballot-closed',
    'cancelled',
    {
      ...sheet,
      closedAt: '2026-11-25T02:00:00.000Z',
      cancelled: true,
      unknown: true,
      late: { at: '2026-11-25T02:00:04.000Z', lines: chosen },
    },
  ],
  [
    'proposal',
    'refused',
    {
      ...pageSamples.proposal,
      missing: ['answer', 'reason'],
      groups: [
        {
          award: 'Chiến sĩ thi đua cấp tỉnh',
          lines: [proposalLine(0), { ...proposalLine(1), struck: true, missing: 'reason' as const }],
        },
      ],
    },
  ],
  [
    'proposal-review',
    'return',
    { ...authority, ...form, answer: 'return', returnReason: 'Bổ sung ý kiến của Thanh tra tỉnh', lines: decided },
  ],
  [
    'proposal-done',
    'forwarded',
    {
      ...answer,
      proposal: { ...proposal, power: 'forward' },
      at: '2026-12-03T02:00:00.000Z',
      lines: decided.slice(0, 3),
    },
  ],
  ['proposal-closed', 'taken-back', { ...authority, closedAt: '2026-12-04T02:00:00.000Z', because: 'takenBack' }],
  [
    'withdrawal',
    'refused',
    { ...pageSamples.withdrawal, mode: 'direct', missing: ['letter', 'letterDate', 'withdraw'] },
  ],
  ['registration', 'review', { ...headOfUnit, ...form, step: 'review', answer: 'sign', registrations }],
  [
    'registration',
    'refused',
    { ...headOfUnit, ...form, step: 'form', answer: 'sendBack', missing: ['reason'], changed: true, registrations },
  ],
  [
    'registration',
    'busy',
    { ...headOfUnit, ...form, step: 'busy', answer: 'sendBack', reason: 'Chỉ tiêu còn thấp', registrations },
  ],
  ['registration-done', 'sent-back', { ...headOfUnit, state: 'sentBack', n: 1, at: '2027-01-27T02:00:00.000Z' }],
  ['registration-done', 'nothing', { ...headOfUnit, state: 'nothing', n: 0 }],
  ['registration-done', 'closed', { ...headOfUnit, state: 'closed', n: 2 }],
  ['withdrawal-done', 'direct', { ...pageSamples['withdrawal-done'], mode: 'direct' }],
  ['dead-link', 'missing', { ...frame, ...form, missing: true }],
  ['dead-link-done', 'no', { ...frame, send: false }],
  [
    'verify',
    'empty',
    {
      ...frame,
      action: 'verify',
      uploadAction: 'verify',
      domain: 'vinhdanh.example',
      checkedAt: verified.checkedAt,
    },
  ],
  ['verify', 'issued-file', { ...verified, file: 'issued', result: { state: 'valid', facts } }],
  ['verify', 'other-file', { ...verified, file: 'other', result: { state: 'valid', facts } }],
  ['verify', 'unknown-file', { ...verified, file: 'unknown', result: { state: 'unknown' } }],
  [
    'verify',
    'corrected',
    {
      ...verified,
      result: {
        state: 'corrected',
        facts,
        paper: letterPaper,
        corrections: [
          { field: 'name', printed: facts.name, correct: 'Trần Thị Mẫu Đơn', ...letterPaper },
          {
            field: 'merit',
            printed: 'Hoàn thành xuất sắc nhiệm vụ',
            correct: 'Hoàn thành tốt nhiệm vụ',
            ...letterPaper,
          },
        ],
      },
    },
  ],
  [
    'verify',
    'replaced',
    {
      ...verified,
      result: {
        state: 'replaced',
        facts,
        paper: { number: '61/QĐ-UBND', date: '2027-02-01' },
        now: {
          state: 'revoked',
          decision: '61/QĐ-UBND',
          date: '2027-02-01',
          goldBook: '13',
          paper: { number: '77/QĐ-UBND', date: '2027-03-01' },
        },
      },
    },
  ],
  [
    'verify',
    'revoked',
    { ...verified, result: { state: 'revoked', facts, paper: { number: '77/QĐ-UBND', date: '2027-03-01' } } },
  ],
  ['verify', 'unknown', { ...verified, result: { state: 'unknown' } }],
  ['blank', 'nothing', { ...frame, ...form, printer: 'Máy in', nudge: pageSamples.blank.nudge, blanks: [] }],
  ['problem', 'plain', { ...frame, code: 'ENGINE_BUSY' }],
  ...appVariants,
  ...unitVariants,
];
