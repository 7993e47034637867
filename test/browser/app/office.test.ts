import type { Page } from 'playwright-core';
import { signedIn } from '../../setup/accounts';
import { downloaded, seats, testBrowser, type TestBrowser } from '../../setup/browser';
import { rowsOf } from '../../setup/workbook';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { seedNominations } from '../../platform/store/seed';
import { testSite, type TestSite } from '../../pages/site';
import { longName } from '../people';
import { isSound } from '../sound';

let site: TestSite;
let browser: TestBrowser;
let docket: TestDocket;
beforeAll(async () => {
  site = await testSite();
  browser = await testBrowser(site);
  const one = dossier('GK', 1);
  docket = await sendDocket(site.service, [
    { ...one, nominee: { ...one.nominee, name: longName } },
    ...seats.map((_, i) => dossier('GK', i + 2)),
  ]);
  await docket.reach('submitted');
  await seedNominations(site.service.database, 160);
  await site.service.store.rounds.put({
    _id: 'CT-2025',
    name: 'Đợt xét khen thưởng công trạng năm 2025',
    awardYear: 2025,
    awards: ['GK'],
    units: ['U01', 'U02'],
    deadline: '2026-11-20',
  });
  await furnishLists();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** From the first page to a dossier that goes on to the next step. */
async function day(page: Page, nomination: string): Promise<void> {
  await page.goto('/app');
  await page.getByRole('link', { name: /TTr-STC/ }).click();
  await page.locator(`input[name="line.${nomination}"]`).check();
  await page.getByLabel('Số đến').fill('12');
  await page.getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
  await page.getByText('Đã tiếp nhận 1 hồ sơ.').waitFor();
  await docket.reach('screening', [nomination]);
  await page.goto(`/app/nominations?q=${nomination}`);
  await page.getByRole('link', { name: nomination }).click();
  await page.getByRole('link', { name: 'Trả hồ sơ, nêu căn cứ' }).click();
  await page.getByLabel('Lý do', { exact: true }).fill('Chưa đủ thời gian công tác');
  await page.getByLabel('Căn cứ pháp luật').fill('khoản 1 Điều 22 Luật Thi đua, khen thưởng');
  await page.getByRole('button', { name: 'Trả hồ sơ, nêu căn cứ' }).click();
  await page.getByText('Đã trả hồ sơ.').waitFor();
  await docket.reach('declined', [nomination]);
}

test.each(seats.map((seat, line) => [...seat, line] as const))(
  'an office receives a dossier and returns it for good, %s',
  async (_where, width, script, line) => {
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role: 'office', unit: 'U01' });
    const nomination = docket.nominations[line]!;
    await day(page, nomination);
    await page.goto('/app/nominations?status=declined');
    await page.getByRole('link', { name: nomination }).waitFor();
    const trail = await site.service.store.audit.trail(nomination);
    expect(trail.map(({ type }) => type)).toEqual(expect.arrayContaining(['receive', 'decline']));
    expect(trail.find(({ type }) => type === 'decline')?.actor).toMatch(/^account:/);
  },
);

/** People whose names differ in their diacritics alone, and mails to some of them. */
async function furnishLists(): Promise<void> {
  const { people, sentMails } = site.service.store;
  const one = { address: 'Bà', post: 'Chuyên viên', language: 'vi' } as const;
  await people.put({ ...one, _id: 'M1', name: longName, unit: 'U01', birthDate: '1985-02-03', sex: 'female' });
  await people.put({ ...one, _id: 'M2', name: 'Công Tằng Tôn Mẫu', unit: 'U02', birthDate: '1979-05-19', sex: 'male' });
  await people.put({ ...one, _id: 'M3', name: 'Cống Tảng Tổn Mẩu', unit: 'U01', birthDate: '1990-12-01', sex: 'male' });
  const mail = { queuedAt: '2026-11-16T03:00:00.000Z', entity: 'PH-1', person: 'M1' };
  const invited = { ...mail, mail: 'invitation', subject: 'Kính mời họp Hội đồng' };
  await sentMails.queue({ ...invited, _id: 'L-1', to: 'binh@so.example' });
  await sentMails.queue({ ...invited, _id: 'L-2', to: 'anh@so.example', person: 'M2' });
  await sentMails.queue({ ...invited, _id: 'L-3', to: 'chi@so.example', queuedAt: '2025-11-16T03:00:00.000Z' });
  await sentMails.queue({ ...mail, _id: 'L-4', mail: 'reminder', to: 'anh@so.example', subject: 'Nhắc gửi phiếu' });
  for (const key of ['L-1', 'L-2', 'L-3']) await sentMails.refused(key, '550 no such mailbox');
}

/** The records that a list shows, in its order. */
const shown = async (page: Page, entry: string): Promise<string[]> => {
  const links = page.locator(`main tbody td > a[href^="/app/${entry}/"]:not([href*="/beside/"])`);
  return (await links.evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))).map((href) =>
    href.split('/').at(-1)!,
  );
};
const find = (page: Page): Promise<void> =>
  page.locator('main').getByRole('button', { name: 'Tìm', exact: true }).click();
const more = (page: Page): Promise<void> => page.locator('main').getByText('Lọc thêm').click();

test.each(seats)(
  'an office finds people and sent mails, and takes the lists along, %s',
  async (_where, width, script) => {
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role: 'office' });
    await page.goto('/app/people');
    await page.getByLabel('Tìm theo họ tên').fill('cong tang ton');
    await page.getByLabel('Sắp theo').selectOption({ label: 'Ngày sinh, lớn tuổi nhất trước' });
    await find(page);
    expect(await shown(page, 'people')).toEqual(['M2', 'M1', 'M3']);
    await page.getByLabel('Đơn vị').selectOption({ label: 'Sở Tài chính' });
    await more(page);
    await page.getByLabel('Đảo thứ tự').check();
    await find(page);
    expect(await shown(page, 'people')).toEqual(['M3', 'M1']);
    await page.getByLabel('Giới tính').selectOption({ label: 'Nữ' });
    await find(page);
    expect(await shown(page, 'people')).toEqual(['M1']);
    // what was asked for stands in the form, and the file has what the list has
    expect(await page.getByLabel('Tìm theo họ tên').inputValue()).toBe('cong tang ton');
    const people = await downloaded(page, 'Tải danh sách này (CSV)');
    expect(people.name).toMatch(/^Danh sách cá nhân .*\.csv$/);
    expect(people.bytes.toString().match(/\bM\d\b/g)).toEqual(['M1']);
    await page.getByRole('link', { name: 'Bỏ lọc' }).click();
    expect((await shown(page, 'people')).length).toBeGreaterThan(3);
    await page.getByLabel('Tìm theo họ tên').fill('khong ai');
    await find(page);
    await page.getByText('Không có mục nào.').waitFor();

    await page.goto('/app/mails');
    await page.getByLabel('Tình trạng').selectOption({ label: 'Máy chủ thư từ chối' });
    await page.getByLabel('Sắp theo').selectOption({ label: 'Địa chỉ' });
    await find(page);
    expect(await shown(page, 'mails')).toEqual(['L-2', 'L-1', 'L-3']);
    await page.getByLabel('Tìm theo địa chỉ').fill('kinh moi hoi dong');
    await more(page);
    await page.getByLabel('Năm', { exact: true }).selectOption('2026');
    await find(page);
    expect(await shown(page, 'mails')).toEqual(['L-2', 'L-1']);
    await page.getByLabel('Người nhận').fill('cong tang ton nu hoang');
    await find(page);
    expect(await shown(page, 'mails')).toEqual(['L-1']);
    const mails = await downloaded(page, 'Tải danh sách này (Excel)');
    expect(mails.name).toMatch(/^Danh sách thư đã gửi .*\.xlsx$/);
    const rows = await rowsOf(mails.bytes, 'Thư đã gửi');
    expect(rows.map((row) => row['Địa chỉ'])).toEqual(['binh@so.example']);
    // a look changes nothing, nor do nine
    expect((await site.service.store.sentMails.get('L-1'))?.status).toBe('failed');
  },
);

test('every page of an office is sound, from 320 px up, in light and dark', async () => {
  const page = await browser.open(360);
  await signedIn(page, site, { role: 'office' });
  for (const path of [
    '/app',
    '/app/nominations?overdue=true',
    '/app/rounds',
    '/app/rounds/CT-2025',
    '/app/pictures',
    '/app/units',
  ]) {
    await page.goto(path);
    await isSound(page, path);
  }
  const own = await browser.open(360);
  await signedIn(own, site, { role: 'office', unit: 'U01' });
  const id = docket.nominations.at(-1)!;
  for (const path of [
    `/app/nominations/${id}`,
    `/app/nominations/${id}/act/decline`,
    `/app/unit-proposals/${docket.unitProposal}`,
  ]) {
    await own.goto(path);
    await isSound(own, path);
  }
  // what was refused stands there again, sound too
  await own.goto(`/app/nominations/${id}/act/decline`);
  await own.evaluate('for (const f of document.forms) f.noValidate = true');
  await own.locator('main form button.button').click();
  await own.getByText('Cần có mục này.').first().waitFor();
  await isSound(own, 'a refused form');
});
