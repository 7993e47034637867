import { writeFileSync } from 'node:fs';
import { docxText, pdfText } from '../platform/documents/paper-text';
import { dossier } from '../setup/fixtures';
import { draft, open, registering, signed, target, type Registering } from '../setup/registering';
import type { TestCaller } from '../setup/api';

let us: Registering;
let id: string;
beforeAll(async () => {
  us = await registering();
  const { store } = us.api.site.service;
  await store.units.put({ ...(await store.units.need('U01')), head: { name: 'Nguyễn Văn Mẫu', post: 'Giám đốc' } });
  await open(us, 'TD-P', { theme: 'Đoàn kết, sáng tạo, nâng cao kỷ luật, kỷ cương hành chính' });
  // the public record of the department: revenue of 2018 and 2019, the first half of 2020
  ({ id } = await draft(us, 'TD-P', {
    targets: [
      target('THU-2018', { name: 'Thu ngân sách nhà nước năm 2018', target: '934.34' }),
      target('THU-2019', { name: 'Thu ngân sách nhà nước năm 2019', target: '1009.57', baseline: '994.7' }),
      target('THU-2020', { name: 'Thu ngân sách nhà nước năm 2020', target: '1205', baseline: '1033.9' }),
      target('QUA-HAN', { name: 'Hồ sơ quá hạn', unit: 'hồ sơ', target: '0', direction: 'atMost' }),
    ],
    measures: 'Bám sát nguồn thu từ đầu năm; nhân rộng văn hóa công sở',
  }));
  await signed(us, 'TD-P', [id]);
  const { version: expects } = (await us.unit.get(`/registrations/${id}`)).body;
  const entries = [
    { target: 'THU-2018', period: 'year', value: '994.7' },
    { target: 'THU-2019', period: 'year', value: '1033.9' },
    { target: 'THU-2020', period: 'firstHalf', value: '597.3' },
    { target: 'QUA-HAN', period: 'year', value: '0' },
  ];
  const entered = await us.unit.post(`/registrations/${id}/results`, { entries, expects });
  await us.unit.put(`/registrations/${id}/reviews/year`, {
    text: 'Thu ngân sách vượt dự toán; giúp 09 thanh niên xã Sín Chải học nghề.',
    lessons: 'Giao chỉ tiêu gắn với nhiệm vụ của từng phòng ngay từ đầu năm.',
    expects: entered.body.version,
  });
});
afterAll(() => us.api.stop());

const flat = (text: string): string => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const texts = async (path: string): Promise<Record<'docx' | 'pdf', string>> => {
  const [docx, pdf] = await Promise.all(
    (['docx', 'pdf'] as const).map((format) => us.office.get(path.replace('.*', `.${format}`))),
  );
  expect([docx!.status, pdf!.status]).toEqual([200, 200]);
  if (process.env['LOOK']) {
    writeFileSync(`${process.env['LOOK']}/${path.split('/').pop()!.split('.')[0]!}.pdf`, pdf!.bytes);
    writeFileSync(`${process.env['LOOK']}/${path.split('/').pop()!.split('.')[0]!}.docx`, docx!.bytes);
  }
  return { docx: flat(docxText(docx!.bytes)), pdf: flat(await pdfText(pdf!.bytes)) };
};

test('the review of the year tells the shares of the public record, with lessons, as DOCX and PDF', async () => {
  const { docx, pdf } = await texts('/campaigns/TD-P/papers/review.*');
  for (const text of [docx, pdf]) {
    for (const said of ['994,7 tỷ đồng', '106,46 %', '1.033,9 tỷ đồng', '102,41 %', '103,94 %', 'Sín Chải'])
      expect(text).toContain(said);
    expect(text).toContain('01 tập thể đăng ký thi đua; 04 chỉ tiêu: 03 đạt, 00 chưa đạt, 01 chưa có số liệu.');
    expect(text).toContain('Giao chỉ tiêu gắn với nhiệm vụ của từng phòng ngay từ đầu năm.');
    expect(text).toContain('Tổng kết phong trào thi đua năm 2026');
    expect(text).toContain('IV. PHƯƠNG HƯỚNG, NHIỆM VỤ');
    expect(text).toContain('- Sở Nội vụ; - Lưu: VT, TĐKT.');
    expect(text).toContain('phong trào thi đua năm 2026./.');
  }
});

test('the review of the first half looks at its own figures', async () => {
  const { bytes } = await us.office.get('/campaigns/TD-P/papers/review.docx?period=firstHalf');
  const text = flat(docxText(bytes));
  expect(text).toContain('Sơ kết phong trào thi đua 6 tháng đầu năm 2026');
  expect(text).toContain('597,3 tỷ đồng');
  expect(text).toContain('01 chưa đạt, 03 chưa có số liệu');
});

test('what a unit registers is a paper with its targets and measures', async () => {
  for (const text of Object.values(await texts('/campaigns/TD-P/papers/registration.*'))) {
    expect(text).toContain('Tập thể lao động xuất sắc');
    expect(text).toContain('từ 1.009,57 tỷ đồng trở lên');
    expect(text).toContain('không quá 0 hồ sơ');
    expect(text).toContain('nhân rộng văn hóa công sở');
  }
});

test('the pact has a place to sign for each party, and is drawn up by who has launched the campaign', async () => {
  const { status, bytes } = await us.province.get('/campaigns/TD-P/papers/pact.pdf');
  expect(status).toBe(200);
  if (process.env['LOOK']) writeFileSync(`${process.env['LOOK']}/pact.pdf`, bytes);
  const text = flat(await pdfText(bytes));
  expect(text).toContain('GIAO ƯỚC THI ĐUA');
  expect(text).toContain('ĐẠI DIỆN SỞ TÀI CHÍNH');
  expect(text).toContain('ĐẠI DIỆN SỞ NỘI VỤ');
  expect(flat(docxText((await us.province.get('/campaigns/TD-P/papers/pact.docx')).bytes))).toContain('Nguyễn Văn Mẫu');
  expect((await us.office.get('/campaigns/TD-P/papers/pact.docx')).status).toBe(403);
});

test('papers of others, of no campaign, or with nobody to sign are refused', async () => {
  const other = await us.api.as('office', 'U02');
  expect((await other.get('/campaigns/TD-P/papers/review.docx?unit=U01')).status).toBe(404);
  expect((await us.office.get('/campaigns/none/papers/review.pdf')).status).toBe(404);
  expect((await us.office.get('/campaigns/TD-P/papers/review.pdf?period=quarter')).status).toBe(400);
  const { status, body } = await other.get('/campaigns/TD-P/papers/review.docx');
  expect([status, body.code]).toEqual([409, 'FACTS_MISSING']);
});

const signing = 'signer=Trần Văn Ký&signerPost=Giám đốc';

test('the province’s review names nobody whose dossier the unit has not sent; the unit’s own does', async () => {
  const { store, database } = us.api.site.service;
  const nominee = {
    kind: 'person',
    name: 'Nguyễn Thị Nháp',
    address: 'Bà',
    post: 'Chuyên viên',
    unitName: 'Sở Tài chính',
  } as const;
  const { record } = await store.nominations.create({
    unit: 'U01',
    round: 'TD-P',
    dossier: { ...dossier('CSTDCS', 1), nominee },
    actor: 'key:unit',
    now: '2026-11-16T01:00:00.000Z',
  });
  const named = async (caller: TestCaller): Promise<boolean> => {
    const { status, bytes } = await caller.get(`/campaigns/TD-P/papers/review.docx?${signing}`);
    expect(status).toBe(200);
    return flat(docxText(bytes)).includes(nominee.name);
  };
  expect([await named(us.province), await named(us.office)]).toEqual([false, true]);
  await database
    .collection<{ _id: string }>('nominations')
    .updateOne({ _id: record._id }, { $set: { status: 'submitted' } });
  expect(await named(us.province)).toBe(true);
});

test('of a unit that it has taken over, an office draws up the papers; the province by the unit where there are many', async () => {
  const { store, database } = us.api.site.service;
  const { _id, ...stored } = (await store.registrations.get(id))!;
  const clones = Array.from({ length: 500 }, (_, i) => ({
    ...stored,
    _id: `${_id}-${i}`,
    unit: 'U02',
    about: `people/X${i}`,
  }));
  await database.collection<{ _id: string }>('registrations').insertMany(clones);
  const before = await store.units.need('U02');
  await store.units.put({ ...before, validTo: '2026-11-15', successor: 'U01' });
  const authority = (await store.authorities.ofLevel('unit', 'U01'))!;
  await store.authorities.put({ ...authority, _id: 'unit/U02', unit: 'U02' });
  expect((await us.office.get(`/campaigns/TD-P/papers/registration.docx?unit=U02&${signing}`)).status).toBe(200);
  await store.units.put(before);
  for (const file of ['registration.pdf', 'review.docx']) {
    const { status, body } = await us.province.get(`/campaigns/TD-P/papers/${file}`);
    expect([status, body.fields[0].field]).toEqual([400, 'unit']);
    expect((await us.province.get(`/campaigns/TD-P/papers/${file}?unit=U01&${signing}`)).status).toBe(200);
  }
});
