import type { Problem } from '../../domain/errors';
import { editionOf } from '../../platform/store/standings';
import { profiled } from '../platform/store/profile';
import { startApi, type TestApi, type TestCaller } from '../setup/api';

let api: TestApi;
let province: TestCaller;
beforeAll(async () => {
  api = await startApi({ worker: false });
  province = await api.as('office');
  const block = { name: 'Khối thi đua Kinh tế tổng hợp', kind: 'block', symbol: 'KTTH', validFrom: '2025-01-01' };
  await province.put('/units/K1', block);
  for (const code of ['U03', 'U04'])
    await province.put(`/units/${code}`, { name: code, kind: 'department', symbol: code, validFrom: '2025-03-01' });
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
  expect((await put()).body).toEqual({ created: 2, corrected: 0, unchanged: 0, withdrawn: 0 });
  expect((await put()).body).toEqual({ created: 0, corrected: 0, unchanged: 2, withdrawn: 0 });
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

describe('a paper in the place of another', () => {
  const year = 2025;
  const old = { paper: { number: '9/BC-KTĐ', date: '2025-12-20' } };
  const put2025 = (more: object, code = 'K1') => put({ ...old, ...more }, province, code, year);
  const listed = async (code = 'K1'): Promise<string[]> =>
    (await province.get(`/blocks/${code}/standings/${year}`)).body.items.map(({ unit }: { unit: string }) => unit);
  const alone = (unit: string) => [{ unit, rank: 1, leads: true }];
  beforeAll(() =>
    province.put('/units/K2', { name: 'Khối thi đua Nội chính', kind: 'block', symbol: 'NC', validFrom: '2025-01-01' }),
  );

  test('withdraws the member that it lacks, which then leads nowhere; its trail keeps what was said', async () => {
    expect((await put2025({})).status).toBe(200);
    const { body } = await put2025({ lines: alone('U02') });
    expect(body).toEqual({ created: 0, corrected: 1, unchanged: 0, withdrawn: 1 });
    expect(await listed()).toEqual(['U02']);
    const facts = (await province.get('/units/U01/facts')).body.items as { kind: string; year?: number }[];
    expect(facts.filter((one) => one.kind === 'ranking' && one.year === year)).toEqual([]);
    const trail = await api.site.service.store.audit.trail(`facts/ranking/units/U01/${year}`);
    expect(trail.map(({ type }) => type)).toEqual(['created', 'withdrawn']);
    expect(JSON.stringify(trail[1]!.data)).toContain('9/BC-KTĐ');
  });

  test('refuses a unit that another block’s paper ranks, until that one is corrected', async () => {
    await put2025({});
    const refused = await put2025({ lines: alone('U01') }, 'K2');
    expect([refused.status, refused.body.fields[0].field]).toEqual([400, 'lines.0.unit']);
    expect(refused.body.fields[0].vi ?? JSON.stringify(refused.body)).toContain('9/BC-KTĐ');
    expect([await listed(), await listed('K2')]).toEqual([['U01', 'U02'], []]);
    await put2025({ lines: alone('U02') });
    expect((await put2025({ lines: alone('U01') }, 'K2')).status).toBe(200);
    expect([await listed(), await listed('K2')]).toEqual([['U02'], ['U01']]);
    expect((await put2025({ lines: alone('K2') })).status).toBe(400);
    await put2025({ lines: alone('U04') }, 'K2');
  });

  test('written at once with another one, has the lines of one paper only', async () => {
    await put2025({ lines: alone('U02') });
    await Promise.all([put2025({ lines: alone('U01') }), put2025({ lines: alone('U02') })]);
    expect(await listed()).toHaveLength(1);
  });

  test('corrects the one that was looked at: of two corrections at once one is refused, and a later one too', async () => {
    const { facts } = api.site.service.store;
    const by = { actor: 'key:office', now: '2026-11-16T01:00:00.000Z' };
    await put2025({});
    const shown = await facts.standings('K1', year);
    const expects = editionOf(shown);
    const corrected = (points: string) => shown.map((one) => ({ ...one, points }));
    const papers = ['91', '92', '93'].map(corrected);
    const write = (records: typeof shown) => facts.putStandings({ block: 'K1', year, records, expects }, by);
    const told = await Promise.allSettled(papers.map(write));
    const done = told.findIndex(({ status }) => status === 'fulfilled');
    const refused = told.filter((one) => one.status === 'rejected');
    expect(refused.map(({ reason }) => (reason as Problem).code)).toEqual(['STATE_CHANGED', 'STATE_CHANGED']);
    const pointsNow = async () => (await facts.standings('K1', year)).map(({ points }) => points);
    expect(await pointsNow()).toEqual(papers[done]!.map(({ points }) => points));
    // on what stands by now it is the same paper once more
    expect(await write(papers[done]!)).toEqual({ written: ['unchanged', 'unchanged'], withdrawn: 0 });
    await expect(write(shown.slice(0, 1))).rejects.toMatchObject({ code: 'STATE_CHANGED' });
    expect(await listed()).toHaveLength(2);
  });

  test('is changed by no single line that is written by hand', async () => {
    await put2025({});
    const hand = (unit: string, more: object) =>
      province.put(`/units/${unit}/rankings/${year}`, { block: 'K1', leads: false, ...more });
    expect((await hand('U02', {})).body).toEqual({ outcome: 'unchanged' });
    for (const refused of [
      await hand('U01', {}),
      await hand('U02', { block: 'K9' }),
      await hand('U03', { leads: true }),
    ])
      expect([refused.status, refused.body.fields[0].field]).toEqual([400, 'block']);
    const { items } = (await province.get(`/blocks/K1/standings/${year}`)).body;
    expect(items[0]).toMatchObject({ unit: 'U01', rank: 1, points: '98.5', paper: '9/BC-KTĐ' });
    expect((await hand('U03', { block: 'K9' })).status).toBe(201);
  });
});

test('the office of a member reads the paper of its block, and of no other; one command under an index reads it', async () => {
  await put();
  const [member, other] = await Promise.all([api.as('office', 'U01'), api.as('office', 'U03')]);
  expect((await member.get('/blocks/K1/standings/2026')).body.items).toHaveLength(2);
  expect((await other.get('/blocks/K1/standings/2026')).status).toBe(404);
  expect((await member.get('/blocks/K1/standings/2020')).status).toBe(404);
  const { commands } = await profiled(api.site.service.database, () => province.get('/blocks/K1/standings/2026'));
  const read = commands.filter(({ collection }) => collection === 'facts');
  expect(read.map(({ docsExamined }) => docsExamined)).toEqual([2]);
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
