import type { Text } from '../award';
import type { WorkingCalendar } from '../calendar';
import { workingDayFrom } from '../calendar';
import { Problem } from '../errors';
import { dayText } from '../text';
import type { Day } from '../time';
import type { CampaignDates, CampaignKind, Milestone } from './dates';
import { milestones, neededIn } from './dates';

/** Why a day of a campaign cannot be taken, in words that say what to do. */
export type DateFault = Text & {
  readonly field: Milestone | 'until';
  /** Whose calendar is to be entered, where that is all that is wrong. */
  readonly year?: number;
};

/** What a day of a campaign is called inside a sentence. */
export const milestoneNames: Readonly<Record<Milestone, Text>> = {
  launch: { vi: 'ngày phát động', en: 'the launch' },
  registrationCloses: { vi: 'hạn đăng ký thi đua', en: 'the last day of registration' },
  midYearReview: { vi: 'ngày sơ kết', en: 'the mid-year review' },
  finalReview: { vi: 'ngày tổng kết', en: 'the final review' },
  roundOpens: { vi: 'ngày bắt đầu nhận hồ sơ', en: 'the opening of the round' },
  roundCloses: { vi: 'hạn nhận hồ sơ', en: 'the last day of the round' },
  statistics: { vi: 'ngày báo cáo thống kê', en: 'the day of the statistics' },
  end: { vi: 'ngày kết thúc', en: 'the end' },
};

/** All faults at once: what is missing, what comes before what it follows, and years without a calendar. */
export function faultsOf(kind: CampaignKind, dates: CampaignDates, calendar: WorkingCalendar): readonly DateFault[] {
  const faults: DateFault[] = [];
  let previous: Milestone | undefined;
  for (const milestone of milestones) {
    const day = dates[milestone];
    if (day === undefined) {
      if (neededIn[kind].includes(milestone)) faults.push(missing(milestone));
      continue;
    }
    const before = previous === undefined ? undefined : dates[previous];
    if (before !== undefined && day < before) faults.push(tooEarly(milestone, previous!, before));
    const year = milestone === 'end' ? undefined : yearWithoutCalendar(calendar, day);
    if (year !== undefined) faults.push(noCalendar(milestone, year));
    previous = milestone;
  }
  return faults;
}

const missing = (field: Milestone): DateFault => ({
  field,
  vi: `Chưa có ${milestoneNames[field].vi}; đề nghị bổ sung.`,
  en: `There is no day for ${milestoneNames[field].en}; please add one.`,
});

const tooEarly = (field: Milestone, previous: Milestone, before: Day): DateFault => ({
  field,
  vi: `Phải từ ngày ${dayText(before).vi} trở đi, vì sau ${milestoneNames[previous].vi}.`,
  en: `It must be ${dayText(before).en} or later, for it follows ${milestoneNames[previous].en}.`,
});

const noCalendar = (field: Milestone, year: number): DateFault => ({
  field,
  year,
  vi: `Chưa có lịch nghỉ lễ, tết và làm bù của năm ${year}; đề nghị nhập lịch năm ${year} trước.`,
  en: `The working calendar of ${year} has not been entered; please enter it first.`,
});

/** A day that has passed, for something that is still to come. */
export const inThePast = (field: DateFault['field'], today: Day): DateFault => ({
  field,
  vi: `Ngày này đã qua; đề nghị chọn từ ngày ${dayText(today).vi} trở đi.`,
  en: `This day has passed; please choose ${dayText(today).en} or later.`,
});

/** Another day for something that has come already. */
export const hasCome = (field: Milestone, day: Day): DateFault => ({
  field,
  vi: `Mốc ngày ${dayText(day).vi} đã qua nên không điều chỉnh được nữa.`,
  en: `This day, ${dayText(day).en}, has passed and can no longer be moved.`,
});

/** An extension beyond what follows. */
export const tooLate = (field: DateFault['field'], latest: Day): DateFault => ({
  field,
  vi: `Chỉ gia hạn được đến ngày ${dayText(latest).vi}.`,
  en: `It can be extended until ${dayText(latest).en} at the latest.`,
});

/** The year whose calendar is missing to say on which working day this falls. */
function yearWithoutCalendar(calendar: WorkingCalendar, day: Day): number | undefined {
  try {
    workingDayFrom(calendar, day);
    return undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === 'CALENDAR_ENDS') return error.data['year'] as number;
    throw error;
  }
}
