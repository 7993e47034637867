import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Line } from '../../../domain/line';
import { act, allowedActions, tick, viewOf, wakeOf } from '../../../domain/walk';
import type { Watch } from './life';
import { codeOf, life, live } from './life';
import { everyAction, ofClaim, sensible } from './sensible';
import { contextAt, NOTE } from './walker';

const check = (watch: Watch, numRuns = 80): void =>
  fc.assert(
    fc.property(life, (one) => live(one, watch)),
    { numRuns },
  );

const copyOf = (line: Line): Line => JSON.parse(JSON.stringify(line)) as Line;
const because = (line: Line, more: unknown): string => JSON.stringify({ more, view: viewOf(line), line });

/** The ways in which a state, and not what was said, refuses. */
const byState = ['ACTION_NOT_ALLOWED', 'ON_HOLD', 'CLAIMED', 'NOT_CLAIMED', 'DECISION_SIGNED'];

describe('whatever is asked of a line, in whatever order and time', () => {
  test('an action that is named as allowed is done, unless the calendar ends; one that is not is refused', () => {
    check({
      before(line, now) {
        const allowed = allowedActions(line);
        for (const type of everyAction) {
          const action = sensible(line, type, line.version, now);
          const code = codeOf(() => act(line, action, contextAt(now), line.version));
          const agreed = allowed.includes(type)
            ? code === undefined || code === 'CALENDAR_ENDS'
            : code !== undefined && byState.includes(code);
          if (!agreed) throw new Error(because(line, { action, code, allowed }));
        }
      },
    });
  });

  test('every change grows the version by one, and its events carry that version, the time and no text', () => {
    check({
      changed(from, { line, events }, now) {
        expect(line.version).toBe(from.version + 1);
        expect(events.length).toBeGreaterThan(0);
        for (const event of events) {
          expect(event).toMatchObject({ line: 'N1', version: line.version, at: now });
          if (event.note !== undefined) expect(event.note).toBe(NOTE);
          for (const fact of Object.values(event.facts ?? {})) expect(String(fact)).toMatch(/^[\w,-]*$/);
        }
      },
    });
  });

  test('an ended line never changes, and has nothing left but how it ended', () => {
    check({
      settled(line) {
        if (!line.end) return;
        expect(allowedActions(line)).toEqual([]);
        expect(wakeOf(line)).toBeUndefined();
        expect(tick(line, contextAt('2027-12-31T00:00:00.000Z'))).toEqual({ line, events: [] });
        expect(Object.keys(line)).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(claim|hold|attention)$/)]),
        );
      },
    });
  });

  test('after time has done its work, the next wake lies ahead', () => {
    check({
      settled(line, now) {
        const wake = wakeOf(line);
        if (wake !== undefined) expect(wake > now).toBe(true);
        expect(tick(line, contextAt(now)).line).toBe(line);
      },
    });
  });

  test('a line that was written down and read again goes on in the same way', () => {
    check({
      changed(from, changed, now, make) {
        const copy = copyOf(from);
        const again = make(copy);
        const same =
          isDeepStrictEqual(copy, from) &&
          isDeepStrictEqual(again, changed) &&
          isDeepStrictEqual(viewOf(copyOf(changed.line)), viewOf(changed.line)) &&
          wakeOf(copy) === wakeOf(from);
        if (!same) throw new Error(because(from, { changed, again }));
      },
    });
  });

  test('who has claimed a line can always tell it an outcome, held or stopped', () => {
    check({
      before(line) {
        if (!line.claim) return;
        expect(allowedActions(line).filter((type) => ofClaim.includes(type))).not.toEqual([]);
      },
    });
  });

  test('an objection of the public never lets the line go on while it is open', () => {
    check({
      settled(line) {
        for (const s of line.stages) {
          if (s.kind !== 'posting' || s.done !== true) continue;
          expect(s.opinions.filter((o) => o.nature === 'objection' && o.resolvedBy === undefined)).toEqual([]);
        }
      },
    });
  });
});

test('random lives get everywhere: every status and every action is met', () => {
  const statuses = new Set<string>();
  const done = new Set<string>();
  const watch: Watch = {
    changed: (_from, { line, events }) => {
      statuses.add(viewOf(line).status);
      for (const event of events) done.add(event.type);
    },
  };
  fc.assert(
    fc.property(life, (one) => live(one, watch)),
    { numRuns: 1_000, seed: 1 },
  );
  expect(everyAction.filter((type) => !done.has(type))).toEqual([]);
  expect([...statuses].sort()).toEqual(
    [
      'submitted',
      'screening',
      'returned',
      'consultation',
      'posting',
      'waitingForCouncil',
      'inSession',
      'waitingForApproval',
      'approvalPending',
      'awaitingIssue',
      'central',
      'supplement',
      'receipt',
      'onHold',
      'needsAttention',
      'issued',
      'received',
      'declined',
      'lapsed',
      'withdrawn',
    ].sort(),
  );
});
