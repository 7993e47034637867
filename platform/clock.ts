import { Problem } from '../domain/errors';
import type { Instant } from '../domain/time';
import { instant } from '../domain/time';

/** Business time outside workflows: real time plus an offset that only a rehearsal moves. */
export interface Clock {
  now(): Instant;
  offsetMs(): number;
  /** @throws Problem CLOCK_BACKWARDS */
  move(offsetMs: number): void;
}

/** A clock whose offset the database keeps. */
export interface StoredClock extends Clock {
  /** Moves the clock and keeps the offset. @throws Problem CLOCK_BACKWARDS */
  moveTo(offsetMs: number): Promise<void>;
  /** Takes over what another process has moved. */
  refresh(): Promise<void>;
}

/** Real time in ms: for deadlines of calls and the age of pollers, never for dates that people see. */
export const wallNow = (): number => Date.now();

export function createClock(given: { readonly offsetMs: number }): Clock {
  let offset = given.offsetMs;
  return {
    now: () => instant(wallNow() + offset),
    offsetMs: () => offset,
    move(offsetMs) {
      if (offsetMs < offset) throw new Problem('CLOCK_BACKWARDS');
      offset = offsetMs;
    },
  };
}

/** What must be added to real time for the business clock to start at `start`; 0 without one. */
export const businessOffset = (start?: Date | string): number =>
  start === undefined ? 0 : new Date(start).getTime() - wallNow();

/** Where the offset of a rehearsal is kept. */
const SETTING = 'clockOffsetMs';

interface Settings {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  init(key: string, value: unknown): Promise<unknown>;
}

/**
 * The clock of one database. A rehearsal that starts at `start` goes on after a restart where it stood: its offset is kept, so
 * `start` counts the first time only. Without a `start` and without a kept offset it shows real time. A production refuses to
 * start on a database whose clock was moved: ask `offsetMs()`.
 */
export async function rehearsalClock(settings: Settings, start: Date | undefined): Promise<StoredClock> {
  const kept = (value: unknown): number => (typeof value === 'number' ? value : 0);
  const first = start === undefined ? settings.get(SETTING) : settings.init(SETTING, businessOffset(start));
  const clock = createClock({ offsetMs: kept(await first) });
  return {
    ...clock,
    async moveTo(offsetMs) {
      clock.move(offsetMs);
      await settings.set(SETTING, offsetMs);
    },
    async refresh() {
      clock.move(Math.max(clock.offsetMs(), kept(await settings.get(SETTING))));
    },
  };
}
