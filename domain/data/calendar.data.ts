import type { Source, Text } from '../award';
import type { WorkingCalendar } from '../calendar';
import type { Day } from '../time';
import { isDay, weekday, yearOf } from '../time';

/** A day that differs from the plain week: a day off on Monday to Friday, or a weekend day worked in exchange. */
export interface CalendarDay extends Pick<Source, 'citation' | 'verified' | 'toCheck'> {
  readonly day: Day;
  readonly kind: 'off' | 'worked';
  readonly name: Text;
}

/** The working days of civil servants in one year, as announced at the end of the year before. */
export interface CalendarYear {
  readonly year: number;
  /** Whether the yearly announcement has been entered; until then some days are examples. */
  readonly announced: boolean;
  readonly days: readonly CalendarDay[];
}

/** The calendar to compute with, from the years entered. */
export function workingCalendar(years: readonly CalendarYear[]): WorkingCalendar {
  const daysOf = (kind: CalendarDay['kind']): Day[] =>
    years.flatMap((y) => y.days.filter((d) => d.kind === kind).map((d) => d.day)).sort();
  return { years: years.map((y) => y.year), off: daysOf('off'), extraWorking: daysOf('worked') };
}

/** What is wrong with a year's calendar, one sentence each; empty when it may be used. */
export function checkCalendarYear(year: CalendarYear): string[] {
  const seen = new Set<Day>();
  return year.days.flatMap((entry) => {
    const wrong: string[] = [];
    if (!isDay(entry.day)) return [`${entry.day}: is not a day`];
    if (yearOf(entry.day) !== year.year) wrong.push(`does not lie in ${year.year}`);
    if (seen.has(entry.day)) wrong.push('is entered twice');
    seen.add(entry.day);
    const weekend = weekday(entry.day) === 0 || weekday(entry.day) === 6;
    if (entry.kind === 'off' && weekend) wrong.push('is a weekend day and needs no entry');
    if (entry.kind === 'worked' && !weekend) wrong.push('is worked anyway');
    if (entry.citation.vi.trim() === '' || entry.citation.en.trim() === '') wrong.push('has no citation');
    if (!entry.verified && entry.toCheck === undefined) wrong.push('does not say what is to be checked');
    return wrong.map((what) => `${entry.day}: ${what}`);
  });
}

const labourCode = (article: string, articleEn: string): Text => ({
  vi: `Bộ luật Lao động, ${article}`,
  en: `Labour Code, ${articleEn}`,
});
const art112 = labourCode('khoản 1 Điều 112', 'art. 112(1)');
const art111 = labourCode('khoản 3 Điều 111, khoản 1 Điều 112', 'art. 111(3), 112(1)');
const cultureDay: Text = { vi: 'Nghị quyết 28/2026/QH16', en: 'Resolution 28/2026/QH16' };
const notice2026: Text = {
  vi: 'Bộ luật Lao động, khoản 1 Điều 112; Thông báo 9441/TB-BNV năm 2025 của Bộ Nội vụ',
  en: 'Labour Code, art. 112(1); Notice 9441/TB-BNV (2025) of the Ministry of Home Affairs',
};
const newYearSwap: Text = {
  vi: 'Văn bản 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ',
  en: 'Letter 12729/VPCP-KGVX of 25 December 2025 of the Government Office',
};

const newYear: Text = { vi: 'Tết Dương lịch', en: 'New Year' };
const tet: Text = { vi: 'Tết Nguyên đán', en: 'Lunar New Year' };
const hungKings: Text = { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ commemoration day' };
const hungKingsInLieu: Text = { vi: 'Nghỉ bù Giỗ Tổ Hùng Vương', en: 'In lieu of Hùng Kings’ day' };
const victory: Text = { vi: 'Ngày Chiến thắng', en: 'Victory day' };
const labour: Text = { vi: 'Ngày Quốc tế lao động', en: 'Labour day' };
const labourInLieu: Text = { vi: 'Nghỉ bù Ngày Quốc tế lao động', en: 'In lieu of Labour day' };
const national: Text = { vi: 'Quốc khánh', en: 'National day' };
const culture: Text = { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam culture day' };
const swapped: Text = { vi: 'Nghỉ hoán đổi', en: 'Day off in exchange' };
const madeUp: Text = { vi: 'Làm bù', en: 'Worked in exchange' };

const off = (day: Day, name: Text, citation: Text): CalendarDay => ({
  day,
  kind: 'off',
  name,
  citation,
  verified: true,
});
const worked = (day: Day, citation: Text): CalendarDay => ({
  day,
  kind: 'worked',
  name: madeUp,
  citation,
  verified: true,
});

/** A day that stands until the yearly announcement is entered. */
const example = (day: Day, name: Text, citation: Text): CalendarDay => ({
  day,
  kind: 'off',
  name,
  citation,
  verified: false,
  toCheck: {
    vi: 'Dữ liệu ví dụ: thay bằng thông báo nghỉ Tết, nghỉ lễ năm 2027 của cơ quan có thẩm quyền',
    en: 'Example data: replace it by the announcement of the holidays of 2027',
  },
});

export const calendar2026: CalendarYear = {
  year: 2026,
  announced: true,
  days: [
    off('2026-01-01', newYear, art112),
    off('2026-01-02', swapped, newYearSwap),
    worked('2026-01-10', newYearSwap),
    // the first day of the first lunar month is Tuesday 17 February: one day before it, four from it on
    off('2026-02-16', tet, notice2026),
    off('2026-02-17', tet, notice2026),
    off('2026-02-18', tet, notice2026),
    off('2026-02-19', tet, notice2026),
    off('2026-02-20', tet, notice2026),
    off('2026-04-27', hungKingsInLieu, art111), // the day itself is Sunday 26 April
    off('2026-04-30', victory, art112),
    off('2026-05-01', labour, art112),
    worked('2026-08-22', notice2026),
    off('2026-08-31', swapped, notice2026),
    off('2026-09-01', national, notice2026),
    off('2026-09-02', national, art112),
    off('2026-11-24', culture, cultureDay),
  ],
};

export const calendar2027: CalendarYear = {
  year: 2027,
  announced: false,
  days: [
    off('2027-01-01', newYear, art112),
    // the first day of the first lunar month is Saturday 6 February: one day before it, four from it on, and two more days
    // for the Saturday and the Sunday among them
    example('2027-02-05', tet, art112),
    example('2027-02-08', tet, art112),
    example('2027-02-09', tet, art112),
    example('2027-02-10', tet, art111),
    example('2027-02-11', tet, art111),
    example('2027-04-16', hungKings, art112),
    off('2027-04-30', victory, art112),
    example('2027-05-03', labourInLieu, art111), // the day itself is Saturday 1 May
    off('2027-09-02', national, art112),
    example('2027-09-03', national, art112), // the law leaves open whether the day before or the day after
    off('2027-11-24', culture, cultureDay),
  ],
};

export const calendarYears: readonly CalendarYear[] = [calendar2026, calendar2027];
