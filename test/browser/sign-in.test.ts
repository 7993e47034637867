import type { Page } from 'playwright-core';
import { newAccount, signedIn } from '../setup/accounts';
import { sideways, tabTo, testBrowser, violationsOn, type TestBrowser } from '../setup/browser';
import { mailedCode, otherThan } from '../pages/app/visitor';
import { testSite, type TestSite } from '../pages/site';

/** As the proxy in front of the service says it. */
const https = { 'x-forwarded-proto': 'https' };

describe('signing in', () => {
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

  const looksRight = async (page: Page): Promise<void> => {
    expect(await violationsOn(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  };

  test.each([
    ['with a script', true],
    ['without', false],
  ])('on a phone %s: the address, a wrong code, the right one, and out again', async (_name, script) => {
    const { mail } = await newAccount(
      site,
      [{ role: 'admin' }, { role: 'unit', unit: 'U01' }],
      `phone-${String(script)}`,
    );
    const page = await browser.open(360, { script });
    await page.setExtraHTTPHeaders(https);
    await page.goto('/app');
    if (script) await looksRight(page);
    await page.getByLabel('Địa chỉ thư').fill(mail.toUpperCase());
    await page.getByRole('button', { name: 'Gửi mã' }).click();
    await page.waitForURL('**/sign-in/code');
    const code = await mailedCode(site, mail);
    await page.getByLabel('Mã sáu chữ số').fill(otherThan(code));
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('alert').getByText('Còn 4 lần nhập').waitFor();
    if (script) await looksRight(page);
    await page.getByLabel('Mã sáu chữ số').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
    await page.getByRole('button', { name: 'Đăng nhập' }).click();
    await page.getByRole('heading', { level: 1, name: 'Việc hôm nay' }).waitFor();
    if (script) await looksRight(page);
    await page.getByText('Danh mục').click();
    await page.getByRole('button', { name: /Người lập hồ sơ của đơn vị, Sở Tài chính/ }).click();
    await page.getByText('Sở Tài chính').first().waitFor();
    await page.getByText('Danh mục').click();
    if (script) await looksRight(page);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await page.getByText('Menu').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are signed out.').or(page.getByText('Đã đăng xuất.')).waitFor();
    await page.goto('/app');
    expect(page.url()).toContain('/sign-in?next=');
  });

  test.each([360, 1280])('account and access have room and no barrier at %i px', async (width) => {
    const page = await browser.open(width);
    const admin = await signedIn(page, site, { role: 'admin' });
    for (const path of [
      '/app/account',
      '/app/access',
      '/app/access/new',
      `/app/access/${admin._id}`,
      '/app/access/none',
    ]) {
      await page.goto(path);
      await looksRight(page);
    }
    await page.goto('/app/access/new');
    await page.getByLabel('Địa chỉ thư').fill('mau@tinh-d.example');
    await page.getByLabel('Họ và tên').fill('Lê Thị Mẫu');
    await page.getByRole('button', { name: 'Lưu và gửi thư mời' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'Cần ít nhất một vai trò.' }).click();
    await looksRight(page);
    expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Lê Thị Mẫu');
  });

  test('the frame is gone through by keyboard on a desk', async () => {
    const page = await browser.open(1280);
    await signedIn(page, site, { role: 'office' });
    await page.goto('/app');
    await looksRight(page);
    await tabTo(page, page.getByRole('button', { name: 'English' }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
    await tabTo(page, page.getByRole('button', { name: 'Sign out' }));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sign-in?note=signedOut');
  });
});
