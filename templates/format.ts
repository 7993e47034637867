import { doReadNumber, ReadingConfig } from 'read-vietnamese-number';
import type { Share } from '../domain/rule';
import { countText as textOfCount, dayAndMonth, dayText as textOfDay, moneyText as textOfMoney } from '../domain/text';
import type { Day, Instant } from '../domain/time';
import { dayOf, msOf, weekday } from '../domain/time';

/**
 * How times, amounts and shares read, in both languages. Written out here, not left to `Intl`: its data differ between
 * builds of Node, and offices expect these very forms (Decree 30/2020: a leading 0 for days below 10 and months 1 and 2).
 */

export type Lang = 'vi' | 'en';

const WEEKDAYS = {
  vi: ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
} as const;

const OFFSET_MS = 7 * 3_600_000;

const two = (n: number): string => String(n).padStart(2, '0');

/** `27/11/2026`; English `27 November 2026`. */
export const dayText = (lang: Lang, day: Day): string => textOfDay(day)[lang];

/** `ngày 04 tháng 12 năm 2026`: days below 10 and the months 1 and 2 with a leading zero (Decree 30/2020, annex I). Vietnamese only. */
export function dayInFull(day: Day): string {
  const [year, month, date] = day.split('-') as [string, string, string];
  return `ngày ${date} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

/** `ngày 27/11/2026`; English as `dayText`. */
export const onDay = (lang: Lang, day: Day): string =>
  lang === 'vi' ? `ngày ${dayText(lang, day)}` : dayText(lang, day);

/** `thứ Sáu, ngày 27/11/2026`; English `Friday 27 November 2026`. */
export function weekdayText(lang: Lang, day: Day): string {
  const date = onDay(lang, day);
  const name = WEEKDAYS[lang][weekday(day)]!;
  return lang === 'vi' ? `${name}, ${date}` : `${name} ${date}`;
}

/** A paper by what people call it. */
export interface NamedPaper {
  readonly title: string;
  readonly number?: string;
  readonly date?: Day;
}

/** A paper as records, pages and mails name it: `Công văn số 12/SNV ngày 17/11/2026`. Vietnamese only. */
export const paperText = ({ title, number, date }: NamedPaper): string =>
  [title, ...(number === undefined ? [] : [`số ${number}`]), ...(date === undefined ? [] : [onDay('vi', date)])].join(
    ' ',
  );

/** `17 giờ 00`; English `17:00`. */
export function clockText(lang: Lang, at: Instant): string {
  const local = new Date(msOf(at) + OFFSET_MS);
  return `${two(local.getUTCHours())}${lang === 'vi' ? ' giờ ' : ':'}${two(local.getUTCMinutes())}`;
}

/** `17 giờ 00, thứ Sáu, ngày 27/11/2026`; English `17:00, Friday 27 November 2026 (Vietnam time)`. */
export function longTime(lang: Lang, at: Instant): string {
  const text = `${clockText(lang, at)}, ${weekdayText(lang, dayOf(at))}`;
  return lang === 'vi' ? text : `${text} (Vietnam time)`;
}

/** `17 giờ 00 ngày 27/11/2026`; English `17:00 on 27 November 2026`. */
export const timeText = (lang: Lang, at: Instant): string =>
  `${clockText(lang, at)}${lang === 'vi' ? ' ' : ' on '}${onDay(lang, dayOf(at))}`;

/** `17 giờ 00 ngày 27/11`; English `17:00 on 27 November`. */
export function shortTime(lang: Lang, at: Instant): string {
  const day = dayAndMonth(dayOf(at))[lang];
  return lang === 'vi' ? `${clockText(lang, at)} ngày ${day}` : `${clockText(lang, at)} on ${day}`;
}

/** `27/11/2026 17:00`, as narrow as a cell of a table wants it; English `27 Nov 2026 17:00`. */
export function cellTime(lang: Lang, at: Instant): string {
  const day = dayText(lang, dayOf(at));
  const date = lang === 'vi' ? day : day.replace(/^(\d+ \p{L}{3})\p{L}*/u, '$1');
  return `${date} ${clockText('en', at)}`;
}

/** `1.034`; English `1,034`. */
export const countText = (lang: Lang, n: number): string => textOfCount(n)[lang];

/** `3.800.000 đồng`; English `VND 3,800,000`. */
export const moneyText = (lang: Lang, dong: number): string => textOfMoney(dong)[lang];

const inWords = Object.assign(new ReadingConfig(), {
  unit: ['đồng'],
  // offices write "tỷ"
  units: [[], ['nghìn'], ['triệu'], ['tỷ']],
});

/** `Ba triệu tám trăm nghìn đồng`: a sum in words, as payment lists spell it out. Vietnamese only. */
export function moneyInWords(dong: number): string {
  if (!Number.isSafeInteger(dong) || dong < 0) throw new RangeError(`not a sum of money: ${dong}`);
  const words = doReadNumber(String(dong), inWords);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `92,31 %` of 12 out of 13, rounded half up to two decimals in whole numbers; `100 %` without any. */
export function percentText(lang: Lang, part: number, whole: number): string {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(whole) || whole <= 0) {
    throw new RangeError(`no share: ${part}/${whole}`);
  }
  const hundredths = Math.floor((part * 20_000 + whole) / (2 * whole));
  const decimals = two(hundredths % 100).replace(/0+$/, '');
  const integer = countText(lang, Math.floor(hundredths / 100));
  return `${integer}${decimals === '' ? '' : (lang === 'vi' ? ',' : '.') + decimals} %`;
}

/** A share as the regulation words it: `ít nhất 80 %`, `ít nhất 2/3`, `trên 1/2`. */
export function shareText(lang: Lang, share: Share): string {
  const [part, whole] = share.of;
  const amount = whole === 100 ? `${part} %` : `${part}/${whole}`;
  const words = { vi: { atLeast: 'ít nhất', moreThan: 'trên' }, en: { atLeast: 'at least', moreThan: 'more than' } };
  return `${words[lang][share.mode]} ${amount}`;
}

/** Somebody by name, a person with the form of address. */
interface Named {
  readonly address?: string;
  readonly name: string;
}

const ENGLISH_ADDRESS: Record<string, string> = { Ông: 'Mr ', Bà: 'Ms ' };

/** "Ông Nguyễn Văn Mẫu"; English "Mr Nguyễn Văn Mẫu". */
export function nameText(lang: Lang, { address, name }: Named): string {
  if (address === undefined) return name;
  return lang === 'vi' ? `${address} ${name}` : `${ENGLISH_ADDRESS[address] ?? ''}${name}`;
}

/** "ông Nguyễn Văn Mẫu": within a sentence. */
export const inRunningText = (lang: Lang, of: Named): string =>
  lang === 'vi' && of.address !== undefined ? `${of.address.toLocaleLowerCase('vi')} ${of.name}` : nameText(lang, of);
