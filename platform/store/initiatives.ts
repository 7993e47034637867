import { Problem } from '../../domain/errors';
import { standingStatuses } from '../../domain/initiative/initiative';
import { appendTo } from './audit';
import { isDuplicate } from './errors';
import type { InitiativeRecord } from './fact-records';
import type { InitiativeMeetingRecord, InitiativeOutcomeRecord, SubmittedInitiativeRecord } from './records';
import { page } from './paging';
import type { Db, Filter } from './rows';
import { anyOf, change, findMany, findOne, insert, needOne } from './rows';
import type { AuditEntry, By, Inserted, Page, Paging } from './shapes';
import { versionedStore, type Versioned } from './versioned';
import { writeWithin } from './write-each';

export interface InitiativeFilter {
  readonly units?: readonly string[];
  readonly status?: SubmittedInitiativeRecord['status'];
  readonly year?: number;
}

const itemFields = [
  '_id',
  'unit',
  'title',
  'nature',
  'authors',
  'appliedFrom',
  'claims',
  'status',
  'version',
  'createdAt',
] as const satisfies readonly (keyof SubmittedInitiativeRecord)[];
/** What a list shows of an initiative: its content and effect may be long. */
export type InitiativeItem = Pick<SubmittedInitiativeRecord, (typeof itemFields)[number]>;

/** What a meeting comes to for one initiative: the version that it was voted on in, what becomes of it, and the fact. */
export interface Settled {
  readonly id: string;
  readonly expects: number;
  readonly status: 'recognised' | 'refused';
  readonly outcome: InitiativeOutcomeRecord;
  /** Of a recognised one: what the rules read. */
  readonly fact?: InitiativeRecord;
}

export interface InitiativeStore extends Omit<Versioned<SubmittedInitiativeRecord, InitiativeFilter>, 'insert'> {
  /**
   * Twice is once.
   * @returns `taken` by another one that stands under its title in its unit
   * @throws Problem KEY_REUSED when the id stands for another record
   */
  submit(
    record: SubmittedInitiativeRecord,
    trail: readonly AuditEntry[],
  ): Promise<Inserted<SubmittedInitiativeRecord> | { readonly taken: SubmittedInitiativeRecord }>;
  /** As `list`, of each what a list shows. */
  items(filter: InitiativeFilter, paging?: Paging): Promise<Page<InitiativeItem>>;
  /** Those that were submitted under a title in a unit and neither refused nor withdrawn since. */
  standing(unit: string, title: string): Promise<readonly SubmittedInitiativeRecord[]>;
  many(ids: readonly string[]): Promise<ReadonlyMap<string, SubmittedInitiativeRecord>>;
  /**
   * Writes a meeting with everything that follows from it, all or nothing. Twice is once.
   * @throws Problem STATE_CHANGED when one of them is not any more what was voted on
   */
  settle(
    meeting: InitiativeMeetingRecord,
    lines: readonly Settled[],
    by: By,
  ): Promise<Inserted<InitiativeMeetingRecord>>;
  meeting(id: string): Promise<InitiativeMeetingRecord | undefined>;
}

export function initiativeStore(db: Db): InitiativeStore {
  const { submittedInitiatives, initiativeMeetings, facts } = db.models;
  const standing: InitiativeStore['standing'] = (unit, title) =>
    findMany(submittedInitiatives, { unit, title, status: anyOf(standingStatuses) });
  const conditionsOf = ({ units, ...filter }: InitiativeFilter): Filter => ({
    ...filter,
    ...(units === undefined ? {} : { unit: anyOf(units) }),
  });
  const versioned = versionedStore(db, submittedInitiatives, conditionsOf);
  return {
    ...versioned,
    standing,
    items: (filter, paging) =>
      page(submittedInitiatives, conditionsOf(filter), { field: 'createdAt', direction: -1 }, paging, {
        fields: Object.fromEntries(itemFields.map((field) => [field, 1])),
      }),
    async submit(record, trail) {
      try {
        return await versioned.insert(record, trail);
      } catch (error) {
        const [taken] = isDuplicate(error) ? await standing(record.unit, record.title) : [];
        if (taken === undefined) throw error;
        return { taken };
      }
    },
    async many(ids) {
      const found = await findMany(submittedInitiatives, { _id: anyOf(ids) });
      return new Map(found.map((one) => [one._id, one]));
    },
    meeting: (id) => findOne(initiativeMeetings, { _id: id }),

    async settle(meeting, lines, by) {
      try {
        await db.transaction(async (session) => {
          await insert(initiativeMeetings, [meeting], session);
          for (const { id, expects, status, outcome } of lines) {
            const at = { _id: id, version: expects, status: 'submitted' };
            if (await change(submittedInitiatives, at, { status, outcome, version: expects + 1 }, session)) continue;
            const { version, status: state } = await needOne(submittedInitiatives, { _id: id }, session);
            throw new Problem('STATE_CHANGED', `initiative ${id} has version ${version}`, { state, version });
          }
          const stated = lines.flatMap(({ fact }) => fact ?? []);
          await writeWithin(db, facts, stated, { by, trailOf: ({ _id }) => `facts/${_id}`, session });
          const said = { at: by.now, actor: by.actor };
          await appendTo(
            db,
            [
              { entity: meeting._id, key: 'recorded', ...said, type: 'recorded', data: { minutes: meeting.minutes } },
              ...lines.map(({ id, expects, status, outcome }) => ({
                entity: id,
                key: `v${expects + 1}`,
                ...said,
                type: status,
                data: { meeting: meeting._id, decision: outcome.decision },
              })),
            ],
            session,
          );
        });
        return { record: meeting, created: true };
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const record = await findOne(initiativeMeetings, { _id: meeting._id });
        if (!record) throw error;
        if (record.asked !== meeting.asked) throw new Problem('KEY_REUSED', meeting._id);
        return { record, created: false };
      }
    },
  };
}
