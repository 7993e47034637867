import type { MailData, MailName } from '../../templates/mail';

/** One set of data for every mail; names are evident samples. */

const LINK = 'https://vinhdanh.example/b/Yw3kq0S8vJmY0Zr4uTqv1m2n3o4p5q6r7s8t9u0v1w2';

export const office = {
  council: 'Hội đồng Thi đua - Khen thưởng tỉnh Đ',
  body: 'Sở Nội vụ',
  officer: 'Trần Văn Mẫu',
  phone: '0215 000 000',
};
export const secretary = { name: 'Lê Thị Mẫu', phone: '0215 000 001' };
const toUnit = { office, unit: 'Sở Tài chính', ttr: '1034/TTr-STC' };
export const person = { address: 'Ông', name: 'Nguyễn Văn Mẫu' } as const;
const toMember = { office, person, secretary, n: 60 };
const items = [
  { no: 3, nominee: 'Trần Thị Mẫu', award: 'Bằng khen của Chủ tịch UBND tỉnh' },
  { no: 7, nominee: 'Phòng Quản lý ngân sách', award: 'Tập thể lao động xuất sắc' },
];
export const ground = {
  reason: 'báo cáo thành tích chưa có xác nhận của cấp trình',
  citation: 'khoản 2 Điều 42 Nghị định 152/2025/NĐ-CP',
};
export const kinds = [
  { award: 'Chiến sĩ thi đua cấp tỉnh', n: 4 },
  { award: 'Bằng khen của Chủ tịch UBND tỉnh', n: 56 },
];

export const mailSamples: { readonly [N in MailName]: MailData[N] } = {
  receipt: {
    ...toUnit,
    ttrDate: '2026-11-16',
    n: 24,
    receipt: 'TN-2026-0117',
    time: '2026-11-16T01:30:00.000Z',
    paper: { dueOn: '2026-11-20' },
    due: '2026-12-08',
    link: LINK,
  },
  return: { ...toUnit, n: 2, items: items.map((i) => ({ ...i, grounds: [ground] })), due: '2026-12-02', link: LINK },
  'correction-reminder': { ...toUnit, n: 2, items, due: '2026-12-02', link: LINK },
  lapsed: { ...toUnit, n: 2, items, due: '2026-12-02' },
  hold: { ...toUnit, n: 2, items },
  released: { ...toUnit, n: 2, items, link: LINK },
  withdrawn: { ...toUnit, n: 2, items, time: '2026-11-18T03:05:00.000Z' },
  'passed-on': { ...toUnit, n: 12, step: 'councilPassed', link: LINK },
  declined: { ...toUnit, items: items.map((i) => ({ ...i, ...ground })) },
  awarded: {
    office,
    unit: 'Sở Tài chính',
    authority: 'Chủ tịch Ủy ban nhân dân tỉnh',
    decision: '05/QĐ-UBND',
    date: '2027-01-05',
    n: 2,
    items,
    handover: { place: 'Phòng Thi đua - Khen thưởng', from: '2027-01-11' },
    payer: 'Sở Tài chính',
    proofDue: '2027-01-08',
    link: LINK,
  },
  invitation: {
    ...toMember,
    post: 'Giám đốc Sở Tài chính',
    role: 'Ủy viên Hội đồng',
    regulation: 'Điều 7 Quy chế làm việc của Hội đồng (Quyết định số 12/QĐ-HĐTĐKT)',
    kinds,
    ballot: 'named',
    closes: '2026-11-27T10:00:00.000Z',
    closesEarly: true,
    asksNumber: true,
    link: LINK,
  },
  reminder: {
    ...toMember,
    now: '2026-11-25T01:30:00.000Z',
    closes: '2026-11-27T10:00:00.000Z',
    started: false,
    link: LINK,
  },
  'session-extended': {
    ...toMember,
    formerCloses: '2026-11-27T10:00:00.000Z',
    closes: '2026-12-01T10:00:00.000Z',
    because: 'quorum',
    voted: false,
    link: LINK,
  },
  'session-cancelled': { ...toMember, session: 'đợt lấy ý kiến lần 2 năm 2026' },
  silence: {
    office,
    secretary: { address: 'Bà', name: 'Lê Thị Mẫu' },
    session: 'đợt lấy ý kiến lần 2 năm 2026',
    now: '2026-11-26T02:00:00.000Z',
    closes: '2026-11-27T10:00:00.000Z',
    voted: 5,
    total: 9,
    quorum: { needed: 6, lacking: 1 },
    members: [
      { ...person, post: 'Giám đốc Sở Tài chính' },
      { address: 'đồng chí', name: 'Phạm Văn Mẫu', post: 'Chủ tịch UBND xã N' },
    ],
    link: LINK,
  },
  'drill-failed': {
    office,
    secretary: { address: 'Bà', name: 'Lê Thị Mẫu' },
    session: 'đợt lấy ý kiến lần 2 năm 2026',
    now: '2026-11-24T02:00:00.000Z',
    closes: '2026-11-27T10:00:00.000Z',
    visits: 756,
    caused: { votes: 2, drafts: 0, opened: 0, mails: 1, revoked: 0 },
    link: LINK,
  },
  'session-letter': {
    office,
    subject: 'V/v đôn đốc thành viên Hội đồng gửi phiếu, hạn 17 giờ 00 ngày 27/11',
    paragraphs: [
      ['Kính gửi: Lãnh đạo Sở Tài chính.'],
      ['- Ông Nguyễn Văn Mẫu, Giám đốc, Ủy viên.', '- Bà Lê Thị Mẫu, Phó Giám đốc, Ủy viên.'],
      ['Kính đề nghị tạo điều kiện để các thành viên gửi phiếu đúng hạn.', 'Trân trọng cảm ơn.'],
    ],
  },
  result: {
    office,
    secretary: { address: 'Bà', name: 'Lê Thị Mẫu' },
    session: 'đợt lấy ý kiến lần 2 năm 2026',
    closedAt: '2026-11-27T10:00:00.000Z',
    total: 13,
    issued: 13,
    returned: 12,
    valid: 12,
    invalid: 0,
    quorumMet: true,
    n: 60,
    passed: 57,
    failed: 2,
    waiting: 1,
    link: LINK,
  },
  'to-authority': {
    office,
    person: { address: 'đồng chí', name: 'Phạm Văn Mẫu' },
    post: 'Chủ tịch Ủy ban nhân dân tỉnh',
    ttr: '88/TTr-SNV',
    submitter: 'Sở Nội vụ',
    n: 57,
    kinds,
    minutesDate: '2026-11-30',
    exceptions: ['1 trường hợp đạt đúng tỷ lệ tối thiểu'],
    link: LINK,
  },
  'fresh-link': { office, to: person, purpose: 'ballot', closes: '2026-11-27T10:00:00.000Z', link: LINK },
  'needs-attention': {
    office,
    ref: 'HS-2026-0042',
    code: 'STORE_BUSY',
    step: 'Thẩm định',
    since: '2026-11-18T03:05:00.000Z',
    link: LINK,
  },
  overdue: {
    office,
    day: '2026-11-24',
    lines: [
      { ref: 'HS-2026-0042', unit: 'Sở Y tế', step: 'Thẩm định', due: '2026-11-20', workingDaysLate: 2 },
      { ref: 'HS-2026-0043', unit: 'UBND xã N', step: 'Thẩm định', due: '2026-11-23', workingDaysLate: 1 },
    ],
    link: LINK,
  },
  'office-notice': {
    office,
    what: 'resubmitted',
    day: '2026-11-24',
    lines: [{ ref: 'HS-2026-0042', unit: 'Sở Y tế', step: 'Thẩm định' }],
    link: LINK,
  },
  undelivered: {
    office,
    secretary: { address: 'Bà', name: 'Lê Thị Mẫu' },
    letter: 'giấy mời cho ý kiến',
    for: 'member',
    about: { session: 'đợt lấy ý kiến lần 2 năm 2026' },
    to: person,
    address: 'c1@tinh-d.example',
    because: 'refused',
    reply: '550 5.1.1 no such user',
    code: 'MAIL_REFUSED',
    closes: '2026-11-27T10:00:00.000Z',
    link: LINK,
  },
  'central-reminder': {
    office,
    day: '2027-03-01',
    lines: [{ ref: 'HS-2026-0003', unit: 'Sở Tài chính', step: 'Huân chương Lao động hạng Ba', since: '2026-12-21' }],
    link: LINK,
  },
};
