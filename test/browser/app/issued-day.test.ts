import type { Page } from 'playwright-core';
import { accountEntity } from '../../../domain/ids';
import type { CaseRecord, CertificateRecord } from '../../../platform/store';
import { testSite, type TestSite } from '../../pages/site';
import { accountFor, cookieOf, formerAccount, newAccount, signedIn } from '../../setup/accounts';
import { downloaded, seats, tabTo, testBrowser, type TestBrowser } from '../../setup/browser';
import { searchNameOf } from '../../../domain/words';
import { issueCertificate } from '../../setup/cases';
import { eventually } from '../../setup/service';
import { longName, sendProposal } from '../people';
import { isSound } from '../sound';

/** The days of those who come after the decision: an office that mends a name, a clerk, an authority, an inspector. */

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

let serial = 40;
const issue = (name: string): Promise<CertificateRecord> =>
  issueCertificate(site.service.store, {
    serial: (serial += 1),
    dossier: {
      nominee: { kind: 'person', person: 'P1', name, address: 'Bà', post: 'Chuyên viên', unitName: 'Sở Tài chính' },
    },
  });

const caseStands = (id: string, status: CaseRecord['status']): Promise<CaseRecord> =>
  eventually(
    () => site.service.store.cases.need(id),
    (one) => one.status === status,
    30_000,
  );

const mainForm = (page: Page) => page.locator('main form[method=post]');
const press = (page: Page): Promise<void> => mainForm(page).locator('button.button').first().click();
const heading = (page: Page): Promise<string> => page.locator('h1').innerText();

/** A page as it stands, sound; the window has its width again afterwards. */
async function sound(page: Page, what: string): Promise<void> {
  const size = page.viewportSize()!;
  await isSound(page, what);
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: 'light' });
}

const id = (page: Page): string => new URL(page.url()).pathname.split('/').at(-1)!;

/** Names that are told apart: each is corrected on a certificate of its own. */
const holders = ['Đặng Thị Mẫu Một', 'Bùi Thị Mẫu Một', longName, 'Lò Thị Mẫu Một'];

describe.each(seats.map((seat, i) => [...seat, holders[i]!] as const))(
  'a name on a certificate is corrected %s',
  (_where, width, script, printed) => {
    // by keyboard, and with a look at each page, once
    const closely = script && width === 1280;
    test('by the office that asks, and the clerk who gives the number', async () => {
      const certificate = await issue(printed);
      const right = `${printed} Hai`;
      const office = await browser.open(width, { script });
      await signedIn(office, site, { role: 'office' });
      await office.goto('/app/certificates');
      await office.locator('input[name=q]').fill(certificate.number);
      await office.getByRole('button', { name: 'Tìm' }).click();
      await office.getByRole('link', { name: certificate.number }).click();
      if (closely) await sound(office, 'a certificate');
      await office.getByRole('link', { name: 'Đính chính, thay thế, hủy bỏ' }).click();
      if (closely) await sound(office, 'kinds of cases');
      await office.getByRole('link', { name: 'Đính chính bằng' }).click();
      const name = office.locator('input[name="facts.name"]');
      expect(await name.inputValue()).toBe(printed);
      if (closely) {
        await sound(office, 'a new case');
        await tabTo(office, name);
        await office.keyboard.press('End');
        await office.keyboard.type(' Hai');
        await tabTo(office, office.locator('textarea[name=reason]'));
        await office.keyboard.type('In sai tên đệm');
        await tabTo(office, mainForm(office).locator('button.button').first());
        await office.keyboard.press('Enter');
        await office.getByText('CHƯA ĐƯỢC GỬI.').waitFor();
        await sound(office, 'a case read back');
        await tabTo(office, office.getByRole('button', { name: 'Gửi', exact: true }));
        await office.keyboard.press('Enter');
      } else {
        await name.fill(right);
        await office.locator('textarea[name=reason]').fill('In sai tên đệm');
        await press(office);
        await office.getByText('CHƯA ĐƯỢC GỬI.').waitFor();
        await office.getByRole('button', { name: 'Gửi', exact: true }).click();
      }
      await office.getByText('Đã lập vụ việc.').waitFor();
      const matter = id(office);
      await caseStands(matter, 'awaitingPaper');

      const clerk = await browser.open(width, { script });
      await signedIn(clerk, site, { role: 'clerk' });
      await clerk.goto('/app');
      // nothing but what waits for a number
      expect(await clerk.locator('main h2').allInnerTexts()).toEqual([expect.stringContaining('chờ cấp số')]);
      await clerk.getByRole('link', { name: matter }).click();
      await clerk.getByRole('link', { name: 'Ghi số, ngày của văn bản đã ký' }).click();
      await clerk.locator('input[name=number]').fill(`${serial}/SNV`);
      await clerk.locator('input[name=date]').fill('2026-11-16');
      if (closely) await sound(clerk, 'the number of a case');
      await press(clerk);
      await clerk.getByText('Đã ghi số; văn bản đang được phát hành.').waitFor();
      await caseStands(matter, 'done');

      await office.goto(`/app/certificates/${certificate.verifyCode}`);
      expect(await office.locator('main').innerText()).toContain(`${right} (đã in: ${printed})`);

      // by the holder's name, typed without diacritics
      await office.goto('/app/cases');
      await office.locator('input[name=q]').fill(searchNameOf(printed).split(' ').slice(0, 4).join(' '));
      await office.locator('select[name=kind]').selectOption('correction');
      await office.getByRole('button', { name: 'Tìm', exact: true }).click();
      await office.getByRole('link', { name: matter }).waitFor();
      const [list] = await Promise.all([
        office.waitForEvent('download'),
        office.getByRole('link', { name: 'Tải danh sách này (Excel)' }).click(),
      ]);
      expect(list.suggestedFilename()).toMatch(/^Danh sách vụ việc về bằng đã cấp .*\.xlsx$/);
      if (closely) {
        await office.goto(`/app/cases/${matter}?lang=en`);
        expect(await office.locator('html').getAttribute('lang')).toBe('en');
        await sound(office, 'a case that is done, in English');
        await office.goto('/app/cases?overdue=true&lang=vi');
        await sound(office, 'the list of cases with nothing in it');
        await office.goto('/app/cases');
        await sound(office, 'the list of cases');
        await office.goto('/app/certificates?status=corrected');
        await sound(office, 'the list of certificates');
      }
    }, 180_000);
  },
);

test.each(seats)(
  'a clerk enters number and date of a signed list %s',
  async (_where, width, script) => {
    const { proposal } = await sendProposal(site);
    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role: 'clerk', unit: 'U01' });
    await page.goto('/app');
    if (script && width === 1280) await sound(page, "a clerk's day");
    await page.locator(`main a[href="/app/proposals/${proposal.id}"]`).click();
    await page.locator(`main a[href$="/number"]`).click();
    // a number that is none stands there again, with a sentence
    await page.locator('input[name=number]').fill('số một');
    await press(page);
    await page.locator('[aria-invalid=true]').first().waitFor();
    if (script && width === 1280) await sound(page, 'a refused number');
    await page.locator('input[name=number]').fill(`${(serial += 1)}/TTr-STC`);
    await page.locator('input[name=date]').fill('2026-11-16');
    await press(page);
    await page.waitForURL(/done=number/);
    const { decision } = await proposal.reach('forwarded');
    const { decisions } = site.service.store;
    expect(await decisions.need(decision!)).toMatchObject({ number: `${serial}/TTr-STC`, date: '2026-11-16' });
    await page.goto('/app');
    expect(await page.locator(`main a[href="/app/proposals/${proposal.id}"]`).count()).toBe(0);
  },
  120_000,
);

test('an automatic register that is full is refused with a sentence, and asks for no number', async () => {
  const certificate = await issue('Trần Thị Mẫu');
  const { store } = site.service;
  const office = await browser.open(1280);
  await signedIn(office, site, { role: 'office' });
  await office.goto(`/app/cases/new?certificate=${certificate.verifyCode}&kind=replacement`);
  await office.locator('input[name="facts.post"]').fill('Trưởng phòng');
  await office.locator('textarea[name=reason]').fill('Ghi nhầm chức danh');
  await press(office);
  await office.getByRole('button', { name: 'Gửi', exact: true }).click();
  await office.getByText('Đã lập vụ việc.').waitFor();
  const matter = id(office);
  await caseStands(matter, 'awaitingPaper');
  const decisions = { paper: 'decision', symbol: 'QĐ-UBND', restart: 'yearly' } as const;
  const unit = site.context.pack.province.unit;
  const _id = 'QD-FULL@2026-11-16';
  await store.registers.put({
    _id,
    code: 'QD-FULL',
    unit,
    ...decisions,
    mode: 'automatic',
    maximum: 1,
    validFrom: '2026-11-16',
  });
  const clerk = await browser.open(360, { script: false });
  await signedIn(clerk, site, { role: 'clerk' });
  await clerk.goto(`/app/cases/${matter}/act/record`);
  expect(await clerk.locator('input[name=number]').count()).toBe(0);
  await clerk.locator('input[name=signer]').fill('Phạm Văn Mẫu');
  await press(clerk);
  const refusal = await clerk.getByRole('alert').innerText();
  expect(refusal).toMatch(/sổ/i);
  expect(await clerk.locator('input[name=signer]').inputValue()).toBe('Phạm Văn Mẫu');
}, 120_000);

describe('an inspector', () => {
  let certificate: CertificateRecord;
  let matter: string;
  beforeAll(async () => {
    certificate = await issue('Lê Thị Mẫu');
    const office = await browser.open(1280);
    await signedIn(office, site, { role: 'office' });
    await office.goto(`/app/cases/new?certificate=${certificate.verifyCode}&kind=complaint`);
    await office.locator('textarea[name=reason]').fill('Đơn của công dân');
    await office.locator('input[name="paper.title"]').fill('Đơn khiếu nại');
    await press(office);
    await office.getByRole('button', { name: 'Gửi', exact: true }).click();
    await office.getByText('Đã lập vụ việc.').waitFor();
    matter = id(office);
    await caseStands(matter, 'open');
  }, 60_000);

  test.each(seats)(
    'looks at everything for a time, and each look is logged, %s',
    async (where, width, script) => {
      const page = await browser.open(width, { script });
      const until = '2030-12-31';
      const account = await newAccount(site, [{ role: 'inspector', until }], where.replaceAll(' ', '-'));
      await signedIn(page, site, account);
      const seen = [
        '/app',
        `/app/certificates/${certificate.number}`,
        `/app/decisions/${certificate.decision}`,
        '/app/cases',
        `/app/cases/${matter}`,
      ];
      for (const path of seen) {
        if (path.endsWith(matter)) await page.getByRole('link', { name: matter }).click();
        else await page.goto(path);
        expect(new URL(page.url()).pathname).toBe(path);
        // there is something to read, and nothing to press
        expect((await page.locator('main').innerText()).length).toBeGreaterThan(20);
        const acts = await page.locator('main a[href*="/act/"]').count();
        expect([path, await mainForm(page).count(), acts]).toEqual([path, 0, 0]);
        if (script && width === 1280) await sound(page, `an inspector at ${path}`);
      }
      expect(await page.locator('main').innerText()).toContain('Đơn khiếu nại');
      const pack = await downloaded(page, 'Hồ sơ trọn bộ');
      expect(pack.name).toContain(matter);
      expect(pack.bytes.subarray(0, 2).toString()).toBe('PK');
      if (script && width === 1280) {
        await page.goto(`/app/decisions/${certificate.decision}?lang=en`);
        await sound(page, 'a decision in English');
      }
      const trail = await site.service.store.audit.trail(accountEntity(account._id));
      const looked = trail.flatMap(({ type, data }) => (type === 'looked' ? [data['page']] : []));
      expect(looked).toEqual(expect.arrayContaining([...seen, `/app/cases/${matter}/dossier.zip`]));
    },
    60_000,
  );

  test('writes nothing, and is out when the time is over', async () => {
    const headers = {
      cookie: await cookieOf(site, await accountFor(site, 'inspector')),
      'x-forwarded-proto': 'https',
      'sec-fetch-site': 'same-origin',
    };
    const typed = { submission: '1-0123456789', reason: 'Tôi muốn', step: 'send', printer: 'MAY' };
    for (const path of [
      '/app/cases/new',
      `/app/cases/${matter}/act/hold`,
      `/app/cases/${matter}/act/record`,
      `/app/decisions/${certificate.decision}/signed-file/record`,
      `/app/decisions/${certificate.decision}/printer-link`,
    ]) {
      expect([path, (await site.post(path, typed, headers)).status]).toEqual([path, 403]);
    }
    expect((await site.service.store.cases.need(matter)).holding).toBe(false);
    const over = await formerAccount(site, 'inspector', 'inspector-over');
    const late = await browser.open(360);
    await signedIn(late, site, over);
    await late.goto('/app/cases');
    expect(await heading(late)).toBe('Quyền truy cập đã thay đổi');
  });
});

test.each(seats)(
  'an authority answers a list behind sign-in %s',
  async (_where, width, script) => {
    const { proposal, ids } = await sendProposal(site);
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role: 'authority', unit: 'U01' });
    await page.goto('/app');
    // what waits for an answer, and nothing else
    expect(await page.locator('main section').count()).toBe(1);
    await page.locator(`main a[href="/app/proposals/${proposal.id}"]`).click();
    if (script && width === 1280) await sound(page, 'a list before the authority');
    await page.getByRole('button', { name: 'Xem lại ý kiến' }).click();
    await page.locator('[role=alert]').waitFor();
    if (script && width === 1280) await sound(page, 'an answer that was not chosen');
    const strike = page.locator(`[name="strike.${ids[1]!}"]`);
    await page.locator('details.recuse', { has: strike }).locator('summary').click();
    await strike.check();
    await page.locator(`[name="reason.${ids[1]!}"]`).fill('Đã khen năm trước');
    await page.locator('input[name=answer][value=approve]').check();
    await page.getByRole('button', { name: 'Xem lại ý kiến' }).click();
    await page.getByText('Ý KIẾN CHƯA ĐƯỢC GỬI').waitFor();
    if (script && width === 1280) await sound(page, 'an answer read back');
    // read again, nothing is lost
    await page.getByRole('button', { name: 'Quay lại sửa' }).click();
    expect(await page.locator(`[name="reason.${ids[1]!}"]`).inputValue()).toBe('Đã khen năm trước');
    await page.getByRole('button', { name: 'Xem lại ý kiến' }).click();
    await page.getByRole('button', { name: 'Gửi ý kiến' }).click();
    await page.waitForURL(/done=answer/);
    const { answer } = await proposal.reach('awaitingNumber');
    expect([answer?.kind, answer?.struckOut.map(({ nomination }) => nomination)]).toEqual(['approved', [ids[1]]]);
    await page.goto('/app');
    expect(await page.locator(`main a[href="/app/proposals/${proposal.id}"]`).count()).toBe(0);
  },
  120_000,
);
