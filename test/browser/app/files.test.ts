import type { Page } from 'playwright-core';
import { testSite, type TestSite } from '../../pages/site';
import { furnishRound } from '../../pages/app/unit-round';
import { newAccount, signedIn } from '../../setup/accounts';
import { downloaded, seats, tabTo, testBrowser, type TestBrowser } from '../../setup/browser';
import { issueCertificate, issueToUnits } from '../../setup/cases';
import { tinyPdf } from '../../setup/tiny-pdf';
import { isSound } from '../sound';

/** A field for a file says in the language of the page what it is for, and shows the name of what was chosen; no words of the browser. */

let site: TestSite;
let browser: TestBrowser;
let handover: string;
let round: string;
beforeAll(async () => {
  site = await testSite({ worker: false });
  round = await furnishRound(site);
  const { verifyCode } = await issueCertificate(site.service.store, {
    serial: 91,
    authority: 'A-U01',
    award: 'CSTDCS',
  });
  handover = `/app/certificates/${verifyCode}/handover`;
  browser = await testBrowser(site);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await site.stop();
});

let visitors = 0;
async function office(width: number, script: boolean): Promise<Page> {
  const page = await browser.open(width, { script });
  await page.setExtraHTTPHeaders({ 'x-forwarded-proto': 'https', 'x-forwarded-for': `10.7.0.${(visitors += 1)}` });
  await signedIn(page, site, await newAccount(site, [{ role: 'office', unit: 'U01' }], `files-${visitors}`));
  return page;
}

/** What is shown at a field: whether the words of the page stand there, and whether those of the browser, or a name, do. */
const shown = (page: Page, selector: string) =>
  page.evaluate<[boolean, boolean]>(`(() => {
    const input = document.querySelector('${selector}');
    const words = input.previousElementSibling.querySelector('.unpicked');
    return [getComputedStyle(words).display !== 'none', getComputedStyle(input).fontSize !== '0px'];
  })()`);
const ours = [true, false];
const named = [false, true];

const file = { name: 'Phiếu nhận hiện vật đã ký, bản chụp.pdf', mimeType: 'application/pdf', buffer: tinyPdf({}) };

test.each([360, 1280])('one that may stay empty, at %i px', async (width) => {
  const page = await office(width, true);
  const input = 'input[name="paper.file"]';
  await page.goto(handover);
  await page.getByText('chưa chọn tệp').waitFor();
  expect(await shown(page, input)).toEqual(ours);
  await isSound(page, `a field for a file at ${width} px`);
  await tabTo(page, page.locator(input));
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (await chooser).setFiles(file);
  expect(await shown(page, input)).toEqual(named);
  await isSound(page, `a chosen file at ${width} px`);
  await page.locator(input).setInputFiles([]);
  expect(await shown(page, input)).toEqual(ours);
});

test('in English', async () => {
  const page = await office(1280, true);
  await page.goto(handover);
  await page.locator('.desk').getByRole('button', { name: 'English' }).click();
  await page.getByText('no file chosen').waitFor();
  expect(await shown(page, 'input[name="paper.file"]')).toEqual(ours);
});

test('several on one page, each for itself; of a draft too', async () => {
  const page = await office(1280, true);
  await page.goto(`/app/submit/new?round=${round}&award=GK&kind=person`);
  await page.getByLabel('Chọn người trong đơn vị').selectOption({ label: 'Lê Văn Mẫu, Chuyên viên' });
  await page.getByRole('button', { name: 'Bắt đầu soạn' }).click();
  await page.getByLabel('Tóm tắt thành tích').waitFor();
  const inputs = page.locator('main input[type=file]');
  await page.getByText('chưa chọn tệp').first().waitFor();
  expect(await page.getByText('chưa chọn tệp').count()).toBe(await inputs.count());
});

test.each([true, false])('one that is needed, with a script: %s', async (script) => {
  const page = await office(360, script);
  await page.goto('/verify');
  await page.locator('details.upload > summary').click();
  const input = 'input[name="file"]';
  expect(await shown(page, input)).toEqual(ours);
  await page.locator(input).setInputFiles(file);
  expect(await shown(page, input)).toEqual(named);
});

test('without a script one that may stay empty shows what was chosen, as the browser does', async () => {
  const page = await office(360, false);
  await page.goto(handover);
  const input = 'input[name="paper.file"]';
  expect(await shown(page, input)).toEqual(named);
  await page.locator(input).setInputFiles(file);
  expect(await shown(page, input)).toEqual(named);
});

const hands = ['office', 'clerk', 'clerk', 'office'] as const;
test.each(seats.map((seat, i) => [...seat, hands[i]!] as const))(
  'the certificates of a unit are handed over at once, with the scan that was signed, %s, by its role: %s',
  async (where, width, script, role) => {
    const [first, foreign, third] = await issueToUnits(site.service, {
      serial: 500 + 10 * seats.findIndex(([one]) => one === where),
      units: ['U02', 'U01'],
    });
    const page = await browser.open(width, { script });
    await signedIn(page, site, { role });
    await page.goto(`/app/decisions/${first!.decision}`);
    await page.getByRole('link', { name: 'Ghi bàn giao nhiều bằng' }).click();
    const ticks = page.locator('main input[type=checkbox][name^="line."]');
    expect([await ticks.count(), await page.locator('main input:checked').count()]).toEqual([3, 0]);
    if (script && width === 1280) await isSound(page, 'what is handed over of a decision');
    await page.getByRole('link', { name: 'Sở Tài chính', exact: true }).click();
    const checked = page.locator('main input:checked');
    expect([await checked.count(), await page.getByLabel('Người nhận').inputValue()]).toEqual([2, 'Sở Tài chính']);
    await page.getByLabel('Ngày bàn giao').fill('2026-11-01');
    await page.getByLabel('Người nhận').fill('Bà Vũ Thị Mẫu');
    await page.locator('input[name="paper.title"]').fill('Biên bản bàn giao');
    await page.locator('input[name="paper.file"]').setInputFiles(file);
    await page.getByRole('button', { name: 'Ghi bàn giao', exact: true }).click();
    // refused: nobody has been handed anything, and nothing is lost, the file neither
    await page.getByText('Ngày bàn giao không thể trước ngày của Quyết định').first().waitFor();
    const { store } = site.service;
    expect((await store.certificates.get(first!._id))!.handedOver).toBeUndefined();
    expect([await checked.count(), await page.getByLabel('Người nhận').inputValue()]).toEqual([2, 'Bà Vũ Thị Mẫu']);
    await page.getByText(file.name).waitFor();
    await page.getByLabel('Ngày bàn giao').fill('2026-11-16');
    await page.getByRole('button', { name: 'Ghi bàn giao', exact: true }).click();
    await page.getByText('Đã ghi bàn giao 2 bằng.').waitFor();

    const said = { on: '2026-11-16', to: 'Bà Vũ Thị Mẫu', by: expect.stringMatching(/^account:/) as string };
    for (const { _id } of [first!, third!])
      expect((await store.certificates.get(_id))!.handedOver).toMatchObject({ ...said, units: ['U01'] });
    expect((await store.certificates.get(foreign!._id))!.handedOver).toBeUndefined();
    const scan = 'Tệp đã ký: Biên bản bàn giao, bàn giao ngày 16/11/2026, người nhận: Bà Vũ Thị Mẫu';
    expect(await downloaded(page, scan)).toEqual({ name: file.name, bytes: file.buffer });
    // whose awards these are reads it at his own certificate, whose are not does not know of it
    await signedIn(page, site, { role: 'unit', unit: 'U01' });
    await page.goto(`/app/certificates/${third!.verifyCode}`);
    expect((await downloaded(page, scan)).bytes).toEqual(file.buffer);
    await signedIn(page, site, { role: 'unit', unit: 'U02' });
    await page.goto(`/app/decisions/${first!.decision}`);
    await page.getByText(foreign!.number).waitFor();
    expect(await page.getByText('Tệp đã ký').count()).toBe(0);
  },
  60_000,
);
