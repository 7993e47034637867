import { mkdirSync, realpathSync } from 'node:fs';
import type { Config } from '../config';
import { obtainProgram } from './binaries';
import type { EngineContext, EngineLog, RunningEngine } from './engine';
import { lockFolder } from './lock';
import { startMaildev } from './maildev';
import { mongodbUriFor, startMongod } from './mongod';
import { localhost } from './ports';
import { startTemporal } from './temporal';

export type { EngineLog } from './engine';

export type EngineConfig = Pick<
  Config,
  | 'dataDir'
  | 'mongodbUri'
  | 'temporalAddress'
  | 'temporalNamespace'
  | 'smtpUrl'
  | 'temporalCli'
  | 'temporalTestServer'
  | 'mongod'
  | 'enginesDir'
>;

export interface EngineOptions {
  readonly log: EngineLog;
}

export interface Engines {
  readonly mongodbUri: string;
  /** host:port */
  readonly temporalAddress: string;
  /** Undefined when Temporal is not ours. */
  readonly temporalUiUrl: string | undefined;
  readonly smtpUrl: string;
  /** Where the caught mails are seen; undefined when SMTP is not ours. */
  readonly mailInboxUrl: string | undefined;
  /** Names of engines that an earlier run had left alive and that were taken on. */
  readonly adopted: readonly string[];
  /** Ends what was started or adopted: mail, Temporal, MongoDB. Call it last. May be called again. */
  readonly stop: () => Promise<void>;
}

/** Shut-down order. MongoDB is last, since everything writes to it. */
const stopOrder = ['maildev', 'temporal', 'mongod'] as const;

async function stopAll(engines: readonly RunningEngine[]): Promise<void> {
  for (const name of stopOrder) await engines.find((engine) => engine.name === name)?.stop();
}

/**
 * Starts the engines that are not configured, on `DATA_DIR`, and waits until they can be used; gives the addresses of
 * all. Engines that a killed run has left alive are taken on with their data. The folder is locked for this process
 * until `stop`: a second start on it is refused. Throws a `StartError` (second start, no program, engine does not come
 * up) after ending whatever it had started.
 */
export async function startEngines(config: EngineConfig, options: EngineOptions): Promise<Engines> {
  const { mongodbUri, temporalAddress, smtpUrl } = config;
  if (mongodbUri && temporalAddress && smtpUrl) {
    const stop = () => Promise.resolve();
    return {
      mongodbUri,
      temporalAddress,
      smtpUrl,
      temporalUiUrl: undefined,
      mailInboxUrl: undefined,
      adopted: [],
      stop,
    };
  }
  const { log } = options;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = realpathSync(config.dataDir);
  const lock = await lockFolder(dataDir);
  const context: EngineContext = { dataDir, log, takenPorts: new Set() };
  const running: RunningEngine[] = [];
  const keep = async <P extends string>(starting: Promise<RunningEngine<P>>): Promise<RunningEngine<P>> => {
    const engine = await starting;
    running.push(engine);
    return engine;
  };
  const temporal = async () => {
    const program = await obtainProgram('temporal', config, log);
    return keep(startTemporal({ program, namespace: config.temporalNamespace }, context));
  };
  const mongod = async () => keep(startMongod(await obtainProgram('mongod', config, log), context));

  let stopping: Promise<void> | undefined;
  const stop = () =>
    (stopping ??= stopAll(running).finally(() => {
      lock.release();
    }));
  try {
    const none = Promise.resolve(undefined);
    const starting = [
      mongodbUri ? none : mongod(),
      temporalAddress ? none : temporal(),
      smtpUrl ? none : keep(startMaildev(context)),
    ] as const;
    // when one fails the others are waited for all the same, so that they can be ended
    await Promise.allSettled(starting);
    const [db, process, mail] = await Promise.all(starting);
    return {
      mongodbUri: db ? mongodbUriFor(db.ports.mongodb) : mongodbUri!,
      temporalAddress: process ? `${localhost}:${process.ports.grpc}` : temporalAddress!,
      temporalUiUrl: process && `http://${localhost}:${process.ports.ui}`,
      smtpUrl: mail ? `smtp://${localhost}:${mail.ports.smtp}` : smtpUrl!,
      mailInboxUrl: mail && `http://${localhost}:${mail.ports.inbox}`,
      adopted: running.filter((engine) => engine.adopted).map((engine) => engine.name),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
