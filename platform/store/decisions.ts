import { trusted, type ClientSession } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Neighbours, RegisterEntry } from '../../domain/registers';
import { mustFit, told } from '../../domain/registers';
import { appendTo } from './audit';
import { sameRecord } from './canonical';
import { raise } from './counters';
import { setDocument } from './documents';
import { isDuplicate } from './errors';
import { decisionConditions, decisionList, decisionRow, namesFew, type DecisionFilter } from './decision-list';
import type { DecisionRecord, ProposalRecord, RegisterFloorRecord, SignedFile, StoredDocument } from './records';
import {
  proposalConditions,
  proposalItem,
  proposalItemFields,
  proposalList,
  proposalRow,
  type ProposalFilter,
  type ProposalItem,
} from './proposal-list';
import { listedPage } from './record-list';
import type { Db } from './rows';
import { byIds, change, findOne, insert, needOne, retryOnDuplicate } from './rows';
import type { AuditEntry, Inserted, Page, Paging } from './shapes';
import type { Versioned } from './versioned';
import { versionedStore } from './versioned';

export type { ProposalFilter } from './proposal-list';
export interface ProposalStore extends Versioned<ProposalRecord, ProposalFilter> {
  /** What a list shows alone. */
  items(filter: ProposalFilter, paging?: Paging): Promise<Page<ProposalItem>>;
}

/** What a register allows. */
export interface RegisterLimits {
  /** The last number that it takes. */
  readonly maximum?: number;
}

export interface DecisionStore {
  /**
   * Records a signed, numbered paper. Twice is once. @throws Problem NUMBER_TAKEN, NUMBER_OUT_OF_ORDER (number and date of a
   * register must rise together), both with `data.neighbours`; REGISTER_FULL; KEY_REUSED when the id stands for another paper
   */
  insert(
    decision: DecisionRecord,
    trail?: readonly AuditEntry[],
    limits?: RegisterLimits,
  ): Promise<Inserted<DecisionRecord>>;
  /**
   * Records a paper under the next number of an automatic register, without gaps. Twice is once.
   * @throws Problem NUMBER_OUT_OF_ORDER, REGISTER_FULL
   */
  insertNext(
    decision: Omit<DecisionRecord, 'number' | 'serial'>,
    numberOf: (serial: number) => string,
    trail?: readonly AuditEntry[],
    limits?: RegisterLimits,
  ): Promise<Inserted<DecisionRecord>>;
  /**
   * Notes the last number that was used in a series outside the service: its own papers go on behind it. A mistake can be mended
   * as long as no paper of the service stands above. Twice is once.
   * @throws Problem REGISTER_BEHIND when the service has given a higher number, NUMBER_OUT_OF_ORDER; both with `data.neighbours`
   */
  importLast(floor: RegisterFloorRecord, trail: readonly AuditEntry[]): Promise<'created' | 'updated' | 'unchanged'>;
  /** The last number that was used in a series outside the service. */
  floor(register: string): Promise<RegisterFloorRecord | undefined>;
  /** Notes a paper that was signed elsewhere, or adds lines to the list of one that is noted already. Twice is once. */
  addExternal(decision: DecisionRecord): Promise<void>;
  get(id: string): Promise<DecisionRecord | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: string): Promise<DecisionRecord>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, DecisionRecord>>;
  /** What stands before, at and after a serial: shown while a clerk types. */
  neighbours(register: string, serial: number): Promise<Neighbours>;
  /** The running numbers that papers of a series bear, lowest first, read from an index alone; at most 5,000. */
  serials(register: string): Promise<readonly number[]>;
  /** The number that an automatic register would give next. */
  nextSerial(register: string): Promise<number>;
  /** Newest first, unless another order is asked for. */
  list(filter: DecisionFilter, paging?: Paging): Promise<Page<DecisionRecord>>;
  /** What was rendered; the first document stays. @throws Problem NOT_FOUND, INTEGRITY when other bytes come for the same paper */
  setDocument(id: string, document: StoredDocument): Promise<void>;
  /** Adds a file of the signed paper; the one that holds already changes nothing. @throws Problem NOT_FOUND */
  addSigned(id: string, signed: SignedFile, trail: AuditEntry): Promise<DecisionRecord>;
}

export function proposalStore(db: Db): ProposalStore {
  const { proposals } = db.models;
  const wanted = (filter: ProposalFilter) => ({
    ...filter,
    filter: proposalConditions(filter),
    tied: filter.nomination !== undefined,
  });
  return {
    ...versionedStore(db, proposals, proposalConditions, proposalRow),
    list: (filter, paging) => listedPage(proposals, proposalList, wanted(filter), paging),
    async items(filter, paging) {
      const page = await listedPage(proposals, proposalList, { ...wanted(filter), fields: proposalItemFields }, paging);
      return { ...page, items: page.items.map(proposalItem) };
    },
  };
}

/** The file of the signed paper that holds now. */
export const signedFileOf = ({ file, signed }: Pick<DecisionRecord, 'file' | 'signed'>): string | undefined =>
  signed?.at(-1)?.file ?? file;

/** Series that the writers of one register share: they wait for each other, so order is checked on what is there. */
const seriesOf = (register: string): string => `register/${register}`;

/** More than any series has in a year. */
const MOST_SERIALS = 5_000;

export function decisionStore(db: Db): DecisionStore {
  const { models, transaction } = db;
  const model = models.decisions;

  /** What was recorded under this id before. */
  const recorded = async (decision: Omit<DecisionRecord, 'number' | 'serial'>, session?: ClientSession) => {
    const stored = await findOne(model, { _id: decision._id }, session);
    if (stored === undefined) return undefined;
    const { documents, signed, ...said } = stored;
    const { documents: none, signed: nothing, ...same } = { ...said, ...decision };
    if (!sameRecord(said, same)) throw new Problem('KEY_REUSED', `decision ${decision._id} says something else`);
    return { record: stored, created: false };
  };

  return {
    get: (id) => findOne(model, { _id: id }),
    need: (id) => needOne(model, { _id: id }),
    many: (ids) => byIds(model, ids),
    neighbours: (register, serial) => neighbours(db, register, serial),
    nextSerial: (register) => nextSerial(db, register),
    serials: async (register) => {
      const found = await model
        .find({ register, serial: trusted({ $gte: 0 }) } as never, { serial: 1, _id: 0 })
        .sort({ serial: 1 })
        .limit(MOST_SERIALS)
        .lean<{ readonly serial: number }[]>();
      return found.map(({ serial }) => serial);
    },
    setDocument: (id, document) => setDocument(model, id, 'documents.decision', document),
    list: (filter, paging) =>
      listedPage(
        model,
        decisionList,
        { ...filter, filter: decisionConditions(filter), tied: namesFew(filter) },
        paging,
      ),

    async insert(decision, trail = [], limits = {}) {
      try {
        return await transaction(async (session) => {
          const before = await recorded(decision, session);
          if (before) return before;
          await enter(db, decision, limits, session);
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

    addSigned: (id, added, trail) =>
      transaction(async (session) => {
        const before = await needOne(model, { _id: id }, session);
        if (signedFileOf(before) === added.file) return before;
        const signed = [...(before.signed ?? []), added];
        await change(model, { _id: id }, { signed }, session);
        await appendTo(db, [trail], session);
        return { ...before, signed };
      }),

    addExternal: async ({ lines, ...decision }) => {
      const { units, ...row } = await decisionRow(db, { ...decision, lines });
      const first = {
        ...decision,
        ...Object.fromEntries(Object.entries(row).map(([name, of]) => [`row.${name}`, of])),
      };
      const added = {
        $setOnInsert: first,
        $addToSet: { lines: { $each: lines }, 'row.units': { $each: units } },
      };
      await retryOnDuplicate(() => model.updateOne({ _id: decision._id }, added as never, { upsert: true }));
    },

    floor: (register) => findOne(models.registerFloors, { _id: register }),
    importLast: (floor, trail) =>
      retryOnDuplicate(() => transaction((session) => importLast(db, floor, trail, session))),

    insertNext: (decision, numberOf, trail = [], limits = {}) =>
      transaction(async (session) => {
        const before = await recorded(decision, session);
        if (before) return before;
        const serial = await nextSerial(db, decision.register, session);
        const record: DecisionRecord = { ...decision, number: numberOf(serial), serial };
        await takePlace(db, record, serial, limits, session);
        await write(db, record, session);
        await appendTo(db, trail, session);
        return { record, created: true };
      }),
  };
}

/** Enters a paper in its register, within a transaction of the caller. @throws Problem NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL */
export async function enter(
  db: Db,
  decision: DecisionRecord,
  limits: RegisterLimits,
  session: ClientSession,
): Promise<void> {
  if (decision.serial !== undefined) await takePlace(db, decision, decision.serial, limits, session);
  await write(db, decision, session);
}

async function write(db: Db, decision: DecisionRecord, session: ClientSession): Promise<void> {
  await insert(db.models.decisions, [{ ...decision, row: await decisionRow(db, decision, session) }], session);
}

/** Checks that the number fits, and makes the other writers of the register wait. */
async function takePlace(
  db: Db,
  decision: DecisionRecord,
  serial: number,
  { maximum }: RegisterLimits,
  session: ClientSession,
): Promise<void> {
  await raise(db.models, seriesOf(decision.register), serial, session);
  const found = await neighbours(db, decision.register, serial, session);
  mustFit(found, { serial, date: decision.date, maximum });
}

async function importLast(
  db: Db,
  floor: RegisterFloorRecord,
  trail: readonly AuditEntry[],
  session: ClientSession,
): Promise<'created' | 'updated' | 'unchanged'> {
  const { models } = db;
  const { _id: register, serial, date } = floor;
  // the other writers of the register wait from here on
  await raise(models, seriesOf(register), 0, session);
  const before = await findOne(models.registerFloors, { _id: register }, session);
  if (before?.serial === serial && before.date === date && before.number === floor.number) return 'unchanged';
  const last = await nearest(db, register, undefined, -1, session);
  if (last && serial < last.serial) {
    throw new Problem('REGISTER_BEHIND', `${serial} < ${last.serial}`, told({ before: last }));
  }
  if (last && date < last.date)
    throw new Problem('NUMBER_OUT_OF_ORDER', `${serial} of ${date}`, told({ before: last }));
  await models.registerFloors.replaceOne({ _id: register }, floor, { upsert: true, session });
  await models.counters.updateOne({ _id: seriesOf(register) }, { $set: { last: serial } }, { session });
  await appendTo(db, trail, session);
  return before ? 'updated' : 'created';
}

/** The refusal of a number that another paper has. */
export async function taken(db: Db, decision: DecisionRecord, session?: ClientSession): Promise<Problem> {
  const { register, number, serial } = decision;
  const found = await findOne(db.models.decisions, { register, number }, session);
  const around = serial === undefined ? {} : await neighbours(db, register, serial, session);
  const same = found && { number: found.number, serial: found.serial ?? 0, date: found.date };
  return new Problem('NUMBER_TAKEN', `${number} in ${register}`, told({ ...(same ? { same } : {}), ...around }));
}

async function neighbours(db: Db, register: string, serial: number, session?: ClientSession): Promise<Neighbours> {
  const floor = await findOne(db.models.registerFloors, { _id: register }, session);
  const same = await nearest(db, register, { $eq: serial }, 1, session);
  const below = await nearest(db, register, { $lt: serial }, -1, session);
  const after = await nearest(db, register, { $gt: serial }, 1, session);
  if (!floor) return entries({ before: below, same, after });
  // all numbers up to there were used outside, or by a paper of ours
  if (serial <= floor.serial) return entries({ before: below, same: same ?? floor, after });
  return entries({ before: below && below.serial > floor.serial ? below : floor, same, after });
}

/** The paper of a series that comes first from that end, of those in the range. */
async function nearest(
  db: Db,
  register: string,
  range: Readonly<Record<string, number>> | undefined,
  direction: 1 | -1,
  session?: ClientSession,
): Promise<RegisterEntry | undefined> {
  const [found] = await db.models.decisions
    .find({ register, serial: trusted(range ?? { $gte: 0 }) } as never)
    .sort({ serial: direction })
    .limit(1)
    .session(session ?? null)
    .lean<DecisionRecord[]>();
  return found && { number: found.number, serial: found.serial ?? 0, date: found.date };
}

const entries = (found: { readonly [K in keyof Neighbours]: RegisterEntry | undefined }): Neighbours => {
  const bare = (of: RegisterEntry): RegisterEntry => ({ number: of.number, serial: of.serial, date: of.date });
  const { before, same, after } = found;
  return {
    ...(before ? { before: bare(before) } : {}),
    ...(same ? { same: bare(same) } : {}),
    ...(after ? { after: bare(after) } : {}),
  };
};

async function nextSerial(db: Db, register: string, session?: ClientSession): Promise<number> {
  const counter = await findOne(db.models.counters, { _id: seriesOf(register) }, session);
  return (counter?.last ?? 0) + 1;
}
