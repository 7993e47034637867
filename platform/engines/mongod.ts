import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { mongo } from 'mongoose';
import { runEngine, runningPorts, type EngineContext, type EngineSpec, type RunningEngine } from './engine';
import { isListening, localhost } from './ports';

const replicaSet = 'rs0';

interface ReplicaSetConfig {
  version: number;
  members: { host: string }[];
}

const isCode = (error: unknown, codeName: string): boolean =>
  error instanceof mongo.MongoServerError && error.codeName === codeName;

/**
 * Brings the one-member set to the point where it takes writes: initiates it the first time, and names the member anew
 * when its port has changed (a member that does not find itself in its own set serves nobody). True = it is primary.
 */
async function becomePrimary(admin: mongo.Db, host: string): Promise<boolean> {
  const config = await admin.command({ replSetGetConfig: 1 }).then(
    (answer) => answer.config as ReplicaSetConfig,
    (error: unknown) => {
      if (isCode(error, 'NotYetInitialized')) return undefined;
      throw error;
    },
  );
  const [member] = config?.members ?? [];
  if (!config || !member) {
    await admin.command({ replSetInitiate: { _id: replicaSet, members: [{ _id: 0, host }] } });
    return false;
  }
  if (member.host !== host) {
    const renamed = { ...config, version: config.version + 1, members: [{ ...member, host }] };
    await admin.command({ replSetReconfig: renamed, force: true });
    return false;
  }
  const { isWritablePrimary } = await admin.command({ hello: 1 });
  return isWritablePrimary === true;
}

async function isReady(port: number): Promise<boolean> {
  if (!(await isListening(port))) return false;
  const client = new mongo.MongoClient(`mongodb://${localhost}:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 2_000,
    socketTimeoutMS: 10_000,
  });
  try {
    return await becomePrimary(client.db('admin'), `${localhost}:${port}`);
  } catch (error) {
    // everything that the server answers before it has come up: asked again until time is up
    if (error instanceof mongo.MongoError) return false;
    throw error;
  } finally {
    await client.close();
  }
}

/** Address of the replica set for drivers, with the database's name. */
export const mongodbUriFor = (port: number): string =>
  `mongodb://${localhost}:${port}/vinh_danh?replicaSet=${replicaSet}`;

type MongodSpec = EngineSpec<'mongodb'>;

function specOf(program: string, dataDir: string): MongodSpec {
  const data = path.join(dataDir, 'mongo');
  const unixSocket = process.platform === 'win32' ? [] : ['--nounixsocket'];
  return {
    name: 'mongod',
    title: 'MongoDB',
    program,
    args: [
      ...['--dbpath', data, '--replSet', replicaSet, '--bind_ip', localhost, '--oplogSize', '64'],
      ...['--storageEngine', 'wiredTiger', ...unixSocket],
      // one whose writer was killed holds its records until then; ours give up after 12 s
      ...['--setParameter', 'transactionLifetimeLimitSeconds=15'],
    ],
    marks: [`--dbpath ${data}`, `--replSet ${replicaSet}`],
    ports: { mongodb: { flag: '--port', preferred: 27_027 } },
    beforeStart: () => mkdirSync(data, { recursive: true, mode: 0o700 }),
    isReady: ({ mongodb }) => isReady(mongodb),
    readyWithinMs: 120_000,
    adoptWithinMs: 15_000,
    stopWithinMs: 60_000,
  };
}

/**
 * Runs one mongod on `DATA_DIR/mongo` as a replica set of one member, so that transactions work. A port taken by
 * somebody else is no obstacle: another one is chosen and the set told of it.
 */
export const startMongod = (program: string, context: EngineContext): Promise<RunningEngine<'mongodb'>> =>
  runEngine(specOf(program, context.dataDir), context);

/** The address of a mongod that somebody else runs on `DATA_DIR` and that answers; undefined when nobody does. */
export async function runningMongod(dataDir: string): Promise<string | undefined> {
  for (const { mongodb } of runningPorts(specOf('mongod', dataDir))) {
    if (await isReady(mongodb)) return mongodbUriFor(mongodb);
  }
  return undefined;
}
