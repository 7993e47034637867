import type { Grant } from '../../../domain/accounts';
import { accountFor, cookieOf, newAccount } from '../../setup/accounts';
import { formsIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import { visitor, whereTo, type Visitor } from './visitor';

const HOUR = 3_600_000;

describe('a browser that is signed in', () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await testSite({ worker: false });
  });
  afterAll(() => site.stop());

  const shift = (ms: number) => site.context.clock.move(site.context.clock.offsetMs() + ms);
  /** Somebody new with these grants, signed in. */
  const enter = async (name: string, ...grants: Grant[]): Promise<Visitor> => {
    const browser = visitor(site);
    const [cookie, value] = (await cookieOf(site, await newAccount(site, grants, name))).split('=') as [string, string];
    browser.cookies.set(cookie, value);
    return browser;
  };
  /** Asks for a code and types what the mail would say. */
  const typeCode = async (browser: Visitor, mail: string, next: string) => {
    await browser.post('/sign-in', { mail, next });
    const { signInCodes } = site.context;
    const asked = (await site.service.store.signInCodes.get(signInCodes.idOf(mail)))!;
    return await browser.post('/sign-in/code', { code: signInCodes.codeOf(asked)! });
  };
  const accountOf = async (name: string) => (await site.service.store.accounts.byMail(`${name}@tinh-d.example`))!;

  test('is signed out after eight hours without a click, and after twelve in any case', async () => {
    const idle = await enter('idle', { role: 'office' });
    const busy = await enter('busy', { role: 'office' });
    for (let hours = 0; hours < 12; hours += 4) {
      expect((await busy.get('/app')).status).toBe(200);
      shift(4 * HOUR - 1_000);
    }
    expect((await busy.get('/app')).status).toBe(200);
    expect(whereTo(await idle.get('/app'))).toBe('303 /sign-in?next=%2Fapp');
    expect(textOf((await idle.get('/sign-in')).html)).toContain('Phiên làm việc đã kết thúc.');
    shift(5_000);
    expect(whereTo(await busy.get('/app'))).toBe('303 /sign-in?next=%2Fapp');
  });

  test('is signed out for good: its cookie opens nothing afterwards', async () => {
    const browser = await enter('out', { role: 'office' });
    const replay = visitor(site);
    for (const [name, value] of browser.cookies) replay.cookies.set(name, value);
    expect(whereTo(await browser.post('/sign-out', {}))).toBe('303 /sign-in?note=signedOut');
    for (const old of [browser, replay]) expect((await old.get('/app')).status).toBe(303);
    const trail = await site.service.store.audit.trail(`accounts/${(await accountOf('out'))._id}`);
    expect(trail.map(({ type }) => type)).toEqual(['created', 'signedOut']);
  });

  test('has a cookie that nobody can make', async () => {
    const browser = await enter('forged', { role: 'office' });
    const [[name, value]] = [...browser.cookies] as [[string, string]];
    const [id, signature] = decodeURIComponent(value).slice(2).split('.') as [string, string];
    for (const forged of [
      id,
      `s:${id}`,
      `s:${id}.`,
      `s:${id}x.${signature}`,
      `s:x.${signature}`,
      's:.',
      'j:{}',
      '%',
      'a'.repeat(5_000),
    ]) {
      const answer = await site.get('/app', { cookie: `${name}=${encodeURIComponent(forged)}` });
      expect([forged, answer.status]).toEqual([forged, 303]);
    }
    expect((await browser.get('/app')).status).toBe(200);
  });

  test('loses a role that is taken away with the next click, and is offered the others', async () => {
    const browser = await enter('demoted', { role: 'admin' }, { role: 'unit', unit: 'U01' });
    expect((await browser.get('/app')).status).toBe(200);
    const { store } = site.service;
    const { _id, version } = await accountOf('demoted');
    await store.accounts.edit(_id, version, { grants: [{ role: 'unit', unit: 'U01' }] });
    const refused = await browser.get('/app');
    expect(refused.status).toBe(403);
    expect(textOf(refused.html)).toContain('Vai trò “Quản trị viên” đã được thu hồi hoặc đã hết hạn');
    expect(whereTo(await browser.post('/sign-in/role', { as: 'admin' }))).toBe('303 /app');
    expect((await browser.get('/app')).status).toBe(403);
    const [choice] = formsIn(refused.html);
    expect(choice?.buttons).toEqual(['unit@U01']);
    await browser.post(choice!.action, { as: 'unit@U01' });
    const unit = await browser.get('/app');
    expect([unit.status, textOf(unit.html)]).toEqual([200, expect.stringContaining('Sở Tài chính')]);
    await store.accounts.edit(_id, version + 1, { status: 'ended' });
    const over = await browser.get('/app');
    expect([over.status, textOf(over.html)]).toEqual([
      403,
      expect.stringContaining('Tài khoản này không còn được sử dụng.'),
    ]);
    expect((await browser.post('/sign-out', {})).status).toBe(303);
  });

  test('is an inspector until the end of the last day, and each look is on record', async () => {
    const day = site.context.clock.now().slice(0, 10);
    const browser = await enter('inspects', { role: 'inspector', until: day });
    expect((await browser.get('/app?x=1')).status).toBe(200);
    const trail = await site.service.store.audit.trail(`accounts/${(await accountOf('inspects'))._id}`);
    expect(trail.at(-1)).toMatchObject({ type: 'looked', data: { page: '/app' } });
    shift(24 * HOUR);
    const over = await visitor(site).get('/app', { cookie: await cookieOf(site, await accountOf('inspects')) });
    expect(over.status).toBe(403);
  });

  test('changes between what it may be', async () => {
    const browser = await enter('both', { role: 'office' }, { role: 'clerk', unit: 'U01' });
    const page = await browser.get('/app');
    expect(page.html).toContain('value="clerk@U01"');
    await browser.post('/sign-in/role', { as: 'clerk@U01' });
    const changed = textOf((await browser.get('/app')).html);
    expect(changed).toContain('Văn thư');
    expect(changed).toContain('Sở Tài chính');
    await browser.post('/sign-in/role', { as: 'secretary' });
    expect(textOf((await browser.get('/app')).html)).toContain('Văn thư');
  });

  test('reads in the language that it has chosen, and comes back to where it was', async () => {
    const browser = await enter('reads', { role: 'office' });
    const chosen = await browser.post('/app/language', { lang: 'en', back: '/app?x=1' });
    expect(whereTo(chosen)).toBe('303 /app?x=1');
    const page = await browser.get('/app');
    expect(page.html).toContain('<html lang="en">');
    expect(textOf(page.html)).toContain('Awards officer');
    expect((await browser.post('/app/language', { lang: 'fr' })).status).toBe(400);
    expect(whereTo(await browser.post('/app/language', { lang: 'vi', back: '//evil.example' }))).toBe('303 /app');
  });

  test('a form that comes after the end is given back to its owner, once he has signed in', async () => {
    const browser = await enter('typing', { role: 'office' });
    shift(9 * HOUR);
    const fields = { name: 'Lê Thị "Mẫu" <&>', merit: 'Dòng một\r\nDòng hai', submission: '3-abcdefgh' };
    const kept = await browser.post('/app/language', { ...fields, lang: 'en' });
    expect(whereTo(kept)).toBe('303 /sign-in?next=%2Fapp%2Fkept');
    expect(textOf((await browser.get('/sign-in?next=/app/kept')).html)).toContain('Nội dung vừa nhập còn nguyên');
    const stranger = visitor(site);
    for (const [name, value] of browser.cookies) stranger.cookies.set(name, value);
    const { mail } = await newAccount(site, [{ role: 'office' }], 'stranger');
    expect(whereTo(await typeCode(stranger, mail, '/app/kept'))).toBe('303 /app/kept');
    expect(whereTo(await stranger.get('/app/kept'))).toBe('303 /app');
    // his own browser: the one that the stranger has used is signed in as the stranger
    const own = await enter('typing', { role: 'office' });
    shift(9 * HOUR);
    await own.post('/app/language', { ...fields, lang: 'en' });
    expect(whereTo(await typeCode(own, 'typing@tinh-d.example', '/app'))).toBe('303 /app/kept');
    const page = await own.get('/app/kept');
    const again = formsIn(page.html).find(({ fields: { submission } }) => submission === fields.submission);
    expect(again?.action).toBe('/app/language');
    expect(again?.fields).toEqual({ ...fields, lang: 'en', as: 'office' });
    await own.post('/app/kept', { submission: 'kept' });
    expect(whereTo(await own.get('/app/kept'))).toBe('303 /app');
  });

  test('a long list is given back whole, and a form with files as one; what a script saves is not counted', async () => {
    const browser = await enter('ticks', { role: 'unit', unit: 'U01' });
    shift(9 * HOUR);
    const path = '/app/submit/ticks?round=R&award=LDTT';
    const fields: Record<string, string> = { submission: '1-abcdefgh' };
    for (let no = 0; no < 1_500; no += 1) fields[`person.P${no}`] = 'yes';
    for (let no = 0; no < 25; no += 1) {
      const quiet = await browser.post(path, fields, { accept: 'application/json' });
      expect([quiet.status, JSON.parse(quiet.html)]).toEqual([
        401,
        { said: expect.stringContaining('Phiên làm việc đã kết thúc') as string, stop: true },
      ]);
    }
    expect(whereTo(await browser.post(path, fields))).toBe('303 /sign-in?next=%2Fapp%2Fkept');
    expect((await browser.post(path, { merit: 'dài'.repeat(200_000) })).status).toBe(413);
    await typeCode(browser, 'ticks@tinh-d.example', '/app');
    const list = formsIn((await browser.get('/app/kept')).html).find(({ action }) => action === path);
    expect(list?.fields).toEqual({ ...fields, as: 'unit@U01' });

    const other = await enter('files', { role: 'unit', unit: 'U01' });
    shift(9 * HOUR);
    const body = new FormData();
    body.append('merit', 'Đã gõ');
    body.append('file.other', new Blob([new Uint8Array(1_000_000)]), 'a.pdf');
    const headers = {
      cookie: [...other.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-forwarded-proto': 'https',
      'sec-fetch-site': 'same-origin',
    };
    const sent = await fetch(`${site.url}/app/submit/drafts/HS-1`, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers,
    });
    const swollen = new FormData();
    for (let no = 0; no < 60; no += 1) swollen.append(`f${no}`, 'x'.repeat(100_000));
    const refused = await fetch(`${site.url}/app/submit/drafts/HS-1`, { method: 'POST', body: swollen, headers });
    expect(refused.status).toBe(413);
    for (const cookie of sent.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      other.cookies.set(name!, value!);
    }
    await typeCode(other, 'files@tinh-d.example', '/app');
    const { html } = await other.get('/app/kept');
    expect(html).toContain('action="/app/submit/drafts/HS-1" enctype="multipart/form-data"');
    expect(formsIn(html).find(({ action }) => action.endsWith('HS-1'))?.fields).toMatchObject({ merit: 'Đã gõ' });
  });

  test('a form is carried out as what its reader was when he opened it, and as nothing else', async () => {
    const grants: Grant[] = [
      { role: 'unit', unit: 'U01' },
      { role: 'unit', unit: 'U02' },
    ];
    const browser = await enter('two-units', ...grants);
    await browser.post('/sign-in/role', { as: 'unit@U02' });
    const [form] = formsIn((await browser.get('/app/account')).html).filter(({ fields }) => 'language' in fields);
    expect(form?.fields['as']).toBe('unit@U02');
    // another tab
    await browser.post('/sign-in/role', { as: 'unit@U01' });
    const typed = { ...form!.fields, language: 'en', note: 'Đã gõ' };
    const quiet = await browser.post(form!.action, typed, { accept: 'application/json' });
    expect([quiet.status, JSON.parse(quiet.html)]).toEqual([409, expect.objectContaining({ stop: true })]);
    const refused = await browser.post(form!.action, typed);
    expect(refused.status).toBe(409);
    expect(textOf(refused.html)).toContain('được mở khi đang làm việc với vai trò hoặc đơn vị khác');
    expect((await accountOf('two-units')).language).toBe('vi');
    const back = formsIn(refused.html).find(({ fields }) => fields['next'] === '/app/kept')!;
    expect(back.buttons).toEqual(['unit@U02']);
    expect(whereTo(await browser.post(back.action, { ...back.fields, as: 'unit@U02' }))).toBe('303 /app/kept');
    const again = formsIn((await browser.get('/app/kept')).html).find(({ fields }) => 'note' in fields)!;
    expect(again.fields).toEqual(typed);

    // after the end of the session
    shift(9 * HOUR);
    expect((await browser.post(again.action, again.fields)).status).toBe(303);
    expect(whereTo(await typeCode(browser, 'two-units@tinh-d.example', '/app'))).toBe('303 /app/kept');
    const kept = formsIn((await browser.get('/app/kept')).html).find(({ fields }) => 'note' in fields)!;
    expect(kept.fields).toEqual(typed);
    expect((await browser.post(kept.action, kept.fields)).status).toBe(303);
    expect((await accountOf('two-units')).language).toBe('en');
  });

  test('nobody learns from a page that he may not see whether it is there', async () => {
    const account = await accountFor(site, 'clerk');
    const browser = visitor(site);
    const cookie = await cookieOf(site, account);
    expect((await browser.get('/app/none', { cookie })).status).toBe(404);
    expect((await browser.get('/app/none')).status).toBe(404);
  });
});
