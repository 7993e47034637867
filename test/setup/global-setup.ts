import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { MongoMemoryReplSet } from 'mongodb-memory-server-core';
import { MongoInstanceEvents } from 'mongodb-memory-server-core/lib/util/MongoInstance';
import { loadConfig, StartError } from '../../platform/config';
import { obtainProgram, type ProgramConfig } from '../../platform/engines/binaries';
import { keepRunning, runFileVariable, type RunFile } from './running';

const workflowsPath = path.resolve(__dirname, '../../workflows/index.ts');

/** Where the engines' programs are; nothing else of the environment reaches the tests. */
function programConfig(): ProgramConfig {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  const names = ['TEMPORAL_CLI', 'TEMPORAL_TEST_SERVER', 'MONGOD', 'ENGINES_DIR'];
  return loadConfig(Object.fromEntries(names.map((name) => [name, process.env[name] ?? file[name]])));
}

const log = { info: (line: string) => console.log(line), warn: (line: string) => console.warn(line) };

/** The workflows, bundled once for all test files; undefined while there are none. */
async function bundle(folder: string): Promise<string | undefined> {
  if (!existsSync(workflowsPath)) return undefined;
  const file = path.join(folder, 'workflow-bundle.js');
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  writeFileSync(file, code);
  return file;
}

/** There is no such server for Linux on ARM: what needs it is skipped there, and the run is called incomplete. */
async function timeSkippingProgram(config: ProgramConfig): Promise<string | undefined> {
  try {
    return await obtainProgram('temporal-test-server', config, log);
  } catch (error) {
    if (error instanceof StartError && process.platform === 'linux' && process.arch === 'arm64') return undefined;
    throw error;
  }
}

async function startTemporal(program: string): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: program },
      log: { format: 'pretty', level: 'error' },
    },
  });
}

/**
 * Each test file has a database of its own, of some 200 files on disk. What was idle for a while is closed early: mongod ends
 * when a process may open no more files.
 */
const closeEarly = 'file_manager=(close_idle_time=30,close_scan_interval=10,close_handle_minimum=250)';

async function startMongo(systemBinary: string): Promise<MongoMemoryReplSet> {
  const args = ['--oplogSize', '64', '--wiredTigerEngineConfigString', closeEarly];
  const mongo = await MongoMemoryReplSet.create({
    binary: { systemBinary },
    replSet: { count: 1, name: 'rs0', storageEngine: 'wiredTiger', args },
  });
  for (const { instanceInfo } of mongo.servers) {
    // without this word the files after it would fail one by one, and nobody would know why
    instanceInfo?.instance.once(MongoInstanceEvents.instanceClosed, (code: number | null, signal: string | null) => {
      if (code !== 0) console.error(`mongod of the tests has ended: ${signal ?? `code ${code}`}`);
    });
  }
  return mongo;
}

/**
 * Runs once before all test files: bundles the workflows, starts one Temporal development server and one MongoDB replica
 * set, and leaves their addresses in a file. It does not connect mongoose, which belongs to the test files.
 */
async function globalSetup(): Promise<void> {
  process.env.SUPPRESS_JEST_WARNINGS = '1';
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK = 'false';
  const config = programConfig();
  const folder = mkdtempSync(path.join(tmpdir(), 'vinh-danh-test-'));
  const [temporalProgram, mongodProgram, skippingProgram] = await Promise.all([
    obtainProgram('temporal', config, log),
    obtainProgram('mongod', config, log),
    timeSkippingProgram(config),
  ]);
  const [temporal, mongo, bundleFile] = await Promise.all([
    startTemporal(temporalProgram),
    startMongo(mongodProgram),
    bundle(folder),
  ]);
  keepRunning({ temporal, mongo, folder });
  const run: RunFile = {
    temporalAddress: temporal.address,
    mongodbUri: mongo.getUri(),
    programs: { temporal: temporalProgram, mongod: mongodProgram },
    workflowBundle: bundleFile,
    timeSkippingProgram: skippingProgram,
  };
  const file = path.join(folder, 'engines.json');
  writeFileSync(file, JSON.stringify(run));
  process.env[runFileVariable] = file;
}

// Jest calls what the module is; it has no named exports
export = globalSetup;
