import type { Text } from './award';
import type { WorkingCalendar } from './calendar';
import { isWorkingDay } from './calendar';
import { Problem } from './errors';
import type { NumberRegister } from './pack';
import type { Day } from './time';
import { yearOf } from './time';

/**
 * Numbers of outgoing papers (Decree 30/2020/NĐ-CP art. 15): one series for each register and, where it begins anew, for each
 * year of the day on the paper. What is asked of a number stands here, as plain functions; the store takes it.
 */

/** What a series goes by on one day. `symbol` is absent where nobody has named a register for such papers. */
export type RegisterTerms = Pick<NumberRegister, 'mode' | 'restart' | 'maximum'> & { readonly symbol?: string };

/** A version of a register, from the day on which it begins until the next one does. */
export interface RegisterVersion extends NumberRegister {
  readonly validFrom: Day;
}

/** The version in force on a day: the last one that has begun. */
export const inForce = <T extends { readonly validFrom: Day }>(versions: readonly T[], day: Day): T | undefined =>
  versions.filter((v) => v.validFrom <= day).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];

/** The series of a paper: its register in the year of its date, or for ever where the numbers go on. */
export const seriesOf = (base: string, { restart }: Pick<RegisterTerms, 'restart'>, date: Day): string =>
  `${base}/${restart === 'yearly' ? yearOf(date) : 'all'}`;

/** `05/QĐ-UBND`: below ten with a zero in front (Decree 30/2020/NĐ-CP, annex I). */
export const numberOf = (serial: number, symbol: string): string => `${serial < 10 ? '0' : ''}${serial}/${symbol}`;

/** The running number in `05/QĐ-UBND`, with its symbol; undefined for what is not written so. */
export function readNumber(number: string): { readonly serial: number; readonly symbol: string } | undefined {
  const form = /^(\d{1,6})\/(.+)$/.exec(number);
  const serial = Number(form?.[1]);
  if (!form || serial < 1 || form[1] !== `${serial < 10 ? '0' : ''}${serial}`) return undefined;
  return { serial, symbol: form[2]! };
}

/** A paper of a register, as it is shown beside a number that does not fit. */
export interface RegisterEntry {
  readonly number: string;
  readonly serial: number;
  readonly date: Day;
}
export interface Neighbours {
  readonly before?: RegisterEntry;
  readonly same?: RegisterEntry;
  readonly after?: RegisterEntry;
}

/**
 * Whether a number may be taken. @throws Problem REGISTER_FULL, NUMBER_TAKEN, NUMBER_OUT_OF_ORDER (number and date of a series
 * rise together); the last two with the neighbours, and all with a sentence that names them
 */
export function mustFit(
  neighbours: Neighbours,
  { serial, date, maximum }: { readonly serial: number; readonly date: Day; readonly maximum?: number | undefined },
): void {
  if (maximum !== undefined && serial > maximum)
    throw new Problem('REGISTER_FULL', `${serial} > ${maximum}`, { maximum });
  const { before, same, after } = neighbours;
  if (same) throw new Problem('NUMBER_TAKEN', `${serial} is ${same.number}`, told(neighbours));
  if ((before && date < before.date) || (after && after.date < date)) {
    throw new Problem('NUMBER_OUT_OF_ORDER', `${serial} of ${date}`, told(neighbours));
  }
}

/** The neighbours of a refused number, with a sentence that names them. */
export const told = (neighbours: Neighbours): { neighbours: Neighbours; sentence: Text } => ({
  neighbours,
  sentence: sentenceOf(neighbours),
});

const shown = (day: Day): string => day.split('-').reverse().join('/');

function sentenceOf({ before, same, after }: Neighbours): Text {
  const parts = [
    same && {
      vi: `Số ${same.number} đã dùng cho văn bản ngày ${shown(same.date)}.`,
      en: `Number ${same.number} is that of a paper of ${shown(same.date)}.`,
    },
    before && {
      vi: `Văn bản liền trước: số ${before.number} ngày ${shown(before.date)}.`,
      en: `The one before it: ${before.number} of ${shown(before.date)}.`,
    },
    after && {
      vi: `Văn bản liền sau: số ${after.number} ngày ${shown(after.date)}.`,
      en: `The one after it: ${after.number} of ${shown(after.date)}.`,
    },
  ].filter((p) => p !== undefined);
  return { vi: parts.map((p) => p.vi).join(' '), en: parts.map((p) => p.en).join(' ') };
}

/** Numbers that no paper bears, between the last one used outside the service and the highest, as ranges. */
export function gapsIn(serials: readonly number[], usedBefore = 0): readonly (readonly [number, number])[] {
  const gaps: (readonly [number, number])[] = [];
  let last = usedBefore;
  for (const serial of serials.filter((one) => one > usedBefore).toSorted((a, b) => a - b)) {
    if (serial > last + 1) gaps.push([last + 1, serial - 1]);
    last = Math.max(last, serial);
  }
  return gaps;
}

/** Allowed, and worth a look. */
export interface NumberWarning extends Text {
  readonly code: 'dayOff' | 'yearBefore' | 'numberSkipped';
}

/** What is unusual about a number and its date. */
export function warningsOf(
  calendar: WorkingCalendar,
  { date, today, serial, restart }: { date: Day; today: Day; serial: number; restart: RegisterTerms['restart'] },
  { before }: Neighbours,
): NumberWarning[] {
  const found: NumberWarning[] = [];
  if (calendar.years.includes(yearOf(date)) && !isWorkingDay(calendar, date)) {
    found.push({
      code: 'dayOff',
      vi: `Ngày ${shown(date)} là ngày nghỉ; đề nghị đối chiếu với bản giấy.`,
      en: `${shown(date)} is a day off; please compare it with the paper.`,
    });
  }
  if (restart === 'yearly' && yearOf(date) < yearOf(today)) {
    found.push({
      code: 'yearBefore',
      vi: `Văn bản ghi ngày của năm ${yearOf(date)} nên được vào sổ của năm đó.`,
      en: `The paper is dated in ${yearOf(date)}, so its number belongs to the series of that year.`,
    });
  }
  const next = (before?.serial ?? 0) + 1;
  if (restart === 'yearly' && before === undefined && serial > next && date.slice(5, 7) === '01') {
    found.push({
      code: 'numberSkipped',
      vi: `Sổ của năm ${yearOf(date)} chưa có văn bản nào; số ${serial} có thể là số của năm trước.`,
      en: `The series of ${yearOf(date)} holds no paper yet; ${serial} may be a number of the year before.`,
    });
  }
  return found;
}
