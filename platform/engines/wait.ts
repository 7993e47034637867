import { setTimeout as pause } from 'node:timers/promises';

/** How often a condition is asked, in milliseconds: often enough that nobody waits for the waiting. */
const everyMs = 50;

/**
 * Asks `check` until it gives something other than undefined or false, for at most `withinMs` milliseconds. Gives
 * undefined when time is up. An error of `check` is thrown on: it ends the waiting.
 */
export async function until<T>(
  check: () => T | false | undefined | Promise<T | false | undefined>,
  withinMs: number,
): Promise<T | undefined> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const answer = await check();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() >= endMs) return undefined;
    await pause(everyMs);
  }
}
