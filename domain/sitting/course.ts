import { addWorkingDays } from '../calendar';
import { smallestPart } from '../tally';
import type { Instant } from '../time';
import { at, dayOf, later, msOf } from '../time';
import { planReminders } from './reminders';
import type { Sitting } from './state';

/** Without quorum the session is extended once by so many working days. */
const EXTENSION_WORKING_DAYS = 2;

/** Opens it: these vote by link, of so many members. */
export function opened(
  of: Sitting,
  { electorate, members }: { readonly electorate: readonly string[]; readonly members: number },
  now: Instant,
): void {
  const { input, state } = of;
  state.electorate = electorate;
  state.members = members;
  state.openedAt = now;
  state.status = 'open';
  if (input.drill && electorate.length > 0) state.drill = { status: 'waiting', at: now };
  if (electorate.length > 0) planReminders(of, now);
}

export function mustClose({ input, state }: Sitting, now: Instant): boolean {
  if (state.status !== 'open' || state.cancelling) return false;
  if (input.kind !== 'written') return state.totals !== undefined;
  const allVoted = input.closing === 'whenAllVoted' && state.recorded.size === state.electorate.length;
  return allVoted || now >= state.closesAt;
}

/** When time alone changes the open session next. */
export function nextWake({ input, state }: Sitting): Instant | undefined {
  const { closesAt, reminders, quorumCheck } = state;
  // a meeting waits for its totals, whenever they come
  const closing = input.kind === 'written' ? [closesAt] : [];
  const check = quorumCheck === undefined ? [] : [quorumCheck];
  return [...closing, ...reminders.slice(0, 1), ...check].sort()[0];
}

/**
 * Ends the taking of votes; or, without quorum, lets the session go on once for a few working days, when nothing would be
 * decided. To be called when it must close.
 */
export function endVoting(of: Sitting, now: Instant): 'closing' | { readonly extendedFrom: Instant } {
  const { input, state } = of;
  const enough = state.lines.every((l) => state.recorded.size >= smallestPart(l.rule.quorum, state.members));
  const mayGoOn = !state.extended && state.lines.some((l) => l.rule.withoutQuorum === 'extendOnce');
  if (input.kind === 'written' && !enough && mayGoOn) return { extendedFrom: extend(of, now) };
  state.status = 'closing';
  state.closedAt = now;
  return 'closing';
}

/** The same time of the day, some working days later; returns the time before. */
function extend(of: Sitting, now: Instant): Instant {
  const { input, state } = of;
  const former = state.closesAt;
  const time = new Date(msOf(former) + 7 * 3_600_000).toISOString().slice(11, 16);
  state.closesAt = at(addWorkingDays(input.calendar, dayOf(later(now, former)), EXTENSION_WORKING_DAYS), time);
  state.extended = true;
  planReminders(of, now);
  return former;
}

/** Ends it without a count. */
export function calledOff({ state }: Sitting, now: Instant): void {
  state.status = 'cancelled';
  state.closedAt = now;
}
