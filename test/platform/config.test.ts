import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig, StartError, variableNames } from '../../platform/config';
import { withSecrets } from '../../platform/secrets';
import { scratchFolder } from '../setup/scratch';

const root = path.resolve(__dirname, '../..');
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

/** All that a real system must be told. */
const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://vinhdanh.example.gov.vn',
  MONGODB_URI: 'mongodb://db:27017/vinh_danh?replicaSet=rs0',
  TEMPORAL_ADDRESS: 'temporal:7233',
  SMTP_URL: 'smtp://mail:25',
  MAIL_FROM: 'Vinh Danh <vinhdanh@example.gov.vn>',
  LINK_KEYS: `k1:${key(1)}`,
  SESSION_SECRET: 's'.repeat(32),
  BALLOT_KEY_DIR: '/var/lib/vinh-danh/ballot-keys',
};

const refusal = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
};

describe('the environment', () => {
  test('.env.example explains exactly the variables that are read', () => {
    const lines = readFileSync(path.join(root, '.env.example'), 'utf8').split('\n');
    const explained = lines.flatMap((line) => /^#?([A-Z][A-Z0-9_]*)=/.exec(line)?.[1] ?? []);
    expect(explained.sort()).toEqual([...variableNames].sort());
  });

  test('nothing is needed on one machine: addresses are left open, the rest has defaults', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      production: false,
      port: 3000,
      publicUrl: 'http://localhost:3000',
      dataDir: path.resolve('.data'),
      temporalTaskQueue: 'vinh-danh',
      mailDomain: 'vinh-danh.example',
      ballotKeyDir: path.resolve('.data/ballot-keys'),
      payloadKeys: [],
    });
    expect([config.mongodbUri, config.temporalAddress, config.smtpUrl, config.businessStart]).toEqual(
      Array(4).fill(undefined),
    );
    expect(Object.isFrozen(config)).toBe(true);
  });

  test('an empty variable counts as not set', () => {
    expect(loadConfig({ PORT: '', MONGODB_URI: ' ' })).toMatchObject({ port: 3000, mongodbUri: undefined });
  });

  test('values arrive in the types in which they are used', () => {
    const config = loadConfig({
      PORT: '8080',
      PUBLIC_URL: 'https://vinhdanh.example.gov.vn/',
      MAIL_FROM: 'Phòng Thi đua <td@so.example.gov.vn>',
      LINK_KEYS: `new:${key(2)},old:${key(1)}`,
      BUSINESS_START: '2026-11-16T08:00+07:00',
      DATA_DIR: 'elsewhere',
    });
    expect(config).toMatchObject({
      port: 8080,
      publicUrl: 'https://vinhdanh.example.gov.vn',
      mailDomain: 'so.example.gov.vn',
      businessStart: new Date('2026-11-16T01:00:00Z'),
      dataDir: path.resolve('elsewhere'),
    });
    expect(config.linkKeys).toEqual([
      { kid: 'new', secret: Buffer.alloc(32, 2) },
      { kid: 'old', secret: Buffer.alloc(32, 1) },
    ]);
  });

  test("Temporal's own variables are passed on to its own reader, ours are not", () => {
    const { temporalEnv } = loadConfig({ TEMPORAL_API_KEY: 'a', TEMPORAL_ADDRESS: 'h:1', TEMPORAL_TASK_QUEUE: 'q' });
    expect(temporalEnv).toEqual({ TEMPORAL_API_KEY: 'a', TEMPORAL_ADDRESS: 'h:1' });
  });

  test.each([
    ['NODE_ENV', 'staging'],
    ['LOG_LEVEL', 'loud'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PUBLIC_URL', 'vinhdanh.example.gov.vn'],
    ['PUBLIC_URL', 'https://user:pass@example.com'],
    ['MONGODB_URI', 'mongodb://db:27017'],
    ['TEMPORAL_ADDRESS', 'http://temporal:7233'],
    ['SMTP_URL', 'mail.example.gov.vn'],
    ['MAIL_FROM', 'Vinh Danh'],
    ['MAIL_FROM', 'a@example.com\nBcc: everybody@example.com'],
    ['LINK_KEYS', 'k1'],
    ['LINK_KEYS', `k1:${key(1)},k1:${key(2)}`],
    ['PAYLOAD_KEYS', `p1:${Buffer.alloc(16).toString('base64')}`],
    ['SESSION_SECRET', 'short'],
    ['BUSINESS_START', '2026-11-16T08:00'],
    ['BUSINESS_START', '2026-02-30T08:00+07:00'],
    ['BOOTSTRAP_ADMIN_EMAIL', 'admin'],
  ])('%s stops the start by its name when it is wrong (%j)', (name, value) => {
    expect(refusal({ [name]: value })).toMatch(new RegExp(`^ {2}- ${name}: .*must|^ {2}- ${name}: entry`, 'm'));
  });

  test('a refusal never repeats a value: it may be a secret in the wrong place', () => {
    const secret = 'hunter2-hunter2';
    const names = variableNames.filter((name) => !/_DIR|PACK|CLI|SERVER|^MONGOD$|NAMESPACE|QUEUE|DOMAIN/.test(name));
    expect(refusal(Object.fromEntries(names.map((name) => [name, secret])))).not.toContain(secret);
  });
});

describe('production', () => {
  test('starts when it is told everything', () => {
    expect(loadConfig(production)).toMatchObject({ production: true, sessionSecret: production.SESSION_SECRET });
  });

  test.each(Object.keys(production).filter((name) => name !== 'NODE_ENV'))('refuses to start without %s', (name) => {
    expect(refusal({ ...production, [name]: '' })).toContain(`- ${name}: required in production`);
  });

  test('refuses a moved clock, and links that travel in the clear', () => {
    const message = refusal({
      ...production,
      BUSINESS_START: '2026-11-16T08:00+07:00',
      PUBLIC_URL: 'http://example.vn',
    });
    expect(message).toMatch(/BUSINESS_START: .*refused in production/);
    expect(message).toMatch(/PUBLIC_URL: must begin with https/);
  });

  test('draws no secrets', () => {
    const config = loadConfig({ ...production, DATA_DIR: '/nowhere/that/exists' });
    expect(withSecrets(config).linkKeys).toBe(config.linkKeys);
  });
});

describe('secrets on one machine', () => {
  const dataDir = scratchFolder('secrets');
  const file = path.join(dataDir, 'secrets.json');

  test('are drawn once, readable by the owner only, and stay the same', () => {
    const first = withSecrets(loadConfig({ DATA_DIR: dataDir }));
    expect(first.linkKeys[0]?.secret).toHaveLength(32);
    expect(first.sessionSecret.length).toBeGreaterThanOrEqual(32);
    expect(first.bootstrapApiKey?.length).toBeGreaterThanOrEqual(32);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(withSecrets(loadConfig({ DATA_DIR: dataDir }))).toEqual(first);
  });

  test('that are configured go before drawn ones', () => {
    const config = withSecrets(loadConfig({ DATA_DIR: dataDir, SESSION_SECRET: 'x'.repeat(40) }));
    expect(config.sessionSecret).toBe('x'.repeat(40));
  });

  test('are never drawn over a damaged file: that would end every link in the mails', () => {
    writeFileSync(file, '{"LINK_KEYS":');
    expect(() => withSecrets(loadConfig({ DATA_DIR: dataDir }))).toThrow(/damaged.*backup/s);
  });
});
