import { proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import { storeAtOnce, storePatiently } from './options';
import { isRefusal } from './refuse';

const atOnce = proxyLocalActivities<Activities>(storeAtOnce);
const patiently = proxyActivities<Activities>(storePatiently);

/**
 * Writes to the store: two short tries inside the workflow task, then a regular activity that tries without end, so that a
 * database that is away for hours neither holds the task nor loses a record. A refusal is thrown at once.
 */
export async function store<R>(
  step: (activities: Pick<Activities, 'saveDocket' | 'loadCalendar'>) => Promise<R>,
): Promise<R> {
  try {
    return await step(atOnce);
  } catch (error) {
    if (isRefusal(error)) throw error;
    return await step(patiently);
  }
}
