import fc from 'fast-check';
import { effectOf, milestones, workingDates, yearsLater, type CampaignDates } from '../../../domain/campaign/dates';
import {
  act,
  allowedIn,
  checkAct,
  newCampaign,
  previewOf,
  tick,
  wakeOf,
  type CampaignAction,
  type CampaignEvent,
} from '../../../domain/campaign/machine';
import { lastReached, takesRegistrations, type CampaignState } from '../../../domain/campaign/state';
import { isWorkingDay } from '../../../domain/calendar';
import { Problem } from '../../../domain/errors';
import { endOfDay, plusDays, startOfDay, type Day, type Instant } from '../../../domain/time';
import { calendar } from '../../setup/fixtures';

const year: CampaignDates = {
  launch: '2027-01-04',
  registrationCloses: '2027-01-29',
  midYearReview: '2027-07-05',
  finalReview: '2027-11-15',
  roundOpens: '2027-11-16',
  roundCloses: '2027-11-30',
  statistics: '2027-12-15',
  end: '2027-12-31',
};
const begun = (dates: CampaignDates = year): CampaignState =>
  newCampaign({ kind: 'regular', dates, calendar, remindWorkingDays: [10, 3, 1] });

/** Lets time go by from one wake-up to the next, until an instant. */
function until(
  state: CampaignState,
  end: Instant,
): { readonly state: CampaignState; readonly events: readonly [Instant, CampaignEvent][] } {
  const events: [Instant, CampaignEvent][] = [];
  let now = state;
  for (let wake = wakeOf(now); wake !== undefined && wake <= end; wake = wakeOf(now)) {
    const step = tick(now, wake)!;
    events.push([wake, step.event]);
    now = step.state;
  }
  return { state: now, events };
}

const at = (day: Day, state: CampaignState = begun()): CampaignState => until(state, startOfDay(day)).state;
const refusal = (
  state: CampaignState,
  action: CampaignAction,
  now: Instant,
  expects?: number,
): Problem['data'] & { code: string } => {
  try {
    checkAct(state, action, expects, now);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, ...error.data };
    throw error;
  }
  throw new Error('was not refused');
};

test('a year goes through its days in order, and each is reminded of three times', () => {
  const { state, events } = until(begun(), endOfDay('2028-01-31'));
  const reached = events.flatMap(([, event]) => (event.type === 'reached' ? [event.milestone] : []));
  expect(reached).toEqual(milestones);
  expect(state.status).toBe('ended');
  expect(wakeOf(state)).toBeUndefined();
  const reminders = events.flatMap(([wake, event]) =>
    event.type === 'remind' ? [`${event.milestone}.${event.workingDays} ${wake.slice(0, 10)}`] : [],
  );
  expect(reminders).toContain('registrationCloses.1 2027-01-28');
  expect(new Set(reminders.map((one) => one.split('.')[0]))).toEqual(
    new Set(['registrationCloses', 'midYearReview', 'finalReview', 'roundCloses']),
  );
  expect(reminders).toHaveLength(12);
});

test('a reminder whose day lies before the launch, or on it, does not go out', () => {
  const near = { ...year, launch: '2027-01-22', registrationCloses: '2027-01-29' };
  const state = newCampaign({ kind: 'regular', dates: near, calendar, remindWorkingDays: [10, 5, 4] });
  const sent = until(state, endOfDay('2027-01-29')).events.flatMap(([wake, { type }]) =>
    type === 'remind' ? [wake.slice(0, 10)] : [],
  );
  expect(sent).toEqual(['2027-01-25']);
});

test('registration is open from the morning of the launch until midnight of its last day', () => {
  const open = (now: Instant, seen = now): boolean => takesRegistrations(until(begun(), seen).state, now);
  expect(open('2027-01-03T16:59:59.999Z')).toBe(false);
  expect(open(startOfDay('2027-01-04'))).toBe(true);
  expect(open('2027-01-29T16:59:59.999Z')).toBe(true);
  expect(open(startOfDay('2027-01-30'))).toBe(false);
  // the closing is due and nobody has written it yet
  expect(open(startOfDay('2027-01-30'), '2027-01-29T16:59:59.999Z')).toBe(false);
});

test('the end stays where it is, also when nobody works on it', () => {
  expect(workingDates({ end: '2027-01-31', statistics: '2027-01-31' }, calendar)).toEqual({
    end: '2027-01-31',
    statistics: '2027-02-01',
  });
});

test('days on which nobody works become the next working day; what was asked for stays', () => {
  const state = begun({ ...year, registrationCloses: '2027-01-30', launch: '2027-01-01' });
  expect(state.working.launch).toBe('2027-01-04');
  expect(isWorkingDay(calendar, state.working.registrationCloses!)).toBe(true);
  expect(state.terms.dates.registrationCloses).toBe('2027-01-30');
});

describe('a change of days', () => {
  const change = (dates: CampaignDates): CampaignAction => ({ type: 'changeDates', dates, calendar, note: 'n1' });

  test('shows its effect before it is made, and no more than that', () => {
    const moved = { ...year, finalReview: '2027-11-08', roundCloses: '2027-12-03' };
    const state = at('2027-08-02');
    expect(previewOf(state, change(moved) as never, startOfDay('2027-08-02'))).toEqual([
      { milestone: 'finalReview', from: '2027-11-15', to: '2027-11-08', days: -7 },
      { milestone: 'roundCloses', from: '2027-11-30', to: '2027-12-03', days: 3 },
    ]);
    const after = act(state, change(moved));
    expect(after.state.working).toEqual({ ...state.working, finalReview: '2027-11-08', roundCloses: '2027-12-03' });
    expect(after.state.version).toBe(state.version + 1);
  });

  test('what has come is not moved, what is to come is not put into the past, and each day says what is wrong with it', () => {
    const now = startOfDay('2027-08-02');
    const state = at('2027-08-02');
    const { code, fields } = refusal(state, change({ ...year, launch: '2027-01-05', finalReview: '2027-07-30' }), now);
    expect(code).toBe('VALIDATION');
    expect((fields as { field: string; vi: string }[]).map(({ field, vi }) => `${field}: ${vi}`)).toEqual([
      'launch: Mốc ngày 04/01/2027 đã qua nên không điều chỉnh được nữa.',
      'finalReview: Ngày này đã qua; đề nghị chọn từ ngày 02/8/2027 trở đi.',
    ]);
    const { end: _end, ...endless } = year;
    const faults = refusal(state, change({ ...endless, roundCloses: '2027-11-01', statistics: '2040-12-15' }), now);
    expect((faults['fields'] as { field: string; vi: string }[]).map(({ field, vi }) => `${field}: ${vi}`)).toEqual([
      'roundCloses: Phải từ ngày 16/11/2027 trở đi, vì sau ngày bắt đầu nhận hồ sơ.',
      'statistics: Chưa có lịch nghỉ lễ, tết và làm bù của năm 2040; đề nghị nhập lịch năm 2040 trước.',
      'end: Chưa có ngày kết thúc; đề nghị bổ sung.',
    ]);
  });

  test('a day that moves is reminded of anew; a day that moves near is reminded of once', () => {
    const state = at('2027-11-14');
    expect(state.reminded.filter((key) => key.startsWith('roundCloses'))).toEqual([]);
    const later = until(state, startOfDay('2027-11-25')).state;
    expect(later.reminded.filter((key) => key.startsWith('roundCloses'))).toEqual(['roundCloses.10']);
    const moved = act(later, change({ ...year, roundCloses: '2027-11-29' })).state;
    const now = '2027-11-26T03:00:00.000Z';
    const first = tick(moved, now)!;
    expect(first.event).toEqual({ type: 'remind', milestone: 'roundCloses', workingDays: 1, due: '2027-11-29' });
    expect(tick(first.state, now)).toBeUndefined();
  });
});

describe('registration that closed while a head was about to sign', () => {
  const extend = (day: Day): CampaignAction => ({ type: 'extendRegistration', until: day, note: 'n1' });

  test('opens again until the day that is said, and closes by itself', () => {
    const closed = at('2027-02-01');
    checkAct(closed, extend('2027-02-05'), closed.version, startOfDay('2027-02-01'));
    const open = act(closed, extend('2027-02-05')).state;
    expect(takesRegistrations(open, startOfDay('2027-02-01'))).toBe(true);
    const over = until(open, endOfDay('2027-02-05')).state;
    expect(takesRegistrations(over, endOfDay('2027-02-05'))).toBe(false);
    expect(lastReached(over)).toBe('registrationCloses');
  });

  test('stays open when another day is moved meanwhile', () => {
    const open = act(at('2027-02-01'), extend('2027-02-05')).state;
    const dates = { ...year, finalReview: '2027-11-08' };
    const action = { type: 'changeDates', dates, calendar, note: 'n2' } as const;
    expect(previewOf(open, action, startOfDay('2027-02-01'))).toHaveLength(1);
    expect(act(open, action).state.working).toMatchObject({ registrationCloses: '2027-02-05' });
    const again = { ...action, dates: { ...dates, registrationCloses: '2027-02-12' } };
    expect(act(open, again).state.working).toMatchObject({ registrationCloses: '2027-02-12' });
  });

  test.each([
    ['2027-01-29', 'Ngày này đã qua; đề nghị chọn từ ngày 01/02/2027 trở đi.'],
    ['2027-07-06', 'Chỉ gia hạn được đến ngày 05/7/2027.'],
  ])('not until %s', (day, vi) => {
    const { code, fields } = refusal(at('2027-02-01'), extend(day), startOfDay('2027-02-01'));
    expect([code, (fields as { vi: string }[]).map((one) => one.vi)]).toEqual(['VALIDATION', [vi]]);
  });

  test('is nothing to do while it is open or after the final review', () => {
    expect(allowedIn(at('2027-01-10'))).toEqual(['changeDates', 'cancel']);
    expect(allowedIn(at('2027-11-20'))).toEqual(['changeDates', 'cancel']);
    expect(refusal(at('2027-01-10'), extend('2027-02-05'), startOfDay('2027-01-10')).code).toBe('ACTION_NOT_ALLOWED');
  });
});

test('what was decided on another version is refused; a campaign that is over takes nothing', () => {
  const cancelled = act(begun(), { type: 'cancel', note: 'n' }).state;
  expect(refusal(begun(), { type: 'cancel', note: 'n' }, startOfDay('2027-01-01'), 7).code).toBe('STATE_CHANGED');
  expect(refusal(cancelled, { type: 'cancel', note: 'n' }, startOfDay('2027-01-01')).code).toBe('ACTION_NOT_ALLOWED');
  expect(wakeOf(cancelled)).toBeUndefined();
});

describe('the next year', () => {
  test('has the days that were asked for a year later, so that holidays do not add up', () => {
    const asked = { ...year, launch: '2026-01-01', registrationCloses: '2026-01-31' };
    const next = yearsLater(asked, 1);
    expect(next.launch).toBe('2027-01-01');
    expect(workingDates({ launch: next.launch! }, calendar).launch).toBe('2027-01-04');
    expect(effectOf(asked, yearsLater(yearsLater(asked, 1), -1))).toEqual([]);
  });

  test('of a leap day ends in February', () => {
    expect(yearsLater({ midYearReview: '2028-02-29' }, 1).midYearReview).toBe('2029-02-28');
  });
});

test('whatever is said when: the days that come never go back, and no reminder goes out twice for one day', () => {
  const days = fc.integer({ min: 0, max: 400 });
  const said = fc.array(fc.tuple(fc.integer({ min: 1, max: 120 }), fc.constantFrom(...milestones), days), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(said, (steps) => {
      let [state, now] = [begun(), startOfDay('2027-01-01')];
      const sent: string[] = [];
      for (const [pause, milestone, day] of steps) {
        const before = lastReached(state);
        const passed = until(state, startOfDay(plusDays(now.slice(0, 10), pause)));
        state = passed.state;
        now = startOfDay(plusDays(now.slice(0, 10), pause));
        sent.push(
          ...passed.events.flatMap(([, e]) =>
            e.type === 'remind' ? [`${e.milestone} ${e.due} ${e.workingDays}`] : [],
          ),
        );
        const index = (m?: string): number => (m === undefined ? -1 : (milestones as readonly string[]).indexOf(m));
        expect(index(lastReached(state))).toBeGreaterThanOrEqual(index(before));
        const dates = { ...state.terms.dates, [milestone]: plusDays('2027-01-01', day) };
        const action: CampaignAction = { type: 'changeDates', dates, calendar, note: 'n' };
        try {
          checkAct(state, action, undefined, now);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          continue;
        }
        state = act(state, action).state;
      }
      expect(new Set(sent).size).toBe(sent.length);
    }),
    { numRuns: 300 },
  );
});
