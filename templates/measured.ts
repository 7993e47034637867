import type { Measured } from '../domain/campaign/amendment';
import { dayOf } from '../domain/time';
import { dayText, type Lang } from './format';
import { goalText, say } from './words';

/** Which target of those that were amended a result is measured against, in one line. */
export function measuredText(lang: Lang, { by, entered, now }: Measured): string {
  const of = (key: string, values?: Readonly<Record<string, unknown>>): string => say(lang, `measured.${key}`, values);
  return [
    by === undefined ? of('first') : of('by', { nth: by.nth, day: dayText(lang, dayOf(by.at)) }),
    ...(entered ? [of('entered', { goal: goalText(lang, entered) })] : []),
    ...(now ? [of('now', { goal: goalText(lang, now) })] : []),
  ].join('; ');
}
