import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { closeSync, cpSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../platform/config';
import { obtainProgram } from '../../platform/engines/binaries';
import type { EngineName, RunningEngine } from '../../platform/engines/engine';
import { mongodbUriFor, startMongod } from '../../platform/engines/mongod';
import { choosePort, localhost } from '../../platform/engines/ports';
import { startTemporal } from '../../platform/engines/temporal';
import { builtService } from './built';
import { uniqueName } from './engines';
import type { OwnParts } from './service';
import { scratchFolder } from './scratch';

/** One engine or worker that a test kills with SIGKILL and starts again on the same data. */
export interface Killable {
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface KillableWorker extends Killable {
  /** How the engine calls it; undefined while it does not run. */
  identity(): string | undefined;
  /** It has said that it takes work. */
  works(): boolean;
}

export interface KillableEngine extends Killable {
  /** Copies its data while it is stopped. @returns what sets it back to that moment, also while it is stopped */
  keep(): Promise<() => Promise<void>>;
}

/** Engines on disk and a worker process, all of them killable. */
export interface KillableService {
  readonly parts: OwnParts;
  readonly temporal: KillableEngine;
  readonly mongod: KillableEngine;
  /** A built worker as a process of its own. */
  readonly worker: KillableWorker;
  /** Another one on the same queue. */
  anotherWorker(): KillableWorker;
  stop(): Promise<void>;
}

const quiet = { info: () => undefined, warn: () => undefined };

/** @param smtpUrl where the worker sends its mails */
export async function killableService(smtpUrl: () => string): Promise<KillableService> {
  const dataDir = scratchFolder('kill');
  // a context of its own for each start: the ports of a killed engine are free for it again
  const context = () => ({ dataDir, log: quiet, takenPorts: new Set<number>() });
  const config = loadConfig({ ...process.env, NODE_ENV: 'test' });
  const cli = await obtainProgram('temporal', config, quiet);
  const db = await obtainProgram('mongod', config, quiet);
  await promisePorts(dataDir, 'temporal', ['grpc', 'ui']);
  await promisePorts(dataDir, 'mongod', ['mongodb']);
  const temporal = await engine(join(dataDir, 'temporal'), () =>
    startTemporal({ program: cli, namespace: 'default' }, context()),
  );
  const mongod = await engine(join(dataDir, 'mongo'), () => startMongod(db, context()));
  const parts: OwnParts = {
    temporalAddress: `${localhost}:${temporal.running().ports['grpc']!}`,
    mongodbUri: mongodbUriFor(mongod.running().ports['mongodb']!),
    taskQueue: uniqueName('queue'),
    linkKey: randomBytes(32),
    ballotKeyDir: join(dataDir, 'ballot-keys'),
  };
  const workers: KillableWorker[] = [];
  const anotherWorker = (): KillableWorker => {
    const worker = workerProcess(
      () => ({
        MONGODB_URI: parts.mongodbUri,
        TEMPORAL_ADDRESS: parts.temporalAddress,
        TEMPORAL_TASK_QUEUE: parts.taskQueue,
        PUBLIC_URL: 'https://vinhdanh.example',
        SMTP_URL: smtpUrl(),
        MAIL_FROM: 'Vinh Danh <no-reply@tinh-d.example>',
        LINK_KEYS: `test:${parts.linkKey.toString('base64')}`,
        BALLOT_KEY_DIR: parts.ballotKeyDir,
        DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
      }),
      join(dataDir, 'worker.log'),
    );
    workers.push(worker);
    return worker;
  };
  return {
    parts,
    temporal,
    mongod,
    worker: anotherWorker(),
    anotherWorker,
    async stop() {
      await Promise.all(workers.map((worker) => worker.kill()));
      await temporal.running().stop();
      await mongod.running().stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * Names the ports of an engine as an interrupted run does, so that it takes them at every start. They are far from the usual
 * ones and from those that the system gives out: a service or a test that starts while the engine is dead finds others.
 */
async function promisePorts(dataDir: string, name: EngineName, of: readonly string[]): Promise<void> {
  const taken = new Set<number>();
  const ports = await Promise.all(of.map(async (port) => [port, await choosePort([randomInt(12_000, 30_000)], taken)]));
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  writeFileSync(join(dataDir, 'run', `${name}.json`), JSON.stringify({ ports: Object.fromEntries(ports) }));
}

async function engine(
  data: string,
  launch: () => Promise<RunningEngine>,
): Promise<KillableEngine & { running(): RunningEngine }> {
  let running = await launch();
  let copies = 0;
  const kill = async (): Promise<void> => {
    process.kill(running.pid, 'SIGKILL');
    await gone(running.pid);
  };
  const start = async (): Promise<void> => {
    const { ports } = running;
    running = await launch();
    // all others know it by its address
    expect(running.ports).toEqual(ports);
  };
  const stopped = async (work: () => void): Promise<void> => {
    await kill();
    work();
    await start();
  };
  return {
    running: () => running,
    kill,
    start,
    async keep() {
      const copy = `${data}-${(copies += 1)}`;
      await stopped(() => cpSync(data, copy, { recursive: true }));
      return () =>
        stopped(() => {
          rmSync(data, { recursive: true, force: true });
          cpSync(copy, data, { recursive: true });
        });
    },
  };
}

function workerProcess(env: () => Readonly<Record<string, string>>, logFile: string): KillableWorker {
  let child: ChildProcess | undefined;
  let works = false;
  const identity = (): string | undefined =>
    child?.pid === undefined || child.exitCode !== null ? undefined : `${child.pid}@${hostname()}`;
  return {
    identity,
    works: () => works && child?.exitCode === null,
    start() {
      // one that runs already is not forgotten for another
      if (identity() !== undefined) return Promise.resolve();
      const log = openSync(logFile, 'a');
      const folder = builtService();
      child = spawn(process.execPath, ['worker.js'], {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env() },
        stdio: ['ignore', 'pipe', log],
      });
      works = false;
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        works ||= text.includes('is running');
      });
      closeSync(log);
      return Promise.resolve();
    },
    async kill() {
      const pid = child?.pid;
      if (pid === undefined || child?.exitCode !== null) return;
      child.kill('SIGKILL');
      await gone(pid);
      child = undefined;
    },
  };
}

/** Waits until a process has really ended. */
async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
