import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { loadConfig, StartError, workerStop } from '../../platform/config';

interface Service {
  readonly build?: string;
  readonly image: string;
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  readonly env_file?: string;
  readonly healthcheck?: { readonly test: string[] };
  readonly restart: string;
  readonly ports?: string[];
  readonly networks: string[];
  readonly stop_grace_period?: string;
}

const root = path.resolve(__dirname, '../..');
const file = readFileSync(path.join(root, 'docker-compose.yml'), 'utf8');
const compose = parse(file, { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, unknown>;
};
const services = Object.entries(compose.services);
const roles = ['server', 'worker'].map((name) => [name, compose.services[name]!] as const);
/** Services that run on; the others prepare something and end. */
const lasting = services.filter(([, { restart }]) => restart === 'unless-stopped');

const seconds = (period: string | undefined): number => Number(/^(\d+)s$/.exec(period ?? '')?.[1]);

/** What the operator must write into .env: no more than this, and nothing of it stands in the file. */
const envFile = {
  PUBLIC_URL: 'https://vinhdanh.example.gov.vn',
  SMTP_URL: 'smtp://mail:1025',
  MAIL_FROM: 'vinhdanh@example.gov.vn',
  LINK_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
  SESSION_SECRET: 's'.repeat(32),
};

test.each(roles)('the %s starts in production with what compose and .env give it', (_, { environment, env_file }) => {
  expect(env_file).toBe('.env');
  expect(loadConfig({ ...envFile, ...environment })).toMatchObject({
    production: true,
    temporalTaskQueue: 'vinh-danh',
    mongodbUri: expect.stringContaining('mongo:27017/vinh_danh?replicaSet=rs0'),
  });
});

test.each(roles)('the %s is given no secret by the compose file itself', (_, { environment }) => {
  const attempt = () => loadConfig({ ...environment });
  expect(attempt).toThrow(StartError);
  for (const name of Object.keys(envFile)) expect(attempt).toThrow(`${name}: required in production`);
});

test('the worker is given longer to stop than it takes at most', () => {
  expect(seconds(compose.services.worker?.stop_grace_period) * 1_000).toBeGreaterThan(workerStop.forceMs);
  expect(workerStop.forceMs).toBeGreaterThan(workerStop.graceMs);
});

test.each(services.filter(([, { build }]) => !build))('the image of %s is pinned to a release', (_, { image }) => {
  expect(image).toMatch(/^[\w./-]+:v?\d+\.\d+(\.\d+)?[\w.-]*$/);
});

test.each(lasting)('%s has a health check', (_, { healthcheck }) => {
  expect(healthcheck?.test[0]).toBe('CMD');
});

test('MongoDB is a replica set, and its health check makes it one', () => {
  const { command, healthcheck } = compose.services.mongo!;
  expect(command).toEqual(expect.arrayContaining(['--replSet', 'rs0']));
  expect(healthcheck?.test.at(-1)).toMatch(/NotYetInitialized[^]*rs\.initiate[^]*mongo:27017[^]*isWritablePrimary/);
});

test('databases and Temporal cannot be reached from outside, and no port is open to other machines', () => {
  expect(compose.networks.inside).toEqual({ internal: true });
  for (const name of ['mongo', 'postgres', 'temporal'])
    expect(compose.services[name]).toMatchObject({ networks: ['inside'] });
  const ports = services.flatMap(([, service]) => service.ports ?? []);
  for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('the namespace keeps closed processes for 90 days, and needs nothing else', () => {
  const script = compose.services['temporal-namespace']?.command?.join('\n') ?? '';
  expect(script).toContain('--retention 90d');
  expect(script).not.toContain('search-attribute');
});

test('the image runs as a user without rights and is told its role by the command', () => {
  const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
  expect(dockerfile).toMatch(/^USER node$/m);
  expect(roles.map(([, { command }]) => command)).toEqual([['dist/server.js'], ['dist/worker.js']]);
});
