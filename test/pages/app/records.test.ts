import { accountFor, cookieOf } from '../../setup/accounts';
import { recordRegisterPaper } from '../../../api/commands/service/number-registers';
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
    // and what is to be done about them
    for (const said of ['Nếu là một người', 'Hai mã không tự gộp', 'Nếu là hai người']) expect(list).toContain(said);
    // in a list that is narrowed by words too, though the other is on another page
    const narrowed = textOf((await office.get('/app/people?q=M1')).html);
    expect([narrowed.includes('Có thể trùng với M2'), narrowed.includes('Có thể trùng với M1')]).toEqual([true, false]);
    const beside = textOf((await office.get('/app/people/M1/beside/M2')).html);
    expect(beside).toContain('có thể là một người');
    expect(beside).toContain('Phó Trưởng phòng');
    expect(textOf((await office.get('/app/people/M1')).html)).toContain('Có thể trùng với M2');
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

  test('have no code that is the address of a form, and are told of all that lacks at once', async () => {
    const office = await someone('office');
    for (const code of ['new', 'NEW']) {
      const refused = await office.fill('/app/people/new', { code, name: '', post: '', unit: '' });
      expect([refused.status, textOf(refused.html)]).toEqual([
        400,
        expect.stringContaining('Mã này là địa chỉ của trang nhập mới'),
      ]);
      expect(refused.html.match(/aria-invalid="true"/g)!.length).toBeGreaterThan(1);
    }
  });

  test.each([
    // the list above the form names the field
    [{ name: '' }, 'Họ và tên: Cần có mục này.'],
    [{ unit: 'Sở Không có' }, 'Không có đơn vị nào mang mã hoặc tên “Sở Không có”'],
    [{ birthDate: '31/2/1980' }, 'đề nghị ghi ngày/tháng/năm, ví dụ 31/12/2027.'],
    [{ birthDate: '2101-01-01' }, 'Ngày này chưa đến'],
    [{ email: 'mau@' }, 'Không phải là địa chỉ thư điện tử.'],
    [{ email: 'mau@tinh-d..example' }, 'Không phải là địa chỉ thư điện tử.'],
    [{ name: 'Mẫu'.repeat(80) }, 'Nhiều nhất 200 ký tự.'],
  ])('are not corrected by %j, which is refused at its field', async (typed, sentence) => {
    const refused = await (await someone('office')).fill('/app/people/M3/edit', typed);
    expect(refused.status).toBe(400);
    expect(textOf(refused.html)).toContain(sentence);
    expect(refused.html).toContain('aria-invalid="true"');
    const [value] = Object.values(typed);
    expect(refused.html).toContain(`value="${value}"`);
    expect(refused.html).not.toContain('YYYY');
  });

  test('have their days as people write them', async () => {
    const office = await someone('office');
    expect(where(await office.fill('/app/people/M9/edit', { birthDate: '5/3/1980' }))).toContain('303');
    expect(await site.service.store.people.need('M9')).toMatchObject({ birthDate: '1980-03-05' });
  });

  test('are not overwritten from a page that was opened before another change', async () => {
    const office = await someone('office');
    const { html } = await office.get('/app/people/M3/edit');
    const old = mainForm(html);
    expect(where(await office.post('/app/people/M3/edit', { ...old, post: 'Trưởng phòng' }))).toContain('303');
    const late = await office.post('/app/people/M3/edit', { ...old, post: 'Kế toán' });
    expect(late.status).toBe(409);
    expect(textOf(late.html)).toContain('Thông tin đã được sửa ở nơi khác');
    expect(late.html).toContain('value="Kế toán"');
    // beside what was typed, and beside that alone
    expect(textOf(late.html).match(/Nội dung đang lưu \S+ \S+/g)).toEqual(['Nội dung đang lưu Trưởng phòng']);
    expect((await site.service.store.people.need('M3')).post).toBe('Trưởng phòng');
    // sent again from the page that says so, it is done knowingly; and the trail has all of it
    expect(where(await office.post('/app/people/M3/edit', mainForm(late.html)))).toContain('303');
    const trail = await site.service.store.audit.trail('people/M3');
    expect(trail.map(({ type }) => type)).toEqual(['updated', 'updated']);
  });

  test('are shown as they stand now, whatever kind of field differs and whatever else is wrong', async () => {
    const office = await someone('office');
    const path = '/app/people/M3/edit';
    const old = mainForm((await office.get(path)).html);
    const theirs = { ...old, birthDate: '1991-02-03', sex: 'female', email: '' };
    expect(where(await office.post(path, theirs))).toContain('303');
    const mine = { ...old, birthDate: '1992-02-03', sex: 'male', email: 'm3@mau.example' };
    const now = ['03/02/1991', 'Nữ', 'để trống'].map((text) => `Nội dung đang lưu ${text}`);
    const late = await office.post(path, mine);
    expect([late.status, textOf(late.html).match(/Nội dung đang lưu (?:để )?\S+/g)]).toEqual([409, now]);
    // what is refused for another reason is not written over by the next press either
    const wrong = await office.post(path, { ...mine, name: '' });
    expect([wrong.status, textOf(wrong.html).match(/Nội dung đang lưu (?:để )?\S+/g)]).toEqual([
      400,
      ['Nội dung đang lưu Hoàng', ...now],
    ]);
    expect((await office.get(path)).html).not.toContain('Nội dung đang lưu');
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

  test('have no grade replaced that was not shown: each year is told first, and a second tab', async () => {
    const office = await someone('office');
    const at = '/app/people/M3/grade';
    const open = mainForm((await office.get(at)).html);
    expect(where(await office.post(at, { ...open, year: '2024', grade: 'excellent' }))).toContain('303');
    // the same again is the same
    expect(where(await office.post(at, { ...open, year: '2024', grade: 'excellent' }))).toContain('303');
    const leave = await office.post(at, { ...open, year: '2024', maternityLeave: 'true' });
    expect([leave.status, leave.html.includes('id="f-year-error"')]).toEqual([400, true]);
    expect(textOf(leave.html)).toContain('Năm 2024 đã ghi: Hoàn thành xuất sắc nhiệm vụ');
    const gradeOf = async () =>
      (await site.service.store.facts.many(['grade/people/M3/2024'])).get('grade/people/M3/2024');
    expect(await gradeOf()).toMatchObject({ grade: 'excellent' });
    // opened on the year it shows what stands, and keeps it beside what is added
    const shown = mainForm((await office.get(`${at}?year=2024`)).html);
    expect(shown).toMatchObject({ year: '2024', grade: 'excellent' });
    expect(where(await office.post(at, { ...shown, maternityLeave: 'true' }))).toContain('303');
    expect(await gradeOf()).toMatchObject({ grade: 'excellent', maternityLeave: true });
    const late = await office.post(at, { ...shown, grade: 'well' });
    expect(textOf(late.html)).toContain('Năm 2024 đã ghi: Hoàn thành xuất sắc nhiệm vụ, ');
    // sent again from the page that says so, it is done knowingly
    expect(where(await office.post(at, mainForm(late.html)))).toContain('303');
    expect(await gradeOf()).toMatchObject({ grade: 'well' });
  });

  test('of a unit are entered by its office: a code that is taken elsewhere is told at its field', async () => {
    const office = await someone('office', 'U01');
    const typed = { code: 'M2', name: 'Người Mới Mẫu', post: 'Chuyên viên', unit: 'U01' };
    const taken = await office.fill('/app/people/new', typed);
    expect([taken.status, taken.html.includes('id="f-code-error"')]).toEqual([400, true]);
    expect(textOf(taken.html)).toContain('M2 đã được dùng ở nơi khác');
    expect(taken.html).toContain('value="Người Mới Mẫu"');
    expect(await site.service.store.people.need('M2')).toMatchObject({ unit: 'U02' });
  });

  test('have a matter recorded once by a form that is sent twice; under the same form another one is refused', async () => {
    const office = await someone('office');
    const form = mainForm((await office.get('/app/people/M3/conduct')).html);
    const sent = { ...form, matter: 'discipline', measure: 'reprimand', from: '2026-02-03' };
    const twice = await Promise.all([1, 2].map(() => office.post('/app/people/M3/conduct', sent)));
    const once = '303 /app/people/M3?done=conduct';
    expect([...twice, await office.post('/app/people/M3/conduct', sent)].map(where)).toEqual([once, once, once]);
    const other = await office.post('/app/people/M3/conduct', { ...sent, measure: 'warning' });
    expect([other.status, other.html.includes('value="2026-02-03"')]).toEqual([422, true]);
    const matters = (await site.service.store.facts.about('people/M3')).filter(({ kind }) => kind === 'conduct');
    expect(matters).toMatchObject([{ measure: 'reprimand' }]);
    // on the page as it is shown now, it is another matter
    expect(where(await office.post('/app/people/M3/conduct', mainForm(other.html)))).toBe(once);
    const all = await site.service.store.facts.about('people/M3');
    expect(all.filter(({ kind }) => kind === 'conduct')).toHaveLength(2);
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

  test('of which the office of a unit keeps the rooms, name nobody of other units to it', async () => {
    const { units } = site.service.store;
    const room = { _id: 'U01b', name: 'Phòng Mẫu', symbol: 'PM', parent: 'U01', validFrom: '2025-03-01' };
    await units.put({ ...room, kind: 'room', handledBy: 'M2' });
    const office = await someone('office', 'U01');
    const form = (await office.get('/app/units/U01b/edit')).html;
    expect(Object.keys(mainForm(form))).not.toContain('handledBy');
    for (const handledBy of ['Hoàng Thị Đoàn Mẫu', 'M2', 'Không Ai Mẫu']) {
      const sent = await office.fill('/app/units/U01b/edit', { handledBy, phone: '0209 123 456' });
      expect([where(sent), sent.html.includes('03/02/1985')]).toEqual(['303 /app/units/U01b?done=saved', false]);
      expect(await units.need('U01b')).toMatchObject({ handledBy: 'M2', phone: '0209 123 456' });
    }
  });

  test('are offered to the office of a unit where it keeps them: its rooms, and not the unit itself', async () => {
    const office = await someone('office', 'U01');
    expect((await office.get('/app/units/U01')).html).not.toContain('/app/units/U01/edit');
    expect((await office.get('/app/units/U01/edit')).status).toBe(403);
    expect((await office.get('/app/units/U01b')).html).toContain('/app/units/U01b/edit');
    const room = { code: 'U01c', name: 'Phòng Khác Mẫu', kind: 'room', symbol: 'PKM', validFrom: '2025-03-01' };
    for (const parent of ['', 'Sở Nội vụ', 'U02', 'Sở Không có']) {
      const { status, html } = await office.fill('/app/units/new', { ...room, parent });
      expect([status, html.includes('id="f-parent-error"')]).toEqual([400, true]);
      expect(html).toContain('value="Phòng Khác Mẫu"');
    }
    const taken = await office.fill('/app/units/new', { ...room, code: 'U02', parent: 'U01' });
    expect([taken.status, taken.html.includes('id="f-code-error"')]).toEqual([400, true]);
    const made = await office.fill('/app/units/new', { ...room, parent: 'Sở Tài chính' });
    expect(where(made)).toBe('303 /app/units/U01c?done=saved');
  });

  test('of the same name are told apart by code, in records and in grants of access', async () => {
    const { units } = site.service.store;
    const room = { name: 'Văn phòng Mẫu', kind: 'room', symbol: 'VP', validFrom: '2025-03-01' } as const;
    await units.put({ ...room, _id: 'U01v', parent: 'U01' });
    await units.put({ ...room, _id: 'U02v', parent: 'U02' });
    const several = 'Có 2 đơn vị tên “van phong mau”: U01v (Sở Tài chính); U02v (Sở Nội vụ). Đề nghị nhập mã.';
    const admin = await someone('admin');
    const person = await admin.fill('/app/people/M3/edit', { unit: 'van phong mau' });
    expect([person.status, textOf(person.html).includes(several)]).toEqual([400, true]);
    const grant = { mail: 'vp@tinh-d.example', name: 'Lê Thị Mẫu', 'role.0': 'unit', 'unit.0': 'van phong mau' };
    const { html } = await admin.get('/app/access/new');
    const form = formsIn(html).find(({ fields }) => 'mail' in fields)!.fields;
    const access = await admin.post('/app/access/new', { ...form, ...grant });
    expect([access.status, textOf(access.html).includes(several)]).toEqual([400, true]);
    // one code is one unit, whatever it is called; within his own unit the office means its own
    const office = await someone('office', 'U01');
    expect(where(await office.fill('/app/people/M3/edit', { unit: 'Văn phòng Mẫu' }))).toContain('303');
    expect(where(await office.fill('/app/people/M3/edit', { unit: 'U01' }))).toContain('303');
  });

  test('half a head of a unit is no head', async () => {
    const half = await (await someone('admin')).fill('/app/units/U01/edit', { 'head.name': 'Nguyễn Văn Mẫu' });
    expect([half.status, half.html.includes('id="f-head-post-error"')]).toEqual([400, true]);
  });
});

describe('councils', () => {
  const paper = { 'paper.number': '12/QĐ-UBND', 'paper.date': '2026-11-20' };

  test('sit in a new composition from a day on, by a decision; the old one is kept', async () => {
    const admin = await someone('admin');
    const change = { ...paper, validFrom: '2026-12-01', 'member.1.person': '', 'member.1.role': '' };
    const added = { 'member.5.person': 'Kiều Mẫu', 'member.5.role': 'Ủy viên' };
    await site.service.store.people.put({
      _id: 'K1',
      name: 'Kiều Mẫu',
      address: 'Bà',
      post: 'Phó Giám đốc',
      unit: 'U02',
      language: 'vi',
    });
    expect(where(await admin.fill('/app/councils/HD-TINH/new', { ...change, ...added }))).toBe(
      '303 /app/councils/HD-TINH?done=version',
    );
    const text = textOf((await admin.get('/app/councils/HD-TINH')).html);
    expect(text).toContain('theo Quyết định số 12/QĐ-UBND ngày 20/11/2026');
    expect(text.indexOf('Kiều Mẫu')).toBeLessThan(text.indexOf('Đang có hiệu lực'));
    const versions = await site.service.store.councils.versions('HD-TINH');
    expect(versions.map(({ members }) => members.map(({ person }) => person))).toEqual([
      ['C1', 'C2', 'C3', 'C4', 'C5'],
      ['C1', 'C3', 'C4', 'C5', 'K1'],
    ]);
  });

  test.each([
    [{ 'paper.number': '' }, 'paper-number', 'Cần có mục này.'],
    [{ 'paper.number': '', 'paper.date': '' }, 'paper-number', 'Cần có số và ngày của quyết định'],
    [{ validFrom: '2026-01-01' }, 'validFrom', 'HD-TINH@2026-01-01 đã có'],
    [{ 'member.2.person': 'Không Ai Mẫu' }, 'member-2-person', 'Không có người mang mã hoặc tên “Không Ai Mẫu”'],
    [{ 'member.2.role': '' }, 'member-2-role', 'Cần có mục này.'],
    [{ 'member.6.person': 'C1', 'member.6.role': 'Ủy viên' }, 'member-6-person', 'Người này đã có ở dòng trên.'],
  ])('are not composed by %j', async (typed, at, sentence) => {
    const admin = await someone('admin');
    const said = { ...paper, validFrom: '2027-03-01', ...typed };
    const { status, html } = await admin.fill('/app/councils/HD-TINH/new', said);
    expect([status, html.includes(`id="f-${at}-error"`)]).toEqual([400, true]);
    expect(textOf(html)).toContain(sentence);
    expect(html).toContain(`value="${said.validFrom}"`);
  });

  test('of a unit are entered by its own office, and of no other', async () => {
    const office = await someone('office', 'U01');
    const typed = {
      ...paper,
      code: 'HD-MOI',
      name: 'Hội đồng sáng kiến Sở Tài chính',
      unit: 'Sở Tài chính',
      validFrom: '2026-11-01',
      'member.0.person': 'C1',
      'member.0.role': 'Chủ tịch',
    };
    expect(where(await office.fill('/app/councils/new', typed))).toBe('303 /app/councils/HD-MOI?done=saved');
    expect(textOf((await office.fill('/app/councils/new', typed)).html)).toContain('Đã có Hội đồng mang mã HD-MOI');
    const foreign = await office.fill('/app/councils/new', { ...typed, code: 'HD-KHAC', unit: 'Sở Nội vụ' });
    expect(textOf(foreign.html)).toContain('Không có đơn vị nào mang mã hoặc tên “Sở Nội vụ”');
    expect((await office.get('/app/councils/HD-TINH')).status).toBe(404);
    // by name it finds its own people: M1 and M3, not M2 of another unit
    const named = { ...typed, code: 'HD-TEN', 'member.0.person': 'Hoang Thi Doan Mau' };
    const several = textOf((await office.fill('/app/councils/new', named)).html);
    expect([several.includes('2 người tên'), several.includes('M2')]).toEqual([true, false]);
    const nobody = { ...typed, code: 'HD-TEN', 'member.0.person': 'Kiều Mẫu' };
    expect(textOf((await office.fill('/app/councils/new', nobody)).html)).toContain('Trong đơn vị không có người');
  });

  test('of a unit have members of other agencies, by code, of whom it reads the name and nothing else', async () => {
    const { people, history } = site.service.store;
    const outsider = { name: 'Giàng Thị Ngoài Mẫu', address: 'Bà', post: 'Chuyên viên', unit: 'U02' } as const;
    await people.put({
      ...outsider,
      _id: 'NGOAI',
      birthDate: '1977-07-07',
      email: 'ngoai@tinh-d.example',
      language: 'vi',
    });
    expect(await history.ofSubject('NGOAI')).toEqual([]);
    const office = await someone('office', 'U01');
    const typed = {
      ...paper,
      code: 'HD-NGOAI',
      name: 'Hội đồng sáng kiến mở rộng',
      unit: 'Sở Tài chính',
      validFrom: '2026-11-01',
      'member.0.person': 'NGOAI',
      'member.0.role': 'Ủy viên',
    };
    expect(where(await office.fill('/app/councils/new', typed))).toBe('303 /app/councils/HD-NGOAI?done=saved');
    const council = await office.get('/app/councils/HD-NGOAI');
    expect(textOf(council.html)).toContain('Giàng Thị Ngoài Mẫu');
    for (const personal of ['07/07/1977', '1977', 'ngoai@tinh-d.example']) expect(council.html).not.toContain(personal);
    // sitting in its council makes nobody one of its own people
    for (const path of ['', '/edit', '/grade', '/conduct', '/award-record.docx']) {
      expect([path, (await office.get(`/app/people/NGOAI${path}`)).status]).toEqual([path, 404]);
    }
    for (const q of ['NGOAI', 'Giang Thi Ngoai']) {
      expect(textOf((await office.get(`/app/people?q=${encodeURIComponent(q)}`)).html)).not.toContain('Giàng Thị');
    }
  });
});

describe('the calendar', () => {
  const citation = 'Thông báo 100/TB-BNV năm 2027';

  test('of a year that is lacking is asked for by name, and entered with its papers', async () => {
    const admin = await someone('admin');
    await site.service.store.calendars.put({ _id: 2029, off: [], extraWorking: [] });
    const list = textOf((await admin.get('/app/calendars')).html);
    expect(list).toContain('Chưa có lịch nghỉ lễ, tết và làm bù năm 2028');
    const typed = { year: '2028', off: '03/01/2028\r\n1.5.2028; 2028-09-04', extraWorking: '08/01/2028', citation };
    expect(where(await admin.fill('/app/calendars/new', typed))).toBe('303 /app/calendars/2028?done=saved');
    expect(await site.service.store.calendars.need(2028)).toEqual({
      _id: 2028,
      off: ['2028-01-03', '2028-05-01', '2028-09-04'],
      extraWorking: ['2028-01-08'],
      citation,
    });
    expect(textOf((await admin.get('/app/calendars/2028')).html)).toContain('03/01/2028 Thứ Hai');
    expect(textOf((await admin.get('/app/calendars')).html)).not.toContain(
      'Chưa có lịch nghỉ lễ, tết và làm bù năm 2028',
    );
  });

  test.each([
    [{ off: '31/02/2028' }, 'off', '“2028-02-31”: Không phải là một ngày có thật'],
    [{ off: '01/01/2028' }, 'off', '01/01/2028: là thứ Bảy hoặc Chủ nhật'],
    [{ off: '03/01/2027' }, 'off', 'Ngày 03/01/2027 không thuộc năm 2028.'],
    [{ extraWorking: '04/01/2028' }, 'extraWorking', '04/01/2028: là ngày từ thứ Hai đến thứ Sáu'],
    [{ off: '03/01/2028\n03/01/2028' }, 'off', 'Có mục bị lặp lại.'],
    [{ citation: '' }, 'citation', 'Cần có căn cứ'],
  ])('is not corrected by %j', async (typed, at, sentence) => {
    const { status, html } = await (await someone('admin')).fill('/app/calendars/2028/edit', typed);
    expect([status, html.includes(`id="f-${at}-error"`)]).toEqual([400, true]);
    expect(textOf(html)).toContain(sentence);
    expect(html).toContain(Object.values(typed)[0]!.split('\n')[0]!);
  });

  test('is the province’s to write, and everybody’s to see', async () => {
    const office = await someone('office', 'U01');
    expect((await office.get('/app/calendars/2026')).html).not.toContain('/edit');
    expect((await office.get('/app/calendars/2026/edit')).status).toBe(403);
  });
});

describe('a substitution', () => {
  const typed = {
    authority: 'A-TINH',
    person: 'C2',
    form: 'KT.',
    from: '2026-11-16',
    to: '2026-11-27',
    'paper.number': '55/UBND-VP',
    'paper.date': '2026-11-13',
  };

  test('is recorded with its paper, shows who signs now, and is ended', async () => {
    const admin = await someone('admin');
    expect(where(await admin.fill('/app/substitutions/new', typed))).toBe('303 /app/substitutions?done=substituted');
    // pressed twice it is one
    expect(where(await admin.fill('/app/substitutions/new', typed))).toBe('303 /app/substitutions?done=substituted');
    expect((await site.service.store.authorities.need('A-TINH')).substitutions).toHaveLength(1);
    expect(textOf((await admin.get('/app/substitutions')).html)).toContain('Đang ký thay');
    const end = '/app/substitutions/A-TINH/2026-11-16';
    const gone = await admin.fill(end, { to: '2026-11-13' });
    expect([gone.status, textOf(gone.html).includes('Ngày này đã qua')]).toEqual([400, true]);
    expect((await admin.fill(end, { to: '2026-12-31' })).status).toBe(400);
    expect(where(await admin.fill(end, { to: '2026-11-20' }))).toBe('303 /app/substitutions?done=ended');
    expect((await site.service.store.authorities.need('A-TINH')).substitutions).toMatchObject([{ to: '2026-11-20' }]);
  });

  test.each([
    [{ person: '' }, 'person', 'Cần có mục này.'],
    [{ person: 'C1' }, 'person', 'Người này chính là người có thẩm quyền.'],
    [{ to: '2026-11-01' }, 'to', 'Ngày kết thúc phải sau ngày bắt đầu.'],
    [{ from: '2026-11-18' }, 'from', 'Trùng thời gian với lần ký thay thứ 1'],
    [{ 'paper.number': '' }, 'paper-number', 'Cần có mục này.'],
  ])('is not recorded with %j', async (other, at, sentence) => {
    const { status, html } = await (await someone('admin')).fill('/app/substitutions/new', { ...typed, ...other });
    expect([status, html.includes(`id="f-${at}-error"`)]).toEqual([400, true]);
    expect(textOf(html)).toContain(sentence);
  });

  test('that has not begun is taken back as a whole', async () => {
    const admin = await someone('admin');
    const ahead = { ...typed, authority: 'A-U01', from: '2026-12-07', to: '2026-12-11' };
    await admin.fill('/app/substitutions/new', ahead);
    expect(textOf((await admin.get('/app/substitutions')).html)).toContain('Chưa đến ngày');
    await admin.fill('/app/substitutions/A-U01/2026-12-07', { to: '2026-11-16' });
    expect((await site.service.store.authorities.need('A-U01')).substitutions).toBeUndefined();
  });
});

describe('a number register', () => {
  test('counts in another way from a day on', async () => {
    const admin = await someone('admin');
    const typed = { code: 'QD-SNV', unit: 'Sở Nội vụ', paper: 'letter', symbol: 'CV-SNV', validFrom: '2026-01-01' };
    expect(where(await admin.fill('/app/registers/new', typed))).toBe('303 /app/registers/QD-SNV?done=saved');
    const change = { restart: 'never', maximum: '900', validFrom: '2026-07-01' };
    const refused = await admin.fill('/app/registers/QD-SNV/version', change);
    expect(textOf(refused.html)).toContain('Cách đánh số chỉ thay đổi từ ngày 01/01');
    const fine = { ...change, validFrom: '2027-01-01', maximum: 'nhiều' };
    expect(textOf((await admin.fill('/app/registers/QD-SNV/version', fine)).html)).toContain('Phải là số.');
    expect(where(await admin.fill('/app/registers/QD-SNV/version', { ...fine, maximum: '900' }))).toContain('303');
    expect(textOf((await admin.get('/app/registers/QD-SNV')).html)).toContain(
      '01/01/2027 CV-SNV Văn thư cấp số Liên tục 900',
    );
  });

  test('says what comes next, and which numbers no paper bears', async () => {
    const admin = await someone('admin');
    const last = { number: '40/CV-SNV', date: '2026-11-10', reason: 'Sổ giấy năm 2026' };
    const at = '/app/registers/QD-SNV';
    expect(where(await admin.fill(`${at}/last`, last))).toBe(`303 ${at}?done=imported`);
    expect(textOf((await admin.get(at)).html)).toContain('Không có số nào bỏ trống.');
    const paper = {
      number: '44/CV-SNV',
      date: '2026-11-12',
      subject: 'Đôn đốc nộp hồ sơ',
      signer: 'Phạm Văn Mẫu',
      signerPost: 'Giám đốc',
      form: 'direct' as const,
    };
    const clerk = { actor: 'key:clerk', role: 'clerk' as const };
    await recordRegisterPaper(site.context, { caller: clerk, code: 'QD-SNV', submission: 'paper-of-test', paper });
    const text = textOf((await admin.get(at)).html);
    expect(text).toContain('45/CV-SNV');
    expect(text).toContain('41/CV-SNV 43/CV-SNV');
    expect(textOf((await admin.get('/app/registers')).html)).toContain('45/CV-SNV');
    const odd = await admin.fill(`${at}/last`, { ...last, number: '9/CV-SNV' });
    expect([odd.status, odd.html.includes('id="f-number-error"')]).toEqual([400, true]);
    const behind = await admin.fill(`${at}/last`, { ...last, number: '42/CV-SNV' });
    expect([behind.status, behind.html.includes('value="42/CV-SNV"')]).toEqual([409, true]);
  });
});

test('the time in each stage is drawn by month, with the same figures as a table', async () => {
  const of = { entity: 'HS-2026-000999', actor: 'key:office', data: { stage: 'screening' } };
  await site.service.store.audit.append([
    { ...of, key: 'in', at: '2026-10-01T01:00:00.000Z', type: 'entered' },
    { ...of, key: 'out', at: '2026-10-08T01:00:00.000Z', type: 'decline' },
  ]);
  const { html } = await (await someone('office')).get('/app/pictures');
  expect(html).toMatch(/<svg[^>]*aria-label="Thẩm định: số ngày trung bình theo tháng"[^]*?10\/2026[^]*?>7</);
  expect(textOf(html)).toContain('10/2026 Thẩm định 7 1');
});

test('of very many duplicates a page shows 200 and says that there are more', async () => {
  const { people } = site.service.store;
  const one = { address: 'Ông', post: 'Chuyên viên', unit: 'U02', birthDate: '1970-01-01', language: 'vi' } as const;
  const codes = Array.from({ length: 202 }, (_, i) => i);
  for (const i of codes) {
    const name = `Trùng Thứ ${i}`;
    await Promise.all(['a', 'b'].map((end) => people.put({ ...one, _id: `D${i}${end}`, name })));
  }
  const office = await someone('office');
  expect(textOf((await office.get('/app/people')).html)).toContain('Ít nhất 200 trường hợp có thể là một người');
  expect(textOf((await office.get('/app/people?same=true')).html)).toContain('dưới đây là 200 trường hợp đầu');
});
