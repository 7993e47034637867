import mammoth from 'mammoth';
import { nominationBody, startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { reworded } from '../platform/documents/docx-files';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const LONG = 'Công Tằng Tôn Nữ Nguyễn Thị Phương Quỳnh Như Hoàng Mẫu Hậu';
const code = (reply: Reply): unknown => [reply.status, reply.body.code];
const textOf = async ({ status, headers, bytes }: Reply): Promise<string> => {
  expect([status, headers.get('content-type')]).toEqual([200, DOCX]);
  return (await mammoth.extractRawText({ buffer: bytes })).value.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
};

let api: TestApi;
let unit: TestCaller;
let room: TestCaller;
let other: TestCaller;
let person: string;
let collective: string;
beforeAll(async () => {
  api = await startApi({ worker: false });
  [unit, room, other] = await Promise.all([api.as('unit', 'U01'), api.as('unit', 'U01a'), api.as('unit', 'U02')]);
  const office = await api.as('office');
  const store = api.site.service.store;
  await office.put('/units/U01a', {
    name: 'Phòng Quản lý ngân sách',
    kind: 'room',
    parent: 'U01',
    symbol: 'QLNS',
    validFrom: '2026-01-01',
  });
  await office.put('/units/U01x', {
    name: 'Sở Kế hoạch và Đầu tư',
    kind: 'department',
    symbol: 'SKHDT',
    validFrom: '2010-01-01',
    validTo: '2025-02-28',
    successor: 'U01',
  });
  await store.units.put({
    ...(await store.units.need('U01')),
    head: { name: 'Nguyễn Văn Mẫu', post: 'Giám đốc' },
  });
  await office.put('/rounds/D1', {
    name: 'Đợt xét năm 2026',
    awardYear: 2026,
    awards: ['LDTT', 'CSTDCS', 'CSTDT', 'TTLDTT', 'COTINH', 'BKT'],
    units: ['U01'],
    deadline: '2026-11-20',
  });
  await store.people.put({
    _id: 'P1',
    name: LONG,
    address: 'Bà',
    post: 'Chuyên viên',
    unit: 'U01a',
    birthDate: '1985-09-02',
    sex: 'female',
    language: 'vi',
  });
  const past = (id: string, subject: string, award: string, year: number) => ({
    _id: `import/${id}`,
    subject,
    subjectKind: subject.startsWith('U') ? ('collective' as const) : ('person' as const),
    award,
    awardYear: year,
    commendationType: 'merit' as const,
    authority: 'Giám đốc Sở Tài chính',
    decisionNumber: `${id}/QĐ-STC`,
    decidedOn: `${year}-12-15`,
  });
  await store.history.putPast(
    [
      past('12', 'P1', 'CSTDCS', 2024),
      past('11', 'P1', 'LDTT', 2023),
      past('7', 'P1', 'GK', 2024),
      past('9', 'U01x', 'COTINH', 2023),
    ],
    { actor: 'key:office', now: '2026-11-16T01:00:00.000Z' },
  );
  const nominee = {
    kind: 'person',
    person: 'P1',
    name: LONG,
    address: 'Bà',
    post: 'Chuyên viên',
    unitName: 'Phòng Quản lý ngân sách',
  };
  const make = async (caller: TestCaller, body: object): Promise<string> =>
    (await caller.post('/nominations', { ...body, round: 'D1' })).body.id as string;
  person = await make(room, nominationBody('CSTDCS', 1, { nominee, merit: 'Nội dung <b>1</b> & 2 {merit} 🎉' }));
  collective = await make(
    unit,
    nominationBody('COTINH', 2, { nominee: { kind: 'collective', collective: 'U01', name: 'Sở Tài chính' } }),
  );
});
afterAll(() => api.stop());

describe('the report of achievements', () => {
  test('of a person has the table of past awards and grades from the ledger, and room to sign', async () => {
    const reply = await unit.get(`/nominations/${person}/papers/report.docx`);
    const text = await textOf(reply);
    expect(text).toContain('BÁO CÁO THÀNH TÍCH');
    expect(text).toContain('Đề nghị tặng danh hiệu Chiến sĩ thi đua cơ sở');
    expect(text).toContain(`- Họ và tên: Bà ${LONG}`);
    expect(text).toMatch(/- Ngày, tháng, năm sinh: 02\/0?9\/1985 - Giới tính: Nữ/);
    expect(text).toContain('Nội dung <b>1</b> & 2 {merit} 🎉');
    expect(text).toContain('2026 Hoàn thành xuất sắc nhiệm vụ');
    expect(text).toMatch(
      /2023 Lao động tiên tiến Quyết định số 11\/QĐ-STC ngày 15\/12\/2023 của Giám đốc Sở Tài chính 2024 Chiến sĩ/,
    );
    expect(text).toMatch(/3\. Hình thức khen thưởng.*2024 Giấy khen/);
    expect(text).toContain('Giám đốc (Ký tên, đóng dấu)');
    expect(decodeURIComponent(reply.headers.get('content-disposition')!)).toContain(LONG);
  });

  test('of a collective has what its predecessors were given; of a feat it is the summary', async () => {
    const text = await textOf(await unit.get(`/nominations/${collective}/papers/report.docx`));
    expect(text).toContain('- Tên tập thể: Sở Tài chính');
    expect(text).toMatch(/2023 Cờ thi đua[^.]*Quyết định số 9\/QĐ-STC/);
    const { body } = await unit.post(
      '/nominations',
      nominationBody('BKT', 3, {
        procedure: 'simplified',
        commendationType: 'adHoc',
        nominee: { kind: 'household', name: 'Hộ ông Lò Văn Mẫu', residence: 'Thôn 3, xã N' },
        merit: '',
      }),
    );
    const summary = await textOf(await unit.get(`/nominations/${body.id}/papers/report.docx`));
    expect(summary).toContain('BÁO CÁO TÓM TẮT THÀNH TÍCH');
    expect(summary).toContain('- Chức vụ, đơn vị hoặc nơi cư trú: Thôn 3, xã N');
    expect(summary).not.toContain('CÁC DANH HIỆU');
  });

  test('of somebody who has died is vouched for by the unit', async () => {
    const own = await textOf(await unit.get(`/nominations/${person}/papers/report.docx`));
    expect(own).toContain('Tôi cam đoan những nội dung nêu trên là đúng sự thật');
    const { body } = await unit.post(
      '/nominations',
      nominationBody('CSTDCS', 4, {
        posthumous: true,
        nominee: { ...nominationBody('CSTDCS', 4).nominee, person: undefined },
      }),
    );
    const text = await textOf(await unit.get(`/nominations/${body.id}/papers/report.docx`));
    expect(text).toContain('Đề nghị truy tặng danh hiệu Chiến sĩ thi đua cơ sở');
    expect(text).toContain('Đơn vị lập báo cáo cam đoan những nội dung nêu trên là đúng sự thật');
    expect(text).toContain('Đại diện đơn vị lập báo cáo (Ký, ghi rõ họ tên)');
    expect(text).not.toMatch(/Tôi cam đoan|Người báo cáo thành tích/);
  });

  test('is there for its own unit alone', async () => {
    expect(code(await other.get(`/nominations/${person}/papers/report.docx`))).toEqual([404, 'NOT_FOUND']);
  });

  test('tells nothing of somebody of another unit: his code is as one that nobody has, and who moves away takes his record along', async () => {
    const { people } = api.site.service.store;
    const p1 = await people.need('P1');
    const foreign = nominationBody('CSTDCS', 1, { nominee: { ...nominationBody('CSTDCS', 1).nominee, person: 'P1' } });
    const refusal = { field: 'nominee.person', message: 'Không có mã “P1” trong danh mục.' };
    for (const path of ['/nominations', '/eligibility-checks']) {
      const refused = await other.post(path, foreign);
      expect([code(refused), refused.body.fields]).toEqual([[400, 'VALIDATION'], [refusal]]);
      expect(JSON.stringify(refused.body)).not.toContain(LONG);
    }
    const uncoded = { ...foreign.nominee, person: 'NOBODY' };
    const { body } = await other.post('/nominations', { ...foreign, nominee: uncoded });
    const named = await other.patch(`/nominations/${body.id}`, { expects: 1, nominee: foreign.nominee });
    expect(named.body.fields).toEqual([refusal]);
    const whole = { nominee: { kind: 'collective', collective: 'U01', name: 'Sở Tài chính' } };
    expect((await other.post('/nominations', nominationBody('COTINH', 2, whole))).body.fields).toEqual([
      { field: 'nominee.collective', message: 'Không có mã “U01” trong danh mục.' },
    ]);

    await people.put({ ...p1, unit: 'U02' });
    const text = await textOf(await unit.get(`/nominations/${person}/papers/report.docx`));
    const kept = await room.patch(`/nominations/${person}`, { expects: 1, basis: 'khoản 2 Điều 23' });
    await people.put(p1);
    expect(text).not.toMatch(/1985|11\/QĐ-STC/);
    expect(kept.status).toBe(200);
  });

  test('is made by the template of the unit, once it has its own', async () => {
    const office = await api.as('office', 'U01');
    const changed = reworded('SƠ LƯỢC LÝ LỊCH', 'LÝ LỊCH TRÍCH NGANG', 'personReport');
    const made = await office.upload('/templates/personReport/versions', 'Mẫu của Sở.docx', changed);
    expect(made.status).toBe(201);
    await office.post('/templates/personReport/adoptions', {
      version: made.body.version,
      from: '2026-11-16',
      reason: 'Theo mẫu của Sở',
    });
    expect(await textOf(await unit.get(`/nominations/${person}/papers/report.docx`))).toContain('LÝ LỊCH TRÍCH NGANG');
  });
});

describe('the papers of a unit for a round', () => {
  test('Tờ trình and list name everybody in ceremony order, number and date left open', async () => {
    const letter = await textOf(await unit.get('/rounds/D1/papers/proposal.docx'));
    expect(letter).toContain('Số: ……../TTr-STC');
    expect(letter).toContain('ngày …… tháng …… năm 2026');
    expect(letter).toContain('Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh Đ');
    expect(letter).toContain('01 tập thể, 01 cá nhân');
    expect(letter).toContain('Giám đốc Nguyễn Văn Mẫu');
    const list = await textOf(await unit.get('/rounds/D1/papers/list.docx'));
    expect(list.indexOf('Sở Tài chính')).toBeLessThan(list.indexOf(LONG));
    expect(list).toContain('Kèm theo Tờ trình số ……../TTr-STC');
  });

  test('what the head decides on himself is put to him', async () => {
    const letter = await textOf(await unit.get(`/rounds/D1/papers/proposal.docx?nominations=${person}`));
    expect(letter).toContain('Kính gửi: Giám đốc Sở Tài chính');
    expect(letter).not.toContain('tập thể');
  });

  test('minutes of a room are of the room, those of the unit of everybody', async () => {
    const ofRoom = await textOf(await room.get('/rounds/D1/papers/minutes.docx'));
    expect(ofRoom).toContain('Phòng Quản lý ngân sách họp xét thi đua, khen thưởng');
    expect(ofRoom).toContain(`1 Bà ${LONG}`);
    expect(ofRoom).not.toContain('Cờ thi đua');
    const ofUnit = await textOf(await unit.get('/rounds/D1/papers/minutes.docx'));
    expect(ofUnit).toContain('Số: ……../BB-STC');
    expect(ofUnit).toMatch(/I\. Cờ thi đua.*II\. Chiến sĩ thi đua cơ sở/);
  });

  test('are refused where there is nobody, for foreign units, and with odd lists', async () => {
    const path = '/rounds/D1/papers/minutes.docx';
    expect(code(await other.get(path))).toEqual([400, 'VALIDATION']);
    expect(code(await unit.get(`${path}?unit=U02`))).toEqual([404, 'NOT_FOUND']);
    expect(code(await unit.get('/rounds/NONE/papers/minutes.docx'))).toEqual([404, 'NOT_FOUND']);
    expect(code(await unit.get(`${path}?nominations=${'x'.repeat(9_000)}`))).toEqual([400, 'VALIDATION']);
    expect(code(await unit.get(`${path}?nominations=HS-2026-999999`))).toEqual([400, 'VALIDATION']);
  });
});
