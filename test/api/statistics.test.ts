import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readSheets } from '../../platform/spreadsheets/read';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { profiled } from '../platform/store/profile';
import { campaignBody, reach } from '../setup/registering';
import { scratchFolder } from '../setup/scratch';
import { seedVaried } from '../setup/varied';

/** Launched in a month: what is planned, and what is not yet. */
const later = {
  launch: '2026-12-01',
  registrationCloses: '2026-12-04',
  midYearReview: '2026-12-07',
  finalReview: '2026-12-14',
  roundOpens: '2026-12-15',
  roundCloses: '2026-12-21',
  statistics: '2026-12-28',
  end: '2026-12-31',
};

let api: TestApi;
let province: TestCaller;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi();
  [province, office] = await Promise.all([api.as('office'), api.as('office', 'U01')]);
  const room = (code: string, parent: string) =>
    province.put(`/units/${code}`, { name: code, kind: 'room', parent, symbol: code, validFrom: '2025-03-01' });
  await room('U01a', 'U01');
  await room('U01b', 'U01a');
  await seedVaried(api.site.service.database, {
    count: 700,
    units: ['U01', 'U01a', 'U01b', 'U02'],
    years: [2025, 2026],
  });
});
afterAll(() => api.stop());

interface Counted {
  count: number;
  readonly filter: string;
}
interface ShownRow {
  readonly of: string;
  readonly cells: Record<string, Counted>;
}
type Shown = Record<'byAward' | 'byLevel' | 'byType' | 'byUnit', ShownRow[]> & { total: ShownRow; year: number };

const cellsIn = (shown: Shown): Counted[] =>
  [shown.total, ...shown.byAward, ...shown.byLevel, ...shown.byType, ...shown.byUnit].flatMap(({ cells }) =>
    Object.values(cells),
  );

/** How many nominations a filter lists, leafed through to the end. */
async function listed(caller: TestCaller, filter: string): Promise<number> {
  let count = 0;
  for (let cursor = ''; ;) {
    const { status, body } = await caller.get(`/nominations?${filter}&limit=200${cursor}`);
    expect(status).toBe(200);
    count += (body.items as unknown[]).length;
    if (body.next === undefined) return count;
    cursor = `&cursor=${body.next}`;
  }
}

const program = path.join(__dirname, '../../cli/recount-statistics.mjs');
const folder = scratchFolder('statistics');
/** Runs the program as a person does, far from the repository. */
const recount = (statistics: unknown, csv: Buffer, ...args: string[]): Promise<{ code: number; out: string }> => {
  const [numbers, list] = [path.join(folder, 'statistics.json'), path.join(folder, 'dossiers.csv')];
  writeFileSync(numbers, JSON.stringify(statistics));
  writeFileSync(list, csv);
  return new Promise((resolve) => {
    execFile(process.execPath, [program, numbers, list, ...args], { cwd: folder }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + err });
    });
  });
};

describe('statistics of a varied season', () => {
  test.each(['province', 'unit'])('are what an independent program counts from the exported list: %s', async (who) => {
    const caller = who === 'province' ? province : office;
    for (const year of [2025, 2026]) {
      const { body } = await caller.get(`/statistics/${year}`);
      const { bytes } = await caller.get('/nominations.csv');
      expect(await recount(body, bytes)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/^KHỚP: \d{3,} ô, đếm lại từ \d{3} hồ sơ\.\n$/) as string,
      });
    }
  });

  test('differ when one number is changed, or a row left out', async () => {
    const { body } = await province.get('/statistics/2026');
    const { bytes } = await province.get('/nominations.csv');
    const changed = structuredClone(body) as Shown;
    changed.byAward[3]!.cells['women']!.count += 1;
    changed.byLevel.pop();
    const { code, out } = await recount(changed, bytes, '--lang', 'en');
    expect(code).toBe(1);
    expect(out).toMatch(/byAward \w+ women: the statistics say \d+, counted again \d+/);
    expect(out).toMatch(/row byLevel unit is missing, with \d+ dossiers/);
    expect((await recount({}, bytes)).code).toBe(2);
    expect((await recount(body, Buffer.from('a,b\n1,2\n'), '--lang', 'en')).out).toContain('no column "Đối tượng"');
  });

  test('lead from every number to exactly so many dossiers', async () => {
    const { body } = await province.get('/statistics/2026');
    const cells = cellsIn(body as Shown);
    expect(cells.length).toBeGreaterThan(300);
    // one of several that say the same, and not each of the empty ones
    const distinct = new Map(cells.map((cell) => [cell.filter, cell.count]));
    const asked = [...distinct].filter(([, count], i) => count > 0 || i % 10 === 0);
    for (const [filter, count] of asked) expect([filter, await listed(province, filter)]).toEqual([filter, count]);
  });

  test('of a unit are those of the unit with its rooms, for its own office and for the province', async () => {
    const own = (await office.get('/statistics/2026')).body as Shown;
    const seen = (await province.get('/statistics/2026?unit=U01')).body as Shown;
    expect(seen.byAward.map(({ cells }) => cells['proposed']!.count)).toEqual(
      own.byAward.map(({ cells }) => cells['proposed']!.count),
    );
    for (const { byUnit } of [own, seen]) {
      expect(byUnit).toMatchObject([
        { of: 'U01', includes: ['U01', 'U01a', 'U01b'] },
        { of: 'U01a', includes: ['U01a', 'U01b'] },
      ]);
      const { count: below, filter: theirs } = byUnit[1]!.cells['proposed']!;
      expect(below).toBeLessThan(byUnit[0]!.cells['proposed']!.count);
      expect(await listed(office, theirs)).toBe(below);
    }
    const { count, filter } = seen.total.cells['awarded']!;
    expect(await listed(province, filter)).toBe(count);
    expect(await listed(office, own.total.cells['awarded']!.filter)).toBe(count);
  });

  test('over several years have a row each, and all of them together', async () => {
    const { body } = await province.get('/statistics?from=2024&to=2026');
    expect(body.years.map(({ of }: ShownRow) => of)).toEqual(['2024', '2025', '2026']);
    for (const column of ['proposed', 'women', 'households']) {
      const sum = body.years.reduce((all: number, { cells }: ShownRow) => all + cells[column]!.count, 0);
      expect(body.total.cells[column].count).toBe(sum);
      expect(await listed(province, body.total.cells[column].filter)).toBe(sum);
    }
    const one = (await province.get('/statistics/2026')).body as Shown;
    expect(body.years[2].cells).toEqual(one.total.cells);
  });

  test('take three commands, and read no dossier', async () => {
    const { commands } = await profiled(api.site.service.database, () => province.get('/statistics/2026'));
    const own = commands.filter(({ collection }) => ['nominations', 'units'].includes(collection));
    expect(own.map(({ command }) => command).sort()).toEqual(['aggregate', 'aggregate', 'query']);
    const counted = own.filter(({ collection }) => collection === 'nominations');
    expect(counted.map(({ docsExamined }) => docsExamined)).toEqual([0, 0]);
  });
});

describe('the forms of the Ministry', () => {
  test('say what the tables say, and lead to the dossiers', async () => {
    const { body } = await province.get('/statistics/2026/forms');
    expect(body.map(({ code }: { code: string }) => code)).toEqual(['0601', '0602', '0603', '0604', '0605']);
    expect(new Set(body.map(({ due }: { due: string }) => due))).toEqual(new Set(['2026-12-15']));
    const tables = (await province.get('/statistics/2026')).body as Shown;
    const merit = body[2].rows.find(({ no }: { no: string }) => no === '4');
    const own = tables.byAward.find(({ of }) => of === 'BKT')!;
    expect(merit.cells.map(({ count }: Counted) => count)).toEqual(
      ['awarded', 'collectives', 'households', 'persons', 'women', 'direct'].map((c) => own.cells[c]!.count),
    );
    for (const { count, filter } of merit.cells) expect(await listed(province, filter)).toBe(count);
    // councils of the fixtures: one of the province, one of a unit; what no record tells stays empty
    expect(body[3].rows[0].cells).toEqual([{ count: 1 }, { count: 5 }]);
    expect(body[4].rows[0].cells).toEqual([{}, {}, {}]);
  });

  test('count the movements that were launched, and the councils of units that are still there', async () => {
    const movements = async () =>
      (await province.get('/statistics/2026/forms')).body[0].rows[0].cells[0].count as number;
    const before = await movements();
    expect((await province.post('/campaigns', campaignBody('TD-SAU', { dates: later }))).status).toBe(201);
    await reach(province, '/campaigns/TD-SAU', ({ status }) => status === 'planned');
    expect(await movements()).toBe(before);
    expect((await province.post('/campaigns', campaignBody('TD-NAY'))).status).toBe(201);
    await reach(province, '/campaigns/TD-NAY', ({ status }) => status === 'running');
    expect(await movements()).toBe(before + 1);

    const { store } = api.site.service;
    const councils = async () =>
      (await province.get('/statistics/2026/forms')).body[3].rows[1].cells[0].count as number;
    const unit = await store.units.need('U01');
    expect(await councils()).toBe(1);
    await store.units.put({ ...unit, validTo: '2026-11-01' });
    expect(await councils()).toBe(0);
    await store.units.put(unit);
  });

  test('open as a workbook, a sheet each, with what they rest on', async () => {
    const { status, bytes } = await province.get('/statistics/2026/forms.xlsx');
    expect(status).toBe(200);
    const sheets = await readSheets(bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['0601', '0602', '0603', '0604', '0605', 'Căn cứ']);
    const first = sheets[0]!.rows.map((row) => row.join(' ').trim());
    for (const line of ['Ngày nhận báo cáo: 15/12/2026', 'Người lập biểu', '(Ký, họ tên, đóng dấu)'])
      expect(first.join('\n')).toContain(line);
    const { body } = await province.get('/statistics/2026/forms');
    const counted = sheets[5]!.rows.slice(1).map((row) => row[5] ?? '');
    expect(counted.map((how) => String(how).includes('năm xét khen thưởng'))).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    const written = sheets[1]!.rows.find((row) => row[1] === 'Bằng khen của Thủ tướng Chính phủ')!;
    const said = body[1].rows.find(({ label }: { label: string }) => label === 'Bằng khen của Thủ tướng Chính phủ');
    expect(written.slice(2).map(Number)).toEqual(said.cells.map(({ count }: Counted) => count));
    expect(sheets[5]!.rows[1]!.join(' ')).toContain('Thông tư số 02/2023/TT-BNV');
  });
});

test('what is not the caller’s, or no year, is refused', async () => {
  const unit = await api.as('unit', 'U01');
  expect((await unit.get('/statistics/2026')).status).toBe(403);
  expect((await office.get('/statistics/2026?unit=U02')).status).toBe(404);
  expect((await province.get('/statistics/2026?unit=none')).status).toBe(404);
  for (const query of [
    '/statistics/26',
    '/statistics/abcd',
    '/statistics?from=2026&to=2024',
    '/statistics?from=1990&to=2026',
  ])
    expect((await province.get(query)).status).toBe(400);
  expect((await province.get('/nominations?sex=other')).status).toBe(400);
});

test('the program needs nothing but Node', () => {
  const source = readFileSync(program, 'utf8');
  expect([...source.matchAll(/from '(.*)'|import\(/g)].map((m) => m[1])).toEqual(['node:fs', 'node:util']);
});
