import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { testEngines } from './engines';
import { folderOfRun, scratchFolder } from './scratch';

const root = path.resolve(__dirname, '../..');
const folders = ['activities', 'api', 'domain', 'platform', 'rules', 'samples', 'templates', 'workflows'];

/**
 * The service as `npm run build` leaves it, with the workflows that this run has bundled: its processes start in half the time that
 * those from sources take. It is built once a run, by the first file that asks. Types are not checked here.
 * @returns the folder in which `worker.js` stands
 */
export function builtService(): string {
  const built = path.join(folderOfRun(), 'built');
  if (existsSync(built)) return built;
  const building = scratchFolder('building');
  buildInto(building);
  try {
    renameSync(building, built);
  } catch (error) {
    // a file beside this one was quicker
    if (!existsSync(built)) throw error;
  }
  return built;
}

function buildInto(target: string): void {
  const within = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  const own = readdirSync(root).filter((file) => file.endsWith('.ts') || file === 'package.json');
  for (const file of [...own, ...within]) {
    const [from, to] = [path.join(root, file), path.join(target, file)];
    if (statSync(from).isDirectory()) continue;
    mkdirSync(path.dirname(to), { recursive: true });
    if (!file.endsWith('.ts')) copyFileSync(from, to);
    else writeFileSync(to.replace(/\.ts$/, '.js'), compiled(from));
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(target, 'node_modules'));
  copyFileSync(testEngines().workflowBundle!, path.join(target, 'workflow-bundle.js'));
}

const compiled = (file: string): string =>
  transformFileSync(file, {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs', ignoreDynamic: true },
  }).code;
