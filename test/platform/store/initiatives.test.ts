import { missingIndexes } from '../../../platform/mongo';
import type { SubmittedInitiativeRecord } from '../../../platform/store';
import { closeStore, openStore, times, type Opened } from './database';
import { now } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const initiative = (_id: string, more: Partial<SubmittedInitiativeRecord> = {}): SubmittedInitiativeRecord => ({
  _id,
  unit: 'stc',
  year: 2026,
  title: 'Cải tiến quy trình quyết toán',
  nature: 'initiative',
  authors: [{ person: 'p1', share: '100' }],
  field: 'Quản lý tài chính',
  content: 'Sổ dùng chung.',
  effect: 'Nhanh hơn.',
  appliedFrom: '2026-03-01',
  claims: 'unit',
  status: 'submitted',
  asked: _id,
  version: 0,
  createdAt: now,
  createdBy: 'key:vd_00000001',
  ...more,
});
const submit = (record: SubmittedInitiativeRecord) => opened.store.initiatives.submit(record, []);

test('a title stands once in a unit, whoever looked before: also when several send it at once', async () => {
  const { initiatives } = opened.store;
  expect(await missingIndexes(opened.connection)).toEqual([]);
  const sent = await Promise.all(times(5, (i) => submit(initiative(`SK-A${i}`))));
  expect(sent.map((one) => 'taken' in one).sort()).toEqual([false, true, true, true, true]);
  const [standing, ...others] = await initiatives.standing('stc', 'Cải tiến quy trình quyết toán');
  expect(others).toEqual([]);
  for (const one of sent) if ('taken' in one) expect(one.taken).toEqual(standing);
  expect(await submit(initiative(standing!._id))).toEqual({ record: standing, created: false });

  expect(await submit(initiative('SK-B', { unit: 'snv' }))).toMatchObject({ created: true });
  await initiatives.edit(standing!._id, 0, { status: 'refused' });
  expect(await submit(initiative('SK-C'))).toMatchObject({ created: true });
  await initiatives.edit('SK-C', 0, { status: 'recognised' });
  expect(await submit(initiative('SK-D'))).toMatchObject({ taken: { _id: 'SK-C' } });
  expect(await initiatives.get('SK-D')).toBeUndefined();
});
