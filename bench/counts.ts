import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(__dirname, '..');

/** Counts anew and writes `counts.json`: the test that holds the figures, told to write instead of to compare. */
export async function counts(): Promise<void> {
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  const child = spawn(process.execPath, ['--experimental-vm-modules', jest, 'test/bench/counts.test.ts'], {
    cwd: root,
    env: { ...process.env, COUNTS: 'write' },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}
