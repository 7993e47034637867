import type { IssueBatch } from '../../../platform/store/certificates';
import { closeStore, openStore, refusal, times, type Opened } from './database';
import { certificate, history, now } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const batch = (decision: string, no: number, size: number, register = 'gold'): IssueBatch => ({
  decision,
  batch: no,
  goldBook: { register, prefix: `SV-${register}-2026` },
  now,
  actor: 'service',
  lines: times(size, (i) => ({ nomination: `${decision}-${no}-${i}`, certificate, history })),
});

test('a batch gets consecutive numbers in list order, with history and trail', async () => {
  const { certificates, history: ledger, audit } = opened.store;
  const issued = await certificates.issueBatch(batch('first', 1, 3, 'order'));
  expect(issued.map((one) => [one._id, one.number])).toEqual([
    ['first/first-1-0', 'SV-order-2026-00001'],
    ['first/first-1-1', 'SV-order-2026-00002'],
    ['first/first-1-2', 'SV-order-2026-00003'],
  ]);
  expect(await certificates.ofDecision('first')).toEqual(issued);
  expect((await ledger.ofSubject('p1')).filter((row) => row.decision === 'first')).toHaveLength(3);
  const [entry] = await audit.trail('first-1-1');
  expect(entry).toMatchObject({ type: 'certificateIssued', data: { certificate: 'SV-order-2026-00002' } });
});

test('the same batch again gives the first certificates and takes no number', async () => {
  const { certificates, audit } = opened.store;
  const issued = await certificates.issueBatch(batch('twice', 1, 2, 'twice'));
  expect(await certificates.issueBatch(batch('twice', 1, 2, 'twice'))).toEqual(issued);
  const [next] = await certificates.issueBatch(batch('twice', 2, 1, 'twice'));
  expect(next?.goldBookNumber).toBe(3);
  expect(await audit.trail('twice-1-0')).toHaveLength(1);
});

test('three issuers of one gold book leave no gap, and a batch that two issue at once is one', async () => {
  const { certificates } = opened.store;
  const work = ['x', 'y', 'z'].flatMap((decision) => times(4, (i) => batch(decision, i % 3, 5)));
  const issued = (await Promise.all(work.map((one) => certificates.issueBatch(one)))).flat();
  const numbers = [...new Set(issued.map((one) => one.goldBookNumber))].sort((a, b) => a - b);
  expect(numbers).toEqual(times(45, (i) => i + 1));
});

test('a batch that fails leaves no gap and nothing behind', async () => {
  const { certificates } = opened.store;
  await certificates.issueBatch(batch('ok', 1, 1, 'failing'));
  const lines = [
    ...batch('bad', 1, 2).lines,
    { nomination: 'bad', certificate: { ...certificate, award: '' }, history },
  ];
  const bad = { ...batch('bad', 1, 0, 'failing'), lines };
  expect((await refusal(certificates.issueBatch(bad))).code).toBe('VALIDATION');
  expect(await certificates.ofDecision('bad')).toEqual([]);
  const [next] = await certificates.issueBatch(batch('ok', 2, 1, 'failing'));
  expect(next?.goldBookNumber).toBe(2);
});

test('an award without a certificate of ours gets its history and no number', async () => {
  const { certificates, history: ledger } = opened.store;
  const lines = [
    { nomination: 'title', history: { ...history, subject: 'p-title' } },
    { nomination: 'paper', certificate, history },
  ];
  const issued = await certificates.issueBatch({ ...batch('mixed', 1, 0, 'mixed'), lines });
  expect(issued.map((one) => [one.nomination, one.goldBookNumber])).toEqual([['paper', 1]]);
  expect(await ledger.ofSubjects(['p-title'])).toMatchObject([
    { _id: 'mixed/title', decision: 'mixed', nomination: 'title', source: 'issued' },
  ]);
});

test('two hundred certificates are one transaction; more are refused', async () => {
  const { certificates } = opened.store;
  expect(await certificates.issueBatch(batch('large', 1, 200, 'large'))).toHaveLength(200);
  await expect(certificates.issueBatch(batch('larger', 1, 201, 'large'))).rejects.toThrow('at most 200');
});

test('a certificate is found by number and by verification code as a person types it', async () => {
  const { certificates } = opened.store;
  const [issued] = await certificates.issueBatch(batch('find', 1, 1, 'find'));
  expect(issued!.verifyCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  const { verifyCode, number, _id } = issued!;
  const typed = `${verifyCode.slice(0, 5)}-${verifyCode.slice(5)}`
    .toLowerCase()
    .replaceAll('0', 'o')
    .replaceAll('1', 'l');
  expect((await certificates.byVerifyCode(typed))?._id).toBe(_id);
  expect(await certificates.byVerifyCode('0000000000')).toBeUndefined();
  expect(number).toBe('SV-find-2026-00001');
});

test('a certificate is found by the bytes that were issued, by an index', async () => {
  const { certificates } = opened.store;
  const [issued] = await certificates.issueBatch(batch('bytes', 1, 2, 'bytes'));
  await certificates.setDocument(issued!._id, { file: 'f', sha256: 'of-the-bytes', renderer: 'typst', bytes: 1 });
  expect((await certificates.byDocument('of-the-bytes'))?._id).toBe(issued!._id);
  expect(await certificates.byDocument('of-others')).toBeUndefined();
  const plan = await opened.connection
    .collection('certificates')
    .find({ 'document.sha256': 'of-the-bytes' })
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).toContain('IXSCAN');
});

test('the document issued stays', async () => {
  const { certificates } = opened.store;
  const [issued] = await certificates.issueBatch(batch('status', 1, 1, 'status'));
  const { _id } = issued!;
  const document = { file: 'f', sha256: 'a', renderer: 'typst', bytes: 1 };
  await certificates.setDocument(_id, document);
  await certificates.setDocument(_id, document);
  expect((await refusal(certificates.setDocument(_id, { ...document, sha256: 'b' }))).code).toBe('INTEGRITY');
});
