import { defaultStepUp, digitsIn, isLocked, triesLeft, withOneMore } from '../../domain/stepUp';
import type { Tries } from '../../domain/stepUp';

const now = '2026-11-16T01:00:00.000Z';
const rule = { tries: 5, lockMinutes: 15 };

test('nobody is asked for a number as long as a province has not decided so', () => {
  expect(defaultStepUp).toEqual({ byDefault: false, tries: 5, lockMinutes: 15 });
});

describe('wrong numbers', () => {
  test.each<[failed: number, left: number, lockedUntil: string | undefined]>([
    [0, 4, undefined],
    [3, 1, undefined],
    [4, 5, '2026-11-16T01:15:00.000Z'],
    [5, 4, undefined],
    [9, 5, '2026-11-16T01:30:00.000Z'],
    [14, 5, '2026-11-16T02:00:00.000Z'],
    [34, 5, '2026-11-16T17:00:00.000Z'],
    [39, 5, '2026-11-17T01:00:00.000Z'],
    [44, 5, '2026-11-17T01:00:00.000Z'],
  ])('after %i of them, one more', (failed, left, lockedUntil) => {
    const after = withOneMore(rule, { failed }, now);
    expect(after).toEqual(lockedUntil === undefined ? { failed: failed + 1 } : { failed: failed + 1, lockedUntil });
    expect(triesLeft(rule, after)).toBe(left);
  });

  test('that follow a lock do not inherit it', () => {
    expect(withOneMore(rule, { failed: 5, lockedUntil: now }, now)).toEqual({ failed: 6 });
  });

  test.each<[name: string, tries: Tries, locked: boolean]>([
    ['before any lock', { failed: 4 }, false],
    ['until it ends', { failed: 5, lockedUntil: '2026-11-16T01:00:00.001Z' }, true],
    ['when it ends', { failed: 5, lockedUntil: now }, false],
  ])('lock %s', (_name, tries, locked) => {
    expect(isLocked(tries, now)).toBe(locked);
  });
});

describe('what was typed', () => {
  test.each([
    ['482913', '482913'],
    [' 482 913 ', '482913'],
    ['482-913', '482913'],
    ['482.913', '482913'],
    ['４８２ ９１３', '482913'],
    ['000007', '000007'],
  ])('%j is the number %s', (typed, digits) => {
    expect(digitsIn(typed)).toBe(digits);
  });

  test.each(['', '48291', '4829130', '48291x', 'x482913', '482913x', '-48291'])('%j is no number', (typed) => {
    expect(digitsIn(typed)).toBeUndefined();
  });
});
