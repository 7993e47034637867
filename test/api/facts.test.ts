import { startApi, type TestApi } from '../setup/api';

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ worker: false });
}, 120_000);
afterAll(() => api.stop());

const initiative = {
  title: 'Sổ theo dõi giải ngân',
  authors: ['C1'],
  unit: 'U02',
  scope: 'unit',
  recognisedOn: '2026-10-12',
  decisionNumber: '71/QĐ-SNV',
};

test('a fact is written once, corrected by other content, and both stand in the trail', async () => {
  const office = await api.as('office');
  const put = (grade: string) => office.put('/people/C1/grades/2025', { grade });
  expect(await put('well')).toMatchObject({ status: 201, body: { outcome: 'created' } });
  expect(await put('well')).toMatchObject({ status: 200, body: { outcome: 'unchanged' } });
  expect(await put('excellent')).toMatchObject({ status: 200, body: { outcome: 'corrected' } });
  const { body } = await office.get('/people/C1/facts');
  expect(body.items).toEqual([{ kind: 'grade', year: 2025, grade: 'excellent' }]);
  const trail = await api.site.service.store.audit.trail('facts/grade/people/C1/2025');
  expect(trail.map((e) => e.type)).toEqual(['created', 'corrected']);
  expect(trail[1]!.data).toMatchObject({ before: { grade: 'well' }, after: { grade: 'excellent' } });
});

test('an initiative is read with the awards that used it up', async () => {
  const office = await api.as('office');
  expect((await office.put('/initiatives/SK-1', initiative)).status).toBe(201);
  await api.site.service.store.history.putPast(
    [
      {
        _id: 'import/1',
        subject: 'C1',
        subjectKind: 'person',
        award: 'CSTDCS',
        awardYear: 2025,
        commendationType: 'merit',
        authority: 'Giám đốc Sở Nội vụ',
        decisionNumber: '146/QĐ-SNV',
        decidedOn: '2025-12-28',
        initiatives: ['SK-1'],
      },
    ],
    { actor: 'key:test', now: '2026-11-16T01:00:00.000Z' },
  );
  const { body } = await office.get('/initiatives/SK-1');
  expect(body).toMatchObject({ code: 'SK-1', usedBy: [{ award: 'CSTDCS', awardYear: 2025 }] });
  const awards = await office.get('/people/C1/awards');
  expect(awards.body.items).toEqual([
    expect.objectContaining({ award: 'CSTDCS', decisionNumber: '146/QĐ-SNV', source: 'import', initiatives: ['SK-1'] }),
  ]);
});

test.each<[string, string, unknown, string, RegExp]>([
  ['a year ahead', '/people/C1/grades/2027', { grade: 'well' }, 'year', /chưa đến/],
  ['an unknown grade', '/people/C1/grades/2025', { grade: 'good' }, 'grade', /một trong các giá trị/],
  ['neither grade nor leave', '/people/C1/grades/2025', {}, 'grade', /xếp loại/],
  ['nobody in a room', '/units/U01/headcounts/2026', { headcount: 0 }, 'headcount', /nhất 1/],
  ['a part of a person', '/units/U01/headcounts/2026', { headcount: 2.5 }, 'headcount', /./],
  [
    'an author whom nobody knows',
    '/initiatives/SK-9',
    { ...initiative, authors: ['X9'] },
    'authors.0',
    /Không có người/,
  ],
  [
    'a recognition ahead',
    '/initiatives/SK-9',
    { ...initiative, recognisedOn: '2026-12-01' },
    'recognisedOn',
    /chưa đến/,
  ],
  [
    'discipline without a measure',
    '/conduct/K9',
    { about: { kind: 'people', code: 'C1' }, matter: 'discipline', from: '2026-01-01' },
    'measure',
    /kỷ luật/,
  ],
  [
    'a matter ahead',
    '/conduct/K9',
    { about: { kind: 'people', code: 'C1' }, matter: 'press', from: '2026-12-01' },
    'from',
    /chưa đến/,
  ],
  ['an unknown field', '/units/U01/rankings/2026', { block: 'K', leads: true, colour: 99 }, 'colour', /./],
])('%s is refused with its field, and nothing is kept', async (_name, path, body, field, sentence) => {
  const office = await api.as('office');
  const answer = await office.put(path, body);
  expect(answer.status).toBe(400);
  expect(answer.body.fields).toEqual([expect.objectContaining({ field, message: expect.stringMatching(sentence) })]);
});

describe('the office of a unit', () => {
  test('writes of its own people and rooms, and of nobody else', async () => {
    const office = await api.as('office', 'U02');
    expect((await office.put('/people/C2/grades/2025', { grade: 'well' })).status).toBe(201);
    expect((await office.put('/units/U01/headcounts/2026', { headcount: 62 })).status).toBe(404);
    expect((await office.get('/units/U01/awards')).status).toBe(404);
    expect((await office.put('/people/NOBODY/grades/2025', { grade: 'well' })).status).toBe(404);
  });

  test('does not rank itself, and does not recognise a scope beyond itself', async () => {
    const office = await api.as('office', 'U02');
    expect((await office.put('/units/U02/rankings/2026', { block: 'K', leads: true })).status).toBe(403);
    expect((await office.put('/initiatives/SK-2', { ...initiative, scope: 'province' })).status).toBe(403);
    expect((await office.put('/initiatives/SK-2', initiative)).status).toBe(201);
    const recognised = { ...initiative, scope: 'province', decisionNumber: '7/QĐ-UBND' };
    expect((await (await api.as('office')).put('/initiatives/SK-2', recognised)).status).toBe(200);
    // nor does it take back what the province has recognised
    expect((await office.put('/initiatives/SK-2', initiative)).status).toBe(403);
  });

  test('never learns of a matter that the province looks into, and cannot write over it', async () => {
    const province = await api.as('office');
    const office = await api.as('office', 'U02');
    const matter = (kind: string) => ({ about: { kind: 'people', code: 'C3' }, matter: kind, from: '2026-11-01' });
    expect((await province.put('/conduct/K1', matter('denunciation'))).status).toBe(201);
    expect((await office.put('/conduct/K2', matter('disciplineConsidered'))).status).toBe(201);
    expect((await office.put('/conduct/K1', matter('press'))).status).toBe(404);
    const seen = async (caller: typeof office) =>
      (await caller.get('/people/C3/facts')).body.items.map((f: { matter: string }) => f.matter);
    expect(await seen(office)).toEqual(['disciplineConsidered']);
    expect((await seen(province)).sort()).toEqual(['denunciation', 'disciplineConsidered']);
    expect(await seen(await api.as('unit', 'U02'))).toEqual([]);
  });
});

test('a unit reads and does not write; a clerk does not write either', async () => {
  for (const role of ['unit', 'clerk', 'inspector'] as const) {
    const caller = await api.as(role, role === 'unit' ? 'U02' : undefined);
    expect((await caller.put('/people/C2/grades/2024', { grade: 'well' })).status).toBe(403);
    expect((await caller.get('/people/C2/awards')).status).toBe(200);
  }
});
