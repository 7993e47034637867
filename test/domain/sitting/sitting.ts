import { Problem } from '../../../domain/errors';
import type { CouncilRule } from '../../../domain/rule';
import { opened } from '../../../domain/sitting/course';
import { checkOrder, takeOrder } from '../../../domain/sitting/orders';
import type { SessionOrder } from '../../../domain/sitting/said';
import type { Sitting, SittingState, SittingTerms } from '../../../domain/sitting/state';
import { newSitting } from '../../../domain/sitting/state';
import { takeSheet } from '../../../domain/sitting/votes';
import type { Instant } from '../../../domain/time';
import { instant } from '../../../domain/time';
import { samplePack } from '../../../samples/pack';
import { calendar } from '../../setup/fixtures';
import { councilRule } from '../rule';
import { HOUR, START_MS } from './sequences';

/** So many hours after the opening on Monday 16 November, 8 o'clock. */
export const after = (hours: number): Instant => instant(START_MS + hours * HOUR);
/** Friday 20 November, 17 o'clock. */
export const FRIDAY = '2026-11-20T10:00:00.000Z';

type Some = Partial<Pick<SittingTerms, 'kind' | 'closing'>> & {
  readonly electorate?: readonly string[];
  readonly rules?: readonly Partial<CouncilRule>[];
};

/** A session of three members over two lines that is open until Friday. */
export function sitting({
  kind = 'written',
  closing = 'atTime',
  electorate = ['a', 'b', 'c'],
  rules = [{}, {}],
}: Some = {}) {
  const of: Sitting = {
    input: { kind, closing, calendar, reminders: samplePack.reminders },
    state: newSitting({ closesAt: FRIDAY, version: 4 }),
  };
  of.state.lines = rules.map((rule, i) => ({ nomination: `N${i + 1}`, docket: 'D', rule: councilRule(rule) }));
  opened(of, { electorate, members: 3 }, after(0));
  return of;
}

/** The same with something else in its state. */
export function having(of: Sitting, state: Partial<SittingState>): Sitting {
  Object.assign(of.state, state);
  return of;
}

export const vote = (of: Sitting, voterRef: string, ordinal = 1, now = after(1)) =>
  takeSheet(of, { voterRef, ordinal, commitment: `${voterRef}${ordinal}` }, now);

export const said = (order: SessionOrder['order']): SessionOrder => ({
  actor: 'key:secretary',
  content: 'hash',
  order,
});

/** Orders it; gives the receipt. */
export function order(of: Sitting, one: SessionOrder['order'], now = after(1), id: string = one.type) {
  checkOrder(of, id, said(one), now);
  return takeOrder(of, id, said(one), now);
}

/** The refusal, undefined when there is none. */
export function refusal(ask: () => unknown): Pick<Problem, 'code' | 'data'> | undefined {
  try {
    ask();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, data: error.data };
    throw error;
  }
}
