import {
  campaignRecord,
  launched,
  registrationRecord,
  shortYear as days,
  type TestCampaign,
} from '../../setup/campaigns';
import { eventually } from '../../setup/service';
import { endOfDay } from '../../../domain/time';
import { readSheets } from '../../../platform/spreadsheets/read';
import { testSite, type Answer, type TestSite } from '../site';
import { textOf } from '../form';
import { mainOf, someone, type Someone } from './someone';
import { whereTo } from './visitor';

/** A unit's year of emulation through its pages, without a script. */

const LONG = 'Phòng Quản lý ngân sách, Tài chính hành chính sự nghiệp và Quản lý giá, công sản <b>';
let site: TestSite;
let unit: Someone;
let province: Someone;
let other: Someone;
beforeAll(async () => {
  site = await testSite();
  const { store } = site.service;
  await store.units.put({
    ...(await store.units.need('U01')),
    _id: 'U01a',
    name: LONG,
    symbol: 'QLNS',
    kind: 'room',
    parent: 'U01',
  });
  for (const [_id, name] of [
    ['NS1', 'Công Tằng Tôn Nữ Hoàng Phương Mẫu'],
    ['NS2', 'Lê Thị Mẫu'],
  ] as const)
    await store.people.put({ _id, name, address: 'Bà', post: 'Chuyên viên', unit: 'U01a', language: 'vi' });
  [unit, province, other] = await Promise.all([
    someone(site, 'unit', 'U01'),
    someone(site, 'office'),
    someone(site, 'unit', 'U02'),
  ]);
});
afterAll(() => site.stop());

const said = (answer: Answer): string => textOf(mainOf(answer.html));

/** A campaign in whose registration days we are, in which the unit alone takes part. */
async function year(code: string): Promise<TestCampaign> {
  const record = campaignRecord(code, { asked: days, working: days, year: 2026, participants: ['U01'] });
  const campaign = await launched(site.service, record);
  await campaign.reach(({ status }) => status === 'running');
  return campaign;
}

const home = (code: string): string => `/app/campaigns/${code}/units/U01`;
const register = (code: string, kind = 'unit', who = 'U01'): string => `${home(code)}/register/${kind}/${who}`;
const one = {
  'title.TTLDXS': 'true',
  'target.0.name': 'Thu ngân sách nhà nước trên địa bàn',
  'target.0.unit': 'tỷ đồng',
  'target.0.baseline': '934,34',
  'target.0.target': '1.009,57',
  'target.0.source': 'Báo cáo quyết toán',
  'target.1.name': 'Hồ sơ quá hạn',
  'target.1.unit': 'hồ sơ',
  'target.1.target': '0',
  'target.1.direction': 'atMost',
  'target.1.source': 'Hệ thống một cửa',
  measures: 'Tăng cường quản lý nguồn thu',
  responsible: 'Lê Thị Mẫu',
};
const recordOf = async (code: string, about = 'units/U01') =>
  (await site.service.store.registrations.ofCampaign(code)).find((found) => found.about === about)!;

/** A registration of the unit as its page saves it. */
async function draft(code: string, more: Record<string, string> = {}): Promise<string> {
  const saved = await unit.fill(register(code), { ...one, ...more });
  expect(whereTo(saved)).toMatch(/^303 \/app\/registrations\/DK-\w+\/edit\?done=saved$/);
  return (await recordOf(code))._id;
}

describe('registering', () => {
  test('is written row by row, with figures as people write them, and put to the head in one letter', async () => {
    await year('TD-A1');
    const page = await unit.get(home('TD-A1'));
    expect(said(page)).toContain('Lập bản đăng ký thi đua');
    const whom = said(await unit.get(`${home('TD-A1')}/register`));
    expect(whom).toContain(LONG);
    expect(whom).toContain('Công Tằng Tôn Nữ Hoàng Phương Mẫu');
    expect(whom).toContain('4 tập thể, cá nhân chưa đăng ký');

    const id = await draft('TD-A1');
    expect(await recordOf('TD-A1')).toMatchObject({
      titles: ['TTLDXS'],
      targets: [
        { code: 'CT1', baseline: '934.34', target: '1009.57', direction: 'atLeast' },
        { code: 'CT2', target: '0', direction: 'atMost' },
      ],
      responsible: 'NS2',
      status: 'draft',
    });
    // what was emptied goes; what stands keeps its code
    const edited = await unit.fill(`/app/registrations/${id}/edit`, {
      ...Object.fromEntries(['name', 'unit', 'baseline', 'target', 'source'].map((part) => [`target.0.${part}`, ''])),
      'target.2.name': 'Giải ngân vốn đầu tư công',
      'target.2.unit': '%',
      'target.2.target': '95.5',
      'target.2.source': 'Kho bạc',
    });
    expect(whereTo(edited)).toBe(`303 /app/registrations/${id}/edit?done=saved`);
    expect((await recordOf('TD-A1')).targets.map(({ code, target }) => [code, target])).toEqual([
      ['CT2', '0'],
      ['CT1', '95.5'],
    ]);
    expect(said(await unit.get(`${home('TD-A1')}/register`))).toContain('3 tập thể, cá nhân chưa đăng ký');

    const submit = `${home('TD-A1')}/submit`;
    const none = Object.keys(await unit.opened(submit)).find((name) => name.startsWith('r.'))!;
    expect(none).toBe(`r.${id}.1`);
    const ticked = { ...(await unit.opened(submit)), [none]: 'true' };
    const sent = await Promise.all([1, 2, 3].map(() => unit.post(submit, ticked)));
    expect(sent.map(whereTo)).toEqual(sent.map(() => `303 ${home('TD-A1')}?done=submitted`));
    const after = said(await unit.get(home('TD-A1')));
    expect(after).toContain('Chờ thủ trưởng ký xác nhận');
    expect(after).toContain('Nguyễn Văn Mẫu C1');
    expect(said(await unit.get(`/app/registrations/${id}`))).toContain('Đang ở đâu Thủ trưởng: Nguyễn Văn Mẫu C1');
    expect(await site.token('registration', 'TD-A1/U01', 'C1')).toMatch(/^\/g\//);
    const early = await unit.get(`/app/registrations/${id}/edit`);
    expect([early.status, said(early)]).toEqual([409, expect.stringContaining('“Rút lại để sửa”')]);

    // taken back to change, once
    const recall = `/app/registrations/${id}/recall`;
    const form = await unit.opened(recall);
    expect(whereTo(await unit.post(recall, form))).toBe(`303 /app/registrations/${id}?done=recalled`);
    await eventually(
      () => recordOf('TD-A1'),
      ({ status }) => status === 'draft',
    );
    expect(whereTo(await unit.post(recall, form))).toBe(`303 /app/registrations/${id}?done=recalled`);
  });

  test('keeps what was typed, and says at each field what is wrong', async () => {
    await year('TD-A2');
    const wrong = await unit.fill(register('TD-A2'), {
      ...one,
      'target.0.unit': '',
      'target.0.target': 'một nghìn',
      'target.3.name': 'Dòng thứ tư',
      responsible: 'Không Có Ai',
    });
    expect(wrong.status).toBe(400);
    const text = said(wrong);
    expect(text).toContain('Cần ghi số, ví dụ 994,7');
    expect(text).toContain('Cần có mục này.');
    expect(text).toContain('Không Có Ai');
    expect(wrong.html).toContain('value="một nghìn"');
    expect(wrong.html).toContain('value="Dòng thứ tư"');
    expect(wrong.html).toContain('href="#f-target-0-target"');
    const nothing = await unit.fill(register('TD-A2'), {});
    expect([nothing.status, said(nothing)]).toEqual([
      400,
      expect.stringContaining('Đề nghị đăng ký ít nhất một danh hiệu hoặc một chỉ tiêu.'),
    ]);
    const title = await unit.fill(register('TD-A2', 'person', 'NS1'), { 'title.TTLDXS': 'true' });
    expect([title.status, said(title)]).toEqual([400, expect.stringContaining('TTLDXS không áp dụng')]);
    expect(await recordOf('TD-A2')).toBeUndefined();
  });

  test('saves itself for a script, which goes on at the address of what is there by then', async () => {
    await year('TD-A3');
    const path = register('TD-A3', 'person', 'NS1');
    const fields = { ...(await unit.opened(path)), 'target.0.name': 'Xử lý hồ sơ đúng hạn' };
    const quietly = async (at: string, form: Record<string, string>) => {
      const answer = await unit.post(at, form, undefined, { accept: 'application/json' });
      return { status: answer.status, json: JSON.parse(answer.html) as Record<string, string> };
    };
    const half = await quietly(path, fields);
    expect([half.status, half.json['said']]).toEqual([
      400,
      expect.stringMatching(/^Chưa lưu được\. Chỉ tiêu 1, .*: Cần có mục này\.$/),
    ]);
    const whole = { ...fields, 'target.0.unit': '%', 'target.0.target': '100', 'target.0.source': 'Một cửa' };
    const first = await quietly(path, whole);
    expect([first.status, first.json['said']]).toEqual([200, expect.stringContaining('Đã lưu lúc')]);
    const { action = '', submission = '' } = first.json;
    expect(action).toMatch(/^\/app\/registrations\/DK-\w+\/edit$/);
    // what was sent before its answer was lost is the same one
    expect((await quietly(path, whole)).json['action']).toBe(action);
    const second = await quietly(action, { ...whole, submission, measures: 'Rà soát hằng tuần' });
    expect(second.status).toBe(200);
    expect((await recordOf('TD-A3', 'people/NS1')).measures).toBe('Rà soát hằng tuần');
    // the button, pressed while the form saved itself: the same act, whose answer had not come yet
    const pressed = await unit.post(action, { ...whole, submission, measures: 'Rà soát hằng tuần' });
    expect(whereTo(pressed)).toBe(`303 ${action}?done=saved`);
    expect((await recordOf('TD-A3', 'people/NS1')).version).toBe(1);
    const stale = await quietly(action, { ...whole, submission, measures: 'Bản cũ' });
    expect([stale.status, stale.json['conflict']]).toEqual([409, true]);
  });

  test('goes on where the answers to its first saves were lost, unless somebody has written in the draft since', async () => {
    await year('TD-A10');
    const path = register('TD-A10', 'person', 'NS1');
    const fields = { ...(await unit.opened(path)), 'title.LDTT': 'true', measures: 'Câu thứ nhất.' };
    const quietly = (form: Record<string, string>) => unit.post(path, form, undefined, { accept: 'application/json' });
    // what its writer sees of each is that it was not saved: he types on, and the same form is sent again
    const measures = ['Câu thứ nhất.', 'Câu thứ nhất. Câu thứ hai.', 'Câu thứ ba.'];
    for (const [version, text] of measures.entries()) {
      const lost = await quietly({ ...fields, measures: text });
      expect([text, lost.status]).toEqual([text, 200]);
      expect(await recordOf('TD-A10', 'people/NS1')).toMatchObject({ measures: text, version });
    }
    expect((await site.service.store.registrations.ofCampaign('TD-A10')).length).toBe(1);
    // the button too
    const { _id: id } = await recordOf('TD-A10', 'people/NS1');
    const pressed = await unit.post(path, { ...fields, measures: 'Câu thứ tư.' });
    expect(whereTo(pressed)).toBe(`303 /app/registrations/${id}/edit?done=saved`);

    // on the page of the draft something is written: the form of before does not undo it
    await unit.fill(`/app/registrations/${id}/edit`, { measures: 'Sửa trên trang khác.' });
    const stale = await quietly({ ...fields, measures: 'Câu thứ năm.' });
    expect([stale.status, JSON.parse(stale.html)]).toEqual([409, expect.objectContaining({ conflict: true })]);
    expect((await recordOf('TD-A10', 'people/NS1')).measures).toBe('Sửa trên trang khác.');
  });

  test('begins with what stood in the last year, and what was reached then', async () => {
    await year('TD-A4');
    const { store } = site.service;
    const past = registrationRecord('TD-2025', { year: 2025, status: 'signed', responsible: 'NS1' });
    const result = {
      target: 'CT1',
      period: 'year',
      value: '994.7',
      at: '2025-12-01T01:00:00.000Z',
      by: 'key:unit',
    } as const;
    await store.registrations.insert({ ...past, results: [result] });
    const page = await unit.get(register('TD-A4'));
    expect(said(page)).toContain('của năm 2025');
    const fields = await unit.opened(register('TD-A4'));
    expect(fields).toMatchObject({
      'title.TTLDXS': 'true',
      'target.0.code': 'CT1',
      'target.0.baseline': '994,7',
      'target.0.target': '1.009,57',
      responsible: 'Công Tằng Tôn Nữ Hoàng Phương Mẫu',
    });
    await unit.post(register('TD-A4'), fields);
    expect((await recordOf('TD-A4')).targets[0]).toMatchObject({ code: 'CT1', baseline: '994.7' });
    // twice by two people: the second one is led to the first
    const twice = await unit.fill(register('TD-A4'), { ...fields, submission: '0-another-submission' });
    expect(twice.status).toBe(409);
    expect(said(twice)).toContain('Bản đăng ký đã có');
    expect(twice.html).toContain(`href="/app/registrations/${(await recordOf('TD-A4'))._id}"`);
    await store.registrations.edit(past._id, 0, { status: 'draft' }, []);
  });

  test('begins with nothing of what somebody set out to do in the unit that he has left', async () => {
    await year('TD-A9');
    const { store } = site.service;
    const { name } = await store.people.need('NS1');
    await store.campaigns.insert(campaignRecord('TD-CU', { year: 2025 }));
    const elsewhere = registrationRecord('TD-CU', {
      year: 2025,
      unit: 'U02',
      registrant: { kind: 'person', code: 'NS1', name },
      about: 'people/NS1',
      titles: ['LDTT'],
      measures: 'Việc riêng của đơn vị cũ',
      status: 'signed',
    });
    await store.registrations.insert(elsewhere);
    const path = register('TD-A9', 'person', 'NS1');
    const page = await unit.get(path);
    expect([page.status, said(page).includes('năm 2025')]).toEqual([200, false]);
    expect(await unit.opened(path)).not.toMatchObject({ measures: 'Việc riêng của đơn vị cũ' });

    // nor does the page of what he registers here lead there, but for the province
    await unit.fill(path, { 'title.LDTT': 'true' });
    const { _id: id } = await recordOf('TD-A9', 'people/NS1');
    const link = `/app/registrations/${elsewhere._id}"`;
    expect((await unit.get(`/app/registrations/${id}`)).html).not.toContain(link);
    expect((await province.get(`/app/registrations/${id}`)).html).toContain(link);
    expect((await unit.get(`/app/registrations/${elsewhere._id}`)).status).toBe(404);
    // whoever had registered him there sees both: the years of his own unit
    expect((await other.get(`/app/registrations/${elsewhere._id}`)).html).not.toContain(`/app/registrations/${id}"`);
  });

  test('tells the unit what to do when registration closes before the head has signed', async () => {
    const campaign = await year('TD-A5');
    const id = await draft('TD-A5');
    await unit.fill(`${home('TD-A5')}/submit`, { [`r.${id}.0`]: 'true' });
    await campaign.handle.executeUpdate('moveClock', {
      args: [{ offsetMs: Date.parse(endOfDay('2026-11-20')) - Date.now() }],
    });
    await campaign.reach(({ reached }) => reached.registrationCloses !== undefined);
    const page = said(await unit.get(home('TD-A5')));
    expect(page).toContain('Hết hạn đăng ký ngày 20/11/2026 khi còn 1 bản chờ thủ trưởng ký');
    expect(page).toContain('gia hạn');
    expect(page).not.toContain('Lập bản đăng ký thi đua');
    const late = await unit.get(`/app/registrations/${id}`);
    expect(said(late)).toContain('Đã hết hạn đăng ký; đề nghị gia hạn');
    const recall = await unit.fill(`/app/registrations/${id}/recall`);
    expect([recall.status, said(recall)]).toEqual([409, expect.stringContaining('Rút lại bản đăng ký')]);
    await campaign.say({ type: 'extendRegistration', until: '2026-11-25', note: 'note' });
    await campaign.reach(({ reached }) => reached.registrationCloses === undefined);
    expect(said(await unit.get(home('TD-A5')))).not.toContain('Hết hạn đăng ký ngày');
  });

  test('is nobody else’s to do or to see', async () => {
    await year('TD-A6');
    const id = await draft('TD-A6');
    for (const path of [home('TD-A6'), `/app/registrations/${id}`, `/app/registrations/${id}/edit`, register('TD-A6')])
      expect([path, (await other.get(path)).status]).toEqual([path, 404]);
    expect((await province.get(home('TD-A6'))).status).toBe(200);
    expect((await province.get(`/app/registrations/${id}/edit`)).status).toBe(403);
    expect((await unit.get(register('TD-A6', 'person', 'C1'))).status).toBe(404);
    expect((await unit.get(register('TD-A6', 'other', 'U01'))).status).toBe(404);
  });
});

test('somebody else answers for a registration, with the reason', async () => {
  await year('TD-A7');
  const id = await draft('TD-A7');
  const path = `/app/registrations/${id}/responsible`;
  const missing = await unit.fill(path, { responsible: 'NS1' });
  expect([missing.status, said(missing)]).toEqual([400, expect.stringContaining('Cần có mục này.')]);
  const done = await unit.fill(path, { responsible: 'Công Tằng Tôn Nữ Hoàng Phương Mẫu', reason: 'Chuyển công tác' });
  expect(whereTo(done)).toBe(`303 /app/registrations/${id}?done=responsible`);
  expect((await recordOf('TD-A7')).responsible).toBe('NS1');

  // pressed twice it is done once; another reason, or somebody else who says the same, has not seen what stands now
  const form = { ...(await unit.opened(path)), responsible: 'NS2', reason: 'Phân công lại' };
  for (const press of [1, 2])
    expect([press, whereTo(await unit.post(path, form))]).toEqual([
      press,
      `303 /app/registrations/${id}?done=responsible`,
    ]);
  expect((await unit.post(path, { ...form, reason: 'Lý do khác' })).status).toBe(409);
  const colleague = await someone(site, 'office', 'U01');
  expect((await colleague.post(path, form)).status).toBe(409);
  expect(await recordOf('TD-A7')).toMatchObject({ responsible: 'NS2', version: 2 });
});

test('nobody else comes to answer for a registration while its head signs: the signature would be lost', async () => {
  const campaign = await year('TD-A8');
  const id = await draft('TD-A8');
  const path = `/app/registrations/${id}/responsible`;
  const before = await unit.opened(path);
  await unit.fill(`${home('TD-A8')}/submit`, { [`r.${id}.0`]: 'true' });
  const { version } = await recordOf('TD-A8');
  expect((await unit.get(path)).status).toBe(409);
  const typed = { ...before, submission: `${version}-while-it-waits`, responsible: 'NS1', reason: 'Chuyển công tác' };
  const refused = await unit.post(path, typed);
  expect([refused.status, said(refused)]).toEqual([409, expect.stringContaining('đang chờ thủ trưởng ký xác nhận')]);
  expect(refused.html).toContain('Chuyển công tác');
  expect(await recordOf('TD-A8')).toMatchObject({ responsible: 'NS2', version, status: 'waitingForHead' });
  await campaign.tell('sign', 'U01', [id]);
  expect(await recordOf('TD-A8')).toMatchObject({ status: 'signed', version: version + 1 });
  // signed, it is changed again
  const done = await unit.fill(path, { responsible: 'NS1', reason: 'Chuyển công tác' });
  expect(whereTo(done)).toBe(`303 /app/registrations/${id}?done=responsible`);
});

/** A registration of the unit that the head has signed, as the records have it. */
async function signed(code: string, more: Parameters<typeof registrationRecord>[1] = {}): Promise<string> {
  const target = registrationRecord(code).targets[0]!;
  const record = registrationRecord(code, {
    year: 2026,
    status: 'signed',
    signed: { at: '2026-11-16T02:00:00.000Z', by: 'person:C1' },
    targets: [
      target,
      { ...target, code: 'CT2', name: 'Hồ sơ quá hạn', unit: 'hồ sơ', target: '0', direction: 'atMost' },
    ],
    ...more,
  });
  await site.service.store.registrations.insert(record);
  return record._id;
}

const csv = (...rows: string[]) =>
  Buffer.from(`Mã đăng ký;Mã chỉ tiêu;Kỳ báo cáo;Kết quả;Lý do điều chỉnh\n${rows.join('\n')}\n`);

describe('figures', () => {
  test('are entered by period, with shares as the domain computes them, and corrected with a reason after the review', async () => {
    await year('TD-F1');
    const id = await signed('TD-F1');
    const path = `/app/registrations/${id}/figures/year`;
    expect(said(await unit.get(path))).toContain('Mức đăng ký: từ 1.009,57 tỷ đồng trở lên');
    const none = await unit.fill(path);
    expect([none.status, said(none)]).toEqual([400, expect.stringContaining('Đề nghị nhập ít nhất một kết quả.')]);
    const word = await unit.fill(path, { 'value.CT1': 'hơn một nghìn', 'value.CT2': '0' });
    expect([word.status, word.html]).toEqual([400, expect.stringContaining('value="hơn một nghìn"')]);
    const saved = await unit.fill(path, { 'value.CT1': '1.033,9', 'value.CT2': '0' });
    expect(whereTo(saved)).toBe(`303 /app/registrations/${id}?done=figures`);
    const shown = said(await unit.get(`/app/registrations/${id}?done=figures`));
    expect(shown).toContain('102,41 %');
    expect(shown).toContain('110,66 %');
    // of a target of zero there is no share, only whether it is met
    expect(said(await unit.get(path))).toContain('Đã báo cáo 0 hồ sơ: đạt.');

    const review = `/app/registrations/${id}/reviews/year`;
    const empty = await unit.fill(review, { lessons: 'Bám sát nguồn thu' });
    expect([empty.status, empty.html]).toEqual([400, expect.stringContaining('Bám sát nguồn thu')]);
    expect(whereTo(await unit.fill(review, { text: 'Vượt dự toán', lessons: 'Bám sát nguồn thu' }))).toBe(
      `303 /app/registrations/${id}?done=review`,
    );
    const why = await unit.fill(path, { 'value.CT1': '1.040' });
    expect([why.status, said(why)]).toEqual([400, expect.stringContaining('đề nghị nêu lý do điều chỉnh')]);
    expect(why.html).toContain('id="f-reason-CT1-error"');
    const gone = await unit.fill(path, { 'value.CT1': '' });
    expect([gone.status, said(gone)]).toEqual([400, expect.stringContaining('Số đã báo cáo không xóa được')]);
    await unit.fill(path, { 'value.CT1': '1.040', 'reason.CT1': 'Quyết toán lại' });
    const after = said(await unit.get(`/app/registrations/${id}`));
    expect(after).toContain('điều chỉnh sau khi sơ kết, tổng kết; trước đó 1.033,9: Quyết toán lại');
    expect(after).toContain('Bám sát nguồn thu');
    expect((await site.service.store.registrations.need(id)).results).toHaveLength(3);
  });

  test('that look like a slip of the pen are asked about once', async () => {
    await year('TD-F2');
    const id = await signed('TD-F2');
    const path = `/app/registrations/${id}/figures/firstHalf`;
    const asked = await unit.fill(path, { 'value.CT1': '1.033.900' });
    expect(asked.status).toBe(409);
    expect(said(asked)).toContain('cao gấp hơn mười lần chỉ tiêu');
    expect(asked.html).toContain('name="confirm"');
    expect(asked.html).toContain('value="1.033.900"');
    expect((await site.service.store.registrations.need(id)).results).toEqual([]);
    const { submission } = (await unit.opened(path)) as { submission: string };
    const right = await unit.post(path, { submission, 'value.CT1': '1.033.900', confirm: 'true' });
    expect(whereTo(right)).toBe(`303 /app/registrations/${id}?done=figures`);
    // two people at once: the second one sees what the first one has saved
    const late = await unit.post(path, { submission, 'value.CT2': '3' });
    expect([late.status, late.html]).toEqual([409, expect.stringContaining('value="3"')]);
  });

  test('come from the prepared workbook, with wrong cells named before anything is saved', async () => {
    await year('TD-F3');
    const id = await signed('TD-F3');
    const start = '/app/campaigns/TD-F3/figures';
    const { name, bytes, status } = await unit.file(`${start}.xlsx`);
    expect([status, name]).toEqual([200, 'Biểu số liệu thi đua TD-F3.xlsx']);
    const goals = (await readSheets(bytes))[0]!.rows.slice(1).map((cells) => cells[8]);
    expect(goals).toContain('từ 1.009,57 tỷ đồng trở lên');
    const empty = await unit.fill(start, {}, { file: bytes });
    expect(said(await unit.get(empty.headers.get('location')!))).toContain(
      'Tệp không có dòng nào có kết quả; đề nghị ghi cột “Kết quả”',
    );
    const wrong = await unit.fill(start, {}, { file: csv(`${id};CT1;Quý I;abc;`, `${id};CT2;Cả năm;;`) });
    const page = await unit.get(wrong.headers.get('location')!);
    expect(said(page)).toContain('Có 2 ô cần sửa; chưa có số liệu nào được lưu. Đề nghị tải tệp có đánh dấu');
    for (const cell of ['C2', 'D2']) expect(said(page)).toContain(cell);
    const marked = await unit.file(`${wrong.headers.get('location')!}/explained.xlsx`);
    expect([marked.status, marked.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK']);

    const doubtful = await unit.fill(start, {}, { file: csv(`${id};CT1;Cả năm;1.033.900;`, `${id};CT2;Cả năm;0;`) });
    const found = doubtful.headers.get('location')!;
    expect(said(await unit.get(found))).toContain('2 số mới, 0 số điều chỉnh, 0 số không đổi');
    const asked = await unit.fill(found);
    expect([asked.status, said(asked)]).toEqual([409, expect.stringContaining('D2')]);
    expect((await site.service.store.registrations.need(id)).results).toEqual([]);
    expect((await someone(site, 'unit', 'U02').then((them) => them.get(found))).status).toBe(404);
    const saved = await unit.fill(found, { confirm: 'true' });
    expect(whereTo(saved)).toBe(`303 ${start}?saved=2.0.0`);
    expect(said(await unit.get(`${start}?saved=2.0.0`))).toContain('Đã lưu: 2 số mới');
    expect(whereTo(await unit.get(found))).toBe(`303 ${start}?gone=1`);
    const program = await unit.fill(start, {}, { file: Buffer.from('không phải bảng tính') });
    expect(said(await unit.get(program.headers.get('location')!))).toContain('Thiếu cột “Mã đăng ký”');
    const nothing = await unit.post(start, await unit.opened(start), {});
    expect(nothing.status).toBe(400);
  });

  test('from a file are saved once by two presses, and what is left of it is shown when somebody saves meanwhile', async () => {
    await year('TD-F5');
    const { store, database } = site.service;
    const first = await signed('TD-F5');
    const registrant = { kind: 'person', code: 'NS1', name: 'Công Tằng Tôn Nữ Hoàng Phương Mẫu' } as const;
    const second = await signed('TD-F5', { registrant, about: 'people/NS1' });
    const start = '/app/campaigns/TD-F5/figures';
    const looked = async (period: string): Promise<string> => {
      const file = csv(`${first};CT1;${period};1.033,9;`, `${second};CT1;${period};12;`);
      return (await unit.fill(start, {}, { file })).headers.get('location')!;
    };
    const found = await looked('Cả năm');
    // somebody else is about to save a figure of the second one
    const held = await database.startSession();
    held.startTransaction();
    const theirs = { target: 'CT2', period: 'year', value: '3', at: '2026-11-16T02:00:00.000Z', by: 'key:other' };
    await database
      .collection<{ _id: string }>('registrations')
      .updateOne({ _id: second }, { $set: { version: 1, results: [theirs] } }, { session: held });
    const pressing = unit.fill(found);
    await eventually(
      () => store.registrations.need(first),
      ({ results }) => results.length === 1,
    );
    await held.commitTransaction();
    await held.endSession();
    const part = await pressing;
    expect([part.status, said(part)]).toEqual([409, expect.stringContaining('chưa được lưu hết')]);
    expect(said(part)).toContain('1 số mới, 0 số điều chỉnh, 1 số không đổi');
    expect(whereTo(await unit.fill(found))).toBe(`303 ${start}?saved=1.0.1`);
    expect((await store.registrations.need(second)).results.map(({ target }) => target)).toEqual(['CT2', 'CT1']);

    const pressed = await looked('6 tháng');
    const form = await unit.opened(pressed);
    const twice = await Promise.all([unit.post(pressed, form), unit.post(pressed, form)]);
    // the file is gone once it is saved
    for (const answer of twice) expect(whereTo(answer)).toMatch(/\/figures\?(saved=\d\.0\.\d|gone=1)$/);
    expect(said(await unit.get(`${start}?gone=1`))).toContain('số đã lưu không bị lưu hai lần');
    for (const [id, figures] of [
      [first, 2],
      [second, 3],
    ] as const)
      expect((await store.registrations.need(id)).results).toHaveLength(figures);
  });

  test('are not entered before the head has signed', async () => {
    await year('TD-F4');
    const id = await draft('TD-F4');
    const early = await unit.get(`/app/registrations/${id}/figures/year`);
    expect(early.status).toBe(409);
    expect((await unit.get(`/app/registrations/${id}/figures/quarter`)).status).toBe(404);
    expect((await other.get(`/app/registrations/${id}/figures/year`)).status).toBe(404);
  });
});

describe('after the final review', () => {
  const reached = {
    launch: '2026-11-16T01:00:00.000Z',
    registrationCloses: '2026-11-16T01:00:00.000Z',
    midYearReview: '2026-11-16T01:00:00.000Z',
    finalReview: '2026-11-16T01:00:00.000Z',
  };

  test('the unit sees whom it proposes and why, and makes drafts of whom it chooses once the round is open', async () => {
    const { store } = site.service;
    const plan = campaignRecord('TD-N1', {
      asked: days,
      working: days,
      year: 2026,
      participants: ['U01'],
      awards: ['LDTT'],
      status: 'running',
      reached,
    });
    await store.campaigns.insert(plan);
    await store.facts.put(
      ['NS1', 'NS2'].map((code) => ({
        _id: `grade/people/${code}/2026`,
        kind: 'grade' as const,
        about: `people/${code}`,
        year: 2026,
        grade: 'well' as const,
      })),
      { actor: 'key:office', now: '2026-11-16T01:00:00.000Z' },
    );
    const result = { period: 'year', value: '1', at: '2026-11-16T02:00:00.000Z', by: 'key:unit' } as const;
    await signed('TD-N1', {
      registrant: { kind: 'person', code: 'NS1', name: 'Công Tằng Tôn Nữ Hoàng Phương Mẫu' },
      about: 'people/NS1',
      titles: ['LDTT'],
      results: [{ ...result, target: 'CT1' }],
    });
    const path = `${home('TD-N1')}/nominees`;
    expect(said(await unit.get(home('TD-N1')))).toContain('Xem đề xuất khen thưởng sau tổng kết');
    const before = said(await unit.get(path));
    expect(before).toContain('Lao động tiên tiến');
    expect(before).toContain('Công Tằng Tôn Nữ Hoàng Phương Mẫu');
    expect(before).toContain('đạt 0, chưa đạt 1, chưa có số liệu 1');
    expect(before).toContain('Lập hồ sơ được từ ngày 15/12/2026');
    const early = await unit.fill(`${path}/draft`, { 'n.NS1/LDTT': 'true' });
    expect(early.status).toBe(409);

    const open = { ...reached, roundOpens: '2026-11-16T01:00:00.000Z' };
    await store.campaigns.save('TD-N1', 1, { reached: open }, []);
    await store.rounds.put({
      _id: 'TD-N1',
      name: 'Đợt xét TD-N1',
      awardYear: 2026,
      awards: ['LDTT'],
      units: ['U01'],
      deadline: '2026-12-21',
    });
    const none = await unit.fill(`${path}/draft`, { 'n.NS1/LDTT': '', 'n.NS2/LDTT': '' });
    expect([none.status, said(none)]).toEqual([400, expect.stringContaining('chọn ít nhất một trường hợp')]);
    const strange = await unit.fill(`${path}/draft`, { 'n.P1/LDTT': 'true' });
    expect([strange.status, said(strange)]).toEqual([400, expect.stringContaining('không đề xuất P1')]);
    const made = await unit.fill(`${path}/draft`, { 'n.NS1/LDTT': 'true', 'n.NS2/LDTT': '' });
    expect(whereTo(made)).toBe(`303 ${path}?drafted=1`);
    const after = await unit.get(`${path}?drafted=1`);
    expect(said(after)).toContain('Đã lập 1 hồ sơ; đề nghị soạn tiếp rồi gửi.');
    expect(after.html).toMatch(/href="\/app\/nominations\/HS-2026-\d+"/);
    expect((await other.get(path)).status).toBe(404);
  });
});

test('what the head has signed is amended with a reason, and taken back; nothing typed is lost', async () => {
  await year('TD-A20');
  const own = registrationRecord('TD-A20', { status: 'signed', version: 2 });
  await site.service.store.registrations.insert(own);
  const path = `/app/registrations/${own._id}/amend`;
  expect(said(await unit.get(`/app/registrations/${own._id}`))).toContain('Điều chỉnh');
  const same = await unit.fill(path, { reason: 'Giảm dự toán' });
  expect([same.status, said(same)]).toEqual([400, expect.stringContaining('chưa khác bản đã ký')]);
  const silent = await unit.fill(path, { 'target.0.target': '900' });
  expect([silent.status, silent.html]).toEqual([400, expect.stringContaining('value="900"')]);
  const vast = await unit.fill(path, { 'target.0.target': '9'.repeat(20), reason: 'Giảm dự toán' });
  expect([vast.status, said(vast)]).toEqual([400, expect.stringContaining('Số quá lớn')]);
  const otherTab = await unit.opened(path);
  for (const step of ['edit', 'recall']) {
    const signed = await unit.get(`/app/registrations/${own._id}/${step}`);
    expect([signed.status, said(signed)]).toEqual([409, expect.stringContaining('đề nghị chọn “Điều chỉnh”')]);
    expect(said(signed)).not.toContain('bên dưới');
  }
  // pressed twice at once, it is done once and each is told so
  const typed = { ...(await unit.opened(path)), 'target.0.target': '900', reason: 'Giảm dự toán' };
  const put = await Promise.all([1, 2, 3].map(() => unit.post(path, typed)));
  expect(put.map(whereTo)).toEqual(put.map(() => `303 /app/registrations/${own._id}?done=amended`));
  for (const step of ['edit', 'amend']) {
    const waits = await unit.get(`/app/registrations/${own._id}/${step}`);
    expect([waits.status, said(waits)]).toEqual([409, expect.stringContaining('“Rút lại bản điều chỉnh”')]);
  }
  const shown = said(await unit.get(`/app/registrations/${own._id}`));
  expect(shown).toContain('Bản điều chỉnh chờ thủ trưởng ký');
  expect(shown).toContain('từ 900 tỷ đồng trở lên');
  // the office sees it; others neither see nor do it
  expect(said(await province.get(`/app/registrations/${own._id}`))).toContain('Lý do: Giảm dự toán');
  expect((await other.get(path)).status).toBe(404);
  const again = await unit.post(path, { ...otherTab, 'target.0.target': '800', reason: 'Lần nữa' });
  expect(again.html).toContain('value="800"');
  expect([again.status, said(again)]).toEqual([409, expect.stringContaining('đang chờ thủ trưởng ký')]);
  const back = await unit.fill(`/app/registrations/${own._id}/recall`, {});
  expect(whereTo(back)).toBe(`303 /app/registrations/${own._id}?done=recalledAmendment`);
  await eventually(
    () => recordOf('TD-A20'),
    ({ amendments }) => amendments?.[0]?.status === 'recalled',
  );
  // the next one begins with what came back
  expect((await unit.get(path)).html).toContain('value="900"');
});

test('a new target gets no code of one that the same amendment, or one before, gives up', async () => {
  const { store } = site.service;
  await year('TD-A21');
  const [of] = registrationRecord('TD-A21').targets;
  const targets = ['CT1', 'CT2'].map((code) => ({ ...of!, code }));
  const own = registrationRecord('TD-A21', { status: 'signed', version: 2, targets });
  await store.registrations.insert(own);
  const path = `/app/registrations/${own._id}/amend`;
  const parts = ['name', 'unit', 'baseline', 'target', 'responsible', 'source'];
  const empty = Object.fromEntries(parts.map((part) => [`target.1.${part}`, '']));
  const fresh = {
    'target.2.name': 'Số cuộc kiểm tra',
    'target.2.unit': 'cuộc',
    'target.2.target': '12',
    'target.2.source': 'Báo cáo',
  };
  const put = await unit.fill(path, { ...empty, ...fresh, reason: 'Giảm dự toán' });
  expect(whereTo(put)).toBe(`303 /app/registrations/${own._id}?done=amended`);
  const { amendments } = await store.registrations.need(own._id);
  expect(amendments![0]!.after.targets.map(({ code }) => code)).toEqual(['CT1', 'CT3']);
});
