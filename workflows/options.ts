import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** Timeouts and retries of every activity, one row a class with its reason. Nothing else sets any. */

/**
 * An activity under way whose worker is gone is begun again after so long: the worker says that it lives, for all its activities
 * (`platform/temporal/activity-interceptor.ts`). Not for mails: one that is tried again too early may arrive twice.
 */
const alive = { heartbeatTimeout: '5s' } as const;

/** First try of a write: inside the workflow task, because nearly every write succeeds at once. Short, since it holds the task. */
export const storeAtOnce: LocalActivityOptions = {
  startToCloseTimeout: '2s',
  retry: { initialInterval: '100ms', maximumAttempts: 2 },
};

/** A write that did not succeed at once: the database is away; records must be written however long that lasts. */
export const storePatiently: ActivityOptions = {
  startToCloseTimeout: '10s',
  ...alive,
  retry: { initialInterval: '1s', maximumInterval: '10s' },
};

/** How long one try of a mail may take. */
export const mailTryMs = 30_000;

/** One message to one person. Mail servers are away for hours, so keep trying, slowly. */
export const mail: ActivityOptions = {
  startToCloseTimeout: mailTryMs,
  scheduleToCloseTimeout: '3 days',
  retry: { initialInterval: '10s', maximumInterval: '30m' },
};

/** A code to sign in with: late is as good as never, so it is tried often and not for long. */
export const codeMail: ActivityOptions = {
  startToCloseTimeout: mailTryMs,
  scheduleToCloseTimeout: '8m',
  retry: { initialInterval: '2s', maximumInterval: '30s' },
};

/** Updates to other workflows: they answer at once or not at all; an outcome must arrive. */
export const delivery: ActivityOptions = {
  startToCloseTimeout: '2m',
  ...alive,
  retry: { initialInterval: '1s', maximumInterval: '10s' },
};

/** Counting, numbering: one transaction, larger than a plain write. */
export const transaction: ActivityOptions = {
  startToCloseTimeout: '1m',
  ...alive,
  retry: { initialInterval: '1s', maximumInterval: '10s' },
};

/**
 * Rendering: minutes for many long papers, which wait for one another. What is made stays made, so a try that was cut short is
 * begun again soon, however often that happens.
 */
export const rendering: ActivityOptions = {
  startToCloseTimeout: '15m',
  scheduleToCloseTimeout: '1 day',
  ...alive,
  retry: { initialInterval: '1s', maximumInterval: '10s' },
};

/** An attack on the links of a session: minutes with a browser, for many members; heartbeats carry how far it has come. */
export const attacking: ActivityOptions = {
  startToCloseTimeout: '1h',
  scheduleToCloseTimeout: '2h',
  heartbeatTimeout: '2m',
  retry: { initialInterval: '5s', maximumInterval: '1m', maximumAttempts: 3 },
};
