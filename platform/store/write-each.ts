import type { ClientSession, Model } from 'mongoose';
import { appendTo } from './audit';
import { canonicalJson, sameContent, sha256 } from './canonical';
import type { Db } from './rows';
import { byIds, retryOnDuplicate } from './rows';
import type { By } from './shapes';

export type Written = 'created' | 'corrected' | 'unchanged';

interface How<T> {
  readonly by: By;
  /** The chain that the entry belongs to. */
  readonly trailOf: (record: T) => string;
  /** Fields of the stored record that a correction leaves alone. */
  readonly keep?: (stored: T) => Partial<T>;
  /** Looks at what is there, in the transaction that corrects it. @throws Problem when it is not what was looked at */
  readonly mustStand?: (stored: T | undefined, said: T) => void;
}

/**
 * Writes records under the ids that say what they state, in one transaction with a trail entry each. A record that is there
 * and says something else is corrected: what it said stands in the trail. Writing the same again changes nothing.
 */
export function writeEach<T extends { readonly _id: string }>(
  db: Db,
  model: Model<T>,
  records: readonly T[],
  how: How<T>,
): Promise<readonly Written[]> {
  // two first writes of one record meet at its id
  return retryOnDuplicate(() => db.transaction((session) => writeWithin(db, model, records, { ...how, session })));
}

/** The same within a transaction of the caller. */
export async function writeWithin<T extends { readonly _id: string }>(
  db: Db,
  model: Model<T>,
  records: readonly T[],
  { by, trailOf, keep, mustStand, session }: How<T> & { readonly session: ClientSession },
): Promise<readonly Written[]> {
  const stored = await byIds<T, string>(
    model,
    records.map((record) => record._id),
    session,
  );
  const changes = records.map((said) => {
    const before = stored.get(said._id);
    mustStand?.(before, said);
    const after = before && keep ? { ...said, ...keep(before) } : said;
    const written: Written = !before ? 'created' : sameContent(before, after) ? 'unchanged' : 'corrected';
    return { before, after, written };
  });
  const changed = changes.filter(({ written }) => written !== 'unchanged');
  if (changed.length > 0) {
    const operations = changed.map(({ after }) => ({
      replaceOne: { filter: { _id: after._id }, replacement: after, upsert: true },
    }));
    await model.bulkWrite(operations as never, { session, ordered: true });
  }
  const entries = changed.map(({ before, after, written }) => ({
    entity: trailOf(after),
    key: `${after._id}/${by.now}/${sha256(canonicalJson(after)).slice(0, 16)}`,
    at: by.now,
    actor: by.actor,
    type: written,
    data: { after, ...(before ? { before } : {}) },
  }));
  await appendTo(db, entries, session);
  return changes.map(({ written }) => written);
}
