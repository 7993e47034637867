import { accountFor } from '../setup/accounts';
import { startApi, type TestApi, type TestCaller } from '../setup/api';
import { sendDocket, type TestDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { eventually } from '../setup/service';
import { mailNames } from '../../templates/mail';
import { fieldsOf } from './council';

let api: TestApi;
let docket: TestDocket;
let office: TestCaller;
beforeAll(async () => {
  api = await startApi();
  docket = await sendDocket(api.site.service, [dossier('GK', 1)]);
  await docket.reach('submitted');
  office = await api.as('office', 'U01');
});
afterAll(() => api.stop());

const receipt = '/mail-texts/receipt/vi';
const own = { subject: 'Sở Tài chính: đã nhận {ttr}', opening: 'Trân trọng cảm ơn {unit}.' };

test('every mail is listed with what is in force, and read with its placeholders', async () => {
  const { body } = await office.get('/mail-texts');
  expect(body.items.map(({ kind }: { kind: string }) => kind)).toEqual(mailNames);
  const one = await office.get('/mail-texts/hold/en');
  expect([one.status, one.headers.get('etag'), one.body]).toMatchObject([
    200,
    '"0"',
    { kind: 'hold', lang: 'en', changeable: true, current: { version: 0, subject: '' }, versions: [] },
  ]);
  expect(one.body.placeholders).toContain('unit');
  expect((await office.get('/mail-texts/none/vi')).status).toBe(400);
  expect((await office.get('/mail-texts/hold/fr')).status).toBe(400);
});

test('words are saved once, on the version that was read, looked at on a real case, and put back', async () => {
  const key = { 'idempotency-key': 'words-once' };
  const first = await office.post(`${receipt}/versions`, { ...own, expects: 0 }, key);
  expect([first.status, first.body]).toMatchObject([201, { version: 1, subject: own.subject, closing: '' }]);
  const again = await office.post(`${receipt}/versions`, { ...own, expects: 0 }, key);
  expect([again.status, again.body]).toEqual([200, first.body]);
  const late = await office.post(`${receipt}/versions`, { ...own, closing: 'Khác', expects: 0 });
  expect([late.status, late.body.code]).toEqual([409, 'STATE_CHANGED']);
  expect((await office.post(`${receipt}/versions`, own)).body.fields[0].field).toBe('expects');

  const of = docket.unitProposal;
  const shown = await office.post(`${receipt}/preview`, { of });
  expect([shown.status, shown.body.subject]).toEqual([200, expect.stringContaining('Sở Tài chính: đã nhận')]);
  expect(shown.body.html).toContain('Trân trọng cảm ơn Sở Tài chính.');
  const other = await office.post(`${receipt}/preview`, { of, text: { closing: 'Kính chào {unit}.' } });
  expect(other.body.text).toContain('Kính chào Sở Tài chính.');
  expect(other.body.text).not.toContain('Trân trọng cảm ơn');

  const back = await office.post(`${receipt}/put-back`, { version: 0 }, { 'if-match': '"1"' });
  expect([back.status, back.body]).toMatchObject([201, { version: 2, subject: '', putBack: 0 }]);
  expect((await office.post(`${receipt}/put-back`, { version: 9, expects: 2 })).status).toBe(404);
  const { body } = await office.get(receipt);
  expect(body.versions.map(({ by }: { by: string }) => by)).toEqual(Array(2).fill(expect.stringMatching(/^key:/)));
});

test.each<[string, object, string]>([
  ['an unknown placeholder', { subject: '{nominee}' }, 'subject'],
  ['a script', { opening: '<script>alert(1)</script>' }, 'opening'],
  ['too long a closing', { closing: 'ơ'.repeat(700) }, 'closing'],
  ['far too much', { closing: 'ơ'.repeat(6_000) }, 'closing'],
  ['nothing at all', { subject: ' ' }, 'subject'],
  ['an unknown field', { footer: 'x' }, 'footer'],
  ['a number', { subject: 7 }, 'subject'],
])('%s is refused at its field', async (_what, text, field) => {
  const reply = await office.post('/mail-texts/return/vi/versions', { ...text, expects: 0 });
  expect([reply.status, fieldsOf(reply)]).toEqual([400, [field]]);
});

test('what is not theirs is refused: the code of sign-in, a foreign case, a role that only reads', async () => {
  const code = await office.post('/mail-texts/sign-in-code/vi/versions', { ...own, expects: 0 });
  expect([code.status, code.body.code]).toEqual([409, 'ACTION_NOT_ALLOWED']);
  const foreign = await (await api.as('office', 'U02')).post(`${receipt}/preview`, { of: docket.unitProposal });
  expect([foreign.status, fieldsOf(foreign)]).toEqual([400, ['of']]);
  const inspector = await api.as('inspector', 'U01');
  expect((await inspector.get(receipt)).status).toBe(200);
  expect((await inspector.post(`${receipt}/versions`, { ...own, expects: 0 })).status).toBe(403);
  expect((await (await api.as('unit', 'U01')).get('/mail-texts')).status).toBe(403);
});

test('a test mail goes to somebody of the agency who reads these mails, once, and to nobody else', async () => {
  const of = docket.unitProposal;
  const { mail } = await accountFor(api.site, 'office', 'U01');
  const strangers = await Promise.all([
    accountFor(api.site, 'office', 'U02'),
    accountFor(api.site, 'office'),
    accountFor(api.site, 'unit', 'U01'),
  ]);
  for (const to of [...strangers.map((one) => one.mail), 'nobody@example.com']) {
    const refused = await office.post(`${receipt}/test`, { of, to });
    expect([to, refused.status, fieldsOf(refused)]).toEqual([to, 400, ['to']]);
  }
  const key = { 'idempotency-key': 'test-once' };
  for (const to of [mail, mail.toUpperCase()]) {
    expect((await office.post(`${receipt}/test`, { of, to }, key)).status).toBe(202);
  }
  const tests = () => api.site.service.mails.to(mail).filter(({ messageId }) => messageId?.startsWith('<mail-test.'));
  await eventually(
    () => Promise.resolve(tests()),
    (mails) => mails.length > 0,
  );
  expect(tests()).toHaveLength(1);
});
