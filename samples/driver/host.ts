import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { variableNames } from '../../platform/config';
import { isAlive, listProcesses, stopProcess } from '../../platform/engines/processes';
import type { Addresses, Told } from './service';
import { StoryError } from './wait';

/** A service that runs for the demo alone. */
export interface Host {
  readonly url: string;
  readonly mailInboxUrl: string;
  readonly temporalUiUrl: string;
  readonly adminKey: string;
  /** Rejects when the service ends by itself. */
  readonly lost: Promise<never>;
  /** Ends the service and everything that it started, and removes its data. May be called again. */
  readonly stop: () => Promise<void>;
}

/** Longer than a worker may take to stop. */
const STOP_WITHIN_MS = 60_000;
const PREFIX = 'demo-';
/** What the demo leaves as it is configured; everything else is its own, for it never touches a real system. */
const kept = ['PORT', 'LOG_LEVEL', 'TEMPORAL_CLI', 'MONGOD', 'ENGINES_DIR'];

/**
 * Starts the service on a fresh folder, its clock at `businessStart`. Ports that are taken are passed over.
 * @param early is given how to end it, and where its log is, before anything has been started
 * @throws StoryError when it cannot start, with the reason
 */
export async function startHost(
  businessStart: string,
  say: (line: string) => void,
  early: (stop: Host['stop'], log: string) => void,
): Promise<Host> {
  const base = path.resolve(process.env['DATA_DIR'] ?? '.data');
  mkdirSync(base, { recursive: true, mode: 0o700 });
  const own = path.join(realpathSync(base), `${PREFIX}${process.pid}`);
  await removeLeftOvers(path.dirname(own));
  mkdirSync(own, { mode: 0o700 });

  const adminKey = `vd_${randomBytes(4).toString('hex')}_${randomBytes(32).toString('hex')}`;
  const logFile = path.join(own, 'service.log');
  const log = openSync(logFile, 'a', 0o600);
  const blank = Object.fromEntries(variableNames.filter((name) => !kept.includes(name)).map((name) => [name, '']));
  // the folder is an argument so that the process can be told by its command line, as those of the engines
  const child = fork(path.join(__dirname, `service${path.extname(__filename)}`), [own], {
    env: { ...process.env, ...blank, DATA_DIR: own, BUSINESS_START: businessStart, BOOTSTRAP_API_KEY: adminKey },
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= end(child, own));
  early(stop, logFile);
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject).once('exit', (code, signal) => {
      if (!stopping)
        reject(new StoryError(`The service has ended (${signal ?? `code ${code ?? 0}`}). ${tail(logFile)}`));
    });
  });
  ended.catch(() => undefined);
  const addresses = await Promise.race([started(child, say), ended]);
  const { url, mailInboxUrl, temporalUiUrl } = addresses;
  if (mailInboxUrl === undefined || temporalUiUrl === undefined)
    throw new StoryError('The engines are not of the demo');
  return { url, mailInboxUrl, temporalUiUrl, adminKey, lost: ended, stop };
}

const started = (child: ChildProcess, say: (line: string) => void): Promise<Addresses> =>
  new Promise((resolve, reject) => {
    child.on('message', (message) => {
      const told = message as Told;
      if ('say' in told) say(told.say);
      else if ('started' in told) resolve(told.started);
      else reject(new StoryError(`The service did not start: ${told.failed}`));
    });
  });

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const gone = once(child, 'exit');
    if (child.connected) child.disconnect();
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await gone;
    clearTimeout(patience);
  }
  await removeFolder(folder);
}

/** Folders of demos that were killed, with what still runs on them. */
async function removeLeftOvers(base: string): Promise<void> {
  const folders = readdirSync(base).filter((name) => name.startsWith(PREFIX));
  for (const name of folders) {
    const pid = Number(name.slice(PREFIX.length));
    if (pid === process.pid || !isAlive(pid)) await removeFolder(path.join(base, name));
  }
}

/** Ends the processes that name the folder in their command line, then removes it. */
async function removeFolder(folder: string): Promise<void> {
  const names = (command: string): boolean =>
    `${command} `.includes(`${folder} `) || command.includes(`${folder}${path.sep}`);
  const left = listProcesses().filter(({ pid, command }) => pid !== process.pid && names(command));
  await Promise.all(left.map(({ pid }) => stopProcess(pid, 10_000)));
  rmSync(folder, { recursive: true, force: true });
}

const tail = (file: string): string => {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5);
  return `The end of its log:\n${lines.map((line) => `  ${line.slice(0, 400)}`).join('\n')}`;
};
