import type { Grade } from './facts';
import type { Reckoning } from './reckoning';
import { meetsGrade, titleOf } from './reckoning';

/** Whether a year meets a grade, or has the title that counts like it. */
export function yearMeets(
  reckoning: Reckoning,
  year: number,
  atLeast: Grade,
  orTitle?: string,
): ReturnType<typeof meetsGrade> {
  if (orTitle && titleOf(reckoning, orTitle, year)) return 'yes';
  return meetsGrade(reckoning, year, atLeast);
}

/** `2025, 2026` for two years up to 2026. */
export const lastYears = (last: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => last - count + 1 + i);
