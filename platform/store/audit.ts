import type { ClientSession } from 'mongoose';
import type { Instant } from '../../domain/time';
import { canonicalJson, sha256 } from './canonical';
import type { AuditRecord } from './records';
import type { Db } from './rows';
import { anyOf, byIds, changeEach, findMany, findOne, insert, retryOnDuplicate } from './rows';
import type { HeadRecord } from './schemas/service';
import type { AuditEntry } from './shapes';
import { stageTimes, type StageTime } from './stage-times';

export type ChainReport =
  | { readonly intact: true; readonly entries: number; readonly head: string }
  | { readonly intact: false; readonly seq: number; readonly reason: 'changed' | 'missing' | 'cut' };

export interface AuditStore {
  /** Adds entries to the chains of their entities, in order; entries whose key a chain already has are left out. */
  append(entries: readonly AuditEntry[], transaction?: ClientSession): Promise<void>;
  /** The chain of an entity, oldest first. */
  trail(entity: string): Promise<readonly AuditRecord[]>;
  /** Entries of these types in the chains of several entities, oldest first. */
  ofTypes(entities: readonly string[], types: readonly string[]): Promise<readonly AuditRecord[]>;
  /** How long dossiers stood in each stage, by the month in which they left it; of some units, or of all. */
  stageTimes(from: Instant, units?: readonly string[]): Promise<readonly StageTime[]>;
  /** Computes a chain anew: an entry that was changed, taken out, or cut off at the end is found. */
  verifyChain(entity: string): Promise<ChainReport>;
  /**
   * Writes the heads of all chains that changed since the last time into the ledger, itself a chain.
   * @returns its last hash, as printed on minutes and decisions
   */
  seal(at: Instant): Promise<{ readonly seq: number; readonly hash: string }>;
}

/** The chain of chains: what was sealed when. */
const LEDGER = 'ledger';
/** Heads in one entry of the ledger; with more changed chains it grows by several entries. */
const HEADS_PER_ENTRY = 1_000;

/** Hash of an entry: everything that it says, and the hash before it. */
const hashOf = ({ hash, ...said }: AuditRecord): string => sha256(canonicalJson(said));

/**
 * Adds entries within a transaction. Two writers on one chain meet at its head: the driver repeats the later one.
 * @returns the entries that were new
 */
export async function appendTo(
  { models }: Db,
  entries: readonly AuditEntry[],
  session: ClientSession,
): Promise<readonly AuditRecord[]> {
  if (entries.length === 0) return [];
  const entities = [...new Set(entries.map((entry) => entry.entity))];
  const heads = await byIds(models.auditHeads, entities, session);
  const keys = [...new Set(entries.map((entry) => entry.key))];
  const known = await findMany(models.auditEntries, { entity: anyOf(entities), key: anyOf(keys) }, { _id: 1 }, session);
  const written = new Set(known.map(nameOf));
  const ends = new Map<string, Pick<HeadRecord, 'seq' | 'hash'>>(heads);
  const added: AuditRecord[] = [];
  for (const entry of entries) {
    if (written.has(nameOf(entry))) continue;
    written.add(nameOf(entry));
    const end = ends.get(entry.entity) ?? { seq: 0, hash: '' };
    const record = chained(entry, end);
    ends.set(entry.entity, record);
    added.push(record);
  }
  await insert(models.auditEntries, added, session);
  const moved = [...new Set(added.map((record) => record.entity))].map((entity) => {
    const { seq, hash } = ends.get(entity)!;
    return { _id: entity, seq, hash, sealed: entity === LEDGER };
  });
  await changeEach(models.auditHeads, moved, { session, upsert: true });
  return added;
}

const nameOf = ({ entity, key }: { entity: string; key: string }): string => JSON.stringify([entity, key]);

function chained(entry: AuditEntry, end: { readonly seq: number; readonly hash: string }): AuditRecord {
  const { entity, key, at, actor, type } = entry;
  const seq = end.seq + 1;
  // as it will be read back: plain JSON, whatever was handed in
  const data = JSON.parse(canonicalJson(entry.data ?? {})) as AuditRecord['data'];
  const said = { _id: `${entity}#${seq}`, entity, seq, key, at, actor, type, data, previous: end.hash, hash: '' };
  return { ...said, hash: hashOf(said) };
}

/** Hash chains: one an entity, and the ledger over all of them. */
export function auditStore(db: Db): AuditStore {
  const { models, transaction } = db;
  const trail = (entity: string) => findMany(models.auditEntries, { entity }, { seq: 1 });

  return {
    trail,
    ofTypes: (entities, types) =>
      findMany(models.auditEntries, { entity: anyOf(entities), type: anyOf(types) }, { entity: 1, seq: 1 }),
    stageTimes: (from, units) => stageTimes(db, from, units),

    async append(entries, session) {
      if (session) await appendTo(db, entries, session);
      // the first entries of a chain meet at the index that makes them unique
      else await retryOnDuplicate(() => transaction((own) => appendTo(db, entries, own)));
    },

    async verifyChain(entity) {
      const head = await findOne(models.auditHeads, { _id: entity });
      let previous = '';
      let seq = 0;
      for (const record of await trail(entity)) {
        seq += 1;
        if (record.seq !== seq) return { intact: false, seq, reason: 'missing' };
        if (record.previous !== previous || hashOf(record) !== record.hash)
          return { intact: false, seq, reason: 'changed' };
        previous = record.hash;
      }
      if ((head?.seq ?? 0) > seq) return { intact: false, seq: seq + 1, reason: 'cut' };
      if ((head?.hash ?? '') !== previous) return { intact: false, seq, reason: 'changed' };
      return { intact: true, entries: seq, head: previous };
    },

    async seal(at) {
      for (;;) {
        const more = await retryOnDuplicate(() => transaction((session) => sealSome(db, at, session)));
        if (!more) break;
      }
      const head = await findOne(models.auditHeads, { _id: LEDGER });
      return { seq: head?.seq ?? 0, hash: head?.hash ?? '' };
    },
  };
}

/** @returns whether there are more changed chains */
async function sealSome(db: Db, at: Instant, session: ClientSession): Promise<boolean> {
  const { auditHeads } = db.models;
  const changed = await auditHeads
    .find({ sealed: false })
    .sort({ _id: 1 })
    .limit(HEADS_PER_ENTRY)
    .session(session)
    .lean<HeadRecord[]>();
  if (changed.length === 0) return false;
  const last = await findOne(auditHeads, { _id: LEDGER }, session);
  const heads = changed.map(({ _id, seq, hash }) => ({ entity: _id, seq, hash }));
  const entry = {
    entity: LEDGER,
    key: `seal/${(last?.seq ?? 0) + 1}`,
    at,
    actor: 'service',
    type: 'sealed',
    data: { heads },
  };
  await appendTo(db, [entry], session);
  await auditHeads.updateMany(
    { _id: anyOf(changed.map((head) => head._id)) } as never,
    { $set: { sealed: true } },
    { session },
  );
  return changed.length === HEADS_PER_ENTRY;
}
