import type { Page } from 'playwright-core';
import { furnishRound, LONG_NAME } from '../../pages/app/unit-round';
import { testSite, type TestSite } from '../../pages/site';
import { signedIn } from '../../setup/accounts';
import { sideways, testBrowser, violationsOn, type TestBrowser } from '../../setup/browser';
import { tinyPdf } from '../../setup/tiny-pdf';

let site: TestSite;
let browser: TestBrowser;
let round: string;
beforeEach(async () => {
  site = await testSite();
  round = await furnishRound(site);
  browser = await testBrowser(site);
});
afterEach(async () => {
  await browser.close();
  await site.stop();
});

const pdf = (name: string) => ({
  name: `${name}.pdf`,
  mimeType: 'application/pdf',
  buffer: tinyPdf({ comment: name }),
});

/** The page as it is now: nothing to scroll sideways; on a phone, where it is longest, nothing wrong by WCAG 2.2 AA in light and dark. */
async function isSound(page: Page, what: string): Promise<void> {
  const { width } = page.viewportSize()!;
  expect({ what, sideways: await sideways(page) }).toEqual({ what, sideways: 0 });
  for (const colorScheme of width === 360 ? (['dark', 'light'] as const) : []) {
    await page.emulateMedia({ colorScheme });
    expect({ what, colorScheme, violations: await violationsOn(page) }).toEqual({ what, colorScheme, violations: [] });
  }
}

test.each([
  ['on a phone', 360, true],
  ['on a phone without a script', 360, false],
  ['at a desk', 1280, true],
  ['at a desk without a script', 1280, false],
])('the day of a unit, from what it can propose to the receipt, %s', async (_where, width, script) => {
  const page = await browser.open(width, { script });
  await signedIn(page, site, { role: 'unit', unit: 'U01' });
  const sound = (what: string): Promise<void> => (script ? isSound(page, what) : Promise.resolve());
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await page.goto('/app');
  await sound('today');

  // a draft of one person
  await page.getByRole('link', { name: /cho cá nhân.*Chiến sĩ thi đua cơ sở/ }).click();
  await sound('new');
  await page.getByLabel('Chọn người trong đơn vị').selectOption({ label: 'Lê Văn Mẫu, Chuyên viên' });
  await press('Bắt đầu soạn');
  await page.getByLabel('Tóm tắt thành tích').fill('Thu ngân sách đạt 106,46 % dự toán.');
  if (script) await page.getByText(/Đã lưu lúc/).waitFor();
  else {
    await press('Lưu');
    await page.getByText('Đã lưu.').waitFor();
  }
  await sound('draft');
  await page.locator('input[name="file.achievementReport"]').setInputFiles(pdf('Báo cáo'));
  if (!script) await press('Lưu');
  await page.getByRole('link', { name: 'Báo cáo.pdf' }).waitFor();
  await sound('draft-with-paper');
  // what was typed before the file came is still there
  expect(await page.getByLabel('Tóm tắt thành tích').inputValue()).toContain('106,46');

  // a file that is no paper is refused at its place
  const program = { name: 'Biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ chạy') };
  await page.locator('input[name="file.roomMinutes"]').setInputFiles(program);
  if (!script) await press('Lưu');
  await page.locator('.place .mark').waitFor();

  // the list to tick
  await page.goto('/app/submit');
  await sound('submit');
  await page.getByRole('link', { name: /Chọn nhanh trong danh sách.*Lao động tiên tiến/ }).click();
  await sound('ticks');
  await press('Lập hồ sơ cho những người đã chọn');
  await page.getByText('Đã lập 2 hồ sơ.').waitFor();

  // each of them still needs a report
  for (const name of [LONG_NAME, 'Trần Thị Mẫu']) {
    await page.goto('/app/submit');
    await page.getByRole('link', { name, exact: true }).click();
    await page.locator('input[name="file.achievementReport"]').setInputFiles(pdf('Báo cáo'));
    if (!script) await press('Lưu');
    await page.getByRole('link', { name: 'Báo cáo.pdf' }).waitFor();
  }

  // sent with one proposal
  await page.goto(`/app/submit/send?round=${round}`);
  await page.getByRole('checkbox', { name: /Lê Văn Mẫu/ }).uncheck();
  for (const name of [LONG_NAME, 'Trần Thị Mẫu']) await page.getByRole('checkbox', { name: new RegExp(name) }).check();
  await page.getByLabel('Số Tờ trình').fill('12/TTr-STC');
  await page.locator('input[name="file.proposal"]').setInputFiles(pdf('Tờ trình'));
  await page.locator('input[name="file.roomMinutes"]').setInputFiles(pdf('Biên bản'));
  await sound('send');
  await press('Xem lại trước khi gửi');
  await page.getByRole('heading', { name: 'HỒ SƠ CHƯA ĐƯỢC GỬI' }).waitFor();
  await sound('send-review');
  await press('Gửi');
  await page.waitForURL(/\/app\/submit\/sent\/TT-2026-/);
  await page.getByText(LONG_NAME, { exact: true }).waitFor();
  await sound('sent-proposal');
  await page.goto('/app/submit/sent');
  await sound('sent');
});

test('two windows: what the other one saved is not written over, and both texts are shown', async () => {
  const mine = await browser.open(360);
  const account = await signedIn(mine, site, { role: 'unit', unit: 'U01' });
  await mine.goto(`/app/submit/new?round=${round}&award=GK&kind=person`);
  await mine.getByLabel('Chọn người trong đơn vị').selectOption({ label: 'Lê Văn Mẫu, Chuyên viên' });
  await mine.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  await mine.getByLabel('Tóm tắt thành tích').waitFor();
  const theirs = await browser.open(360);
  await signedIn(theirs, site, account);
  await theirs.goto(mine.url());
  await theirs.getByLabel('Tóm tắt thành tích').fill('Bản kia');
  await theirs.getByText(/Đã lưu lúc/).waitFor();
  await mine.getByLabel('Tóm tắt thành tích').fill('Bản này');
  await mine.getByText(/Hồ sơ vừa được lưu ở nơi khác/).waitFor();
  await mine.getByRole('button', { name: 'Lưu', exact: true }).click();
  await mine.getByText('Nội dung vừa nhập chưa được lưu.').waitFor();
  expect(await mine.getByLabel('Tóm tắt thành tích').inputValue()).toBe('Bản này');
  expect(await mine.getByText('Bản kia').isVisible()).toBe(true);
  await isSound(mine, 'conflict');
});
