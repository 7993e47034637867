import { randomUUID } from 'node:crypto';
import { accountFor, cookieOf } from '../../setup/accounts';
import { issueCertificate } from '../../setup/cases';
import { eventually } from '../../setup/service';
import { unzip } from '../../../platform/bundle/unzip';
import { formIn, textOf } from '../form';
import { testSite, type TestSite } from '../site';
import type { CaseRecord, CertificateRecord } from '../../../platform/store';
import type { Role } from '../../../domain/roles';

let site: TestSite;
beforeAll(async () => {
  site = await testSite();
});
afterAll(() => site.stop());

let serial = 20;
const issue = (): Promise<CertificateRecord> => issueCertificate(site.service.store, { serial: (serial += 1) });
const mainOf = (html: string): string => html.slice(html.indexOf('<main'));

async function as(role: Role, unit?: string) {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  const headers = { cookie, 'x-forwarded-proto': 'https', 'sec-fetch-site': 'same-origin' };
  const get = (path: string) => site.get(path, headers);
  const post = (path: string, fields: Record<string, string>) => site.post(path, fields, headers);
  return {
    get,
    post,
    /** Fills the form of a page in, and presses its button. */
    async fill(path: string, typed: Record<string, string>) {
      const page = await get(path);
      return post(path.split('?')[0]!, { ...formIn(mainOf(page.html)).fields, ...typed });
    },
    download: async (path: string) => Buffer.from(await (await fetch(`${site.url}${path}`, { headers })).arrayBuffer()),
  };
}
type Someone = Awaited<ReturnType<typeof as>>;

const newPath = (of: CertificateRecord, kind: string): string =>
  `/app/cases/new?certificate=${of.verifyCode}&kind=${kind}`;

/** Opens a case through its pages: the form, the read-back, the button. */
async function opened(
  office: Someone,
  of: CertificateRecord,
  kind: string,
  typed: Record<string, string>,
): Promise<string> {
  const review = await office.fill(newPath(of, kind), { ...typed, step: 'review' });
  expect([review.status, textOf(review.html).includes('CHƯA ĐƯỢC GỬI')]).toEqual([200, true]);
  const sent = await office.post('/app/cases/new', { ...formIn(mainOf(review.html)).fields, step: 'send' });
  const location = sent.headers.get('location') ?? '';
  expect([sent.status, location]).toEqual([303, expect.stringMatching(/^\/app\/cases\/VV-\w+\?done=opened$/)]);
  return location.split('?')[0]!.split('/').at(-1)!;
}

const stands = (id: string, status: CaseRecord['status']): Promise<CaseRecord> =>
  eventually(
    () => site.service.store.cases.need(id),
    (one) => one.status === status,
    20_000,
  );

const conclusion = {
  ground: 'fraud',
  reason: 'Kê khai gian dối',
  'conclusion.title': 'Kết luận thanh tra',
  'conclusion.number': '12/KL-TTr',
  'conclusion.date': '2026-11-13',
};

test('a name is corrected: asked by an office, numbered by a clerk, packed as one file', async () => {
  const certificate = await issue();
  const office = await as('office');
  const right = 'Lê Thị Mậu';
  const id = await opened(office, certificate, 'correction', { 'facts.name': right, reason: 'In sai dấu' });
  await stands(id, 'awaitingPaper');
  const clerk = await as('clerk');
  expect((await clerk.get('/app')).html).toContain(`href="/app/cases/${id}"`);
  const numbered = await clerk.fill(`/app/cases/${id}/act/record`, { number: `${serial}/SNV`, date: '2026-11-16' });
  expect(numbered.status).toBe(303);
  await stands(id, 'done');
  const page = textOf((await office.get(`/app/cases/${id}`)).html);
  for (const said of [right, `${serial}/SNV`, 'Đã xong', 'Đã ghi vào sổ, có hiệu lực']) expect(page).toContain(said);
  const after = textOf((await office.get(`/app/certificates/${certificate.verifyCode}`)).html);
  expect(after).toContain(`${right} (đã in:`);
  const pack = await office.download(`/app/cases/${id}/dossier.zip`);
  const names = [...unzip(pack, { mostUnpacked: 100_000_000, mostParts: 100 }).keys()];
  expect(names[0]).toMatch(/^00_Mục lục/);
  for (const one of ['Nội dung vụ việc', 'Nhật ký xử lý', 'chuỗi nhật ký', 'Bằng khen, Giấy khen, Bằng chứng nhận']) {
    expect(names.some((name) => name.includes(one))).toBe(true);
  }
});

test('of a revocation the page says who has it, until when, and what has come back', async () => {
  const certificate = await issue();
  const office = await as('office');
  const id = await opened(office, certificate, 'revocation', conclusion);
  await stands(id, 'awaitingPaper');
  const clerk = await as('clerk');
  const done = await clerk.fill(`/app/cases/${id}/act/record`, { number: '80/QĐ-UBND', date: '2026-11-16' });
  expect(done.status).toBe(303);
  await stands(id, 'awaitingReturn');
  const page = textOf((await office.get(`/app/cases/${id}`)).html);
  expect(page).toContain('15 ngày làm việc kể từ ngày ban hành văn bản');
  expect(page).toContain('Đang ở: Đơn vị');
  for (const what of ['object', 'money']) {
    const back = await office.fill(`/app/cases/${id}/act/recordReturn`, { what, on: '2026-11-16' });
    expect(back.status).toBe(303);
    await eventually(
      async () => (await site.service.store.cases.need(id)).settled,
      (settled) => what in settled,
      20_000,
    );
  }
  await stands(id, 'done');
});

describe('a form is refused', () => {
  test('where nothing was written over, with what was typed', async () => {
    const office = await as('office');
    const { status, html } = await office.fill(newPath(await issue(), 'correction'), {
      reason: 'Lý do <b>',
      step: 'review',
    });
    expect([status, html.includes('Lý do &lt;b&gt;'), textOf(html).includes('Chưa nêu nội dung cần thay đổi')]).toEqual(
      [400, true, true],
    );
  });

  test.each([
    ['without a ground', { ...conclusion, ground: '' }, 'f-ground'],
    ['without number of the conclusion', { ...conclusion, 'conclusion.number': '' }, 'f-conclusion-number'],
    ['with a day that has not come', { ...conclusion, 'conclusion.date': '2031-01-01' }, 'f-conclusion-date'],
    ['with a reason of 6,000 letters', { ...conclusion, reason: 'x'.repeat(6_000) }, 'f-reason'],
    ['with a hidden letter', { ...conclusion, 'conclusion.title': 'Kết \u202Eluận' }, 'f-conclusion-title'],
  ])('%s, at its field', async (_what, typed, at) => {
    const office = await as('office');
    const certificate = await issue();
    const first = await office.fill(newPath(certificate, 'revocation'), { ...typed, step: 'review' });
    // a day is compared when it is sent
    const last =
      first.status === 200
        ? await office.post('/app/cases/new', { ...formIn(mainOf(first.html)).fields, step: 'send' })
        : first;
    expect([last.status, last.html.includes(`href="#${at}"`)]).toEqual([400, true]);
  });

  test('when there is such a case already, and when it was opened twice by one click it is one', async () => {
    const office = await as('office');
    const certificate = await issue();
    const review = await office.fill(newPath(certificate, 'revocation'), { ...conclusion, step: 'review' });
    const fields = { ...formIn(mainOf(review.html)).fields, step: 'send' };
    const [one, two] = await Promise.all([
      office.post('/app/cases/new', fields),
      office.post('/app/cases/new', fields),
    ]);
    expect(one.headers.get('location')).toBe(two.headers.get('location'));
    const again = await office.fill(newPath(certificate, 'revocation'), { ...conclusion, step: 'review' });
    const refused = await office.post('/app/cases/new', { ...formIn(mainOf(again.html)).fields, step: 'send' });
    expect([refused.status, refused.html.includes('role="alert"')]).toEqual([409, true]);
  });

  test('when it is gone back to, with everything that was typed', async () => {
    const office = await as('office');
    const review = await office.fill(newPath(await issue(), 'complaint'), {
      reason: 'Đơn của ông A',
      'paper.title': 'Đơn khiếu nại',
      step: 'review',
    });
    const back = await office.post('/app/cases/new', { ...formIn(mainOf(review.html)).fields, step: 'edit' });
    expect(back.html).toContain('Đơn của ông A');
    expect(formIn(mainOf(back.html)).fields['paper.title']).toBe('Đơn khiếu nại');
  });
});

test('a number of another register is refused by a sentence at its field, and what was typed stands there', async () => {
  const certificate = await issue();
  const id = await opened(await as('office'), certificate, 'replacement', {
    'facts.post': 'Trưởng phòng',
    reason: 'Ghi nhầm',
  });
  await stands(id, 'awaitingPaper');
  const clerk = await as('clerk');
  const { status, html } = await clerk.fill(`/app/cases/${id}/act/record`, { number: 'số một', signer: 'Trần Mẫu' });
  expect([status, html.includes('href="#f-number"'), html.includes('value="Trần Mẫu"')]).toEqual([400, true, true]);
});

test('a number that is not found gives the form back with what was typed and the sentence at its field', async () => {
  const { status, html } = await (await as('office')).get('/app/cases/new?certificate=zzz-9');
  expect([status, html.includes('value="zzz-9"'), html.includes('id="f-certificate-error"')]).toEqual([
    404,
    true,
    true,
  ]);
  expect(textOf(html)).toContain('Không có bằng nào mang số hiệu hoặc mã này. Đề nghị kiểm tra từng chữ, số');
});

test('an address that there is not is told in the language and the frame of whoever is signed in', async () => {
  const office = await as('office');
  expect((await office.post('/app/language', { lang: 'en', back: '/app' })).status).toBe(303);
  const { status, html } = await office.get('/app/nowhere/at-all');
  expect([status, html.includes('<html lang="en"'), html.includes('href="/app/cases"')]).toEqual([404, true, true]);
});

describe('rights', () => {
  test('an inspector sees everything and no button that writes; a post of his is refused', async () => {
    const certificate = await issue();
    const office = await as('office');
    const id = await opened(office, certificate, 'complaint', { reason: 'Đơn', 'paper.title': 'Đơn khiếu nại' });
    await stands(id, 'open');
    const inspector = await as('inspector');
    const { html } = await inspector.get(`/app/cases/${id}`);
    expect(html).not.toContain('/act/');
    expect(html).toContain('dossier.zip');
    const typed = { submission: `1-${randomUUID()}`, reason: 'Tôi muốn', step: 'send' };
    expect((await inspector.post(`/app/cases/${id}/act/hold`, typed)).status).toBe(403);
    expect((await inspector.post('/app/cases/new', typed)).status).toBe(403);
    expect((await (await as('clerk')).post(`/app/cases/${id}/act/hold`, typed)).status).toBe(403);
  });

  test("of another unit a case does not exist, and for a unit's own people there are none", async () => {
    const certificate = await issue();
    const id = await opened(await as('office'), certificate, 'complaint', { reason: 'Đơn', 'paper.title': 'Đơn' });
    expect((await (await as('office', 'U02')).get(`/app/cases/${id}`)).status).toBe(404);
    expect((await (await as('unit', 'U01')).get(`/app/cases/${id}`)).status).toBe(403);
    expect((await (await as('office', 'U02')).get(newPath(certificate, 'complaint'))).status).toBe(404);
  });
});

test('the list is filtered, and refuses what is no filter', async () => {
  const office = await as('office');
  expect((await office.get('/app/cases?kind=complaint&status=open')).status).toBe(200);
  expect((await office.get('/app/cases?overdue=true')).status).toBe(200);
  expect((await office.get('/app/cases?kind=lost')).status).toBe(400);
  expect((await office.get('/app/cases/new')).status).toBe(200);
  expect((await office.get('/app/cases/new?certificate=AAAAA-AAAAA')).status).toBe(404);
});
