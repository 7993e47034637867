import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, StartError } from './platform/config';
import { startEngines } from './platform/engines';
import { takePort } from './platform/listen';
import { secretsFile, withSecrets } from './platform/secrets';
import { connectService, type Running } from './wiring';

export interface Roles {
  readonly worker: boolean;
  readonly server: boolean;
}

/**
 * Runs roles of the service until it is told to stop. Engines that are not configured are started first and ended last;
 * order of the end: HTTP, worker, mail, Temporal, MongoDB. Told so while it starts, it finishes the start and ends at once. A
 * reason that a person can mend is printed without its stack.
 */
export async function runService(name: string, roles: Roles): Promise<void> {
  const starting = startService(name, roles, (line) => console.log(line));
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log(`${signal}: stopping`);
      void starting.then(({ stop }) => stop()).then(() => process.exit(0), fail);
    });
  }
  await starting.catch(fail);
}

/** What a started service tells those who start it. */
export interface Started extends Running {
  readonly url: string;
  readonly mailInboxUrl: string | undefined;
  readonly temporalUiUrl: string | undefined;
  readonly adminKey: string | undefined;
}

/** Starts roles of the service on configured or embedded engines and says where they are. @throws StartError */
export async function startService(name: string, roles: Roles, say: (line: string) => void): Promise<Started> {
  const given = loadConfig();
  const configured = withSecrets(given);
  const engines = await startEngines(configured, { log: { info: say, warn: say } });
  const running: Running[] = [];
  const stop = async (): Promise<void> => {
    try {
      for (const part of running.splice(0).reverse()) await part.stop();
    } finally {
      await engines.stop();
    }
  };
  try {
    const door = roles.server ? await takePort(configured.port, configured.production) : undefined;
    if (door) running.push({ stop: () => door.close() });
    const port = door?.port ?? configured.port;
    const own = configured.publicUrl === `http://localhost:${configured.port}`;
    const config = { ...configured, port, publicUrl: own ? `http://localhost:${port}` : configured.publicUrl };
    const service = await connectService(config, engines, name);
    running.push({ stop: () => service.close() });
    if (roles.worker) running.push(await service.startWorker(workflows()));
    if (door) running.push(await service.startServer(door));
    say(`Vinh Danh (${name}) is running${roles.server ? ` at ${config.publicUrl}` : ''}`);
    if (roles.server) say(`  API documentation  ${config.publicUrl}/api/docs`);
    if (roles.server && given.bootstrapApiKey === undefined && config.bootstrapApiKey !== undefined)
      say(`  Administrator key  BOOTSTRAP_API_KEY in ${secretsFile(config)}`);
    if (engines.mailInboxUrl !== undefined) say(`  Mail inbox         ${engines.mailInboxUrl}`);
    if (engines.temporalUiUrl !== undefined) say(`  Temporal           ${engines.temporalUiUrl}`);
    return {
      stop,
      url: config.publicUrl,
      mailInboxUrl: engines.mailInboxUrl,
      temporalUiUrl: engines.temporalUiUrl,
      adminKey: config.bootstrapApiKey,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The bundle that the build has made, else the sources. */
function workflows(): { codePath: string } | { workflowsPath: string } {
  const bundle = join(__dirname, 'workflow-bundle.js');
  return existsSync(bundle) ? { codePath: bundle } : { workflowsPath: require.resolve('./workflows') };
}

function fail(error: unknown): never {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
}
