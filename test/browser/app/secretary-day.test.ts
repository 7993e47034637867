import type { Page } from 'playwright-core';
import { sessionWorkflowId } from '../../../domain/ids';
import { signedIn } from '../../setup/accounts';
import { startApi, type TestApi } from '../../setup/api';
import { seats, tabTo, testBrowser, type TestBrowser } from '../../setup/browser';
import { people } from '../../setup/fixtures';
import { atRest, eventually } from '../../setup/service';
import type { Case } from '../../pages/sight/addresses';
import { drafted, vote } from '../../pages/sight/sittings';
import { isSound } from '../sound';

/** A secretary's whole day: opens a session, follows it, gets its minutes, drafts the Tờ trình. */

/** As many as must be there for a line whose nominee is one of them to reach four fifths. */
const MEMBERS = 6;
let api: TestApi;
let browser: TestBrowser;
beforeAll(async () => {
  api = await startApi({ sizes: { province: 5, unit: MEMBERS } });
  browser = await testBrowser(api.site);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await api.stop();
});

/** Fills in what a session rests on; the agenda is chosen beforehand. */
async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Tên phiên').fill(name);
  await page.getByLabel('Nhận phiếu đến').fill('2026-11-23T17:00');
  await page.getByLabel('Kết thúc khi nào').selectOption('whenAllVoted');
  await page.getByLabel('Quyết định thành lập Hội đồng').fill('Quyết định số 45/QĐ-STC ngày 02/01/2026');
  await page.getByLabel('Quy chế hoạt động').fill('Quy chế hoạt động của Hội đồng');
  await page.getByLabel('Điều khoản cho phép hình thức này').fill('khoản 3 Điều 8');
  await page.getByLabel('Người chỉ đạo lấy ý kiến').fill('Chủ tịch Hội đồng');
  await page.getByLabel('Họ và tên người thứ 1').fill('Vũ Thị Mẫu');
  await page.getByLabel('Họ và tên người thứ 2').fill('Phạm Văn Mẫu');
}

/** Presses the button of the form, by the keyboard where that is asked for. */
async function press(page: Page, name: string, keyboard: boolean): Promise<void> {
  const button = page.getByRole('main').getByRole('button', { name, exact: true });
  if (!keyboard) return await button.click();
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}

test.each(seats)('a secretary does the day, %s', async (where, width, script) => {
  // by keyboard, and with a look at each page, once
  const closely = script && width === 1280;
  const of: Case = await drafted(api, { level: 'unit', ballot: 'secret', members: MEMBERS });
  const page = await browser.open(width, { script });
  const sound = async (what: string): Promise<void> => {
    if (!closely) return;
    await isSound(page, what);
    await page.setViewportSize({ width, height: 740 });
  };
  await signedIn(page, api.site, { role: 'secretary', unit: 'U01' });

  await page.goto('/app/sessions');
  await page.getByRole('link', { name: 'Lập phiên họp, đợt lấy ý kiến' }).click();
  await sound('the ways of a session');
  await page.getByRole('link', { name: 'Lấy ý kiến bằng văn bản, phiếu kín' }).click();
  await sound('a new session');
  await fillIn(page, where);
  await press(page, 'Lưu và xem lại', closely);

  await page.getByText('gửi giấy mời có liên kết tới 6 thành viên qua thư').waitFor();
  await sound('a draft');
  await page.getByRole('link', { name: 'Bắt đầu lấy ý kiến' }).click();
  await sound('the form of opening');
  await press(page, 'Bắt đầu lấy ý kiến', closely);
  await page.getByText('Đã mở phiên; giấy mời đang được gửi.').waitFor();
  const id = decodeURIComponent(new URL(page.url()).pathname.split('/').pop()!);
  const record = () => api.site.service.store.sessions.need(id);
  await eventually(record, ({ status }) => status === 'open');
  await atRest(api.site.service.client.workflow.getHandle(sessionWorkflowId(id)));

  await page.goto(`/app/sessions/${id}`);
  await sound('an open session');
  await page.getByRole('link', { name: 'Gia hạn nhận phiếu' }).click();
  await page.getByLabel('Nhận phiếu đến').fill('2026-11-18T17:00');
  await page.getByLabel('Lý do').fill('Thêm thời gian nghiên cứu hồ sơ.');
  await press(page, 'Gia hạn nhận phiếu', false);
  await page.getByText('Thời điểm này không phù hợp với phiên.').first().waitFor();
  await sound('a refused form');
  await page.getByLabel('Nhận phiếu đến').fill('2026-11-24T17:00');
  await press(page, 'Gia hạn nhận phiếu', false);
  await page.getByText('Đã gia hạn; thành viên được báo.').waitFor();
  await page.getByRole('link', { name: 'Nguyễn Văn Mẫu C1', exact: true }).click();
  await sound('a member');
  await page.getByRole('link', { name: 'Về phiên họp' }).click();
  await page.getByRole('link', { name: 'Soạn thư về thành viên chưa gửi phiếu' }).click();
  await sound('the letters');

  for (const member of people(MEMBERS)) await vote(api, { ...of, id }, member);
  await eventually(record, ({ status, papers }) => status === 'closed' && papers !== undefined);
  await page.goto(`/app/sessions/${id}`);
  await page.getByText('Đạt tỷ lệ phiếu').first().waitFor();
  expect(await record()).toMatchObject({
    name: where,
    ballot: 'secret',
    closesAt: '2026-11-24T10:00:00.000Z',
    result: { ballots: MEMBERS },
  });
  await sound('a closed session');
  const minutes = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Biên bản họp Hội đồng (PDF)' }).click();
  expect((await minutes).suggestedFilename()).toMatch(/\.pdf$/);

  // in most offices the secretary of the council is one of its own people, who puts the list to the head too
  await signedIn(page, api.site, { role: 'office', unit: 'U01' });
  await page.goto('/app/proposals');
  await page.getByRole('link', { name: 'Lập Tờ trình' }).click();
  await sound('the authorities');
  await page.getByRole('main').getByRole('link').first().click();
  await sound('a new list');
  await page.getByLabel('Số, ký hiệu Tờ trình').fill('15/TTr-STC');
  await press(page, 'Lưu và xem lại', closely);
  await page.getByText('gửi thư có liên kết tới người ký hiện nay').waitFor();
  const { proposals } = api.site.service.store;
  const list = decodeURIComponent(new URL(page.url()).pathname.split('/').pop()!);
  const put = await proposals.need(list);
  expect(put).toMatchObject({ status: 'draft', number: '15/TTr-STC' });
  expect(put.lines.length).toBeGreaterThan(0);
  await sound('a draft of a list');
  if (!closely) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(`/app/sessions/${id}?lang=en`);
  await isSound(page, 'a session in English, dark');
});
