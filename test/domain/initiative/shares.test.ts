import fc from 'fast-check';
import { shareFaults, shareHundredths } from '../../../domain/initiative/initiative';

const of = (...shares: readonly string[]) =>
  shareFaults(shares.map((share, i) => ({ person: `P${i}`, share }))).map(({ field }) => field);

test('shares are parts of one whole, to two decimals', () => {
  expect(of('100')).toEqual([]);
  expect(of('33.33', '33.33', '33.34')).toEqual([]);
  expect(of('33.33', '33.33', '33.33')).toEqual(['authors']);
  expect(of('60', '50')).toEqual(['authors']);
  expect(of('0', '100')).toEqual(['authors.0.share']);
  expect(of('-1', '101')).toEqual(['authors.0.share', 'authors.1.share']);
  expect(of('33.333', '66.667')).toEqual(['authors.0.share', 'authors.1.share']);
});

test('what is missing of the whole is said as it is written in either language', () => {
  const [fault] = shareFaults([{ person: 'P1', share: '99.5' }]);
  expect(fault).toMatchObject({ vi: expect.stringContaining('99,50 %'), en: expect.stringContaining('99.50 %') });
});

test('hundredths are exact, whatever the share', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), (hundredths) => {
      const text = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
      expect(shareHundredths(text)).toBe(hundredths);
    }),
  );
});
