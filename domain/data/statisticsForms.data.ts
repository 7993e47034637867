import type { Source, Text } from '../award';
import type { FormColumn, FormRow, StatisticsForm } from '../statistics/form';

/**
 * The yearly forms of Circular 02/2023/TT-BNV on emulation and commendation (0601 to 0605). What they are about and that they are due by 15
 * December has been read; their rows and columns have not, and they may have been renumbered since: a province that has the
 * forms before it replaces them in its pack (`statisticsForms`).
 */

const source: Source = {
  citation: {
    vi: 'Thông tư số 02/2023/TT-BNV của Bộ trưởng Bộ Nội vụ quy định chế độ báo cáo thống kê ngành Nội vụ, các biểu 0601 đến 0605.N/BNV-TĐKT',
    en: 'Circular No. 02/2023/TT-BNV of the Minister of Home Affairs on statistical reports of home affairs, forms 0601 to 0605.N/BNV-TĐKT',
  },
  sourceLevel: 'circular',
  validFrom: '2023-01-01',
  verified: false,
  toCheck: {
    vi:
      'Bộ Nội vụ đã ban hành Thông tư số 18/2025/TT-BNV ngày 08/10/2025 về cùng nội dung: đối chiếu số biểu, hàng, cột, ký hiệu, kỳ báo cáo; ' +
      'ngày có hiệu lực của Thông tư số 02/2023/TT-BNV cũng cần đối chiếu',
    en:
      'Circular No. 18/2025/TT-BNV of 8 October 2025 is on the same matter: compare numbers, rows, columns, symbols and reporting period of the ' +
      'forms; from which day Circular No. 02/2023/TT-BNV was in force is to be checked too',
  },
};

const common = {
  due: { month: 12, day: 15 },
  receiver: { vi: 'Bộ Nội vụ', en: 'Ministry of Home Affairs' },
  ...source,
} as const;

const text = (vi: string, en: string): Text => ({ vi, en });

/** When the form is due, councils still decide on titles of the year: they stand in it once they are given. */
const byAwardYear = {
  counted: text(
    'Đếm theo năm xét khen thưởng, không theo ngày ký quyết định: danh hiệu của năm được quyết định sau ngày 15/12 vào biểu của năm xét khi lập lại biểu, không vào biểu năm sau',
    'By award year, not by the day of the decision: titles of the year that are decided after 15 December stand in the form of their award year once it is drawn up again, and not in that of the next year',
  ),
} as const;
const movementsCounted = {
  counted: text(
    'Phong trào đã phát động; không gồm phong trào mới lập kế hoạch hoặc đã hủy',
    'Movements that were launched; neither those that are planned only nor those that were called off',
  ),
} as const;
const bodiesCounted = {
  counted: text(
    'Hội đồng đang hoạt động đến ngày lập biểu, muộn nhất 31/12; không gồm hội đồng của đơn vị đã kết thúc hoạt động',
    'Councils in force on the day, on 31 December at the latest; without those of units that have ended',
  ),
} as const;

const subjects: readonly FormColumn[] = [
  { label: text('Tổng số', 'Total'), narrows: { source: 'nominations', where: {} } },
  { label: text('Tập thể', 'Collectives'), narrows: { source: 'nominations', where: { kind: 'collective' } } },
  { label: text('Hộ gia đình', 'Households'), narrows: { source: 'nominations', where: { kind: 'household' } } },
  { label: text('Cá nhân', 'Persons'), narrows: { source: 'nominations', where: { kind: 'person' } } },
  {
    label: text('Trong đó: nữ', 'Women among them'),
    narrows: { source: 'nominations', where: { kind: 'person', sex: 'female' } },
  },
  {
    label: text('Trong đó: người trực tiếp lao động, công tác', 'Direct workers among them'),
    narrows: { source: 'nominations', where: { kind: 'person', direct: true } },
  },
];

const award = (no: string, code: string, label: Text): FormRow => ({
  no,
  label,
  counts: { source: 'nominations', where: { award: code } },
});
const level = (no: string, awardLevel: 'state' | 'government' | 'province', label: Text): FormRow => ({
  no,
  label,
  strong: true,
  counts: { source: 'nominations', where: { awardLevel } },
});

const movements = (no: string, label: Text, launchedBy: 'province' | 'unit'): readonly FormRow[] => [
  { no, label, strong: true, counts: { source: 'campaigns', where: { launchedBy } } },
  {
    no: `${no}.1`,
    label: text('Thường xuyên', 'Regular'),
    counts: { source: 'campaigns', where: { launchedBy, kind: 'regular' } },
  },
  {
    no: `${no}.2`,
    label: text('Theo chuyên đề', 'Thematic'),
    counts: { source: 'campaigns', where: { launchedBy, kind: 'thematic' } },
  },
];

const councilRow = (no: string, label: Text, at: 'province' | 'unit'): FormRow => ({
  no,
  label,
  counts: { source: 'councils', where: { level: at } },
});
const byHand = (no: string, label: Text): FormRow => ({ no, label, counts: { source: 'byHand' } });

export const statisticsForms: readonly StatisticsForm[] = [
  {
    code: '0601',
    symbol: '0601.N/BNV-TĐKT',
    name: text('Số phong trào thi đua', 'Emulation movements'),
    rows: [
      {
        no: '',
        label: text('Tổng số', 'Total'),
        strong: true,
        counts: { source: 'campaigns', where: {} },
      },
      ...movements('1', text('Cấp tỉnh phát động', 'Launched by the province'), 'province'),
      ...movements('2', text('Cơ quan, đơn vị phát động', 'Launched by units'), 'unit'),
    ],
    columns: [
      { label: text('Tổng số', 'Total'), narrows: { source: 'campaigns', where: {} } },
      { label: text('Đang thực hiện', 'Running'), narrows: { source: 'campaigns', where: { status: 'running' } } },
      { label: text('Đã tổng kết, kết thúc', 'Ended'), narrows: { source: 'campaigns', where: { status: 'ended' } } },
    ],
    ...movementsCounted,
    ...common,
  },
  {
    code: '0602',
    symbol: '0602.N/BNV-TĐKT',
    name: text('Số lượng khen thưởng cấp Nhà nước', 'Awards of the State'),
    rows: [
      level('I', 'state', text('Chủ tịch nước', 'State President')),
      award('1', 'HCDL1', text('Huân chương Độc lập hạng Nhất', 'Independence Order, first class')),
      award('2', 'HCDL2', text('Huân chương Độc lập hạng Nhì', 'Independence Order, second class')),
      award('3', 'HCDL3', text('Huân chương Độc lập hạng Ba', 'Independence Order, third class')),
      award('4', 'HCLD1', text('Huân chương Lao động hạng Nhất', 'Labour Order, first class')),
      award('5', 'HCLD2', text('Huân chương Lao động hạng Nhì', 'Labour Order, second class')),
      award('6', 'HCLD3', text('Huân chương Lao động hạng Ba', 'Labour Order, third class')),
      level('II', 'government', text('Thủ tướng Chính phủ', 'Prime Minister')),
      award('1', 'COCP', text('Cờ thi đua của Chính phủ', 'Emulation flag of the Government')),
      award('2', 'CSTDTQ', text('Chiến sĩ thi đua toàn quốc', 'National emulation fighter')),
      award('3', 'BKTTG', text('Bằng khen của Thủ tướng Chính phủ', 'Certificate of merit of the Prime Minister')),
    ],
    columns: subjects,
    ...byAwardYear,
    ...common,
  },
  {
    code: '0603',
    symbol: '0603.N/BNV-TĐKT',
    name: text('Số lượng khen thưởng cấp bộ, ban, ngành, tỉnh', 'Awards of ministries and provinces'),
    rows: [
      level('', 'province', text('Tổng số', 'Total')),
      award('1', 'COTINH', text('Cờ thi đua của Ủy ban nhân dân tỉnh', 'Emulation flag of the province')),
      award('2', 'CSTDT', text('Chiến sĩ thi đua cấp tỉnh', 'Provincial emulation fighter')),
      award('3', 'TTLDXS', text('Tập thể lao động xuất sắc', 'Excellent labour collective')),
      award('4', 'BKT', text('Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh', 'Provincial certificate of merit')),
      award('5', 'XATB', text('Xã, phường, đặc khu tiêu biểu', 'Model commune, ward or special zone')),
      award('6', 'KNC', text('Kỷ niệm chương', 'Commemorative medal')),
    ],
    columns: subjects,
    ...byAwardYear,
    ...common,
  },
  {
    code: '0604',
    symbol: '0604.N/BNV-TĐKT',
    name: text('Số tổ chức làm công tác thi đua, khen thưởng', 'Bodies that work on emulation and commendation'),
    rows: [
      councilRow('1', text('Hội đồng Thi đua - Khen thưởng tỉnh', 'Council of the province'), 'province'),
      councilRow('2', text('Hội đồng Thi đua - Khen thưởng đơn vị', 'Councils of units'), 'unit'),
      byHand('3', text('Phòng, ban chuyên trách thi đua, khen thưởng', 'Offices of their own')),
    ],
    columns: [
      { label: text('Số tổ chức', 'Bodies'), narrows: { source: 'councils', where: {} } },
      { label: text('Số thành viên', 'Members'), narrows: { source: 'councilMembers', where: {} } },
    ],
    ...bodiesCounted,
    ...common,
  },
  {
    code: '0605',
    symbol: '0605.N/BNV-TĐKT',
    name: text(
      'Số công chức, viên chức làm công tác thi đua, khen thưởng',
      'Staff who work on emulation and commendation',
    ),
    rows: [
      byHand('1', text('Chuyên trách cấp tỉnh', 'Full time, at the province')),
      byHand('2', text('Kiêm nhiệm cấp tỉnh', 'Part time, at the province')),
      byHand('3', text('Kiêm nhiệm cấp xã', 'Part time, in communes')),
    ],
    columns: [
      { label: text('Tổng số', 'Total'), narrows: { source: 'byHand' } },
      { label: text('Trong đó: nữ', 'Women among them'), narrows: { source: 'byHand' } },
      { label: text('Trình độ đại học trở lên', 'University degree or higher'), narrows: { source: 'byHand' } },
    ],
    ...common,
  },
];
