import type { Page } from 'playwright-core';
import { testSite, type TestSite } from '../pages/site';
import { mailedLink, testBrowser, type TestBrowser } from '../setup/browser';
import { people } from '../setup/fixtures';
import { votedIn, type TestSession } from '../setup/session';
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

const invited = (session: TestSession): Promise<string> => mailedLink(site, 'c2@', `invitation.${session.id}.C2`);
const heading = (page: Page): Promise<string> => page.locator('h1').innerText();
const code = (page: Page): Promise<string> => page.locator('.code dd').innerText();
const choose = (page: Page, id: string, choice: string): Promise<void> =>
  page.locator(`label:has(input[name="choice.${id}"][value="${choice}"])`).click();
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** The other two members say yes to everything, which ends the session; how many said yes to each line. */
async function counted(session: TestSession): Promise<number[]> {
  for (const person of people(3).filter((p) => p !== 'C2')) await session.vote(person, 'yes');
  const { result } = await session.reach('closed');
  return result!.lines.map(({ tally }) => tally.yes);
}

describe.each([
  ['on a phone', 360, true],
  ['at a desk whose browser runs no script', 1280, false],
])('a member %s', (_place, width, script) => {
  test('votes from the mail, and changes the sheet by the same link; the last one counts', async () => {
    const { session, ids } = await openSession(site);
    const [first, second, third] = ids as [string, string, string];
    const page = await browser.open(width, { script });
    const link = await invited(session);

    await page.goto(link);
    expect(await page.locator('article.line').count()).toBe(3);
    expect(await page.locator('input:checked').count()).toBe(0);
    await choose(page, first, 'yes');
    await choose(page, second, 'no');
    await press(page, 'Xem lại phiếu');
    expect(await page.getByRole('alert').innerText()).toContain('Còn 1 trường hợp chưa có ý kiến');
    await choose(page, third, 'yes');
    await press(page, 'Xem lại phiếu');

    expect(await heading(page)).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
    expect(await page.locator('.part.no').innerText()).toContain('Không đồng ý: 1 trường hợp');
    expect(await votedIn(session)).toBe(0);
    await press(page, 'Gửi phiếu');
    expect(await heading(page)).toContain('Đã ghi nhận phiếu của Ông');
    expect(await votedIn(session)).toBe(1);
    const receipt = await code(page);

    await page.goto(link);
    expect(await heading(page)).toContain('Ông đã gửi phiếu lúc');
    expect(await code(page)).toBe(receipt);
    await page.getByRole('link', { name: 'Sửa phiếu' }).click();
    expect(await page.locator('input:checked').count()).toBe(3);
    await choose(page, second, 'yes');
    await choose(page, third, 'no');
    await press(page, 'Xem lại phiếu');
    await press(page, 'Quay lại sửa');
    expect(await page.locator(`input[name="choice.${third}"]:checked`).getAttribute('value')).toBe('no');
    await press(page, 'Xem lại phiếu');
    await press(page, 'Gửi phiếu');
    expect(await code(page)).not.toBe(receipt);

    expect(await counted(session)).toEqual([3, 3, 2]);
    await page.goto(link);
    expect(await heading(page)).toContain('Việc nhận phiếu đã kết thúc');
  });

  test('agrees with the rest, except where he chose something else', async () => {
    const { session, ids } = await openSession(site);
    const page = await browser.open(width, { script });
    await page.goto(await invited(session));
    await choose(page, ids[1]!, 'no');
    // counted by the script, or by the stylesheet where there is none
    const blank = await page.evaluate<string>(
      `(() => { const b = document.querySelector('.tally .blank'); return getComputedStyle(b, '::after').content + '|' + b.textContent; })()`,
    );
    expect(blank).toBe(script ? 'none|2' : 'counter(blank)|3');
    await page.getByRole('button', { name: 'Đồng ý với các trường hợp còn lại…' }).click();
    expect(await page.locator('.part.yes').innerText()).toMatch(/đã áp dụng cho 2 trường hợp để trống, trừ: số.2/);
    await press(page, 'Gửi phiếu');
    expect(await counted(session)).toEqual([3, 2, 3]);
  });
});

test('the script counts, and shows only what is blank', async () => {
  const { session, ids } = await openSession(site);
  const page = await browser.open(360);
  await page.goto(await invited(session));
  await choose(page, ids[0]!, 'yes');
  expect(await page.locator('.tally').innerText()).toMatch(/^Còn 2 trường hợp/);
  await page.getByRole('button', { name: 'Chỉ xem trường hợp còn để trống' }).click();
  expect(await page.locator('article.line:visible').count()).toBe(2);
});

test.each([320, 360])(
  'on a phone of %i px no button moves while the sheet is saved, and a second tap on “read back” does not send',
  async (width) => {
    const { session, ids } = await openSession(site);
    const page = await browser.open(width);
    await page.goto(await invited(session));
    const placeOf = async (name: string) => (await page.getByRole('button', { name, exact: true }).boundingBox())!;
    for (const id of ids) await choose(page, id, 'yes');
    const before = await placeOf('Xem lại phiếu');
    await page.getByText('Đã lưu tạm lúc').waitFor();
    const saved = await placeOf('Xem lại phiếu');
    expect([saved.x, saved.y]).toEqual([before.x, before.y]);
    await press(page, 'Xem lại phiếu');
    const send = await placeOf('Gửi phiếu');
    expect(send.x + send.width).toBeLessThanOrEqual(saved.x + 4);
  },
);

test('what is chosen is saved as it is chosen, and shown on another device; only what could not be saved is asked about', async () => {
  const { session, ids } = await openSession(site, { ballot: 'secret' });
  const link = await invited(session);
  const phone = await browser.open(360);
  await phone.goto(link);
  await choose(phone, ids[0]!, 'no');
  await phone.getByText('Đã lưu tạm lúc').waitFor();

  const desk = await browser.open(1280);
  await desk.goto(link);
  expect(await desk.locator(`input[name="choice.${ids[0]!}"]:checked`).getAttribute('value')).toBe('no');
  expect(await desk.locator('.note').allInnerTexts()).toContainEqual(expect.stringContaining('lưu tạm lúc'));
  expect(await votedIn(session)).toBe(0);

  await phone.route('**/b/*', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await choose(phone, ids[1]!, 'yes');
  await phone.getByRole('alert').getByText('Chưa lưu tạm được').waitFor();
  const asked = phone.waitForEvent('dialog');
  const left = phone.goto('/').catch(() => undefined);
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await left;
  expect(await phone.locator('input:checked').count()).toBe(2);

  await phone.unroute('**/b/*');
  await choose(phone, ids[2]!, 'yes');
  await phone.getByText('Đã lưu tạm lúc').waitFor();
  await phone.goto('/');
  await phone.goto(link);
  expect(await phone.locator('input:checked').count()).toBe(3);
});

test('without script the button saves, and the sheet goes on where it was left', async () => {
  const { session, ids } = await openSession(site);
  const link = await invited(session);
  const page = await browser.open(360, { script: false });
  await page.goto(link);
  await choose(page, ids[0]!, 'no');
  await press(page, 'Lưu tạm');
  expect(await page.getByRole('status').first().innerText()).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
  await page.goto('/');
  await page.goto(link);
  expect(await page.locator(`input[name="choice.${ids[0]!}"]:checked`).getAttribute('value')).toBe('no');
});
