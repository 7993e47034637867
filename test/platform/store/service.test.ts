import { randomBytes } from 'node:crypto';
import { closeStore, openStore, refusal, times, type Opened } from './database';
import { now } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

describe('sent mails', () => {
  const mail = (key: string) => ({
    _id: key,
    mail: 'freshLink',
    entity: '7',
    person: 'p1',
    to: 'a@b.example',
    subject: 'Liên kết',
    queuedAt: now,
  });

  test('a mail is queued once, and stays accepted whatever comes later', async () => {
    const { sentMails } = opened.store;
    await sentMails.queue(mail('m1'));
    await sentMails.tried('m1', mail('m1'));
    expect(await sentMails.isAccepted('m1')).toBe(false);
    await sentMails.accepted('m1', now);
    await sentMails.queue(mail('m1'));
    await sentMails.refused('m1', '550 no such user');
    expect(await sentMails.isAccepted('m1')).toBe(true);
    expect(await sentMails.get('m1')).toEqual({ ...mail('m1'), status: 'accepted', tries: 1, acceptedAt: now });
  });

  test('a refusal is kept with the words of the server until a later try is accepted', async () => {
    const { sentMails } = opened.store;
    await sentMails.queue(mail('m2'));
    await sentMails.refused('m2', '550 no such user');
    expect(await sentMails.get('m2')).toMatchObject({ status: 'failed', serverReply: '550 no such user' });
    await sentMails.accepted('m2', now);
    expect(await sentMails.get('m2')).not.toHaveProperty('serverReply');
  });

  test('mails are counted by person, kind and day in Viet Nam', async () => {
    const { sentMails } = opened.store;
    await sentMails.queue({ ...mail('m3'), person: 'p2', queuedAt: '2026-11-16T16:59:59.000Z' });
    await sentMails.queue({ ...mail('m4'), person: 'p2', queuedAt: '2026-11-16T17:00:00.000Z' });
    expect(await sentMails.countOn('p2', 'freshLink', '2026-11-16')).toBe(1);
    expect(await sentMails.countOn('p2', 'freshLink', '2026-11-17')).toBe(1);
    expect(await sentMails.countOn('p2', 'invitation', '2026-11-17')).toBe(0);
    expect((await sentMails.ofEntity('7')).map((one) => one._id)).toEqual(['m1', 'm2', 'm3', 'm4']);
  });

  test('of many requests at once exactly three get a place', async () => {
    const { sentMails } = opened.store;
    const places = await Promise.all(times(10, () => sentMails.takePlace('p3', 'freshLink', '2026-11-16', 3)));
    expect(places.filter((place) => place !== undefined).sort()).toEqual([1, 2, 3]);
    expect(await sentMails.takePlace('p3', 'freshLink', '2026-11-17', 3)).toBe(1);
  });
});

describe('API keys', () => {
  const about = { name: 'HR', role: 'office' as const, now };

  test('a key is shown once, stored as a hash, and found by itself alone', async () => {
    const { apiKeys } = opened.store;
    const { key, record } = await apiKeys.create({ ...about, unit: 'stc' });
    expect(key).toMatch(/^vd_[0-9a-f]{8}_[0-9a-f]{64}$/);
    expect(key.startsWith(record._id)).toBe(true);
    expect(JSON.stringify(record)).not.toContain(key.slice(12));
    expect(await apiKeys.find(key)).toEqual(record);
    expect(await apiKeys.find(`${record._id}_${'0'.repeat(64)}`)).toBeUndefined();
    expect(await apiKeys.find('')).toBeUndefined();
    expect(await apiKeys.list()).toContainEqual(record);
  });

  test('a revoked key opens nothing; the first revocation stays', async () => {
    const { apiKeys } = opened.store;
    const { key, record } = await apiKeys.create(about);
    await apiKeys.revoke(record._id, now);
    await apiKeys.revoke(record._id, '2026-12-01T00:00:00.000Z');
    expect(await apiKeys.find(key)).toBeUndefined();
    expect((await apiKeys.list()).find((one) => one._id === record._id)?.revokedAt).toBe(now);
    expect((await refusal(apiKeys.revoke('vd_none', now))).code).toBe('NOT_FOUND');
  });

  test('a configured key of any form is taken over once', async () => {
    const { apiKeys } = opened.store;
    const key = 'correct horse battery staple, and some more';
    const first = await apiKeys.adopt(key, { ...about, role: 'admin' });
    expect(await apiKeys.adopt(key, { ...about, role: 'admin', now: '2027-01-01T00:00:00.000Z' })).toEqual(first);
    expect(await apiKeys.find(key)).toEqual(first);
  });
});

test('a setting is set over and initialised once', async () => {
  const { settings } = opened.store;
  expect(await settings.get('clock')).toBeUndefined();
  expect(await settings.init('clock', 5)).toBe(5);
  expect(await settings.init('clock', 6)).toBe(5);
  await settings.set('clock', { nested: [0] });
  expect(await settings.get('clock')).toEqual({ nested: [0] });
});

test('a counter gives every caller another number', async () => {
  const { counters } = opened.store;
  const numbers = await Promise.all(times(20, () => counters.next('papers')));
  expect([...numbers].sort((a, b) => a - b)).toEqual(times(20, (i) => i + 1));
});

describe('files', () => {
  const metadata = { kind: 'certificate' };

  test('a file comes back byte by byte, and twice is once', async () => {
    const { files } = opened.store;
    const bytes = randomBytes(700_000);
    const puts = await Promise.all(times(3, () => files.put('a.pdf', bytes, metadata, now)));
    const { id, sha256 } = puts[0]!;
    expect(puts.every((put) => put.id === id)).toBe(true);
    const stored = await files.get(id);
    expect(stored).toMatchObject({ id, sha256, name: 'a.pdf', metadata });
    expect(stored!.bytes.equals(bytes)).toBe(true);
    expect(await files.about(id)).toMatchObject({ id, length: 700_000 });
    expect(await opened.connection.collection('attachments.chunks').countDocuments({ files_id: id })).toBe(3);
  });

  test('other metadata make another file; an empty file is one; an unknown one is undefined', async () => {
    const { files } = opened.store;
    const bytes = Buffer.from('same');
    const one = await files.put('a', bytes, metadata, now);
    const other = await files.put('a', bytes, { kind: 'paper' }, now);
    expect(one.id).not.toBe(other.id);
    const empty = await files.put('empty', Buffer.alloc(0), {}, now);
    expect((await files.get(empty.id))?.bytes).toHaveLength(0);
    expect(await files.get('none')).toBeUndefined();
  });

  test('bytes that were changed in the database are not handed out', async () => {
    const { files } = opened.store;
    const { id } = await files.put('b', Buffer.from('content'), metadata, now);
    const chunks = opened.connection.collection('attachments.chunks');
    await chunks.updateOne({ files_id: id }, { $set: { data: Buffer.from('CONTENT') } });
    expect((await refusal(files.get(id))).code).toBe('INTEGRITY');
  });
});
