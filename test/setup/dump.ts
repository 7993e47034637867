import { mongo } from 'mongoose';
import { canonicalJson, sha256 } from '../../platform/store/canonical';
import { testEngines, uniqueName } from './engines';
import type { TestService } from './service';

/** Every record of a database, files and their chunks included: `collection/_id` with the SHA-256 of its canonical content. */
export type Dump = Readonly<Record<string, string>>;

export interface OpenDatabase {
  /** Its address, for connections of one's own. */
  readonly uri: string;
  dump(): Promise<Dump>;
  close(): Promise<void>;
}

const SYSTEM: ReadonlySet<string> = new Set(['admin', 'config', 'local']);

/** The database of a service, read beside its store. The service keeps its name to itself, so it is found by a mark. */
export async function databaseOf(service: TestService): Promise<OpenDatabase> {
  const mark = uniqueName('mark');
  await service.store.settings.set(mark, true);
  const client = await new mongo.MongoClient(testEngines().mongodbUri).connect();
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  for (const { name } of databases.filter((one) => !SYSTEM.has(one.name))) {
    const settings = client.db(name).collection<{ _id: string }>('settings');
    if ((await settings.deleteOne({ _id: mark })).deletedCount === 0) continue;
    const uri = new URL(testEngines().mongodbUri);
    uri.pathname = `/${name}`;
    return { uri: uri.href, dump: () => dumpOf(client.db(name)), close: () => client.close() };
  }
  await client.close();
  throw new Error('the database of this service is not in the replica set of the run');
}

async function dumpOf(db: mongo.Db): Promise<Dump> {
  const dump: Record<string, string> = {};
  const collections = (await db.listCollections({}, { nameOnly: true }).toArray()).map((c) => c.name).sort();
  for (const name of collections) {
    // majority, since that is what the store promises: nothing is missed that a test has waited for
    const records = db.collection(name).find({}, { sort: { _id: 1 }, readConcern: 'majority' });
    for await (const record of records) {
      const content = mongo.BSON.EJSON.serialize(record, { relaxed: false });
      dump[`${name}/${String(record._id)}`] = sha256(canonicalJson(content));
    }
  }
  return dump;
}
