import { type Reply } from '../setup/api';
import { draft, open, reach, registering, signed, target, type Registering } from '../setup/registering';

/** Launched, reviewed and opened on one day; the head still signs until it is over. */
const oneDay = {
  awards: ['LDTT', 'CSTDCS', 'TTLDTT'],
  dates: {
    launch: '2026-11-16',
    registrationCloses: '2026-11-16',
    midYearReview: '2026-11-16',
    finalReview: '2026-11-16',
    roundOpens: '2026-11-16',
    roundCloses: '2026-11-20',
    statistics: '2026-12-28',
    end: '2026-12-31',
  },
};
interface Row {
  readonly code: string;
  readonly award: string;
  readonly recommendation?: string;
  readonly nomination?: string;
  readonly earlier: number;
  readonly reasons: readonly { readonly vi: string }[];
}

let us: Registering;
beforeAll(async () => {
  us = await registering();
  const { store } = us.api.site.service;
  const u01 = await store.units.need('U01');
  await store.units.put({ ...u01, _id: 'U01a', name: 'Phòng Quản lý ngân sách', kind: 'room', parent: 'U01' });
  const c2 = await store.people.need('C2');
  const grade = (code: string, value: 'excellent' | 'well' | 'completed') =>
    ({ _id: `grade/people/${code}/2026`, kind: 'grade', about: `people/${code}`, year: 2026, grade: value }) as const;
  for (const [code, unit] of [
    ['P1', 'U01a'],
    ['P2', 'U01a'],
    ['P3', 'U01'],
    ['P4', 'U01'],
  ] as const)
    await store.people.put({ ...c2, _id: code, name: `Lê Thị Mẫu ${code}`, unit });
  await store.facts.put(
    [grade('P1', 'excellent'), grade('P2', 'well'), grade('P3', 'completed'), grade('P4', 'well')],
    { actor: 'key:office', now: '2026-11-16T01:00:00.000Z' },
  );
});
afterAll(() => us.api.stop());

const rowsOf = async (campaign: string, caller = us.unit): Promise<readonly Row[]> => {
  const { status, body } = await caller.get(`/campaigns/${campaign}/nominees`);
  expect(status).toBe(200);
  return body.rows;
};
const told = (rows: readonly Row[]) =>
  rows.map((one) => `${one.code} ${one.award} ${one.recommendation ?? '-'}`).sort();

test('what is amended when the year is over changes nothing of what the year came to', async () => {
  const { store } = us.api.site.service;
  await open(us, 'TD-NJ', oneDay);
  const { id } = await draft(us, 'TD-NJ', {
    registrant: { kind: 'person', code: 'P1' },
    titles: ['LDTT'],
    targets: [target('CT1', { target: '1000' })],
  });
  await signed(us, 'TD-NJ', [id]);
  await reach(us.unit, '/campaigns/TD-NJ', (one) => one['round'] === 'TD-NJ');
  const { titles, targets, measures, version } = await store.registrations.need(id);
  const before = { titles, targets, measures };
  const after = { ...before, targets: targets.map((one) => ({ ...one, target: '900' })) };
  const figure = {
    target: 'CT1',
    period: 'year',
    value: '950',
    at: '2026-12-30T02:00:00.000Z',
    by: 'key:unit',
  } as const;
  await store.registrations.edit(id, version, {
    ...after,
    results: [figure],
    amendments: [
      {
        ...{ no: 1, before, after, reason: 'Giảm dự toán', status: 'signed' },
        proposed: { at: '2027-01-08T02:00:00.000Z', by: 'key:unit' },
        settled: { at: '2027-01-09T02:00:00.000Z', by: 'person:C1' },
      },
    ],
  });
  const row = (await rowsOf('TD-NJ')).find((one) => one.code === 'P1' && one.award === 'LDTT')!;
  expect(row.reasons.map(({ vi }) => vi)).toContain('Đạt 0/1 chỉ tiêu; 1 không đạt.');
  const made = await us.unit.post('/campaigns/TD-NJ/nominees', { choices: [{ code: 'P1', award: 'LDTT' }] });
  const { dossier } = await store.nominations.need(made.body.items[0].nomination);
  expect(dossier.merit).toContain('bằng 95 % chỉ tiêu đăng ký');
  const { trend } = (await us.unit.get(`/registrations/${id}`)).body;
  expect(trend).toEqual([{ target: 'CT1', years: [{ year: 2026, value: '950', share: '95' }] }]);
});

describe('from the final review to nominations', () => {
  test('nothing is proposed before the review, and nothing of others', async () => {
    await open(us, 'TD-NB');
    const early = await us.unit.get('/campaigns/TD-NB/nominees');
    expect([early.status, early.body.code, early.body.day]).toEqual([409, 'NOMINATING_NOT_OPEN', '2026-12-14']);
    expect((await us.unit.post('/campaigns/TD-NB/nominees', {})).body.code).toBe('NOMINATING_NOT_OPEN');
    expect((await us.province.get('/campaigns/TD-NB/nominees')).body.code).toBe('VALIDATION');
    expect((await us.head.get('/campaigns/TD-NB/nominees')).status).toBe(403);
    const own = await us.office.post('/campaigns', {
      ...{ code: 'TD-NB1', kind: 'thematic', name: 'Văn hóa công sở', year: 2026 },
      texts: { aims: 'a', scope: 'b', subjects: 'c', criteria: 'd', plan: 'e', measures: 'f' },
      participants: ['U01'],
      dates: { launch: '2026-11-16', registrationCloses: '2026-11-16', finalReview: '2026-11-16', end: '2026-12-31' },
      awards: ['GK'],
    });
    expect(own.status).toBe(201);
    await reach(us.office, '/campaigns/TD-NB1', (one) => 'finalReview' in (one['reached'] as object));
    // it has no round of its own yet
    const roundless = await us.unit.post('/campaigns/TD-NB1/nominees', {});
    expect([roundless.body.code, roundless.body.milestone]).toEqual(['NOMINATING_NOT_OPEN', 'roundOpens']);
    const others = await us.api.as('unit', 'U02');
    expect((await others.get('/campaigns/TD-NB1/nominees')).status).toBe(404);
  });

  test('who registered and reached it is recommended, the others with the reason; drafts are made once', async () => {
    const { store } = us.api.site.service;
    await open(us, 'TD-NN', oneDay);
    const person = (code: string, titles: string[], targets: object[] = []) =>
      draft(us, 'TD-NN', { registrant: { kind: 'person', code }, titles, targets });
    const p1 = await person('P1', ['LDTT', 'CSTDCS'], [target('CT1')]);
    const p2 = await person('P2', ['CSTDCS'], [target('CT1')]);
    const p3 = await person('P3', ['LDTT']);
    const room = await draft(us, 'TD-NN', {
      registrant: { kind: 'room', code: 'U01a' },
      titles: ['TTLDTT'],
      targets: [],
    });
    await signed(us, 'TD-NN', [p1.id, p2.id, p3.id, room.id]);
    await reach(us.unit, '/campaigns/TD-NN', (one) => one['round'] === 'TD-NN');
    const figures = { entries: [{ target: 'CT1', period: 'year', value: '1033.9' }] };
    expect((await us.unit.post(`/registrations/${p1.id}/results`, { ...figures, expects: 2 })).status).toBe(200);

    const rows = await rowsOf('TD-NN');
    expect(told(rows)).toEqual([
      'P1 CSTDCS recommended',
      'P1 LDTT recommended',
      'P2 CSTDCS against',
      'P2 LDTT open',
      'P3 LDTT against',
      'P4 LDTT open',
      'U01a TTLDTT open',
    ]);
    const because = (code: string, award: string) =>
      rows.find((one) => one.code === code && one.award === award)!.reasons.map(({ vi }) => vi);
    expect(because('P1', 'LDTT').slice(0, 2)).toEqual([
      'Đã đăng ký; thủ trưởng ký xác nhận ngày 16/11/2026.',
      'Đạt 1/1 chỉ tiêu.',
    ]);
    expect(because('P2', 'LDTT').slice(0, 2)).toEqual([
      'Không đăng ký danh hiệu, hình thức này.',
      'Đạt 0/1 chỉ tiêu; 1 chưa có số liệu.',
    ]);
    // nothing is nominated by looking
    expect(rows.every((one) => one.nomination === undefined)).toBe(true);
    const filter = { round: 'TD-NN', unit: ['U01', 'U01a'] };
    expect((await store.nominations.list(filter)).items).toEqual([]);

    // two clerks at once, and once more: one draft each
    const office = us.office;
    const both: Reply[] = await Promise.all([
      us.unit.post('/campaigns/TD-NN/nominees', {}),
      office.post('/campaigns/TD-NN/nominees', {}),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const again = await us.unit.post('/campaigns/TD-NN/nominees', {});
    expect(again.body.items.map((one: { created: boolean }) => one.created)).toEqual([false, false]);
    const made = (await store.nominations.list(filter)).items;
    expect(made.map(({ dossier }) => dossier.award).sort()).toEqual(['CSTDCS', 'LDTT']);
    expect(made[0]).toMatchObject({ status: 'draft', unit: 'U01a', round: 'TD-NN' });
    expect(made[0]!.dossier).toMatchObject({
      commendationType: 'merit',
      merit:
        'Năm 2026: hoàn thành xuất sắc nhiệm vụ. Thu ngân sách nhà nước trên địa bàn: 1.033,9 tỷ đồng, bằng 102,41 % chỉ tiêu đăng ký.',
    });

    // who was not recommended is chosen by hand; who is not spoken of cannot be
    const chosen = [{ code: 'P4', award: 'LDTT' }];
    const wrong = await us.unit.post('/campaigns/TD-NN/nominees', {
      choices: [...chosen, { code: 'P4', award: 'CSTDCS' }],
    });
    expect([wrong.status, wrong.body.fields[0].field]).toEqual([400, 'choices.1']);
    const twice = await us.unit.post('/campaigns/TD-NN/nominees', { choices: [...chosen, ...chosen] });
    expect([twice.status, twice.body.code, twice.body.fields[0]]).toEqual([
      400,
      'VALIDATION',
      expect.objectContaining({ field: 'choices', message: 'Có mục bị lặp lại.' }),
    ]);
    const picked = await us.unit.post('/campaigns/TD-NN/nominees', { choices: chosen });
    expect(picked.body.items).toEqual([expect.objectContaining({ code: 'P4', created: true })]);
    expect((await us.province.post('/campaigns/TD-NN/nominees', { unit: 'U01' })).status).toBe(403);

    // what was thrown away is not brought back by itself, and can be begun anew by name
    const thrown = made.find(({ dossier }) => dossier.award === 'LDTT')!;
    const { version } = await store.nominations.need(thrown._id);
    await store.nominations.discard(thrown._id, version, { actor: 'key:unit', now: '2026-11-16T02:00:00.000Z' });
    const later = await us.unit.post('/campaigns/TD-NN/nominees', {});
    expect(later.body.items.some((one: Row) => one.code === 'P1' && one.award === 'LDTT')).toBe(false);
    const row = (await rowsOf('TD-NN')).find((one) => one.code === 'P1' && one.award === 'LDTT')!;
    expect([row.nomination, row.earlier]).toEqual([undefined, 1]);
    const named = await us.unit.post('/campaigns/TD-NN/nominees', { choices: [{ code: 'P1', award: 'LDTT' }] });
    expect(named.body.items[0].created).toBe(true);
  });

  test('a movement with a theme marks what comes from it, however the draft is begun', async () => {
    await open(us, 'CD-N', {
      ...{ kind: 'thematic', awards: ['LDTT'] },
      dates: { ...oneDay.dates, midYearReview: undefined, statistics: undefined },
    });
    const p1 = await draft(us, 'CD-N', { registrant: { kind: 'person', code: 'P1' }, titles: ['LDTT'], targets: [] });
    await signed(us, 'CD-N', [p1.id]);
    await reach(us.unit, '/campaigns/CD-N', (one) => one['round'] === 'CD-N');
    const { items } = (await us.unit.post('/campaigns/CD-N/nominees', {})).body;
    const { body } = await us.unit.get(`/nominations/${items[0].nomination}`);
    expect(body.dossier.commendationType).toBe('thematic');
    // a draft that says otherwise is told so
    const other = await us.unit.patch(`/nominations/${items[0].nomination}`, { commendationType: 'merit', expects: 1 });
    const codes = other.body.eligibility.findings.map((one: { code: string }) => one.code);
    expect([other.status, codes.includes('otherType')]).toEqual([200, true]);
    const ticked = await us.unit.post('/tick-lists', { round: 'CD-N', award: 'LDTT', persons: ['P2'] });
    const { body: second } = await us.unit.get(`/nominations/${ticked.body.items[0].nomination}`);
    expect(second.dossier.commendationType).toBe('thematic');

    // the mark is the movement's: the office that writes the round anew neither forgets it nor takes it away
    const { code: _code, commendationType: mark, ...round } = (await us.province.get('/rounds/CD-N')).body;
    expect(mark).toBe('thematic');
    const written = await us.province.put('/rounds/CD-N', { ...round, name: 'Đợt xét theo chuyên đề' });
    expect([written.status, written.body.commendationType]).toEqual([200, 'thematic']);
    expect((await us.province.get('/rounds/CD-N')).body).toMatchObject({
      ...{ name: 'Đợt xét theo chuyên đề', commendationType: 'thematic' },
    });
    const refused = await us.province.put('/rounds/CD-N', { ...round, commendationType: 'merit' });
    expect([refused.status, refused.body.fields[0].field]).toEqual([400, 'commendationType']);
    expect(refused.body.fields[0].message).toContain('phong trào thi đua theo chuyên đề');
  });

  test('a round of the province with the code of a movement of a unit is none of that movement', async () => {
    const made = await us.office.post('/campaigns', {
      ...{ code: 'CD-N2', kind: 'thematic', name: 'Văn hóa công sở', year: 2026 },
      texts: { aims: 'a', scope: 'b', subjects: 'c', criteria: 'd', plan: 'e', measures: 'f' },
      participants: ['U01'],
      dates: { launch: '2026-11-16', registrationCloses: '2026-12-16', finalReview: '2026-12-21', end: '2026-12-31' },
      awards: [],
    });
    expect(made.status).toBe(201);
    const round = { name: 'Đợt xét của tỉnh', awardYear: 2026, awards: ['GK'], units: ['U02'], deadline: '2026-12-31' };
    const written = await us.province.put('/rounds/CD-N2', round);
    expect([written.status, written.body]).toEqual([201, { code: 'CD-N2', ...round }]);
  });
});

describe('units and people that change in mid-year', () => {
  test('a unit that has taken another over goes on with its registrations, and signs, imports and registers for it', async () => {
    const { store } = us.api.site.service;
    await open(us, 'TD-NM', { ...oneDay, participants: ['U02'] });
    const u02 = await us.api.as('office', 'U02');
    const register = (caller: typeof u02, registrant: object) =>
      caller.post('/campaigns/TD-NM/registrations', { registrant, titles: ['TTLDTT'], targets: [target('CT1')] });
    const own = await register(u02, { kind: 'unit', code: 'U02' });
    expect(own.status).toBe(201);
    expect((await us.unit.get('/campaigns/TD-NM')).status).toBe(404);

    const before = await store.units.need('U02');
    await store.units.put({ ...before, validTo: '2026-11-15', successor: 'U01' });
    expect((await us.unit.get('/campaigns/TD-NM')).status).toBe(200);
    expect((await us.unit.get('/campaigns')).body.items.some((one: { code: string }) => one.code === 'TD-NM')).toBe(
      true,
    );
    // what is registered by its room now stands with what it has taken over
    const room = await register(us.unit, { kind: 'room', code: 'U01a' });
    expect([room.status, room.body.unit]).toEqual([201, 'U02']);
    const list = (expects: number) => ({
      unit: 'U02',
      registrations: [own.body.id, room.body.id].map((id) => ({ id, expects })),
    });
    expect((await us.unit.post('/campaigns/TD-NM/registrations/submit', list(0))).status).toBe(200);
    expect((await us.head.post('/campaigns/TD-NM/registrations/sign', list(1))).status).toBe(200);
    await reach(us.unit, `/registrations/${own.body.id}`, (one) => one['status'] === 'signed');
    const file = `Mã đăng ký;Mã chỉ tiêu;Kỳ báo cáo;Kết quả\n${own.body.id};CT1;Cả năm;1.033,9\n`;
    const imported = await us.unit.upload('/campaigns/TD-NM/results/imports', 'kq.csv', Buffer.from(file));
    expect([imported.status, imported.body.faults]).toEqual([200, []]);
    const owing = await us.unit.get('/campaigns/TD-NM/owing?milestone=finalReview');
    expect(owing.body.units).toEqual([expect.objectContaining({ unit: 'U02' })]);
    // the round expects it, and the room that has registered is proposed by it; what has ended is not
    await reach(us.unit, '/campaigns/TD-NM', (one) => one['round'] === 'TD-NM');
    expect((await store.rounds.get('TD-NM'))!.units).toEqual(['U01']);
    expect(told(await rowsOf('TD-NM')).filter((one) => one.includes('TTLDTT'))).toEqual(['U01a TTLDTT open']);
    const ended = (await us.unit.get('/campaigns/TD-NM/nominees?unit=U02')).body.rows;
    expect(told(ended)).toEqual(['U01a TTLDTT against', 'U02 TTLDTT against']);
    await store.units.put(before);
    expect((await us.unit.get(`/registrations/${own.body.id}`)).status).toBe(404);
  });

  test('a person who moves stays with the registration of the year, and is proposed where he is', async () => {
    const { store } = us.api.site.service;
    await open(us, 'TD-NP', { ...oneDay, participants: ['U01', 'U02'] });
    const registrant = { kind: 'person', code: 'P2' };
    const { id } = await draft(us, 'TD-NP', { registrant, titles: ['LDTT'], targets: [] });
    await signed(us, 'TD-NP', [id]);
    const person = await store.people.need('P2');
    // into another room: nothing changes but where the dossier is written
    await store.people.put({ ...person, unit: 'U01' });
    await reach(us.unit, '/campaigns/TD-NP', (one) => one['round'] === 'TD-NP');
    const of = (rows: readonly Row[]) => rows.find(({ code }) => code === 'P2');
    expect(of(await rowsOf('TD-NP'))).toMatchObject({ unit: 'U01', registration: id, recommendation: 'recommended' });
    // into another unit: that one proposes him by what he registered
    await store.people.put({ ...person, unit: 'U02' });
    const other = await us.api.as('unit', 'U02');
    expect(of(await rowsOf('TD-NP', other))).toMatchObject({ unit: 'U02', registration: id });
    expect(of(await rowsOf('TD-NP'))).toMatchObject({
      recommendation: 'against',
      reasons: [{ vi: 'Không còn thuộc đơn vị; đơn vị hiện nay hoặc đơn vị kế thừa đề nghị.' }],
    });
    const again = await other.post('/campaigns/TD-NP/registrations', { registrant, titles: ['LDTT'] });
    expect(again.body.code).toBe('ALREADY_REGISTERED');
    await store.people.put(person);
  });

  /** A campaign in which somebody new has registered in U01, and what its clerks and those of U02 are told of him. */
  const registered = async (campaign: string, code: string) => {
    const { store } = us.api.site.service;
    const person = { ...(await store.people.need('P1')), _id: code, unit: 'U01' };
    await store.people.put(person);
    const head = (await store.authorities.ofLevel('unit', 'U01'))!;
    await store.authorities.put({ ...head, _id: 'A-U02', unit: 'U02' });
    await store.facts.put(
      [{ _id: `grade/people/${code}/2026`, kind: 'grade', about: `people/${code}`, year: 2026, grade: 'well' }],
      { actor: 'key:office', now: '2026-11-16T01:00:00.000Z' },
    );
    await open(us, campaign, { ...oneDay, participants: ['U01', 'U02'] });
    const registrant = { kind: 'person', code };
    const { id } = await draft(us, campaign, { registrant, titles: ['LDTT'], targets: [] });
    await signed(us, campaign, [id]);
    await reach(us.unit, `/campaigns/${campaign}`, (one) => one['round'] === campaign);
    return {
      u02: await us.api.as('unit', 'U02'),
      choices: [{ code, award: 'LDTT' }],
      moves: () => store.people.put({ ...person, unit: 'U02' }),
      rowFor: async (caller: typeof us.unit) =>
        (await rowsOf(campaign, caller)).find((one) => one.code === code && one.award === 'LDTT')!,
    };
  };
  const ofTwo = (campaign: string, code: string) =>
    us.api.site.service.store.nominations.list({ round: campaign, subject: code, status: ['draft', 'discarded'] });

  test('who was drafted where he was is drafted where he is once that was thrown away, and no number of others is told', async () => {
    const { store } = us.api.site.service;
    const { u02, choices, moves, rowFor } = await registered('TD-NQ', 'P5');
    const first = (await us.unit.post('/campaigns/TD-NQ/nominees', { choices })).body.items[0];
    expect(first.created).toBe(true);
    await moves();
    const row = await rowFor(u02);
    expect(row).toMatchObject({ recommendation: 'against', earlier: 0 });
    expect(row.nomination).toBeUndefined();
    expect(row.reasons.map(({ vi }) => vi)).toEqual([expect.stringContaining('Đơn vị khác đã lập hồ sơ')]);
    // neither by itself nor by name, and without the number of the other
    const all = await u02.post('/campaigns/TD-NQ/nominees', {});
    expect(all.body.items).toEqual([]);
    const named = await u02.post('/campaigns/TD-NQ/nominees', { choices });
    expect([named.status, named.body.fields[0].field]).toEqual([400, 'choices.0']);
    expect(named.body.fields[0].message).toContain('Đơn vị khác đã lập hồ sơ');
    expect(JSON.stringify([row, all.body, named.body])).not.toContain(first.nomination);
    // the one who drafted it sees it still
    expect(await rowFor(us.unit)).toMatchObject({ nomination: first.nomination, recommendation: 'against' });

    await store.nominations.discard(first.nomination, 1, { actor: 'key:unit', now: '2026-11-16T02:00:00.000Z' });
    expect(await rowFor(u02)).toMatchObject({ recommendation: 'recommended', earlier: 1 });
    const second = (await u02.post('/campaigns/TD-NQ/nominees', { choices })).body.items[0];
    expect(second.created).toBe(true);
    expect(second.nomination).not.toBe(first.nomination);
    expect((await u02.get(`/nominations/${second.nomination}`)).body).toMatchObject({ unit: 'U02', status: 'draft' });
  });

  test('who was ticked where he was gets no second nomination, until that unit has ended without sending it', async () => {
    const { store } = us.api.site.service;
    const { u02, choices, moves, rowFor } = await registered('TD-NR', 'P6');
    const ticked = await us.unit.post('/tick-lists', { round: 'TD-NR', award: 'LDTT', persons: ['P6'] });
    expect(ticked.body.items[0].created).toBe(true);
    await moves();
    expect((await u02.post('/campaigns/TD-NR/nominees', {})).body.items).toEqual([]);
    expect((await u02.post('/campaigns/TD-NR/nominees', { choices })).status).toBe(400);
    expect((await ofTwo('TD-NR', 'P6')).items.map(({ unit }) => unit)).toEqual(['U01']);

    const u01 = await store.units.need('U01');
    await store.units.put({ ...u01, validTo: '2026-11-15', successor: 'U02' });
    const row = await rowFor(u02);
    const drafted = await u02.post('/campaigns/TD-NR/nominees', { choices });
    await store.units.put(u01);
    expect([row.nomination, row.earlier]).toEqual([undefined, 1]);
    expect(drafted.body.items).toEqual([expect.objectContaining({ code: 'P6', created: true })]);
    expect((await ofTwo('TD-NR', 'P6')).items.map(({ unit }) => unit).sort()).toEqual(['U01', 'U02']);
  });
});
