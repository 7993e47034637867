import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { attackMails } from '../../activities/drill';
import { isPassed, type Traces } from '../../domain/drill';
import { attack, linksIn } from '../../platform/drill/attack';
import { scanners } from '../../platform/drill/robots';
import { launchBrowser } from '../../platform/engines/chromium';
import { testSite, type TestSite } from '../pages/site';
import { mailedLink } from '../setup/browser';
import { freshDatabase, testEngines } from '../setup/engines';
import { eventually } from '../setup/service';
import { votedIn } from '../setup/session';
import { openSession } from './people';
import { scratchFolder } from '../setup/scratch';

const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
const PUBLIC_URL = 'https://vinhdanh.example';
const none: Traces = { votes: 0, drafts: 0, opened: 0, mails: 0, revoked: 0 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe('mails that were delivered', () => {
  const linkKey = randomBytes(32);
  const mongodbUri = freshDatabase();
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ parts: { linkKey, mongodbUri } });
  });
  afterAll(() => site.stop());

  test('scanners bring nothing about, through live links, old ones and dead ones', async () => {
    const { session } = await openSession(site, { ballot: 'secret' });
    const { links } = site.service.context;
    for (const person of ['c1', 'c2', 'c3'])
      await mailedLink(site, `${person}@`, `invitation.${session.id}.${person.toUpperCase()}`);
    // the third member's mailed link is an old one now, the first one has been replaced by acting through a newer one
    const newer = await links.fresh(
      { purpose: 'ballot', entity: session.id, person: 'C1' },
      '2026-11-16T03:00:00.000Z',
      'newer',
    );
    await links.settle(newer);
    await links.revoke({ purpose: 'ballot', entity: session.id, person: 'C3' });
    await session.vote('C1', 'no');
    const mails = ['c1@', 'c2@', 'c3@']
      .flatMap((to) => site.service.mails.to(to))
      .filter((mail) => mail.messageId?.startsWith(`<invitation.${session.id}.`));
    const found = linksIn(
      mails.map(({ text = '', html }) => ({ text, html: html || '' })),
      PUBLIC_URL,
      site.url,
    );
    expect(found).toHaveLength(3);
    const cut = new URL(found[0]!.href.slice(0, -5));
    const before = await site.hash();
    const traces = () => site.service.store.traces.ofSession(session.id);
    const robots = scanners({ addresses, browser });
    const report = await attack({ links: [...found, cut], robots, rounds: 2, count: traces });
    expect(report.caused).toEqual(none);
    expect(isPassed(report)).toBe(true);
    // it met live sheets and dead links alike
    expect(report.met['200']).toBeGreaterThan(20);
    expect(report.met['404']).toBeGreaterThan(20);
    expect(await site.hash()).toBe(before);
    expect(await votedIn(session)).toBe(1);

    // what a person chooses would be counted
    const { electors } = site.service.store;
    const draft = { submission: 'form-0001', sealed: randomBytes(32), at: '2026-11-16T03:00:00.000Z' };
    await electors.keepDraft(session.id, (await electors.refOf(session.id, 'C2'))!, draft);
    expect((await traces()).drafts).toBe(1);
    // and so would a wish for a fresh link, at once, and the mail that follows
    const wish = { submission: 'fresh-link', send: 'yes' };
    expect((await site.post(found[2]!.pathname, wish)).status).toBe(200);
    expect((await traces()).mails).toBeGreaterThan(3);
  });

  test('as a command: of an open session only, with an answer that a script can read', async () => {
    const { session } = await openSession(site, { ballot: 'named' });
    await mailedLink(site, 'c1@', `invitation.${session.id}.C1`);
    const root = path.join(__dirname, '../..');
    const env = {
      ...process.env,
      NODE_ENV: 'test',
      DATA_DIR: scratchFolder('drill'),
      MONGODB_URI: mongodbUri,
      PUBLIC_URL,
      TEMPORAL_ADDRESS: testEngines().temporalAddress,
      LINK_KEYS: `test:${linkKey.toString('base64')}`,
      SESSION_SECRET: 'x'.repeat(32),
    };
    const run = (...args: string[]) =>
      promisify(execFile)(
        process.execPath,
        [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'cli/drill.ts', ...args],
        { cwd: root, env },
      );
    const { stdout } = await run(session.id, '--at', site.url, '--rounds', '1');
    expect(stdout).toContain('A scanner brings nothing about.');
    expect(stdout).toMatch(/ votes {4}0\n/);
    await expect(run('S-nobody', '--at', site.url)).rejects.toMatchObject({ code: 2 });

    // invitations that wait leave when it is passed, and not before
    const { session: held } = await openSession(site, { ballot: 'secret', held: true });
    const invited = () => site.service.mails.keyed(`invitation.${held.id}.`).length;
    const dead = await run(held.id, '--at', 'http://127.0.0.1:9').catch((error: unknown) => error);
    expect(dead).toMatchObject({ code: 1, stdout: expect.stringContaining('The invitations stay.') });
    expect(await eventually(held.record, (s) => s.drill?.status === 'failed')).toMatchObject({ status: 'open' });
    expect(invited()).toBe(0);
    const passed = await run(held.id, '--at', site.url, '--rounds', '1');
    expect(passed.stdout).toContain('The invitations leave now.');
    const { drill } = await eventually(held.record, (s) => s.drill?.status === 'passed');
    expect(drill?.report).toMatchObject({ browser: true, caused: none });
    await eventually(
      () => Promise.resolve(invited()),
      (n) => n === 3,
    );
  });

  test('mails that have not left are made and attacked, with what is dead of the same members', async () => {
    const { session } = await openSession(site, { held: true });
    const { service } = site;
    await service.context.links.revoke({ purpose: 'ballot', entity: session.id, person: 'C3' });
    const { closesAt } = await session.record();
    const electors = await service.store.electors.all(session.id);
    const report = await attackMails(service.context, {
      sessionId: session.id,
      now: closesAt,
      closesAt,
      voterRefs: electors.map((e) => e.voterRef),
      at: site.url,
      rounds: 1,
      browser,
    });
    // three in the mails, the revoked one, and each cut off
    expect(report).toMatchObject({ links: 7, browser: true, caused: none });
    expect(isPassed(report)).toBe(true);
    expect(report.met['404']).toBeGreaterThan(10);
    expect(service.mails.keyed(`invitation.${session.id}.`)).toEqual([]);
  });
});

describe('a template that would let a scanner vote', () => {
  /** A page of one's own, with one sort of mistake. */
  async function badSite(
    answer: (method: string, path: string) => { readonly votes?: number; readonly html: string },
    by: Browser | null = browser,
  ) {
    let votes = 0;
    const server: Server = createServer((req, res) => {
      const { votes: more = 0, html } = answer(req.method ?? '', req.url ?? '');
      votes += more;
      res.setHeader('content-type', 'text/html; charset=utf-8');
      res.end(html);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const robots = scanners({ addresses, ...(by ? { browser: by } : {}) });
    try {
      return await attack({
        links: linksIn([{ html: `<a href="${PUBLIC_URL}/b/token">Mở phiếu</a>` }], PUBLIC_URL, at),
        robots,
        rounds: 1,
        count: () => Promise.resolve({ ...none, votes }),
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }
  const page = (inside: string) => `<!doctype html><html lang="vi"><title>Phiếu</title><body>${inside}</body></html>`;

  test.each([
    ['a link that votes by GET', (method: string) => ({ votes: method === 'GET' ? 1 : 0, html: page('Đã ghi nhận') })],
    [
      'a link on the page that votes by GET',
      (method: string, path: string) => ({
        votes: path.endsWith('?agree=1') ? 1 : 0,
        html: page('<a href="/b/token?agree=1">Đồng ý</a>'),
      }),
    ],
    [
      'a page with one lonely button',
      (method: string) => ({
        votes: method === 'POST' ? 1 : 0,
        html: page('<form method="post"><button>Đồng ý với danh sách</button></form>'),
      }),
    ],
    [
      'a page whose script votes',
      (method: string) => ({
        votes: method === 'POST' ? 1 : 0,
        html: page("<script>fetch('', { method: 'POST' })</script>"),
      }),
    ],
  ])('is found out: %s', async (_, answer) => {
    const report = await badSite(answer);
    expect(report.caused.votes).toBeGreaterThan(0);
    expect(isPassed(report)).toBe(false);
  });

  test.each([
    ['a link that votes by GET', (method: string) => ({ votes: method === 'GET' ? 1 : 0, html: page('Đã ghi nhận') })],
    [
      'a page with one lonely button',
      (method: string) => ({
        votes: method === 'POST' ? 1 : 0,
        html: page('<form method="post"><button>Đồng ý với danh sách</button></form>'),
      }),
    ],
  ])('is found out without a browser too: %s', async (_, answer) => {
    const report = await badSite(answer, null);
    expect(report.browser).toBe(false);
    expect(report.caused.votes).toBeGreaterThan(0);
    expect(isPassed(report)).toBe(false);
  });

  test('two buttons, a choice and a form to fill in are not pressed', async () => {
    const report = await badSite((method) => ({
      votes: method === 'POST' ? 1 : 0,
      html: page('<form method="post"><button>Đồng ý</button><button>Không đồng ý</button></form>'),
    }));
    expect(isPassed(report)).toBe(true);
  });
});
