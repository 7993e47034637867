import { campaignBody, draft, open, reach, registering, signed, target, type Registering } from '../setup/registering';

let us: Registering;
beforeAll(async () => {
  us = await registering();
});
afterAll(() => us.api.stop());

const fieldsOf = (body: { fields?: { field: string; message: string }[] }) =>
  (body.fields ?? []).map(({ field, message }) => `${field}: ${message}`);

describe('a campaign', () => {
  test('is launched once under its code, with its working days, by the office of its level', async () => {
    const body = campaignBody('TD-A', { dates: { ...campaignBody('').dates, registrationCloses: '2026-11-21' } });
    const made = await us.province.post('/campaigns', body);
    expect([made.status, made.body.dates.registrationCloses, made.body.working.registrationCloses]).toEqual([
      201,
      '2026-11-21',
      '2026-11-23',
    ]);
    expect((await us.province.post('/campaigns', body)).status).toBe(200);
    const other = await us.province.post('/campaigns', { ...body, name: 'Phong trào khác' });
    expect([other.status, other.body.code]).toEqual([409, 'CAMPAIGN_EXISTS']);
    expect((await us.unit.post('/campaigns', body)).status).toBe(403);
    const outside = await us.office.post('/campaigns', { ...body, code: 'TD-U' });
    expect(fieldsOf(outside.body)).toEqual(['participants.1: Không có đơn vị mang mã U02.']);
    const running = await reach(us.unit, '/campaigns/TD-A', (one) => one['status'] === 'running');
    expect(running['allowed']).toEqual([]);
    expect((await us.province.get('/campaigns?year=2026')).body.items[0].code).toBe('TD-A');
  });

  test('names all that is wrong at once: days out of order, in the past and beyond the calendar, units and awards', async () => {
    const dates = {
      ...campaignBody('').dates,
      midYearReview: '2026-11-10',
      finalReview: '2040-01-02',
      end: '2026-12-31',
    };
    const body = campaignBody('TD-B', { dates, participants: ['U01', 'U99'], awards: ['XYZ'] });
    const refused = await us.province.post('/campaigns', body);
    expect(refused.status).toBe(400);
    expect(fieldsOf(refused.body)).toEqual([
      'dates.midYearReview: Phải từ ngày 20/11/2026 trở đi, vì sau hạn đăng ký thi đua.',
      'dates.finalReview: Chưa có lịch nghỉ lễ, tết và làm bù của năm 2040; đề nghị nhập lịch năm 2040 trước.',
      'dates.roundOpens: Phải từ ngày 02/01/2040 trở đi, vì sau ngày tổng kết.',
      'dates.midYearReview: Ngày này đã qua; đề nghị chọn từ ngày 16/11/2026 trở đi.',
      'participants.1: Không có đơn vị mang mã U99.',
      'awards.0: Không có hình thức khen thưởng mang mã này.',
    ]);
    expect((await us.province.get('/campaigns/TD-B')).status).toBe(404);
  });

  test('takes no code under which there is a round, and writes into no chain but its own', async () => {
    const { store } = us.api.site.service;
    const round = { _id: 'D-2026', name: 'Đợt 1', awardYear: 2026, awards: ['CSTDCS'], units: ['U01', 'U02'] };
    await store.rounds.put({ ...round, deadline: '2026-12-31' });
    const refused = await us.office.post('/campaigns', campaignBody('D-2026', { participants: ['U01'] }));
    expect([refused.status, refused.body.code]).toEqual([400, 'VALIDATION']);
    expect(fieldsOf(refused.body)).toEqual(['code: Mã D-2026 đã là mã của một đợt xét; đề nghị chọn mã khác.']);
    // the number of a dossier, as everybody may choose it
    const made = await us.office.post('/campaigns', campaignBody('HS-2026-000001', { participants: ['U01'] }));
    expect(made.status).toBe(201);
    await reach(us.office, '/campaigns/HS-2026-000001', (one) => one['status'] === 'running');
    expect(await store.audit.trail('HS-2026-000001')).toEqual([]);
    expect((await store.audit.trail('campaigns/HS-2026-000001')).map(({ type }) => type)).toEqual([
      'created',
      'reached',
    ]);
  });

  test('shows what a change of days does before it is made, and refuses both alike', async () => {
    await open(us, 'TD-C');
    const dates = { finalReview: '2026-12-12', roundCloses: '2026-12-24' };
    const preview = await us.province.post('/campaigns/TD-C/preview', { dates });
    // Saturday 12 December asked for is Monday 14 December still
    expect(preview.body.changes).toEqual([{ milestone: 'roundCloses', from: '2026-12-21', to: '2026-12-24', days: 3 }]);
    const past = { dates: { finalReview: '2026-11-02', launch: '2026-11-17' } };
    for (const path of ['preview', 'dates']) {
      const asked = path === 'dates' ? { ...past, reason: 'Theo công văn', expects: 1 } : past;
      const refused = await us.province.post(`/campaigns/TD-C/${path}`, asked);
      expect([refused.status, refused.body.code]).toEqual([400, 'VALIDATION']);
      expect(fieldsOf(refused.body)).toContain('launch: Mốc ngày 16/11/2026 đã qua nên không điều chỉnh được nữa.');
    }
    const change = { dates, reason: 'Tỉnh ủy triệu tập hội nghị' };
    expect((await us.province.post('/campaigns/TD-C/dates', change)).body.code).toBe('VALIDATION');
    expect((await us.province.post('/campaigns/TD-C/dates', { ...change, expects: 0 })).body.code).toBe(
      'STATE_CHANGED',
    );
    expect((await us.unit.post('/campaigns/TD-C/dates', { ...change, expects: 1 })).status).toBe(403);
    const done = await us.province.post('/campaigns/TD-C/dates', { ...change, expects: 1 });
    expect([done.status, done.body.version]).toEqual([200, 2]);
    const moved = await reach(us.province, '/campaigns/TD-C', (one) => one['version'] === 2);
    expect(moved['working']).toMatchObject({ finalReview: '2026-12-14', roundCloses: '2026-12-24' });
    const cancelled = await us.province.post('/campaigns/TD-C/cancel', { reason: 'Dừng', expects: 2 });
    expect(cancelled.body.status).toBe('cancelled');
    await reach(us.province, '/campaigns/TD-C', (one) => one['status'] === 'cancelled');
    const late = await us.province.post('/campaigns/TD-C/cancel', { reason: 'Dừng', expects: 3 });
    expect([late.status, late.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
  });

  test('is put in other words, which are listed beside those of before', async () => {
    await open(us, 'TD-W');
    const { texts } = campaignBody('TD-W');
    const said = { texts: { ...texts, criteria: 'Theo bộ tiêu chí mới' }, reason: 'Kế hoạch số 15', expects: 0 };
    expect((await us.office.put('/campaigns/TD-W/texts', said)).status).toBe(403);
    const done = await us.province.put('/campaigns/TD-W/texts', said);
    expect([done.status, done.body.edition, done.body.texts.criteria]).toEqual([200, 1, 'Theo bộ tiêu chí mới']);
    // the same words again change nothing, others name the edition that was seen
    expect((await us.province.put('/campaigns/TD-W/texts', said)).body.edition).toBe(1);
    const late = await us.province.put('/campaigns/TD-W/texts', { ...said, texts });
    expect([late.status, late.body.code]).toEqual([409, 'STATE_CHANGED']);
    const { items } = (await us.unit.get('/campaigns/TD-W/texts')).body;
    expect(items).toMatchObject([
      { reason: 'Kế hoạch số 15', before: { criteria: texts.criteria }, after: { criteria: 'Theo bộ tiêu chí mới' } },
    ]);
  });

  test('is cloned into the next year, on its working days and with the successor of a unit', async () => {
    const { store } = us.api.site.service;
    await open(us, 'TD-D');
    const u02 = await store.units.need('U02');
    await store.units.put({ ...u02, _id: 'U02b', name: 'Sở Nội vụ và Lao động' });
    await store.units.put({ ...u02, validTo: '2026-11-15', successor: 'U02b' });
    const clone = await us.province.post('/campaigns/TD-D/clone', { code: 'TD-D-2027', dates: { end: null } });
    const made = await us.province.post('/campaigns/TD-D/clone', { code: 'TD-D-2027' });
    await store.units.put(u02);
    expect(fieldsOf(clone.body)).toEqual(['dates.end: Chưa có ngày kết thúc; đề nghị bổ sung.']);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'Thi đua hoàn thành thắng lợi nhiệm vụ tài chính - ngân sách năm 2027',
      year: 2027,
      clonedFrom: 'TD-D',
      status: 'planned',
      participants: ['U01', 'U02b'],
      // 20 and 30 November 2027 are a Saturday and a Tuesday
      dates: { registrationCloses: '2027-11-20', midYearReview: '2027-11-30' },
      working: { registrationCloses: '2027-11-22', midYearReview: '2027-11-30' },
    });
    const none = await us.province.post('/campaigns/TD-D/clone', { code: 'TD-D-2029', years: 3 });
    expect(fieldsOf(none.body)[0]).toContain('Chưa có lịch nghỉ lễ, tết và làm bù của năm 2029');
    expect((await us.unit.post('/campaigns/TD-D/clone', { code: 'X' })).status).toBe(403);
  });
});

describe('a registration', () => {
  beforeAll(() => open(us, 'TD-R'));

  test('is of the unit, a room or a person of it, once; its head signs it in one letter', async () => {
    const { store, mails } = us.api.site.service;
    const u01 = await store.units.need('U01');
    const room = { ...u01, kind: 'room', parent: 'U01', validFrom: '2025-03-01' } as const;
    await store.units.put({ ...room, _id: 'U01a', name: 'Phòng Quản lý ngân sách' });
    await store.people.put({ ...(await store.people.need('C2')), _id: 'P1', name: 'Lê Thị Mẫu', unit: 'U01a' });
    const own = await draft(us, 'TD-R');
    const person = await draft(us, 'TD-R', { registrant: { kind: 'person', code: 'P1' }, titles: ['CSTDCS'] });
    expect(person).toMatchObject({ unit: 'U01', registrant: { name: 'Lê Thị Mẫu' }, status: 'draft' });
    const again = await us.unit.post('/campaigns/TD-R/registrations', {
      registrant: { kind: 'unit', code: 'U01' },
      titles: ['TTLDXS'],
    });
    expect([again.status, again.body.code, again.body.registration]).toEqual([409, 'ALREADY_REGISTERED', own.id]);

    const edited = await us.unit.put(`/registrations/${person.id}`, { titles: ['LDTT'], targets: [], expects: 0 });
    expect([edited.status, edited.body.titles, edited.body.version]).toEqual([200, ['LDTT'], 1]);
    // sent twice it is written once; anything else has not seen what stands
    const twice = await us.unit.put(`/registrations/${person.id}`, { titles: ['LDTT'], targets: [], expects: 0 });
    expect([twice.status, twice.body.version]).toEqual([200, 1]);
    expect((await us.unit.put(`/registrations/${person.id}`, { titles: ['CSTDCS'], expects: 0 })).body.code).toBe(
      'STATE_CHANGED',
    );

    // neither signed nor taken back before it is put to the head
    const seen = { unit: 'U01', registrations: [{ id: own.id, expects: 0 }] };
    expect((await us.head.post('/campaigns/TD-R/registrations/sign', seen)).body.code).toBe('ACTION_NOT_ALLOWED');
    const both = { unit: 'U01', registrations: [...seen.registrations, { id: person.id, expects: 1 }] };
    const key = { 'idempotency-key': 'submit-both' };
    const submitted = await us.unit.post('/campaigns/TD-R/registrations/submit', both, key);
    expect(submitted.status).toBe(200);
    expect((await us.unit.post('/campaigns/TD-R/registrations/submit', both, key)).body).toEqual(submitted.body);
    expect((await us.unit.post('/campaigns/TD-R/registrations/submit', both)).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await us.unit.put(`/registrations/${own.id}`, { titles: ['TTLDXS'], expects: 1 })).body.code).toBe(
      'ACTION_NOT_ALLOWED',
    );

    // one is taken back, mended and put again; the other is sent back with a reason
    const { id } = person;
    expect((await us.unit.post(`/registrations/${id}/recall`, { expects: 2 })).status).toBe(200);
    await reach(us.unit, `/registrations/${id}`, (one) => one['status'] === 'draft');
    const back = { unit: 'U01', registrations: [{ id: own.id, expects: 1 }], reason: 'Chỉ tiêu còn thấp' };
    expect((await us.head.post('/campaigns/TD-R/registrations/send-back', back)).status).toBe(200);
    const returned = await reach(us.unit, `/registrations/${own.id}`, (one) => one['status'] === 'draft');
    expect(returned['sentBack']).toMatchObject({ reason: 'Chỉ tiêu còn thấp' });
    await signed(us, 'TD-R', [own.id, id]);
    expect(mails.keyed('registrationSign.TD-R.').length).toBeGreaterThan(0);
    const trail = (await store.audit.trail(own.id)).map(({ type }) => type);
    expect(trail).toEqual(['created', 'submit', 'sendBack', 'submit', 'sign']);
    expect((await us.unit.post(`/registrations/${id}/recall`, { expects: 5 })).body.code).toBe('ACTION_NOT_ALLOWED');
    expect((await us.unit.get('/campaigns/TD-R/owing?milestone=midYearReview')).body.units).toEqual([
      expect.objectContaining({ unit: 'U01', figures: 1, reviews: 1 }),
    ]);
  });

  test('refuses what cannot be: targets without unit, no figure, titles of others, whoever has ended or is unknown', async () => {
    const { store } = us.api.site.service;
    const post = (body: object) => us.unit.post('/campaigns/TD-R/registrations', body);
    const registrant = { kind: 'room', code: 'U01a' };
    const { unit: _none, ...unitless } = target('CT1');
    const wrong = await post({ registrant, targets: [unitless, target('CT2', { target: '1.033,9' })] });
    expect(fieldsOf(wrong.body)).toEqual([
      'targets.0.unit: Cần có mục này.',
      expect.stringContaining('targets.1.target: Không phải là số thập phân'),
    ]);
    expect(fieldsOf((await post({ registrant, titles: ['CSTDCS', 'XYZ'] })).body)).toEqual([
      'titles.0: CSTDCS không áp dụng cho loại đối tượng này.',
      'titles.1: Không có danh hiệu nào mang mã XYZ.',
    ]);
    expect(fieldsOf((await post({ registrant })).body)[0]).toContain('ít nhất một danh hiệu hoặc một chỉ tiêu');
    const room = await store.units.need('U01a');
    await store.units.put({ ...room, _id: 'U01z', name: 'Phòng Giá', validTo: '2026-11-01', successor: 'U01a' });
    const ended = await post({ registrant: { kind: 'room', code: 'U01z' }, titles: ['TTLDTT'] });
    expect(fieldsOf(ended.body)).toEqual([
      'registrant.code: Phòng Giá đã kết thúc hoạt động; đề nghị dùng đơn vị kế thừa U01a.',
    ]);
    expect((await post({ registrant: { kind: 'person', code: 'KHÔNG' }, titles: ['LDTT'] })).status).toBe(400);
    expect((await post({ registrant: { kind: 'unit', code: 'U02' }, titles: ['TTLDXS'] })).status).toBe(404);
    expect((await us.head.post('/campaigns/TD-R/registrations', { registrant, titles: ['TTLDTT'] })).status).toBe(403);
    const mine = { registrant: { kind: 'unit', code: 'U02' }, titles: ['TTLDXS'] };
    // the province sees what units do, and does not do it for them
    expect((await us.province.post('/campaigns/TD-R/registrations', mine)).status).toBe(403);
    const u02 = await us.api.as('office', 'U02');
    const nobody = await u02.post('/campaigns/TD-R/registrations', mine);
    const submitted = await u02.post('/campaigns/TD-R/registrations/submit', {
      unit: 'U02',
      registrations: [{ id: nobody.body.id, expects: 0 }],
    });
    expect([submitted.status, submitted.body.code]).toEqual([409, 'NO_HEAD']);
  });
});
