import { readSheets } from '../../platform/spreadsheets/read';
import { docxText } from '../platform/documents/paper-text';
import { nominationBody, startApi, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';

let api: TestApi;
let province: TestCaller;
let office: TestCaller;
let unit: TestCaller;
beforeAll(async () => {
  api = await startApi();
  [province, office, unit] = await Promise.all([api.as('office'), api.as('office', 'U01'), api.as('unit', 'U01')]);
});
afterAll(() => api.stop());

describe('the work of the day', () => {
  test('is what lies before the office of its own level, by the proposal that brought it', async () => {
    const docket = await sendDocket(api.site.service, [dossier('GK', 1), dossier('GK', 2)]);
    await docket.reach('submitted');
    const before = (await office.get('/today')).body;
    const mine = before.incoming.find((i: { unitProposal: string }) => i.unitProposal === docket.unitProposal);
    expect(mine).toMatchObject({ unit: 'U01', toReceive: 2, toScreen: 0 });

    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' }, docket.nominations.slice(0, 1));
    await docket.reach('screening', docket.nominations.slice(0, 1));
    const after = (await office.get('/today')).body;
    expect(after.incoming[0]).toMatchObject({ unitProposal: docket.unitProposal, toReceive: 1, toScreen: 1 });
    expect(after.incoming[0].due).toBe('2026-12-01');
    expect(after.piles.paperOriginals.count).toBe(0);
    // the unit's own office has it; the province's has nothing to do yet
    expect((await province.get('/today')).body.incoming).toEqual([]);
  });

  test('is not for units and clerks', async () => {
    for (const caller of [unit, await api.as('clerk'), await api.as('authority')]) {
      expect((await caller.get('/today')).status).toBe(403);
    }
  });
});

describe('a round', () => {
  const round = {
    name: 'Đợt xét năm 2026',
    awardYear: 2026,
    awards: ['GK'],
    units: ['U01', 'U02'],
    deadline: '2026-11-13',
  };
  beforeAll(async () => {
    await province.put('/rounds/D7', round);
    await province.put('/units/U01a', {
      name: 'Phòng A',
      kind: 'room',
      parent: 'U01',
      symbol: 'A',
      validFrom: '2026-01-01',
    });
    await (await api.as('unit', 'U02')).post('/nominations', nominationBody('GK', 9, { round: 'D7' }));
  });

  test('tells who has sent nothing; a draft is not sent', async () => {
    const { body } = await province.get('/rounds/D7/progress');
    expect(body.silent).toEqual(['U01', 'U02']);
    expect(body.units).toMatchObject([
      { unit: 'U01', drafts: 0, sent: 0 },
      { unit: 'U02', drafts: 1, sent: 0, counts: { draft: 1 } },
    ]);
    expect((await unit.get('/rounds/D7/progress')).body.units.map((u: { unit: string }) => u.unit)).toEqual(['U01']);
    expect((await province.get('/rounds/none/progress')).status).toBe(404);
  });

  test('urges them by a letter, all of them or one', async () => {
    const by = 'signer=Nguy%E1%BB%85n%20V%C4%83n%20M%E1%BA%ABu&signerPost=Gi%C3%A1m%20%C4%91%E1%BB%91c';
    const all = await province.get(`/rounds/D7/reminder.docx?${by}`);
    expect(all.status).toBe(200);
    const text = docxText(all.bytes);
    expect(text).toContain('- Sở Tài chính; - Sở Nội vụ (đang soạn 1 hồ sơ, chưa gửi). Theo kế hoạch');
    expect(text).toContain('Đến nay đã quá thời hạn nêu trên');
    const one = docxText((await province.get(`/rounds/D7/reminder.docx?unit=U01&${by}`)).bytes);
    expect(one).not.toContain('- Sở Nội vụ');
    expect((await province.get(`/rounds/D7/reminder.docx?unit=U77&${by}`)).status).toBe(400);
    expect((await unit.get('/rounds/D7/reminder.docx')).status).toBe(403);
  });
});

describe('an exported list', () => {
  beforeAll(async () => {
    const nominee = (name: string) => ({ nominee: { kind: 'collective', name } });
    await unit.post('/nominations', nominationBody('GK', 1, nominee('=HYPERLINK("http://x","Đặng")')));
    await unit.post('/nominations', nominationBody('GK', 2, nominee('Đội "Xung kích", xã Nậm Mẫu')));
  });

  test('as CSV opens in a spreadsheet, and holds no formula', async () => {
    const { status, bytes, headers } = await office.get('/nominations.csv?award=GK&status=draft');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
    const text = bytes.toString();
    expect(text.startsWith('\uFEFFSố hồ sơ,')).toBe(true);
    expect(text).toContain(`"'=HYPERLINK(""http://x"",""Đặng"")"`);
    const [sheet] = await readSheets(bytes);
    expect(sheet!.rows.map((r) => r[1])).toContain('Đội "Xung kích", xã Nậm Mẫu');
  });

  test('as a workbook has the same cells, with numbers of dossiers as words', async () => {
    const { bytes } = await office.get('/nominations.xlsx?award=GK&status=draft&order=name');
    const [sheet] = await readSheets(bytes);
    const [heads, ...rows] = sheet!.rows;
    expect(heads!.slice(0, 3)).toEqual(['Số hồ sơ', 'Họ và tên, tên tập thể, hộ gia đình', 'Đối tượng']);
    expect(rows.every((r) => /^HS-2026-\d{6}$/.test(String(r[0])))).toBe(true);
    expect(rows.map((r) => r[1])).toContain('=HYPERLINK("http://x","Đặng")');
  });
});

describe('a list', () => {
  test('is of the units that an officer works on', async () => {
    const { code: _code, ...stored } = (await province.get('/units/U01')).body;
    await province.put('/units/U01', { ...stored, handledBy: 'C3' });
    const mine = (await province.get('/nominations?officer=C3&limit=200')).body.items;
    expect(mine.length).toBeGreaterThan(0);
    expect(new Set(mine.map((n: { unit: string }) => n.unit))).toEqual(new Set(['U01']));
    expect((await province.get('/nominations?officer=C9')).body.items).toEqual([]);
  });

  test('goes back to the page before', async () => {
    const first = (await office.get('/nominations?order=name&limit=2')).body;
    expect(first.previous).toBeUndefined();
    const second = (await office.get(`/nominations?order=name&limit=2&cursor=${first.next}`)).body;
    const back = (await office.get(`/nominations?order=name&limit=2&cursor=${second.previous}`)).body;
    expect(back.items).toEqual(first.items);
  });

  test.each([
    'order=size',
    'status=lost',
    `q=${'x'.repeat(101)}`,
    'cursor=%00',
    'cursor=W10',
    'dueDay=yes',
    'colour=red',
  ])('refuses "%s" with the field that is wrong', async (query) => {
    const { status, body } = await office.get(`/nominations?${query}`);
    expect([status, body.code]).toEqual([400, 'VALIDATION']);
  });
});
