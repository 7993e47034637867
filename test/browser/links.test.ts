import { testSite, type TestSite } from '../pages/site';
import { mailedLink, seats, testBrowser, type TestBrowser } from '../setup/browser';
import { openSession, sendProposal } from './people';

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

test.each(seats)('an authority answers a list from the mail, one struck out, %s', async (_where, width, script) => {
  const { proposal, ids } = await sendProposal(site);
  const page = await browser.open(width, { script });
  await page.goto(await mailedLink(site, 'c1@', `toAuthority.${proposal.id}`));
  const line = page.locator('article.line').nth(1);
  expect(await line.innerText()).toContain('Hộ gia đình ông Giàng A Mẫu');
  await line.locator('summary').click();
  await line.getByText('Đưa trường hợp số 2 ra khỏi danh sách', { exact: true }).click();
  await page.getByText('với các trường hợp được giữ trong danh sách').click();
  await page.getByRole('button', { name: 'Xem lại ý kiến' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('chưa ghi lý do');
  await page.getByLabel('Lý do đưa trường hợp số 2 ra khỏi danh sách').fill('Chờ kết luận kiểm tra');
  const readBack = (await page.getByRole('button', { name: 'Xem lại ý kiến' }).boundingBox())!;
  await page.getByRole('button', { name: 'Xem lại ý kiến' }).click();

  expect(await page.locator('h1').innerText()).toContain('Ý KIẾN CHƯA ĐƯỢC GỬI');
  // a finger that taps twice does not send
  const send = (await page.getByRole('button', { name: 'Gửi ý kiến' }).boundingBox())!;
  if (width === 360) expect(send.x + send.width).toBeLessThanOrEqual(readBack.x);
  expect((await proposal.record()).status).toBe('sent');
  await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
  expect(await page.locator('h1').innerText()).toContain('Đã ghi nhận ý kiến của Ông');
  const { answer } = await proposal.reach('awaitingNumber');
  expect(answer).toMatchObject({ kind: 'approved', by: 'person:C1' });
  expect(answer!.struckOut.map((s) => s.nomination)).toEqual([ids[1]]);
});

test('who opens a dead link is sent a fresh one, which works', async () => {
  const { session } = await openSession(site, { ballot: 'secret' });
  const { links } = site.service.context;
  const path = await mailedLink(site, 'c3@', `invitation.${session.id}.C3`);
  await links.revoke({ purpose: 'ballot', entity: session.id, person: 'C3' });
  const page = await browser.open(360, { script: false });
  const answer = await page.goto(path);
  expect(answer?.status()).toBe(404);
  expect(await page.locator('input:checked').count()).toBe(0);
  await page.getByText('Gửi liên kết mới đến địa chỉ đã đăng ký với Hội đồng').click();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  expect(await page.locator('h1').innerText()).toContain('Đã ghi nhận yêu cầu.');

  await page.goto(await mailedLink(site, 'c3@', 'freshLink'));
  expect(await page.locator('article.line').count()).toBe(3);
});
