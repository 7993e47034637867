import { condition, setHandler } from '@temporalio/workflow';
import { Problem } from '../domain/errors';
import type { Instant } from '../domain/time';
import { instant, msOf } from '../domain/time';
import { moveClock } from './messages';
import { refused } from './refuse';

/** Business time inside a workflow: workflow time plus an offset that only a rehearsal moves. */
export interface BusinessClock {
  now(): Instant;
  offsetMs(): number;
  /** Waits until `done`, or until the business instant that `at` names; it is asked again whenever the clock was moved. */
  until(done: () => boolean, at?: () => Instant | undefined): Promise<void>;
}

/** The clock of a workflow; also takes the Update that moves it. Call once, before the first wait. */
export function businessClock(offsetMs: number): BusinessClock {
  let offset = offsetMs;
  let moves = 0;
  const nowMs = (): number => Date.now() + offset;

  setHandler(
    moveClock,
    ({ offsetMs: wanted }) => {
      offset = wanted;
      moves += 1;
      return { now: instant(nowMs()) };
    },
    {
      validator: ({ offsetMs: wanted }) => {
        if (wanted < offset) throw refused(new Problem('CLOCK_BACKWARDS'));
      },
    },
  );

  return {
    now: () => instant(nowMs()),
    offsetMs: () => offset,
    async until(done, at) {
      for (;;) {
        if (done()) return;
        const wake = at?.();
        const left = wake === undefined ? undefined : msOf(wake) - nowMs();
        if (left !== undefined && left <= 0) return;
        const seen = moves;
        const woken = (): boolean => done() || moves !== seen;
        if (left === undefined) await condition(woken);
        else await condition(woken, left);
      }
    },
  };
}
