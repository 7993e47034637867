import { nextCode, plannable, planFaults, renamed, yearsUntil } from '../../../domain/campaign/nextYear';

const asked = {
  launch: '2027-01-04',
  registrationCloses: '2027-01-29',
  midYearReview: '2027-07-05',
  finalReview: '2027-11-15',
  roundOpens: '2027-11-16',
  roundCloses: '2027-11-30',
  statistics: '2027-12-15',
  end: '2027-12-31',
};
const workingCalendar = (years: number[]) => ({ years, off: [], extraWorking: [] });

describe('the campaign of the next year', () => {
  test.each([
    // the usual: planned in December for January
    ['2027-12-01', 1],
    ['2028-01-04', 1],
    // planned already: its launch is still to come
    ['2026-12-01', undefined],
    ['2027-01-04', undefined],
    // after the launch it is the next one
    ['2027-01-05', 1],
    ['2028-01-05', 2],
    // nobody has looked for a generation
    ['2047-01-05', undefined],
  ])('from %s on is %s years later', (from, years) => {
    expect(yearsUntil(asked, from)).toBe(years);
  });

  test('is called after its year', () => {
    expect(nextCode('TD-2027', 2027, 2028)).toBe('TD-2028');
    expect(nextCode('TD', 2027, 2028)).toBe('TD-2028');
    expect(renamed('Thi đua năm 2027, chào mừng năm 2027', 2027, 2028)).toBe('Thi đua năm 2028, chào mừng năm 2028');
  });

  test('is planned, waits for a calendar, or is refused', () => {
    const calendar = workingCalendar([2027]);
    expect(plannable('regular', asked, calendar, '2026-12-01')).toEqual({ as: 'planned' });
    // launched on paper before anybody entered it
    expect(plannable('regular', asked, calendar, '2027-01-10')).toEqual({ as: 'planned' });
    expect(plannable('regular', asked, workingCalendar([2026]), '2026-12-01')).toEqual({
      as: 'calendarMissing',
      years: [2027],
    });
    // both: what cannot be mended by a calendar is said
    const late = plannable('regular', asked, workingCalendar([2026]), '2027-02-01');
    expect(late.as === 'refused' && late.faults.map(({ field }) => field)).toEqual(['registrationCloses']);
    expect(planFaults('regular', { ...asked, end: '2027-01-01' }, calendar, '2026-12-01').map((f) => f.field)).toEqual([
      'end',
    ]);
  });
});
