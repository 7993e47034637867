import { copyFileSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { transformFileSync } from '@swc/core';
import { testEngines } from './engines';
import { scratchFolder } from './scratch';

const root = path.resolve(__dirname, '../..');
const folders = ['activities', 'api', 'domain', 'platform', 'rules', 'samples', 'templates', 'workflows'];
let built: string | undefined;

/**
 * The service as `npm run build` leaves it, with the workflows that this run has bundled: its processes start in half the time that
 * those from sources take. Types are not checked here. @returns the folder in which `worker.js` stands
 */
export function builtService(): string {
  if (built !== undefined) return built;
  const target = scratchFolder('built');
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
  return (built = target);
}

const compiled = (file: string): string =>
  transformFileSync(file, {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs', ignoreDynamic: true },
  }).code;
