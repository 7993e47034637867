import type { Page } from 'playwright-core';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { mailedLink, tabTo, testBrowser, type TestBrowser } from '../setup/browser';
import { votedIn, type TestSession } from '../setup/session';
import { printedSlip, type Slip } from '../setup/slips';
import { openSession } from './people';
import { isSound, openWhole, pressPast } from './sound';

let api: TestApi;
let secretary: TestCaller;
let browser: TestBrowser;
beforeAll(async () => {
  api = await startApi();
  secretary = await api.as('secretary', 'U01');
  browser = await testBrowser(api.site);
});
afterAll(async () => {
  await browser.close();
  await api.stop();
});

/** A session with step-up; its second member holds the paper. */
async function opened(): Promise<{
  readonly session: TestSession;
  readonly slip: Slip & { readonly number: string };
  readonly wrong: string;
}> {
  const { session } = await openSession(api.site, { ballot: 'secret', stepUp: true });
  const { number, ...slip } = await printedSlip(secretary, session.id, 'C2');
  const wrong = String((Number(number) + 1) % 1_000_000).padStart(6, '0');
  return { session, slip: { ...slip, number: number! }, wrong };
}

const heading = (page: Page): Promise<string> => page.locator('h1').innerText();
const field = (page: Page) => page.getByLabel('Mã số trên giấy mời');
const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

async function readBack(page: Page): Promise<void> {
  await page.locator('label:has(input[name=seen])').click();
  await press(page, 'Đồng ý với các trường hợp còn lại…');
}

describe.each([
  ['on a phone, from the QR code of his paper', 360, true],
  ['at a desk whose browser runs no script, from his mail', 1280, false],
])('a member %s', (_place, width, script) => {
  test('gives the number once, loses nothing by a wrong one, and is asked no more', async () => {
    const { session, slip, wrong } = await opened();
    const page = await browser.open(width, { script });
    await page.goto(script ? slip.path : await mailedLink(api.site, 'c2@', `invitation.${session.id}.C2`));
    expect(await page.locator('.note').allInnerTexts()).toContainEqual(expect.stringContaining('được in sau cùng lúc'));
    await readBack(page);
    expect(await field(page).inputValue()).toBe('');

    await press(page, 'Gửi phiếu');
    expect(await page.getByRole('alert').innerText()).toContain('chưa nhập đủ 6 chữ số');
    await page.getByRole('link', { name: 'Đến ô mã số' }).click();
    await field(page).fill(wrong);
    await press(page, 'Gửi phiếu');
    expect(await page.getByRole('alert').innerText()).toMatch(/mã số chưa đúng.*còn 4 lần/s);
    expect(await heading(page)).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
    expect(await field(page).inputValue()).toBe('');
    expect(await page.locator('.part.yes').innerText()).toContain('Đồng ý: 3 trường hợp');

    // back to the sheet and forth again, with the field filled in
    await field(page).fill(slip.number);
    await press(page, 'Quay lại sửa');
    expect(await page.locator('input[type=radio]:checked').count()).toBe(3);
    await press(page, 'Xem lại phiếu');
    await field(page).fill(`${slip.number.slice(0, 3)} ${slip.number.slice(3)}`);
    await press(page, 'Gửi phiếu');
    expect(await heading(page)).toContain('Đã ghi nhận phiếu của Ông');
    expect(await votedIn(session)).toBe(1);

    const other = await browser.open(width, { script });
    await other.goto(`${slip.path}?edit=1`);
    await readBack(other);
    expect(await field(other).count()).toBe(0);
    await press(other, 'Gửi phiếu');
    expect(await heading(other)).toContain('Đã ghi nhận phiếu của Ông');
  });
});

test('a member without a mouse finds the field, hears what it is and what was wrong, and sends by Enter', async () => {
  const { session, slip, wrong } = await opened();
  const page = await browser.open(360);
  await page.goto(slip.path);
  await readBack(page);
  await tabTo(page, field(page));
  await page.keyboard.type(wrong);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  const described = await page.evaluate<string>(
    "document.querySelector('#number').getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' ')",
  );
  expect(described).toContain('mã số chưa đúng');
  expect(described).toContain('Gồm 6 chữ số');
  expect(await field(page).getAttribute('aria-invalid')).toBe('true');
  await tabTo(page, field(page));
  await page.keyboard.type(slip.number);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  expect(await heading(page)).toContain('Đã ghi nhận phiếu của Ông');
  expect(await votedIn(session)).toBe(1);
});

test('whoever has the link alone, and presses whatever there is, sends nothing', async () => {
  const { session, slip } = await opened();
  const robot = await browser.open(1280);
  await robot.goto(slip.path);
  await readBack(robot);
  for (let i = 0; i < 6; i += 1) {
    const [first] = await robot.locator('main form[method=post] button').all();
    await Promise.all([robot.waitForEvent('load'), first!.click()]);
    expect(await heading(robot)).toContain('PHIẾU CHƯA ĐƯỢC GỬI');
  }
  for (const guess of ['000000', '111111', '123456', '654321', '999999']) {
    await robot.locator('#number').fill(guess);
    await pressPast(robot, 'send');
  }
  expect(await robot.getByRole('alert').innerText()).toContain('tạm khóa đến');
  expect(await votedIn(session)).toBe(0);
});

test.each(['vi', 'en'])('every page with a number is sound in %s', async (lang) => {
  const { session, slip, wrong } = await opened();
  const page = await browser.open(320);
  const path = `${slip.path}?lang=${lang}`;
  await openWhole(page, path);
  await isSound(page, 'sheet that announces the number');
  await page.locator('input[name=seen]').check();
  await pressPast(page, 'agreeRest');
  await isSound(page, 'read-back that asks for the number');
  await pressPast(page, 'send');
  await isSound(page, 'number missing');
  for (let i = 0; i < 5; i += 1) {
    await page.locator('#number').fill(String((Number(wrong) + i) % 1_000_000).padStart(6, '0'));
    await pressPast(page, 'send');
    if (i === 0) await isSound(page, 'number wrong');
  }
  await isSound(page, 'number locked');
  const fresh = await printedSlip(secretary, session.id, 'C2');
  await page.locator('#number').fill(fresh.number!);
  await pressPast(page, 'send');
  await openWhole(page, path);
  await isSound(page, 'sheet that was sent, of a member with a paper');
});
