import type { Role } from '../../../domain/roles';
import { accountFor, cookieOf } from '../../setup/accounts';
import type { Answer, TestSite } from '../site';
import { formsIn } from '../form';

/** The pages of somebody who has signed in, without a browser. */
export interface Someone {
  get(path: string): Promise<Answer>;
  post(
    path: string,
    fields: Record<string, string>,
    files?: Readonly<Record<string, Buffer>>,
    more?: Record<string, string>,
  ): Promise<Answer>;
  /** The file that an answer is. */
  file(path: string): Promise<{ readonly status: number; readonly name: string; readonly bytes: Buffer }>;
  /** What the form of a page has when it is opened: sent later, it is that of an old tab. */
  opened(path: string): Promise<Record<string, string>>;
  /** Opens a form, fills it in over what it has, and sends it. */
  fill(path: string, filled?: Record<string, string>, files?: Readonly<Record<string, Buffer>>): Promise<Answer>;
}

export async function someone(site: TestSite, role: Role, unit?: string): Promise<Someone> {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  const headers = { cookie, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  const post: Someone['post'] = async (path, fields, files, more = {}) => {
    if (!files) return await site.post(path, fields, { ...headers, ...more });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    for (const [name, bytes] of Object.entries(files))
      form.append(name, new Blob([new Uint8Array(bytes)]), `${name}.pdf`);
    const answer = await fetch(`${site.url}${path}`, { method: 'POST', redirect: 'manual', headers, body: form });
    return { status: answer.status, html: await answer.text(), headers: answer.headers };
  };
  const get: Someone['get'] = (path) => site.get(path, headers);
  const opened: Someone['opened'] = async (path) => {
    const { html, status } = await get(path);
    const form = formsIn(mainOf(html)).find(({ method }) => method === 'post');
    if (!form) throw new Error(`no form at ${path}: ${status} ${html.slice(html.indexOf('<main'), 2_000)}`);
    return form.fields;
  };
  return {
    get,
    post,
    opened,
    async file(path) {
      const answer = await fetch(`${site.url}${path}`, { headers, redirect: 'manual' });
      const name = decodeURIComponent(
        /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? '',
      );
      return { status: answer.status, name, bytes: Buffer.from(await answer.arrayBuffer()) };
    },
    async fill(path, filled = {}, files) {
      return await post(path, { ...(await opened(path)), ...filled }, files);
    },
  };
}

/** The frame has forms of its own. */
export const mainOf = (html: string): string => html.slice(html.indexOf('<main'));
