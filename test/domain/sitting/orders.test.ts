import { noReport } from '../../../domain/drill';
import { checkOrder, lineReleased, takeOrder } from '../../../domain/sitting/orders';
import type { SessionOrder } from '../../../domain/sitting/said';
import type { Sitting } from '../../../domain/sitting/state';
import { after, FRIDAY, having, order, refusal, said, sitting, vote } from './sitting';

type Order = SessionOrder['order'];

const note = 'n';
const LATER = '2026-11-27T10:00:00.000Z';
const orders = {
  remind: { type: 'remind' },
  extend: { type: 'extend', closesAt: LATER, note },
  closeEarly: { type: 'closeEarly', at: after(24), note },
  cancel: { type: 'cancel', note },
  resend: { type: 'resend', voterRef: 'a' },
  replaceMember: { type: 'replaceMember', voterRef: 'a', by: 'd', note },
  replaceAtMeeting: { type: 'replaceAtMeeting', member: 'C1', by: 'C4', note },
  changeAddress: { type: 'changeAddress', voterRef: 'a', note },
  dropLine: { type: 'dropLine', nomination: 'N1', note },
  writeLetter: { type: 'writeLetter', about: ['a'], note },
  drill: { type: 'drill' },
  drillReport: { type: 'drillReport', report: noReport },
  skipDrill: { type: 'skipDrill', note },
  enterTotals: { type: 'enterTotals', commitment: 'totals', note },
  chairDecides: { type: 'chairDecides', nomination: 'N1', decision: 'yes', by: 'C1', note },
  minutesSigned: { type: 'minutesSigned', note },
} as const satisfies { [T in Order['type']]: Extract<Order, { type: T }> };
const all = Object.values(orders);
/** What a session takes whose invitations wait: see `drill.test.ts`. */
const ofDrills: readonly string[] = ['drill', 'drillReport', 'skipDrill'];

const codeOf = (of: Sitting, one: Order, now = after(1)) => refusal(() => checkOrder(of, 'id', said(one), now))?.code;
const takenIn = (of: Sitting, now = after(1)) =>
  all.filter((one) => codeOf(of, one, now) === undefined).map(({ type }) => type);

describe('what may be ordered', () => {
  const later: readonly Order['type'][] = ['enterTotals', 'chairDecides', 'minutesSigned'];
  const open = all.map(({ type }) => type).filter((type) => !later.includes(type) && !ofDrills.includes(type));

  test('while the votes come in: everything but what belongs to a meeting, and the minutes', () => {
    expect(takenIn(sitting())).toEqual(open.filter((type) => type !== 'replaceAtMeeting'));
  });

  test('in a session that cannot be ordered anything: the refusal tells where it stands', () => {
    for (const status of ['opening', 'closing', 'cancelled', 'failed'] as const) {
      const of = having(sitting(), { status });
      const data = { state: status, allowed: [] };
      expect(takenIn(of)).toEqual([]);
      expect(refusal(() => checkOrder(of, 'id', said(orders.cancel), after(1)))).toEqual({
        code: 'ACTION_NOT_ALLOWED',
        data,
      });
      expect(refusal(() => checkOrder(of, 'id', said(orders.enterTotals), after(1)))).toEqual({
        code: 'ACTION_NOT_ALLOWED',
        data,
      });
    }
  });

  test('nothing at the closing time, whether or not the session has looked at the clock', () => {
    expect(takenIn(sitting(), FRIDAY)).toEqual([]);
  });

  test('nothing once it is about to be cancelled', () => {
    expect(takenIn(having(sitting(), { cancelling: true }))).toEqual([]);
  });

  test('after the closing: that the minutes are signed, and only then', () => {
    expect(takenIn(having(sitting(), { status: 'closed' }))).toEqual(['minutesSigned']);
    expect(refusal(() => checkOrder(sitting(), 'id', said(orders.minutesSigned), after(1)))).toEqual({
      code: 'ACTION_NOT_ALLOWED',
      data: { state: 'open', allowed: ['minutesSigned'] },
    });
  });

  test('in a meeting: its members, its totals, what leaves the agenda, the cancellation; nothing once the totals are entered', () => {
    const meeting = () => sitting({ kind: 'meeting', electorate: [] });
    expect(takenIn(meeting())).toEqual(['cancel', 'replaceAtMeeting', 'dropLine', 'enterTotals']);
    expect(takenIn(having(meeting(), { totals: 'totals' }))).toEqual([]);
  });

  test('with written opinions of those away: the totals when the time for opinions is over; it is not closed early', () => {
    const mixed = () => sitting({ kind: 'mixed' });
    expect(takenIn(mixed())).toEqual(open.filter((type) => type !== 'closeEarly'));
    expect(takenIn(mixed(), FRIDAY)).toEqual(['cancel', 'replaceAtMeeting', 'dropLine', 'enterTotals']);
  });
});

describe('an order is refused', () => {
  const time = (field: string) => ({ code: 'VALIDATION', data: { fields: [expect.objectContaining({ field })] } });
  const extend = (closesAt: string): Order => ({ type: 'extend', closesAt, note });
  const closeEarly = (at: string): Order => ({ type: 'closeEarly', at, note });
  const ask = (of: Sitting, one: Order, now = after(1)) => refusal(() => checkOrder(of, 'id', said(one), now));

  test('when it extends to no later time', () => {
    expect(ask(sitting(), extend(FRIDAY))).toEqual(time('closesAt'));
    expect(ask(sitting(), extend('2026-11-20T10:00:00.001Z'))).toBeUndefined();
  });

  test('when it closes early without an hour’s notice, or no earlier', () => {
    expect(ask(sitting(), closeEarly(after(1.99)))).toEqual(time('at'));
    expect(ask(sitting(), closeEarly(after(2)))).toBeUndefined();
    expect(ask(sitting(), closeEarly(FRIDAY))).toEqual(time('at'));
  });

  test('when it reminds within a day of the last time', () => {
    const of = sitting();
    expect(codeOf(of, orders.remind)).toBeUndefined();
    order(of, orders.remind, after(1));
    expect(codeOf(of, orders.remind, after(24.99))).toBe('REMINDED_LATELY');
    expect(codeOf(of, orders.remind, after(25))).toBeUndefined();
  });

  test('when it is about somebody who is no member', () => {
    for (const one of [orders.resend, orders.changeAddress, orders.replaceMember])
      expect(codeOf(sitting(), { ...one, voterRef: 'x' })).toBe('NOT_A_MEMBER');
  });

  test('when a member is to come for another', () => {
    expect(codeOf(sitting(), { ...orders.replaceMember, by: 'b' })).toBe('ALREADY_A_MEMBER');
  });

  test('when who is to go has gone from the meeting, or who is to come has come; he may come back', () => {
    const of = sitting({ kind: 'meeting', electorate: [] });
    const swap = (member: string, by: string): Order => ({ type: 'replaceAtMeeting', member, by, note });
    order(of, swap('C1', 'C4'), after(1), '1');
    expect(codeOf(of, swap('C1', 'C5'))).toBe('NOT_A_MEMBER');
    expect(codeOf(of, swap('C2', 'C4'))).toBe('ALREADY_A_MEMBER');
    order(of, swap('C4', 'C1'), after(1), '2');
    expect(codeOf(of, swap('C1', 'C5'))).toBeUndefined();
    expect(codeOf(of, swap('C4', 'C5'))).toBe('NOT_A_MEMBER');
    expect(codeOf(of, swap('C2', 'C4'))).toBeUndefined();
  });

  test('when the totals were checked against a session that has changed since', () => {
    const of = sitting({ kind: 'meeting', electorate: [] });
    const totals = { ...orders.enterTotals, expects: 4 };
    expect(codeOf(of, totals)).toBeUndefined();
    of.state.version = 5;
    expect(codeOf(of, totals)).toBe('STATE_CHANGED');
    expect(codeOf(of, orders.enterTotals)).toBeUndefined();
    order(of, orders.dropLine);
    expect(codeOf(of, orders.enterTotals)).toBe('STATE_CHANGED');
  });

  test('when the line is not, or no more, on the agenda', () => {
    const of = sitting();
    expect(codeOf(of, { ...orders.dropLine, nomination: 'N9' })).toBe('NOT_CLAIMED');
    order(of, orders.dropLine);
    expect(codeOf(of, orders.dropLine)).toBe('NOT_CLAIMED');
  });
});

describe('an order that is taken', () => {
  test('gets a receipt; the same again gets the first one, changes nothing and is not carried out again', () => {
    const of = sitting();
    const first = order(of, orders.extend, after(1));
    expect(first).toEqual({ content: 'hash', at: after(1), status: 'open' });
    order(of, orders.closeEarly, after(2));
    expect(order(of, orders.extend, after(3))).toEqual(first);
    expect(of.state.closesAt).toBe(after(24));
    expect(of.state.orders.map(({ type }) => type)).toEqual(['extend', 'closeEarly']);
  });

  test('is answered also when nothing can be ordered any more', () => {
    const of = sitting();
    const first = order(of, orders.cancel);
    of.state.status = 'cancelled';
    expect(order(of, orders.cancel, FRIDAY)).toEqual(first);
  });

  test('waits to be carried out, with who has ordered it and when the session was to close before', () => {
    const of = sitting();
    order(of, orders.extend);
    order(of, orders.closeEarly);
    expect(of.state.orders).toEqual([
      { ...orders.extend, actor: 'key:secretary', formerClosesAt: FRIDAY },
      { ...orders.closeEarly, actor: 'key:secretary', formerClosesAt: LATER },
    ]);
  });

  test('extension and early closing: the last one holds', () => {
    const of = sitting();
    order(of, orders.closeEarly);
    expect(of.state.closesAt).toBe(after(24));
    order(of, { type: 'extend', closesAt: FRIDAY, note });
    expect(of.state.closesAt).toBe(FRIDAY);
    order(of, orders.extend, after(1), 'another');
    expect(of.state.closesAt).toBe(LATER);
  });

  test('the sheet of a member who was replaced counts no more; who comes for him says nothing about whom', () => {
    const of = sitting();
    vote(of, 'a');
    vote(of, 'b');
    order(of, { ...orders.replaceMember, by: 'bb' });
    expect(of.state.electorate).toEqual(['b', 'bb', 'c']);
    expect([...of.state.recorded.keys()]).toEqual(['b']);
  });

  test('lines leave one by one; with the last one the session is about to be cancelled', () => {
    const of = sitting();
    order(of, orders.dropLine, after(1), '1');
    expect(of.state.lines.map((l) => l.nomination)).toEqual(['N2']);
    expect(of.state.cancelling).toBe(false);
    order(of, { ...orders.dropLine, nomination: 'N2' }, after(1), '2');
    expect(of.state.lines).toEqual([]);
    expect(of.state.dropping.map((l) => l.nomination)).toEqual(['N1', 'N2']);
    expect(of.state.cancelling).toBe(true);
    // the first is released while the second still waits for it
    expect(lineReleased(of, 'N1')).toEqual({ nothingLeft: false });
    expect(lineReleased(of, 'N2')).toEqual({ nothingLeft: true });
    expect(of.state.dropping).toEqual([]);
  });

  test('a line that is released leaves the others on the agenda', () => {
    const of = sitting();
    order(of, orders.dropLine);
    expect(lineReleased(of, 'N1')).toEqual({ nothingLeft: false });
  });

  test('cancellation, minutes and totals are known at once', () => {
    const told = (of: Sitting, one: Order) => {
      takeOrder(of, 'id', said(one), after(1));
      return of.state;
    };
    expect(told(sitting(), orders.cancel)).toMatchObject({ cancelling: true, minutesSigned: false });
    expect(told(sitting(), orders.minutesSigned)).toMatchObject({ cancelling: false, minutesSigned: true });
    expect(told(sitting(), orders.enterTotals).totals).toBe('totals');
    expect(told(sitting(), orders.replaceAtMeeting).replaced).toEqual([{ member: 'C1', by: 'C4' }]);
    expect(told(sitting(), orders.resend)).toMatchObject({ closesAt: FRIDAY, electorate: ['a', 'b', 'c'] });
    expect(told(sitting(), orders.remind).lastReminder).toBe(after(1));
  });
});
