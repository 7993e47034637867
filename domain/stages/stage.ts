import type { ActionType, LineAction } from '../actions';
import { addWorkingDays, periodEnd, workingDaysBetween } from '../calendar';
import type { Context, End, EventType, Line, StageBase } from '../line';
import type { Level, Stage } from '../route';
import type { Day, Instant } from '../time';
import { dayOf } from '../time';

/** What a stage wants done with the line besides changing its own state. */
export interface StageOutcome<S> {
  readonly state: S;
  /** The stage is over and the line may move on. */
  readonly done?: true;
  /** The line ends here. */
  readonly end?: Pick<End, 'outcome' | 'note'>;
  /** The line goes back to the last screening before this step. */
  readonly back?: true;
  /** Changes of the line that do not belong to the stage. */
  readonly patch?: Partial<Pick<Line, 'hold' | 'signed' | 'issued'>>;
  /** Lifts the claim. */
  readonly unclaim?: true;
  /** Lifts the hold. */
  readonly unhold?: true;
  readonly event?: { readonly type: EventType; readonly facts?: Readonly<Record<string, string | number>> };
}

/**
 * How one kind of stage works, as pure functions. `docs/process.md` draws them. A new kind of stage is one file with one of
 * these, listed in `stages/index.ts`.
 */
export interface StageRules<S extends StageBase, C extends Stage> {
  /** State on entering. `again`: the line came back here from a later stage. */
  enter(stage: C, context: Context, again: boolean): S;
  /** The actions that the state allows now. */
  allowed(state: S): readonly ActionType[];
  /** Applies an action that `allowed` names. May throw a Problem for what the action says. */
  apply(state: S, action: LineAction, stage: C, context: Context, line: Line): StageOutcome<S>;
  /** When time alone changes something next. */
  wake(state: S): Instant | undefined;
  /** What time has changed at `context.now`; called when `wake` has passed. */
  tick(state: S, stage: C, context: Context): StageOutcome<S>;
  /** Rewrites every day that is a clock of this state; used when a hold is lifted. */
  mapClocks(state: S, shift: (day: Day) => Day): S;
  /** Who holds the line in this state, and its public code. */
  view(state: S): StageView;
}

/** Where a line stands, for lists and pages: codes only, labels are in the locales. */
export interface StageView {
  readonly status: StatusCode;
  readonly holder: HolderCode;
  readonly level?: Level;
  readonly due?: Day;
}

export const holderCodes = [
  'unit',
  'office',
  'body',
  'public',
  'council',
  'authority',
  'clerk',
  'central',
  'service',
] as const;
export type HolderCode = (typeof holderCodes)[number];

/** States in which something is still to come. */
export const openStatuses = [
  'draft',
  'submitted',
  'screening',
  'returned',
  'consultation',
  'posting',
  'waitingForCouncil',
  'inSession',
  'waitingForApproval',
  'approvalPending',
  'awaitingIssue',
  'central',
  'supplement',
  'receipt',
  'onHold',
  'needsAttention',
] as const satisfies readonly string[];

/** States of nominations that came to nothing once they were sent. */
export const failedStatuses: ReadonlySet<string> = new Set(['declined', 'lapsed', 'withdrawn']);

export const statusCodes = [
  ...openStatuses,
  'issued',
  'received',
  'declined',
  'lapsed',
  'withdrawn',
  'discarded',
] as const;
export type StatusCode = (typeof statusCodes)[number];

/** A clock of n working days that starts today. */
export const dueIn = (context: Context, workingDays: number): Day =>
  addWorkingDays(context.calendar, dayOf(context.now), workingDays);

/** The day on which the office is asked whether a hold that is put on now, or reviewed now, still stands. */
export const holdReviewOn = (line: Pick<Line, 'holdReview'>, context: Context): Day =>
  periodEnd(context.calendar, dayOf(context.now), line.holdReview);

/** The day, moved by the working days of a pause. */
export const shiftedBy = (context: Context, from: Day, until: Day): ((day: Day) => Day) => {
  const paused = Math.max(0, workingDaysBetween(context.calendar, from, until));
  return (day) => addWorkingDays(context.calendar, day, paused);
};
