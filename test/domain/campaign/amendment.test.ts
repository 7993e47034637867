import fc from 'fast-check';
import {
  amendmentAfter,
  changesNothing,
  differenceOf,
  givenUp,
  heldAt,
  lastSettled,
  measuredBy,
  settledBy,
  signedAmendments,
  targetsFor,
  waitingAmendment,
  withProposal,
  type Amendable,
  type Amendment,
  type Commitment,
} from '../../../domain/campaign/amendment';
import type { Target } from '../../../domain/campaign/target';

const target = (code: string, aimed: string): Target => ({
  code,
  name: `Chỉ tiêu ${code}`,
  unit: 'tỷ đồng',
  target: aimed,
  direction: 'atLeast',
  source: 'Báo cáo',
});
const says = (...aimed: string[]): Commitment => ({
  titles: ['TTLDXS'],
  targets: aimed.map((one, i) => target(`CT${i + 1}`, one)),
  measures: '',
});
const at = (day: string): string => `2026-${day}T03:00:00.000Z`;

const propose = (registration: Amendable, after: Commitment, day = '05-01'): Amendable => ({
  ...registration,
  amendments: withProposal(registration, {
    no: (registration.amendments?.at(-1)?.no ?? 0) + 1,
    before: { titles: registration.titles, targets: registration.targets, measures: registration.measures },
    after,
    reason: 'Hội đồng nhân dân điều chỉnh dự toán',
    status: 'waitingForHead',
    proposed: { at: at(day), by: 'unit' },
  }),
});
const settle = (registration: Amendable, as: Amendment['status'], day: string): Amendable => {
  const { no } = waitingAmendment(registration)!;
  return { ...registration, ...settledBy(registration, { no, as, by: { at: at(day), by: 'C1' } }) };
};
const begun: Amendable = { year: 2026, ...says('100', '5') };
const goals = (targets: readonly Target[]): string[] => targets.map((one) => one.target);

describe('what differs', () => {
  test('is each title and target on either side, and the measures', () => {
    const before = says('100', '5');
    const after = { titles: ['CSTDCS'], targets: [target('CT1', '90'), target('CT3', '1')], measures: 'Kiểm tra' };
    expect(differenceOf(before, after)).toEqual({
      added: ['CSTDCS'],
      dropped: ['TTLDXS'],
      targets: [
        { before: target('CT1', '100'), after: target('CT1', '90') },
        { before: target('CT2', '5') },
        { after: target('CT3', '1') },
      ],
      measures: true,
    });
  });

  test('is nothing where only the order is another one', () => {
    const before = { ...says('100', '5'), titles: ['A', 'B'] };
    const turned = { ...before, titles: ['B', 'A'], targets: [...before.targets].reverse() };
    expect(changesNothing(differenceOf(before, turned))).toBe(true);
    expect(changesNothing(differenceOf(before, { ...before, measures: 'x' }))).toBe(false);
  });
});

describe('an amendment', () => {
  test('holds once it is signed, and not before', () => {
    const waiting = propose(begun, says('90', '5'));
    expect(goals(waiting.targets)).toEqual(['100', '5']);
    const signed = settle(waiting, 'signed', '05-20');
    expect(goals(signed.targets)).toEqual(['90', '5']);
    expect(signedAmendments(signed)).toEqual([expect.objectContaining({ nth: 1, signedAt: at('05-20') })]);
  });

  test('that came to nothing leaves what stood, and its number is never given again', () => {
    let now = begun;
    for (const as of ['sentBack', 'recalled'] as const) now = settle(propose(now, says('90')), as, '05-20');
    expect(goals(now.targets)).toEqual(['100', '5']);
    expect([now.amendments?.length, now.amendments?.[0]?.no, lastSettled(now)]).toEqual([1, 2, 2]);
    const third = propose(now, says('80'));
    expect([waitingAmendment(third)?.no, lastSettled(third)]).toEqual([3, 2]);
  });

  test('is settled once: by another number, or again, nothing is written', () => {
    const waiting = propose(begun, says('90'));
    const by = { at: at('05-20'), by: 'C1' };
    expect(settledBy(waiting, { no: 2, as: 'signed', by })).toBeUndefined();
    expect(settledBy(settle(waiting, 'signed', '05-20'), { no: 1, as: 'signed', by })).toBeUndefined();
    expect(settledBy(begun, { no: 1, as: amendmentAfter.sign, by })).toBeUndefined();
  });
});

describe('what results are measured against', () => {
  const figure = (period: 'firstHalf' | 'year', day: string) =>
    ({ target: 'CT1', period, value: '95', at: at(day), by: 'unit' }) as const;

  test('is what held when the period ended', () => {
    const may = settle(propose(begun, says('90', '5')), 'signed', '05-20');
    const both = settle(propose(may, says('80', '5'), '08-01'), 'signed', '08-10');
    expect(goals(targetsFor(both, 'firstHalf'))).toEqual(['90', '5']);
    expect(goals(targetsFor(both, 'year'))).toEqual(['80', '5']);
    expect(goals(heldAt(both, at('05-19')).targets)).toEqual(['100', '5']);
  });

  test('is said where the target has changed since the figure was entered, or changed later', () => {
    const amended = settle(propose(begun, says('90', '5'), '08-01'), 'signed', '08-10');
    const results = [figure('firstHalf', '07-01'), figure('year', '08-05')];
    const of = { ...amended, results };
    expect(measuredBy(of, target('CT1', '90'), 'year')).toEqual({
      by: { nth: 1, at: at('08-10') },
      entered: target('CT1', '100'),
    });
    expect(measuredBy(of, target('CT1', '100'), 'firstHalf')).toEqual({ now: target('CT1', '90') });
    expect(measuredBy(of, target('CT2', '5'), 'year')).toBeUndefined();
  });
});

test('whatever is proposed and said: what holds is what was signed last, and every moment has its version', () => {
  const step = fc.record({
    goal: fc.integer({ min: 1, max: 9 }),
    as: fc.constantFrom('signed' as const, 'sentBack' as const, 'recalled' as const),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let now = begun;
      const held: string[][] = [goals(begun.targets)];
      for (const [i, { goal, as }] of steps.entries()) {
        now = settle(propose(now, says(String(goal))), as, `03-0${i + 1}`);
        held.push(as === 'signed' ? [String(goal)] : held.at(-1)!);
        expect(goals(now.targets)).toEqual(held.at(-1));
        expect(lastSettled(now)).toBe(i + 1);
      }
      for (const [i, goal] of held.entries())
        expect(goals(heldAt(now, `2026-03-0${i}T12:00:00.000Z`).targets)).toEqual(goal);
    }),
  );
});

test('the code of a target that was given up by a signature stays given up', () => {
  const dropped = settle(propose(begun, says('100')), 'signed', '05-20');
  expect([...givenUp(dropped)]).toEqual(['CT2']);
  expect([...givenUp(settle(propose(dropped, says('90'), '06-01'), 'signed', '06-20'))]).toEqual(['CT2']);
  expect([...givenUp(settle(propose(begun, says('100')), 'sentBack', '05-20'))]).toEqual([]);
});
