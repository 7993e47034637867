import { mkdirSync, realpathSync } from 'node:fs';
import type { Config } from '../config';
import { obtainProgram } from './binaries';
import type { EngineLog } from './engine';
import { lockFolder } from './lock';
import { mongodbUriFor, runningMongod, startMongod } from './mongod';

export interface OpenRecords {
  readonly mongodbUri: string;
  /** Ends what was started for this; what a running service uses is left alone. */
  readonly close: () => Promise<void>;
}

/**
 * The database alone, for a command: the configured one; else that of the service which runs on `DATA_DIR`; else a mongod
 * that is started on it and ended again. @throws StartError
 */
export async function openRecords(
  config: Pick<Config, 'dataDir' | 'mongodbUri' | 'mongod' | 'temporalCli' | 'temporalTestServer' | 'enginesDir'>,
  log: EngineLog,
): Promise<OpenRecords> {
  const nothing = (): Promise<void> => Promise.resolve();
  if (config.mongodbUri) return { mongodbUri: config.mongodbUri, close: nothing };
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(config.dataDir);
  const running = await runningMongod(dataDir);
  if (running !== undefined) return { mongodbUri: running, close: nothing };
  const lock = await lockFolder(dataDir);
  try {
    const program = await obtainProgram('mongod', config, log);
    const mongod = await startMongod(program, { dataDir, log, takenPorts: new Set() });
    return {
      mongodbUri: mongodbUriFor(mongod.ports.mongodb),
      close: () => mongod.stop().finally(() => lock.release()),
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
