import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../../api/app';
import { AGENCY_BACK, createAgencySignIn } from '../../../platform/agency';
import { formerAccount, newAccount } from '../../setup/accounts';
import { testProvider, type TestProvider } from '../../setup/provider';
import { textOf } from '../form';
import { testSite, type Answer, type TestSite } from '../site';
import { visitor, whereTo, type Visitor } from './visitor';

const PUBLIC = 'https://vinhdanh.example';

describe('the sign-in of the agency', () => {
  let site: TestSite;
  let provider: TestProvider;
  let server: Server;
  beforeAll(async () => {
    // at its start it tells that it is no product; nothing else here warns
    jest.spyOn(console, 'warn').mockReturnValue();
    jest.spyOn(console, 'info').mockReturnValue();
    site = await testSite({ worker: false });
    provider = await testProvider(`${PUBLIC}${AGENCY_BACK}`);
    const app = createApp({ ...site.context, agency: createAgencySignIn(provider.config, PUBLIC, provider.ask) });
    server = await new Promise<Server>((resolve) => {
      const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
    });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await provider.close();
    await site.stop();
  });

  /** A browser at the service that has this sign-in. */
  const at = (): Visitor => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const ask = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
      const answer = await fetch(`${url}${path}`, { method, redirect: 'manual', ...init });
      return { status: answer.status, html: await answer.text(), headers: answer.headers };
    };
    return visitor({ ...site, get: (path, headers = {}) => ask('GET', path, { headers }) });
  };
  /** Follows the provider until it sends somebody back; gives the address without its origin. */
  const through = async (start: string): Promise<string> => {
    const cookies = new Map<string, string>();
    for (let url = start; ;) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const init = { method: 'GET', redirect: 'manual', headers: { cookie }, body: undefined } as const;
      const answer = await provider.ask(url, init);
      for (const set of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        cookies.set(name!, value!);
      }
      const next = new URL(answer.headers.get('location') ?? `none:${await answer.text()}`, url).href;
      if (next.startsWith(PUBLIC)) return next.slice(PUBLIC.length);
      url = next;
    }
  };
  const leave = async (browser: Visitor, next = ''): Promise<string> => {
    const left = await browser.get(`/sign-in/agency?${new URLSearchParams({ next }).toString()}`);
    expect(left.status).toBe(303);
    return left.headers.get('location')!;
  };

  test('is offered beside the code, and leads to the page that was asked for', async () => {
    const account = await newAccount(site, [{ role: 'office' }], 'agency');
    provider.person = { mail: account.mail.toUpperCase(), verified: true };
    const browser = at();
    const page = await browser.get('/sign-in?next=/app/account');
    expect(textOf(page.html)).toContain('Đăng nhập bằng Cổng của tỉnh');
    expect(page.html).toContain('href="/sign-in/agency?next&#x3D;%2Fapp%2Faccount"');
    const there = await leave(browser, '/app/account');
    expect(there).toMatch(/code_challenge_method=S256/);
    const back = await through(there);
    const anonymous = new Map(browser.cookies);
    expect(whereTo(await browser.get(back))).toBe('303 /app/account');
    expect([...browser.cookies.values()]).not.toEqual([...anonymous.values()]);
    expect(textOf((await browser.get('/app/account')).html)).toContain('agency@tinh-d.example');
    const trail = await site.service.store.audit.trail(`accounts/${account._id}`);
    expect(trail.map(({ type }) => type)).toEqual(['created', 'signedIn']);
  });

  test.each<[string, { mail: string; verified: boolean }]>([
    ['an address without an account', { mail: 'nobody@tinh-d.example', verified: true }],
    ['an address that nobody vouches for', { mail: 'unverified@tinh-d.example', verified: false }],
    ['an account that was ended', { mail: 'past@tinh-d.example', verified: true }],
  ])('%s is refused with a sentence', async (_name, person) => {
    await newAccount(site, [{ role: 'office' }], 'unverified');
    await formerAccount(site, 'inspector', 'past');
    provider.person = person;
    const browser = at();
    const refused = await browser.get(await through(await leave(browser)));
    expect(whereTo(refused)).toBe('303 /sign-in?note=agencyUnknown');
    const page = await browser.get('/sign-in?note=agencyUnknown');
    expect(textOf(page.html)).toContain('không có địa chỉ thư đã xác nhận nào được cấp quyền');
    expect((await browser.get('/app')).status).toBe(303);
  });

  test('an answer is good once, in the browser that has asked, and unchanged', async () => {
    const account = await newAccount(site, [{ role: 'office' }], 'replayed');
    provider.person = { mail: account.mail, verified: true };
    const browser = at();
    const back = await through(await leave(browser));
    expect(whereTo(await at().get(back))).toBe('303 /sign-in?note=noCookie');
    const other = at();
    await leave(other);
    expect(whereTo(await other.get(back))).toBe('303 /sign-in?note=agencyFailed');
    expect(whereTo(await browser.get(`${back}x`))).toBe('303 /sign-in?note=agencyFailed');
    expect(whereTo(await browser.get(back))).toBe('303 /sign-in?note=noCookie');
    expect((await browser.get('/app')).status).toBe(303);
  });

  test('a provider that is away is said to be, and the code by mail goes on', async () => {
    const away = createAgencySignIn({ ...provider.config, issuer: 'https://127.0.0.1:9' }, PUBLIC);
    await expect(away.leave()).rejects.toThrow();
    expect((await site.get('/sign-in/agency')).status).toBe(404);
  });
});
