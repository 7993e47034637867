import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { variableNames } from '../../platform/config';
import { testEngines } from './engines';
import { eventually } from './service';

const root = path.resolve(__dirname, '../..');
const children: ChildProcess[] = [];

/** `npm start` as a process of its own, on a folder of its own and with nothing configured. */
export interface ServiceProcess {
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Addresses that it prints, once it runs. @throws when it ends instead */
  running(): Promise<{ readonly url: string; readonly inbox: string; readonly temporal: string }>;
  send(signal: NodeJS.Signals): void;
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

export function startServiceOn(dataDir: string): ServiceProcess {
  const { programs } = testEngines();
  const blank = Object.fromEntries(variableNames.map((name) => [name, '']));
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: root,
    env: { PATH, HOME, ...blank, DATA_DIR: dataDir, TEMPORAL_CLI: programs.temporal, MONGOD: programs.mongod },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(...text.split('\n').filter(Boolean)));
  }
  const ended = once(child, 'exit').then(([code, signal]) => (signal ?? code) as number | NodeJS.Signals);
  const printed = (what: RegExp): string | undefined => lines.map((line) => what.exec(line)?.[1]).find(Boolean);
  return {
    lines,
    ended,
    send: (signal) => child.kill(signal),
    async running() {
      const addresses = () => ({
        url: printed(/is running at (\S+)/),
        inbox: printed(/Mail inbox\s+(\S+)/),
        temporal: printed(/Temporal {2,}(\S+)/),
      });
      const all = await Promise.race([
        eventually(
          () => Promise.resolve(addresses()),
          (now) => Object.values(now).every((address) => address !== undefined),
          180_000,
        ),
        ended.then((how): never => {
          throw new Error(`the service has ended with ${how}:\n${lines.join('\n')}`);
        }),
      ]);
      return all as Awaited<ReturnType<ServiceProcess['running']>>;
    },
  };
}

/** The key of the first administrator, drawn at the first start. */
export const adminKeyOn = (dataDir: string): string =>
  (JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as { BOOTSTRAP_API_KEY: string })
    .BOOTSTRAP_API_KEY;

/** Ends whatever a failed test has left. */
export function endServices(): void {
  for (const child of children) child.kill('SIGKILL');
}
