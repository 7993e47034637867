import type { Page } from 'playwright-core';
import { sideways, violationsOn } from '../setup/browser';

const WIDTHS = [320, 360, 1280];
const unfold = "for (const d of document.querySelectorAll('details')) d.open = true";

/** The page as it is now: nothing wrong by WCAG 2.2 AA in light and dark, nothing to scroll sideways from 320 px up. */
export async function isSound(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect({ what, colorScheme, violations: await violationsOn(page) }).toEqual({ what, colorScheme, violations: [] });
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    expect({ what, width, sideways: await sideways(page) }).toEqual({ what, width, sideways: 0 });
  }
  await page.setViewportSize({ width: WIDTHS[0]!, height: 740 });
}

/** Opens an address and everything that is folded on its page. */
export async function openWhole(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.evaluate(unfold);
}

/** Presses the button of a form, or the one with this step, past what the browser itself would refuse. */
export async function pressPast(page: Page, step?: string): Promise<void> {
  await page.evaluate('for (const f of document.forms) f.noValidate = true');
  const button = step === undefined ? 'main form[method=post] button.button' : `button.button[value=${step}]`;
  await page.locator(button).click();
  await page.evaluate(unfold);
}
