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
    const known = new Map<string, Stand>();
    return {
      uri: uri.href,
      dump: async () => dumpIn(await standsOf(db, known)),
      keep: () => keep(db, known),
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

// what stands on the one node of the set: what a majority has, and a write that is still under way
const recordsOf = (db: mongo.Db, name: string): Promise<Buffer[]> =>
  db
    .collection<Buffer>(name)
    .find({}, { sort: { _id: 1 }, readConcern: 'local', raw: true })
    .toArray();

/** A collection as it was read. */
interface Stand {
  /** The server's own hash of all that it holds; undefined of one that the server does not hash, or that was just being written. */
  readonly state: string | undefined;
  readonly records: readonly Buffer[];
  readonly dump: Dump;
}

/** Of every collection one hash over its records, reckoned by the server. */
async function statesOf(db: mongo.Db): Promise<Readonly<Record<string, string>>> {
  const { collections } = await db.command({ dbHash: 1 });
  return collections as Readonly<Record<string, string>>;
}

/** Reads what is not known yet: databases are read again and again, and most of their collections stay. */
async function standsOf(db: mongo.Db, known: Map<string, Stand>): Promise<ReadonlyMap<string, Stand>> {
  const before = await statesOf(db);
  const read: string[] = [];
  const stands = new Map<string, Stand>();
  for (const name of await namesOf(db)) {
    const stood = known.get(name);
    const stays = stood?.state !== undefined && stood.state === before[name];
    if (!stays) read.push(name);
    stands.set(name, stays ? stood : standOf(name, await recordsOf(db, name)));
  }
  const after = read.length === 0 ? before : await statesOf(db);
  for (const name of read) {
    const state = before[name] === after[name] ? after[name] : undefined;
    stands.set(name, { ...stands.get(name)!, state });
  }
  known.clear();
  for (const [name, stand] of stands) known.set(name, stand);
  return stands;
}

const standOf = (name: string, records: readonly Buffer[]): Stand => ({
  state: undefined,
  records,
  dump: Object.fromEntries(records.map((bytes) => [`${name}/${String(idOf(bytes))}`, hashOf(bytes)])),
});

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

const dumpIn = (stands: ReadonlyMap<string, Stand>): Dump =>
  Object.assign({}, ...[...stands.values()].map(({ dump }) => dump)) as Dump;

async function keep(db: mongo.Db, known: Map<string, Stand>): Promise<Kept> {
  const kept = await standsOf(db, known);
  return {
    dump: dumpIn(kept),
    async restore(only) {
      const now = await statesOf(db);
      for (const [name, { state, records }] of kept) {
        if (only !== undefined && name !== only) continue;
        if (state === undefined || state !== now[name]) await setBack(db, name, records);
      }
    },
  };
}

/** Removes what was added or changed since, and writes again what is gone or changed. */
async function setBack(db: mongo.Db, name: string, records: readonly Buffer[]): Promise<void> {
  const now = await recordsOf(db, name);
  const stands = new Set(now.map((bytes) => bytes.toString('base64')));
  const wanted = new Set(records.map((bytes) => bytes.toString('base64')));
  const surplus = now.filter((bytes) => !wanted.has(bytes.toString('base64')));
  const missing = records.filter((bytes) => !stands.has(bytes.toString('base64')));
  const collection = db.collection(name);
  if (surplus.length > 0)
    await collection.deleteMany({ _id: { $in: surplus.map((bytes) => recordIn(bytes)._id as mongo.ObjectId) } });
  if (missing.length > 0) await collection.insertMany(missing.map(recordIn));
}
