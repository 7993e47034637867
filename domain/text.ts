import type { Text } from './award';
import type { Day } from './time';
import { isDay } from './time';

/**
 * How days and amounts read in both languages, for sentences that the rules themselves say and for templates alike. Written
 * out here, not left to `Intl`: its data differ between builds of Node, and offices expect these very forms (Decree 30/2020: a
 * leading 0 for days below 10 and months 1 and 2).
 */

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

const two = (n: number): string => String(n).padStart(2, '0');

/** `27/11`, `01/3`; English `27 November`. */
export function dayAndMonth(day: Day): Text {
  if (!isDay(day)) throw new RangeError(`not a day: ${day}`);
  const month = Number(day.slice(5, 7));
  const date = Number(day.slice(8, 10));
  return {
    vi: `${two(date)}/${month <= 2 ? two(month) : String(month)}`,
    en: `${date} ${months[month - 1]!}`,
  };
}

/** `27/11/2026`; English `27 November 2026`. */
export function dayText(day: Day): Text {
  const { vi, en } = dayAndMonth(day);
  const year = day.slice(0, 4);
  return { vi: `${vi}/${year}`, en: `${en} ${year}` };
}

/** `1.034`; English `1,034`. */
export function countText(n: number): Text {
  if (!Number.isSafeInteger(n)) throw new RangeError(`not a whole number: ${n}`);
  const groups: string[] = [];
  let rest = Math.abs(n);
  for (; rest >= 1_000; rest = Math.floor(rest / 1_000)) groups.unshift(String(rest % 1_000).padStart(3, '0'));
  groups.unshift(n < 0 ? `-${rest}` : String(rest));
  return { vi: groups.join('.'), en: groups.join(',') };
}

/** A decimal as it is kept, `1009.57`, as it is read: `1.009,57`; English `1,009.57`. */
export function figureText(figure: string): Text {
  const [whole = '', decimals] = figure.split('.');
  const of = (point: string, group: string): string => {
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
    return decimals === undefined ? grouped : `${grouped}${point}${decimals}`;
  };
  return { vi: of(',', '.'), en: of('.', ',') };
}

/** `3.800.000 đồng`; English `VND 3,800,000`. */
export function moneyText(dong: number): Text {
  const { vi, en } = countText(dong);
  return { vi: `${vi} đồng`, en: `VND ${en}` };
}
