import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { patternOf, pictureOf } from '../../samples/pictures/inside';
import { withPalette } from '../../samples/pictures/png';

/** `PICTURES=folder` with a browser test: what it passes at a desk is kept there, where no picture of it stands yet. */
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
      await beside.setViewportSize({ width: 1280, height: 1100 });
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
