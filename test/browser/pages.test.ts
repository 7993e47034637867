import type { Page } from 'playwright-core';
import { note, sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { testSite, type TestSite } from '../pages/site';
import { sideways, testBrowser, violationsOn, type TestBrowser } from '../setup/browser';
import { issueCertificate, longName, openSession, sendProposal } from './people';
import { isSound as pageIsSound, openWhole, pressPast } from './sound';

let site: TestSite;
let browser: TestBrowser;
let page: Page;
let code: string;
beforeAll(async () => {
  site = await testSite();
  browser = await testBrowser(site);
  page = await browser.open(320);
  code = await issueCertificate(site);
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

test('what is wrong would be found', async () => {
  await page.setContent(
    '<html lang="vi"><title>a</title><img src="a"><p style="color:#999">faint words</p>' +
      '<div style="width:500px">c</div></html>',
  );
  const found = await violationsOn(page);
  expect(found.map((violation) => violation.split(':')[0])).toEqual(['color-contrast', 'image-alt']);
  expect(await sideways(page)).toBeGreaterThan(100);
});

const isSound = (what: string): Promise<void> => pageIsSound(page, what);
const open = (path: string): Promise<void> => openWhole(page, path);
const press = (step?: string): Promise<void> => pressPast(page, step);

describe.each(['vi', 'en'])('every page is sound in %s:', (lang) => {
  test('the sheet, from the first look to what it says when all is over', async () => {
    const { session, ids } = await openSession(site, { locked: true });
    const path = `${await site.token('ballot', session.id, 'C2')}?lang=${lang}`;
    await open(path);
    await isSound('sheet');
    await press('agreeRest');
    await isSound('sheet that was to agree with all unseen');
    await press('review');
    await isSound('sheet with lines that lack something');
    await page.locator(`input[name="choice.${ids[1]!}"][value="no"]`).check();
    await page.locator(`input[name="choice.${ids[2]!}"][value="recuse"]`).check();
    await page.locator(`input[name="reason.${ids[2]!}"]`).fill(longName);
    await page.locator('button[value=draft]').click();
    await isSound('sheet that was saved');
    await open(path);
    await isSound('sheet that goes on');
    await press('review');
    await isSound('read-back');
    await press('send');
    await isSound('receipt');
    await open(path);
    await isSound('sheet that was sent');
    await open(`${path}&edit=1`);
    await isSound('sheet that is changed, with a declared line');
    for (const person of ['C1', 'C3']) await session.vote(person, 'yes');
    await session.reach('closed');
    await open(path);
    await isSound('sheet of a closed session');
  });

  test('the list that is put to an authority', async () => {
    const { proposal, ids } = await sendProposal(site);
    const path = `${await site.token('proposal', proposal.id, 'C1')}?lang=${lang}`;
    await open(path);
    await isSound('proposal');
    await page.locator(`input[name="strike.${ids[0]!}"]`).check();
    await press('review');
    await isSound('proposal that lacks something');
    await page.locator(`input[name="reason.${ids[0]!}"]`).fill(longName);
    await page.locator('input[value="approve"]').check();
    await press('review');
    await isSound('read-back of the answer');
    await press('send');
    await isSound('answer recorded');
    await proposal.reach('awaitingNumber');
    await open(path);
    await isSound('proposal that was answered');
  });

  test('the pages of a unit', async () => {
    const docket = await sendDocket(
      site.service,
      [1, 2].map((no) => {
        const plain = dossier('CSTDCS', no);
        return no === 1 ? { ...plain, nominee: { ...plain.nominee, name: longName } } : plain;
      }),
    );
    const path = await site.token('status', docket.unitProposal, 'contact');
    const [first] = docket.nominations as [string];
    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
    await docket.reach('screening');
    const items = ['merit', 'nominee', 'papers.achievementReport'].map((field) => ({
      field,
      reason: 'Chưa rõ',
      citation: 'Điều 42',
    }));
    await docket.act({ type: 'return', note: await note(site.service, { items }) }, [first]);
    await docket.reach('returned', [first]);
    await open(`${path}?lang=${lang}`);
    await isSound('status');
    await open(`${path}/1?lang=${lang}`);
    await isSound('correction');
    await press();
    await isSound('correction that lacks something');
    await open(`${path}/2/withdraw?lang=${lang}`);
    await isSound('withdrawal');
    await press();
    await isSound('withdrawal that lacks something');
  });

  test('the public pages, the dead link and a refusal', async () => {
    await open(`/?lang=${lang}`);
    await isSound('home');
    await open(`/verify?lang=${lang}`);
    await isSound('check');
    await open(`/verify?code=AAAAABBBBB&lang=${lang}`);
    await isSound('check of an unknown code');
    await open(`/verify?code=${code}&lang=${lang}`);
    await isSound('check of a valid code');
    await open(`/b/${'x'.repeat(43)}?lang=${lang}`);
    await isSound('dead link');
    await press();
    await isSound('dead link without an answer');
    await page.locator('input[value="no"]').check();
    await press();
    await isSound('dead link answered');
    await open(`/nowhere?lang=${lang}`);
    await isSound('refusal');
  });
});
