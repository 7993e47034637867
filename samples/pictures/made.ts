import { createRenderer, qrModules } from '../../platform/documents';
import { documentTemplates, type CertificateDocument } from '../../templates/documents';
import { blankTemplates } from '../blanks';

/** Papers that the season does not bring about, made of plain data. */

const posthumous: CertificateDocument = {
  title: 'Bằng khen – Tòng Văn Mẫu',
  issuer: 'Chủ tịch Ủy ban nhân dân tỉnh Đ',
  award: { kind: 'commendation', name: 'Bằng khen' },
  nominee: {
    kind: 'person',
    address: 'Ông',
    name: 'Tòng Văn Mẫu',
    detail: 'Trung đội trưởng Trung đội dân quân cơ động phường M',
    posthumous: true,
  },
  achievement: 'Đã có hành động dũng cảm, hy sinh khi cứu người trong trận lũ quét ngày 02 tháng 8 năm 2026',
  decision: { number: '2487/QĐ-UBND', date: '2026-12-17' },
  goldBookNumber: 41,
  place: 'Đ',
  issuedOn: '2026-12-17',
  signature: { post: 'Chủ tịch', name: 'Nguyễn Văn Mẫu', mark: '(Đã ký)' },
  verification: {
    code: '7K3QX-9M2AB',
    address: 'thiduakhenthuong.tinhd.example/verify',
    modules: [...qrModules('https://thiduakhenthuong.tinhd.example/verify/7K3QX9M2AB')],
  },
};

/** The file copy of a certificate that is given posthumously, and an empty blank of the sample season. */
export async function madePapers(): Promise<{ readonly posthumous: Buffer; readonly blank: Buffer }> {
  const renderer = createRenderer({ templates: { ...documentTemplates, ...blankTemplates } });
  try {
    const [certificate, blank] = [
      await renderer.render('certificate', posthumous),
      await renderer.render('bangKhen', {}),
    ];
    return { posthumous: Buffer.from(certificate.pdf), blank: Buffer.from(blank.pdf) };
  } finally {
    await renderer.close();
  }
}
