import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client, Connection } from '@temporalio/client';
import { mongo } from 'mongoose';
import type { Engines } from '../../platform/engines';
import { listProcesses } from '../../platform/engines/processes';
import { until } from '../../platform/engines/wait';
import { testEngines } from '../setup/engines';
import { scratchFolder } from '../setup/scratch';

export const minute = 60_000;
const folders: string[] = [];
const hosts: ChildProcess[] = [];

export interface Host {
  readonly engines: Engines;
  readonly kill: () => Promise<void>;
  /** Stops the engines as the service does. */
  readonly stop: () => Promise<void>;
}

/** A data folder of its own, removed with everything that runs on it by `cleanUp`. */
export const newFolder = (): string => {
  const folder = scratchFolder('engines');
  folders.push(folder);
  return folder;
};

/** Processes that name the folder in their command line: the engines on it, not the hosts. */
export const enginesOn = (folder: string) => listProcesses().filter(({ command }) => command.includes(`${folder}/`));
export const portOf = (address: string): number => Number(/:(\d+)/.exec(address.replace(/^\w+:\/\//, ''))?.[1]);

/** Starts a process that keeps engines on the folder; gives its addresses, or why it was refused. */
export async function startHost(
  dataDir: string,
  env: Record<string, string> = {},
): Promise<Host | { refused: string }> {
  const { programs } = testEngines();
  const host = spawn(process.execPath, ['--import', 'tsx', path.join(__dirname, 'engines-child.ts')], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: dataDir,
      TEMPORAL_CLI: programs.temporal,
      MONGOD: programs.mongod,
      SESSION_SECRET: 'a secret that no engine needs to know',
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  hosts.push(host);
  const ended = once(host, 'exit');
  const [line] = (await once(createInterface(host.stdout), 'line')) as [string];
  const answer = JSON.parse(line) as { engines: Engines } | { refused: string };
  if ('refused' in answer) return answer;
  const kill = async () => {
    host.kill('SIGKILL');
    await ended;
  };
  const stop = async () => {
    host.stdin.end();
    await ended;
  };
  return { engines: answer.engines, kill, stop };
}

export async function started(dataDir: string, env?: Record<string, string>): Promise<Host> {
  const host = await startHost(dataDir, env);
  if ('refused' in host) throw new Error(host.refused);
  return host;
}

export const withDatabase = async <T>(uri: string, work: (things: mongo.Collection) => Promise<T>): Promise<T> => {
  const client = await new mongo.MongoClient(uri).connect();
  try {
    return await work(client.db().collection('things'));
  } finally {
    await client.close();
  }
};

export const withTemporal = async <T>(address: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
};

export async function inboxOf({ mailInboxUrl }: Engines): Promise<string[]> {
  const answer = (await (await fetch(`${mailInboxUrl ?? ''}/api/email`)).json()) as { subject: string }[];
  return answer.map(({ subject }) => subject);
}

/** Takes a port as another program would; waits while another test has it. @throws when it stays held */
export const occupy = async (port: number, withinMs = 3 * minute): Promise<Server> => {
  const taken = await until(async () => {
    // one that never answers would keep mongod asking it for 30 s whether it is the member of the set
    const server = createServer((socket) => socket.destroy());
    return await once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => server,
      () => undefined,
    );
  }, withinMs);
  if (!taken) throw new Error(`port ${port} is held by another program`);
  return taken;
};

/** Ends all hosts and engines of this file and removes their folders. */
export async function cleanUp(): Promise<void> {
  for (const host of hosts) host.kill('SIGKILL');
  for (const folder of folders) {
    for (const { pid } of enginesOn(folder)) process.kill(pid, 'SIGKILL');
    await until(() => enginesOn(folder).length === 0, minute);
    rmSync(folder, { recursive: true, force: true });
  }
}
