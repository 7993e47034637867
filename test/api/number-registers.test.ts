import { accountFor } from '../setup/accounts';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { draftTestProposal, sendTestProposal, type TestProposal } from '../setup/proposal';
import { eventually } from '../setup/service';
import { fieldsOf } from './council';

let api: TestApi;
let office: TestCaller;
let clerk: TestCaller;
beforeAll(async () => {
  api = await startApi();
  office = await api.as('office');
  clerk = await api.as('clerk', 'U01');
  const { store } = api.site.service;
  await store.units.put({ ...(await store.units.need('U02')), _id: 'U00', name: 'Ủy ban nhân dân tỉnh Đ' });
});
afterAll(() => api.stop());

/** Lines that the unit's council has passed, before the head of the unit, who decides. */
async function beforeTheHead(count: number, merit?: string) {
  const docket = await sendDocket(
    api.site.service,
    Array.from({ length: count }, (_, i) => dossier('GK', i + 1, merit === undefined ? {} : { merit })),
    { selfChecked: true },
  );
  const claim = `session-${docket.docket}`;
  await docket.reach('waitingForCouncil');
  await docket.act({ type: 'claim', claim, stage: 'council', level: 'unit' });
  await docket.act({ type: 'councilResult', claim, result: 'passed' });
  await docket.reach('waitingForApproval');
  return docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
}

/** A list that the head has approved and that waits for its number. */
async function approved(count = 1, merit?: string): Promise<TestProposal> {
  const proposal = await sendTestProposal(api.site.service, await beforeTheHead(count, merit), { level: 'unit' });
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved' });
  await proposal.reach('awaitingNumber');
  return proposal;
}

const signed = (number: string, date = '2026-11-13', more: object = {}) => ({
  number,
  date,
  signer: 'Nguyễn Văn Mẫu C1',
  signerPost: 'Giám đốc',
  ...more,
});
async function record({ id, record: read }: TestProposal, number: string, date?: string) {
  const { version } = await read();
  return clerk.post(`/proposals/${id}/record`, signed(number, date, { expects: version }));
}

describe('the last number before the service', () => {
  const imported = (number: string, date = '2026-11-12', by = clerk) =>
    by.post('/registers/U01-QD/last-number', { number, date, reason: 'Sổ giấy năm 2026' });

  test('is noted with a trail, mended while nothing stands above it, and refused below what the service gave', async () => {
    expect((await clerk.get('/registers/U01-QD')).body).toMatchObject({
      next: '01/QĐ-STC',
      full: false,
      mode: 'manual',
    });
    expect((await imported('310/QĐ-STC')).body).toMatchObject({
      next: '311/QĐ-STC',
      imported: { number: '310/QĐ-STC' },
    });
    const mended = await imported('31/QĐ-STC');
    expect([mended.status, mended.body.next]).toEqual([200, '32/QĐ-STC']);
    expect((await imported('31/QĐ-STC')).status).toBe(200);
    const trail = await api.site.service.store.audit.trail('registers/U01-QD');
    expect(trail.map((e) => [e.type, e.data['number'], e.data['before']])).toEqual([
      ['lastNumberImported', '310/QĐ-STC', undefined],
      ['lastNumberImported', '31/QĐ-STC', '310/QĐ-STC'],
    ]);

    const proposal = await approved();
    const before = await record(proposal, '31/QĐ-STC');
    expect([before.status, before.body.code]).toEqual([409, 'NUMBER_TAKEN']);
    expect(before.body.detail).toContain('Số 31/QĐ-STC đã dùng cho văn bản ngày 12/11/2026.');
    const early = await record(proposal, '32/QĐ-STC', '2026-11-11');
    expect([early.body.code, early.body.neighbours]).toEqual([
      'NUMBER_OUT_OF_ORDER',
      { before: { number: '31/QĐ-STC', serial: 31, date: '2026-11-12' } },
    ]);
    expect((await record(proposal, '33/QĐ-STC')).status).toBe(200);
    const behind = await imported('32/QĐ-STC');
    expect([behind.status, behind.body.code]).toEqual([409, 'REGISTER_BEHIND']);
    expect(behind.body.detail).toContain('số 33/QĐ-STC ngày 13/11/2026');
    expect((await imported('40/QĐ-STC', '2026-11-12')).body.code).toBe('NUMBER_OUT_OF_ORDER');
  });

  test('is refused in another form, of another register, of a day to come, from who may not', async () => {
    for (const number of ['50', '5/QĐ-STC', '50/QĐ-UBND', `${'9'.repeat(50)}/QĐ-STC`])
      expect([number, fieldsOf(await imported(number))]).toEqual([number, ['number']]);
    expect(fieldsOf(await imported('50/QĐ-STC', '2026-11-17'))).toEqual(['date']);
    expect((await imported('50/QĐ-STC', '2026-11-13', await api.as('unit', 'U01'))).status).toBe(403);
    expect((await imported('50/QĐ-STC', '2026-11-13', await api.as('clerk', 'U02'))).status).toBe(404);
    expect(
      (await clerk.post('/registers/NO/last-number', { number: '50/QĐ', date: '2026-11-13', reason: 'x' })).status,
    ).toBe(404);
  });
});

describe('a decision', () => {
  test('of two clerks at once has its number once; the other one reads whose it is, and takes the next', async () => {
    const both = [await approved(), await approved()] as const;
    const answers = await Promise.all(both.map((proposal) => record(proposal, '34/QĐ-STC')));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    const refused = answers.find((a) => a.status === 409)!;
    expect([refused.body.code, refused.body.neighbours.same.number]).toEqual(['NUMBER_TAKEN', '34/QĐ-STC']);
    expect(refused.body.detail).toContain('Số 34/QĐ-STC đã dùng cho văn bản ngày 13/11/2026.');
    const loser = both[answers.indexOf(refused)]!;
    await loser.reach('awaitingNumber');
    expect((await record(loser, '35/QĐ-STC')).status).toBe(200);
    const { refused: none } = await loser.reach('issued');
    expect(none).toBeUndefined();
  });

  test('dated on a day off is taken with a warning', async () => {
    const { body } = await record(await approved(), '36/QĐ-STC', '2026-11-15');
    expect([body.dayOff, body.warnings.map((w: { code: string }) => w.code)]).toEqual([true, ['dayOff']]);
    expect(body.warnings[0].vi).toContain('Ngày 15/11/2026 là ngày nghỉ');
  });

  test('that would lack what it prints is refused by field before its number is taken', async () => {
    const proposal = await approved(2, ' ');
    const refused = await record(proposal, '37/QĐ-STC', '2026-11-16');
    expect([refused.status, refused.body.code, fieldsOf(refused)]).toEqual([
      409,
      'FACTS_MISSING',
      ['lines.0.merit', 'lines.1.merit'],
    ]);
    expect((await clerk.get('/registers/U01-QD')).body.next).toBe('37/QĐ-STC');
    expect((await proposal.record()).status).toBe('awaitingNumber');
  });

  test('whose line is struck out while the clerk numbers is refused to him as changed, and goes out without the line', async () => {
    const proposal = await approved(2);
    const { version, lines } = await proposal.record();
    const [out, left] = lines.map((l) => l.nomination) as [string, string];
    const authority = await api.as('authority', 'U01');
    const reason = 'Có đơn cần xác minh';
    const strike = (nomination: string, expects: number) =>
      authority.post(`/proposals/${proposal.id}/strike`, { nomination, reason, expects });
    // the authority answers itself: its office strikes nothing out for it
    const ofUnit = await api.as('office', 'U01');
    const forIt = await ofUnit.post(`/proposals/${proposal.id}/strike`, { nomination: out, reason, expects: version });
    expect([forIt.status, forIt.body.code]).toEqual([403, 'FORBIDDEN']);
    expect((await proposal.record()).version).toBe(version);
    expect((await strike('HS-0', version)).status).toBe(404);
    expect((await strike(out, version)).status).toBe(200);
    const late = await clerk.post(
      `/proposals/${proposal.id}/record`,
      signed('37/QĐ-STC', '2026-11-16', { expects: version }),
    );
    expect([late.status, late.body.code]).toEqual([409, 'STATE_CHANGED']);
    const { version: now } = await eventually(proposal.record, (p) => p.version > version);
    expect((await strike(out, now)).status).toBe(404);
    const done = await record(proposal, '37/QĐ-STC', '2026-11-16');
    expect(done.status).toBe(200);
    const { decision } = await proposal.reach('issued');
    expect((await api.site.service.store.decisions.need(decision!)).lines).toEqual([left]);
    expect((await strike(left, now + 2)).body.code).toBe('ACTION_NOT_ALLOWED');
    await eventually(
      () => api.site.service.store.nominations.need(out),
      (n) => n.status === 'declined',
    );
  });
});

describe('a register', () => {
  const automatic = (more: object) => ({
    unit: 'U01',
    paper: 'decision',
    symbol: 'QĐ-STC',
    mode: 'automatic',
    validFrom: '2026-11-16',
    ...more,
  });

  test('at its last number says so, and goes on when an office has raised it', async () => {
    const { mail } = await accountFor(api.site, 'clerk', 'U01');
    expect((await office.put('/registers/U01-QD', automatic({ maximum: 37 }))).status).toBe(201);
    expect((await clerk.get('/registers/U01-QD')).body).toMatchObject({ full: true, last: { number: '37/QĐ-STC' } });
    const draft = await draftTestProposal(api.site.service, await beforeTheHead(1), {
      level: 'unit',
      mode: 'recorded',
    });
    const ofUnit = await api.as('office', 'U01');
    expect((await ofUnit.post(`/proposals/${draft._id}/send`)).status).toBe(202);
    const read = async () => (await ofUnit.get(`/proposals/${draft._id}`)).body;
    const { version } = await eventually(read, (p) => p.status === 'sent');
    await ofUnit.post(`/proposals/${draft._id}/answer`, { kind: 'approved', expects: version });
    const refused = await eventually(read, (p) => p.refused !== undefined);
    expect([refused.status, refused.refused]).toEqual(['awaitingNumber', { code: 'REGISTER_FULL' }]);
    // nobody has pressed anything: the clerk is told by mail
    const [told] = await eventually(
      () => Promise.resolve(api.site.service.mails.to(mail)),
      (mails) => mails.length === 1,
    );
    expect(told!.text).toMatch(/sổ đã dùng đến số cuối cùng[\s\S]*\/app\/proposals\//);
    const byHand = await clerk.post(
      `/proposals/${draft._id}/record`,
      signed('38/QĐ-STC', '2026-11-16', { expects: refused.version }),
    );
    expect([byHand.body.code, byHand.body.maximum]).toEqual(['REGISTER_FULL', 37]);
    expect((await office.put('/registers/U01-QD', automatic({ maximum: 99 }))).status).toBe(200);
    const draw = (expects: number) => clerk.post(`/proposals/${draft._id}/draw`, { expects });
    expect((await draw(refused.version - 1)).body.code).toBe('STATE_CHANGED');
    expect((await draw(refused.version)).status).toBe(200);
    const issued = await eventually(read, (p) => p.status === 'issued');
    expect((await clerk.get(`/decisions/${issued.decision}`)).body.number).toBe('38/QĐ-STC');
    expect((await draw(issued.version)).body.code).toBe('ACTION_NOT_ALLOWED');
  });

  test('is versioned by day, one for each kind of paper of a unit, and changes its counting on 1 January only', async () => {
    const versions = async () =>
      (await clerk.get('/registers/U01-QD/versions')).body.items.map((v: { validFrom: string }) => v.validFrom);
    expect(
      fieldsOf(await office.put('/registers/U01-QD', automatic({ restart: 'never', validFrom: '2026-12-01' }))),
    ).toEqual(['validFrom']);
    expect(
      (await office.put('/registers/U01-QD', automatic({ restart: 'never', validFrom: '2027-01-01' }))).status,
    ).toBe(201);
    expect(await versions()).toEqual(['2026-11-16', '2027-01-01']);
    expect((await clerk.get('/registers/U01-QD?day=2027-01-01')).body).toMatchObject({
      restart: 'never',
      next: '01/QĐ-STC',
    });
    expect((await clerk.get('/registers/U01-QD?day=2026-12-31')).body).toMatchObject({
      restart: 'yearly',
      next: '39/QĐ-STC',
    });
    expect(fieldsOf(await office.put('/registers/OTHER', automatic({})))).toEqual(['paper']);
    expect(
      fieldsOf(await office.put('/registers/U01-QD', automatic({ unit: 'U02', validFrom: '2026-12-01' }))),
    ).toEqual(['paper']);
    expect(fieldsOf(await office.put('/registers/U01-NEW', automatic({ unit: 'U99', paper: 'notice' })))).toEqual([
      'unit',
    ]);
    expect(fieldsOf(await office.put('/registers/U01-NEW', automatic({ paper: 'minutes', council: 'NO' })))).toEqual([
      'council',
    ]);
    expect(fieldsOf(await office.put('/registers/U01-NEW', automatic({ paper: 'notice', maximum: 0 })))).toEqual([
      'maximum',
    ]);
    expect((await (await api.as('office', 'U02')).put('/registers/U01-QD', automatic({}))).status).toBe(404);
  });
});

describe('papers of a council', () => {
  const minutes = (date: string, more: object = {}) => ({
    date,
    subject: 'Biên bản họp Hội đồng Thi đua - Khen thưởng',
    signer: 'Nguyễn Văn Mẫu C1',
    signerPost: 'Chủ tịch Hội đồng',
    form: 'TM.',
    ...more,
  });
  const register = (symbol: string, more: object) => ({
    unit: 'U02',
    council: 'HD-TINH',
    symbol,
    validFrom: '2024-01-01',
    ...more,
  });

  test('have a series of their own, which begins anew with the year of the paper', async () => {
    const body = register('BB-HĐTĐKT', { paper: 'minutes', mode: 'automatic' });
    expect((await office.put('/registers/HD-TINH-BB', body)).status).toBe(201);
    const secretary = await api.as('secretary');
    const number = async (date: string, headers?: Record<string, string>) => {
      const { status, body: made } = await secretary.post('/registers/HD-TINH-BB/papers', minutes(date), headers);
      return [status, made.number, made.kind, made.warnings.map((w: { code: string }) => w.code)];
    };
    const key = { 'idempotency-key': 'minutes-1' };
    expect(await number('2025-12-31', key)).toEqual([201, '01/BB-HĐTĐKT', 'paper', ['yearBefore']]);
    expect(await number('2025-12-31', key)).toEqual([200, '01/BB-HĐTĐKT', 'paper', ['yearBefore']]);
    expect(await number('2025-12-31')).toEqual([201, '02/BB-HĐTĐKT', 'paper', ['yearBefore']]);
    expect(await number('2026-01-02')).toEqual([201, '01/BB-HĐTĐKT', 'paper', expect.any(Array)]);
    expect((await secretary.get('/registers/HD-TINH-BB')).body).toMatchObject({
      last: { number: '01/BB-HĐTĐKT' },
      council: 'HD-TINH',
    });
    const named = await secretary.post(
      '/registers/HD-TINH-BB/papers',
      minutes('2026-01-05', { number: '02/BB-HĐTĐKT' }),
    );
    expect(fieldsOf(named)).toEqual(['number']);
  });

  test('of a series that goes on keep the number of the year before in mind', async () => {
    const body = register('TB-HĐTĐKT', { paper: 'notice', restart: 'never' });
    expect((await office.put('/registers/HD-TB', body)).status).toBe(201);
    const ofProvince = await api.as('clerk');
    const give = (number: string, date: string) =>
      ofProvince.post('/registers/HD-TB/papers', minutes(date, { number }));
    expect((await give('40/TB-HĐTĐKT', '2025-12-31')).status).toBe(201);
    expect((await give('01/TB-HĐTĐKT', '2026-01-02')).body.code).toBe('NUMBER_OUT_OF_ORDER');
    expect((await give('41/TB-HĐTĐKT', '2026-01-02')).status).toBe(201);
    expect(fieldsOf(await ofProvince.post('/registers/HD-TB/papers', minutes('2026-01-05')))).toEqual(['number']);
  });

  test('are numbered by clerk and secretary, of their own unit, for days that have come; decisions are none of them', async () => {
    const ofUnit = await api.as('secretary', 'U01');
    expect((await ofUnit.post('/registers/HD-TINH-BB/papers', minutes('2026-01-05'))).status).toBe(404);
    expect((await office.post('/registers/HD-TINH-BB/papers', minutes('2026-01-05'))).status).toBe(403);
    const secretary = await api.as('secretary');
    expect(fieldsOf(await secretary.post('/registers/HD-TINH-BB/papers', minutes('2026-11-17')))).toEqual(['date']);
    expect(
      (await secretary.post('/registers/HD-TINH-BB/papers', minutes('2026-01-05', { session: 'no' }))).status,
    ).toBe(404);
    expect(
      fieldsOf(await secretary.post('/registers/U00-QD/papers', minutes('2026-01-05', { number: '01/QĐ-UBND' }))),
    ).toEqual(['code']);
    expect(
      (await secretary.post('/registers/HD-TINH-BB/papers', { ...minutes('2026-01-05'), subject: 'x'.repeat(501) }))
        .status,
    ).toBe(400);
  });
});
