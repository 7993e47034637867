import { startApi, type TestApi } from '../../setup/api';
import type { SessionRecord } from '../../../platform/store';
import { tinyPdf } from '../../setup/tiny-pdf';
import { atRest, eventually } from '../../setup/service';
import { sessionWorkflowId } from '../../../domain/ids';
import { joins, people } from '../../setup/fixtures';
import { formsIn, textOf } from '../form';
import type { Case } from '../sight/addresses';
import { votesIn } from '../sight/said';
import { drafted, secretsOf, vote } from '../sight/sittings';
import { mainOf, someone, type Someone } from './someone';
import { whereTo } from './visitor';

/** The whole life of a session by the pages of whoever runs it. */

/** As many as must be there for a line whose nominee is one of them to reach four fifths. */
const MEMBERS = 6;
const everybody = people(MEMBERS);
let api: TestApi;
let of: Case;
let secretary: Someone;
beforeAll(async () => {
  api = await startApi({ sizes: { province: 5, unit: MEMBERS } });
  of = await drafted(api, { level: 'unit', ballot: 'secret', members: MEMBERS });
  secretary = await someone(api.site, 'secretary', 'U01');
}, 60_000);
afterAll(() => api.stop());

const scanned = tinyPdf({});
const WAY = '/app/sessions/new/HD-U01/written-secret';
const paper = { 'paper.number': '12/BB-HĐ', 'paper.date': '2026-11-16', 'paper.signer': 'Trần Văn Mẫu' };
const basis = {
  'basis.foundingDecision': 'Quyết định số 45/QĐ-STC',
  'basis.regulation': 'Quy chế hoạt động của Hội đồng',
  'basis.article': 'khoản 3 Điều 8',
  'basis.orderedBy': 'Chủ tịch Hội đồng',
};
const board = { 'board.0.name': 'Vũ Thị Mẫu', 'board.1.name': 'Phạm Văn Mẫu', 'board.1.post': 'Chuyên viên' };
const record = (id: string) => api.site.service.store.sessions.need(id);
const page = async (path: string): Promise<string> => textOf(mainOf((await secretary.get(path)).html));

/** Drafts a session by its form. */
async function draft(more: Record<string, string> = {}): Promise<string> {
  const said = { name: 'đợt 3 năm 2026', closesAt: '2026-11-23T17:00', ...basis, ...board, ...more };
  const answer = await secretary.fill(WAY, said);
  expect(answer.status).toBe(303);
  return decodeURIComponent(answer.headers.get('location')!.split('/').pop()!);
}

test('a line that is taken off a draft twice is taken off once; another tab is told that it is gone', async () => {
  const id = await draft({ name: 'đợt để bỏ bớt' });
  const [first] = (await record(id)).lines;
  const path = `/app/sessions/${id}/lines/${first!.nomination}/dropLine`;
  const form = { ...(await secretary.opened(path)), reason: 'Hồ sơ chưa đủ.' };
  const stale = { ...(await secretary.opened(`/app/sessions/${id}/act/open`)) };
  const tab = { ...(await secretary.opened(path)), reason: 'Hồ sơ chưa đủ.' };
  for (const press of [1, 2]) {
    expect([press, whereTo(await secretary.post(path, form))]).toEqual([
      press,
      `303 /app/sessions/${id}?done=dropLine`,
    ]);
  }
  const gone = await secretary.post(path, tab);
  expect([gone.status, textOf(gone.html).includes('không còn trong danh sách của phiên họp')]).toEqual([409, true]);
  expect((await secretary.get(path)).status).toBe(409);
  expect((await secretary.get(`/app/sessions/${id}/lines/HS-2026-999999/dropLine`)).status).toBe(404);
  // a tab that shows the draft with that line does not open it
  const changed = await secretary.post(`/app/sessions/${id}/act/open`, stale);
  expect([changed.status, textOf(changed.html).includes('Phiên họp, đợt lấy ý kiến này đã thay đổi')]).toEqual([
    409,
    true,
  ]);
  const cancel = `/app/sessions/${id}/act/cancel`;
  await secretary.post(cancel, { ...(await secretary.opened(cancel)), reason: 'Chỉ để thử.' });
});

test('what the state of a session calls for has its form, and no other state has', async () => {
  const id = await draft({ name: 'đợt diễn tập' });
  const { store } = api.site.service;
  const forms = async (fields: Parameters<typeof store.sessions.edit>[2]): Promise<Record<string, number>> => {
    await store.sessions.edit(id, (await record(id)).version, fields, []);
    const seen: Record<string, number> = {};
    for (const act of ['drill', 'skipDrill', 'papers']) {
      seen[act] = (await secretary.get(`/app/sessions/${id}/act/${act}`)).status;
    }
    return seen;
  };
  expect(await forms({})).toEqual({ drill: 409, skipDrill: 409, papers: 409 });
  expect(await forms({ status: 'open', drill: { status: 'failed', at: '2026-11-16T01:00:00.000Z' } })).toEqual({
    drill: 200,
    skipDrill: 200,
    papers: 409,
  });
  expect(await forms({ status: 'closed' })).toEqual({ drill: 409, skipDrill: 409, papers: 200 });

  const { nomination } = (await record(id)).lines[0]!;
  const chair = `/app/sessions/${id}/lines/${nomination}/chairDecides`;
  expect((await secretary.get(chair)).status).toBe(409);
  const tied = {
    ...{ members: MEMBERS, ballots: MEMBERS, quorate: true, unlinkedAt: '2026-11-16T02:00:00.000Z', receiptCodes: [] },
    lines: [{ nomination, tally: { awaitsChair: true } }],
  } as unknown as SessionRecord['result'] & object;
  await forms({ status: 'awaitingChair', result: tied });
  expect((await secretary.get(chair)).status).toBe(200);
});

test('a session is drafted of what is ready: refused with everything typed, then read back', async () => {
  const choice = await secretary.get('/app/sessions/new');
  expect(textOf(choice.html)).toContain('Hội đồng Thi đua - Khen thưởng Sở Tài chính');
  expect(choice.html).toContain(WAY);

  const refused = await secretary.fill(WAY, { name: 'đợt 3', closesAt: '2026-11-01T17:00', ...basis });
  expect(refused.status).toBe(400);
  expect(textOf(refused.html)).toContain('Thời điểm này đã qua.');
  expect(refused.html).toContain('value="2026-11-01T17:00"');
  const unruly = await secretary.fill(WAY, {
    name: 'đợt 3',
    closesAt: '2026-11-23T17:00',
    ...basis,
    ...board,
    'basis.article': ' ',
  });
  expect([unruly.status, textOf(unruly.html).includes('Cần có mục này.')]).toEqual([409, true]);
  expect(unruly.html).toContain('value="Quyết định số 45/QĐ-STC"');

  const id = await draft();
  const text = await page(`/app/sessions/${id}`);
  expect(text).toContain('gửi giấy mời có liên kết tới 6 thành viên qua thư, nhận phiếu đến 17 giờ 00');
  // the nominee of the first line is a member
  const { lines } = await record(id);
  expect(lines.map(({ nomination }) => nomination).sort()).toEqual([...of.lines].sort());
  expect(text).toContain('Bắt đầu lấy ý kiến');
  // what the last session rested on is filled in
  expect((await secretary.get(WAY)).html).toContain('value="Quy chế hoạt động của Hội đồng"');

  const dropped = await secretary.fill(`/app/sessions/${id}/lines/${of.lines[2]!}/dropLine`, {
    reason: 'Chờ xác minh.',
  });
  expect(whereTo(dropped)).toBe(`303 /app/sessions/${id}?done=dropLine`);
  const again = await secretary.get(`${WAY}?from=${id}`);
  expect(again.html).toMatch(new RegExp(`name="line.${of.lines[0]!}" value="true" checked`));
  expect(again.html).not.toMatch(new RegExp(`name="line.${of.lines[2]!}" value="true" checked`));
  expect(whereTo(await secretary.fill(`/app/sessions/${id}/act/cancel`, { reason: 'Lập nhầm.' }))).toBe(
    `303 /app/sessions/${id}?done=cancel`,
  );
  expect((await record(id)).status).toBe('cancelled');
  expect((await secretary.get(`/app/sessions/${id}/act/open`)).status).toBe(409);
});

test('a draft that has changed since its form was shown is not opened by it', async () => {
  const id = await draft();
  const path = `/app/sessions/${id}`;
  const tab = await secretary.opened(`${path}/act/open`);
  const reason = 'Chờ xác minh.';
  await secretary.fill(`${path}/lines/${of.lines[2]!}/dropLine`, { reason });
  const refused = await secretary.post(`${path}/act/open`, tab);
  expect([refused.status, textOf(refused.html).includes('đã thay đổi sau khi trang được mở')]).toEqual([409, true]);
  expect((await record(id)).status).toBe('draft');

  // taken back twice from two tabs: the first one again gets its receipt, and is no other act
  const first = { ...(await secretary.opened(`${path}/act/cancel`)), reason };
  for (let press = 1; press <= 2; press += 1) {
    expect(whereTo(await secretary.post(`${path}/act/cancel`, first))).toBe(`303 ${path}?done=cancel`);
  }
  const late = await secretary.post(`${path}/act/open`, { ...tab, drill: 'true' });
  expect([late.status, /name="drill" value="true" checked/.test(late.html)]).toEqual([409, true]);
});

test('a session is opened, followed, counted and signed by its pages, and nobody reads a vote before', async () => {
  const id = await draft({ closing: 'whenAllVoted' });
  const path = `/app/sessions/${id}`;
  expect(whereTo(await secretary.fill(`${path}/act/open`))).toBe(`303 ${path}?done=open`);
  await eventually(
    () => record(id),
    ({ status }) => status === 'open',
  );
  const mine: Case = { ...of, id };
  await atRest(api.site.service.client.workflow.getHandle(sessionWorkflowId(id)));
  const later = { closesAt: '2026-11-24T17:00', reason: 'Thêm thời gian nghiên cứu.' };
  expect(whereTo(await secretary.fill(`${path}/act/extend`, later))).toBe(`303 ${path}?done=extend`);
  const bad = await secretary.fill(`${path}/act/extend`, { ...later, closesAt: '2026-11-18T17:00' });
  expect([bad.status, textOf(bad.html).includes('Thời điểm này không phù hợp với phiên.')]).toEqual([400, true]);

  // one member: his letter, his paper, his address
  await joins(api.site.service.store, 'C2', 'U01');
  expect(await page(`${path}/members/C2`)).toContain('Sửa địa chỉ thư điện tử');
  const slip = await secretary.fill(`${path}/members/C1/slip`, { reason: 'Không dùng thư điện tử.' });
  expect([slip.status, slip.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  const wrong = await secretary.fill(`${path}/members/C2/changeAddress`, { email: 'không phải', reason: 'Đổi.' });
  expect(textOf(wrong.html)).toContain('Không phải là địa chỉ thư điện tử.');
  // who sits here from another agency signs for an authority as well: nobody here leads his letters elsewhere
  expect(await page(`${path}/members/C1`)).not.toContain('Sửa địa chỉ thư điện tử');
  expect((await secretary.get(`${path}/members/C1/changeAddress`)).status).toBe(409);
  const own = await secretary.opened(`${path}/members/C2/changeAddress`);
  const moved = await secretary.post(`${path}/members/C1/changeAddress`, {
    ...own,
    email: 'x@x.example',
    reason: 'Đổi.',
  });
  expect([moved.status, textOf(moved.html).includes('Thành viên này thuộc đơn vị khác')]).toEqual([400, true]);
  expect((await api.site.service.store.people.need('C1')).email).not.toBe('x@x.example');
  expect(whereTo(await secretary.fill(`${path}/members/C1/resend`))).toBe(`303 ${path}?done=resend`);
  expect((await secretary.get(`${path}/members/C99`)).status).toBe(404);

  // letters are proposed, and sent as they were changed
  expect(await page(`${path}/letters`)).toContain('Lãnh đạo Sở Nội vụ');
  const letter = { subject: 'Đề nghị cho ý kiến', text: 'Kính đề nghị nhắc thành viên.' };
  const linked = await secretary.fill(`${path}/letters/agency.U02`, { ...letter, text: 'Xem https://x.example' });
  expect(linked.status).toBe(400);
  expect(whereTo(await secretary.fill(`${path}/letters/agency.U02`, letter))).toBe(`303 ${path}?done=letter`);

  const oldTab = { ...(await secretary.opened(`${path}/letters/agency.U02`)), ...letter, text: 'Thư soạn dở, mã LT1.' };

  await vote(api, mine, 'C2');
  const wanted = secretsOf(of);
  for (const address of [path, `${path}/members/C2`, `${path}/letters`, `${path}/act/extend`]) {
    expect([address, votesIn({ text: (await secretary.get(address)).html }, wanted)]).toEqual([address, []]);
  }
  expect(await page(path)).toContain('Đã gửi phiếu 1/6');
  for (const member of everybody.filter((one) => one !== 'C2')) await vote(api, mine, member);
  await eventually(
    () => record(id),
    ({ status, papers }) => status === 'closed' && papers !== undefined,
  );

  // too late, nothing of what was typed is lost
  const late = await secretary.post(`${path}/letters/agency.U02`, oldTab);
  expect([late.status, late.html.includes('Thư soạn dở, mã LT1.')]).toEqual([409, true]);

  const minutes = await secretary.file(`${path}/papers/minutes.pdf`);
  expect([minutes.status, minutes.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
  expect((await secretary.get(path)).html).toContain(`${path}/papers/counting-minutes.docx`);
  const scan = { 'paper.file': scanned };
  // a refused form keeps its file
  const kept = await secretary.fill(`${path}/act/minutesSigned`, { ...paper, 'paper.number': '' }, scan);
  expect(textOf(kept.html)).toContain('Đã nhận tệp');
  const signing = { ...(await secretary.opened(`${path}/act/minutesSigned`)), ...paper };
  for (let press = 1; press <= 2; press += 1) {
    const done = await secretary.post(`${path}/act/minutesSigned`, signing, scan);
    expect(whereTo(done)).toBe(`303 ${path}?done=minutesSigned`);
  }
});

test('the totals of a meeting are entered, read back and confirmed by its pages', async () => {
  const store = api.site.service.store;
  const meeting = await drafted(api, { level: 'unit', ballot: 'secret', members: MEMBERS, kind: 'meeting' });
  const path = `/app/sessions/${meeting.id}`;
  await secretary.fill(`${path}/act/open`);
  await eventually(
    () => record(meeting.id),
    ({ status }) => status === 'open',
  );
  const { members, lines } = await record(meeting.id);
  const present = Object.fromEntries(members.map(({ person }) => [`present.${person}`, 'true']));
  const sums = { issued: '6', returned: '6', valid: '6', invalid: '0' };
  const votes = Object.fromEntries(
    lines.flatMap(({ nomination, recused }) => [
      [`line.${nomination}.yes`, String(MEMBERS - recused.length)],
      [`line.${nomination}.no`, '0'],
      [`line.${nomination}.recused`, String(recused.length)],
    ]),
  );
  const scan = { 'paper.file': scanned };
  const short = await secretary.fill(`${path}/totals`, { ...present, ...sums, ...votes, ...paper, issued: 'ba' }, scan);
  expect([short.status, short.html.includes('value="ba"')]).toEqual([400, true]);
  // the totals of the largest session are read, and kept when they are refused
  const many = Object.fromEntries(Array.from({ length: 6_080 }, (_, i) => [`line.N${i}.yes`, '1']));
  const large = await secretary.fill(`${path}/totals`, { ...many, ...present, ...sums, ...paper, issued: 'tư' }, scan);
  expect([large.status, large.html.includes('value="tư"')]).toEqual([400, true]);
  const all = { ...present, ...sums, ...votes, ...paper };
  expect(whereTo(await secretary.fill(`${path}/totals`, all, scan))).toBe(`303 ${path}/totals/read`);
  expect(await page(`${path}/totals/read`)).toContain('Đối chiếu từng số với Biên bản kiểm phiếu.');
  const alone = await secretary.fill(`${path}/totals/read`);
  expect([alone.status, textOf(alone.html).includes('Người nhập không tự xác nhận')]).toEqual([400, true]);
  const checked = members[0]!.person;
  const oldTab = await secretary.opened(`${path}/totals`);
  const readBefore = await secretary.opened(`${path}/totals/read`);
  expect(whereTo(await secretary.fill(`${path}/totals`, all, scan))).toBe(`303 ${path}/totals/read`);
  const stale = await secretary.post(`${path}/totals/read`, { ...readBefore, checkedBy: checked });
  // what is shown now can be confirmed from the page that says so
  const { fields } = formsIn(mainOf(stale.html)).find(({ method }) => method === 'post')!;
  const now: Record<string, string> = { ...fields, checkedBy: checked };
  expect([stale.status, now['totals']]).toEqual([409, expect.not.stringMatching(readBefore['totals']!)]);
  expect(whereTo(await secretary.post(`${path}/totals/read`, now))).toBe(`303 ${path}?done=totals`);
  await eventually(
    () => store.sessions.need(meeting.id),
    ({ status }) => status === 'closed',
  );
  // pressed twice it is one act, and its receipt is found though they are counted
  expect(whereTo(await secretary.post(`${path}/totals/read`, now))).toBe(`303 ${path}?done=totals`);
  const late = await secretary.post(`${path}/totals`, { ...oldTab, ...all, issued: '77' }, scan);
  expect([late.status, late.html.includes('value="77"')]).toEqual([409, true]);
  expect((await secretary.get(`${path}/totals`)).status).toBe(409);
});

test('whoever does not run a session reads it and is offered nothing', async () => {
  const { id } = of;
  const inspector = await someone(api.site, 'inspector', 'U01');
  const { html, status } = await inspector.get(`/app/sessions/${id}`);
  expect([status, html.includes('/act/')]).toEqual([200, false]);
  expect((await inspector.get(`/app/sessions/${id}/act/open`)).status).toBe(403);
  const foreign = await someone(api.site, 'secretary', 'U02');
  expect((await foreign.get(`/app/sessions/${id}/act/open`)).status).toBe(404);
  const province = await someone(api.site, 'secretary');
  expect((await province.get('/app/sessions/new')).html).not.toContain('HD-U01');
  expect((await province.get(WAY)).status).toBe(404);
  expect((await province.get(`/app/sessions/${id}/act/open`)).status).toBe(403);
});
