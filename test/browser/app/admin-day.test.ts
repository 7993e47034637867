import type { Page } from 'playwright-core';
import { newAccount, signedIn } from '../../setup/accounts';
import { seats, sideways, tabTo, testBrowser, violationsOn, type TestBrowser } from '../../setup/browser';
import { eventually } from '../../setup/service';
import { testSite, type TestSite } from '../../pages/site';
import { longName } from '../people';
import { isSound, pressPast } from '../sound';

/** The day of an administrator: somebody is invited, and the standing records of the province are set right. */

let site: TestSite;
let browser: TestBrowser;
beforeAll(async () => {
  site = await testSite();
  browser = await testBrowser(site);
  const one = { address: 'Bà', unit: 'U01', birthDate: '1985-02-03', language: 'vi' } as const;
  const { people } = site.service.store;
  await people.put({ ...one, _id: 'M1', name: longName, post: 'Phó Trưởng phòng Quản lý ngân sách' });
  await people.put({ ...one, _id: 'M2', name: longName.toUpperCase(), post: 'Chuyên viên' });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

/** Pages of one form are looked at in dark and in all widths once; of the others it is enough that nothing is wrong. */
const wholly = new Set(['the form of a council', 'a council', 'a refused calendar']);
async function look(page: Page, what: string): Promise<void> {
  if (wholly.has(what)) {
    await isSound(page, what);
    return;
  }
  await page.setViewportSize({ width: 360, height: 740 });
  expect({ what, violations: await violationsOn(page), sideways: await sideways(page) }).toEqual({
    what,
    violations: [],
    sideways: 0,
  });
}

const saved = (page: Page, words: string) => page.getByText(words).waitFor();
const press = (page: Page, name: string) => page.locator('main').getByRole('button', { name }).click();

/** What each day is about, so that two days do not meet. */
interface Day {
  readonly no: number;
  readonly unit: string;
  readonly council: string;
  readonly from: string;
  readonly year: number;
  readonly authority: string;
  /** The day of November from which somebody signs in the place of it. */
  readonly on: number;
}
const headOf = (no: number): string => `Phạm Văn Mẫu ${'ABCD'[no - 1]!}`;

/** @param seen looks at each page on the way */
async function day(
  page: Page,
  { no, unit, council, from, year, authority, on }: Day,
  seen: (what: string) => Promise<void>,
) {
  await page.goto('/app/access');
  await page.getByRole('link', { name: 'Thêm người sử dụng' }).click();
  await page.getByLabel('Địa chỉ thư điện tử').fill(`moi-${no}@tinh-d.example`);
  await page.getByLabel('Họ và tên').fill(longName);
  await page.locator('[name="role.0"]').selectOption('office');
  await seen('the form of an account');
  await press(page, 'Lưu và gửi thư mời');
  await page.locator('.note.ok').waitFor();

  await page.goto('/app/units?q=so');
  await seen('units');
  await page.locator(`main a[href="/app/units/${unit}"]`).click();
  await page.getByRole('link', { name: 'Sửa thông tin' }).click();
  await page.locator('[name="head.name"]').fill(headOf(no));
  await page.locator('[name="head.post"]').fill('Giám đốc');
  await page.getByLabel('Chuyên viên thụ lý').fill('M1');
  await seen('the form of a unit');
  await press(page, 'Lưu');
  await saved(page, 'Đã lưu.');
  await seen('a unit');

  await page.goto('/app/councils');
  await seen('councils');
  await page.locator(`main a[href="/app/councils/${council}"]`).click();
  await page.getByRole('link', { name: 'Ghi thành phần mới' }).click();
  await page.getByLabel('Có hiệu lực từ ngày').fill(from);
  await page.getByLabel('Số, ký hiệu văn bản').fill('12/QĐ-UBND');
  await page.getByLabel('Ngày văn bản').fill('2026-11-20');
  await page.locator('[name="member.1.person"]').fill('M1');
  await page.locator('[name="member.1.role"]').fill('Ủy viên Thường trực');
  await seen('the form of a council');
  await press(page, 'Lưu');
  await saved(page, 'Đã ghi thành phần mới.');
  await seen('a council');

  await page.goto('/app/calendars');
  await seen('calendars');
  await page.getByRole('link', { name: 'Thêm lịch của năm' }).click();
  await page.locator('[name="year"]').fill(String(year));
  await page.getByLabel('Ngày nghỉ').fill(`31/02/${year}`);
  await page.getByLabel('Căn cứ').fill('Thông báo 100/TB-BNV');
  await press(page, 'Lưu');
  await page.getByText('Không phải là một ngày có thật').first().waitFor();
  await seen('a refused calendar');
  await page.getByLabel('Ngày nghỉ').fill('');
  await press(page, 'Lưu');
  await saved(page, 'Đã lưu.');
  await seen('a calendar');

  await page.goto('/app/substitutions');
  await page.getByRole('link', { name: 'Ghi người ký thay' }).click();
  await page.locator('[name="authority"]').selectOption(authority);
  await page.getByLabel('Người ký thay').fill('Nguyen Van Mau C2');
  await page.getByLabel('Từ ngày').fill(`2026-11-${on}`);
  await page.getByLabel('Đến ngày').fill(`2026-11-${on + 4}`);
  await page.getByLabel('Số, ký hiệu văn bản').fill('55/UBND-VP');
  await page.getByLabel('Ngày văn bản').fill('2026-11-13');
  await seen('the form of a substitution');
  await press(page, 'Lưu');
  await saved(page, 'Đã ghi người ký thay.');
  await seen('substitutions');
}

const whole: Readonly<Record<(typeof seats)[number][0], Day>> = {
  'on a phone': { no: 1, unit: 'U01', council: 'HD-U01', from: '2026-12-01', year: 2031, authority: 'A-U01', on: 16 },
  'on a phone without a script': {
    ...{ no: 2, unit: 'U02', council: 'HD-TINH', from: '2026-12-02', year: 2032, authority: 'A-TINH', on: 16 },
  },
  'at a desk': { no: 3, unit: 'U01', council: 'HD-U01', from: '2026-12-03', year: 2033, authority: 'A-U01', on: 23 },
  'at a desk without a script': {
    ...{ no: 4, unit: 'U02', council: 'HD-TINH', from: '2026-12-04', year: 2034, authority: 'A-TINH', on: 23 },
  },
};

test.each(seats)(
  'an administrator does the whole day, %s; looked at once, nothing is wrong with any page of it',
  async (where, width, script) => {
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role: 'admin' });
    await day(page, whole[where], async (what) => {
      if (!script || width === 360) return;
      await look(page, what);
      await page.setViewportSize({ width, height: 740 });
      await page.emulateMedia({ colorScheme: 'light' });
    });

    const { no, unit, council, from, year, authority, on } = whole[where];
    const { store, mails } = site.service;
    const mail = `moi-${no}@tinh-d.example`;
    const account = (await store.accounts.byMail(mail))!;
    expect(account).toMatchObject({ name: longName, status: 'active', grants: [{ role: 'office' }] });
    await eventually(
      () => Promise.resolve(mails.to(mail).length),
      (count) => count === 1,
    );
    expect(await store.units.need(unit)).toMatchObject({
      handledBy: 'M1',
      head: { name: headOf(no), post: 'Giám đốc' },
    });
    expect((await store.councils.versions(council)).find(({ validFrom }) => validFrom === from)).toMatchObject({
      paper: { number: '12/QĐ-UBND', date: '2026-11-20' },
      members: expect.arrayContaining([expect.objectContaining({ person: 'M1' })]) as unknown,
    });
    expect(await store.calendars.need(year)).toMatchObject({ off: [] });
    expect((await store.authorities.need(authority)).substitutions).toContainEqual(
      expect.objectContaining({ person: 'C2', form: 'KT.', from: `2026-11-${on}`, to: `2026-11-${on + 4}` }),
    );
  },
  90_000,
);

test('pages that the day does not pass are sound too, one of each kind in English', async () => {
  const page = await browser.open(360);
  await signedIn(page, site, await newAccount(site, [{ role: 'office' }], 'records'));
  for (const path of [
    '/app/people?q=cong+tang',
    '/app/people?same=true',
    '/app/people/M1?lang=en',
    '/app/people/M1/beside/M2',
    '/app/people/M1/edit?lang=en',
    '/app/people/M1/conduct',
    '/app/registers?lang=en',
  ]) {
    await page.goto(path);
    await look(page, path);
  }
  await page.goto('/app/people/M1');
  await isSound(page, 'a person');
  await page.goto('/app/people/new');
  await pressPast(page);
  await page.getByText('Cần có mục này.').first().waitFor();
  await look(page, 'a refused person');
});

test('by keyboard alone somebody is found, and the post set right', async () => {
  const page = await browser.open(1280);
  await signedIn(page, site, { role: 'admin' });
  await page.goto('/app/people');
  await tabTo(page, page.getByLabel('Tìm theo họ tên, mã, năm sinh'));
  await page.keyboard.type('cong tang ton nu');
  await page.keyboard.press('Enter');
  await page.getByText('Có thể trùng với M2').waitFor();
  await tabTo(page, page.locator('main a[href="/app/people/M1"]'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/people\/M1$/);
  await tabTo(page, page.getByRole('link', { name: 'Sửa thông tin' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/edit$/);
  await tabTo(page, page.getByLabel('Chức vụ, chức danh'));
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Trưởng phòng');
  await page.keyboard.press('Enter');
  await saved(page, 'Đã lưu.');
  expect((await site.service.store.people.need('M1')).post).toBe('Trưởng phòng');
});
