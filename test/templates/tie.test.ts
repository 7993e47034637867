import { tied } from '../../templates/pages/tie';

/** A space that must not break, to be seen. */
const shown = (html: string): string => tied(html).replaceAll('\u00a0', '_');

test('a number stays with what it counts', () => {
  expect(shown('<p>đạt 106,46 % dự toán, lúc 17 giờ 00, số 3, điểm e khoản 1 Điều 22, gọi 0200 000 0101.</p>')).toBe(
    '<p>đạt 106,46_% dự toán, lúc 17_giờ_00, số_3, điểm_e khoản_1 Điều_22, gọi 0200_000_0101.</p>',
  );
});

test('what is posted again is never touched', () => {
  const fields = '<input value="106 % của số 3"><textarea name="a">106 %\nsố 3</textarea>';
  expect(tied(fields)).toBe(fields);
});
