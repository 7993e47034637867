/**
 * The whole suite: format, types and lint, then Jest. Every step runs even when an earlier one has failed; the last line is
 * `N passed, N failed`, each of the first three steps counting as one. With arguments only Jest runs, and gets them:
 * `npm test -- docket`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const own = process.argv.slice(2);
const packages = path.join(root, 'node_modules');

/**
 * Checks that are passed or failed as a whole, in two rows that run beside each other: lint takes longer than the other two
 * together. Programs are run by Node itself, which works on every system alike.
 */
const checks = [
  [
    {
      title: 'format',
      args: [path.join(packages, 'prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
    },
    { title: 'types', args: [path.join(packages, 'typescript/bin/tsc'), '--noEmit'] },
  ],
  [{ title: 'lint', args: [path.join(packages, 'eslint/bin/eslint.js'), '.', '--max-warnings', '0'] }],
];

const run = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
    child.once('error', () => resolve(1)).once('exit', (code) => resolve(code ?? 1));
  });

const secondsSince = (startedMs) => ((performance.now() - startedMs) / 1000).toFixed(1);
const closing = (title, { failed }, startedMs) =>
  `== ${title}: ${failed > 0 ? 'failed' : 'passed'} (${secondsSince(startedMs)} s)\n`;

/** What a check says is shown when it is over, in one piece: another one is speaking meanwhile. */
const check = async ({ title, args }) => {
  const startedMs = performance.now();
  const said = [];
  const colours = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...colours } });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => said.push(text));
    child.once('error', () => resolve(1)).once('close', (ended) => resolve(ended ?? 1));
  });
  const result = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  process.stdout.write(`\n== ${title}\n${said.join('')}${closing(title, result, startedMs)}`);
  return result;
};

const inTurn = async (row) => {
  const results = [];
  for (const one of row) results.push(await check(one));
  return results;
};

/** What Jest wrote of its run. A file that could not be run counts as one failure, and so does a run without a result. */
const resultsIn = (file, code) => {
  try {
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    return { passed: results.numPassedTests, failed: code === 0 ? failed : Math.max(failed, 1), skipped };
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1 };
  }
};

const jest = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'vinh-danh-results-'));
  const file = path.join(folder, 'results.json');
  try {
    const program = ['--experimental-vm-modules', path.join(packages, 'jest/bin/jest.js')];
    const code = await run([...program, '--maxWorkers=2', '--json', `--outputFile=${file}`, ...own]);
    return resultsIn(file, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const results = own.length === 0 ? (await Promise.all(checks.map(inTurn))).flat() : [];
const startedMs = performance.now();
process.stdout.write('\n== tests\n');
const tests = await jest();
process.stdout.write(closing('tests', tests, startedMs));
results.push(tests);

const sum = (name) => results.reduce((total, result) => total + (result[name] ?? 0), 0);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(sum);
if (process.platform === 'linux' && process.arch === 'arm64') {
  process.stdout.write(
    '\nIncomplete: there is no time-skipping server for Linux on ARM, so what needs it was skipped.\n',
  );
}
process.stdout.write(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = failed > 0 ? 1 : 0;
