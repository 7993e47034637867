import { listOrders } from '../../../platform/store/list-indexes';
import type { NominationFilter } from '../../../platform/store/nominations';
import { closeStore, openStore, type Opened } from './database';
import { dossier, now } from './examples';
import { profiled } from './profile';
import { seedNominations, THE_ONE } from './seed';

const MANY = 4_000;
let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
  await opened.store.nominations.create({ actor: 'a', now, unit: 'U0', dossier: dossier() });
  await seedNominations(opened.connection, MANY);
});
afterAll(() => closeStore(opened));

const list = (filter: NominationFilter, cursor?: string) =>
  opened.store.nominations.list(filter, { limit: 50, ...(cursor === undefined ? {} : { cursor }) });

const filters: readonly NominationFilter[] = [
  {},
  { status: 'screening' },
  { status: ['screening', 'returned', 'submitted'] },
  { unit: 'U7' },
  { unit: ['U1', 'U2', 'U3'], status: 'issued' },
  { award: 'CSTDCS', awardYear: 2025 },
  { round: 'CT-2025', holder: 'office' },
  { overdue: true, holder: 'office' },
  { overdue: false, status: 'returned', level: 'unit' },
  { status: 'screening', dueDay: false },
];

describe.each(listOrders)('a page in order of %s', (order) => {
  test.each(filters.filter((f) => f.dueDay === undefined || order === 'due'))(
    'takes one command and fetches only what is on it: %j',
    async (filter) => {
      for (const reverse of [false, true]) {
        const { result, commands } = await profiled(opened.connection, () => list({ ...filter, order, reverse }));
        expect(commands).toHaveLength(1);
        // the one more tells that there is a next page
        expect(commands[0]!.docsExamined).toBeLessThanOrEqual(result.items.length + 1);
      }
    },
  );
});

test('pages are leafed through to the end and back again, each record once', async () => {
  for (const order of listOrders) {
    const filter = { order, unit: ['U1', 'U2', 'U3', 'U4'] };
    const seen: string[][] = [];
    let page = await list(filter);
    seen.push(page.items.map(({ _id }) => _id));
    while (page.next !== undefined) seen.push((page = await list(filter, page.next)).items.map(({ _id }) => _id));
    expect(new Set(seen.flat()).size).toBe(400);
    expect(seen).toHaveLength(8);
    for (let at = seen.length - 2; at >= 0; at -= 1) {
      page = await list(filter, page.previous);
      expect(page.items.map(({ _id }) => _id)).toEqual(seen[at]);
    }
    expect(page.previous).toBeUndefined();
  }
});

test('a page far behind costs what the first one does', async () => {
  for (const order of listOrders) {
    let cursor: string | undefined;
    for (let i = 0; i < 60; i += 1) cursor = (await list({ order }, cursor)).next;
    const { commands } = await profiled(opened.connection, () => list({ order }, cursor));
    expect(commands[0]!.keysExamined).toBeLessThanOrEqual(60);
    expect(commands[0]!.docsExamined).toBeLessThanOrEqual(51);
  }
});

test('people stand in order of their given names', async () => {
  const { items } = await list({ order: 'name', unit: 'U1' });
  const names = items.map(({ dossier: { nominee } }) => nominee.name.split(' ').at(-1)!);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
});

test.each(['nguyen van mau', 'Mẫu Nguyễn', 'MAU', 'ngu mau', '  nguyễn   văn  mẫu '])(
  'finds Nguyễn Văn Mẫu by "%s" with two commands, without looking through the names',
  async (q) => {
    const { result, commands } = await profiled(opened.connection, () => list({ q, order: 'due' }));
    expect(result.items.map(({ _id }) => _id)).toEqual([THE_ONE]);
    expect(commands).toHaveLength(2);
    expect(commands.reduce((sum, c) => sum + c.docsExamined, 0)).toBeLessThanOrEqual(2);
  },
);

test('words that many names have are met in the order of the list', async () => {
  const { result, commands } = await profiled(opened.connection, () => list({ q: 'van', order: 'name' }));
  expect(result.items).toHaveLength(50);
  expect(commands[1]!.docsExamined).toBeLessThanOrEqual(51);
  const next = await list({ q: 'van', order: 'name' }, result.next);
  expect(next.items[0]!._id).not.toBe(result.items[0]!._id);
});

test('a word that no name has finds nothing, and so do marks alone', async () => {
  for (const q of ['xyz', 'nguyen xyz', '.*', '%%%', '😀']) expect((await list({ q })).items).toEqual([]);
});

test('counting goes no further than it was asked to, and fetches nothing', async () => {
  const { nominations } = opened.store;
  const { result, commands } = await profiled(opened.connection, () => nominations.count({ status: 'issued' }, 1_000));
  expect(result).toBe(1_000);
  expect(commands[0]!.docsExamined).toBe(0);
  expect(await nominations.count({ status: 'screening', holder: 'office', unit: 'U2' }, 1_000)).toBe(100);
});
