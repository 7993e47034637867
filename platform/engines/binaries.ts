import { accessSync, constants, copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartError, type Config } from '../config';
import type { EngineLog } from './engine';
import pins from './engines.json';

export type ProgramName = keyof typeof pins.engines;
export type ProgramConfig = Pick<Config, 'temporalCli' | 'temporalTestServer' | 'mongod' | 'enginesDir'>;

const suffix = process.platform === 'win32' ? '.exe' : '';

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function namedBy(name: ProgramName, config: ProgramConfig): string | undefined {
  switch (name) {
    case 'temporal':
      return config.temporalCli;
    case 'temporal-test-server':
      return config.temporalTestServer;
    case 'mongod':
      return config.mongod;
  }
}

/** Where an official download is kept once it has come. */
const downloadsIn = (config: ProgramConfig): string => path.join(config.enginesDir, 'downloads');
const downloaded = (name: ProgramName, config: ProgramConfig): string =>
  path.join(downloadsIn(config), `${pins.engines[name].command}${suffix}`);

/**
 * The program of an engine, if it is on this machine: named by its variable, else on the PATH, else in the cache that
 * set-up fills, else downloaded earlier (scripts/setup/engines.mjs keeps the same order). Throws a `StartError` when the
 * variable names no program.
 */
export function findProgram(name: ProgramName, config: ProgramConfig): string | undefined {
  const pin = pins.engines[name];
  const named = namedBy(name, config);
  if (named !== undefined) {
    if (isExecutable(named)) return named;
    throw new StartError(`${pin.variable} names ${named}, which is not a program. Correct it or remove it.`);
  }
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [
    ...onPath.map((folder) => path.join(folder, `${pin.command}${suffix}`)),
    path.join(config.enginesDir, `${pin.package}-${pin.version}`, `${pin.executable}${suffix}`),
    downloaded(name, config),
  ].find(isExecutable);
}

/** Lets Temporal's own test package fetch a server by starting it once, and gives the path of what it has fetched. */
async function fetchTemporal(name: 'temporal' | 'temporal-test-server', folder: string): Promise<string> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const server = { executable: { type: 'cached-download', downloadDir: folder, ttl: '365 days' } } as const;
  const environment = await (name === 'temporal'
    ? TestWorkflowEnvironment.createLocal({ server })
    : TestWorkflowEnvironment.createTimeSkipping({ server }));
  await environment.teardown();
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${name}-sdk-typescript-`));
  if (file === undefined) throw new Error('the download left no program');
  return path.join(folder, file);
}

async function fetchMongod(folder: string): Promise<string> {
  const { MongoBinary } = await import('mongodb-memory-server-core');
  return MongoBinary.getPath({ downloadDir: folder });
}

/**
 * The program of an engine, wherever it comes from; the last way is the official download (once, into
 * `.engines/downloads`). Throws a `StartError` that says how to help when that fails too.
 */
export async function obtainProgram(name: ProgramName, config: ProgramConfig, log: EngineLog): Promise<string> {
  const found = findProgram(name, config);
  if (found !== undefined) return found;
  const { title, variable } = pins.engines[name];
  if (name === 'temporal-test-server' && process.platform === 'linux' && process.arch === 'arm64') {
    throw new StartError(`${title}: there is none for Linux on ARM. What needs it cannot be run here.`);
  }
  const keep = downloaded(name, config);
  const arriving = path.join(downloadsIn(config), `.new-${name}-${process.pid}`);
  log.info(`${title}: fetching the official download …`);
  try {
    mkdirSync(arriving, { recursive: true });
    const fetched = await (name === 'mongod' ? fetchMongod(arriving) : fetchTemporal(name, arriving));
    // copied beside its place and renamed into it, so that nobody ever runs half a program
    copyFileSync(fetched, `${keep}.${process.pid}`, constants.COPYFILE_FICLONE);
    renameSync(`${keep}.${process.pid}`, keep);
    return keep;
  } catch (error) {
    const advice = `Run node scripts/setup.mjs, or install it yourself and name the program in ${variable}.`;
    throw new StartError(`${title} is not here and cannot be fetched: ${(error as Error).message}. ${advice}`);
  } finally {
    rmSync(arriving, { recursive: true, force: true });
  }
}
