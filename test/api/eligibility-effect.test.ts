import { randomUUID } from 'node:crypto';
import {
  letter,
  nominationBody,
  startApi,
  type Finding,
  type Reply,
  type TestApi,
  type TestCaller,
} from '../setup/api';
import { eventually } from '../setup/service';

let api: TestApi;
let unit: TestCaller;
let ofUnit: TestCaller;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi();
  [unit, ofUnit, office] = await Promise.all([api.as('unit', 'U01'), api.as('office', 'U01'), api.as('office')]);
  for (const no of [1, 2, 3, 4, 5, 6, 7, 8, 9]) await office.put(`/people/P${no}`, person);
});
afterAll(() => api.stop());

const person = { name: 'Lê Thị Mẫu', address: 'Bà', post: 'Chuyên viên', unit: 'U01' };
const draft = async (award: string, no: number, more: object = {}): Promise<string> =>
  (await unit.post('/nominations', nominationBody(award, no, { ...more }))).body.id as string;
const send = (caller: TestCaller, ids: readonly string[]): Promise<Reply> =>
  caller.post('/unit-proposals', letter({ unit: 'U01', nominations: ids.map((id) => ({ id })) }));
const record = (id: string) => api.site.service.store.nominations.need(id);
const reaches = (id: string, status: string) =>
  eventually(
    () => record(id),
    (r) => r.status === status,
  );
const review = async (caller: TestCaller, id: string, more: object = {}, headers = {}): Promise<Reply> =>
  caller.post(`/nominations/${id}/review`, { action: 'accept', expects: (await record(id)).version, ...more }, headers);
const receive = async (caller: TestCaller, id: string): Promise<void> => {
  const body = { number: '12', arrivedOn: '2026-11-16', paperOriginalOn: '2026-11-16' };
  const reply = await caller.post(`/nominations/${id}/receive`, { ...body, expects: (await record(id)).version });
  expect(reply.status).toBe(200);
  await reaches(id, 'screening');
};
const codes = (findings: readonly Finding[]): string[] => findings.map((f) => f.code).sort();
const outcomeOf = async (caller: TestCaller, id: string, code: string): Promise<string | undefined> => {
  const { body } = await caller.get(`/nominations/${id}`);
  return (body.eligibility.findings as Finding[]).find((f) => f.code === code)?.outcome;
};

describe('what a unit sends', () => {
  test('is refused for a criterion that is not met or cannot be told, with the finding and its article; nothing is stored', async () => {
    const [good, bad, open] = [await draft('LDTT', 1), await draft('CSTDCS', 2), await draft('LDTT', 99)];
    await office.put('/people/P2/grades/2026', { grade: 'completed' });
    const reply = await send(unit, [good, bad, open]);
    expect([reply.status, reply.body.code]).toEqual([409, 'INELIGIBLE']);
    const findings = reply.body.findings as (Finding & { nomination: string })[];
    expect(findings.map((f) => [f.nomination, f.code, f.outcome])).toEqual([
      [bad, 'R02.CSTDCS', 'fail'],
      [bad, 'R03.CSTDCS', 'fail'],
      [open, 'R02.LDTT', 'unknown'],
    ]);
    expect(findings[0]?.citation.vi).toContain('Điều 24');
    expect(reply.body.fields[0]).toMatchObject({
      field: `nominations.${bad}.declared.grades`,
      message: expect.any(String),
    });
    expect((await record(good)).unitProposal).toBeUndefined();
  });

  test('is incomplete when only papers are missing, and wrong before anything else when its form is wrong', async () => {
    const missing = await draft('LDTT', 1, { papers: [] });
    expect((await send(unit, [missing])).body).toMatchObject({
      code: 'INCOMPLETE',
      findings: [{ rule: 'R19' }, { rule: 'R19' }],
    });
    const wrong = await draft('LDTT', 2, { flags: ['none'], papers: [] });
    expect((await send(unit, [missing, wrong])).body.code).toBe('VALIDATION');
  });

  test('counts together what is sent together, and refuses one initiative for two', async () => {
    const initiative = {
      title: 'Sổ',
      authors: ['P3'],
      unit: 'U01',
      scope: 'unit',
      recognisedOn: '2026-10-12',
      decisionNumber: '7',
    };
    await office.put('/initiatives/SK-9', initiative);
    const ids = [await draft('CSTDCS', 3, { initiatives: ['SK-9'] }), await draft('GK', 4, { initiatives: ['SK-9'] })];
    expect(codes((await send(unit, ids)).body.findings)).toEqual(['R14', 'R14']);
    expect((await send(unit, [ids[0]!])).status).toBe(201);
  });
});

describe('what an office accepts', () => {
  test('is refused with a warning that nobody answers for; the reason of the acceptance answers for it and is kept', async () => {
    const id = await draft('LDTT', 5, { declared: { grades: [{ year: 2026, grade: 'well' }] } });
    expect((await send(unit, [id])).status).toBe(201);
    await reaches(id, 'submitted');
    await receive(ofUnit, id);
    const refused = await review(ofUnit, id);
    expect([refused.status, refused.body.code]).toEqual([409, 'INELIGIBLE']);
    expect(codes(refused.body.findings)).toContain('R43');
    const headers = { 'idempotency-key': randomUUID() };
    const body = { reason: 'Đã đối chiếu với quyết định bản giấy', expects: (await record(id)).version };
    expect((await review(ofUnit, id, body, headers)).status).toBe(200);
    await reaches(id, 'waitingForCouncil');
    // the same acceptance again is the first one
    expect((await review(ofUnit, id, body, headers)).status).toBe(200);
    const overrides = await api.site.service.store.overrides.ofNominations([id]);
    expect(overrides.find((o) => o.code === 'R43')).toMatchObject({
      level: 'unit',
      role: 'office',
      reason: body.reason,
    });
  });

  test('is judged line by line, and by facts as they are then', async () => {
    const [good, bad] = [await draft('LDTT', 6), await draft('LDTT', 7)];
    const { body } = await send(unit, [good, bad]);
    for (const id of [good, bad]) {
      await reaches(id, 'submitted');
      await receive(ofUnit, id);
    }
    await office.put('/people/P7/grades/2026', { grade: 'notCompleted' });
    const lines = await Promise.all([good, bad].map(async (id) => ({ id, expects: (await record(id)).version })));
    const reason = 'Đã kiểm tra hồ sơ';
    const reply = await ofUnit.post(`/dockets/${body.docket as string}/actions`, { action: 'accept', reason, lines });
    expect(reply.body.lines).toMatchObject([
      { id: good, done: true },
      { id: bad, done: false, code: 'INELIGIBLE', findings: [{ code: 'R02.LDTT', outcome: 'fail' }] },
    ]);
  });

  test('stops where something is being looked into: the unit is told that it is paused, the province why', async () => {
    const id = await draft('LDTT', 8);
    await office.put('/conduct/K8', {
      about: { kind: 'people', code: 'P8' },
      matter: 'denunciation',
      from: '2026-11-01',
    });
    // an office that screens its own dossiers passes them on by sending: not this one
    expect((await send(ofUnit, [id])).status).toBe(201);
    await reaches(id, 'submitted');
    await receive(ofUnit, id);
    const refused = await review(ofUnit, id, { reason: 'Đã kiểm tra' });
    expect([refused.status, refused.body.code]).toEqual([409, 'ON_HOLD']);
    expect(JSON.stringify(refused.body)).not.toMatch(/R16\.verification|tố cáo/);
    expect(await outcomeOf(ofUnit, id, 'R16.verification')).toBeUndefined();
    expect(await outcomeOf(office, id, 'R16.verification')).toBe('fail');
    const closed = {
      about: { kind: 'people', code: 'P8' },
      matter: 'denunciation',
      from: '2026-11-01',
      to: '2026-11-15',
    };
    await office.put('/conduct/K8', closed);
    expect((await review(ofUnit, id, { reason: 'Đã kiểm tra' })).status).toBe(200);
  });
});

describe('the rules of a dossier', () => {
  test('are those in force when its level took it in, and stay', async () => {
    const { ruleSets } = api.site.service.store;
    const id = await draft('LDTT', 9);
    await send(unit, [id]);
    await reaches(id, 'submitted');
    expect((await record(id)).pinned).toBeUndefined();
    await receive(ofUnit, id);
    const pinned = (await record(id)).pinned?.unit;
    expect(pinned).toMatch(/^national@/);
    const national = (await ruleSets.many([pinned!.split('+')[0]!])).values().next().value!;
    const later = { ...national.set, version: '2099.1', effectiveFrom: '2026-11-16', rules: [] };
    await ruleSets.load({
      ...national,
      _id: 'national@2099.1',
      version: '2099.1',
      effectiveFrom: '2026-11-16',
      set: later,
      hash: 'x',
    });
    const { body } = await ofUnit.get(`/nominations/${id}`);
    expect(body.eligibility.rules).toBe(pinned);
    const fresh = await unit.post('/eligibility-checks', nominationBody('LDTT', 9));
    expect(fresh.body.rules).toContain('national@2099.1');
  });
});
