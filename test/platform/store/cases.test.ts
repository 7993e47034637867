import { caseRecord, issueCertificate, settle } from '../../setup/cases';
import { closeStore, openStore, refusal, type Opened } from './database';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

test('there is one case of a kind about an award while it is open, and complaints as many as there are', async () => {
  const { cases } = opened.store;
  const openKey = 'revocation/d/1';
  const first = caseRecord('d/1', { openKey });
  await cases.insert(first);
  expect((await cases.insert(first)).created).toBe(false);
  const second = await refusal(cases.insert(caseRecord('d/1', { openKey })));
  expect([second.code, second.data['case']]).toEqual(['CASE_OPEN', first._id]);
  for (const _id of ['VV-1', 'VV-2']) await cases.insert(caseRecord('d/1', { _id, kind: 'complaint', status: 'open' }));
  await cases.save(first._id, 1, { status: 'cancelled', openKey: undefined });
  await cases.insert(caseRecord('d/1', { openKey }));
  expect((await cases.openOf('d/1')).map((one) => one.kind).sort()).toEqual(['complaint', 'complaint', 'revocation']);
});

test('entries are added, and after a replacement or a revocation nothing more', async () => {
  const { store } = opened;
  const one = await issueCertificate(store, { serial: 1 });
  const change = { field: 'name', printed: 'a', correct: 'b' } as const;
  await settle(store, one._id, { kind: 'corrected', changes: [change] });
  await settle(store, one._id, { kind: 'reprinted', reason: 'damaged' });
  expect((await store.certificates.get(one._id))!.status).toBe('corrected');
  const { issued } = await settle(store, one._id, { kind: 'replaced' }, { issue: one });
  const [before, after] = [(await store.certificates.get(one._id))!, (await store.certificates.get(issued!))!];
  expect(before.entries?.map((entry) => entry.kind)).toEqual(['corrected', 'reprinted', 'replaced']);
  expect([after.goldBookNumber, after.status]).toEqual([before.goldBookNumber + 1, 'valid']);
  for (const kind of ['corrected', 'replaced', 'revoked', 'reprinted'] as const)
    expect((await refusal(settle(store, one._id, { kind }))).code).toBe('AWARD_CHANGED');
  // what was refused has taken no number and left no paper
  await settle(store, issued!, { kind: 'revoked' });
  expect((await store.certificates.get(issued!))!.status).toBe('revoked');
  const third = await issueCertificate(store, { serial: 2 });
  expect(third.goldBookNumber).toBe(after.goldBookNumber + 1);
});
