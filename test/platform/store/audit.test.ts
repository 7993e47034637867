import type { AuditEntry } from '../../../platform/store';
import { closeStore, openStore, times, type Opened } from './database';
import { now } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const entry = (entity: string, key: string, data: Record<string, unknown> = {}): AuditEntry => ({
  entity,
  key,
  at: now,
  actor: 'office',
  type: 'noted',
  data,
});
const raw = (entity: string, seq: number) => ({
  entries: opened.connection.collection<{ _id: string }>('auditEntries'),
  id: { _id: `${entity}#${seq}` },
});
const chainOf = async (entity: string, length: number): Promise<void> => {
  await opened.store.audit.append(
    times(length, (i) => entry(entity, `k${i}`, { i, nested: { b: 1, a: [null, 'ế'] } })),
  );
};

test('entries of one key are one entry, within a call and over several', async () => {
  const { audit } = opened.store;
  await audit.append([entry('twice', 'a'), entry('twice', 'a'), entry('twice', 'b')]);
  await audit.append([entry('twice', 'b', { other: true }), entry('twice', 'c')]);
  expect((await audit.trail('twice')).map(({ seq, key }) => [seq, key])).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ]);
  expect(await audit.verifyChain('twice')).toMatchObject({ intact: true, entries: 3 });
});

test('twenty writers at once on one chain leave one unbroken chain', async () => {
  const { audit } = opened.store;
  await Promise.all(times(20, (i) => audit.append([entry('crowd', `w${i}`)])));
  const trail = await audit.trail('crowd');
  expect(trail.map((one) => one.seq)).toEqual(times(20, (i) => i + 1));
  expect(await audit.verifyChain('crowd')).toMatchObject({ intact: true, entries: 20 });
});

test('an entity without entries has an empty chain that is whole', async () => {
  expect(await opened.store.audit.verifyChain('nothing')).toEqual({ intact: true, entries: 0, head: '' });
});

test('a changed entry is found', async () => {
  await chainOf('changed', 5);
  const { entries, id } = raw('changed', 3);
  await entries.updateOne(id, { $set: { actor: 'somebody else' } });
  expect(await opened.store.audit.verifyChain('changed')).toEqual({ intact: false, seq: 3, reason: 'changed' });
});

test('an entry that was changed together with its hash is found at the next one', async () => {
  await chainOf('rehashed', 5);
  const { entries, id } = raw('rehashed', 3);
  await entries.updateOne(id, { $set: { hash: 'f'.repeat(64) } });
  expect(await opened.store.audit.verifyChain('rehashed')).toMatchObject({ intact: false, reason: 'changed' });
});

test('an entry that was taken out is found', async () => {
  await chainOf('gap', 5);
  const { entries, id } = raw('gap', 2);
  await entries.deleteOne(id);
  expect(await opened.store.audit.verifyChain('gap')).toEqual({ intact: false, seq: 2, reason: 'missing' });
});

test('an end that was cut off is found', async () => {
  await chainOf('cut', 5);
  const { entries, id } = raw('cut', 5);
  await entries.deleteOne(id);
  expect(await opened.store.audit.verifyChain('cut')).toEqual({ intact: false, seq: 5, reason: 'cut' });
});

test('the ledger takes in the chains that changed, and is a chain itself', async () => {
  const { audit } = opened.store;
  await audit.append([entry('sealed', 'a')]);
  const first = await audit.seal(now);
  expect(await audit.seal(now)).toEqual(first);
  await audit.append([entry('sealed', 'b')]);
  const second = await audit.seal('2026-11-17T01:00:00.000Z');
  expect(second.seq).toBe(first.seq + 1);
  const [head] = (await audit.trail('sealed')).slice(-1);
  const last = (await audit.trail('ledger')).at(-1);
  expect(last?.data).toEqual({ heads: [{ entity: 'sealed', seq: 2, hash: head?.hash }] });
  expect(await audit.verifyChain('ledger')).toMatchObject({ intact: true, head: second.hash });
});

test('two who seal at once seal everything once', async () => {
  const { audit } = opened.store;
  await audit.append([entry('both', 'a')]);
  await Promise.all([audit.seal(now), audit.seal(now)]);
  const sealed = (await audit.trail('ledger')).flatMap((one) => one.data.heads as { entity: string }[]);
  expect(sealed.filter((head) => head.entity === 'both')).toHaveLength(1);
});
