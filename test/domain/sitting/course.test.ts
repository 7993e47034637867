import type { CouncilRule } from '../../../domain/rule';
import { calledOff, endVoting, mustClose, nextWake } from '../../../domain/sitting/course';
import { planReminders } from '../../../domain/sitting/reminders';
import { carrySitting, resumeSitting, type CarriedSitting } from '../../../domain/sitting/state';
import { after, FRIDAY, having, order, sitting, vote } from './sitting';

/** Three working days before Friday, and one, at nine. */
const TUESDAY = '2026-11-17T02:00:00.000Z';
const THURSDAY = '2026-11-19T02:00:00.000Z';

describe('a session that opens', () => {
  test('knows its voters and its council, and plans its reminders', () => {
    const { state } = sitting();
    expect(state).toMatchObject({ status: 'open', electorate: ['a', 'b', 'c'], members: 3, openedAt: after(0) });
    expect(state).toMatchObject({ extended: false, cancelling: false, minutesSigned: false, version: 4 });
    expect(state.reminders).toEqual([TUESDAY, THURSDAY]);
  });

  test('plans none when nobody votes by link', () => {
    expect(sitting({ kind: 'meeting', electorate: [] }).state.reminders).toEqual([]);
  });
});

describe('a session closes', () => {
  test('at its time', () => {
    expect(mustClose(sitting(), '2026-11-20T09:59:59.999Z')).toBe(false);
    expect(mustClose(sitting(), FRIDAY)).toBe(true);
  });

  test('at the earlier time that was announced', () => {
    const of = sitting();
    order(of, { type: 'closeEarly', at: after(24), note: 'n' });
    expect(mustClose(of, after(23.99))).toBe(false);
    expect(mustClose(of, after(24))).toBe(true);
  });

  test('when all have voted, where that was declared', () => {
    const atTime = sitting();
    const of = sitting({ closing: 'whenAllVoted' });
    for (const ref of ['a', 'b']) vote(of, ref);
    expect(mustClose(of, after(1))).toBe(false);
    vote(of, 'c');
    expect(mustClose(of, after(1))).toBe(true);
    for (const ref of ['a', 'b', 'c']) vote(atTime, ref);
    expect(mustClose(atTime, after(1))).toBe(false);
  });

  test('of a meeting with its totals, whatever the time', () => {
    for (const kind of ['meeting', 'mixed'] as const) {
      const of = sitting({ kind });
      expect(mustClose(of, FRIDAY)).toBe(false);
      of.state.totals = 'totals';
      expect(mustClose(of, after(1))).toBe(true);
    }
  });

  test('never when it is about to be cancelled, or is not open', () => {
    expect(mustClose(having(sitting(), { cancelling: true }), FRIDAY)).toBe(false);
    expect(mustClose(having(sitting(), { status: 'closing' }), FRIDAY)).toBe(false);
  });
});

describe('the end of the voting', () => {
  test('with quorum', () => {
    const of = sitting();
    for (const ref of ['a', 'b']) vote(of, ref);
    expect(endVoting(of, FRIDAY)).toBe('closing');
    expect(of.state).toMatchObject({ status: 'closing', closedAt: FRIDAY, extended: false });
  });

  test('without quorum goes on for two working days, to the same time of the day, and is planned anew', () => {
    const of = sitting();
    vote(of, 'a');
    expect(endVoting(of, FRIDAY)).toEqual({ extendedFrom: FRIDAY });
    // Monday and Wednesday: Tuesday 24 November is a holiday
    expect(of.state).toMatchObject({ status: 'open', closesAt: '2026-11-25T10:00:00.000Z', extended: true });
    expect(of.state.closedAt).toBeUndefined();
    expect(of.state.reminders).toEqual(['2026-11-23T02:00:00.000Z']);
  });

  test('that was noticed days later goes on from then', () => {
    const of = sitting();
    endVoting(of, '2026-11-30T04:00:00.000Z');
    expect(of.state.closesAt).toBe('2026-12-02T10:00:00.000Z');
  });

  test('goes on once only', () => {
    const of = having(sitting(), { extended: true });
    expect(endVoting(of, FRIDAY)).toBe('closing');
  });

  test('one line that lacks quorum is enough, and one whose rule lets it go on', () => {
    const all = { of: [1, 1], mode: 'atLeast' } as const;
    const ended = (...rules: Partial<CouncilRule>[]) => {
      const of = sitting({ rules });
      for (const ref of ['a', 'b']) vote(of, ref);
      return endVoting(of, FRIDAY);
    };
    expect(ended({}, { quorum: all })).toEqual({ extendedFrom: FRIDAY });
    expect(ended({}, { quorum: all, withoutQuorum: 'fails' })).toEqual({ extendedFrom: FRIDAY });
    expect(ended({ withoutQuorum: 'fails' }, { quorum: all, withoutQuorum: 'fails' })).toBe('closing');
  });

  test('of a meeting is the end', () => {
    expect(endVoting(sitting({ kind: 'mixed' }), FRIDAY)).toBe('closing');
  });

  test('without a count', () => {
    const of = sitting();
    calledOff(of, after(2));
    expect(of.state).toMatchObject({ status: 'cancelled', closedAt: after(2) });
  });
});

describe('the next wake', () => {
  test('is the closing when it comes before the reminder', () => {
    expect(nextWake(having(sitting(), { closesAt: after(2) }))).toBe(after(2));
  });

  test('of a meeting is no closing: it waits for its totals', () => {
    expect(nextWake(sitting({ kind: 'mixed' }))).toBe(TUESDAY);
    expect(nextWake(sitting({ kind: 'meeting', electorate: [] }))).toBeUndefined();
  });
});

test('reminders are planned a day after the last one, by plan or by hand', () => {
  const of = sitting();
  order(of, { type: 'remind' }, after(2));
  planReminders(of, after(0));
  expect(of.state.reminders).toEqual([THURSDAY]);
  planReminders(having(of, { lastReminder: after(-48) }), after(0));
  expect(of.state.reminders).toEqual([TUESDAY, THURSDAY]);
});

test('what is handed to the next run is plain data and all there is, but for old receipts', () => {
  const of = sitting();
  vote(of, 'a');
  vote(of, 'b', 2);
  for (let i = 1; i <= 101; i += 1) order(of, { type: 'resend', voterRef: 'a' }, after(1), `order-${i}`);
  const carried = JSON.parse(JSON.stringify(carrySitting(of.state))) as CarriedSitting;
  const { receipts, ...state } = resumeSitting(carried);
  const { receipts: before, ...same } = of.state;
  expect(state).toEqual(same);
  expect([...receipts]).toEqual([...before].slice(1));
});
