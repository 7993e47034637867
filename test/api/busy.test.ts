import { randomUUID } from 'node:crypto';
import { letter, nominationBody, startApi, type Reply, type TestApi, type TestCaller } from '../setup/api';
import { eventually } from '../setup/service';

/** A worker that has just returned may find its tasks promised to the one that went away: each costs a task's own timeout. */
const BACK_MS = 180_000;
/** Longer than the API may take to say that it does not know: 10 s for the engine, and its own work on a slow machine. */
const BOUND_MS = 20_000;

describe('without a worker', () => {
  let api: TestApi;
  let unit: TestCaller;
  let office: TestCaller;
  let sent: { readonly nomination: string; readonly docket: string };
  beforeAll(async () => {
    api = await startApi();
    unit = await api.as('unit', 'U01');
    office = await api.as('office', 'U01');
    const { body } = await unit.post('/nominations', nominationBody('GK', 1));
    const receipt = await unit.post('/unit-proposals', { ...letter(), nominations: [{ id: body.id }], papers: [] });
    sent = { nomination: body.id, docket: receipt.body.docket };
    await eventually(
      () => stateOf(sent.nomination),
      ({ holder }) => holder !== 'unit',
    );
    await api.site.service.stopWorker();
  });
  afterAll(() => api.stop());

  const stateOf = async (id: string) => (await unit.get(`/nominations/${id}`)).body;
  const typesOf = async (id: string): Promise<string[]> =>
    (await unit.get(`/nominations/${id}/history`)).body.items.map((e: { type: string }) => e.type);

  /** The answer of a call that cannot be confirmed now. */
  async function notKnownYet(call: () => Promise<Reply>): Promise<void> {
    const startedMs = performance.now();
    const busy = await call();
    expect([busy.status, busy.body.code]).toEqual([503, 'ENGINE_BUSY']);
    expect(busy.body.detail).toContain('không bị tính hai lần');
    expect(Number(busy.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(performance.now() - startedMs).toBeLessThan(BOUND_MS);
  }

  test('reading and drafting go on; an action and a submission are “not known yet”, and with the same key they count once', async () => {
    const draft = await unit.post('/nominations', nominationBody('GK', 2));
    expect(draft.status).toBe(201);
    const { version, status } = await stateOf(sent.nomination);
    const receiving = { action: 'receive', number: '12/VB', arrivedOn: '2026-11-16' };
    const receive = (headers: Record<string, string>) =>
      office.post(
        `/dockets/${sent.docket}/actions`,
        { ...receiving, lines: [{ id: sent.nomination, expects: version }] },
        headers,
      );
    const another = letter({ number: '10/TTr-VP' });
    const submit = (headers: Record<string, string>) =>
      unit.post('/unit-proposals', { ...another, nominations: [{ id: draft.body.id }], papers: [] }, headers);
    const keys = [{ 'idempotency-key': randomUUID() }, { 'idempotency-key': randomUUID() }] as const;

    // twice each: whoever is told “not known yet” asks again
    await Promise.all([notKnownYet(() => receive(keys[0])), notKnownYet(() => submit(keys[1]))]);
    await Promise.all([notKnownYet(() => receive(keys[0])), notKnownYet(() => submit(keys[1]))]);
    for (const path of [
      '/nominations',
      `/nominations/${sent.nomination}/history`,
      `/dockets/${sent.docket}`,
      '/awards',
    ])
      expect([path, (await unit.get(path)).status]).toEqual([path, 200]);
    expect(await stateOf(sent.nomination)).toMatchObject({ version, status });

    await api.site.service.startWorker();
    const received = await eventually(
      () => receive(keys[0]),
      (answer) => answer.status !== 503,
      BACK_MS,
    );
    expect([received.status, received.body.lines]).toEqual([
      200,
      [expect.objectContaining({ id: sent.nomination, done: true })],
    ]);
    const submitted = await eventually(
      () => submit(keys[1]),
      (answer) => answer.status !== 503,
      BACK_MS,
    );
    expect(submitted.status).toBe(201);
    expect((await receive(keys[0])).body).toEqual(received.body);
    expect((await submit(keys[1])).body).toEqual(submitted.body);

    await eventually(
      () => typesOf(sent.nomination),
      (types) => types.includes('receive'),
    );
    await eventually(
      () => typesOf(draft.body.id),
      (types) => types.includes('submitted'),
    );
    expect((await typesOf(sent.nomination)).filter((type) => type === 'receive')).toHaveLength(1);
    expect((await typesOf(draft.body.id)).filter((type) => type === 'submitted')).toHaveLength(1);
    const { items } = (await unit.get('/unit-proposals')).body;
    expect(items.filter((p: { number: string }) => p.number === another.number)).toHaveLength(1);
  }, 480_000);
});
