import fc from 'fast-check';
import {
  addWorkingDays,
  isWorkingDay,
  periodEnd,
  workingDayFrom,
  workingDaysBetween,
  wrongDays,
} from '../../domain/calendar';
import {
  calendar2026,
  calendar2027,
  calendarYears,
  checkCalendarYear,
  workingCalendar,
} from '../../domain/data/calendar.data';
import { Problem } from '../../domain/errors';
import { plusDays, weekday } from '../../domain/time';

const calendar = workingCalendar(calendarYears);

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return error instanceof Problem ? error.code : 'not a refusal';
  }
};

describe('working days', () => {
  test('a list posted on Thursday 19 November 2026 for 10 working days ends on Friday 4 December', () => {
    expect(addWorkingDays(calendar, '2026-11-19', 10)).toBe('2026-12-04');
  });

  test('a calendar without 24 November would end a day too early', () => {
    const old = { ...calendar, off: calendar.off.filter((day) => day !== '2026-11-24') };
    expect(addWorkingDays(old, '2026-11-19', 10)).toBe('2026-12-03');
  });

  test('the first day counted is the day after the event', () => {
    expect(addWorkingDays(calendar, '2026-11-16', 1)).toBe('2026-11-17');
    expect(addWorkingDays(calendar, '2026-11-20', 1)).toBe('2026-11-23');
    expect(addWorkingDays(calendar, '2026-11-21', 1)).toBe('2026-11-23');
  });

  test('no working days is the day itself, worked or not', () => {
    expect(addWorkingDays(calendar, '2026-11-22', 0)).toBe('2026-11-22');
  });

  test('a last day that is off moves to the next working day', () => {
    expect(workingDayFrom(calendar, '2026-11-24')).toBe('2026-11-25');
    expect(workingDayFrom(calendar, '2026-11-25')).toBe('2026-11-25');
    expect(workingDayFrom(calendar, '2027-01-01')).toBe('2027-01-04');
  });

  test('a period of days ends on its last day, or on the next working day; one of working days as these are counted', () => {
    expect(periodEnd(calendar, '2026-11-16', { count: 30, unit: 'days' })).toBe('2026-12-16');
    expect(periodEnd(calendar, '2026-11-16', { count: 8, unit: 'days' })).toBe('2026-11-25');
    expect(periodEnd(calendar, '2026-11-19', { count: 10, unit: 'workingDays' })).toBe('2026-12-04');
  });

  test('nobody works over the lunar new year', () => {
    expect(addWorkingDays(calendar, '2026-02-13', 1)).toBe('2026-02-23');
    expect(addWorkingDays(calendar, '2027-02-04', 1)).toBe('2027-02-12');
  });

  test('a holiday on a weekend gives the next working day off', () => {
    expect(weekday('2026-04-26')).toBe(0);
    expect(isWorkingDay(calendar, '2026-04-27')).toBe(false);
    expect(weekday('2027-05-01')).toBe(6);
    expect(isWorkingDay(calendar, '2027-05-03')).toBe(false);
  });

  test('a Saturday worked in exchange is a working day', () => {
    expect(isWorkingDay(calendar, '2026-08-22')).toBe(true);
    expect(isWorkingDay(calendar, '2026-08-31')).toBe(false);
    expect(addWorkingDays(calendar, '2026-08-21', 1)).toBe('2026-08-22');
  });

  test('days are counted back with a minus', () => {
    expect(workingDaysBetween(calendar, '2026-11-19', '2026-12-04')).toBe(10);
    expect(workingDaysBetween(calendar, '2026-12-04', '2026-11-19')).toBe(-10);
    expect(workingDaysBetween(calendar, '2026-11-19', '2026-11-19')).toBe(0);
  });
});

describe('the end of the calendar', () => {
  test('the last day of the last year can be reached and not passed', () => {
    expect(addWorkingDays(calendar, '2027-12-30', 1)).toBe('2027-12-31');
    expect(codeOf(() => addWorkingDays(calendar, '2027-12-31', 1))).toBe('CALENDAR_ENDS');
    expect(codeOf(() => workingDaysBetween(calendar, '2027-12-31', '2028-01-03'))).toBe('CALENDAR_ENDS');
    expect(codeOf(() => workingDayFrom(calendar, '2028-01-01'))).toBe('CALENDAR_ENDS');
  });

  test('a year before the first is refused as well', () => {
    expect(codeOf(() => isWorkingDay(calendar, '2025-12-31'))).toBe('CALENDAR_ENDS');
    expect(() => isWorkingDay(calendar, '2025-12-31')).toThrow('no working calendar for 2025');
  });
});

describe('for every day and period', () => {
  // 250 working days from a day of the first year stay within the two years
  const day = fc.integer({ min: 0, max: 364 }).map((n) => plusDays('2026-01-01', n));
  const count = fc.integer({ min: 0, max: 240 });

  test('what is added is what lies between', () => {
    fc.assert(
      fc.property(day, count, (from, n) => {
        const to = addWorkingDays(calendar, from, n);
        expect(workingDaysBetween(calendar, from, to)).toBe(n);
        if (n > 0) expect(isWorkingDay(calendar, to)).toBe(true);
      }),
    );
  });

  test('periods add up', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 120 }), (from, a, b) => {
        const both = addWorkingDays(calendar, addWorkingDays(calendar, from, a), b);
        expect(both).toBe(addWorkingDays(calendar, from, a + b));
      }),
    );
  });

  test('counting one way is minus counting the other way', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, a)).toBe(0);
      }),
    );
  });
});

describe('the years entered', () => {
  test('are well formed', () => {
    expect(calendarYears.flatMap(checkCalendarYear)).toEqual([]);
  });

  test('2026 is announced, 2027 says which days are examples', () => {
    expect(calendar2026.announced).toBe(true);
    expect(calendar2026.days.every((d) => d.verified)).toBe(true);
    expect(calendar2027.announced).toBe(false);
    const examples = calendar2027.days.filter((d) => !d.verified).map((d) => d.day);
    expect(examples).toContain('2027-02-08');
    expect(examples).not.toContain('2027-11-24');
  });

  test('give twelve holidays a year besides exchanges', () => {
    for (const year of calendarYears) {
      const exchanged = year.days.filter((d) => d.kind === 'worked').length;
      expect(year.days.filter((d) => d.kind === 'off').length - exchanged).toBe(12);
    }
  });

  test.each([
    ['a weekend day off', { day: '2026-11-21', kind: 'off' as const }, 'weekend'],
    ['a weekday worked in exchange', { day: '2026-11-23', kind: 'worked' as const }, 'worked anyway'],
    ['a day of another year', { day: '2027-11-24', kind: 'off' as const }, 'does not lie in 2026'],
    ['a day that does not exist', { day: '2026-02-30', kind: 'off' as const }, 'is not a day'],
    ['a day entered twice', { day: '2026-11-24', kind: 'off' as const }, 'twice'],
  ])('%s is refused', (_what, entry, reason) => {
    const base = calendar2026.days.find((d) => d.day === '2026-11-24')!;
    const wrong = checkCalendarYear({ ...calendar2026, days: [...calendar2026.days, { ...base, ...entry }] });
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain(reason);
  });
});

test('days that need no entry are told with their field', () => {
  const days = {
    off: ['2027-01-01', '2027-01-02', '2028-01-03'],
    extraWorking: ['2027-01-09', '2027-01-10', '2027-01-11'],
  };
  expect(wrongDays(2027, days)).toMatchObject([
    {
      field: 'off',
      vi: expect.stringContaining('02/01/2027: là thứ Bảy') as unknown,
      en: expect.anything() as unknown,
    },
    { field: 'off', vi: 'Ngày 03/01/2028 không thuộc năm 2027.', en: '2028-01-03 is not in 2027.' },
    { field: 'extraWorking', vi: expect.stringContaining('11/01/2027: là ngày từ thứ Hai') as unknown },
  ]);
  for (const { year, days: own } of calendarYears) {
    const of = (kind: 'off' | 'worked') => own.filter((one) => one.kind === kind).map(({ day }) => day);
    expect(wrongDays(year, { off: of('off'), extraWorking: of('worked') })).toEqual([]);
  }
});
