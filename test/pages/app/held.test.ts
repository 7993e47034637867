import { Problem } from '../../../domain/errors';
import { textOf } from '../form';
import { testSite, type TestSite } from '../site';
import { someone, type Someone } from './someone';
import { visitor, whereTo } from './visitor';

const HOUR_MS = 3_600_000;
/** As a browser says that it goes where the form leads. */
const browser = { 'sec-fetch-dest': 'document' };

let site: TestSite;
let office: Someone;
beforeAll(async () => {
  site = await testSite({ worker: false });
  office = await someone(site, 'office');
});
afterAll(() => site.stop());

/** A record that is refused; its name, as it was typed, tells which. */
const refused = async (name: string, headers: Record<string, string> = browser) =>
  office.post('/app/people/new', { ...(await office.opened('/app/people/new')), name }, undefined, headers);
const held = () => site.service.database.collection('heldPages').countDocuments();

test('a form that a browser sends and that is refused is shown by an address, as often as it is asked', async () => {
  const answer = await refused('Vàng Thị Mẫu');
  expect([answer.status, answer.html]).toEqual([303, expect.not.stringContaining('Mẫu')]);
  const at = answer.headers.get('location')!;
  expect(at).toMatch(/^\/app\/people\/new\?shown=[\w-]{22}$/);
  for (let times = 0; times < 2; times += 1) {
    const { status, html, headers } = await office.get(at);
    expect([status, headers.get('cache-control')]).toEqual([400, 'no-store']);
    expect(html).toContain('value="Vàng Thị Mẫu"');
  }
  // the record knows no address that opens it
  const [record] = await site.service.database.collection('heldPages').find().toArray();
  expect(JSON.stringify(record)).not.toContain(at.split('=')[1]);
});

test('what is no browser reads the answer where it asked', async () => {
  const { status, html } = await refused('Vàng Thị Mẫu', {});
  expect([status, textOf(html)]).toEqual([400, expect.stringContaining('Mã')]);
});

test('it is for the one whose form it was; others, and whoever asks when it is held no longer, come to the page itself', async () => {
  const at = whereTo(await refused('Giàng A Mẫu')).replace('303 ', '');
  const others = [await someone(site, 'office', 'U01'), await someone(site, 'admin')];
  for (const other of others) expect(whereTo(await other.get(at))).toBe('303 /app/people/new');
  expect(whereTo(await office.get(at.replace('people', 'units')))).toBe('303 /app/units/new');
  for (const made of ['x', '', `${'x'.repeat(22)}&shown=y`])
    expect(whereTo(await office.get(`/app/people/new?q=1&shown=${made}`))).toBe('303 /app/people/new?q=1');
  expect(whereTo(await site.get(at, { 'x-forwarded-proto': 'https' }))).toContain('303 /sign-in?next=');
  site.context.clock.move(site.context.clock.offsetMs() + 13 * HOUR_MS);
  office = await someone(site, 'office');
  await refused('Sùng Thị Mẫu');
  expect([await held(), whereTo(await office.get(at))]).toEqual([1, '303 /app/people/new']);
});

test('where the records are away it is sent at once', async () => {
  const { heldPages } = site.context.store;
  const before = { ...heldPages };
  Object.assign(heldPages, { hold: () => Promise.reject(new Problem('STORE_BUSY')) });
  const { status, html } = await refused('Lò Văn Mẫu');
  Object.assign(heldPages, before);
  expect([status, html]).toEqual([400, expect.stringContaining('value="Lò Văn Mẫu"')]);
});

describe('it is gone', () => {
  const placeOf = async (name: string) => whereTo(await refused(name)).replace('303 ', '');
  const kinds = async () => {
    const found = await site.service.database.collection('heldPages').find().toArray();
    return found.map(({ path }) => String(path)).sort();
  };

  test('when its time is over, though no other page was held since, and with the next browser that asks to sign in', async () => {
    const at = await placeOf('Hầu Thị Mẫu');
    site.context.clock.move(site.context.clock.offsetMs() + 13 * HOUR_MS);
    office = await someone(site, 'office');
    expect([await held(), whereTo(await office.get(at))]).toEqual([expect.any(Number), '303 /app/people/new']);
    expect(await held()).toBeGreaterThan(0);
    await visitor(site).post('/sign-in', { mail: 'nobody@tinh-d.example' });
    expect(await held()).toBe(0);
  });

  test('when its browser signs out; what other browsers and other people were shown stays', async () => {
    const other = await someone(site, 'admin');
    const sent = { ...(await other.opened('/app/people/new')), name: 'Má A Mẫu' };
    const theirs = whereTo(await other.post('/app/people/new', sent, undefined, browser)).replace('303 ', '');
    const first = await placeOf('Thào A Mẫu');
    const before = office;
    office = await someone(site, 'office');
    const second = await placeOf('Sùng A Mẫu');
    await before.post('/sign-out', {});
    expect(whereTo(await office.get(first))).toBe('303 /app/people/new');
    for (const shown of [await office.get(second), await other.get(theirs)]) expect(shown.status).toBe(400);
    await office.post('/app/account/sign-out', { browser: 'all' });
    office = await someone(site, 'office');
    expect([whereTo(await office.get(second)), await held()]).toEqual(['303 /app/people/new', 1]);
  });

  test('when the form that it keeps is discarded', async () => {
    await placeOf('Vừ A Mẫu');
    const elsewhere = { ...(await office.opened('/app/units/new')), as: 'unit@U02', name: 'Phòng Mẫu' };
    const answer = await office.post('/app/units/new', elsewhere, undefined, browser);
    const at = whereTo(answer).replace('303 ', '');
    expect((await office.get(at)).html).toContain('Phòng Mẫu');
    await office.post('/app/kept', { submission: 'kept' });
    expect(whereTo(await office.get(at))).toBe('303 /app/units/new');
    expect(await kinds()).toEqual(['/app/people/new', '/app/people/new']);
  });
});
