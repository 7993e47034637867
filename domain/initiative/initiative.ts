import type { Text } from '../award';
import { figure } from '../campaign/figure';

/** An initiative from its submission by a unit to what the unit's initiative council says of it. */

export const initiativeStatuses = ['submitted', 'recognised', 'refused', 'withdrawn'] as const;
export type InitiativeStatus = (typeof initiativeStatuses)[number];
/** In these its title is taken in its unit. */
export const standingStatuses = ['submitted', 'recognised'] as const satisfies readonly InitiativeStatus[];

/** One of those who made it, with his share of it in per cent. */
export interface Author {
  readonly person: string;
  /** An exact decimal with at most two digits after the point: three who did the same have 33.33, 33.33 and 33.34. */
  readonly share: string;
}

type FieldProblem = Text & { readonly field: string };

const WHOLE = 10_000;

/** A share in hundredths of a per cent; undefined for what is none: nothing, more than the whole, or finer than that. */
export function shareHundredths(share: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(figure(share) ?? '') ?? [];
  if (whole === undefined) return undefined;
  const hundredths = Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
  return hundredths > 0 && hundredths <= WHOLE ? hundredths : undefined;
}

/** What is wrong with the shares of its authors: each is a part of the whole, and together they are the whole. */
export function shareFaults(authors: readonly Author[]): readonly FieldProblem[] {
  const parts = authors.map(({ share }) => shareHundredths(share));
  const wrong = parts.flatMap((part, i) => (part === undefined ? [{ field: `authors.${i}.share`, ...notAShare }] : []));
  if (wrong.length > 0) return wrong;
  const sum = parts.reduce<number>((all, part) => all + (part ?? 0), 0);
  return sum === WHOLE ? [] : [{ field: 'authors', ...notTheWhole(sum) }];
}

const notAShare: Text = {
  vi: 'Tỷ lệ đóng góp là số lớn hơn 0, không quá 100, có tối đa hai chữ số thập phân, ví dụ 33,33.',
  en: 'A share is above 0, at most 100, with at most two decimals, for example 33.33.',
};

const notTheWhole = (sum: number): Text => {
  const shown = `${Math.floor(sum / 100)}.${String(sum % 100).padStart(2, '0')}`;
  return {
    vi: `Tổng tỷ lệ đóng góp của các tác giả phải bằng 100 %; hiện là ${shown.replace('.', ',')} %.`,
    en: `The shares of the authors must make 100 %; they make ${shown} %.`,
  };
};
