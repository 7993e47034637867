import { join } from 'node:path';
import { catalogue } from '../../../domain/catalogue';
import type { RuleSet } from '../../../domain/rules/ruleSet';
import { createRuleBook, recordOf } from '../../../platform/rules/book';
import { loadRules, packInForce, readRules } from '../../../platform/rules/load';
import { closeStore, openStore, type Opened } from '../store/database';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));
const store = () => opened.store.ruleSets;
const AT = '2026-11-16T01:00:00.000Z';
const { rules } = readRules(join(__dirname, '../../../samples/pack/province.json'), catalogue);
const { national, pack } = rules!;
const next: RuleSet = {
  ...national,
  version: '2027.1',
  effectiveFrom: '2027-03-01',
  rules: national.rules.slice(0, 3),
};

test('versions are loaded once, never replaced, and hold from their day', async () => {
  expect(await loadRules(store(), rules!, 'cli', AT)).toEqual([
    { id: 'national@2025.1', outcome: 'loaded' },
    { id: 'province@2026.1', outcome: 'loaded' },
  ]);
  expect((await loadRules(store(), rules!, 'cli', AT)).map((l) => l.outcome)).toEqual(['unchanged', 'unchanged']);
  const edited = { ...rules!, national: { ...national, rules: national.rules.slice(1) } };
  expect((await loadRules(store(), edited, 'cli', AT)).map((l) => l.outcome)).toEqual(['taken', 'unchanged']);
  await store().load(recordOf(next, 'cli', AT));

  const book = createRuleBook(store());
  const now = await book.on('2026-11-16');
  expect(now.id).toBe('national@2025.1+province@2026.1');
  expect(now.rules).toHaveLength(national.rules.length + pack.rules!.length);
  const later = await book.on('2027-03-01');
  expect(later.id).toBe('national@2027.1+province@2026.1');
  expect((await book.pinned(now.id)).rules).toEqual(now.rules);
  await expect(book.pinned('national@1999.1')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await book.on('2020-01-01')).rules).toEqual([]);
  expect((await packInForce(store(), '2026-11-16'))?.version).toBe('2026.1');
  expect(await packInForce(store(), '2025-12-31')).toBeUndefined();
});
