import type { WorkingCalendar } from '../calendar';
import { workingDaysEarlier } from '../calendar';
import { assertNever, Problem } from '../errors';
import type { Day, Instant } from '../time';
import { at, dayOf, endOfDay, startOfDay } from '../time';
import type { CampaignDates, DateChange, Milestone } from './dates';
import { effectOf, milestones, workingDates } from './dates';
import type { DateFault } from './faults';
import { faultsOf, hasCome, inThePast, tooLate } from './faults';
import type { Awaited, CampaignState, CampaignTerms } from './state';
import { awaited, isOver } from './state';

/** Reminders go out at this time of a working day. */
const HOUR = '09:00';

export const campaignActions = ['changeDates', 'extendRegistration', 'cancel'] as const;
export type CampaignActionType = (typeof campaignActions)[number];

/** What a person may ask of a campaign; `note`: the letter that says so. */
export type CampaignAction =
  | {
      readonly type: 'changeDates';
      readonly dates: CampaignDates;
      readonly calendar: WorkingCalendar;
      readonly note: string;
    }
  /** For a head who was about to sign when registration closed: it is open again until the end of this day. */
  | { readonly type: 'extendRegistration'; readonly until: Day; readonly note: string }
  | { readonly type: 'cancel'; readonly note: string };

/** What happened, for the trail and for what follows from it. */
export type CampaignEvent =
  | CampaignAction
  | { readonly type: 'reached'; readonly milestone: Milestone }
  | { readonly type: 'remind'; readonly milestone: Awaited; readonly workingDays: number; readonly due: Day }
  /** After a restore: it goes on from where its records stand, or they were written anew from it. */
  | { readonly type: 'reconciled' };

export interface CampaignStep {
  readonly state: CampaignState;
  readonly event: CampaignEvent;
}

/** @throws Problem CALENDAR_ENDS */
export const newCampaign = (terms: CampaignTerms): CampaignState => ({
  terms,
  status: 'planned',
  version: 0,
  working: workingDates(terms.dates, terms.calendar),
  reached: {},
  reminded: [],
  said: {},
});

/** What a person may do with it now. */
export function allowedIn(state: CampaignState): readonly CampaignActionType[] {
  if (isOver(state)) return [];
  const { registrationCloses, finalReview } = state.reached;
  return registrationCloses !== undefined && finalReview === undefined
    ? ['changeDates', 'extendRegistration', 'cancel']
    : ['changeDates', 'cancel'];
}

/**
 * Refuses what a person asks and the campaign does not allow: another day for what has come already, a day that has passed, days
 * out of order. @throws Problem STATE_CHANGED, ACTION_NOT_ALLOWED, VALIDATION, CALENDAR_ENDS
 */
export function checkAct(
  state: CampaignState,
  action: CampaignAction,
  expects: number | undefined,
  now: Instant,
): void {
  const facts = { state: state.status, version: state.version, allowed: allowedIn(state) };
  if (!allowedIn(state).includes(action.type)) throw new Problem('ACTION_NOT_ALLOWED', undefined, facts);
  if (expects !== undefined && expects !== state.version) throw new Problem('STATE_CHANGED', undefined, facts);
  if (action.type === 'changeDates') checkDates(state, action, dayOf(now));
  if (action.type === 'extendRegistration') checkExtension(state, action.until, dayOf(now));
}

type ChangeDates = Extract<CampaignAction, { type: 'changeDates' }>;

function checkDates(state: CampaignState, { dates, calendar }: ChangeDates, today: Day): void {
  refuse([
    ...faultsOf(state.terms.kind, dates, calendar),
    ...milestones.flatMap((milestone) => faultOfMove(state, milestone, dates[milestone], today)),
  ]);
}

/** What has come stays where it was; what is to come cannot be put into the past. */
function faultOfMove(state: CampaignState, milestone: Milestone, day: Day | undefined, today: Day): DateFault[] {
  const before = state.terms.dates[milestone];
  if (day === before) return [];
  if (state.reached[milestone] !== undefined) return [hasCome(milestone, state.working[milestone]!)];
  return day !== undefined && day < today ? [inThePast(milestone, today)] : [];
}

function checkExtension(state: CampaignState, until: Day, today: Day): void {
  const latest = state.working.midYearReview ?? state.working.finalReview!;
  refuse([
    ...(until < today ? [inThePast('until', today)] : []),
    ...(until > latest ? [tooLate('until', latest)] : []),
  ]);
}

function refuse(fields: readonly DateFault[]): void {
  if (fields.length > 0) throw new Problem('VALIDATION', undefined, { fields });
}

/** What a change of days would do, to be looked at before it is made. @throws Problem as `checkAct` */
export function previewOf(state: CampaignState, action: ChangeDates, now: Instant): readonly DateChange[] {
  checkAct(state, action, undefined, now);
  return effectOf(state.working, workingAfter(state, action));
}

/** What has come keeps its day, and so does an extension of registration while the day asked for stays the same. */
function workingAfter({ terms, working, reached }: CampaignState, { dates, calendar }: ChangeDates): CampaignDates {
  const extended =
    dates.registrationCloses === terms.dates.registrationCloses &&
    working.registrationCloses !== workingDates(terms.dates, terms.calendar).registrationCloses;
  const kept = milestones.filter((m) => reached[m] !== undefined || (extended && m === 'registrationCloses'));
  return { ...workingDates(dates, calendar), ...Object.fromEntries(kept.map((m) => [m, working[m]!])) };
}

/** Applies what was checked. */
export function act(before: CampaignState, action: CampaignAction): CampaignStep {
  return { state: { ...apply(before, action), version: before.version + 1 }, event: action };
}

function apply(state: CampaignState, action: CampaignAction): CampaignState {
  switch (action.type) {
    case 'changeDates': {
      const { dates, calendar } = action;
      const working = workingAfter(state, action);
      const moved = new Set(effectOf(state.working, working).map(({ milestone }) => milestone));
      // a day that moves is reminded of anew
      const reminded = state.reminded.filter((key) => !moved.has(key.split('.')[0] as Milestone));
      return { ...state, terms: { ...state.terms, dates, calendar }, working, reminded };
    }
    case 'extendRegistration': {
      const { registrationCloses: _closed, ...reached } = state.reached;
      const working = { ...state.working, registrationCloses: action.until };
      const reminded = state.reminded.filter((key) => !key.startsWith('registrationCloses.'));
      return { ...state, working, reached, reminded };
    }
    case 'cancel':
      return { ...state, status: 'cancelled' };
    default:
      return assertNever(action);
  }
}

/**
 * When a milestone comes: days that open something at their beginning, days that close something when they have passed (Civil
 * Code 2015 art. 148), so that whatever is done on the last day counts.
 */
const comesAt = (milestone: Milestone, day: Day): Instant =>
  milestone === 'registrationCloses' || milestone === 'roundCloses' || milestone === 'end'
    ? endOfDay(day)
    : startOfDay(day);

interface Planned<E = Extract<CampaignEvent, { type: 'reached' | 'remind' }>> {
  readonly at: Instant;
  readonly event: E;
}
type Reminder = Extract<CampaignEvent, { type: 'remind' }>;

/** What time will do next: the earliest milestone or reminder that has not been. */
function nextOf(state: CampaignState): Planned | undefined {
  if (isOver(state)) return undefined;
  const coming = milestones.filter((m) => state.working[m] !== undefined && state.reached[m] === undefined);
  const planned = coming.map((milestone): Planned => ({
    at: comesAt(milestone, state.working[milestone]!),
    event: { type: 'reached', milestone },
  }));
  const reminders =
    state.status === 'planned' ? [] : awaited.filter((m) => coming.includes(m)).flatMap((m) => remindersOf(state, m));
  return [...reminders, ...planned].reduce<Planned | undefined>(
    (first, one) => (first === undefined || one.at < first.at ? one : first),
    undefined,
  );
}

function remindersOf(state: CampaignState, milestone: Awaited): readonly Planned<Reminder>[] {
  const due = state.working[milestone]!;
  // who has been written to on the day of the launch is not reminded on it
  const from = endOfDay(state.working.launch ?? due);
  return state.terms.remindWorkingDays
    .filter((workingDays) => !state.reminded.includes(`${milestone}.${workingDays}`))
    .map((workingDays) => ({
      at: at(dayBefore(state.terms.calendar, due, workingDays), HOUR),
      event: { type: 'remind' as const, milestone, workingDays, due },
    }))
    .filter(({ at: when }) => when >= from);
}

/** So many working days before a day; the first day that is known of the calendar, where it begins later than that. */
function dayBefore(calendar: WorkingCalendar, day: Day, count: number): Day {
  try {
    return workingDaysEarlier(calendar, day, count);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'CALENDAR_ENDS') throw error;
    return `${Number(error.data['year']) + 1}-01-01`;
  }
}

/** When time alone changes it next. */
export const wakeOf = (state: CampaignState): Instant | undefined => nextOf(state)?.at;

/** What time has changed; undefined when nothing is due yet. */
export function tick(before: CampaignState, now: Instant): CampaignStep | undefined {
  const next = nextOf(before);
  if (next === undefined || next.at > now) return undefined;
  const version = before.version + 1;
  if (next.event.type === 'remind') return remind(before, next.event.milestone, now, version);
  const { milestone } = next.event;
  const reached = { ...before.reached, [milestone]: now };
  const status = milestone === 'end' ? 'ended' : 'running';
  return { state: { ...before, version, reached, status }, event: next.event };
}

/** Of several reminders whose time has passed, as after a day was moved near, only the last goes out. */
function remind(before: CampaignState, milestone: Awaited, now: Instant, version: number): CampaignStep {
  const due = remindersOf(before, milestone).filter((one) => one.at <= now);
  const last = due.reduce((latest, one) => (one.event.workingDays < latest.event.workingDays ? one : latest));
  const keys = due.map(({ event }) => `${milestone}.${event.workingDays}`);
  return { state: { ...before, version, reminded: [...before.reminded, ...keys] }, event: last.event };
}
