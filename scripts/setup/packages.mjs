import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SetupError, step } from './progress.mjs';
import { explain, run } from './run.mjs';

/** Development packages are left out where npm leaves them out: in production, or when told to. */
const withoutDev = () =>
  process.env.NODE_ENV === 'production' || (process.env.npm_config_omit ?? '').split(/[\s,]+/).includes('dev');

const lockOf = (root) => {
  const file = path.join(root, 'package-lock.json');
  if (existsSync(file)) return readFileSync(file);
  throw new SetupError(
    'package-lock.json is missing.',
    'Get it back from the repository: git checkout package-lock.json',
  );
};

const stampFile = (root) => path.join(root, 'node_modules', '.vinh-danh-lock');

/** What node_modules was installed from: lock file, machine (some packages hold native code), and how much of it. */
const stampOf = (root) => ({
  lock: createHash('sha256').update(lockOf(root)).digest('hex'),
  machine: `${process.platform}-${process.arch}`,
  dev: !withoutDev(),
});

const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
};

/** True when npm's own record of node_modules names every package that the lock file asks for, in its version. */
const recordSatisfies = (root) => {
  const record = readJson(path.join(root, 'node_modules', '.package-lock.json'));
  if (!record) return false;
  const dev = !withoutDev();
  return Object.entries(JSON.parse(lockOf(root)).packages).every(([at, wanted]) => {
    const mayBeAbsent = at === '' || wanted.optional || wanted.devOptional || (wanted.dev && !dev);
    return mayBeAbsent || record.packages[at]?.version === wanted.version;
  });
};

const writeStamp = (root) => writeFileSync(stampFile(root), `${JSON.stringify(stampOf(root))}\n`);

/**
 * True when node_modules holds what package-lock.json asks for. Where our stamp does not say so (a developer ran npm
 * himself) npm's record is asked, and the stamp renewed.
 */
export const packagesAreFresh = (root) => {
  const stamp = readJson(stampFile(root));
  const wanted = stampOf(root);
  if (stamp && stamp.machine !== wanted.machine) return false;
  if (stamp?.lock === wanted.lock && (stamp.dev || !wanted.dev)) return true;
  if (!recordSatisfies(root)) return false;
  writeStamp(root);
  return true;
};

/** Installs exactly what the lock file says. Throws a SetupError with the cause and what to do. */
export const installPackages = (root) =>
  step('packages (npm ci; the first time this takes a minute)', async () => {
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
    // npm names its own program to the scripts it runs: that works on Windows too, where `npm` is a batch file
    const npm = process.env.npm_execpath;
    const { code, output } = npm?.endsWith('.js')
      ? await run(process.execPath, [npm, ...args], { cwd: root })
      : await run('npm', args, { cwd: root, shell: process.platform === 'win32' });
    if (code !== 0) {
      const { why, advice } = explain(output);
      throw new SetupError(`The packages could not be installed: ${why}.`, advice);
    }
    writeStamp(root);
  });
