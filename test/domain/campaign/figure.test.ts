import fc from 'fast-check';
import {
  compareFigures,
  exceeds,
  figure,
  isTooLarge,
  readFigure,
  shareOf,
  sumOf,
  type Figure,
} from '../../../domain/campaign/figure';

describe('the one form of a figure', () => {
  test.each([
    ['994.7', '994.7'],
    ['0994.70', '994.7'],
    ['-0.0', '0'],
    ['000', '0'],
    ['-3', '-3'],
    ['1.500000', '1.5'],
    ['999999999999999.999999', '999999999999999.999999'],
  ])('%s is kept as %s', (text, kept) => {
    expect(figure(text)).toBe(kept);
  });

  test.each(['', '.5', '5.', '1e3', '1,5', '١٢', 'NaN', '--1', '0.0000001', '1000000000000000', ' 1', '1 '])(
    '“%s” is none',
    (text) => {
      expect(figure(text)).toBeUndefined();
    },
  );
});

describe('a figure as people write it', () => {
  test.each([
    ['1.033,9', '1033.9'],
    ['1 033,9', '1033.9'],
    ['1\u00a0033,9', '1033.9'],
    ['994,7', '994.7'],
    ['994.7', '994.7'],
    ['1.033', '1033'],
    ['12.345.678', '12345678'],
    ['12345,6', '12345.6'],
    [' 5 ', '5'],
    ['−2,5', '-2.5'],
  ])('%s is %s', (written, read) => {
    expect(readFigure(written)).toBe(read);
  });

  test.each(['1.03,3', '1.033 000', '5 tỷ', '106,46%', '1,033,000', '', '1.0334.000'])('“%s” is none', (written) => {
    expect(readFigure(written)).toBeUndefined();
  });
});

describe('shares', () => {
  test('the published ones: revenue of 2018 and 2019 by estimates that yield them', () => {
    expect(shareOf('994.7', '934.34')).toBe('106.46');
    expect(shareOf('1033.9', '1009.57')).toBe('102.41');
  });

  test.each([
    ['1', '3', '33.33'],
    ['2', '3', '66.67'],
    // half of a hundredth: away from zero
    ['1', '80000', '0'],
    ['1', '20000', '0.01'],
    ['-1', '20000', '-0.01'],
    ['-1', '3', '-33.33'],
    ['-1', '-4', '25'],
    ['0', '7', '0'],
    ['5', '5', '100'],
    ['999999999999999.999999', '0.000001', '99999999999999999999900'],
  ])('%s of %s', (part, whole, share) => {
    expect(shareOf(part, whole) ?? 'too long').toBe(share.length > 15 ? 'too long' : share);
  });

  test('there is none of zero', () => {
    expect(shareOf('5', '0')).toBeUndefined();
    expect(shareOf('0', '0')).toBeUndefined();
  });
});

/** A figure and the exact fraction that it is, over a million. */
const anyFigure = fc
  .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 6 }))
  .map(([digits, scale]) => {
    const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
    const [whole, decimals] = [padded.slice(0, padded.length - scale), padded.slice(padded.length - scale)];
    const text: Figure = figure(`${digits < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${decimals}`}`)!;
    return { text, millionths: digits * 10n ** BigInt(6 - scale) };
  });

describe('against exact rationals', () => {
  test('a share is never further than half a hundredth from the quotient, and no nearer one exists', () => {
    fc.assert(
      fc.property(anyFigure, anyFigure, (part, whole) => {
        fc.pre(whole.millionths !== 0n);
        const share = shareOf(part.text, whole.text);
        // a share of more digits than are kept is none
        if (share === undefined) {
          const size = (n: bigint): bigint => (n < 0n ? -n : n);
          return size(part.millionths) * 100n >= 10n ** 15n * size(whole.millionths) - size(whole.millionths);
        }
        const hundredths =
          BigInt(share.replace('.', '').replace('-', '')) * 10n ** BigInt(2 - (share.split('.')[1]?.length ?? 0));
        const signed = share.startsWith('-') ? -hundredths : hundredths;
        // |part/whole·10⁴ − share| ≤ 1/2, without a division
        const distance = part.millionths * 10_000n - signed * whole.millionths;
        const [twice, size] = [
          2n * (distance < 0n ? -distance : distance),
          whole.millionths < 0n ? -whole.millionths : whole.millionths,
        ];
        return twice <= size;
      }),
      { numRuns: 2_000 },
    );
  });

  test('comparison and sum are those of the fractions', () => {
    fc.assert(
      fc.property(anyFigure, anyFigure, (a, b) => {
        const difference = a.millionths - b.millionths;
        expect(Math.sign(compareFigures(a.text, b.text))).toBe(difference === 0n ? 0 : difference < 0n ? -1 : 1);
        const sum = sumOf([a.text, b.text])!;
        expect(compareFigures(sum, a.text)).toBe(b.millionths === 0n ? 0 : b.millionths < 0n ? -1 : 1);
        const negative = b.text.startsWith('-') ? b.text.slice(1) : b.text === '0' ? '0' : `-${b.text}`;
        expect(sumOf([sum, negative])).toBe(a.text);
      }),
      { numRuns: 1_000 },
    );
  });

  test('one form: reading what is shown gives the same figure', () => {
    fc.assert(fc.property(anyFigure, ({ text }) => figure(text) === text));
  });
});

test('a text that is not in the one form is a bug of the caller', () => {
  expect(() => compareFigures('1.0', '1')).toThrow(RangeError);
  expect(() => shareOf('1', '1,5')).toThrow(RangeError);
});

test('how many times a bound is exceeded', () => {
  expect(exceeds('100', '10', 10)).toBe(false);
  expect(exceeds('100.000001', '10', 10)).toBe(true);
  expect(exceeds('-101', '10', 10)).toBe(true);
});

test.each([
  ['12345678901234567890', true],
  ['-1.234.567.890.123.456', true],
  ['1234567890123456,5', true],
  ['000000000000000000001', false],
  ['999999999999999', false],
  ['1.23456789012345678', false],
  ['1e3', false],
  ['', false],
])('%s is too large: %s', (written, large) => {
  expect(isTooLarge(written)).toBe(large);
});
