import { Problem } from '../../domain/errors';
import { appendTo } from './audit';
import { sameRecord } from './canonical';
import { isDuplicate } from './errors';
import type { FactRecord, InitiativeRecord, OverrideRecord, RankingRecord } from './fact-records';
import { gather, type Gathered, type Wanted } from './gather';
import type { Db } from './rows';
import { anyOf, byIds, findMany, insert, needOne } from './rows';
import type { By, Inserted } from './shapes';
import {
  putRanking,
  putStandings,
  standingsOf,
  type RankingWritten,
  type StandingsPaper,
  type StandingsWritten,
} from './standings';
import { writeEach, type Written } from './write-each';

export interface FactStore {
  /**
   * Writes facts, each with a trail entry; a corrected one with what stood there. At most 500.
   * @param mustStand looks at what is there while nobody else can write it. @throws what it throws; nothing is written then
   */
  put(
    facts: readonly FactRecord[],
    by: By,
    mustStand?: (stored: FactRecord | undefined, said: FactRecord) => void,
  ): Promise<readonly Written[]>;
  /** Writes the paper of a block in the place of the one before, unless another block's paper names one of its units. */
  putStandings(paper: StandingsPaper, by: By): Promise<StandingsWritten>;
  /** Writes the standing of one unit, unless a paper of its block has it. */
  putRanking(record: RankingRecord, by: By): Promise<RankingWritten>;
  /** What is on record of the members of a block in a year. */
  standings(block: string, year: number): Promise<readonly RankingRecord[]>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, FactRecord>>;
  /** Everything that is known about `people/P030`, `units/U01`, `initiatives/SK-01`. */
  about(entity: string): Promise<readonly FactRecord[]>;
  /** Facts of one kind about any of these. */
  aboutEach<K extends FactRecord['kind']>(
    kind: K,
    entities: readonly string[],
  ): Promise<readonly Extract<FactRecord, { readonly kind: K }>[]>;
  initiativesOf(person: string): Promise<readonly InitiativeRecord[]>;
  /** What the rules look at for these dossiers, in five commands in all, however many they are. */
  gather(wanted: readonly Wanted[]): Promise<Gathered>;
}

export function factStore(db: Db): FactStore {
  const { facts } = db.models;
  return {
    put: (records, by, mustStand) =>
      writeEach(db, facts, records, {
        by,
        trailOf: ({ _id }) => `facts/${_id}`,
        ...(mustStand ? { mustStand } : {}),
      }),
    putStandings: (paper, by) => putStandings(db, paper, by),
    putRanking: (record, by) => putRanking(db, record, by),
    standings: (block, year) => standingsOf(db, block, year),
    many: (ids) => byIds<FactRecord, string>(facts, ids),
    about: (entity) => findMany(facts, { about: entity }, { kind: 1, year: 1, _id: 1 }),
    aboutEach: <K extends FactRecord['kind']>(kind: K, entities: readonly string[]) =>
      findMany(facts, { about: anyOf(entities), kind }) as Promise<
        readonly Extract<FactRecord, { readonly kind: K }>[]
      >,
    initiativesOf: (person) => findMany(facts, { authors: person }) as Promise<readonly InitiativeRecord[]>,
    gather: (wanted) => gather(db, wanted),
  };
}

export interface OverrideStore {
  /** With an entry in the trail of the nomination. Twice is once. @throws Problem KEY_REUSED */
  add(override: OverrideRecord): Promise<Inserted<OverrideRecord>>;
  /** Oldest first. */
  ofNominations(nominations: readonly string[]): Promise<readonly OverrideRecord[]>;
}

export function overrideStore(db: Db): OverrideStore {
  const { overrides } = db.models;
  return {
    async add(override) {
      const { _id, nomination: entity, at, by: actor, reason: _reason, ...said } = override;
      try {
        await db.transaction(async (session) => {
          await insert(overrides, [override], session);
          const entry = { entity, key: `override/${_id}`, at, actor, type: 'overridden', data: said };
          await appendTo(db, [entry], session);
        });
        return { record: override, created: true };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const record = await needOne(overrides, { _id });
        if (!sameRecord(record, override)) throw new Problem('KEY_REUSED', `override ${_id}`);
        return { record, created: false };
      }
    },
    ofNominations: (nominations) =>
      nominations.length === 0
        ? Promise.resolve([])
        : findMany(overrides, { nomination: anyOf(nominations) }, { at: 1, _id: 1 }),
  };
}
