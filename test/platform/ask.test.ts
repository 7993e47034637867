import type { Client } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import pino from 'pino';
import { Problem } from '../../domain/errors';
import { createAsk, updateId, type Ask } from '../../platform/temporal/ask';
import { payloadCodec, dataConverter } from '../../platform/temporal/codec';
import { connectClient, connectWorker } from '../../platform/temporal/connection';
import { workerPolls } from '../../platform/temporal/health';
import { installRuntime } from '../../platform/temporal/runtime';
import { createWorker } from '../../platform/temporal/worker';
import { testEngines, uniqueName } from '../setup/engines';
import { end, say } from './ask-workflows';
import { refusal, times } from './store/database';

const keys = [
  { kid: 'k2', secret: Buffer.alloc(32, 2) },
  { kid: 'k1', secret: Buffer.alloc(32, 1) },
] as const;
const to = { address: testEngines().temporalAddress, namespace: 'default' };
const taskQueue = uniqueName('ask');
const attempts = new Map<string, number>();
const logged: string[] = [];
const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });

const activities = {
  async fails(how: string): Promise<void> {
    attempts.set(how, (attempts.get(how) ?? 0) + 1);
    if (how === 'refused') throw new Problem('MAIL_REFUSED', 'detail', { reply: '550' });
    if (how === 'busy') throw new Problem('STORE_BUSY');
    if (how === 'bug') throw new TypeError('Nguyễn Văn An is not a function');
    await Promise.resolve();
  },
  works: () => Promise.resolve('done'),
};

let client: Client;
let worker: Worker;
let running: Promise<void>;
let ask: Ask;
const closers: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  installRuntime(log);
  const connected = await connectClient(to, dataConverter(keys));
  client = connected.client;
  const connection = await connectWorker(to);
  worker = await createWorker({
    connection,
    namespace: 'default',
    taskQueue,
    activities,
    workflowsPath: require.resolve('./ask-workflows'),
    dataConverter: dataConverter(keys),
    log,
  });
  running = worker.run();
  ask = createAsk(client);
  closers.push(
    () => connected.close(),
    () => connection.close(),
  );
});
afterAll(async () => {
  worker.shutdown();
  await running;
  for (const close of closers) await close();
});

const listener = async (queue = taskQueue): Promise<string> => {
  const workflowId = uniqueName('listener');
  await client.workflow.start('listener', { taskQueue: queue, workflowId });
  return workflowId;
};
const told = (id: string, updateId: string, refuse?: string, by = ask): Promise<number> =>
  by(id, (handle) => handle.executeUpdate(say, { updateId, args: [refuse === undefined ? {} : { refuse }] }));

test('an answer comes back, and the same id again gives the same answer', async () => {
  const id = await listener();
  const submission = updateId('p1', 's1');
  expect(await told(id, submission)).toBe(1);
  expect(await told(id, submission)).toBe(1);
  expect(await told(id, updateId('p2', 's1'))).toBe(2);
});

test('the id of an update tells actor and submission apart', () => {
  expect(updateId('a', 'b')).toMatch(/^[\w-]{43}$/);
  expect(updateId('a', 'bc')).not.toBe(updateId('ab', 'c'));
});

test('many at once are all answered, each once', async () => {
  const id = await listener();
  const answers = await Promise.all(times(30, (i) => told(id, `u${i}`)));
  expect([...answers].sort((a, b) => a - b)).toEqual(times(30, (i) => i + 1));
});

test('a refusal comes with the code and the facts of the workflow', async () => {
  const id = await listener();
  expect(await refusal(told(id, 'u', 'STATE_CHANGED'))).toEqual({
    code: 'STATE_CHANGED',
    data: { state: 'screening', allowed: ['accept'] },
  });
});

test('a refusal with a code that nobody knows stays an error, and is no answer', async () => {
  const id = await listener();
  await expect(told(id, 'u', 'NO_SUCH_CODE')).rejects.not.toBeInstanceOf(Problem);
});

test('a workflow that has ended is told from one that never was; receipts stay readable', async () => {
  const id = await listener();
  expect(await told(id, 'u1')).toBe(1);
  expect(await ask(id, (handle) => handle.executeUpdate(end, { updateId: 'e' }))).toBe('ended');
  await client.workflow.getHandle(id).result();
  expect(await refusal(told(id, 'u2'))).toEqual({ code: 'NOT_FOUND', data: { closed: true } });
  expect(await told(id, 'u1')).toBe(1);
  expect(await refusal(told('listener-none', 'u'))).toEqual({ code: 'NOT_FOUND', data: { closed: false } });
});

test('without a worker the outcome is not known, within the time that was given', async () => {
  const id = await listener(uniqueName('nobody'));
  const impatient = createAsk(client, { tryMs: 400, totalMs: 1_000 });
  const started = performance.now();
  const all = await Promise.all(times(20, (i) => refusal(told(id, `u${i}`, undefined, impatient))));
  expect(new Set(all.map((one) => one.code))).toEqual(new Set(['ENGINE_BUSY']));
  expect(performance.now() - started).toBeLessThan(8_000);
});

test('a worker that polls is seen, one that is not there is not', async () => {
  expect(await workerPolls(client, taskQueue)).toBe(true);
  expect(await workerPolls(client, uniqueName('none'))).toBe(false);
});

describe('a failed activity', () => {
  const outcome = (how: string): Promise<unknown> =>
    client.workflow.execute('caller', { taskQueue, workflowId: uniqueName('caller'), args: [how] });

  test('tells its code and facts once, when it is a refusal for good', async () => {
    expect(await outcome('refused')).toEqual({
      type: 'MAIL_REFUSED',
      message: 'MAIL_REFUSED',
      final: true,
      facts: { reply: '550' },
    });
    expect(attempts.get('refused')).toBe(1);
  });

  test('is tried again when that can help', async () => {
    expect(await outcome('busy')).toMatchObject({ type: 'STORE_BUSY', final: false });
    expect(attempts.get('busy')).toBe(2);
  });

  test('brings no text of an unexpected error into history or log', async () => {
    const result = await outcome('bug');
    expect(result).toMatchObject({ type: 'TypeError', final: false });
    expect(JSON.stringify(result)).not.toContain('Nguyễn');
    expect(logged.join('')).not.toContain('Nguyễn');
    expect(logged.join('')).toContain('ask.test.ts');
  });

  test('is logged with duration, workflow and attempt, without arguments', async () => {
    logged.length = 0;
    expect(await outcome('no reason')).toBe('done');
    const done = logged.map((line) => JSON.parse(line)).find((line) => line.activity === 'fails');
    expect(done).toMatchObject({ msg: 'activity done', attempt: 1 });
    expect(done.workflowId).toMatch(/^caller-/);
    expect(done.ms).toBeGreaterThanOrEqual(0);
    expect(logged.join('')).not.toContain('no reason');
  });
});

describe('payloads', () => {
  const payload = { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"Nguyễn Văn An"') };
  test('are stored encrypted by the engine, texts of failures too', async () => {
    const workflowId = uniqueName('caller');
    await client.workflow.execute('caller', { taskQueue, workflowId, args: ['refused'] });
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    const payloads = [...JSON.stringify(events).matchAll(/"data":"([^"]+)"/g)].map(([, data]) =>
      Buffer.from(data!, 'base64'),
    );
    expect(payloads.length).toBeGreaterThan(3);
    const stored = Buffer.concat(payloads).toString('latin1');
    for (const word of ['refused', '550', 'ask.test.ts']) expect(stored).not.toContain(word);
    const { input } = events![0]!.workflowExecutionStartedEventAttributes!;
    expect(Object.keys(input!.payloads![0]!.metadata!)).toContain('encryption-key-id');
  });

  test('of an old key and in the clear stay readable; of an unknown key they are refused', async () => {
    const old = payloadCodec([keys[1]]);
    const encoded = await old.encode([payload]);
    expect(Buffer.from(encoded[0]!.data!).toString()).not.toContain('Nguyễn');
    const read = await payloadCodec(keys).decode([...encoded, payload]);
    expect(read.map((one) => Buffer.from(one.data!).toString())).toEqual(['"Nguyễn Văn An"', '"Nguyễn Văn An"']);
    expect(Buffer.from(read[0]!.metadata!.encoding!).toString()).toBe('json/plain');
    expect((await refusal(payloadCodec([keys[0]]).decode(encoded))).code).toBe('INTEGRITY');
  });

  test('that were changed are refused', async () => {
    const [encoded] = await payloadCodec(keys).encode([payload]);
    const data = Buffer.from(encoded!.data!);
    data[data.length - 1]! ^= 1;
    await expect(payloadCodec(keys).decode([{ ...encoded!, data }])).rejects.toThrow();
  });
});
