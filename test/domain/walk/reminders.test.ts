import { officeTimeFrom, quorumCheckTime, reminderTimes } from '../../../domain/reminders';
import { at, endOfDay, startOfDay } from '../../../domain/time';
import { calendar, NOTE, stages, START, Walker } from './walker';

describe('a correction', () => {
  const returned = (due?: string) =>
    new Walker([[stages.unitScreening], [stages.unitCouncil]])
      .act({ type: 'receive', number: '1', arrivedOn: START })
      .act({ type: 'return', note: NOTE, ...(due === undefined ? {} : { due }) });

  test('is reminded of once, at the start of the working day before its last one, then it lapses', () => {
    const w = returned().until('2026-12-31');
    expect(w.times('correctionReminder')).toEqual([startOfDay('2026-11-20')]);
    expect(w.times('lapsed')).toEqual([endOfDay('2026-11-23')]);
    expect(w.events.find((e) => e.type === 'correctionReminder')).toMatchObject({ facts: { due: '2026-11-23' } });
  });

  test('due the day after a holiday is reminded of on the working day before that', () => {
    expect(returned('2026-11-25').wake).toBe(startOfDay('2026-11-23'));
  });

  test('due on the next working day is reminded of on that day', () => {
    const w = returned('2026-11-17').until('2026-11-17');
    expect(w.times('correctionReminder')).toEqual([startOfDay('2026-11-17')]);
    expect(w.status).toBe('returned');
  });

  test('that is extended is reminded of again', () => {
    const w = returned().until('2026-11-23').act({ type: 'extendCorrection', note: NOTE, due: '2026-11-30' });
    expect(w.until('2026-12-31').times('correctionReminder')).toEqual([
      startOfDay('2026-11-20'),
      startOfDay('2026-11-27'),
    ]);
    expect(w.times('lapsed')).toEqual([endOfDay('2026-11-30')]);
  });

  test('sent in is not reminded of any more', () => {
    const w = returned().act({ type: 'resubmit', dossier: 'D2' }).until('2026-11-30');
    expect(w.types).not.toContain('correctionReminder');
  });

  test('whose whole time passed unseen lapses, with no reminder of what is over', () => {
    const w = returned();
    w.now = endOfDay('2026-12-10');
    expect(w.untilInstant(w.now).types.slice(-1)).toEqual(['lapsed']);
    expect(w.types).not.toContain('correctionReminder');
  });
});

describe('the central level', () => {
  test('the office is reminded every twenty working days, at the start of the day, without end', () => {
    const w = new Walker([[stages.central], [stages.receipt]]).until('2027-03-31');
    const days = ['2026-12-15', '2027-01-13', '2027-02-17', '2027-03-17'];
    expect(w.times('centralReminder')).toEqual(days.map(startOfDay));
    expect(w.status).toBe('central');
  });

  test('reminders and a late supplement do not swallow each other', () => {
    const w = new Walker([[stages.central], [stages.receipt]]);
    w.act({ type: 'requestSupplement', due: '2026-12-14', note: NOTE }).until('2027-01-13');
    expect(w.times('overdue')).toEqual([endOfDay('2026-12-14')]);
    expect(w.times('centralReminder')).toEqual(['2026-12-15', '2027-01-13'].map(startOfDay));
  });

  test('a hold moves the next reminder', () => {
    const w = new Walker([[stages.central], [stages.receipt]]).act({ type: 'hold', note: NOTE });
    expect(w.until('2026-11-18').act({ type: 'release', note: NOTE }).wake).toBe(startOfDay('2026-12-17'));
  });
});

describe('members who have not voted', () => {
  const hours = { from: '08:00', to: '17:00' };
  const times = (opened: string, closes: string, before: readonly number[], of = hours) =>
    reminderTimes(calendar, opened, closes, before, of);

  test('are reminded at nine, so many working days before closing; 24 November is none', () => {
    const closes = at('2026-11-27', '17:00');
    expect(times(at(START, '10:00'), closes, [3, 1])).toEqual([at('2026-11-23', '09:00'), at('2026-11-26', '09:00')]);
  });

  test('the order in which the numbers are given does not matter', () => {
    const closes = at('2026-11-27', '17:00');
    expect(times(at(START, '10:00'), closes, [1, 3])).toEqual(times(at(START, '10:00'), closes, [3, 1]));
  });

  test('never within a day of the opening or of each other, nor after closing', () => {
    expect(times(at('2026-11-19', '15:00'), at('2026-11-20', '17:00'), [3, 1])).toEqual([]);
    const weekend = times(at(START, '10:00'), at('2026-11-23', '17:00'), [1, 0]);
    expect(weekend).toEqual([at('2026-11-20', '09:00'), at('2026-11-23', '09:00')]);
    expect(times(at(START, '10:00'), at('2026-11-20', '08:30'), [0])).toEqual([]);
  });

  test('a day after the opening, or after each other, is enough', () => {
    const closes = at('2026-11-27', '17:00');
    const days = [at('2026-11-25', '09:00'), at('2026-11-26', '09:00')];
    expect(times(at('2026-11-24', '09:00'), closes, [2, 1])).toEqual(days);
    expect(times(at('2026-11-24', '09:01'), closes, [2, 1])).toEqual(days.slice(1));
    expect(times(at(START, '10:00'), closes, [1, 1])).toEqual(days.slice(1));
  });

  test('before the closing, not at it', () => {
    expect(times(at(START, '10:00'), at('2026-11-27', '09:00'), [0])).toEqual([]);
    expect(times(at(START, '10:00'), at('2026-11-27', '09:01'), [0])).toEqual([at('2026-11-27', '09:00')]);
    expect(times(at(START, '10:00'), at('2026-11-27', '17:00'), [])).toEqual([]);
  });

  test('when the office opens, where it opens after nine or closes by then', () => {
    const closes = at('2026-11-27', '17:00');
    const first = (from: string, to: string) => times(at(START, '10:00'), closes, [1], { from, to })[0];
    expect(first('09:00', '17:00')).toBe(at('2026-11-26', '09:00'));
    expect(first('13:30', '17:00')).toBe(at('2026-11-26', '13:30'));
    expect(first('07:00', '09:00')).toBe(at('2026-11-26', '07:00'));
    expect(first('07:00', '09:01')).toBe(at('2026-11-26', '09:00'));
  });
});

describe('office hours', () => {
  const hours = { from: '08:00', to: '17:00' };

  test.each([
    // 24 November is a Tuesday on which nobody works
    ['2026-11-23', '07:59', '2026-11-23', '08:00'],
    ['2026-11-23', '08:00', '2026-11-23', '08:00'],
    ['2026-11-23', '16:59', '2026-11-23', '16:59'],
    ['2026-11-23', '17:00', '2026-11-25', '08:00'],
    ['2026-11-24', '10:00', '2026-11-25', '08:00'],
    ['2026-11-28', '10:00', '2026-11-30', '08:00'],
  ])('what is due on %s at %s goes on %s at %s', (day, time, onDay, atTime) => {
    expect(officeTimeFrom(calendar, at(day, time), hours)).toBe(at(onDay, atTime));
  });

  test.each([
    ['2026-11-27', '17:00', 4, '2026-11-27', '13:00'],
    ['2026-11-27', '12:00', 4, '2026-11-27', '08:00'],
    ['2026-11-27', '11:59', 4, '2026-11-26', '17:00'],
    ['2026-11-25', '09:00', 4, '2026-11-23', '17:00'],
    ['2026-11-27', '23:00', 4, '2026-11-27', '17:00'],
  ])(
    'the quorum of a session that closes on %s at %s is looked at %d hours before: %s %s',
    (day, time, n, on, then) => {
      expect(quorumCheckTime(calendar, at(day, time), n, hours)).toBe(at(on, then));
    },
  );
});
