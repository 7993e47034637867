import { DAY_MS } from '../../domain/time';
import { moveClock } from '../../workflows/messages';
import { formIn, textOf } from '../pages/form';
import { sheetLines, type Sitting } from '../pages/sitting';
import { testSite, type Answer, type TestSite } from '../pages/site';
import { people } from '../setup/fixtures';
import { killableService, type KillableService } from '../setup/killable';
import { eventually } from '../setup/service';

const MEMBERS = 25;
const LINES = 6;
const sizes = { province: 3, unit: MEMBERS };

/** A read-back page of every member, ready to be sent: all yes, but the last line no for every fifth member. */
async function readyToSend(site: TestSite, session: string, ids: readonly string[]) {
  return await Promise.all(
    people(MEMBERS).map(async (person, i) => {
      const path = await site.token('ballot', session, person);
      const choices = Object.fromEntries(ids.map((id) => [`choice.${id}`, 'yes']));
      if (i % 5 === 0) choices[`choice.${ids.at(-1)!}`] = 'no';
      const page = await site.press(path, await site.get(path), 'review', choices);
      expect(page.status).toBe(200);
      return { path, page };
    }),
  );
}

const expectTally = async (opened: Awaited<ReturnType<Sitting['open']>>): Promise<void> => {
  const { result } = await opened.session.reach('closed');
  expect(result?.ballots).toBe(MEMBERS);
  expect(result?.lines.map((l) => l.tally.yes)).toEqual([
    ...Array.from({ length: LINES - 1 }, () => MEMBERS),
    MEMBERS - 5,
  ]);
};

/** Sends, and when the page says "not known yet" presses again as it asks: the same form. */
async function insist(site: TestSite, path: string, page: Answer): Promise<Answer> {
  return await eventually(
    () => site.press(path, page, 'send').catch(() => ({ ...page, status: 0 })),
    (answer) => answer.status !== 503 && answer.status !== 0,
    180_000,
  );
}

describe('25 members in the same second', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ sizes });
  });
  afterAll(() => site.stop());

  test('are all accepted, a form posted twice counts once, and a sheet after the set time gets its page', async () => {
    const sitting = await sheetLines(site, LINES);
    const opened = await sitting.open('secret', { closing: 'atTime' });
    const ready = await readyToSend(site, opened.session.id, opened.ids);
    const twice = ready[3]!;
    const late = ready[7]!;
    const { submission: _first, ...choices } = formIn(late.page.html).fields;
    const again = await site.press(late.path, await site.get(late.path), 'review', choices);
    const answers = await Promise.all([...ready, twice].map(({ path, page }) => insist(site, path, page)));
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 200));
    const codes = answers.map((a) => /Mã biên nhận[^A-Z0-9]*([A-Z0-9-]+)/.exec(textOf(a.html))?.[1]);
    expect(codes.at(-1)).toBe(codes[3]);
    expect(new Set(codes).size).toBe(MEMBERS);

    // the set time comes: for the session, and for the doors
    const offsetMs = site.service.offsetMs + 5 * DAY_MS;
    await opened.session.handle.executeUpdate(moveClock, { args: [{ offsetMs }] });
    site.context.clock.move(offsetMs);
    await opened.session.reach('closed');
    const refusedPage = await site.press(late.path, again, 'send');
    expect(refusedPage.status).toBe(409);
    expect(textOf(refusedPage.html)).toContain('Việc nhận phiếu đã kết thúc');
    await expectTally(opened);
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

  test('are all counted once: whoever was told "not known yet" pressed again', async () => {
    const sitting = await sheetLines(site, LINES);
    const opened = await sitting.open('secret');
    const ready = await readyToSend(site, opened.session.id, opened.ids);
    const sending = ready.map(({ path, page }) => insist(site, path, page));
    await new Promise((resolve) => setTimeout(resolve, 150));
    await killable.worker.kill();
    await killable.worker.start();
    const answers = await Promise.all(sending);
    expect(answers.map((a) => a.status)).toEqual(answers.map(() => 200));
    await expectTally(opened);
  }, 600_000);
});
