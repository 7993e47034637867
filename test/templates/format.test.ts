import {
  countText,
  dayText,
  longTime,
  moneyInWords,
  moneyText,
  onDay,
  percentText,
  shareText,
  shortTime,
  weekdayText,
} from '../../templates/format';

test('times read as offices write them, in Viet Nam time', () => {
  expect(longTime('vi', '2026-11-27T10:00:00.000Z')).toBe('17 giờ 00, thứ Sáu, ngày 27/11/2026');
  expect(shortTime('vi', '2026-11-27T10:00:00.000Z')).toBe('17 giờ 00 ngày 27/11');
  expect(longTime('en', '2026-11-27T10:00:00.000Z')).toBe('17:00, Friday 27 November 2026 (Vietnam time)');
  expect(shortTime('en', '2026-11-27T10:00:00.000Z')).toBe('17:00 on 27 November');
});

test('an evening in London is the next day in Viet Nam', () => {
  expect(longTime('vi', '2026-12-31T18:05:00.000Z')).toBe('01 giờ 05, thứ Sáu, ngày 01/01/2027');
});

test('days below 10 and months 1 and 2 get a leading 0, other months none', () => {
  expect(dayText('vi', '2027-03-01')).toBe('01/3/2027');
  expect(dayText('vi', '2027-02-05')).toBe('05/02/2027');
  expect(onDay('vi', '2026-11-27')).toBe('ngày 27/11/2026');
  expect(onDay('en', '2027-03-01')).toBe('1 March 2027');
  expect(weekdayText('vi', '2026-11-29')).toBe('Chủ nhật, ngày 29/11/2026');
});

test('amounts are grouped by points, in English by commas', () => {
  expect(moneyText('vi', 3_800_000)).toBe('3.800.000 đồng');
  expect(moneyText('en', 3_800_000)).toBe('VND 3,800,000');
  expect(['vi' as const, 'en' as const].map((lang) => countText(lang, 1034))).toEqual(['1.034', '1,034']);
  expect(countText('vi', 999)).toBe('999');
  expect(['vi' as const, 'en' as const].map((lang) => countText(lang, 12_000_034))).toEqual([
    '12.000.034',
    '12,000,034',
  ]);
  expect([0, 1_000, -1, -1_034].map((n) => countText('vi', n))).toEqual(['0', '1.000', '-1', '-1.034']);
});

test('a share is rounded in whole numbers to two decimals, without idle zeros', () => {
  expect([percentText('vi', 12, 13), percentText('vi', 9, 9)]).toEqual(['92,31 %', '100 %']);
  expect([percentText('vi', 8, 9), percentText('vi', 1, 8), percentText('vi', 0, 13)]).toEqual([
    '88,89 %',
    '12,5 %',
    '0 %',
  ]);
  expect(percentText('en', 2, 3)).toBe('66.67 %');
});

test('a required share reads as the regulation words it', () => {
  expect(shareText('vi', { of: [80, 100], mode: 'atLeast' })).toBe('ít nhất 80 %');
  expect(shareText('vi', { of: [2, 3], mode: 'atLeast' })).toBe('ít nhất 2/3');
  expect(shareText('en', { of: [1, 2], mode: 'moreThan' })).toBe('more than 1/2');
});

test('what is no day, no time and no number is refused, not printed', () => {
  expect(() => dayText('vi', '2027-02-29')).toThrow('2027-02-29');
  expect(() => longTime('vi', 'soon')).toThrow();
  expect(() => countText('vi', 1.5)).toThrow('1.5');
  expect(() => percentText('vi', 1, 0)).toThrow('1/0');
});

test('sums are spelled out as payment lists do', () => {
  expect(moneyInWords(3_800_000)).toBe('Ba triệu tám trăm nghìn đồng');
  expect(moneyInWords(11_390_000)).toBe('Mười một triệu ba trăm chín mươi nghìn đồng');
  expect(moneyInWords(30_360_000)).toBe('Ba mươi triệu ba trăm sáu mươi nghìn đồng');
  expect(moneyInWords(21_105_000)).toBe('Hai mươi mốt triệu một trăm lẻ năm nghìn đồng');
  expect(moneyInWords(1_000_000_000)).toBe('Một tỷ đồng');
  expect(moneyInWords(0)).toBe('Không đồng');
  expect(() => moneyInWords(-1)).toThrow(RangeError);
  expect(() => moneyInWords(0.5)).toThrow(RangeError);
});
