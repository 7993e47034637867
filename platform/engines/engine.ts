import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../config';
import { choosePort, isFree } from './ports';
import { listProcesses, spawnDetached, stopProcess, type ProcessEntry, type Spawned } from './processes';
import { until } from './wait';

export type EngineName = 'temporal' | 'mongod' | 'maildev';

/** Takes one line for people. A pino logger fits. */
export interface EngineLog {
  readonly info: (line: string) => void;
  readonly warn: (line: string) => void;
}

export interface EngineContext {
  /** Absolute, with no symbolic link in it: it is looked for in command lines. */
  readonly dataDir: string;
  readonly log: EngineLog;
  /** Ports promised to engines that do not listen yet; shared by all of one start. */
  readonly takenPorts: Set<number>;
}

/** How one kind of engine is started, recognised and asked. `P` names its ports. */
export interface EngineSpec<P extends string> {
  readonly name: EngineName;
  readonly title: string;
  readonly program: string;
  /** Arguments but for the ports, which are added with their flags. */
  readonly args: readonly string[];
  /** Parts of the command line by which a process is known as one of ours, on our data. */
  readonly marks: readonly string[];
  readonly ports: Readonly<Record<P, { readonly flag: string; readonly preferred: number }>>;
  /** Called before a new process opens the data, not when a living one is adopted. */
  readonly beforeStart?: () => void;
  /** Asked again and again until true: answers, and can be used. Must end within seconds. */
  readonly isReady: (ports: Readonly<Record<P, number>>) => Promise<boolean>;
  readonly readyWithinMs: number;
  /** How long a process of an earlier run may take to answer before it is replaced. */
  readonly adoptWithinMs: number;
  readonly stopWithinMs: number;
}

export interface RunningEngine<P extends string = string> {
  readonly name: EngineName;
  readonly pid: number;
  readonly ports: Readonly<Record<P, number>>;
  /** True when a process of an earlier run was found alive and taken on. */
  readonly adopted: boolean;
  /** Ends the process and waits for it. May be called again. */
  readonly stop: () => Promise<void>;
}

/** Another program may take a port between our look and the engine's start. */
const portTries = 3;

type Ports<P extends string> = Record<P, number>;

const runFile = (dataDir: string, name: EngineName): string => path.join(dataDir, 'run', `${name}.json`);
const logFile = (dataDir: string, name: EngineName): string => path.join(dataDir, 'logs', `${name}.log`);
const namesOf = <P extends string>(spec: EngineSpec<P>): P[] => Object.keys(spec.ports) as P[];

/** `--port 7233` or `--port=7233` in a command line. */
function portAfter(flag: string, command: string): number | undefined {
  const [, port] = new RegExp(`(?:^|\\s)${flag}[ =](\\d+)(?=\\s|$)`).exec(command) ?? [];
  return port === undefined ? undefined : Number(port);
}

function portsIn<P extends string>(spec: EngineSpec<P>, command: string): Ports<P> | undefined {
  const found = namesOf(spec).map((name) => [name, portAfter(spec.ports[name].flag, command)] as const);
  return found.every(([, port]) => port !== undefined) ? (Object.fromEntries(found) as Ports<P>) : undefined;
}

/** Living engines on our data, whoever started them: the list of processes knows more than a file that we may have lost. */
function living<P extends string>(spec: EngineSpec<P>): ProcessEntry[] {
  return listProcesses().filter(({ command }) => spec.marks.every((mark) => `${command} `.includes(`${mark} `)));
}

/** The ports of living engines on our data, as their command lines name them. */
export const runningPorts = <P extends string>(spec: EngineSpec<P>): Readonly<Record<P, number>>[] =>
  living(spec).flatMap(({ command }) => portsIn(spec, command) ?? []);

async function adopt<P extends string>(spec: EngineSpec<P>, { log }: EngineContext) {
  let adopted: { pid: number; ports: Ports<P> } | undefined;
  for (const { pid, command } of living(spec)) {
    const ports = portsIn(spec, command);
    if (!adopted && ports && (await until(() => spec.isReady(ports), spec.adoptWithinMs))) {
      adopted = { pid, ports };
      continue;
    }
    log.warn(`${spec.title}: process ${pid} of an earlier run does not answer and is stopped`);
    await stopProcess(pid, spec.stopWithinMs);
  }
  return adopted;
}

function earlierPorts(dataDir: string, name: EngineName): Record<string, number> {
  try {
    return (JSON.parse(readFileSync(runFile(dataDir, name), 'utf8')) as { ports: Record<string, number> }).ports;
  } catch {
    return {};
  }
}

function remember(dataDir: string, name: EngineName, entry: { pid: number; ports: Record<string, number> }): void {
  const file = runFile(dataDir, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...entry, since: new Date().toISOString() }, null, 2)}\n`);
}

/** The port of an interrupted run first, since its addresses are still written somewhere; then the usual one. */
async function choosePorts<P extends string>(spec: EngineSpec<P>, context: EngineContext): Promise<Ports<P>> {
  const earlier = earlierPorts(context.dataDir, spec.name);
  const ports: Partial<Ports<P>> = {};
  for (const name of namesOf(spec)) {
    const { preferred } = spec.ports[name];
    const wishes = [earlier[name], preferred].filter((port) => port !== undefined);
    const port = await choosePort(wishes, context.takenPorts);
    if (port !== wishes[0]) context.log.info(`${spec.title}: port ${wishes[0]} is taken, using ${port}`);
    ports[name] = port;
  }
  return ports as Ports<P>;
}

function failure(spec: EngineSpec<string>, dataDir: string, what: string): StartError {
  const file = logFile(dataDir, spec.name);
  const tail = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-4);
  return new StartError(
    `${spec.title} ${what}. The end of ${file}:\n${tail.map((line) => `  ${line.slice(0, 400)}`).join('\n')}`,
  );
}

async function spawnReady<P extends string>(spec: EngineSpec<P>, context: EngineContext) {
  const { dataDir } = context;
  for (let attempt = 1; ; attempt++) {
    const ports = await choosePorts(spec, context);
    const flags = namesOf(spec).flatMap((name) => [spec.ports[name].flag, String(ports[name])]);
    const child = await spawnDetached(spec.program, [...spec.args, ...flags], logFile(dataDir, spec.name)).catch(
      (error: unknown): never => {
        throw new StartError(`${spec.title} (${spec.program}) cannot be started: ${(error as Error).message}`);
      },
    );
    remember(dataDir, spec.name, { pid: child.pid, ports });
    const outcome = await until(async () => {
      if (child.ended() !== undefined) return 'ended' as const;
      return (await spec.isReady(ports)) ? ('ready' as const) : false;
    }, spec.readyWithinMs);
    if (outcome === 'ready') return { child, ports };
    if (outcome === undefined) {
      await stopProcess(child.pid, spec.stopWithinMs);
      throw failure(spec, dataDir, `was not ready within ${spec.readyWithinMs / 1000} s`);
    }
    const free = await Promise.all(namesOf(spec).map((name) => isFree(ports[name])));
    if (free.every(Boolean) || attempt === portTries) throw failure(spec, dataDir, `ended (${child.ended() ?? ''})`);
  }
}

/**
 * Makes sure that exactly one process of the engine runs on our data, and is ready: adopts a living one of an earlier
 * run if it answers, else stops that and starts a new one. Throws a `StartError` with the end of the log otherwise.
 */
export async function runEngine<P extends string>(
  spec: EngineSpec<P>,
  context: EngineContext,
): Promise<RunningEngine<P>> {
  const { dataDir, log } = context;
  const adopted = await adopt(spec, context);
  let child: Spawned | undefined;
  let running = adopted;
  if (!running) {
    spec.beforeStart?.();
    const fresh = await spawnReady(spec, context);
    child = fresh.child;
    running = { pid: child.pid, ports: fresh.ports };
  }
  const { pid, ports } = running;
  remember(dataDir, spec.name, { pid, ports });
  let stopping: Promise<void> | undefined;
  child?.onEnd((why) => {
    if (!stopping) log.warn(`${spec.title} has ended (${why}); see ${logFile(dataDir, spec.name)} and start again`);
  });
  const stop = async () => {
    const how = await stopProcess(pid, spec.stopWithinMs);
    if (how === 'killed') log.warn(`${spec.title} did not stop within ${spec.stopWithinMs / 1000} s and was killed`);
    rmSync(runFile(dataDir, spec.name), { force: true });
  };
  return { name: spec.name, pid, ports, adopted: adopted !== undefined, stop: () => (stopping ??= stop()) };
}
