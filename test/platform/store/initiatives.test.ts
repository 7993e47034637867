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

test('a list reads what it shows and nothing longer, newest first', async () => {
  const { initiatives } = opened.store;
  const at = (i: number): string => `2026-11-0${i + 1}T01:00:00.000Z`;
  const records = times(5, (i) =>
    initiative(`SK-L${i}`, {
      unit: i === 4 ? 'other' : 'list',
      title: `Sáng kiến ${i}`,
      content: 'x'.repeat(20_000),
      createdAt: at(i),
      ...(i === 3 ? { status: 'withdrawn' as const } : {}),
    }),
  );
  for (const record of records) await submit(record);
  const filter = { units: ['list'], status: 'submitted' } as const;
  const first = await initiatives.items(filter, { limit: 2 });
  const { _id, unit, title, nature, authors, appliedFrom, claims, status, version, createdAt } = records[2]!;
  expect(first.items).toEqual([
    { _id, unit, title, nature, authors, appliedFrom, claims, status, version, createdAt },
    expect.objectContaining({ _id: 'SK-L1' }),
  ]);
  const second = await initiatives.items(filter, { limit: 2, cursor: first.next! });
  expect(second.items.map((one) => one._id)).toEqual(['SK-L0']);
  expect(second.next).toBeUndefined();
});
