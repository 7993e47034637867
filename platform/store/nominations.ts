import type { ClientSession } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { CommendationType, SubjectKind } from '../../domain/award';
import type { Level } from '../../domain/route';
import type { Sex, Tally, UnitTally } from '../../domain/statistics/where';
import type { StatusCode } from '../../domain/stages/stage';
import type { Day, Instant } from '../../domain/time';
import { appendTo } from './audit';
import { sameContent } from './canonical';
import { numberOf } from './counters';
import { editDraft, editedTrail, saveDrafts, type DraftBatch } from './draft-batch';
import {
  createDrafts,
  discardDraft,
  draftCreated,
  draftNumbers,
  draftRecord,
  hiddenOfNominations,
  plainNomination,
} from './drafts';
import { isDuplicate } from './errors';
import type { ListOrder } from './list-indexes';
import { countOf, fieldsOf, planOf, waitingOf } from './nomination-list';
import { awardedCounts, proposalPiles, standingCounts, unitCounts, unitsOf } from './nomination-piles';
import { tallied, talliedByUnit, type TallyScope } from './nomination-tallies';
import { page } from './paging';
import type { Dossier, NominationItem, NominationRecord, WaitingItem } from './records';
import type { Db } from './rows';
import { anyOf, byIds, change, findMany, findOne, insert } from './rows';
import type { By, Inserted, Page, Paging } from './shapes';

export interface NewNomination extends By {
  readonly unit: string;
  readonly round?: string;
  readonly dossier: Dossier;
  /** Idempotency-Key, scoped by key id, with the hash of the request's content. */
  readonly createKey?: string;
  readonly createHash?: string;
}

export interface NominationFilter {
  readonly ids?: readonly string[];
  readonly status?: string | readonly string[];
  /** One unit, or several (a unit with its subordinates). */
  readonly unit?: string | readonly string[];
  /** One award, or one of several. */
  readonly award?: string | readonly string[];
  readonly awardYear?: number;
  /** From this award year on, and up to this one. */
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly kind?: SubjectKind;
  /** Of persons, as they are addressed. */
  readonly sex?: Sex;
  /** Whether somebody works himself and leads nobody. */
  readonly direct?: boolean;
  readonly commendationType?: CommendationType;
  readonly holder?: string;
  readonly overdue?: boolean;
  readonly round?: string;
  readonly docket?: string;
  readonly unitProposal?: string;
  /** Code of the person or collective that it is for, or of several. */
  readonly subject?: string | readonly string[];
  /** Number of the nomination, or words of the name: with or without diacritics, the beginnings of words are enough. */
  readonly q?: string;
  /** Whose office it has to do with. */
  readonly level?: Level;
  /** Whether somebody has to act by a day; a list that asks for it goes by that day. */
  readonly dueDay?: boolean;
  /**
   * `number`: newest first (default). `due`: what is due first comes first, without a due day last. `name`: people by their given name.
   * `since`: what has waited longest first.
   */
  readonly order?: ListOrder;
  /** The other way round. */
  readonly reverse?: boolean;
}

export interface OfProposals {
  readonly status: readonly StatusCode[];
  readonly level: Level;
  readonly unit?: readonly string[];
}

/** Lines of one proposal of a unit that wait for the same office. */
export interface ProposalPile {
  readonly unitProposal: string;
  readonly count: number;
  /** The earliest due day among them. */
  readonly due?: Day;
}

export interface AwardedCount {
  readonly unit: string;
  readonly awardYear: number;
  readonly count: number;
}

export interface UnitCount {
  readonly unit: string;
  readonly status: StatusCode;
  readonly count: number;
}

export interface Assignment extends By {
  readonly unitProposal: string;
  readonly docket: string;
  readonly round?: string;
  readonly lines: readonly { readonly id: string; readonly dossierVersion: string; readonly expects?: number }[];
}

export interface NominationStore {
  /** A draft under the next number `HS-<year>-<6 digits>`. The same key again gives the first one. @throws Problem KEY_REUSED */
  create(draft: NewNomination): Promise<Inserted<NominationRecord>>;
  /**
   * Replaces the content of a draft that still has the version on which the edit was made. The same edit again changes nothing.
   * @throws Problem NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED (no draft any more, or being sent)
   */
  editDraft(id: string, expects: number, dossier: Dossier, by: By): Promise<NominationRecord>;
  /** Many drafts in one go, all or none. The same keys again give the first ones. @throws Problem KEY_REUSED */
  createMany(
    drafts: readonly (NewNomination & { readonly createKey: string })[],
  ): Promise<readonly Inserted<NominationRecord>[]>;
  /**
   * Ends a draft that is not wanted any more. Twice is once.
   * @throws Problem NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED (no draft any more, or being sent)
   */
  discard(id: string, expects: number, by: By): Promise<NominationRecord>;
  /** The next numbers of drafts, for `saveDrafts`. */
  reserve(count: number, now: Instant): Promise<readonly string[]>;
  /**
   * Creates and edits drafts, all or none. @throws Problem STATE_CHANGED when one was changed or created meanwhile: nothing is saved
   */
  saveDrafts(batch: DraftBatch, by: By): Promise<void>;
  get(id: string): Promise<NominationRecord | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: string): Promise<NominationRecord>;
  /** By id; unknown ids are left out. */
  many(ids: readonly string[]): Promise<ReadonlyMap<string, NominationRecord>>;
  /** Which unit each of them is of. */
  unitsOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  list(filter: NominationFilter, paging?: Paging): Promise<Page<NominationRecord>>;
  /** The same with what a list shows alone. */
  items(filter: NominationFilter, paging?: Paging): Promise<Page<NominationItem>>;
  /** What may be chosen for a list, what has waited longest first: one command, at most `most`. */
  waiting(filter: NominationFilter, most: number): Promise<readonly WaitingItem[]>;
  /** How many a filter finds (its search left out), counted no further than `most`. */
  count(filter: NominationFilter, most: number): Promise<number>;
  /** Proposals of units with lines in one of these statuses, what is due first coming first, at most 200. */
  byProposal(filter: OfProposals): Promise<readonly ProposalPile[]>;
  /** How many nominations of a round each unit has in each status. */
  byUnit(round: string): Promise<readonly UnitCount[]>;
  /** How many nominations stand in each status; of some units, or of all. */
  standing(units?: readonly string[]): Promise<ReadonlyMap<StatusCode, number>>;
  /** How many were awarded, by unit and award year. */
  awarded(units?: readonly string[]): Promise<readonly AwardedCount[]>;
  /** What was sent in some award years, told apart by everything that statistics tell apart. */
  tallied(scope: TallyScope): Promise<readonly Tally[]>;
  /** The same by unit. */
  talliedByUnit(scope: TallyScope): Promise<readonly UnitTally[]>;
  /** How many nominations a filter finds, by status. */
  countByStatus(filter: NominationFilter): Promise<ReadonlyMap<string, number>>;
  /** The same by award. */
  countByAward(filter: NominationFilter): Promise<ReadonlyMap<string, number>>;
  /**
   * Ties drafts to the proposal that sends them, all or none; from then on they cannot be edited. Twice is once.
   * @throws Problem NOT_FOUND, STATE_CHANGED, ACTION_NOT_ALLOWED, with the ids in `data.lines`
   */
  assign(assignment: Assignment): Promise<void>;
  /** Frees drafts of a proposal that the docket refused; lines that the docket has taken in stay. */
  unassign(unitProposal: string, ids: readonly string[], now: Instant): Promise<void>;
}

/** The fields of `NominationItem`. */
const shown = Object.fromEntries(
  [
    ...['unit', 'round', 'docket', 'unitProposal', 'version', 'status', 'view', 'createdAt'],
    ...['dossier.award', 'dossier.awardYear', 'dossier.nominee', 'dossier.flags', 'dossier.commendationType'],
  ].map((field) => [field, 1 as const]),
);

/** Drafts and the read model of lines. */
export function nominationStore(db: Db): NominationStore {
  const { models, transaction } = db;
  const model = models.nominations;

  const get = async (id: string): Promise<NominationRecord | undefined> => {
    const found = await findOne(model, { _id: id });
    return found && plainNomination(found);
  };
  const need = async (id: string): Promise<NominationRecord> => {
    const found = await get(id);
    if (found === undefined) throw new Problem('NOT_FOUND', `no nomination ${id}`);
    return found;
  };

  const createdBefore = async ({ createKey, createHash }: NewNomination) => {
    if (createKey === undefined) return undefined;
    const found = await findOne(model, { createKey });
    if (found === undefined) return undefined;
    if (found.createHash !== createHash) throw new Problem('KEY_REUSED', `key of ${found._id}`);
    return { record: plainNomination(found), created: false };
  };

  return {
    get,
    need,
    many: async (ids) => new Map([...(await byIds(model, ids))].map(([id, found]) => [id, plainNomination(found)])),

    unitsOf: async (ids) => unitsOf(model, ids),

    list: async (filter, paging) => {
      const { filter: found, order, hint } = await planOf(model, filter);
      return page(model, found, order, paging, { hidden: hiddenOfNominations, ...(hint ? { hint } : {}) });
    },

    async items(filter, paging) {
      const { filter: found, order, hint } = await planOf(model, filter);
      const fields = { ...shown, [order.field!]: 1 as const };
      // nothing is hidden: copying fifty rows to take one field out of each costs as much as reading them
      return page(model, found, order, paging, { fields, ...(hint ? { hint } : {}) });
    },

    waiting: async (filter, most) => waitingOf(model, filter, most),
    count: async (filter, most) => countOf(model, filter, most),
    byProposal: async (filter) => proposalPiles(model, filter),
    byUnit: async (round) => unitCounts(model, round),
    standing: async (units) => standingCounts(model, units),
    awarded: async (units) => awardedCounts(model, units),
    tallied: async (scope) => tallied(model, scope),
    talliedByUnit: async (scope) => talliedByUnit(model, scope),

    async countByAward(filter) {
      const only = { 'dossier.award': 1 };
      const found = await model.find(fieldsOf(filter) as never, only).lean<{ dossier: Pick<Dossier, 'award'> }[]>();
      const counts = new Map<string, number>();
      for (const { dossier } of found) counts.set(dossier.award, (counts.get(dossier.award) ?? 0) + 1);
      return counts;
    },

    async countByStatus(filter) {
      // `find` casts and sanitizes the filter; an aggregate would take it as it is
      const found = await model.find(fieldsOf(filter) as never, { status: 1 }).lean<{ status: string }[]>();
      const counts = new Map<string, number>();
      for (const { status } of found) counts.set(status, (counts.get(status) ?? 0) + 1);
      return counts;
    },

    async create(draft) {
      const before = await createdBefore(draft);
      if (before) return before;
      const { record, stored } = draftRecord(await numberOf(models, 'HS', draft.now), draft);
      try {
        await transaction(async (session) => {
          await insert(model, [stored], session);
          await appendTo(db, [draftCreated(draft, record._id)], session);
        });
        return { record, created: true };
      } catch (error) {
        const first = isDuplicate(error) ? await createdBefore(draft) : undefined;
        if (first === undefined) throw error;
        return first;
      }
    },

    async editDraft(id, expects, dossier, { actor, now }) {
      const version = expects + 1;
      const edited = await transaction(async (session) => {
        if (!(await editDraft(model, { id, expects, dossier }, now, session))) return false;
        await appendTo(db, [editedTrail({ id, expects }, { actor, now })], session);
        return true;
      });
      const record = await need(id);
      if (edited || (record.version === version && sameContent(record.dossier, dossier))) return record;
      const { status } = record;
      const facts = { state: status, version: record.version, allowed: record.allowed };
      if (status !== 'draft' || record.unitProposal !== undefined) throw new Problem('ACTION_NOT_ALLOWED', id, facts);
      throw new Problem('STATE_CHANGED', `${id} has version ${record.version}`, facts);
    },

    createMany: (drafts) => createDrafts(db, drafts),
    discard: (id, expects, by) => discardDraft(db, id, expects, by),
    reserve: (count, now) => draftNumbers(db, count, now),
    saveDrafts: (batch, by) => saveDrafts(db, batch, by),
    assign: (assignment) => transaction((session) => assign(db, assignment, session)),

    async unassign(unitProposal, ids, now) {
      await model.updateMany({ _id: anyOf(ids), unitProposal, status: 'draft' } as never, {
        $unset: { unitProposal: 1, docket: 1, dossierVersion: 1 },
        $set: { updatedAt: now },
        $inc: { version: 1 },
      });
    },
  };
}

async function assign(db: Db, assignment: Assignment, session: ClientSession): Promise<void> {
  const { unitProposal, docket, round, lines, now, actor } = assignment;
  const model = db.models.nominations;
  const found = await findMany(model, { _id: anyOf(lines.map((line) => line.id)) }, { _id: 1 }, session);
  const stored = new Map(found.map((record) => [record._id, record]));

  const missing = lines.filter((line) => !stored.has(line.id)).map((line) => line.id);
  if (missing.length > 0) throw new Problem('NOT_FOUND', 'unknown nominations', { lines: missing });
  const open = lines.filter((line) => stored.get(line.id)?.unitProposal !== unitProposal);
  const taken = open.filter((line) => {
    const record = stored.get(line.id);
    return record?.status !== 'draft' || record.unitProposal !== undefined;
  });
  if (taken.length > 0) {
    throw new Problem('ACTION_NOT_ALLOWED', 'no drafts any more', { lines: taken.map((line) => line.id) });
  }
  const changed = open.filter(({ id, expects }) => expects !== undefined && stored.get(id)?.version !== expects);
  if (changed.length > 0) {
    throw new Problem('STATE_CHANGED', 'drafts were edited', { lines: changed.map((line) => line.id) });
  }

  for (const { id, dossierVersion } of open) {
    const fields = { unitProposal, docket, dossierVersion, updatedAt: now, ...(round === undefined ? {} : { round }) };
    await change(model, { _id: id }, fields, session);
  }
  await appendTo(
    db,
    open.map(({ id, dossierVersion }) => ({
      entity: id,
      key: `sent/${unitProposal}`,
      at: now,
      actor,
      type: 'sent',
      data: { unitProposal, docket, dossierVersion },
    })),
    session,
  );
}
