import { accountFor, cookieOf, newAccount } from '../../setup/accounts';
import { testSite, type TestSite } from '../site';
import { textOf } from '../form';
import { mailedCode, otherThan, visitor, whereTo, type Visitor } from './visitor';

describe('sign-in', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite();
  });
  afterAll(() => site.stop());

  /** Asks for a code and comes to the page that takes it. */
  const ask = async (mail: string, next = ''): Promise<Visitor> => {
    const browser = visitor(site);
    expect(whereTo(await browser.post('/sign-in', { mail, next }))).toBe('303 /sign-in/code');
    return browser;
  };
  const shift = (ms: number) => site.context.clock.move(site.context.clock.offsetMs() + ms);

  test('leads by a code that comes by mail to the page that was asked for', async () => {
    const account = await newAccount(site, [{ role: 'office' }], 'lands');
    const first = visitor(site);
    const refused = await first.get('/app/kept?x=1');
    expect(whereTo(refused)).toBe('303 /sign-in?next=%2Fapp%2Fkept%3Fx%3D1');
    expect(refused.headers.getSetCookie()).toEqual([]);
    const browser = await ask(' Lands@Tinh-D.example ', '/app?from=mail');
    const page = await browser.get('/sign-in/code');
    expect(textOf(page.html)).toContain('lands@tinh-d.example');
    const before = new Map(browser.cookies);
    const code = await mailedCode(site, account.mail);
    expect(whereTo(await browser.post('/sign-in/code', { code: ` ${code.slice(0, 3)} ${code.slice(3)}` }))).toBe(
      '303 /app?from=mail',
    );
    expect([...browser.cookies.values()]).not.toEqual([...before.values()]);
    const today = await browser.get('/app');
    expect(today.status).toBe(200);
    expect(textOf(today.html)).toContain('Nguyễn Thị Mẫu lands');
    expect(textOf(today.html)).toContain('Chuyên viên thi đua, khen thưởng');
    expect(today.headers.get('cache-control')).toBe('no-store');
    const trail = await site.service.store.audit.trail(`accounts/${account._id}`);
    expect(trail.map(({ type }) => type)).toEqual(['created', 'signedIn']);
  });

  test('the cookie is for this host alone, by https, and for no script', async () => {
    await accountFor(site, 'clerk');
    const browser = visitor(site);
    const answer = await browser.post('/sign-in', { mail: 'clerk@tinh-d.example' });
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-vd=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  test('says the same of an address that nobody has, and takes as long', async () => {
    const { mail } = await newAccount(site, [{ role: 'office' }], 'known');
    const told: string[] = [];
    const took: number[] = [];
    for (const address of [mail, 'nobody@tinh-d.example']) {
      const browser = visitor(site);
      const started = performance.now();
      const asked = await browser.post('/sign-in', { mail: address });
      took.push(performance.now() - started);
      const page = await browser.get('/sign-in/code');
      const wrong = [];
      for (let i = 0; i < 6; i += 1) wrong.push(await browser.post('/sign-in/code', { code: '000001' }));
      const all = [whereTo(asked), ...[page, ...wrong].flatMap((a) => [String(a.status), textOf(a.html)])];
      told.push(all.join('\n').replaceAll(address, '…'));
    }
    expect(told[1]).toBe(told[0]);
    for (const ms of took) expect(ms).toBeGreaterThanOrEqual(690);
    expect(site.service.mails.to('nobody@tinh-d.example')).toEqual([]);
  });

  test('a sixth try is refused, also with the right digits', async () => {
    const { mail } = await newAccount(site, [{ role: 'office' }], 'tries');
    const browser = await ask(mail);
    const code = await mailedCode(site, mail);
    for (const left of [4, 3, 2, 1]) {
      const wrong = await browser.post('/sign-in/code', { code: otherThan(code) });
      expect([wrong.status, textOf(wrong.html)]).toEqual([400, expect.stringContaining(`Còn ${left} lần nhập.`)]);
    }
    expect(textOf((await browser.post('/sign-in/code', { code: '12' })).html)).toContain('Mã có đúng sáu chữ số.');
    const fifth = await browser.post('/sign-in/code', { code: otherThan(code) });
    expect(textOf(fifth.html)).toContain('Mã này không còn dùng được.');
    const sixth = await browser.post('/sign-in/code', { code });
    expect([sixth.status, textOf(sixth.html)]).toEqual([400, expect.stringContaining('Mã này không còn dùng được.')]);
  });

  test('tries at the same time are counted one by one', async () => {
    const { mail } = await newAccount(site, [{ role: 'office' }], 'at-once');
    const browser = await ask(mail);
    const code = await mailedCode(site, mail);
    const tried = await Promise.all(
      Array.from({ length: 12 }, () => browser.post('/sign-in/code', { code: otherThan(code) })),
    );
    expect(tried.filter(({ html }) => textOf(html).includes('Mã chưa đúng.'))).toHaveLength(4);
  });

  test('a code is used once, kills the one before, and opens no other account', async () => {
    const { mail } = await newAccount(site, [{ role: 'office' }], 'single');
    const other = await newAccount(site, [{ role: 'office' }], 'other');
    const first = await ask(mail);
    const old = await mailedCode(site, mail);
    const second = await ask(mail);
    const code = await mailedCode(site, mail, 2);
    if (old !== code) expect((await first.post('/sign-in/code', { code: old })).status).toBe(400);
    const foreign = await ask(other.mail);
    if ((await mailedCode(site, other.mail)) !== code)
      expect((await foreign.post('/sign-in/code', { code })).status).toBe(400);
    expect(whereTo(await second.post('/sign-in/code', { code }))).toBe('303 /app');
    expect((await first.post('/sign-in/code', { code })).status).toBe(400);
  });

  test('a code that comes too late is refused', async () => {
    const { mail } = await newAccount(site, [{ role: 'office' }], 'late');
    const browser = await ask(mail);
    const code = await mailedCode(site, mail);
    shift(10 * 60_000 + 1);
    const late = await browser.post('/sign-in/code', { code });
    expect([late.status, textOf(late.html)]).toEqual([400, expect.stringContaining('Mã này không còn dùng được.')]);
  });

  test('the code stands in no record, trail or history', async () => {
    const { _id, mail } = await newAccount(site, [{ role: 'office' }], 'nowhere');
    await ask(mail);
    const code = await mailedCode(site, mail);
    const { store, client, database } = site.service;
    const written: unknown[] = [];
    for (const { name } of await database.db!.listCollections().toArray()) {
      written.push(...(await database.db!.collection(name).find().toArray()));
    }
    expect(JSON.stringify(written)).toContain(mail);
    expect(JSON.stringify(written)).not.toContain(code);
    const asked = (await store.signInCodes.get(site.context.signInCodes.idOf(mail)))!;
    const day = asked.day;
    const handle = client.workflow.getHandle(`account-letter-sign-in-code.${_id}.${day}.${asked.serial}`);
    const { events } = await handle.fetchHistory();
    const payloads = [...JSON.stringify(events).matchAll(/"data":"([^"]*)"/g)]
      .map(([, data]) => Buffer.from(data!, 'base64').toString())
      .join();
    expect(payloads).toContain('signInCode');
    expect(payloads).not.toContain(code);
    expect(payloads).not.toContain(mail);
  });

  test.each([
    ['nothing', ''],
    ['no address', 'không phải thư'],
    ['an address with an end of line', 'a@b.example\nBcc: c@d.example'],
    ['a very long one', `${'a'.repeat(300)}@tinh-d.example`],
  ])('%s is no address', async (_name, mail) => {
    const answer = await visitor(site).post('/sign-in', { mail });
    const bad = mail.includes('\n') ? [400, 303] : [400];
    expect(bad).toContain(answer.status);
    if (answer.status === 400) expect(textOf(answer.html)).toContain('Đây chưa phải là địa chỉ thư.');
  });

  test('a sixth code within ten minutes is not sent, and the page says so to everybody', async () => {
    const { mail } = await newAccount(site, [{ role: 'office' }], 'often');
    for (const address of [mail, 'often-nobody@tinh-d.example']) {
      for (let i = 0; i < 5; i += 1) expect((await visitor(site).post('/sign-in', { mail: address })).status).toBe(303);
      const refused = await visitor(site).post('/sign-in', { mail: address.toUpperCase() });
      expect([refused.status, textOf(refused.html)]).toEqual([
        429,
        expect.stringContaining('Đã gửi nhiều mã cho địa chỉ này.'),
      ]);
    }
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/app',
    '/app/../evil',
    '/application',
    '/app\t//evil.example',
    '/app?q=1',
  ])('next=%s leads nowhere else', async (next) => {
    const account = await accountFor(site, 'office');
    const cookie = await cookieOf(site, account);
    const answer = await site.get(`/sign-in?${new URLSearchParams({ next }).toString()}`, { cookie });
    expect(whereTo(answer)).toBe(next === '/app?q=1' ? '303 /app?q=1' : '303 /app');
  });

  test('a post from another site is refused', async () => {
    const account = await accountFor(site, 'office');
    const cookie = await cookieOf(site, account);
    for (const path of ['/sign-in', '/sign-in/code', '/sign-out', '/app/language', '/app/kept']) {
      for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as const) {
        const answer = await site.post(path, { mail: account.mail, lang: 'en' }, { cookie, ...headers });
        expect([path, answer.status]).toEqual([path, 403]);
      }
    }
    expect((await site.get('/app', { cookie })).status).toBe(200);
  });
});
