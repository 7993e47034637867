import { createLinks, type Links } from '../../platform/links';
import { closeStore, openStore, refusal, times, type Opened } from './store/database';
import { now } from './store/examples';

const k1 = { kid: 'k1', secret: Buffer.alloc(32, 1) };
const k2 = { kid: 'k2', secret: Buffer.alloc(32, 2) };
const publicUrl = 'https://vinhdanh.example/x';
let opened: Opened;
let links: Links;
beforeAll(async () => {
  opened = await openStore();
  links = createLinks({ keys: [k1], publicUrl, store: opened.store.links });
});
afterAll(() => closeStore(opened));

const key = (person: string) => ({ purpose: 'ballot' as const, entity: '7', person });

test('every mail of a person carries the same link, whoever asks for it at the same time', async () => {
  const made = await Promise.all(times(8, () => links.ensure(key('same'), now)));
  expect(new Set(made.map((link) => links.urlOf(link))).size).toBe(1);
  expect(links.urlOf(made[0]!)).toMatch(/^https:\/\/vinhdanh\.example\/x\/b\/[\w-]{43}$/);
});

test('a token opens its own link only, and nothing of it is stored', async () => {
  const link = await links.ensure(key('own'), now);
  const token = links.tokenOf(link);
  expect(await links.open(token, 'ballot')).toEqual(link);
  const stored = await opened.connection.collection('links').find({}).toArray();
  expect(JSON.stringify(stored)).not.toContain(token);
});

test('dead, unknown and misused tokens get one answer, without a hint', async () => {
  const link = await links.ensure(key('dead'), now);
  const token = links.tokenOf(link);
  await links.revoke(key('dead'));
  const answers = await Promise.all([
    refusal(links.open(token, 'ballot')),
    refusal(links.open('A'.repeat(43), 'ballot')),
    refusal(links.open('', 'ballot')),
    refusal(links.open(links.tokenOf(await links.ensure(key('alive'), now)), 'proposal')),
  ]);
  for (const answer of answers) expect(answer).toEqual({ code: 'LINK_DEAD', data: {} });
  expect((await links.find(token, 'ballot'))?._id).toBe(link._id);
  expect(await links.find('A'.repeat(43), 'ballot')).toBeUndefined();
});

test('a fresh link lives beside the old one until somebody acts through one of them', async () => {
  const old = await links.ensure(key('fresh'), now);
  const fresh = await links.fresh(key('fresh'), now, 'wish');
  expect(fresh.version).toBe(2);
  expect(await links.open(links.tokenOf(old), 'ballot')).toMatchObject({ version: 1 });
  expect((await links.ensure(key('fresh'), now))._id).toBe(fresh._id);
  await links.settle(fresh);
  await links.settle(fresh);
  expect((await refusal(links.open(links.tokenOf(old), 'ballot'))).code).toBe('LINK_DEAD');
  expect((await links.open(links.tokenOf(fresh), 'ballot')).state).toBe('live');
});

test('acting through the old link kills the fresh one', async () => {
  const old = await links.ensure(key('back'), now);
  const fresh = await links.fresh(key('back'), now, 'wish');
  await links.settle(old);
  expect((await refusal(links.open(links.tokenOf(fresh), 'ballot'))).code).toBe('LINK_DEAD');
  expect((await links.ensure(key('back'), now))._id).toBe(old._id);
});

test('after a revocation no mail makes a link by itself; only a fresh one is asked for', async () => {
  await links.ensure(key('revoked'), now);
  await links.revoke(key('revoked'));
  expect((await refusal(links.ensure(key('revoked'), now))).code).toBe('LINK_DEAD');
  const fresh = await links.fresh(key('revoked'), now, 'wish');
  expect((await links.ensure(key('revoked'), now))._id).toBe(fresh._id);
});

test('fresh links that are asked for at once are different ones', async () => {
  const made = await Promise.all(times(4, (i) => links.fresh(key('many'), now, `wish ${i}`)));
  expect(made.map((link) => link.version).sort()).toEqual([1, 2, 3, 4]);
});

test('links of an old key live on beside those of a new one, and die with the key', async () => {
  const old = await links.ensure(key('keys'), now);
  const token = links.tokenOf(old);
  const rotated = createLinks({ keys: [k2, k1], publicUrl, store: opened.store.links });
  expect(rotated.tokenOf(await rotated.ensure(key('keys'), now))).toBe(token);
  expect((await rotated.ensure(key('new'), now)).kid).toBe('k2');
  const without = createLinks({ keys: [k2], publicUrl, store: opened.store.links });
  expect(() => without.tokenOf(old)).toThrow('not configured');
});
