import { accountFor, cookieOf, newAccount } from '../../setup/accounts';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { formsIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import { visitor, whereTo, type Visitor } from './visitor';
import type { Grant } from '../../../domain/accounts';
import type { AccountRecord } from '../../../platform/store';

/** Who answers a unit's questions: its officer at the province's office, by name and telephone, on every page about it. */

let site: TestSite;
let docket: TestDocket;
let officer: AccountRecord;
beforeAll(async () => {
  site = await testSite();
  docket = await sendDocket(site.service, [dossier('BKT', 1)]);
  await docket.reach('submitted');
  officer = await newAccount(site, [{ role: 'office' }], 'handles');
  const { people, units } = site.service.store;
  const person = { name: 'Đặng Thị Thụ Lý', address: 'Bà', post: 'Chuyên viên', unit: 'U02', language: 'vi' } as const;
  await people.put({ ...person, _id: 'TL1', email: officer.mail });
  await units.put({ ...(await units.need('U01')), handledBy: 'TL1' });
  await units.put({
    _id: 'U01r',
    name: 'Phòng Ngân sách',
    kind: 'room',
    parent: 'U01',
    symbol: 'NS',
    validFrom: '2026-01-01',
  });
});
afterAll(() => site.stop());

async function signedIn(account: AccountRecord): Promise<Visitor> {
  const browser = visitor(site);
  const [name, value] = (await cookieOf(site, account)).split('=') as [string, string];
  browser.cookies.set(name, value);
  return browser;
}
const as = async ({ role, unit }: Grant): Promise<Visitor> => signedIn(await accountFor(site, role, unit));
const OWN = /Đặng Thị Thụ Lý,? (?:\(?điện thoại )?0215 000 777/;
/** Which of the two telephones stands on a page. */
const phones = (html: string): string[] => ['0215 000 000', '0215 000 777'].filter((one) => textOf(html).includes(one));

test('until he can be called, the province answers; from then on he does', async () => {
  const unit = await as({ role: 'unit', unit: 'U01' });
  const link = await site.token('status', docket.unitProposal, 'contact');
  expect(phones((await unit.get('/app')).html)).toEqual(['0215 000 000']);
  const admin = await as({ role: 'admin' });
  expect(textOf((await admin.get('/app/units/U01')).html)).toContain('chưa có tài khoản kèm số điện thoại');

  // he enters it himself, and not what is no number
  const own = await signedIn(officer);
  const wrong = await own.post('/app/account/phone', { phone: 'máy lẻ 12' });
  expect(wrong.status).toBe(400);
  expect(textOf(wrong.html)).toContain('Đây chưa phải là số điện thoại.');
  expect(wrong.html).toContain('value="máy lẻ 12"');
  const form = formsIn((await own.get('/app/account')).html).find(({ action }) => action === '/app/account/phone')!;
  const saved = await own.post(form.action, { ...form.fields, phone: '0215 000 777' });
  expect(whereTo(saved)).toBe('303 /app/account?done=phone');
  expect((await own.get('/app/account?done=phone')).html).toContain('Đã lưu số điện thoại.');

  for (const [browser, path] of [
    [unit, '/app'],
    [unit, `/app/submit/sent/${docket.unitProposal}`],
    [await as({ role: 'unit', unit: 'U01r' }), '/app'],
    [visitor(site), link],
  ] as const) {
    const { status, html } = await browser.get(path);
    expect([path, status, phones(html), OWN.test(textOf(html))]).toEqual([path, 200, ['0215 000 777'], true]);
  }
  const office = await as({ role: 'office' });
  const line = await office.get(`/app/nominations/${docket.nominations[0]!}`);
  expect(textOf(line.html)).toMatch(OWN);
  expect(textOf((await admin.get('/app/units/U01')).html)).toMatch(OWN);

  // other units, and whoever works for the province, call the province's officer as before
  for (const browser of [await as({ role: 'unit', unit: 'U02' }), office]) {
    expect(phones((await browser.get('/app')).html)).toEqual(['0215 000 000']);
  }
});

test('his telephone can be taken away by himself, and the trail has both changes', async () => {
  const own = await signedIn(officer);
  expect(whereTo(await own.post('/app/account/phone', { phone: '' }))).toBe('303 /app/account?done=phone');
  expect(await site.service.store.accounts.need(officer._id)).not.toHaveProperty('phone');
  const trail = await site.service.store.audit.trail(`accounts/${officer._id}`);
  expect(trail.filter(({ type }) => type === 'updated')).toHaveLength(2);
  expect(phones((await (await as({ role: 'unit', unit: 'U01' })).get('/app')).html)).toEqual(['0215 000 000']);
});
