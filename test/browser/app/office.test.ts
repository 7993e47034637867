import type { Page } from 'playwright-core';
import { signedIn } from '../../setup/accounts';
import { testBrowser, type TestBrowser } from '../../setup/browser';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { seedNominations } from '../../platform/store/seed';
import { testSite, type TestSite } from '../../pages/site';
import { longName } from '../people';
import { isSound } from '../sound';

let site: TestSite;
let browser: TestBrowser;
let docket: TestDocket;
beforeAll(async () => {
  site = await testSite();
  browser = await testBrowser(site);
  const one = dossier('GK', 1);
  docket = await sendDocket(site.service, [
    { ...one, nominee: { ...one.nominee, name: longName } },
    dossier('GK', 2),
    dossier('GK', 3),
  ]);
  await docket.reach('submitted');
  await seedNominations(site.service.database, 160);
  await site.service.store.rounds.put({
    _id: 'CT-2025',
    name: 'Đợt xét khen thưởng công trạng năm 2025',
    awardYear: 2025,
    awards: ['GK'],
    units: ['U01', 'U02'],
    deadline: '2026-11-20',
  });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** From the first page to a dossier that goes on to the next step. */
async function day(page: Page, nomination: string): Promise<void> {
  await page.goto('/app');
  await page.getByRole('link', { name: /TTr-STC/ }).click();
  await page.locator(`input[name="line.${nomination}"]`).check();
  await page.getByLabel('Số đến').fill('12');
  await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
  await page.getByText('Đã tiếp nhận 1 hồ sơ.').waitFor();
  await docket.reach('screening', [nomination]);
  await page.goto(`/app/nominations?q=${nomination}`);
  await page.getByRole('link', { name: nomination }).click();
  await page.getByRole('link', { name: 'Trả hồ sơ, nêu căn cứ' }).click();
  await page.getByLabel('Lý do', { exact: true }).fill('Chưa đủ thời gian công tác');
  await page.getByLabel('Căn cứ pháp luật').fill('khoản 1 Điều 22 Luật Thi đua, khen thưởng');
  await page.getByRole('button', { name: 'Trả hồ sơ, nêu căn cứ' }).click();
  await page.getByText('Đã trả hồ sơ.').waitFor();
  await docket.reach('declined', [nomination]);
}

test.each([
  [360, false, 0],
  [1280, true, 1],
] as const)('an office does its day at %i px, with script: %s', async (width, script, line) => {
  const page = await browser.open(width, { script });
  await signedIn(page, site, { role: 'office', unit: 'U01' });
  await day(page, docket.nominations[line]!);
});

test('every page of an office is sound, from 320 px up, in light and dark', async () => {
  const page = await browser.open(360);
  await signedIn(page, site, { role: 'office' });
  for (const path of [
    '/app',
    '/app/nominations?overdue=true',
    '/app/rounds',
    '/app/rounds/CT-2025',
    '/app/pictures',
    '/app/units',
  ]) {
    await page.goto(path);
    await isSound(page, path);
  }
  const own = await browser.open(360);
  await signedIn(own, site, { role: 'office', unit: 'U01' });
  const id = docket.nominations[2]!;
  for (const path of [
    `/app/nominations/${id}`,
    `/app/nominations/${id}/act/decline`,
    `/app/unit-proposals/${docket.unitProposal}`,
  ]) {
    await own.goto(path);
    await isSound(own, path);
  }
  // what was refused stands there again, sound too
  await own.goto(`/app/nominations/${id}/act/decline`);
  await own.evaluate('for (const f of document.forms) f.noValidate = true');
  await own.locator('main form button.button').click();
  await own.getByText('Cần có mục này.').first().waitFor();
  await isSound(own, 'a refused form');
});
