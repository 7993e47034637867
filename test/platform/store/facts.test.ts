import type { GradeRecord, InitiativeRecord } from '../../../platform/store';
import { closeStore, openStore, refusal, type Opened } from './database';
import { by, now } from './examples';

let opened: Opened;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => closeStore(opened));

const grade = (person: string, year: number, of: GradeRecord['grade']): GradeRecord => ({
  _id: `grade/people/${person}/${year}`,
  kind: 'grade',
  about: `people/${person}`,
  year,
  ...(of === undefined ? { maternityLeave: true as const } : { grade: of }),
});
const initiative: InitiativeRecord = {
  _id: 'initiative/SK-1',
  kind: 'initiative',
  about: 'initiatives/SK-1',
  code: 'SK-1',
  title: 'Cải tiến quy trình quyết toán',
  nature: 'initiative',
  scope: 'province',
  recognisedOn: '2026-06-01',
  decisionNumber: '77/QĐ-UBND',
  authors: ['p1', 'p2'],
  unit: 'stc',
};

test('facts are written once, and what a correction replaces stands in the trail', async () => {
  const { facts, audit } = opened.store;
  expect(await facts.put([grade('p1', 2025, 'well'), grade('p1', 2026, undefined)], by)).toEqual([
    'created',
    'created',
  ]);
  expect(await facts.put([grade('p1', 2025, 'excellent'), grade('p1', 2026, undefined)], by)).toEqual([
    'corrected',
    'unchanged',
  ]);
  expect(await facts.about('people/p1')).toEqual([grade('p1', 2025, 'excellent'), grade('p1', 2026, undefined)]);
  const trail = await audit.trail('facts/grade/people/p1/2025');
  expect(trail.map((e) => [e.type, e.data['before']])).toEqual([
    ['created', undefined],
    ['corrected', grade('p1', 2025, 'well')],
  ]);
});

test('a fact that goes back to what it was is a correction of its own', async () => {
  const { facts, audit } = opened.store;
  for (const [i, of] of (['well', 'excellent', 'well'] as const).entries())
    await facts.put([grade('p3', 2026, of)], { ...by, now: `2026-11-16T0${i}:00:00.000Z` });
  expect(await audit.trail('facts/grade/people/p3/2026')).toHaveLength(3);
});

test('an initiative has several authors and is found by each', async () => {
  const { facts } = opened.store;
  await facts.put([initiative], by);
  expect(await facts.initiativesOf('p2')).toEqual([initiative]);
  expect(await facts.initiativesOf('p9')).toEqual([]);
  expect(await facts.about('initiatives/SK-1')).toEqual([initiative]);
});

test('a field that no fact has is refused, and nothing of the list is written', async () => {
  const { facts } = opened.store;
  const odd = { ...grade('p4', 2026, 'well'), secret: 'x' } as GradeRecord;
  expect((await refusal(facts.put([grade('p4', 2025, 'well'), odd], by))).code).toBe('VALIDATION');
  expect(await facts.about('people/p4')).toEqual([]);
});

test('an override is kept for good, once per submission, with an entry in the trail of its nomination', async () => {
  const { overrides, audit } = opened.store;
  const override = {
    _id: 'o-1',
    nomination: 'HS-2026-000001',
    code: 'R14',
    rules: 'national@2025.1',
    level: 'province' as const,
    role: 'office' as const,
    by: by.actor,
    reason: 'Sáng kiến được công nhận lại ở phạm vi tỉnh',
    paper: { kind: 'other', title: 'Công văn', number: '12/SNV', date: '2026-11-16' },
    at: now,
  };
  expect((await overrides.add(override)).created).toBe(true);
  expect((await overrides.add({ ...override, at: '2026-11-17T01:00:00.000Z' })).created).toBe(false);
  expect((await refusal(overrides.add({ ...override, reason: 'Lý do khác' }))).code).toBe('KEY_REUSED');
  expect(await overrides.ofNominations(['HS-2026-000001', 'HS-2026-000002'])).toEqual([override]);
  expect(await overrides.ofNominations([])).toEqual([]);
  const trail = await audit.trail('HS-2026-000001');
  expect(trail).toMatchObject([{ type: 'overridden', data: { code: 'R14', level: 'province' } }]);
});
