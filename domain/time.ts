/**
 * Instants and days of the business clock. All days are days in Viet Nam (Asia/Ho_Chi_Minh), which has kept UTC+7 without
 * daylight saving since 1975, so plain arithmetic is exact and needs no time zone data in the workflow sandbox.
 */

/** An instant as ISO 8601 in UTC, for example `2026-11-16T01:00:00.000Z`. */
export type Instant = string;

/** A day in Viet Nam as `YYYY-MM-DD`. */
export type Day = string;

const OFFSET_MS = 7 * 3_600_000;
export const DAY_MS = 86_400_000;

export const instant = (ms: number): Instant => new Date(ms).toISOString();
export const msOf = (at: Instant): number => Date.parse(at);

/** The day in Viet Nam on which the instant falls. */
export const dayOf = (at: Instant): Day => new Date(msOf(at) + OFFSET_MS).toISOString().slice(0, 10);

/** 00:00:00.000 of the day, in Viet Nam. */
export const startOfDay = (day: Day): Instant => instant(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS);

/** The first instant after the day: a period that ends "on" a day ends here (Civil Code 2015 art. 148). */
export const endOfDay = (day: Day): Instant => startOfDay(plusDays(day, 1));

/** The given time of the day, in Viet Nam; `time` as `HH:MM`. */
export const at = (day: Day, time: string): Instant => instant(Date.parse(`${day}T${time}:00.000Z`) - OFFSET_MS);

export const plusDays = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The same day so many months later; the last day of the month where it has no such day. */
export function plusMonths(day: Day, months: number): Day {
  const month = Number(day.slice(5, 7)) - 1 + months;
  const last = new Date(Date.UTC(yearOf(day), month + 1, 0)).getUTCDate();
  const date = Math.min(Number(day.slice(8, 10)), last);
  return new Date(Date.UTC(yearOf(day), month, date)).toISOString().slice(0, 10);
}

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (day: Day): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Whether the text is a day that exists: `2027-02-29` does not. */
export const isDay = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
};

/** The later of two instants. */
export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);
