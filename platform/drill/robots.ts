import { request } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Browser, Page } from 'playwright-core';
import { lonelyForm } from './forms';

/** One thing that a mail scanner does with a link that it finds in a mail. @returns what it met, one word a step */
export interface Robot {
  readonly name: string;
  /** Works with a real browser. */
  readonly browser: boolean;
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
 * @param options.addresses local addresses to ask from, of IPv4: several on the machine of the service itself; undefined for whichever it is
 */
export function scanners(options: {
  readonly addresses: readonly (string | undefined)[];
  readonly browser?: Browser;
}): Robot[] {
  const { addresses, browser } = options;
  const plain = addresses.flatMap((from, i): Robot[] => {
    const agent = agents[i % agents.length]!;
    const robot = (what: string, visit: Robot['visit']): Robot => ({
      name: `${what} from ${from ?? 'here'}`,
      browser: false,
      visit,
    });
    return [
      ...(['HEAD', 'GET', 'OPTIONS'] as const).map((method) =>
        robot(method, async (link) => (await follow({ method, link, from, agent })).met),
      ),
      robot('lonely button', (link) => pressForm({ method: 'GET', link, from, agent })),
    ];
  });
  if (!browser) return plain;
  const robot = (what: string, act: (page: Page, link: URL) => Promise<string[]>): Robot => ({
    name: `browser, ${what}`,
    browser: true,
    visit: (link) => inBrowser(browser, link, act),
  });
  return [...plain, robot('every address on the page', crawl), robot('every lonely button', pressLonely)];
}

interface Asking {
  readonly method: string;
  readonly link: URL;
  readonly from: string | undefined;
  readonly agent: string;
  /** What a form sends; our pages name no referrer, so a browser says that it comes from nowhere. */
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location?: string;
}

interface Followed {
  readonly met: string[];
  /** Where it ended. */
  readonly at: URL;
  readonly text: string;
}

/** Asks, and goes where it is sent, by GET as browsers do. */
async function follow(asking: Asking): Promise<Followed> {
  const met: string[] = [];
  let { method, link, body } = asking;
  for (let i = 0; ; i += 1) {
    const answer = await ask({ ...asking, method, link, ...(body === undefined ? {} : { body }) });
    met.push(String(answer.status));
    if (answer.location === undefined || i === REDIRECTS) return { met, at: link, text: answer.text };
    link = new URL(answer.location, link);
    if (method === 'POST') [method, body] = ['GET', undefined];
  }
}

/** By Node's own client: it can be told from which address to ask. */
const ask = ({ method, link, from, agent, body }: Asking): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' };
    const headers = { 'user-agent': agent, accept: 'text/html,*/*', ...(body === undefined ? {} : form) };
    const client = link.protocol === 'https:' ? secureRequest : request;
    const own = from === undefined ? {} : { localAddress: from, family: 4 };
    const asked = client(link, { method, ...own, headers, timeout: PATIENCE_MS }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const { location } = answer.headers;
        const text = Buffer.concat(chunks).toString();
        resolve({ status: answer.statusCode ?? 0, text, ...(location === undefined ? {} : { location }) });
      });
    });
    asked.on('timeout', () => asked.destroy(new Error(`no answer to ${method} within ${PATIENCE_MS} ms`)));
    asked.on('error', reject);
    asked.end(body);
  });

/** Sends the form of a button that stands alone on its page, as it is filled in, and goes on so; runs no script. */
async function pressForm(asking: Asking): Promise<string[]> {
  let { met, at, text } = await follow(asking);
  for (let i = 0; i < PRESSES; i += 1) {
    const form = lonelyForm(text);
    if (!form) break;
    const link = new URL(form.action, at);
    const sent = new URLSearchParams(form.fields.map(([name, value]): [string, string] => [name, value])).toString();
    if (form.method === 'GET') link.search = sent;
    const body = form.method === 'POST' ? { body: sent } : {};
    const next = await follow({ ...asking, method: form.method, link, ...body });
    [met, at, text] = [[...met, 'pressed', ...next.met], next.at, next.text];
  }
  return met;
}

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
