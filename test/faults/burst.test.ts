import { DAY_MS } from '../../domain/time';
import { moveClock } from '../../workflows/messages';
import { codeOn, textOf } from '../pages/form';
import { sheetLines } from '../pages/sitting';
import { testSite, type TestSite } from '../pages/site';
import { people } from '../setup/fixtures';
import { killableService, type KillableService } from '../setup/killable';
import { fillIn, insist, sheetsTaken } from './sheets';

const MEMBERS = 25;
const LINES = 6;
const sizes = { province: 3, unit: MEMBERS };

/**
 * Everybody sends in the same second, one of them twice; then, with the set time, five send another sheet and one comes late.
 * @param inTheMiddle happens when the first has his receipt; is told how to ask how many are still under way
 */
async function voteAtOnce(site: TestSite, inTheMiddle: (underWay: () => number) => Promise<void>): Promise<void> {
  const sitting = await sheetLines(site, LINES);
  const { session, ids } = await sitting.open('secret', { closing: 'atTime' });
  const paths = await Promise.all(people(MEMBERS).map((person) => site.token('ballot', session.id, person)));
  // all yes, but the last line no for every fifth member
  const ready = await Promise.all(paths.map((path, i) => fillIn(site, path, ids, i % 5 === 0 ? [ids.at(-1)!] : [])));

  let received = 0;
  const sending = [...ready, ready[3]!].map(async (sheet) => {
    const answer = await insist(site, sheet);
    received += 1;
    return answer;
  });
  await Promise.any(sending);
  await inTheMiddle(() => sending.length - received);
  const answers = await Promise.all(sending);
  expect(answers.map((a) => a.status)).toEqual(answers.map(() => 200));
  const codes = answers.map((a) => codeOn(a.html));
  expect(codes.at(-1)).toBe(codes[3]);
  expect(new Set(codes).size).toBe(MEMBERS);
  expect((await sheetsTaken(session)).map((s) => s.ordinal)).toEqual(ready.map(() => 1));

  // the set time comes, for the session and for the doors, while five say no to the first line after all
  const changing = await Promise.all([11, 12, 13, 14, 16].map((i) => fillIn(site, paths[i]!, ids, ids.slice(0, 1))));
  const late = await fillIn(site, paths[7]!, ids, ids);
  const offsetMs = site.service.offsetMs + 5 * DAY_MS;
  const [changed] = await Promise.all([
    Promise.all(changing.map((sheet) => insist(site, sheet))),
    session.handle.executeUpdate(moveClock, { args: [{ offsetMs }] }),
  ]);
  site.context.clock.move(offsetMs);
  const { result } = await session.reach('closed');
  const refused = await insist(site, late);
  expect(refused.status).toBe(409);
  expect(textOf(refused.html)).toContain('Việc nhận phiếu đã kết thúc');

  // whoever was told “received” is counted, and whoever was told “too late” is not
  const inTime = changed.filter((a) => a.status === 200).length;
  expect(changed.filter((a) => a.status === 409)).toHaveLength(changed.length - inTime);
  expect(await sheetsTaken(session)).toHaveLength(MEMBERS + inTime);
  expect(result?.ballots).toBe(MEMBERS);
  expect(result?.lines.map((l) => l.tally.yes)).toEqual(
    ids.map((_, i) => MEMBERS - (i === 0 ? inTime : 0) - (i === LINES - 1 ? MEMBERS / 5 : 0)),
  );
}

describe('25 members in the same second', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ sizes });
  });
  afterAll(() => site.stop());

  test('are all accepted, a form posted twice counts once, and a sheet after the set time is refused', async () => {
    await voteAtOnce(site, () => Promise.resolve());
  }, 300_000);
});

describe('25 members in the same second, with the worker killed in the middle', () => {
  let killable: KillableService;
  let site: TestSite;
  beforeAll(async () => {
    killable = await killableService(() => site.service.mails.url);
    site = await testSite({ sizes, worker: false, parts: killable.parts });
    await killable.worker.start();
  }, 300_000);
  afterAll(async () => {
    await site.stop();
    await killable.stop();
  }, 120_000);

  test('are all counted once: whoever was told “not known yet” pressed again', async () => {
    await voteAtOnce(site, async (underWay) => {
      await killable.worker.kill();
      expect(underWay()).toBeGreaterThan(0);
      await killable.worker.start();
    });
  }, 600_000);
});
