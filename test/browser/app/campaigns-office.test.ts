import type { Page } from 'playwright-core';
import { signedIn } from '../../setup/accounts';
import { seats, testBrowser, type TestBrowser } from '../../setup/browser';
import { campaignRecord, launched, registrationRecord } from '../../setup/campaigns';
import { campaignEntity } from '../../../domain/ids';
import { START } from '../../setup/fixtures';
import { eventually } from '../../setup/service';
import { testSite, type TestSite } from '../../pages/site';
import { longName } from '../people';
import { isSound, openWhole, pressPast } from '../sound';

/** The year of the office that launches campaigns, in a real browser. */

let site: TestSite;
let browser: TestBrowser;
beforeAll(async () => {
  site = await testSite();
  browser = await testBrowser(site);
  const { store } = site.service;
  await store.units.put({ ...(await store.units.need('U02')), name: `Sở Nội vụ và ${longName}` });
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const press = (page: Page) => page.locator('main form[method=post] button.button').click();

test.each(seats)('the office plans a campaign and moves its days, %s', async (_where, width, script) => {
  const code = `TD-${width}${script ? '-S' : ''}`;
  const page = await browser.open(width, { script });
  await signedIn(page, site, { role: 'office' });
  await page.goto('/app/campaigns');
  await page.getByRole('link', { name: 'Lập phong trào thi đua' }).click();
  const typed = {
    'Mã phong trào': code,
    'Tên phong trào': `Thi đua hoàn thành thắng lợi nhiệm vụ năm 2027 của ${longName}`,
    'Mục đích': 'Hoàn thành nhiệm vụ',
    'Phạm vi': 'Các sở, ban, ngành',
    'Đối tượng': 'Tập thể, cá nhân',
    'Nội dung, tiêu chí': 'Theo chỉ tiêu đăng ký',
    'Kế hoạch': 'Phát động tháng 01',
    'Biện pháp': 'Kiểm tra, nêu gương',
    'Phát động': '2026-11-16',
    'Hạn đăng ký': '2027-01-30',
    'Sơ kết': '2027-07-05',
    'Tổng kết': '2027-11-15',
    'Mở nhận hồ sơ': '2027-11-16',
    'Hạn nhận hồ sơ': '2027-11-30',
    'Báo cáo thống kê': '2027-12-15',
    'Kết thúc': '2027-12-31',
  };
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel('Chiến sĩ thi đua cơ sở').check();
  await press(page);
  await page.getByText('Đã lập phong trào').waitFor();
  await eventually(
    () => site.service.store.campaigns.need(code),
    (one) => one.status === 'running',
  );
  await page.reload();
  await page.getByRole('link', { name: 'Điều chỉnh các mốc thời gian' }).click();
  await page.getByLabel('Hạn nhận hồ sơ', { exact: true }).fill('2027-12-03');
  await press(page);
  await page.getByText('muộn hơn 3 ngày').waitFor();
  await page.getByLabel('Lý do').fill('Tỉnh ủy triệu tập hội nghị');
  await press(page);
  await page.getByText('Đã ghi nhận việc điều chỉnh').waitFor();
  await page.getByRole('link', { name: 'Sửa nội dung phong trào' }).click();
  await page.getByLabel('Nội dung, tiêu chí', { exact: true }).fill('Theo bộ tiêu chí mới');
  await page.getByLabel('Lý do').fill('Kế hoạch số 15/KH-UBND');
  await press(page);
  await page.getByText('Đã ghi nội dung mới').waitFor();
  await page.getByText('Kế hoạch số 15/KH-UBND').waitFor();
  const plan = await site.service.store.campaigns.need(code);
  expect(plan).toMatchObject({
    status: 'running',
    awards: ['CSTDCS'],
    texts: { aims: 'Hoàn thành nhiệm vụ', criteria: 'Theo bộ tiêu chí mới' },
    asked: { registrationCloses: '2027-01-30', roundCloses: '2027-12-03', end: '2027-12-31' },
  });
  const trail = await site.service.store.audit.trail(campaignEntity(code));
  expect(trail.map(({ type }) => type)).toEqual(['created', 'reached', 'changeDates', 'textsChanged']);
});

test.each(seats)('the office writes the standings of a block, %s', async (_where, width, script) => {
  const { units } = site.service.store;
  const block = {
    ...(await units.need('U01')),
    _id: `K${width}${script ? 'S' : ''}`,
    name: `Khối thi đua ${width} ${script ? 'Một' : 'Hai'}`,
    kind: 'block' as const,
  };
  await units.put(block);
  // a unit is ranked once a year
  const [year, member] = [script ? 2025 : 2024, width === 360 ? 'U01' : 'U02'];
  const page = await browser.open(width, { script });
  await signedIn(page, site, { role: 'office' });
  await page.goto('/app/campaigns');
  await page.getByRole('link', { name: 'Xếp hạng cụm, khối thi đua' }).click();
  await page.getByRole('link', { name: `Xếp hạng cụm, khối thi đua năm ${year}` }).click();
  await page.getByRole('link', { name: block.name }).click();
  await page.getByRole('link', { name: 'Ghi xếp hạng' }).click();
  await page.getByLabel('Số, ký hiệu văn bản').fill('07/BB');
  await page.getByLabel('Ngày văn bản').fill('2026-01-15');
  const first = page.locator('fieldset', { hasText: 'Đơn vị 1' }).first();
  await first.getByLabel('Đơn vị (mã hoặc tên)').fill(member === 'U01' ? 'Sở Tài chính' : member);
  await first.getByLabel('Hạng').fill('1');
  await first.getByLabel('Điểm').fill('98,5');
  await first.getByLabel('Dẫn đầu').check();
  await press(page);
  await page.getByText('Đã lưu xếp hạng').waitFor();
  await page.getByText('98,5').waitFor();
  const ranked = { about: `units/${member}`, rank: 1, points: '98.5', leads: true };
  expect(await site.service.store.facts.standings(block._id, year)).toMatchObject([ranked]);
});

test('every form of the office is sound, filled in and refused, from 320 px up, in light and dark', async () => {
  const asked = { ...campaignRecord('TD-2027').asked, launch: '2026-11-16' };
  const campaign = await launched(site.service, campaignRecord('TD-2027', { asked }));
  await campaign.reach((one) => one.status === 'running');
  const { store } = site.service;
  await store.units.put({ ...(await store.units.need('U01')), _id: 'K9', name: `Khối ${longName}`, kind: 'block' });
  const line = { kind: 'ranking', year: 2023, block: 'K9', scope: 'province', members: 2, paper: '07/BB' } as const;
  const records = ['U01', 'U02'].map((unit, i) => ({
    ...line,
    _id: `ranking/units/${unit}/2023`,
    about: `units/${unit}`,
    leads: i === 0,
    rank: i + 1,
    points: '98.5',
  }));
  await store.facts.putStandings({ block: 'K9', year: 2023, records }, { actor: 'key:office', now: START });
  const signed = { at: START, by: 'key:head' };
  await store.registrations.insert(registrationRecord('TD-2027', { status: 'signed', signed }));
  const page = await browser.open(360);
  await signedIn(page, site, { role: 'office' });
  for (const path of [
    '/app/campaigns/new',
    '/app/campaigns/TD-2027/clone',
    '/app/campaigns/TD-2027/days',
    '/app/campaigns/TD-2027/document',
    '/app/campaigns/TD-2027/days/confirm?finalReview=2027-11-13&roundCloses=2027-12-03',
    '/app/campaigns/TD-2027/texts',
    '/app/campaigns/TD-2027/yearly',
    '/app/campaigns/TD-2027/cancel',
    '/app/campaigns/TD-2027',
    '/app/blocks?year=2023',
    '/app/blocks/K9/2023',
    '/app/blocks/K9/2023/edit',
    '/app/blocks/K9/2023/paper',
  ]) {
    await openWhole(page, path);
    await isSound(page, path);
    if (path.endsWith('/new')) {
      await pressPast(page);
      await isSound(page, `${path}, refused`);
    }
  }
});
