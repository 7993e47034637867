import { accountFor, cookieOf, formerAccount, newAccount } from '../../setup/accounts';
import { eventually } from '../../setup/service';
import { formsIn, textOf, type Form } from '../form';
import { testSite, type Answer, type TestSite } from '../site';
import { visitor, whereTo, type Visitor } from './visitor';

describe('who may sign in', () => {
  let site: TestSite;
  let admin: Visitor;
  beforeAll(async () => {
    site = await testSite();
    admin = await enter(await accountFor(site, 'admin'));
  });
  afterAll(() => site.stop());

  const enter = async (account: Awaited<ReturnType<typeof accountFor>>): Promise<Visitor> => {
    const browser = visitor(site);
    const [name, value] = (await cookieOf(site, account)).split('=') as [string, string];
    browser.cookies.set(name, value);
    return browser;
  };
  const formOf = ({ html }: Answer): Form => formsIn(html).find(({ fields }) => 'submission' in fields)!;
  const fill = async (path: string, filled: Record<string, string>): Promise<Answer> => {
    const { fields } = formOf(await admin.get(path));
    return await admin.post(path, { ...fields, ...filled });
  };
  const said = { mail: 'moi@tinh-d.example', name: 'Lê Thị Mẫu', 'role.0': 'unit', 'unit.0': 'sở tài chính' };

  test('an administrator invites somebody, once however often he presses', async () => {
    const { fields } = formOf(await admin.get('/app/access/new'));
    const once = await admin.post('/app/access/new', { ...fields, ...said });
    const twice = await admin.post('/app/access/new', { ...fields, ...said });
    expect(whereTo(once)).toMatch(/^303 \/app\/access\/\w+\?done=invited$/);
    expect(whereTo(twice)).toBe(whereTo(once));
    const { store, mails } = site.service;
    const account = (await store.accounts.byMail(said.mail))!;
    expect(account).toMatchObject({ name: 'Lê Thị Mẫu', grants: [{ role: 'unit', unit: 'U01' }], status: 'active' });
    const [mail] = await eventually(
      () => Promise.resolve(mails.to(said.mail)),
      (found) => found.length > 0,
    );
    expect(mail?.text).toContain('- Người lập hồ sơ của đơn vị, Sở Tài chính');
    expect(mail?.text).toContain('https://vinhdanh.example/sign-in');
    await eventually(
      async () => textOf((await admin.get(`/app/access/${account._id}`)).html),
      (text) => text.includes('Thư mời Đã gửi'),
    );
    expect(textOf((await admin.get('/app/access')).html)).toContain('Lê Thị Mẫu');
    expect(mails.to(said.mail)).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, string]>([
    ['nothing', { mail: '', name: '', 'role.0': '' }, 'Không phải là địa chỉ thư điện tử.'],
    ['no role', { 'role.0': '', 'unit.0': '' }, 'Cần ít nhất một vai trò.'],
    ['no address', { mail: 'không phải' }, 'Không phải là địa chỉ thư điện tử.'],
    ['an address that has an account', { mail: 'ADMIN@tinh-d.example' }, 'Địa chỉ thư điện tử này đã có tài khoản.'],
    ['a unit that does not exist', { 'unit.0': 'Sở Không Có' }, 'Không có đơn vị nào mang mã hoặc tên “Sở Không Có”'],
    ['an unknown code', { 'unit.0': 'U99' }, 'Không có đơn vị nào mang mã hoặc tên “U99”'],
    ['a preparer without a unit', { 'unit.0': '' }, 'Vai trò này cần có đơn vị.'],
    ['an administrator of a unit', { 'role.0': 'admin' }, 'Vai trò này là của toàn tỉnh'],
    ['an inspector without an end', { 'role.1': 'inspector' }, 'Vai trò kiểm tra cần có ngày kết thúc.'],
    ['a day that does not exist', { 'role.1': 'inspector', 'until.1': '2027-02-30' }, 'Không phải là một ngày có thật'],
    [
      'a last day that is over',
      { 'role.1': 'inspector', 'until.1': '2020-12-31' },
      'Ngày cuối này đã qua; đề nghị chọn từ hôm nay trở đi.',
    ],
    ['a name that is too long', { name: 'Mẫu'.repeat(150) }, 'Nhiều nhất 200 ký tự.'],
    ['the same role twice', { 'role.1': 'unit', 'unit.1': 'U01' }, 'Vai trò này đã có ở trên.'],
    ['a role that is none', { 'role.0': 'king' }, 'Cần có mục này.'],
    ['a telephone that is none', { phone: 'gọi tôi' }, 'Không phải là số điện thoại.'],
  ])('%s is refused at its field, and everything typed stays', async (_name, typed, sentence) => {
    const all = { ...said, mail: 'khac@tinh-d.example', ...typed };
    const refused = await fill('/app/access/new', all);
    expect([refused.status, textOf(refused.html)]).toEqual([400, expect.stringContaining(sentence)]);
    const { fields } = formOf(refused);
    for (const [name, value] of Object.entries(all))
      if (name in fields && value !== 'king') expect([name, fields[name]]).toEqual([name, value]);
    expect(await site.service.store.accounts.byMail('khac@tinh-d.example')).toBeUndefined();
  });

  test('the last administrator cannot end himself, nor give his role away', async () => {
    const { _id } = await accountFor(site, 'admin');
    const path = `/app/access/${_id}`;
    for (const filled of [{ status: 'ended' }, { 'role.0': 'office' }]) {
      const refused = await fill(path, filled);
      expect([refused.status, textOf(refused.html)]).toEqual([
        409,
        expect.stringContaining('Đây là quản trị viên cuối cùng.'),
      ]);
    }
    await formerAccount(site, 'admin', 'former');
    expect((await fill(path, { status: 'ended' })).status).toBe(409);
    expect((await admin.get('/app/access')).status).toBe(200);
  });

  test('a change is in force at once, and of the version that was shown', async () => {
    const account = await newAccount(site, [{ role: 'office' }], 'changes');
    const path = `/app/access/${account._id}`;
    const theirs = await enter(account);
    expect((await theirs.get('/app')).status).toBe(200);
    const page = await admin.get(path);
    expect(whereTo(await fill(path, { 'role.1': 'clerk' }))).toBe(`303 ${path}?done=saved`);
    const stale = await admin.post(path, { ...formOf(page).fields, name: 'Tên khác', 'role.0': 'office' });
    expect([stale.status, textOf(stale.html)]).toEqual([
      409,
      expect.stringContaining('đã thay đổi sau khi trang này được mở'),
    ]);
    expect(stale.html).toContain('value="Tên khác"');
    expect((await theirs.get('/app')).status).toBe(200);
    expect(whereTo(await fill(path, { status: 'ended' }))).toBe(`303 ${path}?done=saved`);
    expect((await theirs.get('/app')).status).toBe(403);
    const trail = await site.service.store.audit.trail(`accounts/${account._id}`);
    expect(trail.map(({ type, actor }) => [type, actor.split(':')[0]])).toEqual([
      ['created', 'service'],
      ['updated', 'account'],
      ['ended', 'account'],
    ]);
    await fill(path, { status: 'active', 'role.0': 'secretary' });
    expect((await site.service.store.accounts.need(account._id)).status).toBe('active');
  });

  test('an invitation is mailed again, three times a day at most', async () => {
    const account = await newAccount(site, [{ role: 'office' }], 'again');
    const path = `/app/access/${account._id}`;
    const all = [];
    const press = async (no: number) =>
      whereTo(await admin.post(path, { step: 'invite', submission: `0-invite-${no}` }));
    // the second click on a button is the first one again
    for (const no of [1, 1, 2, 3, 4]) all.push(await press(no));
    expect(all).toEqual([...Array<string>(4).fill(`303 ${path}?done=resent`), '429 ']);
    await eventually(
      () => Promise.resolve(site.service.mails.to(account.mail).length),
      (count) => count === 3,
    );
  });

  test.each(['unit', 'office', 'secretary', 'authority', 'clerk', 'inspector'] as const)('%s may not', async (role) => {
    const browser = await enter(await accountFor(site, role, role === 'unit' ? 'U01' : undefined));
    for (const path of ['/app/access', '/app/access/new', '/app/access/none']) {
      const refused = await browser.get(path);
      expect([path, refused.status, textOf(refused.html)]).toEqual([
        path,
        403,
        expect.stringContaining('Vai trò hiện tại không được thực hiện việc này.'),
      ]);
    }
    expect((await browser.post('/app/access/new', said)).status).toBe(403);
    expect((await browser.get('/app')).html).not.toContain('href="/app/access"');
  });

  test('everybody sees where he is signed in, and ends it there or everywhere', async () => {
    const account = await newAccount(site, [{ role: 'office' }], 'places');
    const [here, phone, third] = [await enter(account), await enter(account), await enter(account)];
    const listed = formsIn((await here.get('/app/account')).html).filter(
      ({ action }) => action === '/app/account/sign-out',
    );
    expect(listed.map(({ buttons }) => buttons.length)).toEqual([1, 1, 1]);
    const stranger = await enter(await newAccount(site, [{ role: 'office' }], 'stranger'));
    const [first] = listed;
    await stranger.post('/app/account/sign-out', { browser: first!.buttons[0]! });
    await here.post('/app/account/sign-out', { browser: first!.buttons[0]! });
    const open = [];
    for (const browser of [here, phone, third]) open.push((await browser.get('/app')).status);
    expect(open.sort()).toEqual([200, 200, 303]);
    expect(open[0]).toBe(200);
    await here.post('/app/account/sign-out', { browser: 'all' });
    for (const browser of [here, phone, third]) expect((await browser.get('/app')).status).toBe(303);
  });

  test('the language of pages and mails is kept', async () => {
    const account = await newAccount(site, [{ role: 'office' }], 'speaks');
    const browser = await enter(account);
    expect(whereTo(await browser.post('/app/account/language', { language: 'en' }))).toBe(
      '303 /app/account?done=language',
    );
    expect((await browser.get('/app')).html).toContain('<html lang="en">');
    expect((await site.service.store.accounts.need(account._id)).language).toBe('en');
  });
});
