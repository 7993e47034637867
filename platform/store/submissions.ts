import { trusted, type Model } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { numberOf } from './counters';
import { isDuplicate } from './errors';
import { page } from './paging';
import type { DocketRecord, DossierRecord, NoteRecord, UnitProposalRecord } from './records';
import type { Db } from './rows';
import { byIds, change, findMany, findOne, insert, insertOnce, needOne } from './rows';
import type { Inserted, Page, Paging } from './shapes';

/** Immutable records under ids that their writer makes: writing one twice is writing it once. */
export interface WriteOnce<T> {
  /** @throws Problem KEY_REUSED when the id stands for other content */
  insert(record: T): Promise<Inserted<T>>;
  get(id: string): Promise<T | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: string): Promise<T>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, T>>;
}
export interface DossierStore extends WriteOnce<DossierRecord> {
  /** All versions of a nomination, oldest first. */
  ofNomination(nomination: string): Promise<readonly DossierRecord[]>;
}
export type NoteStore = WriteOnce<NoteRecord>;

export interface UnitProposalStore {
  /**
   * Under the next number `TT-<year>-<6 digits>`; the same submission of the unit again gives the first one.
   * @throws Problem KEY_REUSED when its content differs
   */
  insert(proposal: Omit<UnitProposalRecord, '_id' | 'receipt'>): Promise<Inserted<UnitProposalRecord>>;
  get(id: string): Promise<UnitProposalRecord | undefined>;
  /** @throws Problem NOT_FOUND */
  need(id: string): Promise<UnitProposalRecord>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, UnitProposalRecord>>;
  list(filter: { unit?: string; round?: string; docket?: string }, paging?: Paging): Promise<Page<UnitProposalRecord>>;
  /** What the docket answered when it took the lines in; the first receipt stays. @throws Problem NOT_FOUND */
  setReceipt(id: string, receipt: { readonly code: string; readonly at: Instant }): Promise<void>;
  /** Another contact for the mails of this proposal, unless a later step of its docket has set one. @throws Problem NOT_FOUND */
  setContact(id: string, contact: UnitProposalRecord['contact'], step: number): Promise<void>;
}

export interface DocketStore {
  /** Twice is once; the workflow id is unique, for ever. @throws Problem ROUND_CLOSED when the docket is over */
  start(docket: Omit<DocketRecord, 'closedAt'>): Promise<Inserted<DocketRecord>>;
  get(id: string): Promise<DocketRecord | undefined>;
  /** The first closing stays. */
  close(id: string, at: Instant): Promise<void>;
  list(filter: { unit?: string; round?: string; open?: boolean }, paging?: Paging): Promise<Page<DocketRecord>>;
}

const writeOnce = <T extends { readonly _id: string }>(model: Model<T>): WriteOnce<T> => ({
  insert: (record) => insertOnce(model, record),
  get: (id) => findOne(model, { _id: id }),
  need: (id) => needOne(model, { _id: id }),
  many: (ids) => byIds<T, string>(model, ids),
});

/** What a unit sends: dossier versions, notes, proposals, and the dockets that carry them. */
export function submissionStores({ models }: Db): {
  dossiers: DossierStore;
  notes: NoteStore;
  unitProposals: UnitProposalStore;
  dockets: DocketStore;
} {
  const { dossiers, notes, dockets } = models;
  return {
    dossiers: {
      ...writeOnce(dossiers),
      ofNomination: (nomination) => findMany(dossiers, { nomination }, { at: 1, _id: 1 }),
    },
    notes: writeOnce(notes),
    unitProposals: unitProposalStore(models.unitProposals, (at) => numberOf(models, 'TT', at)),
    dockets: {
      async start(docket) {
        const started = await insertOnce<DocketRecord>(
          dockets,
          docket,
          (stored) => stored.workflowId === docket.workflowId,
        );
        if (started.record.closedAt !== undefined) throw new Problem('ROUND_CLOSED', `docket ${docket._id} is over`);
        return started;
      },
      get: (id) => findOne(dockets, { _id: id }),
      close: async (id, at) => {
        await change(dockets, { _id: id, closedAt: trusted({ $exists: false }) }, { closedAt: at });
      },
      list: ({ open, ...filter }, paging) =>
        page(
          dockets,
          { ...filter, ...(open === undefined ? {} : { closedAt: trusted({ $exists: !open }) }) },
          { direction: 1 },
          paging,
        ),
    },
  };
}

function unitProposalStore(
  model: Model<UnitProposalRecord>,
  nextNumber: (at: Instant) => Promise<string>,
): UnitProposalStore {
  const sentBefore = async ({ unit, submission, contentHash }: Omit<UnitProposalRecord, '_id' | 'receipt'>) => {
    const record = await findOne(model, { unit, submission });
    if (record === undefined) return undefined;
    if (record.contentHash !== contentHash) throw new Problem('KEY_REUSED', `submission of ${record._id}`);
    return { record, created: false };
  };
  const must = (id: string, found: boolean): void => {
    if (!found) throw new Problem('NOT_FOUND', `no proposal ${id}`);
  };
  return {
    async insert(proposal) {
      const before = await sentBefore(proposal);
      if (before) return before;
      const record: UnitProposalRecord = { _id: await nextNumber(proposal.at), ...proposal };
      try {
        await insert(model, [record]);
        return { record, created: true };
      } catch (error) {
        const first = isDuplicate(error) ? await sentBefore(proposal) : undefined;
        if (first === undefined) throw error;
        return first;
      }
    },
    get: (id) => findOne(model, { _id: id }),
    need: (id) => needOne(model, { _id: id }),
    many: (ids) => byIds(model, ids),
    list: (filter, paging) => page(model, { ...filter }, { direction: -1 }, paging),
    async setReceipt(id, receipt) {
      const set = await change(model, { _id: id, receipt: trusted({ $exists: false }) }, { receipt });
      if (!set) must(id, (await findOne(model, { _id: id })) !== undefined);
    },
    async setContact(id, contact, step) {
      const earlier = { _id: id, contactStep: trusted({ $not: { $gt: step } }) };
      const set = await change(model, earlier, { contact, contactStep: step });
      if (!set) must(id, (await findOne(model, { _id: id })) !== undefined);
    },
  };
}
