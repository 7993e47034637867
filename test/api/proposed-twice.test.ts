import { mainOf, someone } from '../pages/app/someone';
import { textOf } from '../pages/form';
import { letter, nominationBody, startApi, type TestApi, type TestCaller } from '../setup/api';

/** Who ticks a list for a title sees that another unit or room has begun the dossier of somebody in the round. */

let api: TestApi;
let unit: TestCaller;
let room: TestCaller;
let other: TestCaller;
beforeAll(async () => {
  api = await startApi();
  [unit, room, other] = await Promise.all([api.as('unit', 'U01'), api.as('unit', 'U01a'), api.as('unit', 'U02')]);
  const office = await api.as('office');
  const part = { name: 'Phòng Quản lý ngân sách', kind: 'room', parent: 'U01', symbol: 'NS', validFrom: '2026-01-01' };
  await office.put('/units/U01a', part);
  const round = { name: 'Đợt xét năm 2026', awardYear: 2026, units: ['U01', 'U02'], deadline: '2026-11-20' };
  await office.put('/rounds/D1', { ...round, awards: ['LDTT', 'GK'] });
  for (const [no, of] of [
    [1, 'U02'],
    [2, 'U01a'],
    [3, 'U01a'],
    [4, 'U01a'],
  ] as const)
    await office.put(`/people/P${no}`, person(no, of));
  await api.site.service.store.facts.put(
    [1, 2, 3, 4].map((no) => ({
      _id: `grade/people/P${no}/2026`,
      kind: 'grade' as const,
      about: `people/P${no}`,
      year: 2026,
      grade: 'well' as const,
    })),
    { actor: 'key:office', now: '2026-11-16T01:00:00.000Z' },
  );
});
afterAll(() => api.stop());

const person = (no: number, of: string) => ({
  ...{ name: `Lê Thị Mẫu ${no}`, address: 'Bà', post: 'Chuyên viên', unit: of },
});
const draft = async (caller: TestCaller, no: number, award = 'LDTT', more: object = {}): Promise<string> => {
  const made = await caller.post('/nominations', nominationBody(award, no, { round: 'D1', ...more }));
  expect([made.status, made.body.id]).toEqual([201, expect.any(String)]);
  return made.body.id as string;
};
interface Row {
  readonly person: string;
  readonly nomination?: string;
  readonly elsewhere?: true;
}
const rowOf = async (caller: TestCaller, no: number): Promise<Row> => {
  const { body } = await caller.get('/tick-lists?round=D1&award=LDTT');
  return body.rows.find((row: Row) => row.person === `P${no}`);
};
const tick = (caller: TestCaller, ...persons: readonly string[]) =>
  caller.post('/tick-lists', { round: 'D1', award: 'LDTT', persons });

test('who was drafted where he was before shows it in the list to tick, and is not drafted again until that is gone', async () => {
  const first = await draft(other, 1);
  await (await api.as('office')).put('/people/P1', person(1, 'U01'));
  const row = await rowOf(unit, 1);
  expect(row).toMatchObject({ person: 'P1', elsewhere: true });
  expect(row.nomination).toBeUndefined();
  // who is ticked beside him is not drafted either: all or none
  const refused = await tick(unit, 'P2', 'P1');
  expect([refused.status, refused.body.fields]).toEqual([
    400,
    [{ field: 'persons.1', message: expect.stringContaining('Lê Thị Mẫu 1: Đơn vị khác đã lập hồ sơ') }],
  ]);
  expect((await rowOf(unit, 2)).nomination).toBeUndefined();
  // whose it is, and what stands in it, is not told
  for (const inner of [first, 'U02', 'Sở Nội vụ']) expect(JSON.stringify([row, refused.body])).not.toContain(inner);
  await api.site.service.store.nominations.discard(first, 1, { actor: 'key:unit', now: '2026-11-16T02:00:00.000Z' });
  expect((await rowOf(unit, 1)).elsewhere).toBeUndefined();
  expect((await tick(unit, 'P1')).body.items).toMatchObject([{ person: 'P1', created: true }]);
});

test('a room sees that its department has begun it, on its page too; the department sees the dossier itself', async () => {
  const first = await draft(unit, 2);
  expect(await rowOf(unit, 2)).toMatchObject({ nomination: first });
  expect(await rowOf(room, 2)).toMatchObject({ elsewhere: true });
  const clerk = await someone(api.site, 'unit', 'U01a');
  const { html } = await clerk.get('/app/submit/ticks?round=D1&award=LDTT');
  expect(textOf(mainOf(html))).toContain('Đơn vị khác đã lập hồ sơ trong đợt xét này');
  expect([html.includes('name="person.P2"'), html.includes('name="person.P3"')]).toEqual([false, true]);
  expect(html).not.toContain(first);
});

test('a form of commendation is proposed as often as there are achievements', async () => {
  const theirs = (achievement: string) => draft(unit, 4, 'GK', { commendationType: 'thematic', achievement });
  const ids = [await theirs('TT-2026-1'), await theirs('TT-2026-2')];
  const sent = await unit.post(
    '/unit-proposals',
    letter({ unit: 'U01', round: 'D1', nominations: ids.map((id) => ({ id })) }),
  );
  expect([sent.status, sent.body.findings ?? []]).toEqual([201, []]);
});
