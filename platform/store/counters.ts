import type { ClientSession } from 'mongoose';
import { yearOf, dayOf, type Instant } from '../../domain/time';
import type { Models } from './models';

/**
 * Adds `by` to a series and gives the last number of those taken. Within a transaction the numbers go back when it is given
 * up, so the series has no gaps, and its writers wait for each other; without one it is fast and may have gaps.
 */
export async function take(models: Models, series: string, by: number, session?: ClientSession): Promise<number> {
  const counter = await models.counters
    .findOneAndUpdate({ _id: series }, { $inc: { last: by } }, { upsert: true, returnDocument: 'after' })
    .session(session ?? null)
    .lean();
  return counter.last;
}

/** Sees to it that a series goes on behind `number`; its writers wait for each other from here on. */
export async function raise(models: Models, series: string, number: number, session: ClientSession): Promise<void> {
  // `entries` always changes, so that writers meet here even when `last` stays
  const update = { $max: { last: number }, $inc: { entries: 1 } };
  await models.counters.updateOne({ _id: series }, update, { upsert: true, session });
}

/** `HS-2026-000123`: one series a year and prefix. */
export async function numberOf(models: Models, prefix: string, now: Instant): Promise<string> {
  const year = yearOf(dayOf(now));
  const serial = await take(models, `${prefix}-${year}`, 1);
  return `${prefix}-${year}-${String(serial).padStart(6, '0')}`;
}
