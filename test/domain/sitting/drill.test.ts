import { noReport } from '../../../domain/drill';
import { nextWake, opened } from '../../../domain/sitting/course';
import { drilled, isHeld, skipDrill } from '../../../domain/sitting/drill';
import { checkOrder, takeOrder } from '../../../domain/sitting/orders';
import { planReminders } from '../../../domain/sitting/reminders';
import type { SessionOrder } from '../../../domain/sitting/said';
import type { Sitting } from '../../../domain/sitting/state';
import { newSitting } from '../../../domain/sitting/state';
import { calendarYears, workingCalendar } from '../../../domain/data/calendar.data';
import { at } from '../../../domain/time';

const OPENED = at('2026-11-16', '08:00');
const LATER = at('2026-11-16', '09:00');
const CLOSES = at('2026-11-20', '17:00');
const passed = { ...noReport, met: { '200': 5 } };
const failed = { ...passed, caused: { ...passed.caused, votes: 1 } };

function held(drill = true, electorate: readonly string[] = ['a', 'b', 'c']): Sitting {
  const reminders = { workingDaysBefore: [3, 1], from: '08:00', to: '17:00', quorumHoursBefore: 4 };
  const calendar = workingCalendar(calendarYears);
  const state = newSitting({ closesAt: CLOSES, version: 0 });
  const of: Sitting = { input: { kind: 'written', closing: 'atTime', calendar, reminders, drill }, state };
  opened(of, { electorate, members: 3 }, OPENED);
  return of;
}

const check = (of: Sitting, order: SessionOrder['order']) => () =>
  checkOrder(of, 'asked', { actor: 'k', content: 'h', order }, LATER);
const take = (of: Sitting, order: SessionOrder['order'], id = 'id') =>
  takeOrder(of, id, { actor: 'k', content: 'h', order }, LATER);

describe('a session that is opened with a drill', () => {
  test('waits: nobody is reminded of what he was never asked, and the closing holds', () => {
    const { state, ...of } = held();
    expect(state).toMatchObject({ status: 'open', drill: { status: 'waiting', at: OPENED }, reminders: [] });
    expect(state.quorumCheck).toBeUndefined();
    expect(isHeld(state)).toBe(true);
    expect(nextWake({ ...of, state })).toBe(CLOSES);
    planReminders({ ...of, state }, LATER);
    expect(state.reminders).toEqual([]);
  });

  test('is one whose members are asked by link', () => {
    expect(held(false).state.drill).toBeUndefined();
    expect(isHeld(held(false).state)).toBe(false);
    expect(held(true, []).state.drill).toBeUndefined();
  });

  test('takes orders that need no invitation, and refuses those that do', () => {
    const of = held();
    const wanted = [
      { type: 'remind' },
      { type: 'resend', voterRef: 'a' },
      { type: 'writeLetter', about: ['a'], note: 'n' },
    ] as const;
    for (const order of wanted) expect(check(of, order)).toThrow('INVITATIONS_HELD');
    const allowed = [
      { type: 'changeAddress', voterRef: 'a', note: 'n' },
      { type: 'cancel', note: 'n' },
    ] as const;
    for (const order of allowed) expect(check(of, order)).not.toThrow();
    skipDrill(of, LATER);
    for (const order of wanted) expect(check(of, order)).not.toThrow();
  });
});

describe('what a drill has met', () => {
  test('lets the invitations go when it is passed, and plans the reminders from then on', () => {
    const of = held();
    take(of, { type: 'drill' });
    expect(of.state.drill).toEqual({ status: 'running', at: LATER });
    expect(isHeld(of.state)).toBe(true);
    const then = at('2026-11-16', '10:00');
    expect(drilled(of, passed, then)).toBe('passed');
    expect(of.state.drill).toEqual({ status: 'passed', at: then, report: passed });
    // the one of Tuesday at nine would come within a day of the invitation
    expect(of.state.reminders).toEqual([at('2026-11-19', '09:00')]);
    expect(of.state.quorumCheck).toBe(at('2026-11-20', '13:00'));
    expect(drilled(of, failed, then)).toBe('late');
    expect(of.state.drill?.status).toBe('passed');
  });

  test('keeps them when it failed; another one may follow', () => {
    const of = held();
    expect(drilled(of, failed, LATER)).toBe('failed');
    expect(of.state).toMatchObject({ drill: { status: 'failed', report: failed }, reminders: [] });
    expect(check(of, { type: 'drill' })).not.toThrow();
    take(of, { type: 'drill' });
    // what was met before is still shown
    expect(of.state.drill).toEqual({ status: 'running', at: LATER, report: failed });
    expect(check(of, { type: 'drill' })).toThrow('ACTION_NOT_ALLOWED');
    take(of, { type: 'drillReport', report: passed }, 'id-2');
    expect(of.state.drill?.status).toBe('passed');
  });

  test('comes too late when the session is over', () => {
    const of = held();
    of.state.status = 'closing';
    expect(drilled(of, passed, LATER)).toBe('late');
    expect(of.state.drill?.status).toBe('waiting');
  });

  test('is asked for only while they wait', () => {
    const orders = [
      { type: 'drill' },
      { type: 'drillReport', report: passed },
      { type: 'skipDrill', note: 'n' },
    ] as const;
    for (const order of orders) {
      expect(check(held(), order)).not.toThrow();
      expect(check(held(false), order)).toThrow('ACTION_NOT_ALLOWED');
      const of = held();
      take(of, { type: 'skipDrill', note: 'n' }, 'skip');
      expect(of.state.drill).toEqual({ status: 'skipped', at: LATER });
      expect(of.state.reminders).toEqual([at('2026-11-17', '09:00'), at('2026-11-19', '09:00')]);
      expect(check(of, order)).toThrow('ACTION_NOT_ALLOWED');
    }
  });
});
