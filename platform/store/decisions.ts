import { trusted, type ClientSession } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Day } from '../../domain/time';
import { appendTo } from './audit';
import { sameRecord } from './canonical';
import { raise } from './counters';
import { setDocument } from './documents';
import { isDuplicate } from './errors';
import { page } from './paging';
import type { DecisionRecord, ProposalRecord, StoredDocument } from './records';
import type { Db } from './rows';
import { anyOf, byIds, findOne, insert, needOne, retryOnDuplicate } from './rows';
import type { AuditEntry, Inserted, Page, Paging } from './shapes';
import type { Versioned } from './versioned';
import { versionedStore } from './versioned';

export interface ProposalFilter {
  readonly status?: ProposalRecord['status'] | readonly ProposalRecord['status'][];
  readonly authority?: string;
  readonly level?: ProposalRecord['level'];
  readonly unit?: string;
  /** Proposals whose list names this nomination. */
  readonly nomination?: string;
}
export type ProposalStore = Versioned<ProposalRecord, ProposalFilter>;

/** An entry of a register, as it is shown beside a number that does not fit. */
export interface RegisterEntry {
  readonly number: string;
  readonly serial: number;
  readonly date: Day;
}
export interface Neighbours {
  readonly before?: RegisterEntry;
  readonly same?: RegisterEntry;
  readonly after?: RegisterEntry;
}

export interface DecisionStore {
  /**
   * Records a signed, numbered paper. Twice is once. @throws Problem NUMBER_TAKEN, NUMBER_OUT_OF_ORDER (number and date of a
   * register must rise together), both with `data.neighbours`; KEY_REUSED when the id stands for another paper
   */
  insert(decision: DecisionRecord, trail?: readonly AuditEntry[]): Promise<Inserted<DecisionRecord>>;
  /** Records a paper under the next number of an automatic register, without gaps. Twice is once. @throws Problem NUMBER_OUT_OF_ORDER */
  insertNext(
    decision: Omit<DecisionRecord, 'number' | 'serial'>,
    numberOf: (serial: number) => string,
    trail?: readonly AuditEntry[],
  ): Promise<Inserted<DecisionRecord>>;
  /** Notes a paper that was signed elsewhere, or adds lines to the list of one that is noted already. Twice is once. */
  addExternal(decision: DecisionRecord): Promise<void>;
  get(id: string): Promise<DecisionRecord | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: string): Promise<DecisionRecord>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, DecisionRecord>>;
  /** What stands before, at and after a serial: shown while a clerk types. */
  neighbours(register: string, serial: number): Promise<Neighbours>;
  /** The number that an automatic register would give next. */
  nextSerial(register: string): Promise<number>;
  list(
    filter: { register?: string; proposal?: string; kind?: DecisionRecord['kind']; nomination?: string },
    paging?: Paging,
  ): Promise<Page<DecisionRecord>>;
  /** What was rendered; the first document stays. @throws Problem NOT_FOUND, INTEGRITY when other bytes come for the same paper */
  setDocument(id: string, document: StoredDocument): Promise<void>;
}

export function proposalStore(db: Db): ProposalStore {
  return versionedStore(db, db.models.proposals, ({ status, nomination, ...filter }: ProposalFilter) => ({
    ...filter,
    ...(status === undefined ? {} : { status: typeof status === 'string' ? status : anyOf(status) }),
    ...(nomination === undefined ? {} : { 'lines.nomination': nomination }),
  }));
}

/** Series that the writers of one register share: they wait for each other, so order is checked on what is there. */
const seriesOf = (register: string): string => `register/${register}`;

export function decisionStore(db: Db): DecisionStore {
  const { models, transaction } = db;
  const model = models.decisions;

  /** What was recorded under this id before. */
  const recorded = async (decision: Omit<DecisionRecord, 'number' | 'serial'>, session?: ClientSession) => {
    const stored = await findOne(model, { _id: decision._id }, session);
    if (stored === undefined) return undefined;
    const { documents, ...said } = stored;
    const { documents: none, ...same } = { ...said, ...decision };
    if (!sameRecord(said, same)) throw new Problem('KEY_REUSED', `decision ${decision._id} says something else`);
    return { record: stored, created: false };
  };

  return {
    get: (id) => findOne(model, { _id: id }),
    need: (id) => needOne(model, { _id: id }),
    many: (ids) => byIds(model, ids),
    neighbours: (register, serial) => neighbours(db, register, serial),
    nextSerial: (register) => nextSerial(db, register),
    setDocument: (id, document) => setDocument(model, id, 'documents.decision', document),
    list: ({ nomination, ...filter }, paging) =>
      page(
        model,
        { ...filter, ...(nomination === undefined ? {} : { lines: nomination }) },
        { field: 'at', direction: -1 },
        paging,
      ),

    async insert(decision, trail = []) {
      try {
        return await transaction(async (session) => {
          const before = await recorded(decision, session);
          if (before) return before;
          if (decision.serial !== undefined) await takePlace(db, decision, decision.serial, session);
          await insert(model, [decision], session);
          await appendTo(db, trail, session);
          return { record: decision, created: true };
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const before = await recorded(decision);
        if (before) return before;
        throw await taken(db, decision);
      }
    },

    addExternal: async ({ lines, ...decision }) => {
      const added = { $setOnInsert: decision, $addToSet: { lines: { $each: lines } } };
      await retryOnDuplicate(() => model.updateOne({ _id: decision._id }, added as never, { upsert: true }));
    },

    insertNext: (decision, numberOf, trail = []) =>
      transaction(async (session) => {
        const before = await recorded(decision, session);
        if (before) return before;
        const serial = await nextSerial(db, decision.register, session);
        const record: DecisionRecord = { ...decision, number: numberOf(serial), serial };
        await takePlace(db, record, serial, session);
        await insert(model, [record], session);
        await appendTo(db, trail, session);
        return { record, created: true };
      }),
  };
}

/** Checks that number and date rise together, and makes the other writers of the register wait. */
async function takePlace(db: Db, decision: DecisionRecord, serial: number, session: ClientSession): Promise<void> {
  await raise(db.models, seriesOf(decision.register), serial, session);
  const { before, same, after } = await neighbours(db, decision.register, serial, session);
  if (same) throw await taken(db, decision, session);
  const early = before !== undefined && decision.date < before.date;
  const late = after !== undefined && after.date < decision.date;
  if (early || late) {
    throw new Problem('NUMBER_OUT_OF_ORDER', `${decision.number} of ${decision.date}`, {
      neighbours: { ...(before ? { before } : {}), ...(after ? { after } : {}) },
    });
  }
}

async function taken(db: Db, decision: DecisionRecord, session?: ClientSession): Promise<Problem> {
  const { register, number, serial } = decision;
  const found = await findOne(db.models.decisions, { register, number }, session);
  const around = serial === undefined ? {} : await neighbours(db, register, serial, session);
  const same = found ? { number: found.number, date: found.date } : undefined;
  return new Problem('NUMBER_TAKEN', `${number} in ${register}`, {
    neighbours: { ...(same ? { same } : {}), ...around },
  });
}

async function neighbours(db: Db, register: string, serial: number, session?: ClientSession): Promise<Neighbours> {
  const nearest = async (range: Readonly<Record<string, number>>, direction: 1 | -1) => {
    const [found] = await db.models.decisions
      .find({ register, serial: trusted(range) } as never)
      .sort({ serial: direction })
      .limit(1)
      .session(session ?? null)
      .lean<DecisionRecord[]>();
    return found && { number: found.number, serial: found.serial ?? serial, date: found.date };
  };
  const before = await nearest({ $lt: serial }, -1);
  const same = await nearest({ $eq: serial }, 1);
  const after = await nearest({ $gt: serial }, 1);
  return { ...(before ? { before } : {}), ...(same ? { same } : {}), ...(after ? { after } : {}) };
}

async function nextSerial(db: Db, register: string, session?: ClientSession): Promise<number> {
  const counter = await findOne(db.models.counters, { _id: seriesOf(register) }, session);
  return (counter?.last ?? 0) + 1;
}
