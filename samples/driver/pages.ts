import { setTimeout as pause } from 'node:timers/promises';
import { formsIn, textOf, type Form } from './forms';
import { StoryError } from './wait';

/** A page as a browser shows it. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  readonly heading: string;
}

async function shown(answer: Response): Promise<Page> {
  const html = await answer.text();
  const heading = textOf(/<h1\b[^>]*>([^]*?)<\/h1>/i.exec(html)?.[1] ?? '');
  return { url: answer.url, status: answer.status, html, heading };
}

/** @throws StoryError when the page is a refusal */
function wanted(who: string, page: Page): Page {
  if (page.status < 400) return page;
  const marks = [...page.html.matchAll(/<[^>]*role="alert"[^>]*>([^]*?)<\/div>/gi)].map(([, mark]) => textOf(mark!));
  throw new StoryError(`${who}: the page answers ${page.status} “${[page.heading, ...marks].join(' – ')}”`);
}

/** Opens an address, as a person taps a link. */
export const open = async (who: string, url: string): Promise<Page> =>
  wanted(who, await shown(await fetch(url, { headers: { accept: 'text/html', 'accept-language': 'vi' } })));

/** Posts a form with one of its buttons, as a person presses it. */
export async function press(who: string, page: Page, form: Form, name: string, value: string): Promise<Page> {
  return wanted(who, await post(page, form, name, value));
}

async function post(page: Page, form: Form, name: string, value: string): Promise<Page> {
  const target = new URL(form.action, page.url);
  const headers = { accept: 'text/html', 'accept-language': 'vi', origin: target.origin };
  return shown(await fetch(target, { method: 'POST', headers, body: form.press(name, value) }));
}

/** How often “Not confirmed yet, please send again” is believed. */
const TRIES = 10;

/** Sends what a read-back shows; where the answer is not known yet, sends the same again, as the page asks for. */
export async function send(who: string, readBack: Page): Promise<Page> {
  let page = readBack;
  for (let attempt = 1; ; attempt += 1) {
    const form = formOf(who, page);
    if (!form.offered('step').includes('send')) {
      throw new StoryError(`${who}: expected a read-back to send; the page says “${page.heading}”`);
    }
    page = await post(page, form, 'step', 'send');
    const busy = page.status === 503 && formsIn(page.html).length > 0;
    if (!busy || attempt === TRIES) return wanted(who, page);
    await pause(500);
  }
}

/** The form of a page. @throws StoryError when there is none, with what the page says instead */
export function formOf(who: string, page: Page): Form {
  const [form] = formsIn(page.html);
  if (!form) throw new StoryError(`${who}: expected a form; the page says “${page.heading}”`);
  return form;
}
