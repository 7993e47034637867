import { isCancellation, log, proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { storeAtOnce, storePatiently } from './options';
import { codeOf, isRefusal } from './refuse';

const atOnce = proxyLocalActivities<Activities>(storeAtOnce);
const patiently = proxyActivities<Activities>(storePatiently);

/** How long a write that was refused waits before it is said again: from a minute to an hour. */
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * Writes to the store: two short tries inside the workflow task, then a regular activity that tries without end, so that a
 * database that is away for hours neither holds the task nor loses a record. A write that the records refuse is a fault of ours, or
 * of whoever wrote to them by hand: it is said again until it is mended, for a process must never end by it.
 */
export async function store<R>(
  step: (activities: Pick<Activities, 'saveDocket' | 'loadCalendar'>) => Promise<R>,
): Promise<R> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await firstAtOnce(step);
    } catch (error) {
      if (isCancellation(error)) throw error;
      log.error('records refused a write', { code: codeOf(error) ?? 'UNKNOWN' });
      await sleep(waitMs);
    }
  }
}

async function firstAtOnce<R>(step: Parameters<typeof store<R>>[0]): Promise<R> {
  try {
    return await step(atOnce);
  } catch (error) {
    if (isRefusal(error)) throw error;
    return await step(patiently);
  }
}
