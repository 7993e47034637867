import type { AppFrame, AppPages, PageData, PageName } from '../../templates/pages';

/** Pages of sign-in and behind it. */

const office = { council: 'Hội đồng Thi đua - Khen thưởng tỉnh Đ', body: 'Sở Nội vụ', phone: '0215 000 000' };
const LONG_UNIT = 'Trung tâm Kiểm soát bệnh tật và Y tế dự phòng khu vực liên xã Nguyễn Bỉnh Khiêm - Phan Đình Phùng';

export const appFrame: AppFrame = {
  agency: 'Sở Nội vụ',
  person: 'Trần Văn Mẫu',
  role: 'office',
  as: 'office',
  entries: [
    { entry: 'today', href: '/app', current: true, daily: true },
    { entry: 'nominations', href: '/app/nominations', current: false, daily: true },
    { entry: 'people', href: '/app/people', current: false, daily: false },
  ],
  officer: { body: 'Sở Nội vụ', name: 'Trần Văn Mẫu', phone: '0215 000 000' },
  here: '/app',
};
const several: AppFrame = {
  ...appFrame,
  agency: LONG_UNIT,
  person: 'Nguyễn Phúc Công Tằng Tôn Nữ Thị Mẫu Đơn',
  places: [
    { id: 'unit@U01', role: 'unit', unit: LONG_UNIT, current: true },
    { id: 'inspector', role: 'inspector', current: false },
  ],
};

const typedTexts = [
  { no: 1, text: 'Lê Thị "Mẫu" <&>' },
  { no: 2, text: 'Hai\ndòng' },
];
const START = '2026-11-24T01:00:00.000Z';

export const appSamples: AppPages = {
  'sign-in': { office, otherLanguage: '?lang=en' },
  'sign-in-code': { office, otherLanguage: '?lang=en', mail: 'mau@tinh-d.example', minutes: 10 },
  'sign-in-refused': { office, places: [] },
  'app/today': { frame: appFrame },
  'app/problem': { frame: appFrame, code: 'FORBIDDEN' },
  'app/account': {
    frame: appFrame,
    name: several.person,
    mail: 'nguyen-phuc-cong-tang-ton-nu-thi-mau-don@so-noi-vu.tinh-d.example',
    language: 'vi',
    phone: '0215 000 000',
    wrongPhone: false,
    may: [
      { ...several.places![0]!, until: '2026-12-31' },
      { id: 'inspector', role: 'inspector', current: false },
    ],
    browsers: [
      { id: 'a1', device: 'Chrome, Windows', startedAt: START, seenAt: START, own: true },
      { id: 'b2', startedAt: START, seenAt: START, own: false },
    ],
  },
  'app/access': {
    frame: appFrame,
    accounts: [
      {
        href: '/app/access/A',
        name: several.person,
        mail: 'mau@tinh-d.example',
        ended: false,
        may: [several.places![0]!],
      },
      {
        href: '/app/access/B',
        name: 'Lê Thị Mẫu',
        mail: 'le@tinh-d.example',
        ended: true,
        may: [{ ...several.places![1]!, until: '2026-12-31' }],
      },
    ],
    next: '/app/access?cursor=x',
  },
  'app/access-form': {
    frame: appFrame,
    action: '/app/access/new',
    submission: 'b0c1d2e3-0001',
    units: [{ code: 'U01', name: LONG_UNIT }],
    typed: {
      mail: '',
      name: '',
      phone: '',
      language: 'vi',
      status: 'active',
      rows: [{ no: 0, role: '', unit: '', until: '' }],
    },
  },
  'app/kept': {
    frame: appFrame,
    action: '/app/access/new',
    submission: 'kept',
    discard: '/app/kept',
    at: '2026-11-24T03:12:00.000Z',
    files: false,
    other: false,
    places: [],
    kept: [
      { name: 'name', value: 'Lê Thị "Mẫu" <&>' },
      { name: 'merit', value: 'Hai\ndòng' },
    ],
    texts: typedTexts,
  },
  'app/import': {
    frame: appFrame,
    units: [
      { code: 'U01', name: 'Sở Tài chính' },
      { code: 'U02', name: 'Sở Nông nghiệp và Môi trường tỉnh Đ' },
    ],
    rounds: [{ code: 'R2026', name: 'Đợt xét thi đua, khen thưởng tổng kết năm 2026' }],
    awards: true,
    typed: { kind: 'drafts', unit: 'U02', round: 'R2026' },
  },
  'app/import-result': {
    frame: appFrame,
    kind: 'drafts',
    file: 'Biểu đề nghị khen thưởng U01 R2026.xlsx',
    unit: 'Sở Tài chính',
    round: 'Đợt xét thi đua, khen thưởng tổng kết năm 2026',
    rows: 500,
    wrong: 103,
    faults: [
      {
        sheet: 'Cá nhân',
        place: 'I17',
        heading: 'Năm xét',
        sentence: 'Cần ghi năm bằng bốn chữ số, ví dụ 2025.',
      },
      {
        sheet: 'Khen thuong',
        place: '1',
        sentence: 'Tên trang không đúng; cần là “Cá nhân”, “Tập thể” hoặc “Hộ gia đình”.',
      },
    ],
    more: 101,
    changes: { created: 480, changed: 0, unchanged: 20 },
    confirm: false,
    action: '/app/import/a1',
    explained: '/app/import/a1/explained.xlsx',
  },
};

export const appVariants: readonly { readonly [N in PageName]: readonly [N, string, PageData[N]] }[PageName][] = [
  ['sign-in', 'over', { office, note: 'over', next: '/app/nominations?q=M%E1%BA%ABu' }],
  ['sign-in', 'wrong', { office, mail: 'không phải', wrong: 'mail' }],
  ['sign-in', 'agency', { office, agency: { name: 'Cổng đăng nhập của tỉnh', href: '/sign-in/agency' } }],
  ['sign-in-code', 'wrong', { office, mail: 'mau@tinh-d.example', minutes: 10, wrong: { kind: 'wrong', left: 4 } }],
  ['sign-in-code', 'over', { office, mail: 'mau@tinh-d.example', minutes: 10, next: '/app', wrong: { kind: 'over' } }],
  ['sign-in-refused', 'role', { office, role: 'inspector', places: several.places!.slice(0, 1) }],
  ['sign-in-refused', 'typed', { office, role: 'unit', places: [], texts: typedTexts }],
  ['app/today', 'several roles', { frame: several }],
  [
    'app/problem',
    'back',
    { frame: several, code: 'VALIDATION', back: '/app/access', fields: [{ field: 'mail', message: 'sai' }] },
  ],
  ['app/account', 'done', { ...appSamples['app/account'], done: 'signedOut', language: 'en' }],
  [
    'app/access-form',
    'refused',
    {
      ...appSamples['app/access-form'],
      typed: {
        ...appSamples['app/access-form'].typed,
        status: 'ended',
        language: 'en',
        rows: [{ no: 0, role: 'unit', unit: 'không có', until: '2026-12-31' }],
      },
      wrong: [
        { field: 'mail', sentence: 'Không phải là địa chỉ thư điện tử.' },
        { field: 'unit.0', sentence: 'Không có đơn vị này.' },
      ],
      refused: 'LAST_ADMINISTRATOR',
      about: { name: several.person, ended: false, seenAt: START, invitation: { status: 'failed', at: START } },
      done: 'saved',
    },
  ],
  [
    'app/import',
    'refused',
    {
      ...appSamples['app/import'],
      refused: { kind: 'awards', sentence: 'Tệp có macro (vbaProject). Đề nghị lưu lại dạng Excel Workbook (.xlsx).' },
    },
  ],
  [
    'app/import',
    'saved',
    { ...appSamples['app/import'], awards: false, done: { kind: 'drafts', created: 480, changed: 3, unchanged: 17 } },
  ],
  ['app/import', 'no round', { ...appSamples['app/import'], rounds: [], gone: true }],
  ['app/import-result', 'right', { ...appSamples['app/import-result'], wrong: 0, faults: [], more: 0, confirm: true }],
  ['app/import-result', 'nothing', { ...appSamples['app/import-result'], wrong: 0, faults: [], more: 0 }],
  ['app/kept', 'files', { ...appSamples['app/kept'], files: true }],
  [
    'app/kept',
    'of another unit',
    { ...appSamples['app/kept'], frame: several, other: true, places: [several.places![0]!] },
  ],
  ['app/kept', 'of a role that is gone', { ...appSamples['app/kept'], other: true }],
];
