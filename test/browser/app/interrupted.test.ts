import type { Page } from 'playwright-core';
import { furnishRound } from '../../pages/app/unit-round';
import { mailedCode } from '../../pages/app/visitor';
import { testSite, type TestSite } from '../../pages/site';
import { newAccount, signedIn } from '../../setup/accounts';
import { testBrowser, type TestBrowser } from '../../setup/browser';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { tinyPdf } from '../../setup/tiny-pdf';
import type { Grant } from '../../../domain/accounts';
import type { AccountRecord } from '../../../platform/store';
import { isSound } from '../sound';

/**
 * Somebody is interrupted while he types: his session ends, his role is taken away, another tab is faster, he goes back. Nothing that
 * he has typed is lost, and nothing is done that he has not pressed.
 */

let site: TestSite;
let browser: TestBrowser;
let docket: TestDocket;
let round: string;
beforeAll(async () => {
  site = await testSite();
  round = await furnishRound(site);
  browser = await testBrowser(site);
  docket = await sendDocket(
    site.service,
    Array.from({ length: 10 }, (_, i) => dossier('GK', i + 1)),
  );
  await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
  await docket.reach('screening');
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

interface Sitting {
  readonly page: Page;
  readonly account: AccountRecord;
}

let sittings = 0;
async function sitting(script: boolean, ...grants: Grant[]): Promise<Sitting> {
  const page = await browser.open(1280, { script });
  // as the proxy in front of the service says it
  await page.setExtraHTTPHeaders({ 'x-forwarded-proto': 'https', 'x-forwarded-for': `10.8.0.${(sittings += 1)}` });
  return { page, account: await signedIn(page, site, await newAccount(site, grants, `interrupted-${sittings}`)) };
}
const unit: Grant = { role: 'unit', unit: 'U01' };
const office: Grant = { role: 'office', unit: 'U01' };

const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name, exact: true }).click();
const sessionEnds = ({ account }: Sitting) => site.service.store.signIns.endAll(account._id, site.context.clock.now());

/** From the page that says that the session is over to the one that gives back what was typed. */
async function signInAgain({ page, account }: Sitting): Promise<void> {
  await page.getByText('Nội dung vừa nhập còn nguyên').waitFor();
  await page.getByLabel('Địa chỉ thư').fill(account.mail);
  await page.getByRole('button', { name: 'Gửi mã' }).click();
  await page.getByLabel('Mã sáu chữ số').fill(await mailedCode(site, account.mail));
  await page.getByRole('button', { name: 'Đăng nhập' }).click();
  await page.waitForURL('**/app/kept');
  await page.getByText('Chưa có gì được gửi.').waitFor();
}

const MERIT = 'Hai năm liên tục hoàn thành xuất sắc nhiệm vụ;\nthu ngân sách đạt 106,46 % dự toán.';

/** A fresh draft, open in its form; its id. */
async function openDraft({ page }: Sitting): Promise<string> {
  await page.goto(`/app/submit/new?round=${round}&award=GK&kind=person`);
  await page.getByLabel('Chọn người trong đơn vị').selectOption({ label: 'Lê Văn Mẫu, Chuyên viên' });
  await press(page, 'Bắt đầu soạn');
  await page.getByLabel('Tóm tắt thành tích').waitFor();
  return page.url().split('?')[0]!.split('/').at(-1)!;
}
const meritOf = async (id: string) => (await site.service.store.nominations.need(id)).dossier.merit;
const plain = (text: string) => text.replaceAll('\r\n', '\n');

/** The form by which an office declines a line, filled in. */
async function openDecline(page: Page, line: string, reason: string): Promise<void> {
  await page.goto(`/app/nominations/${line}/act/decline`);
  await page.getByLabel('Lý do', { exact: true }).fill(reason);
  await page.getByLabel('Căn cứ pháp luật').fill('khoản 1 Điều 22 Luật Thi đua, khen thưởng');
}
const decline = 'Trả hồ sơ, nêu căn cứ';
/** What a page shows of what was typed, to be copied. */
const texts = async (page: Page): Promise<string[]> => {
  const shown = await page.locator('main textarea[readonly]').all();
  return await Promise.all(shown.map(async (one) => plain(await one.inputValue())));
};
/** How often a line was declined, as its trail says. */
const declined = async (line: string) =>
  (await site.service.store.audit.trail(line)).filter(({ type }) => type === 'decline').length;

let lines = 0;
const freshLine = (): string => docket.nominations[lines++]!;

describe.each([
  ['with a script', true],
  ['without a script', false],
])('somebody who types %s', (_name, script) => {
  test('a draft, while his session ends, finds it again and sends it himself', async () => {
    const at = await sitting(script, unit);
    const { page } = at;
    const id = await openDraft(at);
    await sessionEnds(at);
    await page.getByLabel('Tóm tắt thành tích').fill(MERIT);
    if (script) await page.getByRole('alert').getByText('Phiên làm việc đã kết thúc').waitFor();
    expect(await page.getByLabel('Tóm tắt thành tích').inputValue()).toBe(MERIT);
    await press(page, 'Lưu');
    await signInAgain(at);
    if (script) {
      await page.getByText('Xem lại nội dung đã nhập').click();
      await isSound(page, 'what was kept');
    }
    expect(await meritOf(id)).toBe('');
    await press(page, 'Gửi tiếp nội dung này');
    await page.getByText('Đã lưu.').waitFor();
    expect(plain(await page.getByLabel('Tóm tắt thành tích').inputValue())).toBe(MERIT);
    expect(plain(await meritOf(id))).toBe(MERIT);
    // once: there is nothing left to be sent
    await page.goto('/app/kept');
    await page.waitForURL(/\/app$/);
  });

  test('a draft with a file, while his session ends, loses the file alone and is told so', async () => {
    const at = await sitting(script, unit);
    const { page } = at;
    const id = await openDraft(at);
    await page.getByLabel('Tóm tắt thành tích').fill(MERIT);
    await sessionEnds(at);
    const file = { name: 'Báo cáo.pdf', mimeType: 'application/pdf', buffer: tinyPdf({ comment: 'báo cáo' }) };
    await page.locator('input[name="file.achievementReport"]').setInputFiles(file);
    if (script) await page.locator('.place .mark').getByText('Phiên làm việc đã kết thúc').waitFor();
    await press(page, 'Lưu');
    await page.getByText('Riêng tệp đính kèm cần chọn lại.').waitFor();
    await signInAgain(at);
    await press(page, 'Gửi tiếp nội dung này');
    await page.getByText('Đã lưu.').waitFor();
    expect(plain(await meritOf(id))).toBe(MERIT);
  });

  test('why he declines, while his session ends, declines when he says so, and once', async () => {
    const at = await sitting(script, office);
    const line = freshLine();
    await openDecline(at.page, line, 'Chưa đủ thời gian công tác');
    await sessionEnds(at);
    await press(at.page, decline);
    await signInAgain(at);
    expect(await docket.status(line)).toBe('screening');
    await press(at.page, 'Gửi tiếp nội dung này');
    await at.page.getByText('Đã trả hồ sơ.').waitFor();
    await docket.reach('declined', [line]);
    expect(await declined(line)).toBe(1);
  });

  test('a record, while his session ends, enters it when he says so', async () => {
    const at = await sitting(script, office);
    const { page } = at;
    const code = `INT-${String(script)}`;
    await page.goto('/app/people/new');
    await page.locator('[name="code"]').fill(code);
    await page.locator('[name="name"]').fill('Vàng A Mẫu');
    await page.locator('[name="post"]').fill('Kế toán');
    await page.locator('[name="unit"]').fill('U01');
    await sessionEnds(at);
    await press(page, 'Lưu');
    await signInAgain(at);
    expect(await site.service.store.people.get(code)).toBeUndefined();
    await press(page, 'Gửi tiếp nội dung này');
    await page.getByText('Đã lưu.').waitFor();
    expect(await site.service.store.people.need(code)).toMatchObject({ name: 'Vàng A Mẫu', post: 'Kế toán' });
  });

  test('a draft, while his role is taken away, reads what he has typed; nothing is saved', async () => {
    const at = await sitting(script, unit, { role: 'clerk', unit: 'U01' });
    const { page, account } = at;
    const id = await openDraft(at);
    const { accounts } = site.service.store;
    await accounts.edit(account._id, account.version, { grants: [{ role: 'clerk', unit: 'U01' }] });
    await page.getByLabel('Tóm tắt thành tích').fill(MERIT);
    if (script) {
      await page.getByRole('alert').getByText('Vai trò đang dùng đã được thu hồi').waitFor();
      expect(await page.getByLabel('Tóm tắt thành tích').inputValue()).toBe(MERIT);
    }
    await press(page, 'Lưu');
    await page.getByText('Quyền truy cập đã thay đổi').first().waitFor();
    expect(await texts(page)).toContain(MERIT);
    if (script) await isSound(page, 'a role that was taken away');
    // with what is left to him it is still there to be copied, and not sent
    await page.getByRole('button', { name: /Văn thư/ }).click();
    await page.waitForURL('**/app/kept');
    expect(await texts(page)).toContain(MERIT);
    expect(await page.getByRole('button', { name: 'Gửi tiếp nội dung này' }).count()).toBe(0);
    expect(await meritOf(id)).toBe('');
  });

  test('why he declines, while his account is ended, reads it, and it is not done', async () => {
    const at = await sitting(script, office);
    const { page, account } = at;
    const line = freshLine();
    await openDecline(page, line, 'Chưa đủ thời gian công tác');
    await site.service.store.accounts.edit(account._id, account.version, { status: 'ended' });
    await press(page, decline);
    await page.getByText('Tài khoản này không còn được sử dụng.').waitFor();
    expect(await texts(page)).toContain('Chưa đủ thời gian công tác');
    expect(await docket.status(line)).toBe('screening');
    // the same line for the next test
    lines -= 1;
  });

  test('in two tabs, declines in the first; the second is told, and keeps what was typed', async () => {
    const { page: first } = await sitting(script, office);
    const second = await first.context().newPage();
    await second.setExtraHTTPHeaders({ 'x-forwarded-proto': 'https' });
    const line = freshLine();
    await openDecline(first, line, 'Lý do ở thẻ thứ nhất');
    await openDecline(second, line, 'Lý do ở thẻ thứ hai');
    await press(first, decline);
    await first.getByText('Đã trả hồ sơ.').waitFor();
    await docket.reach('declined', [line]);
    await press(second, decline);
    await second.getByRole('alert').first().waitFor();
    expect(await second.getByLabel('Lý do', { exact: true }).inputValue()).toBe('Lý do ở thẻ thứ hai');
    // pressed again knowingly, it is still not done twice
    await press(second, decline);
    await second.getByRole('alert').first().waitFor();
    expect(await declined(line)).toBe(1);
  });

  test('and goes back after sending, presses again and has done it once', async () => {
    const { page } = await sitting(script, office);
    const line = freshLine();
    await openDecline(page, line, 'Chưa đủ thời gian công tác');
    await press(page, decline);
    await page.getByText('Đã trả hồ sơ.').waitFor();
    await docket.reach('declined', [line]);
    await page.goBack();
    // the form stands there, as it was left or anew: what is pressed in it gets the first answer, or says what has become of it
    await page.getByLabel('Lý do', { exact: true }).fill('Chưa đủ thời gian công tác');
    await page.getByLabel('Căn cứ pháp luật').fill('khoản 1 Điều 22 Luật Thi đua, khen thưởng');
    await press(page, decline);
    await page.getByText('Đã trả hồ sơ.').or(page.getByRole('alert')).first().waitFor();
    await docket.reach('declined', [line]);
    expect(await declined(line)).toBe(1);
  });

  test('and is refused finds what he typed by going back and by loading anew, and is never asked to send it again', async () => {
    const at = await sitting(script, office);
    const { page } = at;
    const line = freshLine();
    await openDecline(page, line, 'Chưa đủ thời gian công tác');
    await page.getByLabel('Căn cứ pháp luật').fill(' ');
    await press(page, decline);
    await page.getByRole('alert').first().waitFor();
    const refused = page.url();
    const reason = () => page.getByLabel('Lý do', { exact: true }).inputValue();
    expect(await reason()).toBe('Chưa đủ thời gian công tác');
    const again = await page.reload();
    expect([again?.status(), again?.request().method(), await reason()]).toEqual([
      400,
      'GET',
      'Chưa đủ thời gian công tác',
    ]);
    await page.getByLabel('Căn cứ pháp luật').fill('khoản 1 Điều 22 Luật Thi đua, khen thưởng');
    await press(page, decline);
    await page.getByText('Đã trả hồ sơ.').waitFor();
    await docket.reach('declined', [line]);
    await page.reload();
    // the page that had refused it, and the form before it
    await page.goBack();
    expect([page.url(), await reason()]).toEqual([refused, 'Chưa đủ thời gian công tác']);
    await page.getByLabel('Căn cứ pháp luật').fill('khoản 1 Điều 22 Luật Thi đua, khen thưởng');
    await press(page, decline);
    await page.getByText('Đã trả hồ sơ.').or(page.getByRole('alert')).first().waitFor();
    expect(await declined(line)).toBe(1);

    // it is shown to nobody else, nor after the session
    const { page: other } = await sitting(script, office);
    await other.goto(refused);
    expect([other.url(), await other.getByText('Chưa đủ thời gian công tác').count()]).toEqual([
      refused.split('?')[0],
      0,
    ]);
    await sessionEnds(at);
    await page.goto(refused);
    await page.waitForURL(/\/sign-in/);
  });

  test('and goes back after sending the proposal of a unit, sends it once', async () => {
    const at = await sitting(script, unit);
    const { page } = at;
    const id = await openDraft(at);
    await page.getByLabel('Tóm tắt thành tích').fill(MERIT);
    const pdf = (name: string) => ({
      name: `${name}.pdf`,
      mimeType: 'application/pdf',
      buffer: tinyPdf({ comment: name }),
    });
    await page.locator('input[name="file.achievementReport"]').setInputFiles(pdf(`Báo cáo ${String(script)}`));
    if (!script) await press(page, 'Lưu');
    await page.getByRole('link', { name: /Báo cáo .*\.pdf/ }).waitFor();
    await page.goto(`/app/submit/send?round=${round}`);
    for (const box of await page.locator('main form input[type=checkbox][name^="draft."]').all()) await box.uncheck();
    await page.locator(`main form input[type=checkbox][name="draft.${id}"]`).check();
    await page.getByLabel('Số Tờ trình').fill(`${script ? 21 : 22}/TTr-STC`);
    await page.locator('input[name="file.proposal"]').setInputFiles(pdf(`Tờ trình ${String(script)}`));
    await page.locator('input[name="file.roomMinutes"]').setInputFiles(pdf(`Biên bản ${String(script)}`));
    await press(page, 'Xem lại trước khi gửi');
    await press(page, 'Gửi');
    await page.waitForURL(/\/app\/submit\/sent\/TT-2026-/);
    const sent = page.url().split('?')[0]!;
    // the read-back is still there to be read, and what is pressed in it again has been done already
    await page.goBack();
    await page
      .getByText(`${script ? 21 : 22}/TTr-STC`)
      .first()
      .waitFor();
    await press(page, 'Gửi');
    await page.waitForURL(/\/app\/submit\/sent\/TT-2026-/);
    expect(page.url().split('?')[0]).toBe(sent);
    const after = await page.context().newPage();
    await after.goto(`/app/submit/send?round=${round}`);
    expect(await after.locator(`[name="draft.${id}"]`).count()).toBe(0);
    await after.goto(sent);
    await after.getByText('Lê Văn Mẫu').first().waitFor();
    const { items } = await site.service.store.unitProposals.list({ unit: 'U01', round });
    expect(items.filter(({ nominations }) => nominations.includes(id)).length).toBe(1);
  });
});
