import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { loadConfig, StartError, type Config, type Key } from './config';

/** A configuration in which the keys of links and sessions are there. */
export interface ConfigWithSecrets extends Config {
  readonly linkKeys: readonly Key[];
  readonly sessionSecret: string;
}

const stored = z.object({ LINK_KEYS: z.string(), SESSION_SECRET: z.string(), BOOTSTRAP_API_KEY: z.string() });
type Stored = z.infer<typeof stored>;

const draw = (): Stored => ({
  LINK_KEYS: `k1:${randomBytes(32).toString('base64')}`,
  SESSION_SECRET: randomBytes(32).toString('base64url'),
  BOOTSTRAP_API_KEY: `vd_${randomBytes(4).toString('hex')}_${randomBytes(32).toString('hex')}`,
});

/** Writes the file whole or not at all, and never over one that another process has written meanwhile. */
function writeOnce(file: string, secrets: Stored): void {
  const draft = `${file}.${randomUUID()}`;
  const handle = openSync(draft, 'wx', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(handle);
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    closeSync(handle);
    rmSync(draft, { force: true });
  }
}

function read(file: string): Stored | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StartError(`${file} cannot be read (${(error as Error).message}). Give it to the user of the service.`);
  }
  try {
    const secrets = stored.parse(JSON.parse(content));
    loadConfig({ ...secrets });
    return secrets;
  } catch {
    // drawing new keys would kill every link that has been mailed, so that is left to a person
    throw new StartError(
      `${file} is damaged. Restore it from a backup; or move it away to draw new keys, which ends all links in mails.`,
    );
  }
}

/** Where drawn secrets are kept. */
export const secretsFile = ({ dataDir }: Pick<Config, 'dataDir'>): string => path.join(dataDir, 'secrets.json');

/**
 * Completes the secrets that are not configured: links, sessions, first administrator key. They are drawn once into
 * `DATA_DIR/secrets.json` (mode 0600) and read from there ever after. In production nothing is drawn: there
 * `loadConfig` has refused to go on without the first two. Throws a `StartError` when the file is damaged.
 */
export function withSecrets(config: Config): ConfigWithSecrets {
  const { linkKeys, sessionSecret } = config;
  if (config.production) {
    if (!linkKeys || !sessionSecret) throw new StartError('LINK_KEYS and SESSION_SECRET are required in production');
    return Object.freeze({ ...config, linkKeys, sessionSecret });
  }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const file = secretsFile(config);
  if (!read(file)) writeOnce(file, draw());
  const secrets = read(file);
  if (!secrets) throw new StartError(`${file} vanished while it was read.`);
  chmodSync(file, 0o600);
  const drawn = loadConfig({ ...secrets });
  return Object.freeze({
    ...config,
    linkKeys: linkKeys ?? drawn.linkKeys ?? [],
    sessionSecret: sessionSecret ?? secrets.SESSION_SECRET,
    bootstrapApiKey: config.bootstrapApiKey ?? secrets.BOOTSTRAP_API_KEY,
  });
}
