import { testSite, type Answer, type TestSite } from '../site';
import { tinyPdf } from '../../setup/tiny-pdf';
import { formsIn, textOf } from '../form';
import { mainOf, someone, type Someone } from './someone';

/** Initiatives through their pages, without a script: a unit submits, its office records the council, the province widens the scope. */

const LONG =
  'Giải pháp đối chiếu, theo dõi giải ngân vốn đầu tư công dùng chung giữa các phòng <b>& các đơn vị trực thuộc';

let site: TestSite;
let unit: Someone;
let office: Someone;
let province: Someone;
let other: Someone;
beforeAll(async () => {
  site = await testSite({ worker: false, sizes: { province: 5, unit: 5 } });
  const { store } = site.service;
  for (const [_id, name] of [
    ['NS1', 'Công Tằng Tôn Nữ Hoàng Phương Mẫu'],
    ['NS2', 'Lê Thị Mẫu'],
    ['NN1', 'Phạm Văn Mẫu'],
  ] as const) {
    const unitOf = _id === 'NN1' ? 'U02' : 'U01';
    await store.people.put({ _id, name, address: 'Bà', post: 'Chuyên viên', unit: unitOf, language: 'vi' });
  }
  [unit, office, province, other] = await Promise.all([
    someone(site, 'unit', 'U01'),
    someone(site, 'office', 'U01'),
    someone(site, 'office'),
    someone(site, 'unit', 'U02'),
  ]);
});
afterAll(() => site.stop());

/** Where an answer leads, if anywhere. */
const whereTo = ({ headers }: Answer): string => headers.get('location') ?? '';
const said = (answer: Answer): string => textOf(mainOf(answer.html));
const filled = (title: string, more: Record<string, string> = {}) => ({
  title,
  'authors.0.person': 'Công Tằng Tôn Nữ Hoàng Phương Mẫu',
  'authors.0.share': '66,67',
  'authors.1.person': 'NS2',
  'authors.1.share': '33,33 %',
  field: 'Quản lý ngân sách',
  content: 'Sổ dùng chung.\nMỗi phòng nhập một lần.',
  effect: 'Rút ngắn thời gian đối chiếu.',
  appliedFrom: '2026-03-01',
  claims: 'province',
  ...more,
});
const submitted = async (title: string): Promise<string> => {
  const answer = await unit.fill('/app/initiatives/new', filled(title));
  if (answer.status !== 303) throw new Error(said(answer));
  return whereTo(answer).split('?')[0]!;
};

test('a unit submits an initiative by names and shares as it writes them, attaches its report, and finds it in the list', async () => {
  const at = await submitted(LONG);
  const page = said(await unit.get(`${at}?done=submitted`));
  for (const part of [LONG, 'Công Tằng Tôn Nữ Hoàng Phương Mẫu', '66,67 %', 'Chờ Hội đồng sáng kiến', 'Sở Tài chính'])
    expect(page).toContain(part);
  expect(said(await unit.get('/app/initiatives?status=submitted'))).toContain(LONG);
  expect(said(await unit.get('/app/initiatives?status=refused'))).not.toContain(LONG);

  const empty = await unit.fill(`${at}/attach`, {}, {});
  expect([empty.status, said(empty).includes('chọn tệp')]).toEqual([400, true]);
  const report = await unit.fill(`${at}/attach`, {}, { 'report.file': tinyPdf() });
  expect([report.status, whereTo(report)]).toEqual([303, `${at}?done=attached`]);
  const { html } = await unit.get(at);
  const href = /href="([^"]+\/files\/[^"]+)"/.exec(html)![1]!;
  expect((await unit.file(href)).bytes).toEqual(tinyPdf());
  expect((await other.get(at)).status).toBe(404);
  expect((await other.get(href)).status).toBe(404);
});

test('whose a code of another unit is, nobody learns by naming it as an author', async () => {
  const title = 'Cùng làm với người ngoài';
  const mine = { 'authors.0.person': 'NN1', 'authors.0.share': '60' };
  const sent = await other.fill('/app/initiatives/new', {
    ...filled(title),
    ...mine,
    'authors.1.person': 'NS2',
    'authors.1.share': '40',
  });
  expect(sent.status).toBe(303);
  const at = whereTo(sent).split('?')[0]!;
  for (const path of [at, '/app/initiatives']) {
    const page = said(await other.get(path));
    expect([path, page.includes('Phạm Văn Mẫu'), page.includes('NS2')]).toEqual([path, true, true]);
    expect(page).not.toContain('Lê Thị Mẫu');
  }
  expect(said(await province.get(at))).toContain('Lê Thị Mẫu');
  // what a council has recognised names its authors in a signed paper
  await site.service.store.initiatives.edit(at.split('/').pop()!, 0, { status: 'recognised' });
  expect(said(await other.get(at))).toContain('Lê Thị Mẫu');
});

test('what is refused stands there again with all that was typed, and the sentence at its row', async () => {
  const sum = filled('Sai tỷ lệ', { 'authors.1.share': '40' });
  const stranger = { ...sum, 'authors.3.person': 'Không Ai Cả', 'authors.3.share': '1' };
  const nobody = await unit.fill('/app/initiatives/new', stranger);
  expect([nobody.status, said(nobody).includes('Không Ai Cả')]).toEqual([400, true]);
  const refused = await unit.fill('/app/initiatives/new', sum);
  expect(refused.status).toBe(400);
  expect(said(refused)).toContain('phải bằng 100 %; hiện là 106,67 %');
  const form = formsIn(mainOf(refused.html)).find(({ method }) => method === 'post')!;
  expect(form.fields).toMatchObject({ title: 'Sai tỷ lệ', 'authors.1.person': 'NS2', 'authors.1.share': '40' });
  expect((await province.get('/app/initiatives/new')).status).toBe(403);
});

test('the office records a meeting on several of them, once, and the province widens the scope of what was recognised', async () => {
  const [won, lost, later] = [await submitted('Được'), await submitted('Không được'), await submitted('Kỳ sau')];
  const at = `${won}/council/HD-U01`;
  expect(said(await office.get(won))).toContain('Ghi kết quả họp: Hội đồng Thi đua - Khen thưởng Sở Tài chính');
  expect(said(await unit.get(won))).not.toContain('Ghi kết quả họp');
  expect((await province.get(at)).status).toBe(403);
  const id = (path: string): string => path.split('/').pop()!;
  const meeting = {
    heldOn: '2026-11-10',
    ...Object.fromEntries(['issued', 'returned', 'valid'].map((name) => [name, '5'])),
    invalid: '0',
    [`line.${id(won)}.yes`]: '5',
    [`line.${id(won)}.no`]: '0',
    [`line.${id(lost)}.yes`]: '1',
    [`line.${id(lost)}.no`]: '4',
    'minutes.number': '12/BB-HĐSK',
    'minutes.date': '2026-11-10',
    'decision.number': '88/QĐ-STC',
    'decision.date': '2026-11-12',
    checkedBy: 'C2',
  };
  expect((await office.fill(at, meeting, {})).status).toBe(400);
  const files = { 'minutes.file': tinyPdf({ comment: 'biên bản' }) };
  const without = await office.fill(at, { ...meeting, [`line.${id(lost)}.no`]: '3' }, files);
  expect(without.status).toBe(400);
  expect(without.html).toContain('name="minutes.attachment"');
  expect(said(without)).toContain('tổng số ý kiến là 4, phải bằng số phiếu hợp lệ (5)');
  const form = await office.opened(at);
  const twice = [
    await office.post(at, { ...form, ...meeting }, files),
    await office.post(at, { ...form, ...meeting }, files),
  ];
  expect(twice.map((one) => [one.status, whereTo(one)])).toEqual([1, 2].map(() => [303, `${won}?done=meeting`]));
  expect(said(await office.get(won))).toContain('5/5 phiếu đồng ý = 100,00 %');
  expect(said(await unit.get(won))).toContain('họp ngày 10/11/2026 công nhận; văn bản công nhận số 88/QĐ-STC');
  expect(said(await unit.get(lost))).toContain('không công nhận');
  expect(said(await unit.get(lost))).not.toContain('phiếu đồng ý');
  expect(said(await unit.get(later))).toContain('Chờ Hội đồng sáng kiến');
  // the votes stand in the minutes too, those on the others of the sitting among them
  const [, minutes] = /href="([^"]+\/minutes\/[^"]+)"/.exec((await office.get(won)).html)!;
  expect((await office.file(minutes!)).bytes).toEqual(tinyPdf({ comment: 'biên bản' }));
  for (const reader of [unit, await someone(site, 'authority', 'U01'), await someone(site, 'clerk', 'U01')]) {
    const { html } = await reader.get(won);
    expect(html).not.toMatch(/\/(minutes|files)\//);
    expect((await reader.file(minutes!)).status).toBe(403);
    expect((await reader.file(minutes!.replace('/minutes/', '/files/'))).status).toBe(404);
  }

  expect((await office.get(`${won}/scope`)).status).toBe(403);
  const scope = { scope: 'province', decisionNumber: '901/QĐ-UBND', recognisedOn: '2026-11-14' };
  const older = await province.opened(`${won}/scope`);
  expect(whereTo(await province.fill(`${won}/scope`, scope))).toBe(`${won}?done=scope`);
  // the same again is the same; a page that was opened before it does not undo it unseen
  expect(whereTo(await province.post(`${won}/scope`, { ...older, ...scope }))).toBe(`${won}?done=scope`);
  const stale = await province.post(`${won}/scope`, { ...older, ...scope, scope: 'nation' });
  expect([stale.status, formsIn(mainOf(stale.html)).find(({ method }) => method === 'post')?.fields['scope']]).toEqual([
    409,
    'nation',
  ]);
  const page = said(await unit.get(won));
  for (const part of ['Phạm vi trong tỉnh', '901/QĐ-UBND', 'mỗi sáng kiến chỉ được dùng một lần'])
    expect(page).toContain(part);
  const again = await unit.fill(`${won}/withdraw`, { reason: 'Muộn' });
  expect(again.status).toBe(409);
});

test('a council that was renewed since is offered as it sat on any day since the initiative is applied', async () => {
  const { councils } = site.service.store;
  const at = await submitted('Xét trước khi kiện toàn Hội đồng');
  const old = await councils.need('HD-U01@2026-01-01');
  const staying = old.members.slice(0, 4);
  const members = [...staying, { person: 'NS1', role: 'Ủy viên', secretary: false }];
  await councils.put({ ...old, _id: 'HD-U01@2026-11-12', validFrom: '2026-11-12', members });
  const form = `${at}/council/HD-U01`;
  const { html } = await office.get(form);
  const ticked = (person: string): boolean | undefined => {
    const [box] = html.match(new RegExp(`<input[^>]*name="present\\.${person}"[^>]*>`)) ?? [];
    return box === undefined ? undefined : /\schecked/.test(box);
  };
  expect(['C1', 'C5', 'NS1', 'C6'].map(ticked)).toEqual([true, false, false, undefined]);
  expect(textOf(mainOf(html))).toContain('Ủy viên (C5); thành viên đến trước ngày 12/11/2026');
  expect(textOf(mainOf(html))).toContain('Ủy viên (NS1); thành viên từ ngày 12/11/2026');
  const meeting = {
    heldOn: '2026-11-11',
    ...Object.fromEntries(['issued', 'returned', 'valid'].map((name) => [name, '5'])),
    invalid: '0',
    [`line.${at.split('/').pop()!}.yes`]: '5',
    [`line.${at.split('/').pop()!}.no`]: '0',
    'minutes.number': '15/BB-HĐSK',
    'minutes.date': '2026-11-11',
    'decision.number': '95/QĐ-STC',
    'decision.date': '2026-11-12',
    checkedBy: 'C5',
  };
  const files = { 'minutes.file': tinyPdf({ comment: 'kiện toàn' }) };
  const both = await office.fill(form, { ...meeting, 'present.C5': 'true', 'present.NS1': 'true' }, files);
  expect([both.status, said(both).includes('Không phải thành viên Hội đồng')]).toEqual([400, true]);
  const recorded = await office.fill(form, { ...meeting, 'present.C5': 'true' }, files);
  expect([recorded.status, whereTo(recorded)]).toEqual([303, `${at}?done=meeting`]);
});

test('it is taken back with a reason', async () => {
  const at = await submitted('Nhầm');
  expect((await unit.fill(`${at}/withdraw`, { reason: '' })).status).toBe(400);
  expect(whereTo(await unit.fill(`${at}/withdraw`, { reason: 'Trùng nội dung' }))).toBe(`${at}?done=withdrawn`);
  expect(said(await unit.get(at))).toContain('Đơn vị đã rút: Trùng nội dung');
});
