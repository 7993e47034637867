import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { runEngine, type EngineSpec } from '../../platform/engines/engine';
import { isAlive, spawnDetached } from '../../platform/engines/processes';
import { until } from '../../platform/engines/wait';
import {
  cleanUp,
  enginesOn,
  inboxOf,
  minute,
  newFolder,
  occupy,
  portOf,
  started,
  startHost,
  withDatabase,
  withTemporal,
} from './engine-hosts';

afterAll(cleanUp, 2 * minute);

test(
  'engines outlive a kill -9 of the service and are adopted with their data, one of each; stop leaves none',
  async () => {
    const dataDir = newFolder();
    const first = await started(dataDir);
    expect(first.engines.adopted).toEqual([]);
    await withDatabase(first.engines.mongodbUri, (things) => things.insertOne({ name: 'kept' }));
    await withTemporal(first.engines.temporalAddress, (client) =>
      client.workflow.start('waits', { taskQueue: 'nobody', workflowId: 'kept' }),
    );
    const mailer = createTransport(first.engines.smtpUrl);
    await mailer.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'kept', text: '' });
    mailer.close();
    const before = enginesOn(dataDir).map(({ pid }) => pid);
    expect(before).toHaveLength(3);

    await first.kill();
    expect(before.every(isAlive)).toBe(true);
    const second = await started(dataDir);

    expect([...second.engines.adopted].sort()).toEqual(['maildev', 'mongod', 'temporal']);
    expect(second.engines).toMatchObject({ ...first.engines, adopted: second.engines.adopted });
    expect(enginesOn(dataDir).map(({ pid }) => pid)).toEqual(before);
    expect(await withDatabase(second.engines.mongodbUri, (things) => things.countDocuments({ name: 'kept' }))).toBe(1);
    expect(await inboxOf(second.engines)).toEqual(['kept']);
    const status = await withTemporal(second.engines.temporalAddress, async (client) => {
      const description = await client.workflow.getHandle('kept').describe();
      return description.status.name;
    });
    expect(status).toBe('RUNNING');

    await second.stop();
    expect(enginesOn(dataDir)).toEqual([]);
    expect(existsSync(path.join(dataDir, 'lock.json'))).toBe(false);
  },
  5 * minute,
);

test(
  'a second start on the same folder is refused, engines know none of our secrets, and dead engines start anew',
  async () => {
    const dataDir = newFolder();
    const first = await started(dataDir);
    await withDatabase(first.engines.mongodbUri, (things) => things.insertOne({ name: 'kept' }));

    expect(await startHost(dataDir)).toEqual({
      refused: expect.stringMatching(/is in use by process \d+ since .*DATA_DIR/),
    });
    if (process.platform === 'linux') {
      for (const { pid } of enginesOn(dataDir)) {
        expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('SESSION_SECRET');
      }
    }

    await first.kill();
    for (const { pid } of enginesOn(dataDir)) process.kill(pid, 'SIGKILL');
    await until(() => enginesOn(dataDir).length === 0, minute);
    const second = await started(dataDir);
    expect(second.engines.adopted).toEqual([]);
    expect(await withDatabase(second.engines.mongodbUri, (things) => things.countDocuments({ name: 'kept' }))).toBe(1);
    await second.stop();
  },
  5 * minute,
);

test(
  'a taken port is left to its owner, and the data is used on another one, by the same retention',
  async () => {
    const dataDir = newFolder();
    const first = await started(dataDir);
    await withDatabase(first.engines.mongodbUri, (things) => things.insertOne({ name: 'kept' }));
    const { mongodbUri, temporalAddress, smtpUrl } = first.engines;
    await first.stop();
    writeFileSync(path.join(dataDir, 'temporal', 'version'), '1.5.1\n');

    const owners = await Promise.all([mongodbUri, temporalAddress, smtpUrl].map((address) => occupy(portOf(address))));
    const second = await started(dataDir);
    for (const address of [mongodbUri, temporalAddress, smtpUrl]) {
      const now = [second.engines.mongodbUri, second.engines.temporalAddress, second.engines.smtpUrl];
      expect(now.map(portOf)).not.toContain(portOf(address));
    }
    expect(await withDatabase(second.engines.mongodbUri, (things) => things.countDocuments({ name: 'kept' }))).toBe(1);
    await withTemporal(second.engines.temporalAddress, async (client) => {
      const { config } = await client.workflowService.describeNamespace({ namespace: 'default' });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(90 * 24 * 60 * 60);
    });
    // written by another version: a copy of the data was made before it was opened
    expect(existsSync(path.join(dataDir, 'temporal', 'temporal.db.of-1.5.1'))).toBe(true);
    await second.stop();
    for (const owner of owners) owner.close();
  },
  5 * minute,
);

test('a process of an earlier run that does not answer is stopped by its pid and replaced', async () => {
  const dataDir = newFolder();
  const program = path.join(dataDir, 'engine.mjs');
  writeFileSync(
    program,
    "import { createServer } from 'node:net'; createServer().listen(Number(process.argv.at(-1)));",
  );
  const left = await spawnDetached(process.execPath, [program, '--port', '1'], path.join(dataDir, 'left.log'));
  const lines: string[] = [];
  const spec: EngineSpec<'main'> = {
    name: 'temporal',
    title: 'Engine',
    program: process.execPath,
    args: [program],
    marks: [program],
    ports: { main: { flag: '--port', preferred: 47_233 } },
    isReady: ({ main }) => Promise.resolve(main !== 1),
    readyWithinMs: minute,
    adoptWithinMs: 100,
    stopWithinMs: minute,
  };
  const log = { info: () => undefined, warn: (line: string) => lines.push(line) };

  const engine = await runEngine(spec, { dataDir, log, takenPorts: new Set() });
  expect(engine.adopted).toBe(false);
  expect(isAlive(left.pid)).toBe(false);
  expect(lines).toEqual([`Engine: process ${left.pid} of an earlier run does not answer and is stopped`]);
  await engine.stop();
  expect(enginesOn(dataDir)).toEqual([]);
});

test('an engine that cannot start says so with the end of its log', async () => {
  const dataDir = newFolder();
  const spec: EngineSpec<'main'> = {
    name: 'mongod',
    title: 'MongoDB',
    program: process.execPath,
    args: ['-e', 'console.error("no such folder"); process.exit(3)', '--'],
    marks: [dataDir],
    ports: { main: { flag: '--port', preferred: 47_234 } },
    isReady: () => Promise.resolve(false),
    readyWithinMs: minute,
    adoptWithinMs: 100,
    stopWithinMs: minute,
  };
  const log = { info: () => undefined, warn: () => undefined };
  await expect(runEngine(spec, { dataDir, log, takenPorts: new Set() })).rejects.toThrow(
    /MongoDB ended \(exit code 3\)[^]*mongod\.log:\n {2}no such folder/,
  );
});
