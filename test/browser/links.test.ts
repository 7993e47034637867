import { testSite, type TestSite } from '../pages/site';
import { mailedLink, seats, testBrowser, type TestBrowser } from '../setup/browser';
import { requirementsFor } from '../../domain/pack';
import { samplePack } from '../../samples/pack';
import { note, sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
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

test.each(seats)(
  'a unit mends a returned dossier from the mail, and withdraws another, %s',
  async (_where, width, script) => {
    const papers = requirementsFor(samplePack, { award: 'CSTDCS', procedure: 'normal' }).papers.map(
      ({ kind, name }) => ({
        kind,
        title: name.vi,
      }),
    );
    const docket = await sendDocket(
      site.service,
      [1, 2].map((no) => dossier('CSTDCS', no, { papers })),
    );
    const [first, second] = docket.nominations as [string, string];
    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
    await docket.reach('screening');
    const items = [{ field: 'merit', reason: 'Chưa rõ số thu', citation: 'Điều 42' }];
    await docket.act({ type: 'return', note: await note(site.service, { items }) }, [first]);
    await docket.reach('returned', [first]);

    const page = await browser.open(width, { script });
    const link = await mailedLink(site, 'unit@', `return.${docket.unitProposal}`);
    await page.goto(link);
    expect(await page.locator('.tocorrect').innerText()).toContain('Chưa rõ số thu');
    await page.getByRole('link', { name: 'Bổ sung hồ sơ số 1' }).click();
    const merit = page.locator('textarea[name="value.merit"]');
    expect(await merit.inputValue()).toContain('106,46 %');
    await page.getByLabel('Họ tên người gửi bổ sung').fill('Vũ Thị Mẫu');
    await page.getByLabel('Nội dung bổ sung đã được thủ trưởng đơn vị đồng ý').check();
    await page.getByRole('button', { name: 'Gửi bổ sung' }).click();
    // nothing has changed: it is not sent, and what was typed stands
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Họ tên người gửi bổ sung').inputValue()).toBe('Vũ Thị Mẫu');
    await merit.fill('Thu ngân sách đạt 108 % dự toán.');
    // that the head agrees is said of what is sent now, anew
    await page.getByLabel('Nội dung bổ sung đã được thủ trưởng đơn vị đồng ý').check();
    await page.getByRole('button', { name: 'Gửi bổ sung' }).click();
    await page.getByText('Đã nhận nội dung bổ sung lúc').waitFor();
    await docket.reach('screening', [first]);

    await page.goto(link);
    await page.getByRole('row').filter({ hasText: 'số 2' }).getByRole('link', { name: 'Xin rút hồ sơ' }).click();
    await page.locator('input[name=letter]').fill('215/CV-STC');
    await page.locator('input[name=letterDate]').fill('2026-11-16');
    await page.locator('textarea[name=reason]').fill('Nhân sự thay đổi');
    await page.locator('input[name=by]').fill('Vũ Thị Mẫu');
    await page.getByLabel('Rút hồ sơ này').check();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByText('Hồ sơ đã được rút lúc').waitFor();
    await docket.reach('withdrawn', [second]);

    const { nominations, audit } = site.service.store;
    expect((await nominations.need(first)).dossier.merit).toBe('Thu ngân sách đạt 108 % dự toán.');
    const trail = [...(await audit.trail(first)), ...(await audit.trail(second))];
    const own = trail.filter(({ actor }) => actor === `contact:${docket.unitProposal}`);
    expect(own.map(({ type }) => type)).toEqual(['resubmit', 'withdraw']);
  },
);

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
