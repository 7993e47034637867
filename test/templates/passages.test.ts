import { isSyllable, isVietnamese, spoken } from '../../templates/pages/passages';

test('a Vietnamese word is one syllable, with or without its marks', () => {
  const vietnamese = ['nghiêng', 'Nguyễn', 'quyết', 'khuya', 'giúp', 'yêu', 'ở', 'Đắk', 'thuở', 'ngoằn', 'cong', 'kem'];
  const foreign = ['file', 'link', 'email', 'online', 'form', 'draft', 'upload', 'status', 'cookie', 'login', 'award'];
  expect(vietnamese.filter((word) => !isSyllable(word))).toEqual(['Đắk']);
  expect(foreign.filter(isSyllable)).toEqual([]);
});

test('a text is Vietnamese as a whole, or it is not', () => {
  expect(isVietnamese('Hoàn thành xuất sắc nhiệm vụ; 106,46 % dự toán, QĐ-UBND')).toBe(true);
  expect(isVietnamese('Mr Nguyễn Văn Mẫu, member of the council')).toBe(false);
  expect(isVietnamese('27 November 2026, no. 3')).toBe(false);
  expect(isVietnamese('HS-2026-000001')).toBe(false);
});

test('an English page says which of its passages are Vietnamese; a Vietnamese one is as it is', () => {
  const page =
    '<title>Lê Văn Mẫu</title><p class="merit">Hoàn thành tốt</p><p>Merit: <b>tốt</b> nhiệm vụ <br>năm</p><p lang="vi">Tốt</p>' +
    '<option value="a">Sở Tài chính</option><textarea name="t">Đã gõ &amp; lưu</textarea><p>Mr Lê Mẫu</p>';
  expect(spoken(page, 'vi')).toBe(page);
  expect(spoken(page, 'en')).toBe(
    '<title>Lê Văn Mẫu</title><p class="merit" lang="vi">Hoàn thành tốt</p>' +
      '<p>Merit: <b lang="vi">tốt</b> <span lang="vi">nhiệm vụ</span> <br><span lang="vi">năm</span></p><p lang="vi">Tốt</p>' +
      '<option value="a" lang="vi">Sở Tài chính</option><textarea name="t" lang="vi">Đã gõ &amp; lưu</textarea><p>Mr Lê Mẫu</p>',
  );
});
