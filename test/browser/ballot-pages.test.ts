import type { Page } from 'playwright-core';
import { dropLine } from '../pages/sitting';
import { testSite, type TestSite } from '../pages/site';
import { testBrowser, type TestBrowser } from '../setup/browser';
import { note } from '../setup/docket';
import { moveClock } from '../../workflows/messages';
import { longName, openSession } from './people';
import { isSound, openWhole, pressPast } from './sound';

let site: TestSite;
let browser: TestBrowser;
beforeAll(async () => {
  site = await testSite();
  browser = await testBrowser(site);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const pick = (page: Page, id: string, choice: string): Promise<void> =>
  page.locator(`input[name="choice.${id}"][value="${choice}"]`).check();

describe.each(['vi', 'en'])('whatever a sheet has to say is sound in %s:', (lang) => {
  const linkOf = async (session: string, person: string): Promise<string> =>
    `${await site.token('ballot', session, person)}?lang=${lang}`;

  test('a secret sheet with a declared line, and a line that is dropped', async () => {
    const { session, ids } = await openSession(site, { ballot: 'secret' });
    const path = await linkOf(session.id, 'C2');
    const page = await browser.open(320);
    await openWhole(page, path);
    await pick(page, ids[1]!, 'recuse');
    await page.locator(`input[name="reason.${ids[1]!}"]`).fill(longName);
    await page.locator(`input[name="reason.${ids[2]!}"]`).fill('');
    await pressPast(page, 'agreeRest');
    await isSound(page, 'read-back that agrees with the rest');
    await pressPast(page, 'send');
    await isSound(page, 'receipt of a secret sheet');
    await openWhole(page, path);
    await isSound(page, 'secret sheet that was sent');
    await openWhole(page, `${path}&edit=1`);
    expect(await page.locator('article.locked').count()).toBe(1);
    await isSound(page, 'sheet with a line that was declared');

    await dropLine(site, session, ids[0]!);
    await openWhole(page, path);
    await isSound(page, 'sheet that was sent before a line was dropped');
    await openWhole(page, `${path}&edit=1`);
    expect(await page.locator('article.line').count()).toBe(2);
    await isSound(page, 'sheet without the line that was dropped');
    await pick(page, ids[2]!, 'no');
    await pressPast(page, 'review');
    await isSound(page, 'read-back without the line that was dropped');

    await session.order({ type: 'cancel', note: await note(site.service) });
    await session.reach('cancelled');
    await openWhole(page, path);
    await isSound(page, 'sheet of a session that was cancelled');
  });

  test('all choices that a regulation can know, and what lacks words', async () => {
    const rule = { other: 'countsAsNo', abstain: 'countsAsNo' } as const;
    const { session, ids } = await openSession(site, { rule });
    const page = await browser.open(320);
    await openWhole(page, await linkOf(session.id, 'C2'));
    await pick(page, ids[0]!, 'other');
    await pick(page, ids[1]!, 'recuse');
    await pick(page, ids[2]!, 'abstain');
    await isSound(page, 'sheet with every choice');
    await pressPast(page, 'review');
    expect(await page.locator('.mark').count()).toBe(2);
    await isSound(page, 'sheet that lacks words');
    await page.locator(`textarea[name="text.${ids[0]!}"]`).fill(longName);
    await page.locator(`input[name="reason.${ids[1]!}"]`).fill(longName);
    await pressPast(page, 'review');
    await isSound(page, 'read-back of every choice');
    await pressPast(page, 'send');
    await isSound(page, 'receipt of every choice');
  });

  test('what comes late, and the end for who has sent nothing', async () => {
    const { session, ids } = await openSession(site, { ballot: 'secret', closing: 'atTime' });
    const path = await linkOf(session.id, 'C2');
    const page = await browser.open(320);
    await openWhole(page, path);
    await pick(page, ids[0]!, 'no');
    await pressPast(page, 'agreeRest');
    for (const person of ['C1', 'C3']) await session.vote(person, 'yes');
    const offsetMs = site.service.offsetMs + 5 * 86_400_000;
    await session.handle.executeUpdate(moveClock, { args: [{ offsetMs }] });
    await session.reach('closed');
    await pressPast(page, 'send');
    expect(await page.locator('.note.warn').innerText()).toMatch(/đến sau thời điểm kết thúc|came after closing/);
    await isSound(page, 'sheet that came late');
    await openWhole(page, path);
    await isSound(page, 'closed session for who has sent nothing');
  });

  test('what the script adds, and what stands in its place without one', async () => {
    const { session, ids } = await openSession(site);
    const path = await linkOf(session.id, 'C2');
    const page = await browser.open(320);
    await page.route('**/b/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await openWhole(page, path);
    await pick(page, ids[1]!, 'no');
    await page.getByRole('alert').waitFor();
    await isSound(page, 'sheet that could not be saved');
    await page.locator('[data-filter]').click();
    expect(await page.locator('article.line:visible').count()).toBe(2);
    await isSound(page, 'sheet whose lines with a choice are folded away by the script');

    // the program that looks for faults is a script itself, so the browser may run it, and does not get the one of the sheet
    const plain = await browser.open(320);
    await plain.route('**/ballot.js*', (route) => route.abort());
    await openWhole(plain, path);
    await pick(plain, ids[1]!, 'no');
    expect(await plain.locator('html.js').count()).toBe(0);
    await isSound(plain, 'sheet without script');
    await pressPast(plain, 'blank');
    expect(await plain.locator('article.line').count()).toBe(2);
    await isSound(plain, 'sheet with the blank lines only');
  });

  test('a link that was replaced by a newer one', async () => {
    const { session, ids } = await openSession(site);
    const { links } = site.service.context;
    const old = await linkOf(session.id, 'C2');
    const about = { purpose: 'ballot', entity: session.id, person: 'C2' } as const;
    const fresh = await links.fresh(about, site.context.clock.now(), 'newer');
    const page = await browser.open(320);
    await openWhole(page, `/b/${links.tokenOf(fresh)}?lang=${lang}`);
    await pick(page, ids[0]!, 'no');
    await pressPast(page, 'agreeRest');
    await pressPast(page, 'send');
    expect((await page.goto(old))?.status()).toBe(404);
    await isSound(page, 'link that was replaced');
  });
});

test('a sheet is sound while nobody can say whether it was received', async () => {
  const pages = await Promise.all(
    ['vi', 'en'].map(async (lang) => {
      const { session, ids } = await openSession(site);
      return { lang, ids, page: await browser.open(320), path: await site.token('ballot', session.id, 'C2') };
    }),
  );
  await site.service.stopWorker();
  for (const { lang, ids, page, path } of pages) {
    await openWhole(page, `${path}?lang=${lang}`);
    await isSound(page, `sheet of which nobody knows whether there is an earlier one (${lang})`);
    await pick(page, ids[0]!, 'no');
    await pressPast(page, 'agreeRest');
  }
  await Promise.all(pages.map(({ page }) => pressPast(page, 'send')));
  for (const { lang, page } of pages) {
    expect(await page.getByRole('alert').innerText()).toMatch(/Chưa xác nhận được phiếu|has not been confirmed/);
    await isSound(page, `sheet of which it is not known whether it was received (${lang})`);
  }
  await site.service.startWorker();
});
