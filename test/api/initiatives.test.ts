import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { docxText, pdfText } from '../platform/documents/paper-text';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { tinyPdf } from '../setup/tiny-pdf';

let api: TestApi;
let unit: TestCaller;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi({ worker: false, sizes: { province: 5, unit: 5 } });
  unit = await api.as('unit', 'U01');
  office = await api.as('office', 'U01');
  const { store } = api.site.service;
  await store.units.put({ ...(await store.units.need('U01')), head: { name: 'Nguyễn Văn Mẫu', post: 'Giám đốc' } });
  for (const [code, name] of [
    ['A1', 'Nguyễn Thị Thanh Hương'],
    ['A2', 'Trần Quốc Bảo'],
  ] as const) {
    await store.people.put({ _id: code, name, address: 'Bà', post: 'Chuyên viên', unit: 'U01', language: 'vi' });
  }
}, 120_000);
afterAll(() => api.stop());

const asked = (title: string, more: Record<string, unknown> = {}) => ({
  title,
  authors: [
    { person: 'A1', share: '70' },
    { person: 'A2', share: '30' },
  ],
  field: 'Quản lý tài chính',
  content: 'Lập sổ theo dõi giải ngân dùng chung giữa các phòng.',
  effect: 'Rút ngắn thời gian đối chiếu từ 05 ngày xuống 01 ngày.',
  appliedFrom: '2026-03-01',
  claims: 'province',
  ...more,
});
const submitted = async (title: string, more?: Record<string, unknown>): Promise<string> => {
  const { status, body } = await unit.post('/initiative-submissions', asked(title, more));
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id as string;
};
const fieldsOf = ({ body }: { readonly body: { readonly fields?: readonly { readonly field: string }[] } }) =>
  body.fields?.map(({ field }) => field);

const minutesOf = async (id: string): Promise<string> =>
  (await office.upload(`/initiative-minutes/${id}/attachments`, 'bien-ban.pdf', tinyPdf({ comment: id }))).body.id;
const meeting = async (ids: readonly string[], more: Record<string, unknown> = {}) => ({
  council: 'HD-U01',
  heldOn: '2026-11-10',
  present: ['C1', 'C2', 'C3', 'C4', 'C5'],
  issued: 5,
  returned: 5,
  valid: 5,
  invalid: 0,
  lines: ids.map((initiative) => ({ initiative, expects: 0, yes: 5, no: 0 })),
  minutes: { number: '12/BB-HĐSK', date: '2026-11-10', attachment: await minutesOf(ids[0]!) },
  decision: { number: '88/QĐ-STC', date: '2026-11-12' },
  checkedBy: 'C2',
  ...more,
});

test('an initiative is submitted once, however often it is sent, and no second time under its title', async () => {
  const key = { 'idempotency-key': randomUUID() };
  const first = await unit.post('/initiative-submissions', asked('Sổ dùng chung'), key);
  const again = await unit.post('/initiative-submissions', asked('Sổ dùng chung'), key);
  expect([first.status, again.status]).toEqual([201, 200]);
  expect(again.body).toEqual(first.body);
  expect(first.body).toMatchObject({ unit: 'U01', year: 2026, status: 'submitted', version: 0 });
  const other = await unit.post('/initiative-submissions', asked('Sổ khác'), key);
  expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED']);
  const twice = await unit.post('/initiative-submissions', asked('Sổ dùng chung'));
  expect([twice.status, fieldsOf(twice)]).toEqual([400, ['title']]);
  const { items } = (await unit.get('/initiative-submissions?status=submitted')).body;
  expect(items.filter((one: { title: string }) => one.title === 'Sổ dùng chung')).toHaveLength(1);
});

test('of two who send one title at once, one learns that it stands there', async () => {
  const replies = await Promise.all([1, 2, 3].map(() => unit.post('/initiative-submissions', asked('Gửi cùng lúc'))));
  expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 400, 400]);
  for (const reply of replies.filter(({ status }) => status === 400)) expect(fieldsOf(reply)).toEqual(['title']);
});

test.each<[string, Record<string, unknown>, readonly string[]]>([
  [
    'shares beyond the whole',
    {
      authors: [
        { person: 'A1', share: '70' },
        { person: 'A2', share: '40' },
      ],
    },
    ['authors'],
  ],
  ['an author whom nobody knows', { authors: [{ person: 'X9', share: '100' }] }, ['authors.0.person']],
  ['nobody of the unit', { authors: [{ person: 'C1', share: '100' }] }, ['authors']],
  [
    'an author twice',
    {
      authors: [
        { person: 'A1', share: '50' },
        { person: 'A1', share: '50' },
      ],
    },
    ['authors'],
  ],
  ['applied from tomorrow on', { appliedFrom: '2026-11-17' }, ['appliedFrom']],
  ['no effect', { effect: '' }, ['effect']],
  ['an unknown scope', { claims: 'world' }, ['claims']],
])('%s is refused at its field', async (_what, more, fields) => {
  const reply = await unit.post('/initiative-submissions', asked('Sáng kiến sai', more));
  expect([reply.status, fieldsOf(reply)]).toEqual([400, fields]);
});

test('units submit for themselves and see their own', async () => {
  const id = await submitted('Của Sở Tài chính');
  const other = await api.as('unit', 'U02');
  expect((await other.get(`/initiative-submissions/${id}`)).status).toBe(404);
  expect((await other.get('/initiative-submissions?unit=U01')).status).toBe(404);
  expect((await other.post('/initiative-submissions', asked('Cho đơn vị khác', { unit: 'U01' }))).status).toBe(404);
  const province = await api.as('office');
  expect((await province.post('/initiative-submissions', asked('Thay đơn vị', { unit: 'U01' }))).status).toBe(403);
  expect((await province.get(`/initiative-submissions/${id}`)).body).toMatchObject({ id, unit: 'U01' });
});

test('it is taken back while the council has not met on it, and may be sent anew', async () => {
  const id = await submitted('Gửi nhầm');
  const path = `/initiative-submissions/${id}/withdraw`;
  expect((await unit.post(path, { reason: 'Sai tên', expects: 3 })).body.code).toBe('STATE_CHANGED');
  expect((await unit.post(path, { reason: 'Sai tên', expects: 0 })).body).toMatchObject({ status: 'withdrawn' });
  expect((await unit.post(path, { reason: 'Sai tên', expects: 0 })).status).toBe(200);
  expect((await unit.post(path, { reason: 'Khác', expects: 1 })).body.code).toBe('ACTION_NOT_ALLOWED');
  expect(await submitted('Gửi nhầm')).not.toBe(id);
});

test('what the council recognises is a fact that rules read, once; the province then widens its scope', async () => {
  const [won, lost] = [await submitted('Được công nhận'), await submitted('Không được công nhận')];
  const asks = await meeting([won, lost]);
  asks.lines[1] = { initiative: lost, expects: 0, yes: 1, no: 4 };
  const dry = await office.post('/initiative-meetings?dryRun=true', asks);
  expect(dry.body.outcomes.map((one: { passed: boolean }) => one.passed)).toEqual([true, false]);
  expect(dry.body.id).toBeUndefined();
  expect((await office.get(`/initiatives/${won}`)).status).toBe(404);

  const key = { 'idempotency-key': randomUUID() };
  const both = await Promise.all([1, 2].map(() => office.post('/initiative-meetings', asks, key)));
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both[1]!.body).toEqual(both[0]!.body);
  expect((await office.get(`/initiative-submissions/${won}`)).body).toMatchObject({
    status: 'recognised',
    version: 1,
    outcome: { passed: true, decision: { number: '88/QĐ-STC' }, why: { vi: expect.stringContaining('5/5') } },
  });
  // of how the council has voted the unit is told nothing
  expect((await unit.get(`/initiative-submissions/${lost}`)).body.outcome).toEqual({
    meeting: both[0]!.body.id,
    council: 'HD-U01@2026-01-01',
    heldOn: '2026-11-10',
    passed: false,
  });
  expect((await office.get(`/initiatives/${won}`)).body).toMatchObject({
    scope: 'unit',
    authors: ['A1', 'A2'],
    recognisedOn: '2026-11-12',
    decisionNumber: '88/QĐ-STC',
    usedBy: [],
  });
  expect((await office.get(`/initiatives/${lost}`)).status).toBe(404);
  const { body: known } = await office.get('/people/A2/facts');
  expect(known.items).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'initiative', code: won })]));

  const { usedBy: _usedBy, code: _code, ...fact } = (await office.get(`/initiatives/${won}`)).body;
  const wide = { ...fact, scope: 'province', recognisedOn: '2026-11-14', decisionNumber: '901/QĐ-UBND' };
  expect((await office.put(`/initiatives/${won}`, wide)).status).toBe(403);
  expect((await (await api.as('office')).put(`/initiatives/${won}`, wide)).body).toEqual({ outcome: 'corrected' });
  const trail = await api.site.service.store.audit.trail(won);
  expect(trail.map(({ type }) => type)).toEqual(['submitted', 'fileAttached', 'recognised']);

  const late = await office.post('/initiative-meetings', { ...asks, heldOn: '2026-11-11' });
  expect([late.status, late.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
});

test('what does not fit the minutes is refused at its field, and nothing of it is kept', async () => {
  const id = await submitted('Chờ Hội đồng');
  const wrong = async (more: Record<string, unknown>, by = office) =>
    by.post('/initiative-meetings', await meeting([id], more));
  const line = { initiative: id, expects: 0, yes: 5, no: 0 };
  const at = async (more: Record<string, unknown>) => fieldsOf(await wrong(more));
  expect(await at({ lines: [{ ...line, yes: 4 }] })).toEqual(['lines.0.yes']);
  expect(await at({ lines: [{ ...line, initiative: 'SK-none' }] })).toEqual(['lines.0.initiative']);
  expect(await at({ council: 'HD-TINH' })).toEqual(['council']);
  expect(await at({ heldOn: '2025-01-01' })).toEqual(['council']);
  expect(await at({ checkedBy: 'A1' })).toEqual(['checkedBy']);
  expect(await at({ decision: undefined })).toEqual(['decision.number']);
  expect(await at({ decision: { number: '1/QĐ', date: '2026-11-09' } })).toEqual(['decision.date']);
  expect(await at({ minutes: { number: '12', date: '2026-11-17', attachment: 'none' } })).toEqual([
    'minutes.date',
    'minutes.attachment',
  ]);
  const few = { present: ['C1', 'C2'], issued: 2, returned: 2, valid: 2, lines: [{ ...line, yes: 2 }] };
  expect(await at(few)).toEqual(['present']);
  expect((await wrong({ lines: [{ ...line, expects: 2 }] })).body.code).toBe('STATE_CHANGED');
  expect((await wrong({}, unit)).status).toBe(403);
  expect((await wrong({}, await api.as('office', 'U02'))).status).toBe(404);
  expect((await wrong({}, await api.as('office'))).status).toBe(403);
  expect((await unit.get(`/initiative-submissions/${id}`)).body).toMatchObject({ status: 'submitted', version: 0 });
  expect((await office.get(`/initiatives/${id}`)).status).toBe(404);
});

test('what was applied only after the meeting is not recognised at it', async () => {
  const [before, after] = [
    await submitted('Áp dụng đúng ngày họp', { appliedFrom: '2026-11-10' }),
    await submitted('Áp dụng sau ngày họp', { appliedFrom: '2026-11-11' }),
  ];
  const reply = await office.post('/initiative-meetings', await meeting([before, after]));
  expect([reply.status, fieldsOf(reply)]).toEqual([400, ['lines.1.initiative']]);
  expect(JSON.stringify(reply.body)).toContain('11/11/2026');
  expect((await office.get(`/initiatives/${after}`)).status).toBe(404);
  expect((await office.post('/initiative-meetings', await meeting([before]))).status).toBe(200);
});

test('signed minutes are for those who read sessions, and lie apart from what the unit has attached', async () => {
  const id = await submitted('Biên bản có phiếu');
  const asks = await meeting([id]);
  const file = asks.minutes.attachment;
  const at = `/initiative-minutes/${id}/attachments/${file}`;
  expect((await office.get(at)).bytes).toEqual(tinyPdf({ comment: id }));
  // uploaded, though nothing was recorded with them yet, and once it was
  for (const recorded of [false, true]) {
    if (recorded) expect((await office.post('/initiative-meetings', asks)).status).toBe(200);
    for (const role of ['unit', 'authority', 'clerk'] as const) {
      const reader = await api.as(role, 'U01');
      expect([role, (await reader.get(at)).status]).toEqual([role, 403]);
      const aside = await reader.get(`/initiative-submissions/${id}/attachments/${file}`);
      expect([role, aside.status]).toEqual([role, 404]);
    }
    expect((await (await api.as('office', 'U02')).get(at)).status).toBe(404);
  }
  const other = await submitted('Biên bản để sai chỗ');
  const report = await office.upload(`/initiative-submissions/${other}/attachments`, 'bien-ban.pdf', tinyPdf());
  const wrong = await office.post('/initiative-meetings', {
    ...(await meeting([other])),
    minutes: { number: '12', date: '2026-11-10', attachment: String(report.body.id) },
  });
  expect([wrong.status, fieldsOf(wrong)]).toEqual([400, ['minutes.attachment']]);
});

test('two meetings on one initiative: one is recorded, the other learns that it has changed', async () => {
  const id = await submitted('Hai biên bản');
  const asks = await meeting([id]);
  const replies = await Promise.all([
    office.post('/initiative-meetings', asks),
    office.post('/initiative-meetings', { ...asks, decision: { number: '89/QĐ-STC', date: '2026-11-12' } }),
  ]);
  expect(replies.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409]);
  const [kept] = replies.filter(({ status }) => status === 200);
  const { body } = await office.get(`/initiative-submissions/${id}`);
  expect(body).toMatchObject({ status: 'recognised', version: 1, outcome: { meeting: kept!.body.id } });
  expect((await office.get(`/initiatives/${id}`)).body.decisionNumber).toBe(body.outcome.decision.number);
});

const flat = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');

test('form 13 confirms what was recognised, with authors, shares and the widest scope by now', async () => {
  const id = await submitted('Giải pháp đối chiếu, theo dõi giải ngân vốn đầu tư công dùng chung giữa các phòng');
  const path = `/initiative-submissions/${id}/papers/confirmation`;
  expect((await office.get(`${path}.pdf`)).body.code).toBe('ACTION_NOT_ALLOWED');
  expect((await office.post('/initiative-meetings', await meeting([id]))).status).toBe(200);
  const { usedBy: _usedBy, code: _code, ...fact } = (await office.get(`/initiatives/${id}`)).body;
  const wide = { ...fact, scope: 'province', recognisedOn: '2026-11-14', decisionNumber: '901/QĐ-UBND' };
  await (await api.as('office')).put(`/initiatives/${id}`, wide);
  const [docx, pdf] = await Promise.all([unit.get(`${path}.docx`), unit.get(`${path}.pdf`)]);
  expect([docx.status, pdf.status]).toEqual([200, 200]);
  if (process.env['LOOK']) {
    writeFileSync(`${process.env['LOOK']}/initiative-confirmation.docx`, docx.bytes);
    writeFileSync(`${process.env['LOOK']}/initiative-confirmation.pdf`, pdf.bytes);
  }
  for (const text of [flat(docxText(docx.bytes)), flat(await pdfText(pdf.bytes))]) {
    for (const part of [
      'Nguyễn Thị Thanh Hương',
      '70 %',
      '30 %',
      'Phạm vi trong tỉnh',
      'số 901/QĐ-UBND ngày 14/11/2026',
    ])
      expect(text).toContain(part);
    expect(text).toContain('Hội đồng Thi đua - Khen thưởng Sở Tài chính họp ngày 10/11/2026');
    expect(text).toContain('Nguyễn Văn Mẫu');
    expect(text).toContain('văn bản công nhận số 88/QĐ-STC ngày 12/11/2026');
  }
  expect((await (await api.as('unit', 'U02')).get(`${path}.pdf`)).status).toBe(404);
});
