import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { mongo, type Connection } from 'mongoose';
import { loadConfig } from '../../platform/config';
import { findProgram } from '../../platform/engines/binaries';
import { connectMongo, ensureIndexes, mongoAnswers } from '../../platform/mongo';
import { createStore, type Store } from '../../platform/store';
import { refusal, times } from './store/database';
import { certificate, history, now } from './store/examples';
import { scratchFolder } from '../setup/scratch';

const folder = scratchFolder('mongo-outage');
let port: number;
let mongod: ChildProcess;
let connection: Connection;
let store: Store;

async function start(): Promise<void> {
  const program = findProgram('mongod', loadConfig({}))!;
  const options = ['--replSet', 'rs0', '--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'];
  mongod = spawn(
    program,
    [...options, '--oplogSize', '64', '--logpath', path.join(folder, 'mongod.log'), '--logappend'],
    {
      stdio: 'ignore',
    },
  );
  await once(mongod, 'spawn');
}
async function kill(): Promise<void> {
  if (mongod.exitCode !== null || mongod.signalCode !== null) return;
  mongod.kill('SIGKILL');
  await once(mongod, 'exit');
}

beforeAll(async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
  server.close();
  await start();
  const client = new mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const members = [{ _id: 0, host: `127.0.0.1:${port}` }];
  await client.db('admin').command({ replSetInitiate: { _id: 'rs0', members } });
  await client.close();
  connection = await until(() => connectMongo(`mongodb://127.0.0.1:${port}/outage?replicaSet=rs0`));
  await until(() => ensureIndexes(connection));
  store = createStore(connection);
});
afterAll(async () => {
  await connection.close();
  await kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Again and again, as a workflow does, as long as it is told that the store is busy. */
async function until<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'STORE_BUSY') throw error;
      await after(100);
    }
  }
}

test('a database that is away is busy, soon and in words of our own; it is found again by itself', async () => {
  await store.settings.set('before', 1);
  await kill();
  const started = performance.now();
  const answers = await Promise.all([
    refusal(store.settings.get('before')),
    refusal(store.settings.set('x', 1)),
    refusal(store.audit.append([{ entity: 'away', key: 'k', at: now, actor: 'a', type: 't' }])),
  ]);
  expect(answers.map((answer) => answer.code)).toEqual(['STORE_BUSY', 'STORE_BUSY', 'STORE_BUSY']);
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(await mongoAnswers(connection)).toBe(false);
  await start();
  expect(await until(() => store.settings.get('before'))).toBe(1);
  expect(await mongoAnswers(connection)).toBe(true);
});

test('writers that go on through kill -9 of the database lose nothing and do nothing twice', async () => {
  const append = async (writer: number): Promise<void> => {
    for (let i = 0; i < 15; i += 1) {
      const entry = { entity: 'killed', key: `${writer}/${i}`, at: now, actor: 'a', type: 't' };
      await until(() => store.audit.append([entry]));
    }
  };
  const issue = async (issuer: number): Promise<void> => {
    for (let batch = 0; batch < 10; batch += 1) {
      const lines = times(3, (i) => ({ nomination: `${issuer}-${batch}-${i}`, certificate, history }));
      const goldBook = { register: 'gold', prefix: 'SV' };
      await until(() =>
        store.certificates.issueBatch({ decision: `d${issuer}`, batch, goldBook, now, actor: 'a', lines }),
      );
    }
  };
  const work = Promise.all([...times(3, append), ...times(3, issue)]);
  for (let round = 0; round < 3; round += 1) {
    await after(700);
    await kill();
    await start();
  }
  await work;
  expect(await store.audit.verifyChain('killed')).toMatchObject({ intact: true, entries: 45 });
  const issued = await Promise.all(times(3, (i) => store.certificates.ofDecision(`d${i}`)));
  const numbers = issued.flat().map((one) => one.goldBookNumber);
  expect([...numbers].sort((a, b) => a - b)).toEqual(times(90, (i) => i + 1));
});
