import { nominationBody, type Reply } from '../setup/api';
import { draft, open, registering, signed, target, type Registering } from '../setup/registering';

let us: Registering;
beforeAll(async () => {
  us = await registering();
});
afterAll(() => us.api.stop());

const enter = (id: string, entries: object[], more: object = {}): Promise<Reply> =>
  us.unit.post(`/registrations/${id}/results`, { entries, ...more });

/** A signed registration with these targets. */
async function registered(campaign: string, targets: object[]): Promise<{ id: string; version: number }> {
  const { id } = await draft(us, campaign, { targets });
  await signed(us, campaign, [id]);
  return { id, version: (await us.unit.get(`/registrations/${id}`)).body.version };
}

test('the public record of a department: 994.7 is 106.46 % of its estimate, 1,033.9 is 102.41 %', async () => {
  await open(us, 'TD-DB');
  const { id, version } = await registered('TD-DB', [
    target('THU-2018', { name: 'Thu ngân sách nhà nước năm 2018', target: '934.34' }),
    target('THU-2019', { name: 'Thu ngân sách nhà nước năm 2019', target: '1009.57', baseline: '994.7' }),
    target('THU-2020', { name: 'Thu ngân sách nhà nước năm 2020', target: '1205', baseline: '1033.9' }),
    target('QUA-HAN', { name: 'Hồ sơ quá hạn', unit: 'hồ sơ', target: '0', direction: 'atMost' }),
  ]);
  const entered = await enter(
    id,
    [
      { target: 'THU-2018', period: 'year', value: '994.70' },
      { target: 'THU-2019', period: 'year', value: '1033.9' },
      { target: 'THU-2020', period: 'firstHalf', value: '597.3' },
      { target: 'QUA-HAN', period: 'year', value: '0' },
    ],
    { expects: version },
  );
  expect(entered.status).toBe(200);
  const of = (code: string) => entered.body.targets.find((one: { code: string }) => one.code === code).results;
  expect(of('THU-2018').year).toMatchObject({ value: '994.7', share: '106.46', met: true, earlier: [] });
  expect(of('THU-2019').year).toMatchObject({ share: '102.41', onBaseline: '103.94', met: true });
  expect(of('THU-2020').firstHalf).toMatchObject({ value: '597.3', met: false });
  // of a target of zero there is no share, and it is met all the same
  expect(of('QUA-HAN').year).toEqual(expect.objectContaining({ met: true }));
  expect(of('QUA-HAN').year).not.toHaveProperty('share');
  expect(entered.body.standing.year).toEqual({ met: 3, missed: 0, open: 1 });
  const review = { text: 'Thu vượt dự toán', lessons: 'Bám sát nguồn thu từ đầu năm', expects: entered.body.version };
  const reviewed = await us.unit.put(`/registrations/${id}/reviews/year`, review);
  expect([reviewed.status, reviewed.body.reviews[0].lessons]).toEqual([200, 'Bám sát nguồn thu từ đầu năm']);
  // pressed twice it is written once, and a figure that came between would still be told as late
  const again = await us.unit.put(`/registrations/${id}/reviews/year`, review);
  expect([again.status, again.body.version, again.body.reviews]).toEqual([
    200,
    reviewed.body.version,
    reviewed.body.reviews,
  ]);
  const other = await us.unit.put(`/registrations/${id}/reviews/year`, { ...review, text: 'Thu đạt dự toán' });
  expect(other.body.code).toBe('STATE_CHANGED');
});

test('figures are asked about once, corrected with a reason, and both stay', async () => {
  await open(us, 'TD-F');
  const { id, version: expects } = await registered('TD-F', [target('CT1')]);
  const value = { target: 'CT1', period: 'year', value: '1033900' };
  const doubted = await enter(id, [value], { expects });
  expect([doubted.status, doubted.body.code, doubted.body.fields[0].field]).toEqual([
    409,
    'FIGURES_DOUBTFUL',
    'entries.0.value',
  ]);
  expect(doubted.body.fields[0].message).toContain('1.033.900 tỷ đồng cao gấp hơn mười lần chỉ tiêu 1.009,57 tỷ đồng');
  expect((await enter(id, [value], { expects, confirm: true })).status).toBe(200);
  const mended = { ...value, value: '1033.9' };
  const why = await enter(id, [mended], { expects: expects + 1 });
  expect(why.body.fields[0]).toMatchObject({
    field: 'entries.0.reason',
    message: 'Số đã báo cáo là 1.033.900; đề nghị nêu lý do điều chỉnh.',
  });
  const done = await enter(id, [{ ...mended, reason: 'Nhầm đơn vị tính' }], { expects: expects + 1 });
  expect(done.body.targets[0].results.year).toMatchObject({
    value: '1033.9',
    reason: 'Nhầm đơn vị tính',
    earlier: [{ value: '1033900' }],
  });
  // the same again changes nothing, whatever version it names
  const again = await enter(id, [mended], { expects: 0 });
  expect([again.status, again.body.version]).toEqual([200, done.body.version]);
  for (const [entry, field] of [
    [{ target: 'CT9', period: 'year', value: '1' }, 'entries.0.target'],
    [{ target: 'CT1', period: 'year', value: '1e3' }, 'entries.0.value'],
    [{ target: 'CT1', period: 'quarter', value: '1' }, 'entries.0.period'],
  ] as const)
    expect((await enter(id, [entry], { expects: 9 })).body.fields[0].field).toBe(field);
  const twice = await enter(id, [mended, mended], { expects: 9 });
  expect(twice.body.fields[0].field).toBe('entries.1.target');
  const negative = { target: 'CT1', period: 'firstHalf', value: '-5' };
  expect((await enter(id, [negative], { expects: done.body.version })).body.code).toBe('FIGURES_DOUBTFUL');
  expect((await us.head.post(`/registrations/${id}/results`, { entries: [mended], expects: 3 })).status).toBe(403);
  const stranger = await us.api.as('unit', 'U02');
  expect((await stranger.post(`/registrations/${id}/results`, { entries: [mended], expects: 3 })).status).toBe(404);
});

test('figures come from a file: looked at first, named by cell, the same file again changes nothing', async () => {
  await open(us, 'TD-I');
  const { id } = await registered('TD-I', [target('CT1'), target('CT2', { target: '12' })]);
  const csv = (...rows: string[]) =>
    Buffer.from(`Mã đăng ký;Mã chỉ tiêu;Kỳ báo cáo;Kết quả;Lý do điều chỉnh\n${rows.join('\n')}\n`);
  const load = (bytes: Buffer, how = '') => us.unit.upload(`/campaigns/TD-I/results/imports${how}`, 'kq.csv', bytes);
  const good = csv(`${id};CT1;Cả năm;1.033,9;`, `${id};CT2;6 tháng;7;`);
  const dry = await load(good, '?dryRun=true');
  expect([dry.status, dry.body.rows, dry.body.faults, dry.body.saved]).toEqual([200, 2, [], undefined]);
  expect((await us.unit.get(`/registrations/${id}`)).body.standing).toEqual({});
  expect((await load(good)).body.saved).toEqual({ created: 2, corrected: 0, unchanged: 0 });
  expect((await load(good)).body.saved).toEqual({ created: 0, corrected: 0, unchanged: 2 });
  const bad = await load(csv(`${id};CT1;Cả năm;1.040;`, `${id};CT9;Quý I;abc;`, `DK-0;CT1;Cả năm;1;`));
  expect(bad.body.saved).toBeUndefined();
  expect(bad.body.faults.map((f: { row: number; column: string }) => `${f.row}${f.column}`)).toEqual([
    '2E',
    '3C',
    '3D',
    '4A',
  ]);
  const doubtful = csv(`${id};CT2;Cả năm;1200;`);
  expect((await load(doubtful)).body).toMatchObject({ faults: [], doubts: [{ row: 2, column: 'D' }] });
  expect((await load(doubtful, '?confirm=true')).body.saved).toMatchObject({ created: 1 });
  const corrected = csv(`${id};CT2;Cả năm;12;Nhầm đơn vị`);
  expect((await load(corrected)).body.saved).toEqual({ created: 0, corrected: 1, unchanged: 0 });
  expect((await load(Buffer.from('no table'))).body.faults.length).toBeGreaterThan(0);
});

test('R23 knows who registered at the start of the year, once registration has closed', async () => {
  const { store } = us.api.site.service;
  await open(us, 'TD-R23');
  const finding = async (person: string): Promise<string> => {
    const nominee = { kind: 'person', person, name: `Lê Thị Mẫu ${person}`, address: 'Bà', post: 'Chuyên viên' };
    const body = nominationBody('LDTT', 1, { nominee: { ...nominee, unitName: 'Sở Tài chính' } });
    const { body: checked } = await us.unit.post('/eligibility-checks', body);
    const found = checked.findings.find((one: { code: string }) => one.code === 'R23');
    return found.outcome as string;
  };
  const person = await store.people.need('C2');
  for (const _id of ['P7', 'P8']) await store.people.put({ ...person, _id, name: `Lê Thị Mẫu ${_id}`, unit: 'U01' });
  expect(await finding('P7')).toBe('info');
  const { id } = await draft(us, 'TD-R23', {
    registrant: { kind: 'person', code: 'P7' },
    titles: ['LDTT'],
    targets: [],
  });
  await signed(us, 'TD-R23', [id]);
  expect(await finding('P7')).toBe('pass');
  expect(await finding('P8')).toBe('info');
  await store.facts.put(
    [
      {
        _id: 'registrationList/units/U01/2026',
        kind: 'registrationList',
        about: 'units/U01',
        year: 2026,
        campaign: 'TD-R23',
      },
    ],
    { actor: 'clock', now: '2026-11-21T00:00:00.000Z' },
  );
  expect(await finding('P8')).toBe('fail');
  expect(await finding('P7')).toBe('pass');
});
