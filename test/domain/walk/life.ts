import fc from 'fast-check';
import { Problem } from '../../../domain/errors';
import type { Changed, Line } from '../../../domain/line';
import type { Route } from '../../../domain/route';
import { routeFor } from '../../../domain/route';
import type { Instant } from '../../../domain/time';
import { at, instant, msOf, plusDays } from '../../../domain/time';
import { act, allowedActions, stopped, submitLine, tick, wakeOf } from '../../../domain/walk';
import { samplePack } from '../../../samples/pack';
import { sensible } from './sensible';
import { contextAt, stages, thirtyDays } from './walker';

const HOUR = 3_600_000;

const packRoute = (code: string, procedure: 'normal' | 'simplified' = 'normal', ...flags: string[]): Route =>
  routeFor(samplePack.routes, { award: { code }, procedure, flags }).route;

const routes: readonly Route[] = [
  packRoute('GK'),
  packRoute('BKT'),
  packRoute('BKT', 'simplified'),
  packRoute('HCLD3', 'normal', 'headOfProvincialBody', 'managedByParty'),
  // every step starts at its interesting part
  [[stages.consultation, stages.posting], [stages.provinceCouncil], [stages.decide], [stages.issuance]],
  [[stages.provinceScreening], [stages.central], [stages.receipt]],
];

/** A random life: where it begins, and what happens next; numbers choose among what is possible then. */
export const life = fc.record({
  route: fc.constantFrom(...routes),
  selfChecked: fc.boolean(),
  begin: fc.integer({ min: 0, max: 200 }).map((days) => at(plusDays('2026-11-02', days), '08:30')),
  steps: fc.array(
    fc.record({
      hours: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 72 }), fc.integer({ min: 0, max: 1_000 })),
      what: fc.integer({ min: 0, max: 19 }),
      which: fc.nat(),
    }),
    { minLength: 5, maxLength: 40 },
  ),
});
export type Life = typeof life extends fc.Arbitrary<infer L> ? L : never;

/** What can be looked at while a line lives. */
export interface Watch {
  /** Before an action, with the line as it stands. */
  before?(line: Line, now: Instant): void;
  /** After every change; `make` makes it again, of another copy of the line. */
  changed?(from: Line, to: Changed, now: Instant, make: (line: Line) => Changed): void;
  /** After all that time brought up to `now`. */
  settled?(line: Line, now: Instant): void;
}

/** Lives one life as a docket would carry it: time first, then what is asked; a line whose time breaks is stopped. */
export function live({ route, selfChecked, begin, steps }: Life, watch: Watch): void {
  let now = begin;
  const names = { id: 'N1', unitProposal: 'TT1', award: 'BKT', routeCode: 'test' };
  const submission = { ...names, route, holdReview: thirtyDays, selfChecked };
  let line = frozen(submitLine(submission, contextAt(now)).line);

  const take = (make: (line: Line) => Changed): void => {
    const from = line;
    const changed = make(from);
    watch.changed?.(from, changed, now, make);
    line = frozen(changed.line);
  };
  const timePasses = (): void => {
    for (let turns = 0; (wakeOf(line) ?? '~') <= now; turns += 1) {
      if (turns > 20) throw new Error('time has no end');
      const problem = codeOf(() => take((l) => tick(l, contextAt(now, 'clock'))));
      if (problem !== undefined) take((l) => stopped(l, problem, contextAt(now, 'clock')));
    }
    watch.settled?.(line, now);
  };

  for (const { hours, what, which } of steps) {
    now = instant(msOf(now) + hours * HOUR);
    timePasses();
    watch.before?.(line, now);
    const allowed = allowedActions(line);
    if (what === 0 && !line.end) take((l) => stopped(l, 'UNEXPECTED', contextAt(now)));
    else if (allowed.length > 0) {
      // what ends a line at once is rarer than what moves it, else no line gets far
      const moving = allowed.filter((a) => !['decline', 'withdraw', 'centralDeclined', 'hold'].includes(a));
      const from = what < 17 && moving.length > 0 ? moving : allowed;
      const action = sensible(line, from[which % from.length]!, which, now);
      codeOf(() => take((l) => act(l, action, contextAt(now), l.version)));
    }
    timePasses();
  }
}

/** The code of the refusal, if it was one. Whatever else is thrown goes on: it is a bug. */
export function codeOf(make: () => unknown): string | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

/** No change may touch the line that it was made of. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
