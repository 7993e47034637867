import type { Store } from '../../platform/store';
import { readPdf } from '../platform/documents/pdf-reader';
import { certificate } from '../platform/documents/samples';
import { textsOf } from '../platform/documents/picture';
import overlays from '../../samples/season/overlays.json';
import { startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { settle } from '../setup/cases';
import { issued, personCalled } from '../setup/issued';

let api: TestApi;
let office: TestCaller;
let ofUnit: TestCaller;
let store: Store;
const [merit, title] = overlays.map(({ code: _, ...overlay }) => overlay) as [Coordinates, Coordinates];
type Coordinates = Omit<(typeof overlays)[number], 'code'>;

beforeAll(async () => {
  api = await startApi({ worker: false });
  ({ store } = api.site.service);
  office = await api.as('office');
  ofUnit = await api.as('office', 'U01');
  await office.put('/printers/may-in-1', { name: 'Máy in Phòng Thi đua - Khen thưởng' });
  await office.put('/overlays/bang-khen', merit);
  await office.put('/overlays/chung-nhan', title);
});
afterAll(() => api.stop());

const faults = ({ body }: Reply): string[] => body.fields.map((f: { field: string }) => f.field);
const print = (id: string, query = 'printer=may-in-1'): Promise<Reply> =>
  office.get(`/decisions/${id}/certificates.pdf?${query}`);

describe('coordinates and printers', () => {
  test('are master data: written as a whole, each day of validity a version, with their trail', async () => {
    const made = await office.put('/overlays/moi', { ...merit, name: 'Phôi mới' });
    expect([made.status, made.body]).toEqual([201, { id: 'moi@2026-01-01', code: 'moi', ...merit, name: 'Phôi mới' }]);
    expect((await office.put('/overlays/moi', { ...merit, validFrom: '2027-01-01' })).status).toBe(201);
    expect((await office.get('/overlays/moi')).body.items.map((o: { id: string }) => o.id)).toEqual([
      'moi@2026-01-01',
      'moi@2027-01-01',
    ]);
    expect((await store.audit.trail('overlays/moi@2026-01-01')).map(({ type }) => type)).toEqual(['created']);
    const printer = await office.put('/printers/may-in-2', { name: 'Máy in 2', nudge: { dxMm: -0.5, dyMm: 1 } });
    expect(printer.body).toEqual({ code: 'may-in-2', name: 'Máy in 2', nudge: { dxMm: -0.5, dyMm: 1 } });
    expect((await office.put('/printers/may-in-2', { name: 'Máy in 2' })).body.nudge).toEqual({ dxMm: 0, dyMm: 0 });
  });

  test.each([
    ['wider than the sheet', { sheet: { widthMm: 300, heightMm: 300 } }, 'fields.2.xMm'],
    ['for an award without a certificate', { awards: ['BKT', 'COTINH'] }, 'awards.1'],
    ['for a printer that there is not', { printer: 'nowhere' }, 'printer'],
    ['for a unit that there is not', { unit: 'U99' }, 'unit'],
    ['without a name', { fields: merit.fields.filter(({ fact }) => fact !== 'name') }, 'fields'],
    ['on a sheet of no size', { sheet: { widthMm: 0, heightMm: 300 } }, 'sheet.widthMm'],
    ['in letters that nobody reads', { fields: [{ ...merit.fields[2], minSizePt: 2 }] }, 'fields.0.minSizePt'],
    ['on more lines than there are', { fields: [{ ...merit.fields[2], maxLines: 40 }] }, 'fields.0.maxLines'],
    ['of a fact that there is not', { fields: [{ ...merit.fields[2], fact: 'salary' }] }, 'fields.0.fact'],
    ['with what is no number', { fields: [{ ...merit.fields[2], xMm: '200' }] }, 'fields.0.xMm'],
  ] as const)('coordinates %s are refused by their place', async (_what, wrong, field) => {
    const answer = await office.put('/overlays/wrong', { ...merit, ...wrong });
    expect([answer.status, faults(answer)]).toEqual([400, expect.arrayContaining([field])]);
    expect((await office.get('/overlays/wrong')).status).toBe(404);
  });

  test.each([0.3, 10.5, -11])('a nudge of %d mm is refused', async (dxMm) => {
    const answer = await office.put('/printers/wrong', { name: 'x', nudge: { dxMm, dyMm: 0 } });
    expect([answer.status, faults(answer)]).toEqual([400, ['nudge.dxMm']]);
  });

  test('of the province are read by a unit, and written by it only for itself', async () => {
    expect((await ofUnit.get('/overlays/bang-khen')).status).toBe(200);
    expect((await ofUnit.get('/printers/may-in-1')).status).toBe(200);
    expect((await ofUnit.put('/printers/may-in-1', { name: 'Của chúng tôi' })).status).toBe(403);
    expect((await ofUnit.put('/printers/may-in-1', { name: 'Của chúng tôi', unit: 'U01' })).status).toBe(403);
    expect((await ofUnit.put('/printers/may-in-stc', { name: 'Máy in Sở Tài chính', unit: 'U01' })).status).toBe(201);
    expect((await ofUnit.put('/overlays/stc', { ...merit, unit: 'U02' })).status).toBe(404);
    const other = await api.as('office', 'U02');
    expect((await other.get('/printers/may-in-stc')).status).toBe(404);
  });
});

describe('the certificates of a decision on blanks', () => {
  test('are a page each of the size of its blank, in the order of the list', async () => {
    await issued(store, 'order', [
      { award: 'BKT', nominee: personCalled('Nguyễn Văn Mẫu', 'Ông') },
      { award: 'BKT', nominee: personCalled('Lò Thị Mẫu'), posthumous: true },
      { award: 'CSTDT', nominee: personCalled('Trần Thị Ngọc Mẫu') },
      { award: 'BKT', nominee: { kind: 'household', name: 'Hộ ông Lò Văn Mẫu', residence: 'Bản Mẫu' } },
      { award: 'BKT', nominee: { kind: 'collective', name: 'Phòng Quản lý ngân sách' } },
      { award: 'BKT', nominee: personCalled('Hoàng Thị Mẫu') },
    ]);
    const answer = await print('order');
    expect(answer.status).toBe(200);
    expect(decodeURIComponent(answer.headers.get('content-disposition')!)).toContain('In phôi 05-QĐ-UBND.pdf');
    const { pages } = await readPdf(answer.bytes);
    const mm = (pt: number): number => Math.round((pt * 25.4) / 72);
    expect(pages.map(({ width, height }) => [mm(width), mm(height)])).toEqual([
      [297, 210],
      ...Array<unknown>(5).fill([400, 300]),
    ]);
    const texts = await textsOf(answer.bytes);
    const names = [
      'Trần Thị Ngọc Mẫu',
      'Phòng Quản lý ngân sách',
      'Hộ ông Lò Văn Mẫu',
      'Nguyễn Văn Mẫu',
      'Hoàng Thị Mẫu',
      'Lò Thị Mẫu',
    ];
    expect(texts.map((text) => names.find((name) => text.includes(name)))).toEqual(names);
    expect(texts.map((text) => text.includes('Truy tặng'))).toEqual([false, false, false, false, false, true]);
    expect(texts[1]).toContain('Tập thể');
    expect(texts[0]).toContain('CHIẾN SĨ THI ĐUA CẤP TỈNH');
    expect(texts[3]).toContain('05/QĐ-UBND');

    const one = await textsOf((await print('order', 'printer=may-in-1&award=CSTDT')).bytes);
    expect(one).toHaveLength(1);
  });

  test('of a hundred and more are made in parts, and leave none out', async () => {
    await issued(
      store,
      'many',
      Array.from({ length: 120 }, (_, i) => ({ award: 'BKT', nominee: personCalled(`Lê Mẫu ${i + 1}.`) })),
    );
    const texts = await textsOf((await print('many')).bytes);
    expect(texts.map((text) => /Lê Mẫu (\d+)\./.exec(text)?.[1])).toEqual(
      Array.from({ length: 120 }, (_, i) => String(i + 1)),
    );
  }, 30_000);

  test('as a proof say so on every page', async () => {
    const texts = await textsOf((await print('order', 'printer=may-in-1&proof=true')).bytes);
    expect(texts.every((text) => text.includes('BẢN IN THỬ') && text.includes('Máy in Phòng Thi đua'))).toBe(true);
    expect((await textsOf((await print('order')).bytes)).some((text) => text.includes('IN THỬ'))).toBe(false);
  });

  test('leave out what was replaced or revoked', async () => {
    const made = await issued(store, 'left', [{ award: 'BKT' }, { award: 'BKT' }, { award: 'BKT' }]);
    await settle(store, made[0]!._id, { kind: 'revoked' });
    await settle(store, made[1]!._id, { kind: 'replaced' }, { issue: made[1]! });
    expect(await textsOf((await print('left')).bytes)).toHaveLength(1);
    await settle(store, made[2]!._id, { kind: 'revoked' });
    expect((await print('left')).status).toBe(404);
  });

  test('follow the nudge of the printer, and are refused when it moves them off the sheet', async () => {
    await issued(store, 'nudged', [{ award: 'CSTDT' }]);
    const left = async (): Promise<number> => (await readPdf((await print('nudged')).bytes)).pages[0]!.runs[0]!.left;
    const before = await left();
    await office.put('/printers/may-in-1', {
      name: 'Máy in Phòng Thi đua - Khen thưởng',
      nudge: { dxMm: 1.5, dyMm: 0 },
    });
    expect(((await left()) - before) * (25.4 / 72)).toBeCloseTo(1.5, 2);
    await office.put('/overlays/chung-nhan', {
      ...title,
      fields: title.fields.map((field) => (field.fact === 'name' ? { ...field, widthMm: 296 } : field)),
    });
    const refused = await print('nudged');
    expect([refused.status, refused.body.code, faults(refused)]).toEqual([409, 'BLANK_UNFIT', ['fields.4.xMm']]);
    await office.put('/overlays/chung-nhan', title);
    await office.put('/printers/may-in-1', { name: 'Máy in Phòng Thi đua - Khen thưởng' });
  });

  test('are refused before a sheet is printed: words too long, a death that the blank cannot say, no coordinates', async () => {
    await issued(store, 'long', [{ award: 'BKT' }, { award: 'BKT', nominee: personCalled('W'.repeat(100)) }]);
    const long = await print('long');
    expect([long.status, long.body.code, faults(long)]).toEqual([409, 'BLANK_UNFIT', ['fields.2']]);
    expect(long.body.fields[0].message).toContain('sổ vàng số 2');

    await office.put('/overlays/khong-tang', {
      ...merit,
      awards: ['KNC'],
      fields: merit.fields.filter(({ fact }) => fact !== 'conferral'),
    });
    await issued(store, 'dead', [{ award: 'KNC', posthumous: true }]);
    const dead = await print('dead');
    expect([dead.status, dead.body.code]).toEqual([409, 'BLANK_UNFIT']);
    expect(dead.body.fields[0].message).toContain('truy tặng');

    await issued(store, 'none', [{ award: 'XATB' }]);
    expect((await print('none')).body.code).toBe('NO_COORDINATES');
    expect((await print('order', 'printer=nowhere')).status).toBe(404);
    expect((await print('nowhere')).status).toBe(404);
    expect(faults(await print('order', 'printer=may-in-1&proof=yes'))).toEqual(['proof']);
  });

  test('are for the office and the clerk; a unit prints the certificates of its own people', async () => {
    const inspector = await api.as('inspector');
    expect((await inspector.get('/decisions/order/certificates.pdf?printer=may-in-1')).status).toBe(403);
    const clerk = await api.as('clerk');
    expect((await clerk.get('/decisions/order/certificates.pdf?printer=may-in-1')).status).toBe(200);
    const stranger = await api.as('office', 'U02');
    expect((await stranger.get('/decisions/order/certificates.pdf?printer=may-in-1')).status).toBe(404);
  });
});

test('file copies come as one, in the order of the list, byte for byte as they look; before they are made there are none', async () => {
  const made = await issued(store, 'copies', [
    { award: 'BKT', nominee: personCalled('Một Văn Mẫu') },
    { award: 'CSTDT' },
  ]);
  expect((await print('copies', '')).status).toBe(404);
  for (const { _id } of made) {
    const { pdf, renderer } = await api.site.service.context.documents.renderCertificate({
      ...certificate,
      title: _id,
      achievement: `Bản lưu của ${_id}`,
    });
    const file = await store.files.put(
      `${_id}.pdf`,
      Buffer.from(pdf),
      { contentType: 'application/pdf', renderer },
      '2026-11-16T01:00:00.000Z',
    );
    await store.certificates.setDocument(_id, { file: file.id, sha256: file.sha256, renderer, bytes: pdf.length });
  }
  const answer = await print('copies', '');
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  const texts = await textsOf(answer.bytes);
  expect(texts.map((text) => /copies-\d/.exec(text.replace(/\s/g, ''))?.[0])).toEqual(['copies-1', 'copies-0']);
  expect((await readPdf(answer.bytes)).pages).toHaveLength(2);
});
