import type { Instant } from '../time';
import type { Figure } from './figure';
import { compareFigures, exceeds, shareOf } from './figure';

/**
 * What a unit, a room or a person sets out to reach in a year, and what came of it (Law 06/2022/QH15 art. 17: content and
 * criteria of a movement).
 */

export type Direction = 'atLeast' | 'atMost';

/** A target (chỉ tiêu) of a registration. */
export interface Target {
  /** Unique in its registration. */
  readonly code: string;
  readonly name: string;
  /** Unit of measure, as it is printed: `tỷ đồng`, `hồ sơ`, `%`. */
  readonly unit: string;
  /** What was reached the year before. */
  readonly baseline?: Figure;
  readonly target: Figure;
  /** Revenue is to be reached or passed; arrears, errors and days are to be kept within. */
  readonly direction: Direction;
  /** Where the figures come from: a report, a register, a system. */
  readonly source: string;
  /** Code of the person or room that answers for it. */
  readonly responsible?: string;
}

/** The part of the year that a figure is for; figures of a period stand from 1 January on. */
export const periods = ['firstHalf', 'year'] as const;
export type Period = (typeof periods)[number];

/** A figure as it was entered. A later one of the same target and period corrects it; both stay. */
export interface ResultEntry {
  readonly target: string;
  readonly period: Period;
  readonly value: Figure;
  readonly at: Instant;
  /** Entered by: a caller, as in the trail. */
  readonly by: string;
  /** Why it differs from what was said before; needed for a correction. */
  readonly reason?: string;
}

/** Where a target stands by its last figure. */
export interface TargetStanding {
  readonly value: Figure;
  /** In per cent of the target, two decimals; absent when the target is zero. */
  readonly share?: Figure;
  /** In per cent of the year before; absent without a baseline or with a zero one. */
  readonly onBaseline?: Figure;
  readonly met: boolean;
}

/** Result against target. The share is always result by target; whether that is enough depends on the direction. */
export function standingOf({ target, baseline, direction }: Target, value: Figure): TargetStanding {
  const share = shareOf(value, target);
  const onBaseline = baseline === undefined ? undefined : shareOf(value, baseline);
  const difference = compareFigures(value, target);
  return {
    value,
    ...(share === undefined ? {} : { share }),
    ...(onBaseline === undefined ? {} : { onBaseline }),
    met: direction === 'atLeast' ? difference >= 0 : difference <= 0,
  };
}

/** A figure is asked about once when it is more than so many times what was aimed at and what was reached before. */
const DOUBTFUL_TIMES = 10;

/** Why a figure is asked about before it is taken. */
export type Doubt = 'farAbove' | 'negative';

/** Whether a figure looks like a slip of the pen: a wrong unit of measure, a digit too many, a sign. */
export function doubtOf({ target, baseline = '0' }: Target, value: Figure): Doubt | undefined {
  const known = [target, baseline].filter((one) => one !== '0');
  if (value.startsWith('-') && !known.some((one) => one.startsWith('-'))) return 'negative';
  if (known.length > 0 && known.every((one) => exceeds(value, one, DOUBTFUL_TIMES))) return 'farAbove';
  return undefined;
}

/** The figure that holds for a target and period, and those that it corrected, oldest first. */
export function figureFor(
  entries: readonly ResultEntry[],
  target: string,
  period: Period,
): { readonly holds: ResultEntry; readonly earlier: readonly ResultEntry[] } | undefined {
  const own = entries.filter((entry) => entry.target === target && entry.period === period);
  const holds = own.at(-1);
  return holds ? { holds, earlier: own.slice(0, -1) } : undefined;
}

/** How a registration stands: how many of its targets are met, missed, and without a figure. */
export interface RegistrationStanding {
  readonly met: number;
  readonly missed: number;
  readonly open: number;
}

/** Counts the targets of a registration by the figures of one period. */
export function countStandings(
  targets: readonly Target[],
  entries: readonly ResultEntry[],
  period: Period,
): RegistrationStanding {
  const count = { met: 0, missed: 0, open: 0 };
  for (const target of targets) {
    const found = figureFor(entries, target.code, period);
    if (!found) count.open += 1;
    else if (standingOf(target, found.holds.value).met) count.met += 1;
    else count.missed += 1;
  }
  return count;
}
