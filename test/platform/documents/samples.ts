import { qrModules } from '../../../platform/documents';
import type { CertificateDocument, DecisionDocument, DecisionLine } from '../../../templates/documents';

export const certificate: CertificateDocument = {
  title: 'Bằng khen – Nguyễn Văn Mẫu',
  issuer: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
  award: { kind: 'commendation', name: 'Bằng khen' },
  nominee: {
    kind: 'person',
    address: 'Ông',
    name: 'Nguyễn Văn Mẫu',
    detail: 'Phó Giám đốc Trung tâm Xúc tiến đầu tư, Sở Tài chính tỉnh Đ',
    posthumous: false,
  },
  achievement: 'Đã có thành tích xuất sắc trong phong trào thi đua năm 2026',
  decision: { number: '05/QĐ-UBND', date: '2026-12-04' },
  goldBookNumber: 12,
  place: 'tỉnh Đ',
  issuedOn: '2026-12-04',
  signature: { capacity: ['KT. Chủ tịch'], post: 'Phó Chủ tịch', name: 'Trần Thị Mẫu', mark: '(Đã ký)' },
  verification: {
    code: 'VD7K-Q2MX',
    address: 'thiduakhenthuong.tinhd.gov.vn/verify',
    modules: qrModules('https://thiduakhenthuong.tinhd.gov.vn/verify/VD7K-Q2MX'),
  },
};

export const decision: DecisionDocument = {
  title: 'Quyết định số 05/QĐ-UBND ngày 04/12/2026 về việc tặng Bằng khen',
  issuer: 'Ủy ban nhân dân tỉnh Đ',
  number: '05/QĐ-UBND',
  place: 'tỉnh Đ',
  signedOn: '2026-12-04',
  subject: 'Về việc tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ',
  authority: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
  bases: [
    'Căn cứ Luật Thi đua, khen thưởng',
    'Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 118/TTr-SNV ngày 30 tháng 11 năm 2026',
  ],
  articles: [
    {
      text: 'Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ cho 01 tập thể và 02 cá nhân (có danh sách kèm theo).',
    },
    { text: 'Quyết định này có hiệu lực kể từ ngày ký.' },
  ],
  recipients: ['Như Điều 1', 'Lưu: VT, SNV'],
  signature: { post: 'Chủ tịch', name: 'Trần Văn Mẫu', mark: '(Đã ký)' },
  copy: { note: 'Bản điện tử lưu hồ sơ', auditHash: '5d41402abc4b2a76b9719d911017c592' },
};

/** The decision with this list of persons as its annex. */
export const decisionWith = (lines: DecisionLine[]): DecisionDocument => ({
  ...decision,
  annex: {
    title: 'Danh sách cá nhân được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh Đ',
    awards: [{ name: 'Bằng khen', groups: [{ kind: 'person', posthumous: false, lines }] }],
  },
});

/** `count` persons, each with a name of its own. */
export const persons = (count: number): DecisionLine[] =>
  Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    name: `Bà Trần Thị Mẫu ${String(index + 1).padStart(3, '0')}`,
    detail: 'Chuyên viên, Phòng Quản lý ngân sách, Sở Tài chính',
    goldBookNumber: 100 + index,
  }));
