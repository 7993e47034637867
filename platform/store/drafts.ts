import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import { dayOf, yearOf, type Instant } from '../../domain/time';
import { appendTo } from './audit';
import { take } from './counters';
import { subjectOf } from './ledger';
import type { NewNomination } from './nominations';
import { without } from './paging';
import type { NominationRecord } from './records';
import { nomineeSearchName, rowOf } from './row';
import type { Db } from './rows';
import { anyOf, change, findMany, findOne, insert, retryOnDuplicate } from './rows';
import type { StoredNomination } from './schemas/nominations';
import type { By, Inserted } from './shapes';

const hidden = ['row', 'subject', 'stand'] as const;
/** A nomination without what is stored for its lists alone. */
export const plainNomination = (stored: StoredNomination): NominationRecord => without(stored, hidden);
export const hiddenOfNominations = hidden;

/** A new draft under its number. */
export function draftRecord(id: string, draft: NewNomination): { record: NominationRecord; stored: StoredNomination } {
  const { unit, round, dossier, createKey, createHash, now } = draft;
  const record: NominationRecord = {
    _id: id,
    unit,
    ...(round === undefined ? {} : { round }),
    dossier,
    searchName: nomineeSearchName(dossier.nominee),
    version: 1,
    status: 'draft',
    allowed: [],
    createdAt: now,
    updatedAt: now,
    ...(createKey === undefined ? {} : { createKey }),
    ...(createHash === undefined ? {} : { createHash }),
  };
  const stored = { ...record, row: rowOf(record), subject: subjectOf(dossier.nominee, id), stand: 'draft' } as const;
  return { record, stored };
}

/** The entry of the trail with which a draft begins. */
export const draftCreated = ({ unit, now, actor }: NewNomination, id: string) => ({
  entity: id,
  key: 'draft/1',
  at: now,
  actor,
  type: 'draftCreated',
  data: { unit },
});

/** The next numbers of drafts, with one command. */
export async function draftNumbers(db: Db, count: number, now: Instant): Promise<readonly string[]> {
  if (count === 0) return [];
  const year = yearOf(dayOf(now));
  const last = await take(db.models, `HS-${year}`, count);
  return Array.from({ length: count }, (_, i) => `HS-${year}-${String(last - count + 1 + i).padStart(6, '0')}`);
}

/**
 * Many drafts in one go, all or none, with as many commands as for one. Those whose key is known are the first ones.
 * @throws Problem KEY_REUSED when a key was used for other content
 */
export async function createDrafts(
  db: Db,
  drafts: readonly (NewNomination & { readonly createKey: string })[],
): Promise<readonly Inserted<NominationRecord>[]> {
  const model = db.models.nominations;
  const [first] = drafts;
  if (!first) return [];
  return retryOnDuplicate(async () => {
    const found = await findMany(model, { createKey: anyOf(drafts.map((draft) => draft.createKey)) });
    const known = new Map(found.map((stored) => [stored.createKey, plainNomination(stored)]));
    for (const { createKey, createHash } of drafts) {
      const before = known.get(createKey);
      if (before && before.createHash !== createHash) throw new Problem('KEY_REUSED', `key of ${before._id}`);
    }
    const fresh = drafts.filter(({ createKey }) => !known.has(createKey));
    const numbers = await draftNumbers(db, fresh.length, first.now);
    const numbered = fresh.map((draft, i) => ({ draft, ...draftRecord(numbers[i]!, draft) }));
    if (numbered.length > 0) {
      await db.transaction(async (session) => {
        await insert(
          model,
          numbered.map(({ stored }) => stored),
          session,
        );
        await appendTo(
          db,
          numbered.map(({ draft, record }) => draftCreated(draft, record._id)),
          session,
        );
      });
    }
    const made = new Map(numbered.map(({ record }) => [record.createKey, record]));
    return drafts.map(({ createKey }) => {
      const before = known.get(createKey);
      return before ? { record: before, created: false } : { record: made.get(createKey)!, created: true };
    });
  });
}

/**
 * Ends a draft that its unit does not want any more; it stays on record. Twice is once.
 * @throws Problem NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED (no draft any more, or being sent)
 */
export async function discardDraft(db: Db, id: string, expects: number, { actor, now }: By): Promise<NominationRecord> {
  const model = db.models.nominations;
  const version = expects + 1;
  const ended = { status: 'discarded', stand: 'ended', 'row.holder': 'service', version, updatedAt: now } as const;
  const done = await db.transaction(async (session) => {
    const filter = { _id: id, status: 'draft', version: expects, unitProposal: trusted({ $exists: false }) };
    if (!(await change(model, filter, ended, session))) return false;
    const entry = { entity: id, key: `draft/${version}`, at: now, actor, type: 'draftDiscarded', data: { version } };
    await appendTo(db, [entry], session);
    return true;
  });
  const stored = await findOne(model, { _id: id });
  if (stored === undefined) throw new Problem('NOT_FOUND', `no nomination ${id}`);
  const record = plainNomination(stored);
  if (done || record.status === 'discarded') return record;
  const facts = { state: record.status, version: record.version, allowed: record.allowed };
  if (record.status !== 'draft' || record.unitProposal !== undefined)
    throw new Problem('ACTION_NOT_ALLOWED', id, facts);
  throw new Problem('STATE_CHANGED', `${id} has version ${record.version}`, facts);
}
