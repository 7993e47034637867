import { request } from 'node:http';
import type { Browser, Page } from 'playwright-core';

/** One thing that a mail scanner does with a link that it finds in a mail. @returns what it met, one word a step */
export interface Robot {
  readonly name: string;
  readonly visit: (link: URL) => Promise<readonly string[]>;
}

const REDIRECTS = 5;
/** So many lonely buttons are pressed one after another, on the pages that they lead to. */
const PRESSES = 3;
const PATIENCE_MS = 10_000;
const agents = [
  'Mozilla/5.0 (compatible; SafeLinks; scanner)',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36',
] as const;

/**
 * What is known of mail scanners: they ask by HEAD and GET, follow redirects and every address on the page, run its scripts in
 * a real browser and press the button of a page that has one only, from several addresses and again and again.
 * @param options.addresses local addresses to ask from: several on the machine of the service itself
 */
export function scanners(options: { readonly addresses: readonly string[]; readonly browser?: Browser }): Robot[] {
  const { addresses, browser } = options;
  const plain = addresses.flatMap((from, i): Robot[] => [
    { name: `HEAD from ${from}`, visit: (link) => follow('HEAD', link, from, agents[i % agents.length]!) },
    { name: `GET from ${from}`, visit: (link) => follow('GET', link, from, agents[i % agents.length]!) },
    { name: `OPTIONS from ${from}`, visit: (link) => follow('OPTIONS', link, from, agents[i % agents.length]!) },
  ]);
  if (!browser) return plain;
  return [
    ...plain,
    { name: 'browser, every address on the page', visit: (link) => inBrowser(browser, link, crawl) },
    { name: 'browser, every lonely button', visit: (link) => inBrowser(browser, link, pressLonely) },
  ];
}

async function follow(method: string, link: URL, from: string, agent: string): Promise<string[]> {
  const met: string[] = [];
  let next: URL | undefined = link;
  for (let i = 0; next && i <= REDIRECTS; i += 1) {
    const answer: Answer = await ask(method, next, from, agent);
    met.push(String(answer.status));
    next = answer.location === undefined ? undefined : new URL(answer.location, next);
  }
  return met;
}

interface Answer {
  readonly status: number;
  readonly location?: string;
}

/** By Node's own client: it can be told from which address to ask. */
const ask = (method: string, link: URL, localAddress: string, agent: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const asked = request(
      link,
      { method, localAddress, headers: { 'user-agent': agent, accept: 'text/html,*/*' }, timeout: PATIENCE_MS },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          const { location } = answer.headers;
          resolve({ status: answer.statusCode ?? 0, ...(location === undefined ? {} : { location }) });
        });
      },
    );
    asked.on('timeout', () => asked.destroy(new Error(`no answer to ${method} within ${PATIENCE_MS} ms`)));
    asked.on('error', reject);
    asked.end();
  });

async function inBrowser(
  browser: Browser,
  link: URL,
  act: (page: Page, link: URL) => Promise<string[]>,
): Promise<string[]> {
  const context = await browser.newContext({ acceptDownloads: false });
  context.setDefaultTimeout(PATIENCE_MS);
  try {
    const page = await context.newPage();
    const answer = await page.goto(link.href);
    return [String(answer?.status() ?? 0), ...(await act(page, link))];
  } finally {
    await context.close();
  }
}

/** Opens every address of the same site that the page names, as a prefetching reader does. */
async function crawl(page: Page, link: URL): Promise<string[]> {
  const found = await page.evaluate<string[]>(
    "[...document.querySelectorAll('[href], [src]')].map((e) => e.getAttribute('href') ?? e.getAttribute('src'))",
  );
  const same = [...new Set(found.map((href) => new URL(href, page.url())))].filter(
    ({ origin }) => origin === link.origin,
  );
  const met: string[] = [];
  for (const url of same) met.push(String((await page.request.get(url.href)).status()));
  return met;
}

/** Presses a button that stands alone, and goes on so. */
async function pressLonely(page: Page): Promise<string[]> {
  const met: string[] = [];
  for (let i = 0; i < PRESSES; i += 1) {
    const buttons = page.locator(
      'button:visible, input[type=submit]:visible, input[type=image]:visible, [role=button]:visible',
    );
    if ((await buttons.count()) !== 1) break;
    await buttons.first().click();
    await page.waitForLoadState();
    met.push('pressed');
  }
  return met;
}
