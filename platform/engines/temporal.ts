import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import {
  runEngine,
  runningPorts,
  type EngineContext,
  type EngineLog,
  type EngineSpec,
  type RunningEngine,
} from './engine';
import { isListening, localhost } from './ports';

/** Closed processes stay visible so long; what must last longer is in MongoDB. */
const retention = '90 days';

export interface TemporalOptions {
  /** The Temporal CLI. */
  readonly program: string;
  readonly namespace: string;
}

/**
 * Nobody promises that one version reads what another has written. So the version stands beside the database, and before
 * another one opens it a copy is made, named for the version that wrote it.
 */
function guardVersion(program: string, database: string, log: EngineLog): void {
  const [version = ''] = /\d+\.\d+\.\d+/.exec(execFileSync(program, ['--version'], { encoding: 'utf8' })) ?? [];
  const versionFile = path.join(path.dirname(database), 'version');
  const before = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim() : undefined;
  if (before !== undefined && before !== version && existsSync(database)) {
    const copy = `${database}.of-${before}`;
    for (const part of ['', '-wal', '-shm'].filter((ending) => existsSync(database + ending))) {
      copyFileSync(database + part, `${copy}${part}.new`);
      renameSync(`${copy}${part}.new`, copy + part);
    }
    log.info(`Temporal: version ${version} opens data of ${before}; a copy was kept at ${copy}`);
  }
  writeFileSync(versionFile, `${version}\n`);
}

const withConnection = async <T>(port: number, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = await Connection.connect({ address: `${localhost}:${port}`, connectTimeout: 2_000 });
  try {
    return await connection.withDeadline(Date.now() + 5_000, () => work(connection));
  } finally {
    await connection.close();
  }
};

async function isReady(port: number, namespace: string): Promise<boolean> {
  if (!(await isListening(port))) return false;
  return withConnection(port, async ({ workflowService }) => {
    await workflowService.describeNamespace({ namespace });
    return true;
  }).catch(() => false);
}

/** The CLI has no flag for it, and a database of an earlier release may keep another one. */
async function setRetention(port: number, namespace: string): Promise<void> {
  await withConnection(port, async ({ workflowService }) => {
    const workflowExecutionRetentionTtl = msToTs(retention);
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
  });
}

type TemporalSpec = EngineSpec<'grpc' | 'ui'>;

function specOf({ program, namespace }: TemporalOptions, dataDir: string, log: EngineLog): TemporalSpec {
  const database = path.join(dataDir, 'temporal', 'temporal.db');
  return {
    name: 'temporal',
    title: 'Temporal',
    program,
    args: [
      ...['server', 'start-dev', '--db-filename', database, '--ip', localhost, '--namespace', namespace],
      ...['--log-level', 'warn', '--ui-disable-news-fetch'],
    ],
    marks: ['start-dev', `--db-filename ${database}`],
    ports: { grpc: { flag: '--port', preferred: 7233 }, ui: { flag: '--ui-port', preferred: 8233 } },
    beforeStart() {
      mkdirSync(path.dirname(database), { recursive: true, mode: 0o700 });
      guardVersion(program, database, log);
    },
    isReady: ({ grpc }) => isReady(grpc, namespace),
    readyWithinMs: 60_000,
    adoptWithinMs: 15_000,
    stopWithinMs: 15_000,
  };
}

/**
 * Runs the development server of the Temporal CLI on `DATA_DIR/temporal/temporal.db`, which outlives a kill -9, with its
 * web pages, and closed processes kept for 90 days. Never two on one database: the server itself would not refuse that.
 */
export async function startTemporal(
  options: TemporalOptions,
  context: EngineContext,
): Promise<RunningEngine<'grpc' | 'ui'>> {
  const engine = await runEngine(specOf(options, context.dataDir, context.log), context);
  try {
    await setRetention(engine.ports.grpc, options.namespace);
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

/** host:port of a Temporal that somebody else runs on `DATA_DIR` and that answers; undefined when nobody does. */
export async function runningTemporal(dataDir: string, namespace: string, log: EngineLog): Promise<string | undefined> {
  for (const { grpc } of runningPorts(specOf({ program: 'temporal', namespace }, dataDir, log))) {
    if (await isReady(grpc, namespace)) return `${localhost}:${grpc}`;
  }
  return undefined;
}
