import { checkOrder } from '../../../domain/sitting/orders';
import { awaitChair, tiesAreDue } from '../../../domain/sitting/ties';
import { after, order, refusal, said, sitting } from './sitting';

const decides = (nomination: string) =>
  ({ type: 'chairDecides', nomination, decision: 'yes', by: 'C1', note: 'n' }) as const;
const waiting = () => {
  const of = sitting();
  awaitChair(of, ['N1', 'N2'], after(0));
  return of;
};
const ask = (of: ReturnType<typeof sitting>, nomination: string) =>
  refusal(() => checkOrder(of, 'id', said(decides(nomination)), after(1)));

describe('ties that are left to the chair', () => {
  test('are decided each once; nothing else is ordered meanwhile', () => {
    const of = waiting();
    expect(of.state.status).toBe('awaitingChair');
    expect(ask(of, 'N1')).toBeUndefined();
    order(of, decides('N1'), after(1), '1');
    expect(of.state.ties).toEqual(['N2']);
    expect(of.state.orders).toEqual([expect.objectContaining(decides('N1'))]);
    expect(ask(of, 'N1')?.code).toBe('NO_TIE');
    expect(ask(of, 'N3')?.code).toBe('NO_TIE');
    for (const type of ['remind', 'minutesSigned', 'enterTotals'] as const) {
      const one = { type, note: 'n', commitment: 'c' } as const;
      expect(refusal(() => checkOrder(of, 'id', said(one), after(1)))?.code).toBe('ACTION_NOT_ALLOWED');
    }
  });

  test('are decided by nobody before the count, or after the session is closed', () => {
    expect(ask(sitting(), 'N1')).toEqual({ code: 'ACTION_NOT_ALLOWED', data: { state: 'open', allowed: [] } });
    const of = waiting();
    of.state.status = 'closed';
    expect(ask(of, 'N1')?.code).toBe('ACTION_NOT_ALLOWED');
  });

  test('are reminded of every third day, for as long as they wait', () => {
    const of = waiting();
    expect([tiesAreDue(of, after(71)), tiesAreDue(of, after(72)), tiesAreDue(of, after(72))]).toEqual([
      false,
      true,
      false,
    ]);
    expect([tiesAreDue(of, after(143)), tiesAreDue(of, after(144))]).toEqual([false, true]);
    expect(tiesAreDue(sitting(), after(1_000))).toBe(false);
  });
});
