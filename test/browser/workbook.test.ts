import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { signedIn } from '../setup/accounts';
import { sideways, testBrowser, violationsOn, type TestBrowser } from '../setup/browser';
import { draftBook, personRow } from '../setup/workbook';
import { tinyPdf } from '../setup/tiny-pdf';
import { testSite, type TestSite } from '../pages/site';

describe('a workbook', () => {
  let site: TestSite;
  let browser: TestBrowser;
  let folder: string;
  beforeAll(async () => {
    site = await testSite({ worker: false });
    browser = await testBrowser(site);
    folder = mkdtempSync(path.join(tmpdir(), 'workbook-'));
    await site.service.store.rounds.put({
      _id: 'R2026',
      name: 'Đợt xét thi đua, khen thưởng tổng kết năm 2026',
      awardYear: 2026,
      awards: ['CSTDCS'],
      units: [],
      deadline: '2026-12-15',
    });
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const saved = (name: string, bytes: Buffer): string => {
    writeFileSync(path.join(folder, name), bytes);
    return path.join(folder, name);
  };
  const looksRight = async (page: Page): Promise<void> => {
    expect(await violationsOn(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  };
  /** axe needs a script to look. */
  const lookAt = (page: Page, script: boolean): Promise<void> => (script ? looksRight(page) : Promise.resolve());

  test.each([
    ['on a phone with a script', 360, true, 31],
    ['at a desk without', 1280, false, 41],
  ] as const)('%s: wrong, mended, saved with its file', async (_name, width, script, no) => {
    const page = await browser.open(width, { script });
    await page.setExtraHTTPHeaders({ 'x-forwarded-proto': 'https' });
    await signedIn(page, site, { role: 'unit', unit: 'U01' });
    await page.goto('/app/import');
    await lookAt(page, script);

    const field = page.getByLabel('Biểu Excel hoặc CSV');
    const report = { 'Tệp: Báo cáo thành tích': `bao-cao-${no}.pdf` };
    const rows = [personRow(no, report), personRow(no + 1)];
    await field.setInputFiles(saved('khac.pdf', tinyPdf()));
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByText('Không có bảng tính nào').waitFor();
    await lookAt(page, script);
    await field.setInputFiles(saved('Biểu.xlsx', await draftBook({ person: rows })));
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByText('Có 1 chỗ cần sửa').waitFor();
    await page.getByText(`Không có tệp “bao-cao-${no}.pdf”`).waitFor();
    await lookAt(page, script);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Tải biểu có đánh dấu' }).click();
    expect((await download).suggestedFilename()).toBe('Biểu – cần sửa.xlsx');

    await page.getByRole('link', { name: 'Gửi tệp khác' }).click();
    await field.setInputFiles([path.join(folder, 'Biểu.xlsx'), saved(`bao-cao-${no}.pdf`, tinyPdf())]);
    await page.getByRole('button', { name: 'Kiểm tra' }).click();
    await page.getByText('Mọi ô đều đúng').waitFor();
    await lookAt(page, script);
    await page.getByRole('button', { name: 'Lưu tất cả' }).click();
    await page.getByText('Đã lưu các hồ sơ đang soạn').waitFor();
    await page.getByText('Hồ sơ mới: 2').waitFor();
    await lookAt(page, script);
  });
});
