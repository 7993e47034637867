import { randomUUID } from 'node:crypto';
import { accountFor, cookieOf, newAccount } from '../../setup/accounts';
import { sendDocket, type TestDocket } from '../../setup/docket';
import { dossier, START } from '../../setup/fixtures';
import { seedNominations, THE_ONE } from '../../platform/store/seed';
import { openSession, sendProposal } from '../../browser/people';
import { formIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import type { Role } from '../../../domain/roles';

let site: TestSite;
let docket: TestDocket;
beforeAll(async () => {
  site = await testSite();
  docket = await sendDocket(site.service, [dossier('GK', 1), dossier('GK', 2), dossier('GK', 3)]);
  await docket.reach('submitted');
  await seedNominations(site.service.database, 300 * 8);
});
afterAll(() => site.stop());

/** The frame has forms of its own. */
const mainOf = (html: string): string => html.slice(html.indexOf('<main'));

/** The pages of somebody, without a browser. */
async function someone(role: Role, unit?: string) {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  const headers = { cookie, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  return {
    get: (path: string) => site.get(path, headers),
    post: (path: string, fields: Record<string, string>) => site.post(path, fields, headers),
  };
}

const pages = [
  '/app',
  '/app/nominations',
  '/app/rounds',
  '/app/sessions',
  '/app/proposals',
  '/app/decisions',
  '/app/registers',
  '/app/people',
  '/app/units',
  '/app/councils',
  '/app/mails',
  '/app/audit',
  '/app/pictures',
];

test.each(pages)('%s is a page for an office, and in English', async (path) => {
  const office = await someone('office');
  const { status, html } = await office.get(path);
  expect([status, /<html lang="vi">/.test(html)]).toEqual([200, true]);
  const english = await office.get(`${path}?lang=en`);
  expect([english.status, /<html lang="en">/.test(english.html)]).toEqual([200, true]);
});

describe('the list', () => {
  test('finds by name without diacritics, filters, and leafs on and back', async () => {
    const office = await someone('office');
    expect(textOf((await office.get('/app/nominations?q=nguyen+van+mau')).html)).toContain(THE_ONE);
    const first = await office.get('/app/nominations?status=screening&order=due&q=');
    const next = /rel="next" href="([^"]+)"/.exec(first.html)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    expect(next).toContain('status=screening');
    const second = await office.get(next);
    const back = /rel="prev" href="([^"]+)"/.exec(second.html)![1]!.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
    const rows = (html: string) => [...html.matchAll(/HS-2025-\d{6}/g)].map(String);
    expect(rows((await office.get(back)).html)).toEqual(rows(first.html));
  });

  test('is exported with the same filters', async () => {
    const { status, html, headers } = await (await someone('office')).get('/app/nominations.csv?q=nguyen+van+mau');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    expect(html.trim().split('\r\n')).toHaveLength(2);
  });

  test('is of the officer who reads it, when he asks for his own', async () => {
    const { units, people } = site.service.store;
    const unit = await units.need('U02');
    const mail = 'officer-of-u02@tinh-d.example';
    await people.put({
      _id: 'OFF',
      name: 'Kiều Mẫu',
      address: 'Bà',
      post: 'Chuyên viên',
      unit: 'U02',
      email: mail,
      language: 'vi',
    });
    await units.put({ ...unit, handledBy: 'OFF' });
    const account = await newAccount(site, [{ role: 'office' }], 'officer-of-u02');
    const headers = { cookie: await cookieOf(site, account), 'x-forwarded-proto': 'https' };
    const mine = await site.get('/app/nominations?mine=true', headers);
    expect(mine.status).toBe(200);
    expect(textOf(mine.html)).toContain('Không có mục nào.');
  });

  test.each(['cursor=!!', 'status=lost', `q=${'x'.repeat(200)}`, 'colour=red', 'award=%00'])(
    'refuses "%s" by a page that says what is wrong',
    async (query) => {
      const { status, html } = await (await someone('office')).get(`/app/nominations?${query}`);
      expect(status).toBe(400);
      expect(textOf(html)).toContain('Nguyễn Thị Mẫu office');
    },
  );
});

describe('a dossier', () => {
  test('says who has it, since when and what comes next, and what may be done, by role', async () => {
    const id = docket.nominations[0]!;
    const office = textOf((await (await someone('office', 'U01')).get(`/app/nominations/${id}`)).html);
    expect(office).toContain('Chờ tiếp nhận. Đang ở: Cơ quan thường trực, từ ngày 16/11/2026.');
    expect(office).toContain('Bước tiếp theo: Hội đồng xét.');
    expect(office).toContain('Tiếp nhận');
    expect(office).toContain('Kết quả kiểm tra điều kiện');
    const clerk = textOf((await (await someone('clerk')).get(`/app/nominations/${id}`)).html);
    expect(clerk).not.toContain('Việc có thể làm');
    expect((await (await someone('unit', 'U02')).get(`/app/nominations/${id}`)).status).toBe(404);
    expect((await (await someone('office')).get('/app/nominations/HS-1999-000001')).status).toBe(404);
  });

  test('is acted on by a form that stands there again with what was typed, when it is refused', async () => {
    const id = docket.nominations[0]!;
    const office = await someone('office', 'U01');
    const path = `/app/nominations/${id}/act/decline`;
    const blank = await office.get(path);
    const empty = await office.post(path, {
      ...formIn(mainOf(blank.html)).fields,
      reason: 'Chưa đủ <thời gian>',
      citation: '',
    });
    expect(empty.status).toBe(400);
    expect(empty.html).toContain('Chưa đủ &lt;thời gian&gt;');
    expect(empty.html).toContain('id="f-citation" name="citation" type="text" value="" required aria-invalid="true"');
  });

  test('that has changed in another tab keeps what was typed, and takes it for the new version', async () => {
    const id = docket.nominations[1]!;
    const office = await someone('office', 'U01');
    const decline = `/app/nominations/${id}/act/decline`;
    const first = await office.get(decline);
    const receive = `/app/nominations/${id}/act/receive`;
    const other = await office.get(receive);
    const received = await office.post(receive, { ...formIn(mainOf(other.html)).fields, number: '12' });
    expect([received.status, received.headers.get('location')]).toEqual([303, `/app/nominations/${id}?done=receive`]);
    await docket.reach('screening', [id]);
    const typed = { reason: 'Không đủ điều kiện', citation: 'Điều 22' };
    const late = await office.post(decline, { ...formIn(mainOf(first.html)).fields, ...typed });
    expect(late.status).toBe(409);
    expect(late.html).toContain('Không đủ điều kiện');
    const again = await office.post(decline, { ...formIn(mainOf(late.html)).fields, ...typed });
    expect(again.status).toBe(303);
    await docket.reach('declined', [id]);
    // pressed again after all, it says what stands in its way
    expect((await office.post(decline, { ...formIn(mainOf(late.html)).fields, ...typed })).status).toBeLessThan(500);
  });

  test('is not acted on by whoever may not, nor by a made-up form', async () => {
    const id = docket.nominations[2]!;
    const path = `/app/nominations/${id}/act/receive`;
    const fields = { submission: `1-${randomUUID()}`, number: '1', arrivedOn: '2026-11-16' };
    for (const [role, unit] of [
      ['office', undefined],
      ['clerk', undefined],
      ['inspector', undefined],
      ['unit', 'U01'],
    ] as const) {
      expect((await (await someone(role, unit)).post(path, fields)).status).toBe(403);
    }
    const office = await someone('office', 'U01');
    expect((await office.get(`/app/nominations/${id}/act/explode`)).status).toBe(404);
    expect((await office.post(path, { ...fields, submission: 'x' })).status).toBe(400);
    expect(await docket.status(id)).toBe('submitted');
  });
});

test('what a unit has sent is received line by line or together', async () => {
  const office = await someone('office', 'U01');
  const path = `/app/unit-proposals/${docket.unitProposal}`;
  const sheet = await office.get(path);
  expect(sheet.status).toBe(200);
  const { submission } = formIn(mainOf(sheet.html)).fields;
  const none = await office.post(path, {
    submission: submission!,
    act: 'receive',
    number: '7',
    arrivedOn: '2026-11-16',
  });
  expect([none.status, textOf(none.html).includes('Chưa chọn hồ sơ nào.')]).toEqual([400, true]);
  const id = docket.nominations[2]!;
  const { version } = await docket.nomination(id);
  const chosen = { [`line.${id}`]: String(version), number: '7', arrivedOn: '2026-11-16' };
  const done = await office.post(path, {
    submission: formIn(mainOf(none.html)).fields['submission']!,
    act: 'receive',
    ...chosen,
  });
  expect([done.status, done.headers.get('location')]).toEqual([303, `${path}?done=receive&n=1`]);
  expect(textOf((await office.get(`${path}?done=receive&n=1`)).html)).toContain('Đã tiếp nhận 1 hồ sơ.');
  expect((await (await someone('office', 'U02')).get(path)).status).toBe(404);
});

test('a clerk sees what waits for a number, and nothing else', async () => {
  const clerk = await someone('clerk');
  expect(textOf((await clerk.get('/app')).html)).toContain('Không có văn bản nào chờ cấp số.');
  for (const path of ['/app/pictures', '/app/people', '/app/audit', '/app/sessions']) {
    expect((await clerk.get(path)).status).toBe(403);
  }
});

test('the trail that a unit asks for by its code tells no more than the page of the dossier', async () => {
  const [id] = docket.nominations as [string];
  const { audit } = site.service.store;
  const data = { level: 'province', facts: { hold: 'begins' } };
  await audit.append([{ entity: id, key: 'opinion', at: START, actor: 'key:province', type: 'recordOpinion', data }]);
  const trail = async (unit?: string) =>
    textOf((await (await someone('office', unit)).get(`/app/audit?of=${id}`)).html);
  expect(await trail()).toContain('Ghi ý kiến nhận được');
  const told = await trail('U01');
  expect(told).not.toContain('ý kiến nhận được');
  expect(told).toContain('Tạm dừng xem xét');
  expect((await (await someone('office', 'U02')).get(`/app/audit?of=${id}`)).status).toBe(404);
});

test('an authority answers on its page, and the clerk gives the number', async () => {
  const { proposal, ids } = await sendProposal(site);
  const [authority, clerk] = [await someone('authority', 'U01'), await someone('clerk', 'U01')];
  const path = `/app/proposals/${proposal.id}`;
  expect((await authority.get('/app')).html).toContain(path);
  expect(textOf((await authority.get(path)).html)).toContain('Hộ gia đình ông Giàng A Mẫu');
  // the same page as behind the link, at either address
  const press = async (page: { readonly html: string }, step: string, more: Record<string, string> = {}) =>
    await authority.post(`${path}/answer`, { ...formIn(mainOf(page.html)).fields, ...more, step });
  const [blank, same] = [await authority.get(path), await authority.get(`${path}/answer`)];
  expect(Object.keys(formIn(mainOf(same.html)).fields)).toEqual(Object.keys(formIn(mainOf(blank.html)).fields));
  expect(blank.html).toContain(`${path}/papers/decision.docx`);
  const none = await press(blank, 'review', { returnReason: 'đã ghi' });
  expect([none.status, textOf(none.html).includes('chưa chọn ý kiến về danh sách')]).toEqual([400, true]);
  expect(none.html).toContain('đã ghi');
  // a list may have a thousand lines, each with fields of its own
  const more = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`more.${i}`, '']));
  expect((await press(blank, 'review', more)).status).toBe(400);
  const returnReason = 'Chưa rõ thành tích. '.repeat(101).trim();
  const long = await press(none, 'review', { answer: 'return', returnReason });
  expect([long.status, formIn(mainOf(long.html)).fields['returnReason']]).toEqual([400, returnReason]);
  expect((await press(blank, 'review', { [`strike.HS-2026-999999`]: 'yes' })).status).toBe(400);
  const reason = { [`strike.${ids[1]!}`]: 'yes', [`reason.${ids[1]!}`]: 'Chờ kết luận thanh tra' };
  const review = await press(blank, 'review', { answer: 'approve', ...reason });
  expect([review.status, textOf(review.html).includes('Chờ kết luận thanh tra')]).toEqual([200, true]);
  expect(formIn(mainOf((await press(review, 'edit')).html)).fields).toMatchObject(reason);
  const said = await Promise.all([1, 2].map(() => press(review, 'send')));
  expect(said.map(({ status, headers }) => [status, headers.get('location')])).toEqual(
    Array(2).fill([303, `${path}?done=answer`]),
  );
  const { answer } = await proposal.reach('awaitingNumber');
  expect([answer?.kind, answer?.by, answer?.struckOut.map(({ nomination }) => nomination)]).toEqual([
    'approved',
    expect.stringMatching(/^account:/),
    [ids[1]],
  ]);
  const answered = await authority.get(`${path}/answer`);
  expect([answered.status, textOf(answered.html).includes('đã cho ý kiến lúc')]).toEqual([200, true]);
  const late = await press(review, 'send', { submission: '2-another-form' });
  expect([late.status, textOf(late.html).includes('đã cho ý kiến lúc')]).toEqual([409, true]);
  expect((await authority.get(`${path}/number`)).status).toBe(403);

  expect((await clerk.get('/app')).html).toContain(path);
  const form = await clerk.get(`${path}/number`);
  const wrong = await clerk.post(`${path}/number`, { ...formIn(mainOf(form.html)).fields, number: 'không số' });
  expect(wrong.status).toBe(400);
  expect(wrong.html).toContain('value="không số"');
  const taken = await clerk.post(`${path}/number`, {
    ...formIn(mainOf(wrong.html)).fields,
    number: '07/TTr-STC',
    form: 'direct',
  });
  expect([taken.status, taken.headers.get('location')]).toEqual([303, `${path}?done=number`]);
  await proposal.reach('forwarded');
  expect(textOf((await clerk.get('/app')).html)).toContain('Không có văn bản nào chờ cấp số.');
});

test('an answer to a list that has changed meanwhile is asked for again, with what was said', async () => {
  const { proposal, ids } = await sendProposal(site);
  const authority = await someone('authority', 'U01');
  const path = `/app/proposals/${proposal.id}`;
  const old = formIn(mainOf((await authority.get(path)).html)).fields;
  const { version } = await proposal.record();
  const struck = { [`strike.${ids[0]!}`]: 'yes', [`reason.${ids[0]!}`]: 'Trùng tên' };
  const filled = { ...old, submission: `${version - 1}-an-old-tab`, answer: 'approve', ...struck };
  const stale = await authority.post(`${path}/answer`, { ...filled, step: 'send' });
  expect([stale.status, textOf(stale.html).includes('đã thay đổi sau khi trang này được mở')]).toEqual([409, true]);
  const { fields } = formIn(mainOf(stale.html));
  expect(fields).toMatchObject({ answer: 'approve', ...struck });
  expect((await authority.post(`${path}/answer`, { ...fields, step: 'send' })).status).toBe(303);
  await proposal.reach('awaitingNumber');
});

test('a list of another level, or one whose authority answers itself, is not answered for it', async () => {
  const { proposal } = await sendProposal(site);
  const path = `/app/proposals/${proposal.id}/answer`;
  const statuses = await Promise.all(
    [
      ['authority', undefined],
      ['authority', 'U02'],
      ['office', 'U01'],
      ['clerk', 'U01'],
    ].map(async ([role, unit]) => (await (await someone(role as Role, unit)).get(path)).status),
  );
  expect(statuses).toEqual([409, 404, 409, 403]);
});

test('no line is struck out by an office for an authority that answers itself, from a page that it was never shown either', async () => {
  const { proposal, ids } = await sendProposal(site);
  await proposal.answer({ kind: 'approved' });
  const { version } = await proposal.reach('awaitingNumber');
  const [office, authority] = [await someone('office', 'U01'), await someone('authority', 'U01')];
  const path = `/app/proposals/${proposal.id}/strike`;
  expect([(await office.get(path)).status, (await authority.get(path)).status]).toEqual([409, 200]);
  const struck = { nomination: ids[0]!, reason: 'Có đơn cần xác minh' };
  const by = async (who: typeof office) =>
    (await who.post(path, { submission: `${version}-${randomUUID()}`, ...struck })).status;
  expect(await by(office)).toBe(403);
  expect((await proposal.record()).version).toBe(version);
  expect(await by(authority)).toBe(303);
});

test('a session shows who has voted, and never how', async () => {
  const { session } = await openSession(site);
  await session.vote('C1', 'yes');
  const path = `/app/sessions/${session.id}`;
  const page = textOf((await (await someone('office', 'U01')).get(path)).html);
  expect(page).toContain('Đã gửi phiếu');
  expect(page).not.toMatch(/Đạt tỷ lệ|Đồng ý/);
  expect((await (await someone('clerk', 'U01')).get(path)).status).toBe(403);
});
