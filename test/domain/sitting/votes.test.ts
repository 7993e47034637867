import { checkSheet, sheetsThatCount, silent } from '../../../domain/sitting/votes';
import type { Sitting } from '../../../domain/sitting/state';
import { after, FRIDAY, having, refusal, sitting, vote } from './sitting';

const check = (of: Sitting, voterRef = 'a', ordinal = 1, now = after(1)) =>
  refusal(() => checkSheet(of, { voterRef, ordinal, commitment: 'x' }, now))?.code;

describe('a sheet is refused', () => {
  const closed = { code: 'VOTING_CLOSED', data: { closedAt: FRIDAY } };
  const ask = (of: Sitting, now = after(1)) =>
    refusal(() => checkSheet(of, { voterRef: 'a', ordinal: 1, commitment: 'x' }, now));

  test('at the closing time, be the session closed already or not; a moment before it is taken', () => {
    expect(ask(sitting(), '2026-11-20T09:59:59.999Z')).toBeUndefined();
    expect(ask(sitting(), FRIDAY)).toEqual(closed);
  });

  test.each(['opening', 'closing', 'closed', 'cancelled', 'failed'] as const)('of a session that is %s', (status) => {
    expect(ask(having(sitting(), { status }))).toEqual(closed);
  });

  test('as soon as the session is about to be cancelled', () => {
    expect(ask(having(sitting(), { cancelling: true }))).toEqual(closed);
  });

  test('in a meeting, but not in one with written opinions of those away', () => {
    expect(ask(sitting({ kind: 'meeting' }))).toEqual(closed);
    expect(ask(sitting({ kind: 'mixed' }))).toBeUndefined();
  });

  test('of whoever has no vote here', () => {
    expect(check(sitting(), 'd')).toBe('NOT_A_MEMBER');
    expect(check(sitting(), 'c')).toBeUndefined();
  });

  test('when it would be the twenty-first change; what was sent before may come again', () => {
    const of = sitting();
    for (let ordinal = 1; ordinal <= 20; ordinal += 1) {
      expect(check(of, 'a', ordinal)).toBeUndefined();
      vote(of, 'a', ordinal);
      vote(of, 'a', ordinal);
    }
    expect(check(of, 'a', 21)).toBe('TOO_MANY_CHANGES');
    expect(check(of, 'a', 20)).toBeUndefined();
    expect(check(of, 'a', 1)).toBeUndefined();
    expect(check(of, 'b', 21)).toBeUndefined();
  });
});

describe('the sheet that counts', () => {
  test('is the one of the highest ordinal, in whatever order they come', () => {
    const of = sitting();
    expect(vote(of, 'a', 2, after(1))).toEqual({ counts: 'a2', superseded: false, at: after(1) });
    expect(vote(of, 'a', 1, after(2))).toEqual({ counts: 'a2', superseded: true, at: after(1) });
    expect(vote(of, 'a', 3, after(3))).toEqual({ counts: 'a3', superseded: false, at: after(3) });
    expect(sheetsThatCount(of)).toEqual([{ voterRef: 'a', commitment: 'a3', at: after(3) }]);
    expect(of.state.recorded.get('a')?.changes).toBe(2);
  });

  test('sent again gets its first receipt', () => {
    const of = sitting();
    const first = vote(of, 'a', 1, after(1));
    expect(vote(of, 'a', 1, after(5))).toEqual(first);
    expect(of.state.recorded.get('a')).toEqual({ ordinal: 1, commitment: 'a1', at: after(1), changes: 1 });
  });

  test('there is one of each who has voted; the others are silent', () => {
    const of = sitting();
    vote(of, 'b');
    vote(of, 'a');
    expect(sheetsThatCount(of).map((s) => s.commitment)).toEqual(['b1', 'a1']);
    expect(silent(of)).toEqual(['c']);
  });
});
