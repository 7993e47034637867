import type { PrintedSlip } from '../../../platform/store';
import type { Tried } from '../../../platform/store/slips';
import { closeStore, openStore, refusal, times, type Opened } from './database';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const NOW = '2026-11-16T01:00:00.000Z';
const LATER = '2026-11-16T01:15:00.000Z';
const rule = { tries: 5, lockMinutes: 15 };
const slipOf = (print: string, at = NOW): PrintedSlip => ({ print, kid: 'k1', at });

let sessions = 0;
/** An elector with a printed paper; `number` is what it says. */
async function printed() {
  sessions += 1;
  const session = `S${sessions}`;
  const { electors, slips, audit } = opened.store;
  const [{ voterRef }] = (await electors.drawElectorate(session, ['C1'])) as unknown as [{ voterRef: string }];
  await slips.print(session, voterRef, slipOf('p1'));
  return {
    session,
    voterRef,
    /** Tries what is right for one printing only. */
    tryIt: (typed: string, now = NOW): Promise<Tried> =>
      slips.tryNumber(session, 'C1', {
        hash: `hash of ${typed}`,
        right: (_ref, slip) => typed === `number of ${slip.print}`,
        rule,
        now,
      }),
    state: async () => (await slips.ofMember(session, 'C1'))!,
    trail: async () => (await audit.trail(session)).map(({ type, actor, data }) => ({ type, actor, data })),
  };
}

const entry = (type: string) => ({ type, actor: 'person:C1', data: { member: 'C1' } });

test('the right number is given once and for all', async () => {
  const { tryIt, state, trail } = await printed();
  expect(await tryIt('wrong')).toEqual({ outcome: 'wrong', left: 4 });
  expect(await tryIt('number of p1')).toEqual({ outcome: 'given' });
  expect(await tryIt('wrong again')).toEqual({ outcome: 'given' });
  expect((await state()).stepUp).toEqual({ failed: 1, givenAt: NOW });
  expect(await trail()).toEqual([entry('stepUpGiven')]);
});

test('the same wrong number twice in a row, as a double click sends it, is one try', async () => {
  const { tryIt, state } = await printed();
  for (const left of [4, 4, 4]) expect(await tryIt('wrong')).toEqual({ outcome: 'wrong', left });
  expect(await tryIt('other')).toEqual({ outcome: 'wrong', left: 3 });
  expect((await state()).stepUp?.failed).toBe(2);
});

test('five wrong ones lock: the right one is not looked at until the lock ends, and the next lock is longer', async () => {
  const { tryIt, trail } = await printed();
  for (const i of [1, 2, 3, 4]) expect(await tryIt(`wrong ${i}`)).toMatchObject({ left: 5 - i });
  const until = '2026-11-16T01:15:00.000Z';
  expect(await tryIt('wrong 5')).toEqual({ outcome: 'locked', until });
  expect(await tryIt('wrong 5')).toEqual({ outcome: 'locked', until });
  expect(await tryIt('number of p1', '2026-11-16T01:14:59.999Z')).toEqual({ outcome: 'locked', until });
  for (const i of [6, 7, 8, 9]) expect(await tryIt(`wrong ${i}`, LATER)).toMatchObject({ outcome: 'wrong' });
  expect(await tryIt('wrong 10', LATER)).toEqual({ outcome: 'locked', until: '2026-11-16T01:45:00.000Z' });
  expect(await trail()).toEqual([entry('stepUpLocked'), entry('stepUpLocked')]);
});

test('the right one may be the last of a row', async () => {
  const { tryIt } = await printed();
  for (const i of [1, 2, 3, 4]) await tryIt(`wrong ${i}`);
  expect(await tryIt('number of p1')).toEqual({ outcome: 'given' });
});

test('many at the same time find out no more than one after another', async () => {
  const { tryIt, state } = await printed();
  const outcomes = (await Promise.all(times(60, (i) => tryIt(`guess ${i}`)))).map(({ outcome }) => outcome);
  expect(outcomes.filter((one) => one === 'wrong')).toHaveLength(4);
  expect(outcomes.filter((one) => one === 'locked')).toHaveLength(56);
  expect((await state()).stepUp?.failed).toBe(5);
});

test('two devices that give it at the same time are both let through, on one entry', async () => {
  const { tryIt, trail } = await printed();
  const both = await Promise.all(times(6, () => tryIt('number of p1')));
  expect(both.every(({ outcome }) => outcome === 'given')).toBe(true);
  expect(await trail()).toEqual([entry('stepUpGiven')]);
});

test('a new paper makes the old number worthless, lifts the lock, and is asked for anew', async () => {
  const { session, voterRef, tryIt, state } = await printed();
  const { slips } = opened.store;
  for (const i of times(5, (n) => n)) await tryIt(`wrong ${i}`);
  expect(await slips.print(session, voterRef, slipOf('p2', LATER))).toBe(true);
  expect(await state()).toMatchObject({ slip: { print: 'p2' } });
  expect((await state()).stepUp).toBeUndefined();
  expect(await tryIt('number of p1')).toEqual({ outcome: 'wrong', left: 4 });
  expect(await tryIt('number of p2')).toEqual({ outcome: 'given' });
  expect(await slips.print(session, voterRef, slipOf('p3', '2026-11-16T02:00:00.000Z'))).toBe(true);
  expect(await tryIt('number of p2')).toMatchObject({ outcome: 'wrong' });
});

test('the same printing twice changes nothing, and an older one is told that it is', async () => {
  const { session, voterRef, tryIt, state } = await printed();
  const { slips } = opened.store;
  await tryIt('number of p1');
  expect(await slips.print(session, voterRef, slipOf('p1'))).toBe(true);
  expect((await state()).stepUp?.givenAt).toBe(NOW);
  await slips.print(session, voterRef, slipOf('p2', LATER));
  expect(await slips.print(session, voterRef, slipOf('p1'))).toBe(false);
  expect(await slips.print(session, voterRef, slipOf('p3', LATER))).toBe(false);
  expect((await state()).slip?.print).toBe('p2');
});

test('without a paper every number is wrong, in the same words', async () => {
  const { electors, slips } = opened.store;
  const [{ voterRef }] = (await electors.drawElectorate('S-none', ['C1'])) as unknown as [{ voterRef: string }];
  const right = (): boolean => true;
  expect(await slips.tryNumber('S-none', 'C1', { hash: 'a', right, rule, now: NOW })).toEqual({
    outcome: 'wrong',
    left: 4,
  });
  await electors.forget('S-none', voterRef);
  expect((await refusal(slips.tryNumber('S-none', 'C1', { hash: 'a', right, rule, now: NOW }))).code).toBe(
    'NOT_A_MEMBER',
  );
  expect(await slips.ofMember('S-none', 'C1')).toBeUndefined();
});

test('nothing of it is left when the session ends without a count, and who is who is told without it', async () => {
  const { session, tryIt, state } = await printed();
  await tryIt('wrong');
  const { electors } = opened.store;
  expect(Object.keys((await electors.all(session))[0]!).sort()).toEqual(['_id', 'person', 'session', 'voterRef']);
  await electors.endDrafts(session);
  expect(Object.keys(await state()).sort()).toEqual(['person', 'voterRef']);
});
