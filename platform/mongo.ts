import { Mongoose, type Connection, type mongo } from 'mongoose';
import { translated } from './store/errors';
import { modelsOf, type Models } from './store/models';

/** How long one command waits for a database that is away: shorter than any caller waits. */
const SELECTION_MS = 4_000;
/** How long an answer may take once a command was sent. */
const SOCKET_MS = 20_000;

/**
 * Connects to one database, with a mongoose of its own: nothing is set for the whole process, so tests and tools may have
 * several. Reads see what a majority has; writes are answered when a majority has them on disk.
 * @throws Problem STORE_BUSY when it cannot be reached
 */
export async function connectMongo(uri: string, options: { readonly dbName?: string } = {}): Promise<Connection> {
  const mongoose = new Mongoose({
    sanitizeFilter: true,
    strict: 'throw',
    strictQuery: 'throw',
    runValidators: true,
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  });
  const connection = mongoose.createConnection(uri, {
    ...(options.dbName === undefined ? {} : { dbName: options.dbName }),
    appName: 'vinh-danh',
    // more at once only wait for each other in the database
    maxPoolSize: 30,
    waitQueueTimeoutMS: 8_000,
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    writeConcern: { w: 'majority', journal: true },
    serverSelectionTimeoutMS: SELECTION_MS,
    socketTimeoutMS: SOCKET_MS,
    promoteBuffers: true,
    ignoreUndefined: true,
  });
  // without a listener a broken connection would end the process; every call reports its own failure
  connection.on('error', () => undefined);
  try {
    await connection.asPromise();
    return connection;
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw translated(error);
  }
}

/** Collections that are made at once: fewer than there are connections, so that on a slow disk none waits in line until it fails. */
const MADE_AT_ONCE = 8;

/** Creates every collection and index that the schemas name; safe to run again, and by several processes at once. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  const models = Object.values(modelsOf(connection)).values();
  const makeSome = async (): Promise<void> => {
    for (const model of models) await prepare(model);
  };
  try {
    await Promise.all(Array.from({ length: MADE_AT_ONCE }, makeSome));
  } catch (error) {
    throw translated(error);
  }
}

/** One command a collection: indexes come with their collection. */
async function prepare(model: Models[keyof Models]): Promise<void> {
  const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }) as mongo.IndexDescription);
  if (indexes.length === 0) await model.createCollection();
  else await model.collection.createIndexes(indexes);
}

/** Collections whose indexes are not there: the service refuses to start on them, since nothing would be unique. */
export async function missingIndexes(connection: Connection): Promise<readonly string[]> {
  try {
    const missing: string[] = [];
    for (const [name, model] of Object.entries(modelsOf(connection))) {
      const { toCreate } = await model.diffIndexes();
      if (toCreate.length > 0) missing.push(name);
    }
    return missing;
  } catch (error) {
    throw translated(error);
  }
}

/** Whether the database answers, for /readyz. */
export async function mongoAnswers(connection: Connection): Promise<boolean> {
  try {
    await connection.db?.admin().ping();
    return connection.db !== undefined;
  } catch {
    return false;
  }
}
