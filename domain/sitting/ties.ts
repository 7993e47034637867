import { Problem } from '../errors';
import type { Instant } from '../time';
import { DAY_MS, instant, msOf } from '../time';
import type { SessionOrder } from './said';
import type { Sitting, SittingState } from './state';

/** The secretary is reminded so often of ties that wait for the chair. */
const REMIND_MS = 3 * DAY_MS;

type ChairDecides = Extract<SessionOrder['order'], { type: 'chairDecides' }>;

/** These lines stand on a tie that the regulation leaves to the chair: the session is not closed before he has decided. */
export function awaitChair({ state }: Sitting, nominations: readonly string[], now: Instant): void {
  state.status = 'awaitingChair';
  state.ties = nominations;
  state.remindOfTiesAt = instant(msOf(now) + REMIND_MS);
}

/** @throws Problem ACTION_NOT_ALLOWED, NO_TIE */
export function checkChair({ status, ties = [] }: SittingState, { nomination }: ChairDecides): void {
  if (status !== 'awaitingChair') throw new Problem('ACTION_NOT_ALLOWED', undefined, { state: status, allowed: [] });
  if (!ties.includes(nomination)) throw new Problem('NO_TIE', nomination);
}

/** He has decided, once. */
export function chairHasDecided(state: SittingState, { nomination }: ChairDecides): void {
  state.ties = (state.ties ?? []).filter((tie) => tie !== nomination);
}

/** Whether the secretary is to be reminded now; the next time is set. */
export function tiesAreDue({ state }: Sitting, now: Instant): boolean {
  if (state.remindOfTiesAt === undefined || state.remindOfTiesAt > now) return false;
  state.remindOfTiesAt = instant(msOf(now) + REMIND_MS);
  return true;
}
