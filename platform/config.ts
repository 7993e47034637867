import { existsSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { mailAddress, originUrl, secretKeys, text, whole, zonedTime, type Key } from './config-values';

export type { Key } from './config-values';

/** A reason not to start that a person can mend. Its message is all that he needs: print it without the stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/**
 * How long a worker may take to stop, in milliseconds. At SIGTERM it takes no more work and lets activities finish for
 * `graceMs`; at `forceMs` it is ended. Whoever stops the container must wait longer than that (compose: 60 s).
 */
export const workerStop = { graceMs: 30_000, forceMs: 45_000 } as const;

const mongodbUri = text.regex(
  /^mongodb(\+srv)?:\/\/[^/\s]+\/[^/?\s]+(\?\S*)?$/,
  'must be like mongodb://host:27017/vinh_danh?replicaSet=rs0, with the name of the database',
);
const smtpUrl = text.regex(/^smtps?:\/\/\S+$/, 'must be like smtp://user:password@host:587 or smtps://…');
const address = text.regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port, like temporal.example:7233');
const folder = text.transform((value) => path.resolve(value));
const name = text.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be letters, digits, dots, dashes');

/** Every variable that the service reads. `.env.example` says what each is for; a test keeps the two alike. */
const variables = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'], 'must be development, test or production')
    .default('development'),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'must be trace, debug, info, warn, error, fatal or silent',
    )
    .default('info'),
  PORT: whole(1, 65_535).default(3000),
  PUBLIC_URL: originUrl.optional(),
  PAGES_URL: originUrl.optional(),
  DATA_DIR: folder.default(path.resolve('.data')),
  MONGODB_URI: mongodbUri.optional(),
  TEMPORAL_ADDRESS: address.optional(),
  TEMPORAL_NAMESPACE: name.default('default'),
  TEMPORAL_TASK_QUEUE: name.default('vinh-danh'),
  SMTP_URL: smtpUrl.optional(),
  MAIL_FROM: mailAddress.prefault('Vinh Danh <no-reply@vinh-danh.example>'),
  MAIL_DOMAIN: text.regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/, 'must be a domain name').optional(),
  LINK_KEYS: secretKeys.optional(),
  PAYLOAD_KEYS: secretKeys.optional(),
  SESSION_SECRET: text.min(32, 'must have at least 32 characters').optional(),
  OIDC_ISSUER: originUrl.optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  OIDC_NAME: text.default('tài khoản của cơ quan'),
  SESSION_IDLE_HOURS: whole(1, 24).default(8),
  SESSION_MOST_HOURS: whole(1, 72).default(12),
  BALLOT_KEY_DIR: folder.optional(),
  BOOTSTRAP_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  BOOTSTRAP_API_KEY: text.min(32, 'must have at least 32 characters').optional(),
  BUSINESS_START: zonedTime.optional(),
  PROVINCE_PACK: folder.default(path.resolve('samples/pack/province.json')),
  SIGNATURE_ROOTS: folder.optional(),
  TEMPORAL_CLI: folder.optional(),
  TEMPORAL_TEST_SERVER: folder.optional(),
  MONGOD: folder.optional(),
  ENGINES_DIR: folder.default(path.resolve('.engines')),
});

/** TEMPORAL_* variables that are ours and mean nothing to Temporal's own reader. */
const ours = ['TEMPORAL_CLI', 'TEMPORAL_TEST_SERVER', 'TEMPORAL_TASK_QUEUE'];

/** Names of all variables that are read. */
export const variableNames = Object.keys(variables.shape) as (keyof typeof variables.shape)[];

/** What nobody may forget on a real system: an address that is made up here, or a key that is drawn here, would hurt. */
const requiredInProduction = [
  'PUBLIC_URL',
  'MONGODB_URI',
  'TEMPORAL_ADDRESS',
  'SMTP_URL',
  'MAIL_FROM',
  'LINK_KEYS',
  'SESSION_SECRET',
  'BALLOT_KEY_DIR',
] as const satisfies (keyof typeof variables.shape)[];

/** An OpenID provider by which people may sign in. */
export interface AgencyConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As people know it, in the sentence “Đăng nhập bằng …”. */
  readonly name: string;
}

export interface Config {
  readonly nodeEnv: 'development' | 'test' | 'production';
  /** True when `NODE_ENV` is production: every address and key below is then configured. */
  readonly production: boolean;
  readonly logLevel: z.infer<typeof variables>['LOG_LEVEL'];
  readonly port: number;
  /** Origin (and path, if any) that people see, without a slash at its end. */
  readonly publicUrl: string;
  /** Where the worker reaches the pages; the public address unless set. */
  readonly pagesUrl: string | undefined;
  /** Absolute folder of everything that is kept between runs on this machine. */
  readonly dataDir: string;
  /** With the name of the database. Undefined: an embedded engine is started. */
  readonly mongodbUri: string | undefined;
  /** host:port. Undefined: an embedded engine is started. */
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
  readonly temporalTaskQueue: string;
  /** All TEMPORAL_* variables, for `loadClientConnectConfig({ overrideEnvVars })` (TLS, API key and so on). */
  readonly temporalEnv: Readonly<Record<string, string>>;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Domain of the Message-IDs. */
  readonly mailDomain: string;
  /** First = current. Undefined outside production until `withSecrets` has drawn them. */
  readonly linkKeys: readonly Key[] | undefined;
  /** First = current; empty = payloads are not encrypted. */
  readonly payloadKeys: readonly Key[];
  readonly sessionSecret: string | undefined;
  /** Undefined: people sign in with a code by mail alone. */
  readonly agency: AgencyConfig | undefined;
  /** How long somebody stays signed in who does nothing, and at most. */
  readonly sessionHours: { readonly idle: number; readonly most: number };
  readonly ballotKeyDir: string;
  readonly bootstrapAdminEmail: string | undefined;
  readonly bootstrapApiKey: string | undefined;
  /** Where the business clock starts; undefined = it shows real time. */
  readonly businessStart: Date | undefined;
  readonly provincePack: string;
  /** PEM file with the roots that certificates of signed papers must lead to. Undefined: issuers are shown, not checked. */
  readonly signatureRoots: string | undefined;
  readonly temporalCli: string | undefined;
  readonly temporalTestServer: string | undefined;
  readonly mongod: string | undefined;
  readonly enginesDir: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment of this process, with what `.env` in the working folder adds to it; the environment goes first. */
function processEnvironment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

const refuse = (lines: readonly string[]): never => {
  throw new StartError(
    `The environment is not right, so nothing was started:\n${lines.map((line) => `  - ${line}`).join('\n')}\n` +
      '.env.example explains every variable.',
  );
};

/** An empty variable counts as not set: that is how compose files and shells leave one out. */
function filledIn(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) => (value?.trim() ? [[key, value.trim()] as const] : [])),
  );
}

function assertFitForProduction(env: Record<string, string>, publicUrl: string | undefined): void {
  const lines = requiredInProduction.filter((key) => !env[key]).map((key) => `${key}: required in production`);
  if (env.BUSINESS_START) lines.push('BUSINESS_START: moves the clock, for demo and tests only; refused in production');
  const host = publicUrl && new URL(publicUrl);
  if (host && host.protocol !== 'https:' && host.hostname !== 'localhost') {
    lines.push('PUBLIC_URL: must begin with https:// in production, since its links are as good as a signature');
  }
  if (lines.length > 0) refuse(lines);
}

/** All of it or nothing; over https, since it says who somebody is. */
function agencyIn(v: z.infer<typeof variables>): AgencyConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = v;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    return refuse(['OIDC_ISSUER: needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, and they need it']);
  }
  if (!issuer.startsWith('https:')) {
    return refuse(['OIDC_ISSUER: must begin with https://, since it says who somebody is']);
  }
  return Object.freeze({ issuer, clientId, clientSecret, name });
}

/**
 * Reads the environment, once. Values are checked and completed with defaults; the result is frozen. Throws a
 * `StartError` that names every variable at fault and says what it must be, never what it was.
 */
export function loadConfig(env: Environment = processEnvironment()): Config {
  const given = filledIn(env);
  const parsed = variables.safeParse(given);
  if (!parsed.success) return refuse(parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`));
  const v = parsed.data;
  if (v.NODE_ENV === 'production') assertFitForProduction(given, v.PUBLIC_URL);

  return Object.freeze<Config>({
    nodeEnv: v.NODE_ENV,
    production: v.NODE_ENV === 'production',
    logLevel: v.LOG_LEVEL,
    port: v.PORT,
    publicUrl: v.PUBLIC_URL ?? `http://localhost:${v.PORT}`,
    pagesUrl: v.PAGES_URL,
    dataDir: v.DATA_DIR,
    mongodbUri: v.MONGODB_URI,
    temporalAddress: v.TEMPORAL_ADDRESS,
    temporalNamespace: v.TEMPORAL_NAMESPACE,
    temporalTaskQueue: v.TEMPORAL_TASK_QUEUE,
    temporalEnv: Object.freeze(
      Object.fromEntries(Object.entries(given).filter(([key]) => key.startsWith('TEMPORAL_') && !ours.includes(key))),
    ),
    smtpUrl: v.SMTP_URL,
    mailFrom: v.MAIL_FROM.header,
    mailDomain: v.MAIL_DOMAIN ?? v.MAIL_FROM.domain,
    linkKeys: v.LINK_KEYS,
    payloadKeys: v.PAYLOAD_KEYS ?? [],
    sessionSecret: v.SESSION_SECRET,
    agency: agencyIn(v),
    sessionHours: { idle: v.SESSION_IDLE_HOURS, most: v.SESSION_MOST_HOURS },
    ballotKeyDir: v.BALLOT_KEY_DIR ?? path.join(v.DATA_DIR, 'ballot-keys'),
    bootstrapAdminEmail: v.BOOTSTRAP_ADMIN_EMAIL,
    bootstrapApiKey: v.BOOTSTRAP_API_KEY,
    businessStart: v.BUSINESS_START,
    provincePack: v.PROVINCE_PACK,
    signatureRoots: v.SIGNATURE_ROOTS,
    temporalCli: v.TEMPORAL_CLI,
    temporalTestServer: v.TEMPORAL_TEST_SERVER,
    mongod: v.MONGOD,
    enginesDir: v.ENGINES_DIR,
  });
}
