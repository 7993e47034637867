import type { Role } from '../../../domain/roles';
import type { Dossier } from '../../../platform/store';
import { accountFor, cookieOf } from '../../setup/accounts';
import { caseRecord } from '../../setup/cases';
import { decision, dossier, now, proposal, session } from '../../platform/store/examples';
import { textOf } from '../form';
import { testSite, type TestSite } from '../site';

let site: TestSite;
beforeAll(async () => {
  site = await testSite({ worker: false });
  const { store } = site.service;
  const lines = [{ nomination: 'HS-1', docket: 'd', no: 1, award: 'BKT', rule: {} as never, recused: [] }];
  await Promise.all([
    store.sessions.insert(session({ _id: 'PH-1', name: 'Phiên họp cuối năm', kind: 'meeting', lines })),
    store.sessions.insert(
      session({ _id: 'PH-2', name: '=Đợt lấy ý kiến', status: 'open', closesAt: '2027-02-01T10:00:00.000Z' }),
    ),
    store.sessions.insert(
      session({ _id: 'PH-3', name: 'Phiên của Sở', level: 'unit', unit: 'U01', council: 'HD-U01' }),
    ),
    store.proposals.insert(proposal({ _id: 'TR-1', number: '9/TTr-SNV', authority: 'A-TINH', date: '2026-11-20' })),
    store.proposals.insert(
      proposal({ _id: 'TR-2', number: '10/TTr-SNV', authority: 'A-TINH', status: 'issued', date: '2026-11-21' }),
    ),
    store.proposals.insert(
      proposal({ _id: 'TR-3', number: '3/TTr-STC', authority: 'A-U01', level: 'unit', unit: 'U01', power: 'forward' }),
    ),
  ]);
  const hers = async (name: string): Promise<string> => {
    const nominee = { ...dossier().nominee, name } as Dossier['nominee'];
    return (await store.nominations.create({ actor: 'a', now, unit: 'U02', dossier: dossier({ nominee }) })).record._id;
  };
  await store.units.put({
    _id: 'U01',
    name: 'Sở Tài chính',
    kind: 'department',
    validFrom: '2020-01-01',
    symbol: 'STC',
  });
  const person = { address: 'Bà', post: 'Chuyên viên', unit: 'U03', language: 'vi' } as const;
  for (const one of [
    { _id: 'CN-1', name: 'Nguyễn Văn Mẫu', birthDate: '1985-02-03', sex: 'male' as const },
    { _id: 'CN-2', name: '=Đặng Thị Ánh', birthDate: '1979-02-03', sex: 'female' as const, unit: 'U01' },
  ])
    await store.people.put({ ...person, ...one });
  const mail = { queuedAt: now, entity: 'PH-1', mail: 'invitation', person: 'CN-1' };
  await store.sentMails.queue({ ...mail, _id: 'L-1', to: 'binh@so.example', subject: 'Kính mời họp Hội đồng' });
  const failed = { ...mail, entity: 'VV-A2', mail: 'receipt', person: 'contact', unit: 'U01' };
  await store.sentMails.queue({ ...failed, _id: 'L-2', to: 'anh@so.example', subject: '=Đã tiếp nhận Tờ trình' });
  await store.sentMails.refused('L-2', '550 https://vinhdanh.example/n/SECRET');
  const waits = { status: 'awaitingReturn', due: '2026-12-01', overdue: true } as const;
  await store.cases.insert(
    caseRecord('d/1', { _id: 'VV-A1', nomination: await hers('Nguyễn Văn Mẫu'), holderUnit: 'U02', ...waits }),
  );
  await store.cases.insert(
    caseRecord('d/2', {
      ...{ _id: 'VV-A2', nomination: await hers('=Lê Thị Ánh'), kind: 'correction', status: 'awaitingPaper' },
      ...{ awardCode: 'GK', unit: 'U01', level: 'unit', createdAt: '2025-06-01T03:00:00.000Z' },
    }),
  );
  await store.decisions.insert(decision(5, '2026-11-20', { _id: 'QD-1', subject: 'Về việc tặng Bằng khen' }));
  await store.decisions.insert(
    decision(6, '2026-11-21', { _id: 'QD-2', subject: '=Về việc đột xuất', kind: 'paper', unit: 'U01' }),
  );
}, 60_000);
afterAll(() => site.stop());

async function as(role: Role, unit?: string) {
  const cookie = await cookieOf(site, await accountFor(site, role, unit));
  return (path: string) => site.get(path, { cookie, 'x-forwarded-proto': 'https' });
}

/** The records that a page links to, in its order. */
const shown = (html: string, entry: string): string[] =>
  [...html.matchAll(new RegExp(`<td[^>]*><a href="/app/${entry}/([^"/]+)"`, 'g'))].map(([, id]) => id!);

test.each([
  ['sessions', '', ['PH-1', 'PH-2', 'PH-3']],
  ['sessions', 'q=dot+lay', ['PH-2']],
  ['sessions', 'q=ph-3', ['PH-3']],
  ['sessions', 'status=open', ['PH-2']],
  ['sessions', 'kind=meeting&year=2026', ['PH-1']],
  ['sessions', 'year=2027', ['PH-2']],
  ['sessions', 'council=HD-U01', ['PH-3']],
  ['sessions', 'order=closes', ['PH-2', 'PH-3', 'PH-1']],
  ['sessions', 'order=name', ['PH-2', 'PH-3', 'PH-1']],
  ['proposals', 'q=9', ['TR-1']],
  ['proposals', 'order=number', ['TR-2', 'TR-1', 'TR-3']],
  ['proposals', 'order=number&reverse=true', ['TR-3', 'TR-1', 'TR-2']],
  ['proposals', 'power=forward', ['TR-3']],
  ['proposals', 'status=issued&authority=A-TINH', ['TR-2']],
  ['decisions', 'q=bang+khen', ['QD-1']],
  ['decisions', 'kind=paper', ['QD-2']],
  ['decisions', 'order=date', ['QD-2', 'QD-1']],
  ['decisions', 'year=2025', []],
  ['mails', '', ['L-1', 'L-2']],
  ['mails', 'q=tiep+nhan', ['L-2']],
  ['mails', 'q=binh', ['L-1']],
  ['mails', 'state=undelivered', ['L-2']],
  ['mails', 'state=queued', ['L-1']],
  ['mails', 'person=nguyen+van+mau', ['L-1']],
  ['mails', 'person=CN-1', ['L-1']],
  ['mails', 'kind=receipt&year=2026', ['L-2']],
  ['mails', 'of=PH-1', ['L-1']],
  ['mails', 'order=to', ['L-2', 'L-1']],
  ['people', 'q=nguyen+van+mau+cn', ['CN-1']],
  ['people', 'q=1979+anh', ['CN-2']],
  ['people', 'q=cn-1', ['CN-1']],
  ['people', 'q=cn&order=name', ['CN-2', 'CN-1']],
  ['people', 'q=cn&order=born', ['CN-2', 'CN-1']],
  ['people', 'q=cn&order=code&reverse=true', ['CN-2', 'CN-1']],
  ['people', 'q=cn&sex=male', ['CN-1']],
  ['people', 'unit=U01&q=cn', ['CN-2']],
  ['cases', '', ['VV-A1', 'VV-A2']],
  ['cases', 'q=nguyen+van+mau', ['VV-A1']],
  ['cases', 'q=vv-a2', ['VV-A2']],
  ['cases', 'kind=correction&status=awaitingPaper', ['VV-A2']],
  ['cases', 'overdue=true', ['VV-A1']],
  ['cases', 'awardCode=GK&year=2025', ['VV-A2']],
  ['cases', 'order=due', ['VV-A1', 'VV-A2']],
  ['cases', 'order=name', ['VV-A2', 'VV-A1']],
  ['cases', 'order=name&reverse=true', ['VV-A1', 'VV-A2']],
])('the list of %s with "%s" shows %j', async (entry, query, expected) => {
  const { status, html } = await (await as('office'))(`/app/${entry}?${query}`);
  expect(status).toBe(200);
  const found = shown(html, entry);
  expect(query.includes('order') ? found : [...found].sort()).toEqual(expected);
});

test('what was asked for stays in the form and in the addresses of the files', async () => {
  const { html } = await (await as('office'))('/app/sessions?q=cuoi+nam&kind=meeting&order=name');
  expect(html).toContain('value="cuoi nam"');
  expect(html).toMatch(/<option value="meeting" selected/);
  expect(html).toContain('<details open');
  expect(html).toContain('href="/app/sessions.csv?q&#x3D;cuoi+nam');
});

test.each(['status=lost', 'order=colour', 'year=26', 'cursor=!!', 'colour=red', `q=${'x'.repeat(101)}`, 'q=%E2%80%AE'])(
  '"%s" is refused by every list and every file, by a page that says what is wrong',
  async (query) => {
    const get = await as('office');
    for (const entry of ['sessions', 'proposals', 'decisions', 'cases', 'people', 'mails']) {
      if (['decisions', 'people', 'mails'].includes(entry) && query.startsWith('status')) continue;
      expect((await get(`/app/${entry}?${query}`)).status).toBe(400);
      if (!query.startsWith('cursor')) expect((await get(`/app/${entry}.csv?${query}`)).status).toBe(400);
    }
  },
);

test.each([
  ['people', `q=${'x'.repeat(101)}&sex=male`, 'Nhiều nhất 100 ký tự.', ['value="xxx', '<option value="male" selected']],
  ['cases', 'year=1e9&q=anh', 'Năm lập: Không có lựa chọn này', ['value="anh"', '<details open']],
  ['nominations', 'status=foo&overdue=true', 'Không có lựa chọn này', ['name="overdue" value="true" checked']],
  ['nominations', 'foo=1', 'không lọc theo mục “foo”', []],
  ['mails', `of=${'x'.repeat(201)}`, 'Nhiều nhất 200 ký tự.', ['aria-describedby="f-of-error"']],
  ['initiatives', 'status=foo', 'Không có lựa chọn này', ['aria-invalid="true"']],
  ['campaigns', `cursor=${'x'.repeat(501)}`, 'Chưa lọc được danh sách', []],
])(
  'the list of %s that cannot read "%s" says so at its filter, and keeps the others',
  async (entry, query, said, kept) => {
    const get = await as('office');
    for (const address of [`/app/${entry}?${query}`, ...(entry === 'people' ? [`/app/people.csv?${query}`] : [])]) {
      const { status, html } = await get(address);
      expect([status, textOf(html)]).toEqual([400, expect.stringContaining(said)]);
      for (const part of kept) expect(html).toContain(part);
      expect(textOf(html)).not.toMatch(/được lưu|2\.200|draft/);
    }
  },
);

test('an address behind sign-in says which methods it takes, to whoever may use one of them', async () => {
  const ask = async (path: string, role?: Role) => {
    const cookie = role === undefined ? {} : { cookie: await cookieOf(site, await accountFor(site, role)) };
    const headers = { ...cookie, 'x-forwarded-proto': 'https', accept: 'text/html' };
    return fetch(`${site.url}${path}`, { method: 'PUT', headers, redirect: 'manual' });
  };
  const known = await ask('/app/people', 'office');
  expect([known.status, known.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(textOf(await known.text())).toContain('không nhận phương thức gửi vừa dùng');
  expect((await ask('/app/people/new', 'office')).headers.get('allow')).toBe('GET, HEAD, POST');
  for (const [answer, status] of [
    [await ask('/app/access', 'office'), 403],
    [await ask('/app/nothing', 'office'), 404],
    [await ask('/app/people'), 404],
  ] as const)
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, null]);
});

test.each([
  ['sessions', 'q=dot', "'=Đợt lấy ý kiến"],
  ['proposals', 'q=9%2FTTr', '9/TTr-SNV'],
  ['decisions', 'q=dot', "'=Về việc đột xuất"],
  ['cases', 'q=anh', "'=Lê Thị Ánh"],
  ['people', 'q=anh', "'=Đặng Thị Ánh"],
  ['mails', 'q=tiep', "'=Đã tiếp nhận Tờ trình"],
])('the list of %s is exported with its filters, and no formula', async (entry, query, expected) => {
  const get = await as('office');
  const { html, headers } = await get(`/app/${entry}.csv?${query}`);
  expect(headers.get('content-type')).toContain('text/csv');
  const lines = html.trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(expected);
  expect((await get(`/app/${entry}.xlsx`)).headers.get('content-type')).toContain('sheet');
});

test('somebody of a unit finds and exports what is of his unit alone', async () => {
  const own = await as('office', 'U01');
  const other = await as('office', 'U02');
  for (const [entry, id] of [
    ['sessions', 'PH-3'],
    ['proposals', 'TR-3'],
    ['decisions', 'QD-2'],
    ['cases', 'VV-A2'],
    ['mails', 'L-2'],
  ] as const) {
    expect(shown((await own(`/app/${entry}`)).html, entry)).toEqual([id]);
    expect((await own(`/app/${entry}.csv`)).html.trim().split('\r\n')).toHaveLength(2);
    expect(shown((await other(`/app/${entry}`)).html, entry)).toEqual([]);
    expect((await other(`/app/${entry}.csv`)).html.trim().split('\r\n')).toHaveLength(1);
  }
});

test('somebody of a unit finds and exports its own people alone', async () => {
  const own = await as('office', 'U01');
  const other = await as('office', 'U02');
  expect(shown((await own('/app/people?q=cn')).html, 'people')).toEqual(['CN-2']);
  expect((await own('/app/people.csv?q=cn')).html.trim().split('\r\n')).toHaveLength(2);
  expect(shown((await other('/app/people?q=cn')).html, 'people')).toEqual([]);
  expect((await other('/app/people.csv?q=cn')).html.trim().split('\r\n')).toHaveLength(1);
  expect((await other('/app/people.csv')).html).not.toContain('Ánh');
});

test('no file of mails has what opens anything: neither keys nor texts nor the words of the mail server', async () => {
  const { html } = await (await as('office'))('/app/mails.csv');
  expect(html).toContain('anh@so.example');
  expect(html).toContain('Nguyễn Văn Mẫu');
  for (const secret of ['SECRET', 'L-2', '550']) expect(html).not.toContain(secret);
});

test('a time stands in a cell as narrow as it can be', async () => {
  const get = await as('office');
  expect((await get('/app/sessions?q=ph-2')).html).toContain('>01/02/2027 17:00<');
  expect((await get('/app/sessions?q=ph-2&lang=en')).html).toContain('>1 Feb 2027 17:00<');
});
