import type { DecisionRecord, Dossier, ProposalRecord } from '../../platform/store';
import { readSheets } from '../../platform/spreadsheets/read';
import { decision, proposal } from '../platform/store/examples';
import { nominationBody, startApi, type TestApi, type TestCaller } from '../setup/api';
import { dossier, START } from '../setup/fixtures';

let api: TestApi;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi({ worker: false });
  office = await api.as('office');
});
afterAll(() => api.stop());

/** What `dossier` says of the time of the achievements, as a list prints it. */
const period = [expect.stringMatching(/^\d{2}\/\d{2}\/\d{4} – \d{2}\/\d{2}\/\d{4}$/) as string];
const household = { kind: 'household', name: 'Hộ ông Lê Văn Mẫu', residence: 'Thôn 1, xã N' } as const;
const person = (code: string): Pick<Dossier, 'nominee'> => ({
  nominee: { kind: 'person', person: code, name: 'A', address: 'Bà', post: 'p', unitName: 'u' },
});

async function nominated(award: string, more: Partial<Dossier> = {}, unit = 'U01'): Promise<string> {
  const { record } = await api.site.service.store.nominations.create({
    actor: 'k',
    now: START,
    unit,
    dossier: dossier(award, 1, more),
  });
  return record._id;
}

let serial = 900;
/** A signed paper with these lines, each in a register of its own. */
async function decided(lines: readonly string[], more: Partial<DecisionRecord> = {}): Promise<string> {
  serial += 1;
  const record = decision(serial, '2026-11-16', { register: `prizes/${serial}`, lines, ...more });
  await api.site.service.store.decisions.insert(record);
  return record._id;
}

describe('what a nomination would bring', () => {
  test('is told by a check: sum, words, how it is reckoned, who pays and where that is written', async () => {
    const { body } = await office.post('/eligibility-checks', nominationBody('CSTDT', 1, { unit: 'U01' }));
    expect(body.prize).toEqual({
      on: expect.stringMatching(/^202[67]-/),
      amount: 7_590_000,
      words: 'Bảy triệu năm trăm chín mươi nghìn đồng',
      multiple: 300,
      factor: 100,
      baseSalary: { amount: 2_530_000, validFrom: '2026-07-01' },
      payer: 'province',
      citation: { vi: expect.stringContaining('Điều 49'), en: expect.stringContaining('art. 49') },
      verified: false,
    });
    const said = body.findings.find((f: { code: string }) => f.code === 'R29');
    expect(said).toMatchObject({ kind: 'CALC', outcome: 'info', verified: false });
    expect(said.say.vi).toContain('3 × 2.530.000 đồng = 7.590.000 đồng, do tỉnh chi');
  });

  test('has the factor of its subject, and stands with the nomination itself', async () => {
    const unit = await api.as('unit', 'U01');
    const body = nominationBody('GK', 1, { nominee: household, procedure: 'simplified', commendationType: 'adHoc' });
    const { body: made } = await unit.post('/nominations', body);
    const { body: stored } = await unit.get(`/nominations/${made.id as string}`);
    for (const { eligibility } of [made, stored])
      expect(eligibility.prize).toMatchObject({ amount: 1_140_000, multiple: 45, factor: 150, payer: 'unit' });
  });

  test('is not told of an award without money', async () => {
    const { body } = await office.post(
      '/eligibility-checks',
      nominationBody('GDVH', 1, { unit: 'U01', nominee: household }),
    );
    expect(body.prize).toBeUndefined();
    expect(body.findings.find((f: { code: string }) => f.code === 'R29').say.vi).toBe('Không kèm tiền thưởng');
  });
});

describe('a decision', () => {
  test('says what is due on its date, line by line and in all; of titles for one period the highest', async () => {
    const lines = [
      await nominated('LDTT', person('P1')),
      await nominated('CSTDCS', person('P1')),
      await nominated('GDVH', { nominee: household }),
      await nominated('BKT', { nominee: household }),
    ];
    const { body } = await office.get(`/decisions/${await decided(lines)}`);
    expect(body.prizes).toMatchObject({
      on: '2026-11-16',
      amount: 2_530_000 + 5_700_000,
      words: 'Tám triệu hai trăm ba mươi nghìn đồng',
      lines: [
        { nomination: lines[0], award: 'LDTT', amount: 760_000, paid: false },
        { nomination: lines[1], award: 'CSTDCS', amount: 2_530_000, paid: true },
        { nomination: lines[3], award: 'BKT', amount: 5_700_000, factor: 150, paid: true },
      ],
    });
  });

  test('takes the base salary of its date', async () => {
    const lines = [await nominated('CSTDCS', person('P2'))];
    const before = await decided(lines, { date: '2026-06-30' });
    expect((await office.get(`/decisions/${before}`)).body.prizes).toMatchObject({
      amount: 2_340_000,
      lines: [{ baseSalary: { amount: 2_340_000, validTo: '2026-06-30' } }],
    });
  });

  test('that only forwards, or that brings no money, says nothing of it', async () => {
    const forwards = await decided([await nominated('CSTDT')], { kind: 'forward' });
    const plain = await decided([await nominated('GDVH', { nominee: household })]);
    for (const id of [forwards, plain]) {
      const { status, body } = await office.get(`/decisions/${id}`);
      expect([status, body.prizes]).toEqual([200, undefined]);
    }
  });

  test('tells a unit of its own lines alone', async () => {
    const lines = [await nominated('GK', person('P4')), await nominated('BKT', person('P5'), 'U02')];
    const { body } = await (await api.as('unit', 'U02')).get(`/decisions/${await decided(lines)}`);
    expect(body.prizes).toMatchObject({ amount: 3_800_000, lines: [{ nomination: lines[1] }] });
  });
});

describe('the payment list of a decision', () => {
  const list = async (caller: TestCaller, id: string) => caller.get(`/decisions/${id}/payment-list.xlsx`);
  const rowsOf = async (bytes: Buffer) => (await readSheets(bytes))[0]!.rows;

  test('has a row a line, what is not paid with its reason, sums by fund and in all, and blanks for the bank', async () => {
    const lines = [
      await nominated('BKT', { nominee: { ...household, name: '=HYPERLINK("x")' } }),
      await nominated('CSTDCS', person('P11')),
      await nominated('LDTT', person('P11')),
    ];
    const id = await decided(lines, { authority: 'CHUTICH' });
    const { status, headers, bytes } = await list(office, id);
    expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('spreadsheetml')]);
    expect(headers.get('content-disposition')).toContain(encodeURIComponent('Danh sách chi tiền thưởng'));
    const rows = await rowsOf(bytes);
    expect(rows[1]![0]).toMatch(/^\(Kèm theo Quyết định số \d+\/QĐ-UBND ngày 16 tháng 11 năm 2026 của .+\)$/);
    const [paidHousehold, paid, unpaid] = rows.slice(4, 7);
    expect(paidHousehold).toEqual([
      1,
      '=HYPERLINK("x")',
      'Thôn 1, xã N',
      expect.stringMatching(/^Bằng khen/),
      ...period,
      2_530_000,
      '2,25',
      5_700_000,
      expect.stringMatching(/^Quỹ thi đua, khen thưởng của tỉnh/),
    ]);
    expect(paid!.slice(5, 9)).toEqual([
      2_530_000,
      '1',
      2_530_000,
      expect.stringMatching(/^Quỹ thi đua, khen thưởng của /),
    ]);
    expect([unpaid![7], unpaid![8], unpaid![12]]).toEqual([
      0,
      undefined,
      'Không chi 760.000 đồng: đã chi theo danh hiệu cao hơn cùng thời gian',
    ]);
    const sums = rows.slice(7).map((cells) => [cells[0], cells[7]]);
    expect(sums).toEqual([
      [paidHousehold![8], 5_700_000],
      [paid![8], 2_530_000],
      ['Tổng cộng', 8_230_000],
      ['Số tiền bằng chữ: Tám triệu hai trăm ba mươi nghìn đồng.', undefined],
    ]);
  });

  test('has only the lines of the unit that asks for it', async () => {
    const lines = [await nominated('GK', person('P12')), await nominated('BKT', person('P13'), 'U02')];
    const rows = await rowsOf((await list(await api.as('unit', 'U02'), await decided(lines))).bytes);
    expect(rows.slice(4).map((cells) => [cells[0], cells[7]])).toEqual([
      [1, 3_800_000],
      ['Tổng cộng', 3_800_000],
      ['Số tiền bằng chữ: Ba triệu tám trăm nghìn đồng.', undefined],
    ]);
  });

  test('is not there where nothing is paid, and for those who may not read decisions', async () => {
    const plain = await decided([await nominated('GDVH', { nominee: household })]);
    expect((await list(office, plain)).status).toBe(404);
    const foreign = await decided([await nominated('BKT', person('P14'), 'U02')]);
    expect((await list(await api.as('unit', 'U01'), foreign)).status).toBe(404);
  });
});

describe('a proposal', () => {
  const put = async (lines: readonly string[], more: Partial<ProposalRecord> = {}): Promise<TestReply> => {
    serial += 1;
    const _id = `tt-p${serial}`;
    await api.site.service.store.proposals.insert({
      ...proposal(),
      _id,
      lines: lines.map((nomination, i) => ({ nomination, docket: 'd', award: 'x', no: i + 1 })),
      ...more,
    });
    return (await office.get(`/proposals/${_id}`)).body as TestReply;
  };
  interface TestReply {
    readonly prizes?: { readonly on: string; readonly amount: number };
  }

  test('says what the list costs as of today; afterwards as of the decision, without what was struck out', async () => {
    const lines = [await nominated('CSTDT', person('P6')), await nominated('BKT', person('P7'))];
    expect((await put(lines)).prizes).toMatchObject({ on: START.slice(0, 10), amount: 7_590_000 + 3_800_000 });
    const answer = {
      kind: 'approved',
      struckOut: [{ nomination: lines[1]!, note: 'n' }],
      at: START,
      by: 'k',
    } as const;
    expect((await put(lines, { answer, status: 'awaitingNumber' })).prizes).toMatchObject({ amount: 7_590_000 });
    const made = await decided([lines[0]!], { date: '2026-11-13' });
    expect((await put(lines, { answer, status: 'issued', decision: made })).prizes).toMatchObject({
      on: '2026-11-13',
      amount: 7_590_000,
    });
  });

  test('that forwards its list, or was taken back, costs nothing', async () => {
    const lines = [await nominated('BKT', person('P8'))];
    expect((await put(lines, { power: 'forward' })).prizes).toBeUndefined();
    expect((await put(lines, { status: 'cancelled' })).prizes).toBeUndefined();
    expect((await put(lines, { status: 'returned' })).prizes).toBeUndefined();
  });
});
