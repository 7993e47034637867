import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { until } from './wait';

export interface ProcessEntry {
  readonly pid: number;
  /** Program and arguments, joined by spaces. */
  readonly command: string;
}

/** A log that has grown beyond this many bytes is put aside at the next start. */
const logLimitBytes = 20_000_000;

/** What a program needs of our environment. Keys and passwords are not among it: engines have no use for them. */
const passedOn = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'USERPROFILE',
  'LOCALAPPDATA',
];

const readOrEmpty = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const plain = (command: string): string => command.replaceAll('\0', ' ').replaceAll('"', '').trim();

function fromProgram(file: string, args: readonly string[]): ProcessEntry[] {
  const output = execFileSync(file, args, { encoding: 'utf8', maxBuffer: 64_000_000, windowsHide: true });
  return output.split('\n').flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.+?)\s*$/.exec(line) ?? [];
    return pid && command ? [{ pid: Number(pid), command: plain(command) }] : [];
  });
}

/** All processes of this machine that have a command line: neither the kernel's own nor dead ones nobody has fetched. */
export function listProcesses(): ProcessEntry[] {
  switch (process.platform) {
    case 'linux':
      return readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map((name) => ({ pid: Number(name), command: plain(readOrEmpty(`/proc/${name}/cmdline`)) }))
        .filter(({ command }) => command !== '');
    case 'win32': {
      const script = 'Get-CimInstance Win32_Process | % { "$($_.ProcessId) $($_.CommandLine)" }';
      return fromProgram('powershell', ['-NoProfile', '-NonInteractive', '-Command', script]);
    }
    default:
      return fromProgram('ps', ['-axww', '-o', 'pid=,command=']);
  }
}

/** The fields of /proc/<pid>/stat behind the name of the program, which may hold anything; empty when there is none. */
const statusOf = (pid: number): string[] => readOrEmpty(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];

/**
 * What tells a living process from a later one with the same pid: where the system knows it the moment of its start,
 * else its command line. Undefined when there is no such process.
 */
export function fingerprintOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return listProcesses().find((entry) => entry.pid === pid)?.command;
  const startTicks = 19;
  return isAlive(pid) ? statusOf(pid)[startTicks] : undefined;
}

/** False also for a process that has ended but was not fetched by its parent: it holds no file and no port. */
export function isAlive(pid: number): boolean {
  if (process.platform === 'linux') return /^[^ZX]/.test(statusOf(pid)[0] ?? '');
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended meanwhile
  }
};

/** Ends one process: asks, waits up to `withinMs`, then kills. Resolves when it is gone; 'killed' = it had to be. */
export async function stopProcess(pid: number, withinMs: number): Promise<'ended' | 'killed'> {
  signal(pid, 'SIGTERM');
  const gone = () => !isAlive(pid);
  if (await until(gone, withinMs)) return 'ended';
  signal(pid, 'SIGKILL');
  await until(gone, withinMs);
  return 'killed';
}

export interface Spawned {
  readonly pid: number;
  /** Why the program ended, or undefined while it runs. */
  readonly ended: () => string | undefined;
  /** Calls back once when the program ends by itself. */
  readonly onEnd: (callback: (why: string) => void) => void;
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimitBytes) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches only us and we stop it in our order. It
 * outlives us when we are killed. Its output goes to `logFile`. Throws when the program cannot be started.
 */
export async function spawnDetached(file: string, args: readonly string[], logFile: string): Promise<Spawned> {
  const log = openLog(logFile);
  const env = Object.fromEntries(passedOn.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(file, args, { detached: true, stdio: ['ignore', log, log], env, windowsHide: true });
  closeSync(log);
  let ended: string | undefined;
  const callbacks: ((why: string) => void)[] = [];
  child.once('exit', (code, by) => {
    ended = by ? `killed by ${by}` : `exit code ${code ?? 'unknown'}`;
    for (const callback of callbacks) callback(ended);
  });
  const pid = await new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('spawn', () => resolve(child.pid!));
  });
  child.unref();
  return { pid, ended: () => ended, onEnd: (callback) => callbacks.push(callback) };
}
