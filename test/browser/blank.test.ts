import { startApi, type TestApi } from '../setup/api';
import { testBrowser, type TestBrowser } from '../setup/browser';
import { blankOverlay } from '../setup/issued';
import { isSound, openWhole, pressPast } from './sound';

let api: TestApi;
let browser: TestBrowser;
let path: string;
beforeAll(async () => {
  api = await startApi({ worker: false });
  browser = await testBrowser(api.site);
  const { printers, overlays } = api.site.service.store;
  await printers.put({ _id: 'may-in', name: 'Máy in Phòng Thi đua - Khen thưởng', nudge: { dxMm: 0, dyMm: 0 } });
  await overlays.put(blankOverlay('chung-nhan'));
  const { body } = await (await api.as('office')).post('/printers/may-in/adjust-link');
  path = new URL(body.url as string).pathname;
});
afterAll(async () => {
  await browser.close();
  await api.stop();
});

const nudge = async () => (await api.site.service.store.printers.need('may-in')).nudge;

test.each(['vi', 'en'])('the page of a blank is sound in %s, also with something wrong', async (lang) => {
  const page = await browser.open(320);
  await openWhole(page, `${path}?lang=${lang}`);
  await isSound(page, 'blank');
  await page.locator('[name="name.x"]').fill('x');
  await pressPast(page, 'save');
  await isSound(page, 'blank with a number that is none');
});

test('without a script it draws what is typed, and moves by half a millimetre', async () => {
  const page = await browser.open(1280, { script: false });
  await page.goto(path);
  await page.getByLabel('Họ tên để xem thử').fill('Công Tằng Tôn Nữ Mẫu');
  await page.locator('button[value=preview]').last().click();
  const drawn = page.locator('img.blank');
  expect(await drawn.getAttribute('src')).toContain('sample=C%C3%B4ng');
  await page.getByRole('button', { name: '→ Sang phải 0,5' }).click();
  expect(await page.getByRole('status').innerText()).toContain('Đã lưu độ dịch');
  expect(await page.getByLabel('Họ tên để xem thử').inputValue()).toBe('Công Tằng Tôn Nữ Mẫu');
  expect(await nudge()).toEqual({ dxMm: 0.5, dyMm: 0 });
});

test('with a script the picture follows what is typed, and says when it cannot', async () => {
  const page = await browser.open(360);
  await page.goto(path);
  const drawn = page.locator('img.blank');
  await page.locator('[name="name.x"]').fill('150,5');
  await page.locator('img.blank[src*="name.x=150%2C5"]').waitFor();
  await page.locator('[name="name.x"]').fill('9999');
  await page.locator('[data-unfit]').waitFor();
  expect(await drawn.getAttribute('src')).toContain('name.x=150%2C5');
});
