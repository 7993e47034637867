import { startApi, type TestApi, type TestCaller } from '../setup/api';

let api: TestApi;
let province: TestCaller;
beforeAll(async () => {
  api = await startApi({ worker: false });
  province = await api.as('office');
  const block = { name: 'Khối thi đua Kinh tế tổng hợp', kind: 'block', symbol: 'KTTH', validFrom: '2025-01-01' };
  await province.put('/units/K1', block);
});
afterAll(() => api.stop());

const paper = { number: '12/BC-KTĐ', date: '2026-11-10' };
const lines = [
  { unit: 'U02', rank: 2, points: '96.75', leads: false },
  { unit: 'U01', rank: 1, points: '98.50', leads: true },
];
const put = (more: object = {}, caller = province, code = 'K1', year = 2026) =>
  caller.put(`/blocks/${code}/standings/${year}`, { paper, lines, ...more });

test('the paper of a block ranks its members; a correction keeps both in the trail, the same again changes nothing', async () => {
  expect((await put()).body).toEqual({ created: 2, corrected: 0, unchanged: 0 });
  expect((await put()).body).toEqual({ created: 0, corrected: 0, unchanged: 2 });
  const { body } = await province.get('/blocks/K1/standings/2026');
  expect(
    body.items.map((one: { unit: string; rank: number; points: string }) => [one.unit, one.rank, one.points]),
  ).toEqual([
    ['U01', 1, '98.5'],
    ['U02', 2, '96.75'],
  ]);
  const swapped = lines.map((line) => ({ ...line, rank: 3 - line.rank, leads: !line.leads }));
  expect((await put({ lines: swapped, paper: { number: '15/BC-KTĐ', date: '2026-11-12' } })).body.corrected).toBe(2);
  const trail = await api.site.service.store.audit.trail('facts/ranking/units/U01/2026');
  expect(trail).toHaveLength(2);
  expect(JSON.stringify(trail[1]!.data)).toContain('12/BC-KTĐ');
  expect((await put()).status).toBe(200);
});

test('rule R12 names place and paper, in favour and against', async () => {
  const found = async (unit: string) => {
    const nominee = { kind: 'collective', collective: unit, name: unit === 'U01' ? 'Sở Tài chính' : 'Sở Nội vụ' };
    const draft = {
      dossier: undefined,
      award: 'COTINH',
      awardYear: 2026,
      commendationType: 'merit',
      nominee,
      achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
      merit: 'Dẫn đầu khối',
    };
    const { dossier: _none, ...body } = draft;
    const caller = await api.as('unit', unit);
    const made = await caller.post('/nominations', body);
    expect(made.status).toBe(201);
    const shown = await caller.get(`/nominations/${made.body.id}`);
    return shown.body.eligibility.findings.find((one: { rule: string }) => one.rule === 'R12');
  };
  expect(await found('U01')).toMatchObject({
    outcome: 'pass',
    say: { vi: expect.stringContaining('(hạng 1/2; văn bản số 12/BC-KTĐ)') as string },
  });
  expect(await found('U02')).toMatchObject({
    outcome: 'fail',
    say: { en: expect.stringContaining('(place 2/2; paper no. 12/BC-KTĐ)') as string },
  });
});

test('what is wrong with a paper is named line by line, and nothing is kept', async () => {
  const wrong = [lines[0], { ...lines[0], rank: 9 }, { unit: 'NONE', rank: 1, leads: true }];
  const { status, body } = await put({ lines: wrong, paper: { number: '1', date: '2026-12-31' } });
  expect(status).toBe(400);
  expect(body.fields.map(({ field }: { field: string }) => field)).toEqual([
    'paper.date',
    'lines.1.unit',
    'lines.1.rank',
    'lines.2.unit',
  ]);
  for (const more of [{ lines: [] }, { paper: undefined }, { lines: [{ ...lines[0], points: '1e3' }] }])
    expect((await put(more)).status).toBe(400);
  expect((await put({}, province, 'K1', 2030)).status).toBe(400);
  expect((await put({}, province, 'U01')).status).toBe(404);
  expect((await put({}, await api.as('office', 'U01'))).status).toBe(403);
  expect((await (await api.as('unit', 'U01')).get('/blocks/K1/standings/2026')).status).toBe(403);
});
