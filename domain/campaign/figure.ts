/**
 * Figures of targets and results as exact decimals. They are kept, sent and compared as text in one form: digits, a point and
 * decimals without a trailing zero, `994.7`, so that no rounding of binary fractions ever enters a share that is published.
 */

/** An exact decimal in its one form: `994.7`, `-3`, `0`; at most 15 digits before the point and 6 after it. */
export type Figure = string;

const MOST_WHOLE = 15;
const MOST_DECIMALS = 6;

const form = /^(-?)(\d+)(?:\.(\d+))?$/;
/** `1.033,9` and `1 033,9`: groups of three, then a decimal comma. */
const vietnamese = /^-?\d{1,3}(?:([. ])\d{3})(?:\1\d{3})*(?:,\d+)?$/;

/** The one form of a decimal written with a point; undefined for text that is none or has more digits than are kept. */
export function figure(text: string): Figure | undefined {
  const [, sign, whole, decimals = ''] = form.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const [before, after] = [whole.replace(/^0+(?=\d)/, ''), decimals.replace(/0+$/, '')];
  if (before.length > MOST_WHOLE || after.length > MOST_DECIMALS) return undefined;
  const plain = after === '' ? before : `${before}.${after}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}

/**
 * A figure as people write it in Viet Nam: `1.033,9`, `994,7`, `1 033,9`, `5`. A single point that does not divide groups of
 * three is a decimal point, as in `994.7`; `1.033` is one thousand and thirty-three.
 */
export function readFigure(written: string): Figure | undefined {
  const text = written
    .trim()
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/^[−–]/, '-');
  if (vietnamese.test(text)) return figure(text.replace(/[. ]/g, '').replace(',', '.'));
  if (/^-?\d+,\d+$/.test(text)) return figure(text.replace(',', '.'));
  return figure(text);
}

/** Whether what was written is a number, and one with more digits before its decimals than are kept. */
export function isTooLarge(written: string): boolean {
  const text = written.trim().replace(/^[-−–]/, '');
  const decimal = /^\d+\.\d+$/.test(text) && !vietnamese.test(text) ? '.' : ',';
  const [whole = '', ...rest] = text.split(decimal);
  const digits = whole.replace(/[. \u00a0\u202f]/g, '').replace(/^0+/, '');
  return rest.length <= 1 && /^\d+$/.test(digits) && digits.length > MOST_WHOLE;
}

interface Exact {
  /** The figure times 10 to the power of `MOST_DECIMALS`. */
  readonly units: bigint;
}

/** @throws RangeError for text that is not in the one form: a bug of the caller, for doors let nothing else in */
function exact(value: Figure): Exact {
  if (figure(value) !== value) throw new RangeError('not a figure in its one form');
  const [whole, decimals = ''] = value.split('.') as [string, string?];
  return { units: BigInt(whole + decimals.padEnd(MOST_DECIMALS, '0')) };
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export function compareFigures(a: Figure, b: Figure): number {
  const difference = exact(a).units - exact(b).units;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** The exact sum of figures; `0` for none. Undefined when it has more digits than are kept. */
export function sumOf(values: readonly Figure[]): Figure | undefined {
  const units = values.reduce((sum, value) => sum + exact(value).units, 0n);
  const [sign, digits] = units < 0n ? ['-', String(-units)] : ['', String(units)];
  const padded = digits.padStart(MOST_DECIMALS + 1, '0');
  return figure(`${sign}${padded.slice(0, -MOST_DECIMALS)}.${padded.slice(-MOST_DECIMALS)}`);
}

/** How many times `bound` times a whole number is exceeded by the size of a figure, signs apart. */
export const exceeds = (value: Figure, bound: Figure, times: number): boolean => {
  const size = (text: Figure): bigint => exact(text.replace('-', '')).units;
  return size(value) > size(bound) * BigInt(times);
};

/**
 * `part` as a share of `whole` in per cent with two decimals, as public reports print it: the exact quotient, rounded half away
 * from zero. `994.7` of `934.34` is `106.46`. Undefined of a whole that is zero: there is no such share.
 */
export function shareOf(part: Figure, whole: Figure): Figure | undefined {
  const [top, bottom] = [exact(part).units * 10_000n, exact(whole).units];
  if (bottom === 0n) return undefined;
  const negative = top < 0n !== bottom < 0n;
  const [size, by] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  const hundredths = (2n * size + by) / (2n * by);
  const digits = String(hundredths).padStart(3, '0');
  return figure(`${negative ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
}
