import { randomUUID } from 'node:crypto';
import type { PastAward } from '../../platform/store/ledger';
import { certificate, decision, history } from '../platform/store/examples';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { dossier, START } from '../setup/fixtures';

let api: TestApi;
let office: TestCaller;
let ofUnit: TestCaller;
beforeAll(async () => {
  api = await startApi({ worker: false });
  [office, ofUnit] = await Promise.all([api.as('office'), api.as('office', 'U01')]);
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

const paper = { kind: 'decision', title: 'Quyết định hủy bỏ', number: '77/QĐ-UBND', date: '2026-11-16' };
const revocation = (award: string, more: object = {}) => ({ award, ground: 'fraud', paper, ...more });
const revoke = (award: string, more: object = {}, caller = office, key: string = randomUUID()) =>
  caller.post('/award-revocations', revocation(award, more), { 'idempotency-key': key });

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
  test('stays in the ledger; the later one that rested on it says by which rule, and so does the answer', async () => {
    await career('P1');
    await career('P2');
    const gone = 'import/P1-CSTDCS-2025';
    expect((await ledger('P1')).some((entry) => entry.restsOnRevoked)).toBe(false);
    const { status, body } = await revoke(gone);
    expect(status).toBe(201);
    expect(body.entry).toMatchObject({
      id: gone,
      revoked: { on: '2026-11-16', paper: '77/QĐ-UBND', ground: 'fraud' },
    });
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
    expect(body.touches).toEqual([expect.objectContaining({ award: 'CSTDT', restsOnRevoked: [rests] })]);
    const after = await ledger('P1');
    expect(after.map(({ award, restsOnRevoked }) => [award, restsOnRevoked])).toEqual([
      ['CSTDCS', undefined],
      ['CSTDCS', undefined],
      ['CSTDCS', undefined],
      ['CSTDT', [rests]],
    ]);
    // the awards of somebody else rest on nothing of his
    expect((await ledger('P2')).some((entry) => entry.restsOnRevoked)).toBe(false);
  });

  test('twice is once, by another paper it is refused, and the first one stays', async () => {
    await career('P3');
    const gone = 'import/P3-CSTDCS-2024';
    const key = randomUUID();
    expect((await revoke(gone, {}, office, key)).status).toBe(201);
    expect((await revoke(gone, {}, office, key)).status).toBe(200);
    const again = await revoke(gone);
    expect([again.status, again.body.touches.length]).toEqual([200, 1]);
    expect((await revoke(gone, { ground: 'conclusion' }, office, key)).status).toBe(422);
    const other = await revoke(gone, { paper: { ...paper, number: '78/QĐ-UBND' } });
    expect([other.status, other.body.fields[0].field]).toEqual([400, 'paper']);
    const trail = await api.site.service.store.audit.trail(`awards/${gone}`);
    expect(trail.map((e) => e.type)).toEqual(['created', 'revoked']);
  });

  test('makes its certificate invalid, with the paper that says so', async () => {
    const { store } = api.site.service;
    const { record } = await store.nominations.create({
      actor: 'k',
      now: START,
      unit: 'U01',
      dossier: dossier('BKT', 1, { criterion: 'BKT.a' }),
    });
    const made = decision(801, '2026-11-13', { lines: [record._id], register: 'revocations' });
    await store.decisions.insert(made);
    const [issued] = await store.certificates.issueBatch({
      decision: made._id,
      batch: 1,
      goldBook: { register: 'rv', prefix: 'SV-rv' },
      now: START,
      actor: 'service',
      lines: [
        {
          nomination: record._id,
          certificate,
          history: { ...history, subject: 'P4', awardYear: 2026, decidedOn: '2026-11-13' },
        },
      ],
    });
    expect((await revoke(issued!._id)).status).toBe(201);
    expect((await office.get(`/certificates/${issued!.number}`)).body.status).toBe('revoked');
    const page = await api.site.get(`/verify/${issued!.verifyCode}`);
    expect(page.html).toContain('77/QĐ-UBND');
  });

  test.each<[string, object, string]>([
    ['no ground', { ground: undefined }, 'ground'],
    ['a ground that is none', { ground: 'other' }, 'ground'],
    ['no paper', { paper: undefined }, 'paper'],
    ['a paper without a number', { paper: { ...paper, number: undefined } }, 'paper.number'],
    ['a paper of a day ahead', { paper: { ...paper, date: '2026-11-17' } }, 'paper.date'],
    ['a paper from before the award', { paper: { ...paper, date: '2025-11-09' } }, 'paper.date'],
    ['a file that nobody attached', { paper: { ...paper, attachment: 'nothing' } }, 'paper.0.attachment'],
  ])('is refused with %s, and nothing is marked', async (_what, more, field) => {
    await career('P5');
    const reply = await revoke('import/P5-CSTDCS-2025', more);
    expect([reply.status, reply.body.fields[0].field]).toEqual([400, field]);
    expect((await ledger('P5')).some((entry) => entry.revoked)).toBe(false);
  });

  test('a unit revokes what its head decides on, and nothing else; who reads does not revoke', async () => {
    await career('P6');
    expect((await revoke('import/P6-CSTDT-2026', {}, ofUnit)).status).toBe(403);
    expect((await revoke('import/P6-CSTDCS-2025', {}, await api.as('office', 'U02'))).status).toBe(404);
    expect((await revoke('import/P6-CSTDCS-2025', {}, await api.as('unit', 'U01'))).status).toBe(403);
    expect((await revoke('import/none')).status).toBe(404);
    expect((await revoke('import/P6-CSTDCS-2025', {}, ofUnit)).status).toBe(201);
  });

  test('is told with three more commands, and with none where nothing was revoked', async () => {
    const awardsOf = (person: string) => commandsOf(() => office.get(`/people/${person}/awards`));
    await revoke('import/P6-CSTDCS-2025');
    // rules are kept once they have been read
    await awardsOf('P6');
    expect((await awardsOf('P6')) - (await awardsOf('P2'))).toBeLessThanOrEqual(3);
  });
});
