import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { StartError } from '../config';
import { runEngine, type EngineContext, type EngineLog, type RunningEngine } from './engine';
import { isListening, localhost } from './ports';

/** Closed processes stay visible so long; what must last longer is in MongoDB. */
const retention = '90 days';

/** Kinds of search attributes, as the server numbers them. */
const kinds: Readonly<Record<string, number>> = {
  Text: 1,
  Keyword: 2,
  Int: 3,
  Double: 4,
  Bool: 5,
  Datetime: 6,
  KeywordList: 7,
};

export interface TemporalOptions {
  /** The Temporal CLI. */
  readonly program: string;
  readonly namespace: string;
  /** `Name=Kind`, for example `DueAt=Datetime`. */
  readonly searchAttributes: readonly string[];
}

/** Numbers of the kinds by name of the attribute. Throws a `StartError` for a kind that does not exist. */
function kindsByName(searchAttributes: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    searchAttributes.map((entry) => {
      const [name = '', kind = ''] = entry.split('=');
      const number = kinds[kind];
      if (!name || number === undefined) throw new StartError(`"${entry}" is no search attribute (Name=Keyword, …).`);
      return [name, number];
    }),
  );
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

/** The flags of the CLI count only when it makes its database, so an existing one is brought up to date here. */
async function settle(port: number, namespace: string, wanted: Record<string, number>, log: EngineLog): Promise<void> {
  await withConnection(port, async ({ workflowService, operatorService }) => {
    const workflowExecutionRetentionTtl = msToTs(retention);
    await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl } });
    const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
    const missing = Object.entries(wanted).filter(([name]) => customAttributes[name] === undefined);
    for (const [name, kind] of Object.entries(wanted)) {
      const actual: number | undefined = customAttributes[name];
      if (actual !== undefined && actual !== kind) log.warn(`Temporal: search attribute ${name} has another kind`);
    }
    if (missing.length > 0) {
      await operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
    }
  });
}

/**
 * Runs the development server of the Temporal CLI on `DATA_DIR/temporal/temporal.db`, which outlives a kill -9, with its
 * web pages, the search attributes, and closed processes kept for 90 days. Never two on one database: the server itself
 * would not refuse that.
 */
export async function startTemporal(
  options: TemporalOptions,
  context: EngineContext,
): Promise<RunningEngine<'grpc' | 'ui'>> {
  const { program, namespace } = options;
  const wanted = kindsByName(options.searchAttributes);
  const database = path.join(context.dataDir, 'temporal', 'temporal.db');
  mkdirSync(path.dirname(database), { recursive: true, mode: 0o700 });
  const attributes = options.searchAttributes.flatMap((entry) => ['--search-attribute', entry]);
  const engine = await runEngine(
    {
      name: 'temporal',
      title: 'Temporal',
      program,
      args: [
        ...['server', 'start-dev', '--db-filename', database, '--ip', localhost, '--namespace', namespace],
        ...['--log-level', 'warn', '--ui-disable-news-fetch', ...attributes],
      ],
      marks: ['start-dev', `--db-filename ${database}`],
      ports: { grpc: { flag: '--port', preferred: 7233 }, ui: { flag: '--ui-port', preferred: 8233 } },
      beforeStart: () => guardVersion(program, database, context.log),
      isReady: ({ grpc }) => isReady(grpc, namespace),
      readyWithinMs: 60_000,
      adoptWithinMs: 15_000,
      stopWithinMs: 15_000,
    },
    context,
  );
  try {
    await settle(engine.ports.grpc, namespace, wanted, context.log);
    return engine;
  } catch (error) {
    await engine.stop();
    throw error;
  }
}
