import { signedIn } from '../../setup/accounts';
import { testBrowser, type TestBrowser } from '../../setup/browser';
import { campaignRecord, registrationRecord } from '../../setup/campaigns';
import { seedVaried } from '../../setup/varied';
import { testSite, type TestSite } from '../../pages/site';
import { longName } from '../people';
import { isSound } from '../sound';

let site: TestSite;
let browser: TestBrowser;
beforeAll(async () => {
  site = await testSite({ worker: false });
  browser = await testBrowser(site);
  const { store } = site.service;
  await store.units.put({ ...(await store.units.need('U02')), name: `Sở Nội vụ và ${longName}` });
  await seedVaried(site.service.database, { count: 300, units: ['U01', 'U02'], years: [2025, 2026] });
  await store.campaigns.insert(
    campaignRecord('TD-2027', {
      theme: 'Đoàn kết, sáng tạo',
      status: 'running',
      reached: { launch: '2027-01-04T01:00:00.000Z' },
    }),
  );
  const target = registrationRecord('TD-2027').targets[0]!;
  const entry = (value: string, more = {}) =>
    ({ target: 'CT1', period: 'year', value, at: '2027-11-10T01:00:00.000Z', by: 'key:unit', ...more }) as const;
  await store.registrations.insert(
    registrationRecord('TD-2027', {
      _id: 'DK-NAY',
      status: 'signed',
      targets: [
        target,
        { ...target, code: 'CT2', name: 'Hồ sơ quá hạn', unit: 'hồ sơ', target: '0', direction: 'atMost' },
      ],
      results: [entry('1033900'), entry('1033.9', { reason: 'Nhầm đơn vị tính' })],
      reviews: [
        {
          period: 'year',
          text: 'Thu vượt dự toán',
          lessons: 'Bám sát nguồn thu',
          at: '2027-11-12T01:00:00.000Z',
          by: 'key:unit',
        },
      ],
    }),
  );
  // pasted without a place to break
  await store.registrations.insert(
    registrationRecord('TD-2027', {
      _id: 'DK-DAI',
      about: 'people/NS-DAI',
      status: 'signed',
      measures: 'm'.repeat(2_000),
      targets: [{ ...target, name: 't'.repeat(300) }],
    }),
  );
  await store.registrations.insert(
    registrationRecord('TD-2026', {
      _id: 'DK-TRUOC',
      year: 2026,
      status: 'signed',
      targets: [{ ...target, target: '934.34' }],
      results: [entry('994.7')],
    }),
  );
});
afterAll(async () => {
  await browser.close();
  await site.stop();
});

const pages = [
  '/app/registrations/DK-DAI',
  '/app/campaigns',
  '/app/campaigns/TD-2027',
  '/app/registrations/DK-NAY',
  '/app/calendar?day=2026-12-18',
  '/app/statistics/2026',
  '/app/nominations?outcome=awarded&awardYear=2026&kind=person&sex=female',
];

test('every page of the emulation year is sound, from 320 px up, in light and dark', async () => {
  const page = await browser.open(360);
  await signedIn(page, site, { role: 'office' });
  for (const path of pages) {
    await page.goto(path);
    await isSound(page, path);
  }
});

test.each([
  [360, false],
  [1280, true],
] as const)('a number of the statistics leads to its dossiers at %i px, with script: %s', async (width, script) => {
  const page = await browser.open(width, { script });
  await signedIn(page, site, { role: 'office' });
  await page.goto('/app/statistics/2026');
  const link = page.locator('a[href*="sex=female"]').first();
  const count = Number(await link.innerText());
  expect(count).toBeGreaterThan(0);
  await link.click();
  await page.waitForURL(/app\/nominations/);
  expect(await page.locator('tbody tr').count()).toBe(Math.min(count, 50));
});

test('a registration shows shares, corrections and lessons, in both languages', async () => {
  const page = await browser.open(1280);
  await signedIn(page, site, { role: 'unit', unit: 'U01' });
  await page.goto('/app/campaigns/TD-2027');
  await page.getByRole('link', { name: 'Sở Tài chính' }).first().click();
  await page.getByText('102,41 %').first().waitFor();
  await page.getByText('đã điều chỉnh; trước đó 1.033.900: Nhầm đơn vị tính').waitFor();
  await page.getByText('Bám sát nguồn thu').waitFor();
  await page.goto('/app/registrations/DK-NAY?lang=en');
  await page.getByText('Reviews and lessons').waitFor();
});
