import { readFileSync } from 'node:fs';
import type { Result } from 'axe-core';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchBrowser } from '../../platform/engines/chromium';
import type { TestSite } from '../pages/site';
import { takePictures } from './passer-by';
import { eventually } from './service';

/** A real browser in front of a test site. */
export interface TestBrowser {
  /** A window of its own, so many CSS pixels wide. Without `script` it runs none. */
  open(width: number, options?: { readonly script?: boolean; readonly height?: number }): Promise<Page>;
  close(): Promise<void>;
}

/** Where people sit, and whether their browser runs scripts: every role does its day at each of these. */
export const seats = [
  ['on a phone', 360, true],
  ['on a phone without a script', 360, false],
  ['at a desk', 1280, true],
  ['at a desk without a script', 1280, false],
] as const;

/** Presses the link of a file, and gives what is downloaded. */
export async function downloaded(page: Page, name: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Chromium, as a person would use it who reads Vietnamese. */
export async function testBrowser(site: TestSite): Promise<TestBrowser> {
  const browser = await launchBrowser();
  const contexts: BrowserContext[] = [];
  return {
    async open(width, { script = true, height = 740 } = {}) {
      const options: BrowserContextOptions = {
        baseURL: site.url,
        viewport: { width, height },
        locale: 'vi-VN',
        javaScriptEnabled: script,
        reducedMotion: 'reduce',
      };
      const context = await browser.newContext(options);
      context.setDefaultTimeout(20_000);
      contexts.push(context);
      const page = await context.newPage();
      takePictures(page);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
    },
  };
}

/**
 * Waits for a mail to an address, and gives the path of the link in it.
 * @param about how its Message-ID begins: "invitation.<session>.<member>"
 */
export async function mailedLink(site: TestSite, address: string, about: string): Promise<string> {
  const wanted = `<${about}.`;
  const mail = await eventually(
    () => Promise.resolve(site.service.mails.to(address).findLast((m) => m.messageId?.startsWith(wanted))),
    (found) => found !== undefined,
  );
  const [link] = /https:\/\/vinhdanh\.example\/\S+/.exec(mail?.text ?? '') ?? [];
  if (link === undefined) throw new Error(`no link in ${mail?.text}`);
  return new URL(link).pathname;
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2, levels A and AA; the size of targets is checked only where it is asked for. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const sizes = { 'target-size': { enabled: true } };

/** What axe finds wrong on a page as it is shown now: rule and place, one a line. With `only`, by these rules alone. */
export async function violationsOn(page: Page, only?: readonly string[]): Promise<string[]> {
  // evaluated, not put into the page: the page runs no script that the service does not serve
  if (!(await page.evaluate<boolean>("typeof axe === 'object'"))) await page.evaluate(axe);
  const asked = only ? { runOnly: { type: 'rule', values: only } } : { runOnly: rules, rules: sizes };
  const violations = await page.evaluate<Result[]>(
    `axe.run(document, ${JSON.stringify(asked)}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** How far the page can be scrolled sideways: 0 when everything fits. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** What has the focus: whether a person can see that it has, and that nothing lies over it. */
const focusSeen = `(() => {
  const element = document.activeElement;
  const frames = [element, element.closest('label'), document.querySelector('label:has(+ :focus-visible) .pick')];
  const outlined = frames.some((f) => f && getComputedStyle(f).outlineStyle !== 'none' && parseFloat(getComputedStyle(f).outlineWidth) >= 2);
  const { x, y, width, height } = element.getBoundingClientRect();
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  const nothing = element === document.body;
  return { nothing, outlined, uncovered: top !== null && (element.contains(top) || top.contains(element)) };
})()`;

/**
 * Presses Tab until this has the focus, as a person does who uses no mouse; at every stop the focus must be visible and not
 * covered (WCAG 2.4.7, 2.4.11). A page that is not yet painted takes no Tab: until the first stop, nothing may have the focus.
 */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  let begun = false;
  for (let stops = 0; stops < 200; stops += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate<{ nothing: boolean; outlined: boolean; uncovered: boolean }>(focusSeen);
    if (seen.nothing && !begun) continue;
    begun = true;
    if (!seen.outlined || !seen.uncovered) {
      const html = await page.evaluate<string>('document.activeElement.outerHTML.slice(0, 300)');
      throw new Error(`the focus is ${seen.outlined ? 'covered' : 'not shown'}: ${html}`);
    }
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error('200 stops, and not one of them the right one');
}
