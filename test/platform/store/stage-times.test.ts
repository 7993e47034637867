import { closeStore, openStore, type Opened } from './database';
import { dossier } from './examples';
import { profiled } from './profile';

let opened: Opened;
const [one, other] = ['HS-2026-000901', 'HS-2026-000902'];
beforeAll(async () => {
  opened = await openStore();
  const entry = (entity: string, at: string, type: string, stage: string) => ({
    entity,
    key: `${at}/${type}/${stage}`,
    at,
    actor: 'key:office',
    type,
    data: { stage },
  });
  await opened.store.audit.append([
    entry(one, '2026-09-01T02:00:00.000Z', 'entered', 'screening'),
    entry(one, '2026-09-05T02:00:00.000Z', 'receive', 'screening'),
    // two stages side by side, left on 1 October by the time of Viet Nam
    entry(one, '2026-09-11T02:00:00.000Z', 'entered', 'consultation'),
    entry(one, '2026-09-11T02:00:00.000Z', 'entered', 'posting'),
    entry(one, '2026-09-30T18:00:00.000Z', 'entered', 'council'),
    entry(one, '2026-10-10T18:00:00.000Z', 'decline', 'council'),
    entry(other, '2026-09-02T02:00:00.000Z', 'entered', 'screening'),
    entry(other, '2026-09-08T02:00:00.000Z', 'entered', 'council'),
  ]);
}, 30_000);
afterAll(() => closeStore(opened));

const times = async (from = '2026-01-01T00:00:00.000Z', units?: readonly string[]) =>
  (await opened.store.audit.stageTimes(from, units)).map(({ month, stage, days, count }) => [
    month,
    stage,
    Number(days.toFixed(2)),
    count,
  ]);

test('a stage lasts from where it was entered to the next mark, counted in the month in which it was left', async () => {
  expect(await times()).toEqual([
    ['2026-10', 'consultation', 19.67, 1],
    ['2026-10', 'council', 10, 1],
    ['2026-10', 'posting', 19.67, 1],
    ['2026-09', 'screening', 8, 2],
  ]);
});

test('what was entered before the day is left out, and what still stands there', async () => {
  expect(await times('2026-09-20T00:00:00.000Z')).toEqual([['2026-10', 'council', 10, 1]]);
});

test('of some units it tells their dossiers alone', async () => {
  const by = { actor: 'a', now: '2026-11-01T00:00:00.000Z' };
  const { record } = await opened.store.nominations.create({ ...by, unit: 'U7', dossier: dossier() });
  const at = (day: string) => ({ entity: record._id, actor: 'a', at: `2026-11-${day}T00:00:00.000Z` });
  await opened.store.audit.append([
    { ...at('02'), key: 'in', type: 'entered', data: { stage: 'screening' } },
    { ...at('06'), key: 'out', type: 'withdraw', data: { stage: 'screening' } },
  ]);
  expect(await times('2026-01-01T00:00:00.000Z', ['U7'])).toEqual([['2026-11', 'screening', 4, 1]]);
  expect(await times('2026-01-01T00:00:00.000Z', [])).toEqual([]);
});

test('it is read from an index alone, in one command', async () => {
  const { commands } = await profiled(opened.connection, () => times());
  expect(commands.map(({ command, docsExamined }) => [command, docsExamined])).toEqual([['aggregate', 0]]);
  expect(commands[0]!.plan).toContain('IXSCAN { type: 1, entity: 1, at: 1, data.stage: 1 }');
});
