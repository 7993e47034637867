import { dueReminder, nextNotice, planReminders, quorumIsDue, silenceOf } from '../../../domain/sitting/reminders';
import { nextWake } from '../../../domain/sitting/course';
import { checkOrder } from '../../../domain/sitting/orders';
import type { Sitting } from '../../../domain/sitting/state';
import { newSitting } from '../../../domain/sitting/state';
import { calendarYears, workingCalendar } from '../../../domain/data/calendar.data';
import { at } from '../../../domain/time';
import { councilRule } from '../rule';

const calendar = workingCalendar(calendarYears);
const OPENED = at('2026-11-16', '08:00');
const CLOSES = at('2026-11-20', '17:00');

/** An open session of five members: over half of them make a quorum. */
function sitting(more: Partial<Sitting['input']> = {}, voted: readonly string[] = []): Sitting {
  const state = newSitting({ closesAt: CLOSES, version: 0 });
  state.status = 'open';
  state.electorate = ['a', 'b', 'c', 'd', 'e'];
  state.members = 5;
  state.lines = [{ nomination: 'HS-1', docket: 'D', rule: councilRule({ quorum: { of: [1, 2], mode: 'moreThan' } }) }];
  for (const ref of voted) state.recorded.set(ref, { ordinal: 1, commitment: ref, at: OPENED, changes: 1 });
  const reminders = { workingDaysBefore: [3, 1], from: '08:00', to: '17:00', quorumHoursBefore: 4 };
  const of: Sitting = { input: { kind: 'written', closing: 'atTime', calendar, reminders, ...more }, state };
  planReminders(of, OPENED);
  return of;
}

describe('planned mails', () => {
  test('are two reminders, the secretary with the last one, and a look at the quorum four hours before closing', () => {
    const of = sitting();
    expect(of.state.reminders).toEqual([at('2026-11-17', '09:00'), at('2026-11-19', '09:00')]);
    expect(of.state.quorumCheck).toBe(at('2026-11-20', '13:00'));
    expect([nextWake(of), nextNotice(of)]).toEqual([at('2026-11-17', '09:00'), at('2026-11-19', '09:00')]);
    expect(dueReminder(of, at('2026-11-17', '08:59'))).toBeUndefined();
    expect(dueReminder(of, at('2026-11-17', '09:00'))).toEqual({ due: at('2026-11-17', '09:00'), last: false });
    expect(dueReminder(of, at('2026-11-17', '09:00'))).toBeUndefined();
    expect(dueReminder(of, at('2026-11-19', '09:00'))).toEqual({ due: at('2026-11-19', '09:00'), last: true });
    expect([nextWake(of), nextNotice(of)]).toEqual([at('2026-11-20', '13:00'), at('2026-11-20', '13:00')]);
    expect(quorumIsDue(of, at('2026-11-20', '12:59'))).toBe(false);
    expect(quorumIsDue(of, at('2026-11-20', '13:00'))).toBe(true);
    expect(quorumIsDue(of, at('2026-11-20', '13:00'))).toBe(false);
    expect([nextWake(of), nextNotice(of)]).toEqual([CLOSES, undefined]);
  });

  test('a meeting has no quorum by links to be looked at', () => {
    expect(sitting({ kind: 'mixed' }).state.quorumCheck).toBeUndefined();
    expect(silenceOf(sitting({ kind: 'mixed' })).quorum).toBeUndefined();
  });

  test('an earlier closing moves the look at the quorum; one that lies behind is not caught up on', () => {
    const of = sitting();
    of.state.closesAt = at('2026-11-19', '11:00');
    planReminders(of, OPENED);
    expect(of.state.quorumCheck).toBe(at('2026-11-18', '17:00'));
    planReminders(of, at('2026-11-18', '17:00'));
    expect(of.state.quorumCheck).toBeUndefined();
  });
});

describe('a reminder that could not go at its time', () => {
  test('waits for office hours, and the next one is a day away from it', () => {
    const of = sitting();
    expect(dueReminder(of, at('2026-11-18', '21:00'))).toBeUndefined();
    // the one of Thursday at nine would follow within a day
    expect(of.state.reminders).toEqual([at('2026-11-19', '08:00')]);
    expect(of.state.lastReminder).toBeUndefined();
    expect(dueReminder(of, at('2026-11-19', '08:00'))).toEqual({ due: at('2026-11-19', '08:00'), last: true });
  });

  test('goes at once within them, and keeps the next one that is a day away', () => {
    const of = sitting();
    expect(dueReminder(of, at('2026-11-17', '16:00'))).toMatchObject({ last: false });
    expect(of.state.lastReminder).toBe(at('2026-11-17', '16:00'));
    expect(of.state.reminders).toEqual([at('2026-11-19', '09:00')]);
  });

  test('drops the next one that is less than a day away', () => {
    const of = sitting();
    expect(dueReminder(of, at('2026-11-18', '09:01'))).toMatchObject({ last: true });
    expect(of.state.reminders).toEqual([]);
  });

  test('is dropped when the session has closed by then', () => {
    const of = sitting();
    of.state.closesAt = at('2026-11-18', '22:00');
    expect(dueReminder(of, at('2026-11-18', '21:00'))).toBeUndefined();
    expect(of.state.reminders).toEqual([]);
  });
});

test('what the secretary is told is who is silent at that time, and what the quorum lacks', () => {
  expect(silenceOf(sitting({}, ['b']))).toEqual({
    silent: ['a', 'c', 'd', 'e'],
    voted: 1,
    quorum: { needed: 3, lacking: 2 },
  });
  expect(silenceOf(sitting({}, ['a', 'b', 'c'])).quorum).toEqual({ needed: 3, lacking: 0 });
});

describe('a letter to others', () => {
  const write = (of: Sitting, about: readonly string[], now = OPENED) =>
    checkOrder(of, 'id', { actor: 'k', content: 'h', order: { type: 'writeLetter', about, note: 'n' } }, now);

  test('is about members of whom one at least is silent', () => {
    expect(() => write(sitting({}, ['a']), ['a', 'b'])).not.toThrow();
    expect(() => write(sitting({}, ['a', 'b']), ['a', 'b'])).toThrow('NOBODY_SILENT');
    expect(() => write(sitting(), [])).toThrow('NOBODY_SILENT');
    expect(() => write(sitting(), ['z'])).toThrow('NOBODY_SILENT');
  });

  test('is sent while votes are taken', () => {
    expect(() => write(sitting(), ['a'], CLOSES)).toThrow('ACTION_NOT_ALLOWED');
  });
});
