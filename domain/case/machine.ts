import { addWorkingDays, periodEnd, workingDaysBetween, workingDaysEarlier } from '../calendar';
import { assertNever, Problem } from '../errors';
import type { Day, Instant } from '../time';
import { DAY_MS, dayOf, endOfDay, plusDays, startOfDay } from '../time';
import type { CaseAction, CaseActionType, CaseEvent, PersonsCaseAction } from './said';
import { outerCaseActions } from './said';
import type { CaseState, CaseStatus } from './state';
import { byPaper, isHeld, isOver, outstanding } from './state';

/** The unit is reminded so many working days before the last one. */
const REMIND_WORKING_DAYS = 3;

/** A change of a case and what it was. */
export interface CaseStep {
  readonly state: CaseState;
  readonly event: CaseEvent;
}

/** What a person may do with it now; a hold is not looked at, it has a refusal of its own. */
export function allowedIn(state: CaseState): readonly CaseActionType[] {
  const { status, terms, holding } = state;
  switch (status) {
    case 'awaitingPaper':
      return ['record', 'cancel'];
    case 'awaitingReturn':
      return terms.kind === 'reprint' ? ['recordReturn', 'waiveReturn', 'cancel'] : ['recordReturn', 'waiveReturn'];
    case 'awaitingPrint':
      return ['recordPrint', 'cancel'];
    case 'open':
      return ['addPaper', holding ? 'release' : 'hold', 'conclude'];
    case 'opening':
    case 'carryingOut':
    case 'done':
    case 'cancelled':
      return [];
  }
}

/** What a hold stands in the way of; what has happened outside is recorded all the same. */
const heldBack: ReadonlySet<CaseActionType> = new Set<CaseActionType>(['record', 'recordPrint', 'waiveReturn']);

/** What can be done now with a hold, if there is one: what pages offer and refusals list. */
export const openTo = (state: CaseState): readonly CaseActionType[] =>
  allowedIn(state).filter((action) => !isHeld(state) || !heldBack.has(action));

/**
 * Refuses what a person asks and the state does not allow. @throws Problem STATE_CHANGED, ACTION_NOT_ALLOWED, ON_HOLD,
 * VALIDATION, CALENDAR_ENDS
 */
export function checkAct(state: CaseState, action: PersonsCaseAction, expects: number | undefined, now: Instant): void {
  const facts = { state: state.status, version: state.version, allowed: openTo(state) };
  if (!allowedIn(state).includes(action.type)) throw new Problem('ACTION_NOT_ALLOWED', undefined, facts);
  if (isHeld(state) && heldBack.has(action.type)) throw new Problem('ON_HOLD', undefined, facts);
  if (expects !== undefined && expects !== state.version) throw new Problem('STATE_CHANGED', undefined, facts);
  const out = outstanding(state.terms.returns, state.settled);
  if ('what' in action && !out.includes(action.what))
    throw new Problem('ACTION_NOT_ALLOWED', undefined, { ...facts, outstanding: out });
  if (action.type === 'recordReturn' && action.on > dayOf(now)) throw dayAhead;
  if (action.type === 'record')
    clockFrom({ ...state, terms: { ...state.terms, calendar: action.calendar } }, action.date);
}

const dayAhead = new Problem('VALIDATION', undefined, {
  fields: [{ field: 'on', vi: 'Ngày này chưa đến; đề nghị kiểm tra lại.', en: 'This day has not come yet.' }],
});

/** Applies what was checked, or what a case says to itself. Undefined when nothing changes. */
export function act(before: CaseState, action: CaseAction, now: Instant): CaseStep | undefined {
  const changed = apply(before, action, now);
  if (changed === undefined) return undefined;
  return { state: { ...changed, version: Math.max(before.version, changed.version) + 1 }, event: action };
}

function apply(state: CaseState, action: CaseAction, now: Instant): CaseState | undefined {
  switch (action.type) {
    case 'opened': {
      const status = firstStatus(state);
      const holders = action.heldBy.filter((by) => !state.releasedBy.includes(by) && !state.heldBy.includes(by));
      return held({ ...state, status }, [...state.heldBy, ...holders], now);
    }
    case 'record':
      return { ...carrying(state), terms: { ...state.terms, calendar: action.calendar } };
    case 'recordPrint':
      return carrying(state);
    case 'refused': {
      const { type: _type, ...refused } = action;
      return { ...state, status: byPaper(state.terms.kind) ? 'awaitingPaper' : 'awaitingPrint', refused };
    }
    case 'carriedOut':
      return { ...carriedOut(state, action.on, now), ...(action.as === undefined ? {} : { carried: action.as }) };
    case 'reconciled':
      return { ...action.state, terms: state.terms };
    case 'recordReturn':
      return settled({ ...state, settled: { ...state.settled, [action.what]: { how: 'returned', on: action.on } } });
    case 'waiveReturn':
      return settled({ ...state, settled: { ...state.settled, [action.what]: { how: 'waived', on: dayOf(now) } } });
    case 'cancel':
      return { ...state, status: 'cancelled' };
    case 'addPaper':
      return { ...state };
    case 'hold':
      return { ...state, holding: true };
    case 'release':
      return { ...state, holding: false };
    case 'conclude':
      return { ...state, status: 'done', holding: false, conclusion: action.outcome };
    case 'holdBy':
      if (isOver(state) || state.heldBy.includes(action.by) || state.terms.kind === 'complaint') return undefined;
      return held(
        { ...state, releasedBy: state.releasedBy.filter((by) => by !== action.by) },
        [...state.heldBy, action.by],
        now,
      );
    case 'releaseBy':
      return released(state, action.by, now);
    default:
      return assertNever(action);
  }
}

const carrying = ({ refused: _before, ...state }: CaseState): CaseState => ({ ...state, status: 'carryingOut' });

const firstStatus = ({ terms }: CaseState): CaseStatus => {
  if (terms.kind === 'complaint') return 'open';
  if (terms.kind === 'reprint') return terms.returns.length > 0 ? 'awaitingReturn' : 'awaitingPrint';
  return 'awaitingPaper';
};

/** The paper stands in the register: of a revocation the clock of the return begins with its date. */
function carriedOut(state: CaseState, on: Day, now: Instant): CaseState {
  if (state.terms.kind !== 'revocation' || state.terms.returns.length === 0) return { ...state, status: 'done' };
  const { due, remindOn } = clockFrom(state, on);
  const late = endOfDay(due) <= now;
  return { ...state, status: 'awaitingReturn', due, ...(late || startOfDay(remindOn) <= now ? {} : { remindOn }) };
}

/** @throws Problem CALENDAR_ENDS */
function clockFrom({ terms }: CaseState, date: Day): { readonly due: Day; readonly remindOn: Day } {
  if (terms.kind !== 'revocation' || terms.returns.length === 0) return { due: date, remindOn: date };
  const due = periodEnd(terms.calendar, date, terms.returnWithin);
  return { due, remindOn: workingDaysEarlier(terms.calendar, due, REMIND_WORKING_DAYS) };
}

/** Once nothing is out any more, a revocation is done and a damaged certificate may be printed again. */
function settled(state: CaseState): CaseState {
  if (outstanding(state.terms.returns, state.settled).length > 0) return state;
  const { due: _due, remindOn: _remindOn, ...rest } = state;
  return { ...rest, status: state.terms.kind === 'reprint' ? 'awaitingPrint' : 'done' };
}

const held = (state: CaseState, heldBy: readonly string[], now: Instant): CaseState =>
  heldBy.length === 0 ? state : { ...state, heldBy, heldSince: state.heldSince ?? now };

/** The last hold that ends lets the clock go on: it moves by the working days for which it stood still. */
function released(state: CaseState, by: string, now: Instant): CaseState | undefined {
  if (isOver(state) || state.releasedBy.includes(by)) return undefined;
  const heldBy = state.heldBy.filter((one) => one !== by);
  const next = { ...state, heldBy, releasedBy: [...state.releasedBy, by] };
  if (heldBy.length > 0 || state.heldSince === undefined) return next;
  const { heldSince, ...free } = next;
  const { due, remindOn } = state;
  if (due === undefined) return free;
  const shift = shiftBy(state, dayOf(heldSince!), dayOf(now));
  return { ...free, due: shift(due), ...(remindOn === undefined ? {} : { remindOn: shift(remindOn) }) };
}

/** By working days; where the calendar has ended meanwhile, by days. */
function shiftBy({ terms: { calendar } }: CaseState, from: Day, until: Day): (day: Day) => Day {
  const days = (Date.parse(until) - Date.parse(from)) / DAY_MS;
  return (day) => {
    try {
      return addWorkingDays(calendar, day, Math.max(0, workingDaysBetween(calendar, from, until)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return plusDays(day, days);
    }
  };
}

/** When time alone changes it next. A held case is not changed by time. */
export function wakeOf({ status, due, remindOn, overdue, heldBy }: CaseState): Instant | undefined {
  if (status !== 'awaitingReturn' || due === undefined || overdue || heldBy.length > 0) return undefined;
  return remindOn === undefined ? endOfDay(due) : startOfDay(remindOn);
}

/** What time has changed. */
export function tick(before: CaseState, now: Instant): CaseStep | undefined {
  const wake = wakeOf(before);
  if (wake === undefined || wake > now) return undefined;
  const { remindOn, ...rest } = before;
  const version = before.version + 1;
  if (remindOn !== undefined && now < endOfDay(before.due!))
    return { state: { ...rest, version }, event: { type: 'returnReminder' } };
  return { state: { ...rest, version, overdue: true }, event: { type: 'returnOverdue' } };
}

/** Whether a word names something that a person may ask. */
export const isCaseAction = (word: string): word is CaseActionType =>
  (outerCaseActions as readonly string[]).includes(word);
