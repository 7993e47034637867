import { Problem } from '../../domain/errors';
import { appendTo } from './audit';
import { canonicalJson, sha256 } from './canonical';
import type { RankingRecord } from './fact-records';
import type { Db } from './rows';
import { anyOf, byIds, findMany, retryOnDuplicate } from './rows';
import type { By } from './shapes';
import { writeWithin, type Written } from './write-each';

/** The paper of a cluster or block on one year: a line for each of its members. */
export interface StandingsPaper {
  readonly block: string;
  readonly year: number;
  readonly records: readonly RankingRecord[];
  /** The edition that it corrects, where somebody looked at it; else whatever is there is replaced. */
  readonly expects?: number;
}

export type StandingsWritten =
  | { readonly written: readonly Written[]; readonly withdrawn: number }
  /** Nothing was written: the papers of other blocks name these units in the year. */
  | { readonly held: readonly RankingRecord[] };

export type RankingWritten =
  | { readonly written: Written }
  /** Nothing was written: the paper of the block, of which this is a line, says otherwise. */
  | { readonly held: RankingRecord };

/** What a paper says, as a number that a form carries: two pages that show the same have the same one. */
export const editionOf = (records: readonly RankingRecord[]): number =>
  records.length === 0
    ? 0
    : 1 + Number.parseInt(sha256(canonicalJson(records.toSorted((a, b) => (a._id < b._id ? -1 : 1)))).slice(0, 7), 16);

/** What is on record of the members of a block in a year. */
export const standingsOf = ({ models }: Db, block: string, year: number): Promise<readonly RankingRecord[]> =>
  findMany(models.facts, { kind: 'ranking', block, year }) as Promise<readonly RankingRecord[]>;

/**
 * Writes a paper in the place of the one before, in one transaction: whoever is not on it any more is withdrawn, with an entry in the
 * trail of the fact that keeps what it said. Two papers of one block meet at the trail of the block, two of one unit at its fact.
 * @throws Problem STATE_CHANGED when another paper stands by now than the one that it corrects
 */
export function putStandings(
  db: Db,
  { block, year, records, expects }: StandingsPaper,
  by: By,
): Promise<StandingsWritten> {
  const { facts } = db.models;
  return retryOnDuplicate(() =>
    db.transaction(async (session): Promise<StandingsWritten> => {
      const before = (await findMany(facts, { kind: 'ranking', block, year }, { _id: 1 }, session)) as RankingRecord[];
      // the same paper pressed again is no other one
      if (expects !== undefined && expects !== editionOf(before) && editionOf(records) !== editionOf(before))
        throw new Problem('STATE_CHANGED', `standings of ${block} in ${year}`);
      const ids = records.map(({ _id }) => _id);
      const stored = (await byIds(facts, ids, session)) as ReadonlyMap<string, RankingRecord>;
      const held = [...stored.values()].filter((one) => one.paper !== undefined && one.block !== block);
      if (held.length > 0) return { held };
      const dropped = before.filter(({ _id }) => !ids.includes(_id));
      const written = await writeWithin(db, facts, records, { by, trailOf, session });
      if (dropped.length > 0)
        await facts.deleteMany({ _id: anyOf(dropped.map(({ _id }) => _id)) } as never, { session });
      if (dropped.length > 0 || written.some((one) => one !== 'unchanged')) {
        const said = { at: by.now, actor: by.actor };
        const paper = { entity: `facts/standings/${block}/${year}`, key: keyOf(by, records), ...said };
        await appendTo(
          db,
          [
            ...dropped.map((one) => ({
              entity: trailOf(one),
              key: `withdrawn/${keyOf(by, one)}`,
              ...said,
              type: 'withdrawn',
              data: { before: one },
            })),
            { ...paper, type: before.length > 0 ? 'corrected' : 'created', data: { facts: ids } },
          ],
          session,
        );
      }
      return { written, withdrawn: dropped.length };
    }),
  );
}

/** Writes the standing of one unit by hand. What the paper of its block says is changed by the paper alone. */
export function putRanking(db: Db, record: RankingRecord, by: By): Promise<RankingWritten> {
  const { facts } = db.models;
  return retryOnDuplicate(() =>
    db.transaction(async (session): Promise<RankingWritten> => {
      const { _id, block, year } = record;
      const stored = (await byIds(facts, [_id], session)).get(_id) as RankingRecord | undefined;
      const lines = (await findMany(facts, { kind: 'ranking', block, year }, { _id: 1 }, session)) as RankingRecord[];
      const held = stored?.paper === undefined ? lines.find(({ paper }) => paper !== undefined) : stored;
      if (!held) return { written: (await writeWithin(db, facts, [record], { by, trailOf, session }))[0]! };
      return held === stored && says(record, stored) ? { written: 'unchanged' } : { held };
    }),
  );
}

const says = (record: RankingRecord, { block, scope, leads }: RankingRecord): boolean =>
  record.block === block && record.scope === scope && record.leads === leads;
const trailOf = ({ _id }: { readonly _id: string }): string => `facts/${_id}`;
const keyOf = ({ now }: By, content: unknown): string => `${now}/${sha256(canonicalJson(content)).slice(0, 16)}`;
