import { createHash } from 'node:crypto';
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
  /** Keeps all records as they are now, to set the database back to them: all collections, or one. */
  keep(): Promise<Kept>;
  /**
   * Has the server refuse every write to a collection (or those that would leave a record that does not fit `unless`), as a
   * disk or a network that fails in the middle of an activity does; removals go through. @returns what ends it
   */
  refuse(collection: string, unless?: mongo.Document): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
export interface Kept {
  readonly dump: Dump;
  restore(collection?: string): Promise<void>;
}

/** Of a record: in which collection it stands. */
export const collectionOf = (key: string): string => key.slice(0, key.indexOf('/'));

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
    const db = client.db(name);
    return {
      uri: uri.href,
      dump: () => dumpOf(db),
      keep: () => keep(db),
      async refuse(collection, unless = { never: 'fits' }) {
        await db.command({ collMod: collection, validator: unless, validationAction: 'error' });
        return async () => {
          await db.command({ collMod: collection, validator: {} });
        };
      },
      close: () => client.close(),
    };
  }
  await client.close();
  throw new Error('the database of this service is not in the replica set of the run');
}

const namesOf = async (db: mongo.Db): Promise<string[]> =>
  (await db.listCollections({}, { nameOnly: true }).toArray()).map((c) => c.name).sort();

// majority, since that is what the store promises: nothing is missed that a test has waited for
const recordsOf = (db: mongo.Db, name: string): mongo.FindCursor<Buffer> =>
  db.collection<Buffer>(name).find({}, { sort: { _id: 1 }, readConcern: 'majority', raw: true });

// as it was written: a whole number stays the kind of number that it is
const recordIn = (bytes: Buffer): mongo.Document => mongo.BSON.deserialize(bytes, { promoteValues: false });

/** Records are dumped again and again, and most of them stay: the hash of what a record says, by that of its bytes. */
const hashes = new Map<string, string>();

function hashOf(bytes: Buffer): string {
  const key = createHash('sha256').update(bytes).digest('base64');
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const hash = sha256(canonicalJson(mongo.BSON.EJSON.serialize(recordIn(bytes), { relaxed: false })));
  hashes.set(key, hash);
  return hash;
}

const idOf = (bytes: Buffer): unknown => (mongo.BSON.deserialize(bytes) as { readonly _id: unknown })._id;

async function dumpOf(db: mongo.Db): Promise<Dump> {
  const dump: Record<string, string> = {};
  for (const name of await namesOf(db)) {
    for await (const bytes of recordsOf(db, name)) dump[`${name}/${String(idOf(bytes))}`] = hashOf(bytes);
  }
  return dump;
}

async function keep(db: mongo.Db): Promise<Kept> {
  const kept = new Map<string, Buffer[]>();
  for (const name of await namesOf(db)) kept.set(name, await recordsOf(db, name).toArray());
  return {
    dump: await dumpOf(db),
    async restore(only) {
      for (const [name, records] of kept) {
        if (only === undefined || name === only) await setBack(db, name, records);
      }
    },
  };
}

/** Removes what was added or changed since, and writes again what is gone or changed. */
async function setBack(db: mongo.Db, name: string, records: readonly Buffer[]): Promise<void> {
  const now = await recordsOf(db, name).toArray();
  const stands = new Set(now.map((bytes) => bytes.toString('base64')));
  const wanted = new Set(records.map((bytes) => bytes.toString('base64')));
  const surplus = now.filter((bytes) => !wanted.has(bytes.toString('base64')));
  const missing = records.filter((bytes) => !stands.has(bytes.toString('base64')));
  const collection = db.collection(name);
  if (surplus.length > 0)
    await collection.deleteMany({ _id: { $in: surplus.map((bytes) => recordIn(bytes)._id as mongo.ObjectId) } });
  if (missing.length > 0) await collection.insertMany(missing.map(recordIn));
}
