import type { Page } from 'playwright-core';
import { testSite, type TestSite } from '../pages/site';
import { mailedLink, tabTo, testBrowser, type TestBrowser } from '../setup/browser';
import { votedIn } from '../setup/session';
import { openSession } from './people';

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

/** Presses Enter, and waits for the page that this leads to. */
async function enter(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}
/** Goes to a button by Tab alone, and presses it. */
async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }));
  await enter(page);
}
/** The radio buttons of a line: one stop of Tab, and the arrows within. */
const radios = (page: Page, id: string) => page.locator(`input[name="choice.${id}"]`);
const code = (page: Page): Promise<string> => page.locator('.code dd').innerText();

describe.each([
  ['on a narrow screen', 360, true],
  ['on a narrow screen without script', 360, false],
  ['on a wide screen', 1280, true],
  ['on a wide screen without script', 1280, false],
])('a member without a mouse, %s,', (_place, width, script) => {
  test('saves, agrees with the rest, reads back, goes back, sends, and changes what he sent', async () => {
    const { session, ids } = await openSession(site, { ballot: 'named' });
    const [first, second, third] = ids as [string, string, string];
    const page = await browser.open(width, { script });
    const link = await mailedLink(site, 'c2@', `invitation.${session.id}.C2`);
    await page.goto(link);

    await tabTo(page, page.locator('a.skip'));
    await page.keyboard.press('Enter');
    await tabTo(page, radios(page, first).first());
    await page.keyboard.press('Space');
    await tabTo(page, radios(page, second).first());
    await page.keyboard.press('ArrowDown');
    expect(await radios(page, second).nth(1).isChecked()).toBe(true);
    await press(page, 'Lưu tạm');
    await page.getByText('Mở lại liên kết này để tiếp tục').waitFor();
    expect(await page.locator('input:checked').count()).toBe(2);

    await press(page, 'Đồng ý với các trường hợp còn lại…');
    await page.getByText('đã áp dụng cho 1 trường hợp để trống').waitFor();
    await press(page, 'Quay lại sửa');
    await tabTo(page, radios(page, third).first());
    await page.keyboard.press('ArrowDown');
    await press(page, 'Xem lại phiếu');
    await page.getByText('Không đồng ý: 2 trường hợp').waitFor();
    await tabTo(page, page.locator('details summary'));
    await page.keyboard.press('Enter');
    expect(await page.locator('.part.yes li').first().isVisible()).toBe(true);
    expect(await votedIn(session)).toBe(0);
    await press(page, 'Gửi phiếu');
    await page.getByText('Đã ghi nhận phiếu của Ông').waitFor();
    expect(await votedIn(session)).toBe(1);
    const receipt = await code(page);

    await page.goto(link);
    await tabTo(page, page.getByRole('link', { name: 'Sửa phiếu' }));
    await enter(page);
    await tabTo(page, radios(page, second).nth(1));
    await page.keyboard.press('ArrowUp');
    // Enter in the middle of the sheet reads it back, and never sends it
    await enter(page);
    await page.getByText('Không đồng ý: 1 trường hợp').waitFor();
    expect(await page.locator('h1').innerText()).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
    await press(page, 'Gửi phiếu');
    await page.getByText('Đã ghi nhận phiếu của Ông').waitFor();
    expect(await code(page)).not.toBe(receipt);
  });
});

test('a member without a mouse declares not to vote on a line', async () => {
  const { session, ids } = await openSession(site, { ballot: 'secret' });
  const page = await browser.open(360);
  await page.goto(await mailedLink(site, 'c2@', `invitation.${session.id}.C2`));
  const own = radios(page, ids[2]!);
  for (const id of ids.slice(0, 2)) {
    await tabTo(page, radios(page, id).first());
    await page.keyboard.press('Space');
  }
  await tabTo(page, page.locator('article.line').nth(2).locator('details.recuse summary'));
  await page.keyboard.press('Enter');
  // radio buttons are one stop: back to them, and on with the arrows
  await page.keyboard.press('Shift+Tab');
  for (let i = 0; i < 3 && !(await own.last().isChecked()); i += 1) await page.keyboard.press('ArrowDown');
  expect(await own.last().isChecked()).toBe(true);
  await tabTo(page, page.locator(`input[name="reason.${ids[2]!}"]`));
  await page.keyboard.type('Là người thân');
  await press(page, 'Xem lại phiếu');
  await page.getByText('PHIẾU CHƯA ĐƯỢC GỬI').waitFor();
  expect(await page.locator('.chosen').innerText()).toContain('Là người thân');
  await press(page, 'Gửi phiếu');
  await page.getByText('Đã ghi nhận phiếu của Ông').waitFor();
  expect(await votedIn(session)).toBe(1);
});
