import { createHash } from 'node:crypto';
import type { Dossier } from '../../platform/store';
import { dossier } from './fixtures';

const SURNAMES = 'Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Quách Lò Giàng'.split(
  ' ',
);
const MIDDLE = 'Thị Ngọc Hoàng Phương Khánh Quỳnh Thùy Bích Hồng Mỹ Thanh Xuân Kim Diệu Tường Nguyệt Cẩm Thục'.split(
  ' ',
);
const GIVEN = 'Linh Nhung Trang Hương Giang Duyên Thảo Uyên Vy Hạnh Yến Nguyên Quyên Loan Thủy Vân Phượng'.split(' ');
const POSTS = [
  'Phó Trưởng phòng Quản lý ngân sách và Tài chính hành chính sự nghiệp',
  'Chuyên viên chính Phòng Quản lý công sản, giá và Tài chính doanh nghiệp',
  'Kế toán trưởng Trung tâm Tư vấn và Dịch vụ tài chính công',
  'Phó Chánh Thanh tra phụ trách giải quyết khiếu nại, tố cáo',
  'Viên chức Trung tâm Xúc tiến đầu tư, thương mại và du lịch',
];
const MERITS =
  'tham mưu giải ngân vốn đầu tư công đạt kế hoạch số hóa hồ sơ tài sản sáng kiến áp dụng hiệu quả toàn tỉnh nhiều năm liền'.split(
    ' ',
  );

/**
 * So many dossiers as a large session has them: long names and posts, and on each two lines of merit that no other has, since
 * what repeats itself would compress too well. The same number gives the same dossier.
 */
export const manyDossiers = (count: number, award = 'CSTDCS'): Dossier[] =>
  Array.from({ length: count }, (_, i) => {
    const bytes = createHash('sha512').update(String(i)).digest();
    const pick = (words: readonly string[], at: number): string => words[bytes[at]! % words.length]!;
    const name = [pick(SURNAMES, 0), ...[1, 2, 3, 4].map((at) => pick(MIDDLE, at)), pick(GIVEN, 5), 'Mẫu'].join(' ');
    const one = dossier(award, i + 1);
    return {
      ...one,
      nominee: { ...one.nominee, name, post: pick(POSTS, 6) } as Dossier['nominee'],
      merit: `${[...bytes.subarray(8, 42)].map((_byte, at) => pick(MERITS, at + 8)).join(' ')}, mã số ${i * 7919}.`,
    };
  });
