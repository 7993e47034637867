import { setTimeout as pause } from 'node:timers/promises';

/** The story does not go on as the sample says. The message is all that a reader needs. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

const EVERY_MS = 50;
/** Longer than the slowest thing that the story waits for: the documents of a decision on a busy machine. */
const WITHIN_MS = 30_000;

/** What a look showed: what was waited for, or in words what was there instead. */
export type Seen<T> = { readonly found: T } | { readonly instead: string };

/** Looks again and again until it is there. @throws StoryError that says what was expected and what was seen last */
export async function eventually<T>(expected: string, look: () => Promise<Seen<T>>, withinMs = WITHIN_MS): Promise<T> {
  const endMs = performance.now() + withinMs;
  for (;;) {
    const seen = await look();
    if ('found' in seen) return seen.found;
    if (performance.now() >= endMs) {
      throw new StoryError(`Expected ${expected} within ${withinMs / 1000} s; seen: ${seen.instead}`);
    }
    await pause(EVERY_MS);
  }
}
