import type { DraftShown, UnitAppPages } from '../../templates/pages';
import { appFrame } from './app-samples';

/** Data for the pages of a unit, with names and sentences as long as they come. */

const LONG = 'Công Tằng Tôn Nữ Nguyễn Phương Huyền Trân Khánh Ngọc Thùy Mẫu';
const frame = appFrame;
const form = { action: '/app/submit/send?round=CT-2026', submission: '3-b0c1d2e3-0001' };
const say = 'Chiến sĩ thi đua cơ sở: cần đủ các năm 2024, 2025, 2026; còn thiếu 2025';
const citation = 'Luật Thi đua, khen thưởng, điểm a khoản 1 Điều 22';
const checklist = {
  light: 'stop',
  stands: [
    { light: 'stop', say, citation, missing: ['Quyết định công nhận danh hiệu năm 2025'] },
    { light: 'due', say: 'Còn thiếu: Báo cáo thành tích.', citation, missing: [] },
  ],
  met: [{ light: 'ok', say: 'Hồ sơ không có nội dung bí mật nhà nước', citation, missing: [] }],
} as const;
const draft = (no: number, more: Partial<DraftShown> = {}): DraftShown => ({
  id: `HS-2026-00000${no}`,
  href: `/app/submit/drafts/HS-2026-00000${no}`,
  name: no === 1 ? LONG : 'Trần Thị Mẫu',
  award: 'Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
  unitName: 'Phòng Quản lý giá và công sản',
  light: no === 1 ? 'stop' : 'ok',
  ...(no === 1 ? { first: say } : {}),
  handedUp: no === 2,
  version: no,
  ...more,
});
const papers = ['minutes', 'proposal', 'list'].map((kind) => ({
  kind,
  href: `/app/submit/papers/CT-2026/${kind}.docx`,
}));
const occasion = {
  name: 'Đợt xét thi đua, khen thưởng công trạng năm 2026',
  deadline: '2026-11-20',
  awards: [
    {
      award: 'Lao động tiên tiến',
      ownPower: true,
      papers: ['Tờ trình kèm danh sách đề nghị', 'Báo cáo thành tích', 'Biên bản bình xét của phòng, bộ phận'],
      councilFrom: '2026-12-04',
      citation,
      begin: [{ kind: 'person', href: '/app/submit/new?round=CT-2026&award=LDTT&kind=person' }],
      ticks: '/app/submit/ticks?round=CT-2026&award=LDTT',
    },
  ],
  send: '/app/submit/send?round=CT-2026',
  papers,
};
const sent = [
  {
    href: '/app/submit/sent/TT-2026-000001',
    number: '1034/TTr-STC',
    date: '2026-11-13',
    receipt: 'TN-2026-1',
    lines: 62,
  },
  { href: '/app/submit/sent/TT-2026-000002', number: '1035/TTr-STC', date: '2026-11-14', lines: 1 },
];
const field = (name: string, value: string, more: object = {}) => ({ name, value, ...more });
const sendFields = {
  number: field('number', '', { error: 'chưa nhập nội dung.' }),
  date: field('date', '2026-11-16'),
  signer: field('signer', 'Nguyễn Văn Mẫu'),
  contactName: field('contactName', 'Vũ Thị Mẫu'),
  contactMail: field('contactMail', 'mau@tinh-d.example'),
  contactPhone: field('contactPhone', ''),
};

export const unitSamples: UnitAppPages = {
  'app/unit/today': {
    frame,
    asOf: '2026-11-16T01:00:00.000Z',
    toCorrect: [{ name: LONG, award: 'Giấy khen', due: '2026-11-23', href: '/app/submit/sent/TT-2026-000001/3' }],
    toConfirm: [{ n: 2, due: '2026-11-24', href: '/app/submit/sent/TT-2026-000001/wording' }],
    occasions: [occasion, { awards: occasion.awards }],
    drafts: 62,
    underWay: 3,
    sent,
  },
  'app/unit/submit': {
    frame,
    occasions: [occasion],
    drafts: [draft(1), draft(2)],
    more: true,
    done: { kind: 'ticked', n: 62 },
    room: true,
  },
  'app/unit/new': {
    frame,
    ...form,
    award: 'Lao động tiên tiến',
    round: occasion.name,
    kind: 'person',
    people: [{ code: 'P030', name: `${LONG}, Chuyên viên`, chosen: false }],
    name: '',
    extra: '',
    error: 'chưa nhập nội dung.',
    last: [{ id: 'HS-2025-000001', name: LONG, year: 2025 }],
  },
  'app/unit/draft-closed': {
    frame,
    id: 'HS-2026-000001',
    award: 'Chiến sĩ thi đua cấp tỉnh',
    name: LONG,
    kind: 'person',
    state: 'sent',
    texts: [
      { name: 'name', value: LONG, rows: 1 },
      { name: 'merit', value: 'Dòng một\nDòng hai', rows: 8 },
    ],
    back: '/app/submit/sent/TT-2026-000001',
  },
  'app/unit/draft': {
    frame,
    ...form,
    id: 'HS-2026-000001',
    award: 'Chiến sĩ thi đua cấp tỉnh',
    round: occasion.name,
    kind: 'person',
    saved: false,
    conflict: true,
    errors: [{ to: 'f-merit', text: 'chưa nhập nội dung.' }],
    fields: {
      name: field('name', LONG),
      address: field('address', 'Bà'),
      post: field('post', 'Trưởng phòng Quản lý giá và công sản'),
      unitName: field('unitName', 'Sở Tài chính'),
      from: field('from', '2026-01-01'),
      to: field('to', '2026-10-31'),
      merit: field('merit', 'Bản tôi gõ', { error: 'chưa nhập nội dung.', before: 'Bản người khác lưu' }),
      basis: field('basis', citation),
    },
    addresses: ['Ông', 'Bà', 'đồng chí'].map((value) => ({ value, chosen: value === 'Bà' })),
    flags: [{ code: 'headOfProvincialBody', name: 'Người đứng đầu cơ quan thuộc tỉnh', on: true }],
    initiatives: [{ code: 'SK-2026-01', title: 'Số hóa hồ sơ tài sản công', on: true }],
    secret: false,
    posthumous: false,
    places: [
      {
        kind: 'achievementReport',
        name: 'Báo cáo thành tích có xác nhận của cấp trình khen thưởng',
        certified: true,
        certifiable: true,
        saidCertified: true,
        file: { id: 'a'.repeat(64), name: 'Báo cáo.pdf', href: '/app/submit/drafts/HS-2026-000001/files/a' },
      },
      {
        kind: 'scopeDecision',
        name: 'Quyết định công nhận phạm vi ảnh hưởng của sáng kiến',
        certified: true,
        certifiable: false,
        saidCertified: false,
        error: 'tệp lớn hơn 20 MB.',
      },
    ],
    further: [{ id: 'b'.repeat(64), name: 'Ảnh.png', href: '/app/submit/drafts/HS-2026-000001/files/b' }],
    furtherError: 'tệp lớn hơn 20 MB.',
    checklist,
    report: '/app/submit/drafts/HS-2026-000001/report.docx',
    files: '/app/submit/drafts/HS-2026-000001',
    send: '/app/submit/send?round=CT-2026',
  },
  'app/unit/ticks': {
    frame,
    ...form,
    award: 'Lao động tiên tiến',
    round: occasion.name,
    year: 2026,
    refused: [],
    none: true,
    common: ['Căn cứ hết hiệu lực trước ngày dự kiến quyết định'],
    rows: [
      {
        code: 'P1',
        name: LONG,
        post: 'Chuyên viên',
        unitName: 'Phòng Quản lý ngân sách',
        grade: 'hoàn thành tốt nhiệm vụ',
        maternityLeave: false,
        light: 'ok',
        says: [],
        chosen: true,
      },
      {
        code: 'P2',
        name: 'Trần Thị Mẫu',
        post: 'Chuyên viên',
        unitName: 'Phòng Quản lý ngân sách',
        maternityLeave: true,
        discipline: 'cảnh cáo',
        light: 'stop',
        says: [say],
        chosen: false,
      },
      {
        code: 'P3',
        name: 'Lê Văn Mẫu',
        post: 'Chuyên viên',
        unitName: 'Sở Tài chính',
        maternityLeave: false,
        light: 'due',
        says: [say],
        nominated: '/app/submit/drafts/HS-2026-000003',
        chosen: false,
      },
    ],
  },
  'app/unit/send': {
    frame,
    ...form,
    round: occasion.name,
    deadline: '2026-11-20',
    room: false,
    drafts: [draft(1, { error: say }), draft(2, { chosen: true })],
    fields: sendFields,
    kept: [{ kind: 'proposal', id: 'c'.repeat(64), name: 'Tờ trình.pdf' }],
    errors: [{ to: 'f-number', text: 'chưa nhập nội dung.' }],
    papers,
  },
  'app/unit/send-review': {
    frame,
    ...form,
    hidden: [
      { name: 'draft.HS-2026-000001', value: '1' },
      { name: 'number', value: '1034/TTr-STC' },
    ],
    number: '1034/TTr-STC',
    date: '2026-11-16',
    signer: 'Nguyễn Văn Mẫu',
    contact: 'Vũ Thị Mẫu, mau@tinh-d.example',
    lines: [
      { name: LONG, award: 'Giấy khen', light: 'ok' },
      { name: 'Trần Thị Mẫu', award: 'Giấy khen', light: 'due', first: say },
    ],
    files: ['Tờ trình.pdf'],
    busy: false,
  },
  'app/unit/sent': { frame, proposals: sent, more: '/app/submit/sent?cursor=abc' },
};

export const unitVariants = [
  [
    'app/unit/today',
    'empty',
    { ...unitSamples['app/unit/today'], toCorrect: [], toConfirm: [], occasions: [], sent: [] },
  ],
  ['app/unit/submit', 'empty', { frame, occasions: [], drafts: [], more: false, room: false }],
  ['app/unit/new', 'of a household', { ...unitSamples['app/unit/new'], kind: 'household', people: [], last: [] }],
  [
    'app/unit/draft-closed',
    'thrown away',
    { ...unitSamples['app/unit/draft-closed'], state: 'gone', back: '/app/submit' },
  ],
  [
    'app/unit/draft',
    'with a secret',
    { ...unitSamples['app/unit/draft'], secret: true, conflict: false, saved: true, errors: [] },
  ],
  ['app/unit/send', 'of a room', { ...unitSamples['app/unit/send'], room: true, errors: [], kept: [] }],
  [
    'app/unit/send',
    'without drafts',
    { ...unitSamples['app/unit/send'], drafts: [], errors: [], kept: [], papers: [] },
  ],
  ['app/unit/send-review', 'busy', { ...unitSamples['app/unit/send-review'], busy: true, files: [] }],
  ['app/unit/sent', 'nothing', { frame, proposals: [] }],
] as const;
