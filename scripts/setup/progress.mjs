/** A reason why set-up cannot go on, with what to do about it: two sentences, no stack. */
export class SetupError extends Error {
  constructor(message, advice) {
    super(message);
    this.advice = advice;
  }
}

const seconds = (sinceMs) => `${((performance.now() - sinceMs) / 1000).toFixed(1)} s`;

/** One line of progress; with `sinceMs` (of `performance.now()`) the seconds that it took. */
export const say = (text, sinceMs) =>
  process.stdout.write(`setup: ${text}${sinceMs === undefined ? '' : ` (${seconds(sinceMs)})`}\n`);

/** How often a step that runs on shows that it lives. */
const heartbeatMs = 10_000;

/**
 * Runs one step under a line when it starts, one every ten seconds, and one with its seconds when it is done.
 * Whatever `work` throws is thrown on.
 */
export const step = async (title, work) => {
  const startedMs = performance.now();
  say(`${title} …`);
  const heartbeat = setInterval(() => say(`${title} … still at it`, startedMs), heartbeatMs);
  try {
    const result = await work();
    say(`${title}: done`, startedMs);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
};
