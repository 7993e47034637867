import { settle } from '../../setup/cases';
import type { HistoryRecord } from '../../../platform/store';
import { ledgerEntry, type PastAward } from '../../../platform/store/ledger';
import { closeStore, openStore, refusal, type Opened } from './database';
import { by, certificate, history, now } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const past = (id: string, more: Partial<PastAward> = {}): PastAward => ({ ...history, _id: `import/${id}`, ...more });

test('an award of the central level enters the ledger once', async () => {
  const { history: ledger } = opened.store;
  const line = { ...history, subject: 'p9' };
  const entry = ledgerEntry('central', 'ext', 'HS-1', line);
  await ledger.add([entry]);
  await ledger.add([entry, ledgerEntry('central', 'ext', 'HS-2', { ...line, decidedOn: '2020-01-01' })]);
  expect((await ledger.ofSubject('p9')).map((one) => one._id)).toEqual(['ext/HS-2', 'ext/HS-1']);
});

test('an issued award says which initiatives it has used up', async () => {
  const { history: ledger, certificates } = opened.store;
  const line = { ...history, subject: 'p-sk', wonBy: 'initiative' as const, initiatives: ['SK-1', 'SK-2'] };
  await certificates.issueBatch({
    decision: 'sk',
    batch: 1,
    goldBook: { register: 'sk', prefix: 'SV-sk' },
    now,
    actor: 'service',
    lines: [
      { nomination: 'HS-7', certificate, history: line },
      { nomination: 'HS-8', certificate, history: { ...history, subject: 'p-grade', wonBy: 'grade' } },
    ],
  });
  const [used] = await ledger.usingInitiatives(['SK-2', 'SK-3']);
  expect(used).toMatchObject({ subject: 'p-sk', nomination: 'HS-7', wonBy: 'initiative', source: 'issued' });
  expect(await ledger.usingInitiatives(['SK-3'])).toEqual([]);
  expect(await ledger.usingInitiatives([])).toEqual([]);
  await settle(opened.store, 'sk/HS-7', { kind: 'revoked' });
  expect(await ledger.usingInitiatives(['SK-1'])).toEqual([]);
});

test('a revocation names its day and paper, leaves a trail, and the first one stays', async () => {
  const { history: ledger, audit } = opened.store;
  await ledger.putPast([past('r', { subject: 'p-r' })], by);
  const { decision } = await settle(
    opened.store,
    'import/r',
    { kind: 'revoked' },
    { number: '9/QĐ-UBND', date: '2026-12-01' },
  );
  expect((await refusal(settle(opened.store, 'import/r', { kind: 'revoked' }))).code).toBe('AWARD_CHANGED');
  const [entry] = await ledger.ofSubject('p-r');
  expect(entry?.revoked).toEqual({ on: '2026-12-01', paper: '9/QĐ-UBND', decision });
  const trail = await audit.trail('awards/import/r');
  expect(trail.map((e) => e.type)).toEqual(['created', 'revoked']);
  expect((await refusal(settle(opened.store, 'none', { kind: 'revoked' }))).code).toBe('NOT_FOUND');
});

describe('awards that were given before', () => {
  test('are entered once, and what a correction replaces stands in the trail', async () => {
    const { history: ledger, audit } = opened.store;
    const award = past('1', { subject: 'p-i', awardYear: 2019 });
    expect(await ledger.putPast([award], by)).toEqual(['created']);
    expect(await ledger.putPast([award], { ...by, now: '2026-11-17T01:00:00.000Z' })).toEqual(['unchanged']);
    const mended = { ...award, awardYear: 2020 };
    expect(await ledger.putPast([mended], by)).toEqual(['corrected']);
    expect((await ledger.ofSubject('p-i')).map((e: HistoryRecord) => [e.awardYear, e.source])).toEqual([
      [2020, 'import'],
    ]);
    const trail = await audit.trail('awards/import/1');
    expect(trail[1]).toMatchObject({
      type: 'corrected',
      actor: by.actor,
      data: { before: { awardYear: 2019 }, after: { awardYear: 2020 } },
    });
    expect(await audit.verifyChain('awards/import/1')).toMatchObject({ intact: true, entries: 2 });
  });

  test('stay revoked when they are corrected', async () => {
    const { history: ledger } = opened.store;
    await ledger.putPast([past('2', { subject: 'p-k' })], by);
    await settle(opened.store, 'import/2', { kind: 'revoked' }, { number: '9/QĐ-UBND' });
    await ledger.putPast([past('2', { subject: 'p-k', decisionNumber: '6/QĐ-UBND' })], by);
    expect(await ledger.ofSubject('p-k')).toMatchObject([
      { decisionNumber: '6/QĐ-UBND', revoked: { paper: '9/QĐ-UBND' } },
    ]);
  });

  test('are all entered or none', async () => {
    const { history: ledger } = opened.store;
    const broken = { ...past('4', { subject: 'p-n' }), award: '' };
    expect((await refusal(ledger.putPast([past('3', { subject: 'p-n' }), broken], by))).code).toBe('VALIDATION');
    expect(await ledger.ofSubject('p-n')).toEqual([]);
  });

  test('are one when two enter them at once', async () => {
    const { history: ledger, audit } = opened.store;
    const award = past('5', { subject: 'p-2' });
    const written = await Promise.all([1, 2, 3, 4].map(() => ledger.putPast([award], by)));
    expect(written.flat().sort()).toEqual(['created', 'unchanged', 'unchanged', 'unchanged']);
    expect(await audit.trail('awards/import/5')).toHaveLength(1);
  });
});
