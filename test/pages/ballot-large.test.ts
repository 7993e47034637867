import { councilRuleFor } from '../../domain/councilRules';
import { samplePack } from '../../samples/pack';
import { dossier, START } from '../setup/fixtures';
import { textOf } from './form';
import { testSite, type TestSite } from './site';

const COUNT = 1_000;
let site: TestSite;
let path: string;
let ids: string[];

/** A session over a thousand lines, by its records alone: reading back needs no engine. */
beforeAll(async () => {
  site = await testSite({ worker: false });
  const { store } = site.service;
  ids = [];
  for (let from = 0; from < COUNT; from += 20) {
    const some = Array.from({ length: 20 }, (_, i) => dossier('CSTDCS', from + i + 1));
    const made = some.map((one) =>
      store.nominations.create({ unit: 'U01', dossier: one, actor: 'key:unit', now: START }),
    );
    ids.push(...(await Promise.all(made)).map(({ record }) => record._id));
  }
  const rule = councilRuleFor(samplePack.councilRules, { award: 'CSTDCS', level: 'unit', day: '2026-11-16' });
  await store.sessions.insert({
    _id: 'S-large',
    name: 'đợt 2 năm 2026',
    council: 'HD-U01',
    councilVersion: 'HD-U01@2026-01-01',
    level: 'unit',
    unit: 'U01',
    kind: 'written',
    ballot: 'secret',
    basis: { foundingDecision: 'Quyết định 1', regulation: 'Quy chế', article: 'Điều 6', orderedBy: 'Chủ tịch' },
    closesAt: '2026-11-20T10:00:00.000Z',
    closing: 'atTime',
    lines: ids.map((nomination, i) => ({ nomination, docket: 'D', no: i + 1, award: 'CSTDCS', rule, recused: [] })),
    leftOut: [],
    status: 'open',
    members: ['C1', 'C2', 'C3'].map((person) => ({ person, role: 'Ủy viên' })),
    extended: false,
    version: 3,
    createdAt: START,
  });
  await store.electors.drawElectorate('S-large', ['C1', 'C2', 'C3']);
  path = await site.token('ballot', 'S-large', 'C2');
});
afterAll(() => site.stop());

const form = (more: Record<string, string> = {}): Record<string, string> => ({
  submission: 'form-0001',
  step: 'review',
  ...Object.fromEntries(
    ids.flatMap((id) => [
      [`choice.${id}`, 'yes'],
      [`reason.${id}`, ''],
    ]),
  ),
  ...more,
});

test('a thousand lines are shown and read back', async () => {
  expect((await site.get(path)).html.match(/<article/g)).toHaveLength(COUNT);
  const review = await site.post(path, form({ [`choice.${ids[998]!}`]: 'no' }));
  expect(review.status).toBe(200);
  expect(textOf(review.html)).toContain('Không đồng ý: 1 trường hợp');
  expect(textOf(review.html)).toContain('Đồng ý: 999 trường hợp');
});

test('six thousand fields are refused as a page', async () => {
  const many = Object.fromEntries(Array.from({ length: 6_000 }, (_, i) => [`x.${i}`, 'yes']));
  const refused = await site.post(path, many);
  expect(refused.status).toBe(413);
  expect(refused.headers.get('content-type')).toContain('text/html');
  expect(textOf(refused.html)).toContain('Nội dung quá lớn');
});

test('more than half a megabyte is refused as a page', async () => {
  const refused = await site.post(path, form({ note: 'x'.repeat(600_000) }));
  expect(refused.status).toBe(413);
});

test('what is no form is refused as a page', async () => {
  const refused = await site.post(path, {}, { 'content-type': 'application/json' });
  expect(refused.status).toBe(415);
});
