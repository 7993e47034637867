import { startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';

const unitBody = { name: 'Phòng Ngân sách', kind: 'room', parent: 'U01', symbol: 'NS', validFrom: '2026-01-01' };
const personBody = {
  name: 'Nguyễn Văn Mẫu',
  address: 'Ông',
  post: 'Chuyên viên',
  unit: 'U01',
  email: 'a@tinh-d.example',
};
const councilBody = {
  name: 'Hội đồng Thi đua - Khen thưởng Sở Tài chính',
  level: 'unit',
  unit: 'U01',
  validFrom: '2026-06-01',
  members: [{ person: 'C1', role: 'Chủ tịch Hội đồng' }],
};

describe('master data', () => {
  let api: TestApi;
  let office: TestCaller;
  let ofUnit: TestCaller;
  beforeAll(async () => {
    api = await startApi({ worker: false });
    office = await api.as('office');
    ofUnit = await api.as('office', 'U01');
  });
  afterAll(() => api.stop());
  const fieldsOf = (reply: Reply): string[] => reply.body.fields.map((f: { field: string }) => f.field);

  test('is written as a whole under its code, and leaves a trail of what was before', async () => {
    const first = await office.put('/units/U01a', { ...unitBody, phone: '0215 000 001' });
    expect([first.status, first.body]).toEqual([201, { code: 'U01a', ...unitBody, phone: '0215 000 001' }]);
    expect((await office.put('/units/U01a', { ...unitBody, phone: '0215 000 001' })).status).toBe(200);
    expect((await office.put('/units/U01a', unitBody)).status).toBe(200);
    expect((await office.get('/units/U01a')).body).toEqual({ code: 'U01a', ...unitBody });
    const trail = await api.site.service.store.audit.trail('units/U01a');
    expect(trail.map((e) => e.type)).toEqual(['created', 'updated']);
    expect(trail[1]?.data).toMatchObject({ before: { phone: '0215 000 001' }, after: { name: unitBody.name } });
  });

  test('names what it does not know', async () => {
    expect(fieldsOf(await office.put('/units/U77', { ...unitBody, parent: 'U99' }))).toEqual(['parent']);
    expect(fieldsOf(await office.put('/people/X1', { ...personBody, unit: 'U99' }))).toEqual(['unit']);
    const members = [
      { person: 'C1', role: 'a' },
      { person: 'C99', role: 'b' },
    ];
    expect(fieldsOf(await office.put('/councils/HD-X', { ...councilBody, members }))).toEqual(['members.1.person']);
    const round = { name: 'Đợt 1', awardYear: 2026, awards: ['CSTDCS', 'XYZ'], units: ['U01'], deadline: '2026-11-20' };
    expect(fieldsOf(await office.put('/rounds/D1', round))).toEqual(['awards.1']);
    expect(fieldsOf(await office.put('/units/U01', { ...unitBody, parent: 'U01' }))).toEqual(['parent']);
  });

  test('refuses what does not fit together', async () => {
    expect(fieldsOf(await office.put('/councils/HD-X', { ...councilBody, level: 'province' }))).toEqual(['unit']);
    const twice = [
      { person: 'C1', role: 'a' },
      { person: 'C1', role: 'b' },
    ];
    expect(fieldsOf(await office.put('/councils/HD-X', { ...councilBody, members: twice }))).toEqual(['members']);
    const ended = { ...unitBody, validTo: '2025-01-01' };
    expect(fieldsOf(await office.put('/units/U77', ended))).toEqual(['validTo']);
    expect(fieldsOf(await office.put('/people/X1', { ...personBody, email: 'nobody' }))).toEqual(['email']);
    expect(fieldsOf(await office.put('/people/a b', personBody))).toEqual(['code']);
    const year = { off: ['2027-01-01', '2028-01-03'], extraWorking: [] };
    expect(fieldsOf(await office.put('/calendars/2028', year))).toEqual(['off']);
  });

  test('keeps every version of a council', async () => {
    const made = await office.put('/councils/HD-U01', councilBody);
    expect([made.status, made.body.id]).toEqual([201, 'HD-U01@2026-06-01']);
    const { body } = await office.get('/councils/HD-U01');
    expect(body.items.map((c: { validFrom: string }) => c.validFrom)).toEqual(['2026-01-01', '2026-06-01']);
  });

  test('is for a unit what belongs to it, and nothing else exists', async () => {
    expect((await ofUnit.put('/people/P1', personBody)).status).toBe(201);
    expect((await ofUnit.put('/people/P2', { ...personBody, unit: 'U02' })).status).toBe(404);
    expect((await ofUnit.put('/people/C1', { ...personBody, unit: 'U01' })).status).toBe(404);
    expect((await ofUnit.put('/authorities/A-U01', {})).status).toBe(400);
    expect((await ofUnit.get('/units/U02')).status).toBe(404);
    expect((await ofUnit.get('/people/C1')).status).toBe(404);
    expect((await ofUnit.get('/councils/HD-TINH')).status).toBe(404);
    const units = await ofUnit.get('/units');
    expect(units.body.items.map((u: { code: string }) => u.code)).toEqual(['U01', 'U01a']);
    expect((await ofUnit.get('/people')).body.items.map((p: { code: string }) => p.code)).toEqual(['P1']);
    expect((await ofUnit.get('/calendars/2026')).status).toBe(200);
  });

  test('may be written by the office and the administrator only', async () => {
    for (const role of ['secretary', 'authority', 'clerk', 'inspector'] as const) {
      const reply = await (await api.as(role)).put('/units/U78', unitBody);
      expect([role, reply.status, reply.body.code]).toEqual([role, 403, 'FORBIDDEN']);
    }
    expect((await (await api.as('unit', 'U01')).put('/people/P9', personBody)).status).toBe(403);
    expect((await (await api.as('admin')).put('/units/U78', unitBody)).status).toBe(201);
  });

  test('lists the awards in force with citations and what a dossier holds', async () => {
    const { body } = await ofUnit.get('/awards');
    const award = body.items.find((a: { code: string }) => a.code === 'CSTDT');
    expect(award).toMatchObject({
      citation: { vi: expect.stringContaining('Luật') },
      fields: expect.arrayContaining(['merit']),
    });
    expect(award.papers.map((p: { kind: string }) => p.kind)).toContain('achievementReport');
    expect((await ofUnit.get('/awards?day=2020-01-01')).body.items).toEqual([]);
    expect((await ofUnit.get('/awards?day=2026-02-30')).status).toBe(400);
  });

  test('kills open links at once when an address changes', async () => {
    const { store, context } = api.site.service;
    const session = {
      _id: 'PH-TEST',
      name: 'Phiên',
      council: 'HD-TINH',
      level: 'province' as const,
      kind: 'written' as const,
      ballot: 'secret' as const,
      basis: { foundingDecision: 'a', regulation: 'b', article: 'c', orderedBy: 'd' },
      closesAt: '2026-11-20T10:00:00.000Z',
      closing: 'atTime' as const,
      lines: [],
      leftOut: [],
      status: 'open' as const,
      members: [{ person: 'C2', role: 'Ủy viên' }],
      extended: false,
      version: 3,
      createdAt: '2026-11-16T01:00:00.000Z',
    };
    await store.sessions.insert(session);
    const about = { purpose: 'ballot' as const, entity: session._id, person: 'C2' };
    await context.links.ensure(about, session.createdAt);
    const person = await office.get('/people/C2');
    const { code: _code, ...same } = person.body;
    await office.put('/people/C2', { ...same, post: 'Phó Giám đốc' });
    expect(await store.links.current(about)).toBeDefined();
    await office.put('/people/C2', { ...same, email: 'other@tinh-d.example' });
    expect(await store.links.current(about)).toBeUndefined();
  });
});

describe('keys', () => {
  let api: TestApi;
  let admin: TestCaller;
  beforeAll(async () => {
    api = await startApi({ worker: false });
    admin = await api.as('admin');
  });
  afterAll(() => api.stop());

  test('are shown once, work at once, and stop working when revoked', async () => {
    const made = await admin.post('/api-keys', { name: 'Phòng Tổ chức', role: 'unit', unit: 'U01' });
    expect(made.status).toBe(201);
    const headers = { authorization: `Bearer ${made.body.key}` };
    expect((await api.raw('GET', '/api/v1/nominations', { headers })).status).toBe(200);
    const list = await admin.get('/api-keys');
    expect(list.body.items.map((k: { prefix: string }) => k.prefix)).toContain(made.body.prefix);
    expect(JSON.stringify(list.body)).not.toContain(made.body.key);
    expect(JSON.stringify(list.body)).not.toContain('hash');
    expect((await admin.remove(`/api-keys/${made.body.prefix}`)).status).toBe(204);
    expect((await api.raw('GET', '/api/v1/nominations', { headers })).status).toBe(401);
    expect((await admin.remove('/api-keys/none')).status).toBe(404);
  });

  test('are drawn by an administrator, with a unit where the role needs one', async () => {
    const { body } = await admin.post('/api-keys', { name: 'x', role: 'unit' });
    expect(body.fields[0].field).toBe('unit');
    expect((await admin.post('/api-keys', { name: 'x', role: 'admin', unit: 'U01' })).status).toBe(400);
    expect((await admin.post('/api-keys', { name: 'x', role: 'office', unit: 'U99' })).status).toBe(400);
    expect((await (await api.as('office')).post('/api-keys', { name: 'x', role: 'clerk' })).status).toBe(403);
  });

  test('an administrator does not lock himself out', async () => {
    const prefix = (await admin.get('/api-keys')).body.items.find((k: { role: string }) => k.role === 'admin').prefix;
    expect((await admin.remove(`/api-keys/${prefix}`)).body.code).toBe('ACTION_NOT_ALLOWED');
  });
});
