import type { Dossier } from '../../platform/store';
import { readSheets } from '../../platform/spreadsheets/read';
import { pdfText } from '../platform/documents/paper-text';
import { readPdf } from '../platform/documents/pdf-reader';
import { qrTextsIn } from '../platform/documents/qr-reader';
import { decision } from '../platform/store/examples';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { dossier, START } from '../setup/fixtures';

let api: TestApi;
let office: TestCaller;
let serial = 700;
beforeAll(async () => {
  api = await startApi({ worker: false });
  office = await api.as('office');
});
afterAll(() => api.stop());

const LONG = 'Nguyễn Hoàng Phương Khánh Trường Thịnh Vượng Minh Mẫu'.normalize('NFD');
const person = (name: string, more: Partial<Dossier> = {}): Partial<Dossier> => ({
  nominee: { kind: 'person', person: 'P1', name, address: 'Bà', post: 'Chuyên viên', unitName: 'Sở Tài chính' },
  ...more,
});
const household = { kind: 'household', name: 'Hộ ông Lê Văn Mẫu', residence: 'Thôn 1, xã N' } as const;

/** A signed decision, in the order in which its clerk typed it, with certificates for its commendations. */
async function decided(of: readonly (readonly [string, Partial<Dossier>, string?])[]): Promise<string> {
  const { store } = api.site.service;
  serial += 1;
  const lines: string[] = [];
  for (const [award, more, unit = 'U01'] of of) {
    const made = await store.nominations.create({ actor: 'k', now: START, unit, dossier: dossier(award, 1, more) });
    lines.push(made.record._id);
  }
  const record = decision(serial, '2026-11-16', { register: `ceremony/${serial}`, lines, authority: 'A-TINH' });
  await store.decisions.insert(record);
  const printed = lines.filter((_, i) => of[i]![0] === 'BKT');
  const nominations = await store.nominations.many(printed);
  await store.certificates.issueBatch({
    decision: record._id,
    batch: 0,
    goldBook: { register: `ceremony/${serial}`, prefix: `SV-${serial}` },
    now: START,
    actor: 'service',
    lines: printed.map((nomination) => {
      const { nominee, merit, posthumous } = nominations.get(nomination)!.dossier;
      const snapshot = {
        nominee,
        merit,
        posthumous,
        awardName: { vi: 'Bằng khen', en: 'x' },
        unitName: 'Sở Tài chính',
      };
      return {
        nomination,
        certificate: { award: 'BKT', unit: 'U01', snapshot },
        history: {
          subject: nomination,
          subjectKind: nominee.kind,
          award: 'BKT',
          awardYear: 2026,
          commendationType: 'merit',
          authority: 'Chủ tịch',
          decisionNumber: record.number,
          decidedOn: record.date,
          achievementPeriod: { from: '2026-01-01', to: '2026-10-31' },
        },
      };
    }),
  });
  return record._id;
}

const mixed = () =>
  decided([
    ['LDTT', person('Trần Thị Mẫu')],
    ['BKT', person('Lê Thị Mẫu', { posthumous: true })],
    ['BKT', person(LONG)],
    ['BKT', { nominee: household }],
  ]);

describe('the ceremony list of a decision', () => {
  test('calls up award by award: high before low, household before person, living before posthumous', async () => {
    const { status, headers, bytes } = await office.get(`/decisions/${await mixed()}/ceremony-list.xlsx`);
    expect([status, headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining(encodeURIComponent('Danh sách trao tặng')),
    ]);
    const rows = (await readSheets(bytes))[0]!.rows;
    expect(rows[1]![0]).toMatch(/^\(Theo Quyết định số \d+\/QĐ-UBND ngày 16 tháng 11 năm 2026 của .+\)$/);
    expect(rows.slice(4).map((cells) => [cells[0], cells[1], cells[3], cells[6]])).toEqual([
      [expect.stringMatching(/^Bằng khen .*\(03\)$/), undefined, undefined, undefined],
      [1, 'Hộ ông Lê Văn Mẫu', 3, undefined],
      [2, `Bà ${LONG.normalize('NFC')}`, 2, undefined],
      [3, 'Bà Lê Thị Mẫu', 1, 'Truy tặng; thân nhân nhận'],
      [expect.stringMatching(/^Lao động tiên tiến \(01\)$/), undefined, undefined, undefined],
      [4, 'Bà Trần Thị Mẫu', undefined, undefined],
    ]);
  });

  test('has only the lines of the unit that asks, and is not to be had of a paper that awards nothing', async () => {
    const id = await decided([
      ['BKT', person('Trần Thị Mẫu')],
      ['BKT', person('Vũ Thị Mẫu'), 'U02'],
    ]);
    const { bytes } = await (await api.as('unit', 'U02')).get(`/decisions/${id}/ceremony-list.xlsx`);
    expect((await readSheets(bytes))[0]!.rows.slice(5).map((cells) => cells[1])).toEqual(['Bà Vũ Thị Mẫu']);
    serial += 1;
    const forward = decision(serial, '2026-11-16', { register: `ceremony/${serial}`, kind: 'forward', lines: [] });
    await api.site.service.store.decisions.insert(forward);
    for (const paper of ['ceremony-list.xlsx', 'slips.pdf'])
      expect((await office.get(`/decisions/${forward._id}/${paper}`)).status).toBe(404);
  });
});

describe('slips of handing over', () => {
  test('are a page each, with object, money and the code by which the certificate is checked', async () => {
    const id = await mixed();
    const { status, bytes } = await office.get(`/decisions/${id}/slips.pdf`);
    expect(status).toBe(200);
    const { pages } = await readPdf(bytes);
    expect(pages).toHaveLength(4);
    for (const page of pages) for (const { right } of page.runs) expect(right).toBeLessThan(page.width);
    const text = await pdfText(bytes);
    expect(text.normalize('NFC')).toBe(text);
    expect(text).toContain(LONG.normalize('NFC'));
    expect(text).toContain('Truy tặng: Bằng khen');
    expect(text).toContain('01 Bằng khen, số sổ vàng 3');
    expect(text).toMatch(/Tiền thưởng: 5\.700\.000 đồng \(Năm triệu bảy trăm nghìn đồng\)/);
    const certificates = new Map(
      (await api.site.service.store.certificates.ofDecision(id)).map((c) => [c.goldBookNumber, c.verifyCode]),
    );
    const codes = (await qrTextsIn(bytes)).map((said) => said?.split('/').at(-1));
    expect(codes).toEqual([certificates.get(3), certificates.get(2), certificates.get(1), undefined]);
  });
});
