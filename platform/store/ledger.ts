import { trusted } from 'mongoose';
import type { HistoryRecord } from './fact-records';
import type { Nominee } from './records';
import type { Db } from './rows';
import { anyOf, byIds, findMany, insert, retryOnDuplicate } from './rows';
import type { By } from './shapes';
import { writeEach, type Written } from './write-each';

/** Who an award is given to, as the ledger knows him: a nomination without a code stands for itself. */
export function subjectOf(nominee: Nominee, nomination: string): string {
  if (nominee.kind === 'person') return nominee.person ?? nomination;
  return (nominee.kind === 'collective' ? nominee.collective : undefined) ?? nomination;
}

/** What a nomination leaves in the ledger, before it is known under which decision. */
export type LedgerLine = Omit<HistoryRecord, '_id' | 'decision' | 'nomination' | 'source' | 'revoked' | 'replaced'>;

/** The entry of an award that came about here. */
export const ledgerEntry = (
  source: 'issued' | 'central',
  decision: string,
  nomination: string,
  line: LedgerLine,
): HistoryRecord => ({ _id: `${decision}/${nomination}`, ...line, decision, nomination, source });

/** An award that was given before there was this service; put again under its id it is corrected. */
export type PastAward = Omit<HistoryRecord, 'source' | 'decision' | 'nomination' | 'revoked' | 'replaced'>;

/** What was awarded to whom; entries are added and marked revoked or replaced, never removed. */
export interface HistoryStore {
  /** Awards of the central level. Twice is once. */
  add(entries: readonly HistoryRecord[]): Promise<void>;
  /** Awards that were given before, each with a trail entry; a corrected one with what stood there. */
  putPast(awards: readonly PastAward[], by: By): Promise<readonly Written[]>;
  ofSubject(subject: string): Promise<readonly HistoryRecord[]>;
  ofSubjects(subjects: readonly string[]): Promise<readonly HistoryRecord[]>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, HistoryRecord>>;
  /** Awards that stand and use up one of these initiatives. */
  usingInitiatives(codes: readonly string[]): Promise<readonly HistoryRecord[]>;
}

/** Entries that count: neither revoked nor replaced. */
export const standing = { revoked: trusted({ $exists: false }), replaced: trusted({ $exists: false }) };

/** The chain of an entry of the ledger. */
export const trailOf = (id: string): string => `awards/${id}`;

export function historyStore(db: Db): HistoryStore {
  const { awardHistory } = db.models;
  const inOrder = { decidedOn: 1, _id: 1 } as const;
  return {
    add: (entries) =>
      retryOnDuplicate(async () => {
        const known = await byIds<HistoryRecord, string>(
          awardHistory,
          entries.map((entry) => entry._id),
        );
        await insert(
          awardHistory,
          entries.filter((entry) => !known.has(entry._id)),
        );
      }),
    putPast: (awards, by) =>
      writeEach(
        db,
        awardHistory,
        awards.map((award) => ({ ...award, source: 'import' as const })),
        {
          by,
          trailOf: ({ _id }) => trailOf(_id),
          // a correction of what was entered does not bring back an award that was revoked
          keep: ({ revoked }) => (revoked === undefined ? {} : { revoked }),
        },
      ),
    ofSubject: (subject) => findMany(awardHistory, { subject }, inOrder),
    ofSubjects: (subjects) => findMany(awardHistory, { subject: anyOf(subjects) }, inOrder),
    many: (ids) => byIds<HistoryRecord, string>(awardHistory, ids),
    usingInitiatives: (codes) =>
      codes.length === 0
        ? Promise.resolve([])
        : findMany(awardHistory, { initiatives: anyOf(codes), ...standing }, inOrder),
  };
}
