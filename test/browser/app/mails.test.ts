import type { Page } from 'playwright-core';
import { signedIn } from '../../setup/accounts';
import { seats, testBrowser, type TestBrowser } from '../../setup/browser';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { eventually } from '../../setup/service';
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
  docket = await sendDocket(site.service, [{ ...one, nominee: { ...one.nominee, name: longName } }]);
  await eventually(
    () => Promise.resolve(site.service.mails.keyed(`receipt.${docket.unitProposal}`).length),
    (n) => n === 1,
  );
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** From the list of mails to words of one's own that were looked at, saved, tested and put back. */
async function day(page: Page, kind: string): Promise<void> {
  await page.goto('/app/mails');
  await page.getByRole('link', { name: /Đã tiếp nhận Tờ trình/ }).click();
  await page.getByRole('link', { name: 'Lời văn của loại thư này' }).click();
  await page.goto(`/app/mail-texts/${kind}?text=vi`);
  await page.getByLabel('Số của trường hợp').fill(docket.unitProposal);
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.getByLabel('Lời mở đầu, sau dòng “Kính gửi”').fill('Kính chúc {unit}, <b>');
  await page.getByRole('button', { name: 'Lưu, dùng ngay' }).click();
  await page.getByText('Có mã HTML').first().waitFor();
  await page.getByLabel('Lời mở đầu, sau dòng “Kính gửi”').fill('Kính chúc {unit} nhiều thành tích.');
  await page.getByRole('button', { name: 'Xem trước' }).click();
  await page.getByText('Kính chúc Sở Tài chính nhiều thành tích.').first().waitFor();
  await page.getByRole('button', { name: 'Lưu, dùng ngay' }).click();
  await page.getByText('Đã lưu. Thư gửi từ bây giờ dùng lời văn này.').waitFor();
  await page.getByRole('button', { name: 'Gửi thử cho tôi' }).click();
  await page.getByText(/Đã gửi thư thử đến/).waitFor();
  await page.getByRole('button', { name: 'Dùng lời văn có sẵn' }).click();
  await page.getByText('Đã dùng lại.').waitFor();
}

const kinds = ['hold', 'released', 'withdrawn', 'receipt'] as const;
test.each(seats.map((seat, i) => [...seat, kinds[i]!] as const))(
  'an office changes the words of a mail, %s',
  async (_where, width, script, kind) => {
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role: 'office', unit: 'U01' });
    await day(page, kind);
  },
);

test('every page about mails is sound, from 320 px up, in light and dark', async () => {
  const page = await browser.open(360);
  await signedIn(page, site, { role: 'office', unit: 'U01' });
  const [mail] = await site.service.store.sentMails.ofEntity(docket.unitProposal);
  for (const path of [
    '/app/mails?state=accepted',
    `/app/mails/${mail!._id}`,
    '/app/mail-texts',
    `/app/mail-texts/receipt?text=vi&of=${docket.unitProposal}`,
    '/app/mail-texts/receipt?text=en&of=none',
    '/app/mail-texts/sign-in-code',
  ]) {
    await page.goto(path);
    await page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");
    await isSound(page, path);
  }
});

test('the HTML part stands as in an inbox: its styles hold under its policy, and nothing scrolls sideways', async () => {
  const page = await browser.open(360);
  await signedIn(page, site, { role: 'office', unit: 'U01' });
  await page.goto(`/app/mail-texts/receipt/preview.html?of=${docket.unitProposal}`);
  expect(await page.evaluate("getComputedStyle(document.querySelector('a.open')).borderTopWidth")).toBe('2px');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});
