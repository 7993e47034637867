import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { Activities, MailOrder } from '../activities';
import { at, dayOf, plusDays, type Instant } from '../domain/time';
import { businessClock } from './clock';
import type { DailyInput } from './messages';
import { storePatiently } from './options';
import { Outbox } from './outbox';

const { noticesOf } = proxyActivities<Activities>(storePatiently);

/** What was taken over from the run before. */
export interface CarriedDaily {
  readonly mails: readonly MailOrder[];
}

/**
 * What no case, session or list waits for, but an hour of the day: one process of the service, which wakes by the business clock, so
 * that a rehearsal meets every day as well. Each waking is a run of its own. Hours at which no worker was there are made up for
 * together, once.
 */
export async function daily(input: DailyInput & { carried?: CarriedDaily }): Promise<void> {
  const { since, hours } = input;
  const clock = businessClock(input.offsetMs);
  const outbox = new Outbox(clock);
  outbox.takeOver(input.carried?.mails ?? []);
  await clock.until(
    () => false,
    () => wakeAfter(since, hours),
  );
  const now = clock.now();
  const { orders, hours: next } = await noticesOf({ since, now });
  for (const order of orders) outbox.send(order);
  await outbox.settled(
    () => false,
    () => undefined,
  );
  const carried = { mails: outbox.carry() };
  await continueAsNew<typeof daily>({ since: now, hours: next, offsetMs: clock.offsetMs(), carried });
}

/** The next of the hours, on the same day or the next one. */
function wakeAfter(since: Instant, hours: readonly string[]): Instant {
  const today = dayOf(since);
  const times = [today, plusDays(today, 1)].flatMap((day) => hours.map((hour) => at(day, hour)));
  return times.filter((time) => time > since).sort()[0] ?? at(plusDays(today, 1), '00:00');
}
