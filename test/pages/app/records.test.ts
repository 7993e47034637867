import { accountFor, cookieOf } from '../../setup/accounts';
import { formsIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import type { Role } from '../../../domain/roles';
import type { PersonRecord } from '../../../platform/store';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
  const { people } = site.service.store;
  const one: PersonRecord = {
    _id: 'M1',
    name: 'Hoàng Thị Đoan Mẫu',
    address: 'Bà',
    post: 'Chuyên viên',
    unit: 'U01',
    birthDate: '1985-02-03',
    language: 'vi',
  };
  await people.put(one);
  await people.put({ ...one, _id: 'M2', name: 'Hoàng Thị Đoàn Mẫu', post: 'Phó Trưởng phòng', unit: 'U02' });
  await people.put({ ...one, _id: 'M3', birthDate: '1990-12-01', post: 'Kế toán trưởng' });
});
afterAll(() => site.stop());

async function someone(role: Role, unit?: string) {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  const headers = { cookie, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  return {
    get: (path: string) => site.get(path, headers),
    post: (path: string, fields: Record<string, string>) => site.post(path, fields, headers),
    /** Fills in a form as it stands and sends it. */
    async fill(path: string, typed: Record<string, string>) {
      const { html } = await site.get(path, headers);
      return site.post(path, { ...mainForm(html), ...typed }, headers);
    },
  };
}

/** The form of a record; the frame has forms of its own. */
const mainForm = (html: string) => formsIn(html).find(({ fields }) => 'submission' in fields)!.fields;
const where = (answer: { status: number; headers: Headers }) =>
  `${answer.status} ${answer.headers.get('location') ?? ''}`;

describe('people', () => {
  test('are found without diacritics, and told apart by birth date and post', async () => {
    const { html } = await (await someone('office')).get('/app/people?q=hoang+doan');
    const text = textOf(html);
    for (const said of ['M1', 'M2', 'M3', '03/02/1985', '01/12/1990', 'Kế toán trưởng']) expect(text).toContain(said);
    expect(text).not.toContain('Nguyễn Văn Mẫu C1');
  });

  test('of the same name and birth date are shown as duplicates, and beside each other', async () => {
    const office = await someone('office');
    const list = textOf((await office.get('/app/people?same=true')).html);
    expect(list).toContain('Có thể trùng với M2');
    expect(list).not.toContain('M3');
    const beside = textOf((await office.get('/app/people/M1/beside/M2')).html);
    expect(beside).toContain('có thể là một người');
    expect(beside).toContain('Phó Trưởng phòng');
    expect(textOf((await office.get('/app/people/M1')).html)).toContain('Có thể trùng với bản ghi M2');
  });

  test('of other units do not exist for the office of a unit, not as duplicates either', async () => {
    const office = await someone('office', 'U01');
    expect(textOf((await office.get('/app/people?q=doan')).html)).not.toContain('M2');
    expect((await office.get('/app/people?same=true')).html).not.toContain('M2');
    expect((await office.get('/app/people/M2')).status).toBe(404);
    expect((await office.get('/app/people/M1/beside/M2')).status).toBe(404);
  });

  test('are added once: the code of somebody else is refused, with all that was typed', async () => {
    const office = await someone('office');
    const typed = { code: 'M9', name: 'Vàng A Mẫu', post: 'Bí thư', unit: 'Sở Nội vụ', birthDate: '1979-05-19' };
    expect(where(await office.fill('/app/people/new', typed))).toBe('303 /app/people/M9?done=saved');
    expect(await site.service.store.people.need('M9')).toMatchObject({ unit: 'U02', name: 'Vàng A Mẫu' });
    const again = await office.fill('/app/people/new', { ...typed, name: 'Người Khác Mẫu' });
    expect(again.status).toBe(400);
    expect(textOf(again.html)).toContain('M9 đã có');
    expect(again.html).toContain('value="Người Khác Mẫu"');
  });

  test.each([
    [{ name: '' }, 'Cần có mục này.'],
    [{ unit: 'Sở Không có' }, 'Không có đơn vị nào mang mã hoặc tên “Sở Không có”'],
    [{ birthDate: '2026-02-30' }, 'Không phải là một ngày có thật'],
    [{ email: 'mau@' }, 'Không phải là địa chỉ thư điện tử.'],
    [{ name: 'Mẫu'.repeat(80) }, 'Nhiều nhất 200 ký tự.'],
  ])('are not corrected by %j, which is refused at its field', async (typed, sentence) => {
    const refused = await (await someone('office')).fill('/app/people/M3/edit', typed);
    expect(refused.status).toBe(400);
    expect(textOf(refused.html)).toContain(sentence);
    expect(refused.html).toContain('aria-invalid="true"');
    const [value] = Object.values(typed);
    expect(refused.html).toContain(`value="${value}"`);
  });

  test('are not overwritten from a page that was opened before another change', async () => {
    const office = await someone('office');
    const { html } = await office.get('/app/people/M3/edit');
    const old = mainForm(html);
    expect(where(await office.post('/app/people/M3/edit', { ...old, post: 'Trưởng phòng' }))).toContain('303');
    const late = await office.post('/app/people/M3/edit', { ...old, post: 'Kế toán' });
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('Bản ghi đã được sửa ở nơi khác');
    expect(late.html).toContain('value="Kế toán"');
    expect((await site.service.store.people.need('M3')).post).toBe('Trưởng phòng');
    // sent again from the page that says so, it is done knowingly; and the trail has all of it
    expect(where(await office.post('/app/people/M3/edit', mainForm(late.html)))).toContain('303');
    const trail = await site.service.store.audit.trail('people/M3');
    expect(trail.map(({ type }) => type)).toEqual(['updated', 'updated']);
  });

  test('have their grades and matters recorded, which only those see who may', async () => {
    const office = await someone('office');
    expect(where(await office.fill('/app/people/M1/grade', { year: '2025', grade: 'well' }))).toContain('303');
    const early = await office.fill('/app/people/M1/grade', { year: '2100', grade: 'well' });
    expect([early.status, textOf(early.html).includes('Năm 2100 chưa đến.')]).toEqual([400, true]);
    const bare = await office.fill('/app/people/M1/grade', { year: '2024', grade: '' });
    expect(textOf(bare.html)).toContain('Cần có xếp loại, hoặc ghi nghỉ thai sản.');
    const matter = { matter: 'discipline', measure: 'reprimand', from: '2026-01-05', paper: '15/QĐ-SNV' };
    expect(where(await office.fill('/app/people/M1/conduct', matter))).toContain('303');
    const { html } = await office.get('/app/people/M1');
    expect(textOf(html)).toContain('Hoàn thành tốt nhiệm vụ');
    expect(textOf(html)).toContain('Khiển trách');
    const [, form] = /href="([^"]*\/conduct\/[^"]+)"/.exec(html)!;
    const closed = { to: '2026-07-05', closingPaper: '90/QĐ-SNV' };
    expect(where(await office.fill(form!, closed))).toContain('303');
    expect(textOf((await office.get('/app/people/M1')).html)).toContain('90/QĐ-SNV');
    // what the province looks into, the office of his unit does not see
    expect(textOf((await (await someone('office', 'U01')).get('/app/people/M1')).html)).not.toContain('Khiển trách');
    expect((await (await someone('office', 'U01')).get(form!)).status).toBe(404);
  });

  test('have a confirmation of their awards in one click', async () => {
    const { units } = site.service.store;
    const head = { name: 'Phạm Văn Mẫu', post: 'Giám đốc' };
    await units.put({ ...(await units.need('U02')), head });
    const { status, headers } = await (await someone('office')).get('/app/people/M1/award-record.docx');
    expect([status, headers.get('content-disposition')?.startsWith('attachment')]).toEqual([200, true]);
  });
});

describe('units', () => {
  test('stand as a tree, and are found without diacritics', async () => {
    await site.service.store.units.put({
      _id: 'U01a',
      name: 'Phòng Tổng hợp',
      kind: 'room',
      symbol: 'TH',
      parent: 'U01',
      validFrom: '2025-03-01',
    });
    const { html } = await (await someone('admin')).get('/app/units');
    expect(textOf(html)).toContain('— Phòng Tổng hợp');
    const found = await (await someone('admin')).get('/app/units?q=phong+tong');
    expect([found.html.includes('/app/units/U01a'), found.html.includes('/app/units/U02')]).toEqual([true, false]);
  });

  test('are merged: the old one says who took over, the new one under which names it was known', async () => {
    const admin = await someone('admin');
    const old = {
      code: 'U90',
      name: 'Sở Kế hoạch và Đầu tư',
      kind: 'department',
      symbol: 'SKHĐT',
      validFrom: '2020-01-01',
    };
    expect(where(await admin.fill('/app/units/new', old))).toBe('303 /app/units/U90?done=saved');
    const ended = { validTo: '2025-02-28', successor: 'So Tai chinh' };
    expect(where(await admin.fill('/app/units/U90/edit', ended))).toBe('303 /app/units/U90?done=saved');
    expect(textOf((await admin.get('/app/units/U90')).html)).toContain('kế thừa là Sở Tài chính');
    expect(textOf((await admin.get('/app/units/U01')).html)).toContain('Sở Kế hoạch và Đầu tư');
    const itself = await admin.fill('/app/units/U90/edit', { successor: 'U90' });
    expect(textOf(itself.html)).toContain('Đơn vị không thể kế thừa chính mình.');
  });

  test('have an officer in charge, who is named by code where several have the name', async () => {
    const admin = await someone('admin');
    const several = await admin.fill('/app/units/U01/edit', { handledBy: 'Hoang Thi Doan Mau' });
    expect(several.status).toBe(400);
    expect(textOf(several.html)).toContain('3 người tên “Hoang Thi Doan Mau”: M1 (03/02/1985, Chuyên viên)');
    expect(where(await admin.fill('/app/units/U01/edit', { handledBy: 'M1' }))).toContain('303');
    expect(textOf((await admin.get('/app/units/U01')).html)).toContain('Hoàng Thị Đoan Mẫu');
  });

  test('half a head of a unit is no head', async () => {
    const half = await (await someone('admin')).fill('/app/units/U01/edit', { 'head.name': 'Nguyễn Văn Mẫu' });
    expect([half.status, half.html.includes('id="f-head-post-error"')]).toEqual([400, true]);
  });
});
