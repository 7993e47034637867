import { startApi, type TestApi, type TestCaller } from '../setup/api';
import {
  actOn,
  asked,
  conclusion,
  issueCertificate,
  openCase,
  reach,
  signedPaper,
  type CaseWorkers,
} from '../setup/cases';
import { eventually } from '../setup/service';

/** Bad input at the calls about cases, row by row; after each there is no case that was not there before. */

type What = keyof typeof asked;
const kinds = [
  'correction',
  'replacement',
  'revocation',
  'reprint',
  'lost',
  'complaint',
] as const satisfies readonly What[];

let api: TestApi;
let us: CaseWorkers;
let others: readonly (readonly [TestCaller, number])[];
let award: string;
beforeAll(async () => {
  api = await startApi();
  us = { office: await api.as('office'), clerk: await api.as('clerk') };
  others = [
    [us.clerk, 403],
    [await api.as('unit', 'U01'), 403],
    [await api.as('inspector'), 403],
    [await api.as('office', 'U02'), 404],
  ];
  award = (await issueCertificate(api.site.service.store, { serial: 1 }))._id;
});
afterAll(() => api.stop());

const cases = async (): Promise<number> => (await us.office.get('/cases?limit=100')).body.items.length as number;
const wide = 'x'.repeat(20_001);

/** What a kind asks besides, left out or wrong. */
const wrongFacts: readonly [string, object, number][] = [
  ['without facts', { facts: undefined }, 400],
  ['with facts that say nothing', { facts: {} }, 400],
  ['with a fact that is right already', { facts: { name: 'Lê Thị Mẫu 1' } }, 400],
  ['with a fact that is not printed', { facts: { residence: 'Thôn 1' } }, 400],
  ['with a fact that is none', { facts: { number: '7' } }, 400],
];
const wrong: { readonly [K in What]: readonly [string, object, number][] } = {
  correction: wrongFacts,
  replacement: wrongFacts,
  revocation: [
    ['with a ground that is none', { ground: 'other' }, 400],
    ['without a conclusion', { conclusion: undefined }, 400],
  ],
  reprint: [['without saying why it is needed', { because: undefined }, 400]],
  lost: [['without a paper about the loss', { paper: undefined }, 400]],
  complaint: [
    ['without the paper of who complains', { paper: undefined }, 400],
    ['with a paper of a day ahead', { paper: { ...asked.complaint.paper, date: '2026-11-17' } }, 400],
    ['with a file that nobody attached', { paper: { ...asked.complaint.paper, attachment: 'nothing' } }, 400],
  ],
};

describe.each(kinds)('a case of the kind %s', (kind) => {
  const good = asked[kind];
  test.each<[string, object, number]>([
    ['without an award', { award: undefined }, 400],
    ['about an award that is none', { award: 'nothing' }, 404],
    ['without a reason', { reason: undefined }, 400],
    ['with an empty reason', { reason: '   ' }, 400],
    ['with a reason that is a number', { reason: 7 }, 400],
    ['with a reason that hides something', { reason: 'Lý do\u202Ekhác' }, 400],
    ['with a huge reason', { reason: wide }, 400],
    ['of a kind that is none', { kind: 'pardon' }, 400],
    ['with a field that nobody asked for', { status: 'done' }, 400],
    ['with another operator', { award: { $ne: '' } }, 400],
    ...wrong[kind],
  ])('%s is refused, and nothing is opened', async (_what, more, status) => {
    const before = await cases();
    const reply = await us.office.post('/cases', { award, ...good, ...more });
    expect([reply.status, reply.body.status, reply.body.detail.length > 0]).toEqual([status, status, true]);
    expect(await cases()).toBe(before);
  });

  test('is opened by nobody but its office, under one key once, in letters that are composed', async () => {
    const { _id } = await issueCertificate(api.site.service.store, { serial: 10 + kinds.indexOf(kind) });
    for (const [who, status] of others) expect((await who.post('/cases', { award: _id, ...good })).status).toBe(status);
    const key = { 'idempotency-key': `open-${kind}` };
    const body = { award: _id, ...good, reason: 'Lý do đã được kiểm tra'.normalize('NFD') };
    const first = await us.office.post('/cases', body, key);
    const again = await us.office.post('/cases', { ...body, reason: body.reason.normalize('NFC') }, key);
    expect([first.status, again.status, again.body.id]).toEqual([201, 200, first.body.id]);
    const other = await us.office.post('/cases', { ...body, reason: 'Lý do khác' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED']);
    expect((await us.office.get(`/cases/${first.body.id}`)).body.reason).toBe(
      'Lý do đã được kiểm tra'.normalize('NFC'),
    );
  });
});

describe.each([
  ['correction', 'UBND-NC'],
  ['replacement', 'QĐ-UBND'],
  ['revocation', 'QĐ-UBND'],
] as const)('the signed paper of a %s', (kind, symbol) => {
  test('is refused as it should not be recorded, and recorded once', async () => {
    const { _id } = await issueCertificate(api.site.service.store, {
      serial: { correction: 21, replacement: 31, revocation: 41 }[kind],
    });
    const id = await openCase(us, _id, kind);
    await reach(us, id, 'awaitingPaper');
    const number = `${{ correction: 22, replacement: 32, revocation: 42 }[kind]}/${symbol}`;
    const paper = signedPaper(number);
    const bad: readonly [object, string][] = [
      [{ number: '' }, 'number'],
      [{ number: wide }, 'number'],
      [{ number: 7 }, 'number'],
      [{ date: '2026-02-30' }, 'date'],
      [{ date: '2026-11-17' }, 'date'],
      [{ date: '2026-11-13' }, 'date'],
      [{ signer: undefined }, 'signer'],
      [{ form: 'XX.' }, 'form'],
    ];
    for (const [more, field] of bad) {
      const { status, body } = await actOn(us.clerk, id, 'record', { ...paper, ...more });
      expect([more, status, body.fields?.[0]?.field]).toEqual([more, 400, field]);
    }
    if (kind !== 'correction') {
      const taken = await actOn(us.clerk, id, 'record', signedPaper('01/QĐ-UBND'));
      expect([taken.status, taken.body.code]).toEqual([409, 'NUMBER_TAKEN']);
    }
    expect((await actOn(us.office, id, 'record', paper)).status).toBe(403);
    expect((await (await api.as('clerk', 'U02')).post(`/cases/${id}/record`, { ...paper, expects: 1 })).status).toBe(
      404,
    );
    for (const action of ['print', 'hold', 'return', 'conclude', 'release'] as const) {
      const bodies = {
        print: {},
        hold: { reason: 'r' },
        return: { what: 'object', on: '2026-11-16' },
        conclude: { outcome: 'rejected', reason: 'r', paper: conclusion },
        release: { reason: 'r', paper: conclusion },
      } as const;
      const { status, body } = await actOn(us.office, id, action, bodies[action]);
      expect([action, status, body.code, body.state]).toEqual([action, 409, 'ACTION_NOT_ALLOWED', 'awaitingPaper']);
    }
    const stale = await actOn(us.clerk, id, 'record', { ...paper, expects: 99 });
    expect([stale.status, stale.body.code]).toEqual([409, 'STATE_CHANGED']);
    const { version: expects } = (await us.clerk.get(`/cases/${id}`)).body;
    const key = { 'idempotency-key': `record-${kind}` };
    const said = { ...paper, expects };
    const first = await us.clerk.post(`/cases/${id}/record`, said, key);
    expect([first.status, first.body.code]).toEqual([200, undefined]);
    const again = await us.clerk.post(`/cases/${id}/record`, said, key);
    expect([again.status, again.body.decision]).toEqual([200, first.body.decision]);
    const other = await us.clerk.post(`/cases/${id}/record`, { ...said, signer: 'Người khác' }, key);
    expect([other.status, other.body.code]).toEqual([422, 'KEY_REUSED']);
  });
});

/** One after the other: what is said of a case, and how it is answered. */
async function refuses(
  who: TestCaller,
  id: string,
  rows: readonly (readonly [action: string, body: object, status: number, code: string])[],
): Promise<void> {
  for (const [action, body, status, code] of rows) {
    const reply = await actOn(who, id, action, body);
    expect([action, body, reply.status, reply.body.code]).toEqual([action, body, status, code]);
    expect(reply.body.detail.length).toBeGreaterThan(0);
  }
}

const today = '2026-11-16';

test('a damaged certificate is printed again after it has come back, once, and by nobody else', async () => {
  const { _id } = await issueCertificate(api.site.service.store, { serial: 51 });
  const id = await openCase(us, _id, 'reprint');
  await reach(us, id, 'awaitingReturn');
  await refuses(us.office, id, [
    ['print', {}, 409, 'ACTION_NOT_ALLOWED'],
    ['return', { what: 'object', on: '2026-11-17' }, 400, 'VALIDATION'],
    ['return', { what: 'object', on: '16/11/2026' }, 400, 'VALIDATION'],
    ['return', { what: 'money', on: today }, 409, 'ACTION_NOT_ALLOWED'],
    ['return', { what: 'medal', on: today }, 400, 'VALIDATION'],
    ['waive', { what: 'object', reason: 'Đã cháy' }, 400, 'VALIDATION'],
    ['waive', { what: 'object', reason: 'Đã cháy', paper: { ...conclusion, number: undefined } }, 400, 'VALIDATION'],
  ]);
  await refuses(us.clerk, id, [['return', { what: 'object', on: today }, 403, 'FORBIDDEN']]);
  expect((await actOn(us.office, id, 'return', { what: 'object', on: today })).status).toBe(200);
  await refuses(us.office, id, [
    ['return', { what: 'object', on: today }, 409, 'ACTION_NOT_ALLOWED'],
    ['record', signedPaper('52/QĐ-UBND'), 403, 'FORBIDDEN'],
    ['print', { reason: wide }, 400, 'VALIDATION'],
  ]);
  expect((await actOn(us.office, id, 'print', {})).status).toBe(200);
  await reach(us, id, 'done');
  await refuses(us.office, id, [
    ['print', {}, 409, 'ACTION_NOT_ALLOWED'],
    ['cancel', { reason: 'r' }, 409, 'ACTION_NOT_ALLOWED'],
  ]);
});

test('a complaint holds once, lets go of what it holds, and is concluded by a numbered paper', async () => {
  const { _id } = await issueCertificate(api.site.service.store, { serial: 53 });
  const id = await openCase(us, _id, 'complaint');
  await reach(us, id, 'open');
  await refuses(us.office, id, [
    ['release', { reason: 'r', paper: conclusion }, 409, 'ACTION_NOT_ALLOWED'],
    ['hold', { reason: '' }, 400, 'VALIDATION'],
    ['papers', { reason: 'r' }, 400, 'VALIDATION'],
    ['conclude', { outcome: 'pardoned', reason: 'r', paper: conclusion }, 400, 'VALIDATION'],
    ['conclude', { outcome: 'upheld', reason: 'r', paper: { ...conclusion, number: undefined } }, 400, 'VALIDATION'],
    ['cancel', { reason: 'r' }, 409, 'ACTION_NOT_ALLOWED'],
  ]);
  for (const [who, status] of others) {
    const reply = await who.post(`/cases/${id}/hold`, { reason: 'r', expects: 1 });
    expect(reply.status).toBe(status);
  }
  expect((await actOn(us.office, id, 'hold', { reason: 'Chờ xác minh' })).status).toBe(200);
  await refuses(us.office, id, [
    ['hold', { reason: 'r' }, 409, 'ACTION_NOT_ALLOWED'],
    ['release', { reason: 'r' }, 400, 'VALIDATION'],
  ]);
  // what it holds is not recorded meanwhile
  const held = await openCase(us, _id, 'revocation');
  await reach(us, held, 'awaitingPaper');
  await refuses(us.clerk, held, [['record', signedPaper('54/QĐ-UBND'), 409, 'ON_HOLD']]);
  const end = { outcome: 'rejected', reason: 'Không đúng', paper: conclusion };
  expect((await actOn(us.office, id, 'conclude', end)).status).toBe(200);
  await reach(us, id, 'done');
  await refuses(us.office, id, [['conclude', end, 409, 'ACTION_NOT_ALLOWED']]);
  await eventually(
    async () => (await us.clerk.get(`/cases/${held}`)).body.heldBy as readonly string[],
    (complaints) => complaints.length === 0,
  );
  expect((await actOn(us.clerk, held, 'record', signedPaper('54/QĐ-UBND'))).status).toBe(200);
});
