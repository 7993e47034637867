import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../platform/engines/chromium';
import { patternOf, pictureOf } from '../../samples/pictures/inside';
import { withPalette } from '../../samples/pictures/png';

/** `PICTURES=folder` with a test of pages: what it passes is kept there, as at a desk, where no picture of it stands yet. */
const folder = process.env['PICTURES'];

/**
 * Takes a picture of each page behind sign-in that a test passes and that has none in the folder: those that the sample season does
 * not come by. The same address is opened beside it, at a desk; what only a sent form shows is taken where it stands, and missed
 * when the test has gone on before.
 */
export function takePictures(page: Page): void {
  if (folder === undefined) return;
  page.on('load', () => {
    take(page, folder).catch(() => undefined);
  });
}

/** The same for a test without a browser, of what it has just been shown; `headers` have the cookie of whoever asked. */
export async function takePicture(address: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const pattern = folder === undefined ? undefined : patternOf(new URL(address).pathname);
  if (folder === undefined || pattern === undefined) return;
  const file = path.join(folder, `${pictureOf(pattern)}.png`);
  if (existsSync(file)) return;
  browser ??= launchBrowser();
  const context = await (await browser).newContext(DESK);
  try {
    const cookies = (headers['cookie'] ?? '').split('; ').map((one) => /^([^=]+)=(.*)$/.exec(one));
    // a browser takes this machine for as safe as https
    const where = {
      url: `https://${new URL(address).hostname}`,
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    } as const;
    await context.addCookies(cookies.flatMap((one) => (one ? [{ name: one[1]!, value: one[2]!, ...where }] : [])));
    const page = await context.newPage();
    await page.goto(address);
    await page.evaluate('document.fonts.ready');
    writeFileSync(file, withPalette(await page.screenshot({ fullPage: true })));
  } finally {
    await context.close();
  }
}
let browser: Promise<Browser> | undefined;

/** Where a test without a browser has taken pictures. */
export async function closeCamera(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}
const DESK = { viewport: { width: 1280, height: 1100 }, locale: 'vi-VN' };

async function take(page: Page, into: string): Promise<void> {
  const pattern = patternOf(new URL(page.url()).pathname);
  if (pattern === undefined) return;
  const file = path.join(into, `${pictureOf(pattern)}.png`);
  if (existsSync(file) || taking.has(file)) return;
  taking.add(file);
  try {
    const sent = page.screenshot({ fullPage: true });
    const beside = await page.context().newPage();
    try {
      await beside.setViewportSize(DESK.viewport);
      await beside.goto(page.url());
      const same = patternOf(new URL(beside.url()).pathname) === pattern;
      const shown = same && (await beside.locator('main').count()) > 0 ? beside.screenshot({ fullPage: true }) : sent;
      writeFileSync(file, withPalette(await shown));
    } finally {
      await beside.close();
    }
  } finally {
    taking.delete(file);
  }
}
const taking = new Set<string>();
