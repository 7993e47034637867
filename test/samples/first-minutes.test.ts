import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scratchFolder } from '../setup/scratch';

const root = path.join(__dirname, '../..');

test('every step of the first five minutes works, and its page shows them all', async () => {
  const [pictures, data] = [scratchFolder('pictures'), scratchFolder('first')];
  const command = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), 'samples/pictures/index.ts', 'first'];
  const env = { ...process.env, PICTURES: pictures, DATA_DIR: data };
  const said = await new Promise<string>((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, out, err) =>
      resolve(error === null ? 'done' : `${out}\n${err}`),
    );
  });
  expect(said).toBe('done');
  const page = readFileSync(path.join(root, 'docs/first-five-minutes.md'), 'utf8');
  const shown = new Set([...page.matchAll(/pictures\/(first-\d+\.png)/g)].map(([, name]) => name!));
  expect(readdirSync(pictures).sort()).toEqual([...shown].sort());
}, 300_000);
