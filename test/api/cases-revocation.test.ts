import { randomUUID } from 'node:crypto';
import type { PastAward } from '../../platform/store/ledger';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { actOn, conclusion, issueCertificate, openCase, reach, signedPaper, type CaseWorkers } from '../setup/cases';
import { START } from '../setup/fixtures';
import { eventually } from '../setup/service';

let api: TestApi;
let office: TestCaller;
let clerk: TestCaller;
let ofUnit: TestCaller;
let us: CaseWorkers;
beforeAll(async () => {
  api = await startApi();
  [office, clerk, ofUnit] = await Promise.all([api.as('office'), api.as('clerk'), api.as('office', 'U01')]);
  us = { office, clerk };
  const person = { name: 'Lê Thị Mẫu', address: 'Bà', post: 'Chuyên viên', unit: 'U01' };
  for (const no of [1, 2, 3, 4, 5, 6]) await office.put(`/people/P${no}`, person);
});
afterAll(() => api.stop());

const by = { actor: 'key:test', now: START };
const past = (subject: string, award: string, awardYear: number, more: Partial<PastAward> = {}): PastAward => ({
  _id: `import/${subject}-${award}-${awardYear}`,
  subject,
  subjectKind: 'person',
  award,
  awardYear,
  commendationType: 'merit',
  authority: 'Giám đốc Sở Tài chính',
  decisionNumber: `${awardYear}/QĐ-STC`,
  decidedOn: `${awardYear}-11-10`,
  ...more,
});

/** Three titles in a row and the provincial one that rests on them. */
async function career(subject: string): Promise<void> {
  const titles = [2024, 2025, 2026].map((year) => past(subject, 'CSTDCS', year));
  await api.site.service.store.history.putPast([...titles, past(subject, 'CSTDT', 2026)], by);
}

const asked = (award: string, more: object = {}) => ({
  kind: 'revocation',
  award,
  reason: 'Kê khai gian dối',
  ground: 'fraud',
  conclusion,
  ...more,
});
const open = (award: string, more: object = {}, caller = office, key: string = randomUUID()) =>
  caller.post('/cases', asked(award, more), { 'idempotency-key': key });

/** Opened, signed and recorded. @returns its id */
async function revoke(award: string, serial: number, more: object = {}): Promise<string> {
  const id = await openCase(us, award, 'revocation', more);
  await reach(us, id, 'awaitingPaper');
  const { status, body } = await actOn(clerk, id, 'record', signedPaper(`${serial}/QĐ-UBND`));
  expect([status, body.code]).toEqual([200, undefined]);
  await eventually(
    async () => (await office.get(`/cases/${id}`)).body.status as string,
    (now) => now === 'awaitingReturn' || now === 'done',
  );
  return id;
}

interface Entry {
  readonly id: string;
  readonly award: string;
  readonly revoked?: object;
  readonly restsOnRevoked?: readonly { readonly on: readonly string[]; readonly say: { readonly vi: string } }[];
}
const ledger = async (person: string): Promise<readonly Entry[]> =>
  (await office.get(`/people/${person}/awards`)).body.items as readonly Entry[];

/** How many commands of the database a request takes. */
async function commandsOf(request: () => Promise<unknown>): Promise<number> {
  const client = api.site.service.database.getClient();
  let commands = 0;
  const count = (): void => void (commands += 1);
  client.on('commandStarted', count);
  try {
    await request();
  } finally {
    client.off('commandStarted', count);
  }
  return commands;
}

describe('R35: an award that is revoked', () => {
  test('stays in the ledger; the later one that rested on it says by which rule, and so does the case, before and after', async () => {
    await career('P1');
    await career('P2');
    const gone = 'import/P1-CSTDCS-2025';
    expect((await ledger('P1')).some((entry) => entry.restsOnRevoked)).toBe(false);
    const id = await openCase(us, gone, 'revocation');
    const shown = await reach(us, id, 'awaitingPaper');
    const rests = {
      on: [gone],
      rule: 'R04',
      code: 'R04.CSTDT',
      kind: 'BLOCK',
      outcome: 'fail',
      say: {
        vi: expect.stringMatching(/^Đã dựa vào Chiến sĩ thi đua cơ sở năm 2025, Quyết định số 2025\/QĐ-STC/),
        en: expect.stringContaining('since revoked; without it:'),
      },
      citation: { vi: expect.stringContaining('Điều 22'), en: expect.any(String) },
      sourceLevel: 'law',
      verified: true,
    };
    // what would be touched is listed before anything is signed
    expect(shown.touches).toEqual([expect.objectContaining({ award: 'CSTDT', restsOnRevoked: [rests] })]);
    expect((await ledger('P1')).some((entry) => entry.revoked ?? entry.restsOnRevoked)).toBe(false);

    await actOn(clerk, id, 'record', signedPaper('77/QĐ-UBND'));
    const { decision, touches } = await reach(us, id, 'awaitingReturn');
    expect([decision.number, touches.length]).toEqual(['77/QĐ-UBND', 1]);
    const after = await ledger('P1');
    expect(after.map(({ award, restsOnRevoked }) => [award, restsOnRevoked])).toEqual([
      ['CSTDCS', undefined],
      ['CSTDCS', undefined],
      ['CSTDCS', undefined],
      ['CSTDT', [rests]],
    ]);
    expect(after.find((entry) => entry.id === gone)?.revoked).toEqual({
      on: '2026-11-16',
      paper: '77/QĐ-UBND',
      ground: 'fraud',
    });
    // the awards of somebody else rest on nothing of his
    expect((await ledger('P2')).some((entry) => entry.restsOnRevoked)).toBe(false);
  });

  test('is opened once, recorded once, and not revoked again', async () => {
    await career('P3');
    const gone = 'import/P3-CSTDCS-2024';
    const key = randomUUID();
    const first = await open(gone, {}, office, key);
    expect(first.status).toBe(201);
    const same = await open(gone, {}, office, key);
    expect([same.status, same.body.id]).toEqual([200, first.body.id]);
    expect((await open(gone, { ground: 'conclusion' }, office, key)).status).toBe(422);
    const other = await open(gone);
    expect([other.status, other.body.code, other.body.case]).toEqual([409, 'CASE_OPEN', first.body.id]);
    const id = first.body.id as string;
    await reach(us, id, 'awaitingPaper');
    const sign = { 'idempotency-key': randomUUID() };
    const { version } = (await clerk.get(`/cases/${id}`)).body;
    const paper = { ...signedPaper('78/QĐ-UBND'), expects: version };
    const recorded = await clerk.post(`/cases/${id}/record`, paper, sign);
    expect(recorded.status).toBe(200);
    const again = await clerk.post(`/cases/${id}/record`, paper, sign);
    expect([again.status, again.body.decision]).toEqual([200, recorded.body.decision]);
    await reach(us, id, 'awaitingReturn');
    expect((await actOn(clerk, id, 'record', signedPaper('79/QĐ-UBND'))).body.code).toBe('ACTION_NOT_ALLOWED');
    for (const what of ['object', 'money'])
      expect((await actOn(office, id, 'return', { what, on: '2026-11-16' })).status).toBe(200);
    await reach(us, id, 'done');
    const late = await open(gone);
    expect([late.status, late.body.code]).toEqual([409, 'AWARD_CHANGED']);
    const trail = await api.site.service.store.audit.trail(`awards/${gone}`);
    expect(trail.map((e) => e.type)).toEqual(['created', 'revoked']);
    expect((await office.get(`/decisions/${recorded.body.decision}`)).body).toMatchObject({
      kind: 'revocation',
      case: id,
    });
  });

  test('makes its certificate invalid, with the paper that says so; object and money come back apart', async () => {
    const { store } = api.site.service;
    const issued = await issueCertificate(store, { serial: 4 });
    const id = await revoke(issued.number, 81);
    expect((await office.get(`/certificates/${issued.number}`)).body.status).toBe('revoked');
    expect((await api.site.get(`/verify/${issued.verifyCode}`)).html).toContain('81/QĐ-UBND');
    // 15 working days, with the holiday of 24 November
    const { body } = await office.get(`/cases/${id}`);
    expect(body).toMatchObject({ status: 'awaitingReturn', due: '2026-12-08', outstanding: ['object', 'money'] });
    expect((await actOn(office, id, 'return', { what: 'money', on: '2026-11-17' })).status).toBe(400);
    expect((await actOn(office, id, 'return', { what: 'money', on: '2026-11-16' })).status).toBe(200);
    expect((await office.get(`/cases/${id}`)).body.outstanding).toEqual(['object']);
    const twice = await actOn(office, id, 'return', { what: 'money', on: '2026-11-16' });
    expect([twice.status, twice.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
    const waiver = { what: 'object', reason: 'Đã cháy', paper: { ...conclusion, title: 'Xác nhận' } };
    expect((await actOn(office, id, 'waive', waiver)).status).toBe(200);
    const done = await reach(us, id, 'done');
    expect(done.settled).toEqual({
      object: { how: 'waived', on: '2026-11-16' },
      money: { how: 'returned', on: '2026-11-16' },
    });
    await eventually(
      () => Promise.resolve(api.site.service.mails.keyed(`caseNotice.${id}.`).length),
      (n) => n === 1,
    );
    const [notice] = api.site.service.mails.keyed(`caseNotice.${id}.`);
    expect(notice!.text).toContain('chậm nhất thứ Ba, ngày 08/12/2026');
    const drawn = await eventually(
      () => office.get(`/decisions/${done.decision.id}/document.pdf`),
      (reply) => reply.status === 200,
    );
    expect([drawn.status, drawn.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    expect((await office.get(`/cases/${id}/draft.pdf`)).status).toBe(200);
  });

  test('takes the rules of the register: taken, out of order, another symbol, a day ahead or before the award', async () => {
    const { store } = api.site.service;
    const issued = await issueCertificate(store, { serial: 5 });
    const id = await openCase(us, issued._id, 'revocation');
    await reach(us, id, 'awaitingPaper');
    const record = (number: string, date?: string) => actOn(clerk, id, 'record', signedPaper(number, date));
    const taken = await record('05/QĐ-UBND');
    expect([taken.status, taken.body.code, taken.body.neighbours.same.number]).toEqual([
      409,
      'NUMBER_TAKEN',
      '05/QĐ-UBND',
    ]);
    expect((await record('5/QĐ-UBND')).body.fields[0].field).toBe('number');
    expect((await record('90/QĐ-STC')).body.fields[0].field).toBe('number');
    expect((await record('90/QĐ-UBND', '2026-11-17')).body.fields[0].field).toBe('date');
    expect((await record('90/QĐ-UBND', '2026-11-13')).body.fields[0].field).toBe('date');
    expect((await actOn(office, id, 'record', signedPaper('90/QĐ-UBND'))).status).toBe(403);
    expect((await office.get(`/cases/${id}`)).body.status).toBe('awaitingPaper');
    expect((await actOn(office, id, 'cancel', { reason: 'Mở nhầm' })).status).toBe(200);
    await reach(us, id, 'cancelled');
    expect((await office.get(`/certificates/${issued.number}`)).body.status).toBe('valid');
  });

  test.each<[string, object, string]>([
    ['no ground', { ground: undefined }, 'ground'],
    ['a ground that is none', { ground: 'other' }, 'ground'],
    ['no conclusion', { conclusion: undefined }, 'conclusion'],
    ['a conclusion without a number', { conclusion: { ...conclusion, number: undefined } }, 'conclusion.number'],
    ['a conclusion of a day ahead', { conclusion: { ...conclusion, date: '2026-11-17' } }, 'conclusion.date'],
    ['a file that nobody attached', { conclusion: { ...conclusion, attachment: 'nothing' } }, 'papers.0.attachment'],
  ])('is refused with %s, and nothing is opened', async (_what, more, field) => {
    await career('P5');
    const reply = await open('import/P5-CSTDCS-2025', more);
    expect([reply.status, reply.body.fields[0].field]).toEqual([400, field]);
    expect((await office.get('/cases?award=import/P5-CSTDCS-2025')).body.items).toEqual([]);
  });

  test('a unit revokes what its head decides on, and nothing else; who reads does not revoke', async () => {
    await career('P6');
    expect((await open('import/P6-CSTDT-2026', {}, ofUnit)).status).toBe(403);
    expect((await open('import/P6-CSTDCS-2025', {}, await api.as('office', 'U02'))).status).toBe(404);
    expect((await open('import/P6-CSTDCS-2025', {}, await api.as('unit', 'U01'))).status).toBe(403);
    expect((await open('import/none')).status).toBe(404);
    const own = await open('import/P6-CSTDCS-2025', {}, ofUnit);
    expect([own.status, own.body.level]).toEqual([201, 'unit']);
    const id = own.body.id as string;
    await reach(us, id, 'awaitingPaper');
    // the province sees what a unit does and does not do it for it
    expect((await actOn(clerk, id, 'record', signedPaper('91/QĐ-UBND'))).status).toBe(403);
    const unitClerk = await api.as('clerk', 'U01');
    expect((await actOn(unitClerk, id, 'record', signedPaper('21/QĐ-STC'))).status).toBe(200);
    await reach(us, id, 'awaitingReturn');
    expect((await (await api.as('office', 'U02')).get(`/cases/${id}`)).status).toBe(404);
  });

  test('an award of the State is revoked by a paper from elsewhere', async () => {
    await api.site.service.store.history.putPast([past('P4', 'BKTTG', 2025, { authority: 'Thủ tướng Chính phủ' })], by);
    const id = await openCase(us, 'import/P4-BKTTG-2025', 'revocation');
    await reach(us, id, 'awaitingPaper');
    expect((await actOn(clerk, id, 'record', signedPaper('345/QĐ-TTg'))).status).toBe(200);
    const { decision } = await reach(us, id, 'awaitingReturn');
    expect(decision.number).toBe('345/QĐ-TTg');
  });

  test('is told with three more commands, and with none where nothing was revoked', async () => {
    const awardsOf = (person: string) => commandsOf(() => office.get(`/people/${person}/awards`));
    // rules are kept once they have been read
    await awardsOf('P6');
    expect((await awardsOf('P6')) - (await awardsOf('P2'))).toBeLessThanOrEqual(3);
  });
});
