import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** veraPDF, the validator of the industry, as its project publishes it. Its license is its own; it runs as a program beside us. */
const ARTIFACT = 'org.verapdf.apps:greenfield-apps:1.26.2';
const SHA256 = '6b3cd7daa39d2364d2e6043cefa168a355fbec12457c35d93cdabbcd7448b599';
const MAIN = 'org.verapdf.apps.GreenfieldCliWrapper';
const folder = path.resolve(__dirname, '../../.engines/verapdf-1.26.2');
const jar = path.join(folder, 'greenfield-apps-1.26.2.jar');

/** PDF/A-2a and PDF/UA-1, by the names that veraPDF has for them. */
export type Flavour = '2a' | 'ua1';

/**
 * Asks veraPDF about files.
 * @returns for each file, by its path, whether it conforms
 */
export async function conforming(flavour: Flavour, files: readonly string[]): Promise<ReadonlyMap<string, boolean>> {
  const { out } = await run('java', ['-cp', await program(), MAIN, '--format', 'text', '--flavour', flavour, ...files]);
  const said = [...out.matchAll(/^(PASS|FAIL) (.+?)(?: \w+)?$/gm)].map(
    ([, verdict, file]) => [file!, verdict === 'PASS'] as const,
  );
  return new Map(said);
}

/** The program, brought by Maven once and known by its bytes. */
async function program(): Promise<string> {
  if (!existsSync(jar)) {
    mkdirSync(folder, { recursive: true });
    const copy = ['-q', '-B', 'dependency:copy', `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${folder}`];
    const { code, out } = await run('mvn', copy);
    if (code !== 0) throw new Error(`Maven did not bring veraPDF. Install maven and a JRE.\n${out}`);
  }
  const found = createHash('sha256').update(readFileSync(jar)).digest('hex');
  if (found !== SHA256) throw new Error(`${jar} is not what was published: ${found}`);
  return jar;
}

const run = (command: string, args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> =>
  new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error && 'code' in error && error.code === 'ENOENT') reject(new Error(`${command} is not installed`));
      // 1: some file does not conform
      else resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: `${stdout}${stderr}` });
    });
  });
