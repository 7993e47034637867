import type { Instant } from './time';
import { DAY_MS, instant, msOf } from './time';

/**
 * Step-up: before his sheet is recorded a member is asked once for the number of six digits that stands on his paper
 * invitation. How often he may be wrong is data, frozen into the session with its draft.
 */
export interface StepUp {
  /** Wrong numbers after which sending is locked for a while. */
  readonly tries: number;
  /** How long, the first time; every further time twice as long, a day at most. */
  readonly lockMinutes: number;
}

/** What a province sets; a session may say otherwise. */
export interface StepUpSetting extends StepUp {
  /** Whether sessions ask for the number when their draft says nothing about it. */
  readonly byDefault: boolean;
}

/** Off, as long as a province has not decided otherwise. */
export const defaultStepUp: StepUpSetting = { byDefault: false, tries: 5, lockMinutes: 15 };

/** How often a member was wrong since his paper was printed. */
export interface Tries {
  readonly failed: number;
  /** No number is looked at before. */
  readonly lockedUntil?: Instant;
}

export const isLocked = ({ lockedUntil }: Tries, now: Instant): boolean =>
  lockedUntil !== undefined && now < lockedUntil;

/** How many tries are left before the next lock. */
export const triesLeft = ({ tries }: StepUp, { failed }: Tries): number => tries - (failed % tries);

/** What stands on record once one more number was wrong. The last of a row locks. */
export function withOneMore({ tries, lockMinutes }: StepUp, before: Tries, now: Instant): Tries {
  const failed = before.failed + 1;
  if (failed % tries !== 0) return { failed };
  const ms = Math.min(lockMinutes * 60_000 * 2 ** (failed / tries - 1), DAY_MS);
  return { failed, lockedUntil: instant(msOf(now) + ms) };
}

/** The six digits as typed, without what people put between them; undefined when it is no such number. */
export function digitsIn(typed: string): string | undefined {
  const digits = typed.normalize('NFKC').replace(/[\s.\-–]/g, '');
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}
