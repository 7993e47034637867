import { randomBytes } from 'node:crypto';
import { trusted } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { countBallots } from './counting';
import type {
  BallotRecord,
  Choice,
  ElectorRecord,
  Recusal,
  SessionPaper,
  SessionRecord,
  SessionResult,
  SheetRecord,
  StoredDraft,
} from './records';
import { listedPage } from './record-list';
import type { Db } from './rows';
import { change, findMany, findOne, insert, needOne, retryOnDuplicate } from './rows';
import {
  sessionConditions,
  sessionItem,
  sessionItemFields,
  sessionList,
  sessionRow,
  type SessionFilter,
  type SessionItem,
} from './session-list';
import type { AuditEntry, Inserted, Page, Paging } from './shapes';
import type { Versioned } from './versioned';
import { versionedStore } from './versioned';

export type { SessionFilter } from './session-list';
export interface SessionStore extends Versioned<SessionRecord, SessionFilter> {
  /** The same with what a list shows alone. */
  items(filter: SessionFilter, paging?: Paging): Promise<Page<SessionItem>>;
  /** Notes which papers were made of a closed session. The first ones stay. @throws Problem NOT_FOUND */
  setPapers(id: string, papers: readonly SessionPaper[]): Promise<void>;
}

/** Who is who; what a member has filled in is never read along. */
export type Elector = Omit<ElectorRecord, 'draft' | 'lifted' | 'slip' | 'stepUp' | 'ended'>;

export interface ElectorStore {
  /** Gives every person of the session a random reference, once; whoever has one keeps it. */
  drawElectorate(session: string, persons: readonly string[]): Promise<readonly Elector[]>;
  refOf(session: string, person: string): Promise<string | undefined>;
  personOf(session: string, voterRef: string): Promise<string | undefined>;
  all(session: string): Promise<readonly Elector[]>;
  /**
   * Keeps what a member has filled in and not sent, in place of what was kept before. Nothing is kept once the session has
   * been counted or has ended: a post that comes that late finds no elector. @returns whether it was kept
   */
  keepDraft(session: string, voterRef: string, draft: StoredDraft): Promise<boolean>;
  draftOf(session: string, voterRef: string): Promise<StoredDraft | undefined>;
  /** Lifts what a member has declared on a line until now. @returns whether there is such a member */
  lift(session: string, person: string, nomination: string, at: Instant): Promise<boolean>;
  /** Until when the declarations of a voter are lifted, by line. */
  liftedFor(session: string, voterRef: string): Promise<ReadonlyMap<string, Instant>>;
  /** Forgets the draft of a member who has sent a sheet. */
  dropDraft(session: string, voterRef: string): Promise<void>;
  /** Forgets all drafts and paper invitations of a session that ends without a count, and takes no more. */
  endDrafts(session: string): Promise<void>;
  /** Forgets who one of them was, of whom nothing counts any more; he would get another reference. */
  forget(session: string, voterRef: string): Promise<void>;
  /** Forgets who is who: for sessions that end without a count. */
  erase(session: string): Promise<void>;
}

export type NewSheet = Omit<SheetRecord, '_id' | 'ordinal'>;
export interface SheetStore {
  /**
   * Stores a posted sheet for good, with the next ordinal of its voter. The same submission again gives the first sheet,
   * whatever it says. @throws Problem TOO_MANY_CHANGES
   */
  insertSheet(sheet: NewSheet): Promise<Inserted<SheetRecord>>;
  latestSheet(session: string, voterRef: string): Promise<SheetRecord | undefined>;
  bySubmission(session: string, voterRef: string, submission: string): Promise<SheetRecord | undefined>;
  /** The sheet of this voter with this commitment; the highest ordinal when there are several. */
  byCommitment(session: string, voterRef: string, commitment: string): Promise<SheetRecord | undefined>;
  /** A sheet that counts. @throws Problem INTEGRITY when it is missing */
  need(session: string, sheet: { readonly voterRef: string; readonly commitment: string }): Promise<SheetRecord>;
  /** Forgets the sheets of one voter, of which none counts any more. */
  forget(session: string, voterRef: string): Promise<void>;
  /** Forgets all sheets of a session that ends without a count. */
  erase(session: string): Promise<void>;
}

export interface CountedSheet {
  readonly voterRef: string;
  readonly commitment: string;
  /** When the sheet that counts was accepted. */
  readonly at: Instant;
  /** What the unsealed sheet says by nomination, checked against its commitment by the caller. */
  readonly choices: Readonly<Record<string, Said>>;
}
export interface Said {
  readonly choice: Choice;
  /** Kept of a named session alone. */
  readonly text?: string;
  /** He has declared himself that he does not vote on it. */
  readonly declared?: true;
}
export interface Count {
  readonly session: string;
  readonly version: number;
  readonly closedAt: Instant;
  readonly counted: readonly CountedSheet[];
  /** The sums; the hash of the bundle is added once the choices are shuffled. */
  readonly result: Omit<SessionResult, 'bundle'>;
  /** What the totals of a meeting say of its members: who was given a ballot, why others are away, who declared not to vote. */
  readonly meeting?: {
    readonly present: readonly string[];
    readonly absent: readonly { readonly person: string; readonly reason: string }[];
    readonly declared: readonly Recusal[];
  };
  /** Members whose written opinion came too late. */
  readonly late?: readonly { readonly person: string; readonly at: Instant }[];
  readonly trail?: readonly AuditEntry[];
}
export interface BallotStore {
  /**
   * Closes a session in one transaction: takes exactly the sheets that count, stores the choices per line, shuffled, without
   * references and times (with persons when the session is named), writes result, hash of the bundle and turnout by name, and
   * erases all sheets and references. A second run finds the result and gives what is stored: ask for the session before unsealing.
   * @throws Problem INTEGRITY when a sheet or a voter is missing, NOT_FOUND
   */
  countBallots(count: Count): Promise<SessionRecord>;
  /** In the order of the agenda. Empty before closing. */
  ofSession(session: string): Promise<readonly BallotRecord[]>;
}

/** Under this name the totals of a meeting are kept, sealed like a sheet and erased with the sheets. */
export const MEETING = 'meeting';

/** A voter who sends more sheets than this is no voter: the session itself takes 20 changes. */
const MOST_SHEETS = 100;

/** What is read of an elector by those who ask who is who. */
const WHO = { draft: 0, lifted: 0, slip: 0, stepUp: 0, ended: 0 } as const;

export function sessionStore(db: Db): SessionStore {
  const { sessions } = db.models;
  const versioned = versionedStore(db, sessions, sessionConditions, sessionRow);
  const wanted = (filter: SessionFilter) => ({
    ...filter,
    filter: sessionConditions(filter),
    tied: filter.nomination !== undefined,
  });
  return {
    ...versioned,
    list: (filter, paging) => listedPage(sessions, sessionList, wanted(filter), paging),
    async items(filter, paging) {
      const page = await listedPage(sessions, sessionList, { ...wanted(filter), fields: sessionItemFields }, paging);
      return { ...page, items: page.items.map(sessionItem) };
    },
    async setPapers(id, papers) {
      const written = await change(sessions, { _id: id, papers: trusted({ $exists: false }) }, { papers });
      if (!written) await versioned.need(id);
    },
  };
}

export function electorStore({ models: { electors } }: Db): ElectorStore {
  const all = (session: string): Promise<readonly Elector[]> => electors.find({ session }, WHO).sort({ _id: 1 }).lean();
  const one = (filter: Partial<Elector>): Promise<Elector | null> => electors.findOne(filter, WHO).lean();
  return {
    all,
    keepDraft: (session, voterRef, draft) =>
      change(electors, { session, voterRef, ended: trusted({ $exists: false }) }, { draft }),
    draftOf: async (session, voterRef) => (await findOne(electors, { session, voterRef }))?.draft,
    async lift(session, person, nomination, at) {
      const lifted = { $addToSet: { lifted: { nomination, at } } };
      return (await electors.updateOne({ session, person }, lifted)).matchedCount > 0;
    },
    liftedFor: async (session, voterRef) =>
      new Map((await findOne(electors, { session, voterRef }))?.lifted?.map((one) => [one.nomination, one.at])),
    async dropDraft(session, voterRef) {
      await change(electors, { session, voterRef }, { draft: undefined });
    },
    async endDrafts(session) {
      await electors.updateMany({ session }, { $set: { ended: true }, $unset: { draft: 1, slip: 1, stepUp: 1 } });
    },
    drawElectorate: (session, persons) =>
      retryOnDuplicate(async () => {
        const drawn = new Set((await all(session)).map((elector) => elector.person));
        const missing = [...new Set(persons)].filter((person) => !drawn.has(person));
        await insert(
          electors,
          missing.map((person) => ({
            _id: `${session}/${person}`,
            session,
            person,
            voterRef: randomBytes(16).toString('base64url'),
          })),
        );
        return all(session);
      }),
    refOf: async (session, person) => (await one({ session, person }))?.voterRef,
    personOf: async (session, voterRef) => (await one({ session, voterRef }))?.person,
    forget: async (session, voterRef) => {
      await electors.deleteMany({ session, voterRef });
    },
    erase: async (session) => {
      await electors.deleteMany({ session });
    },
  };
}

export function sheetStore({ models: { sheets } }: Db): SheetStore {
  const latest = async (filter: Readonly<Record<string, unknown>>): Promise<SheetRecord | undefined> => {
    const [found] = await sheets
      .find({ ...filter } as never)
      .sort({ ordinal: -1 })
      .limit(1)
      .lean<SheetRecord[]>();
    return found;
  };
  return {
    insertSheet: (sheet) =>
      retryOnDuplicate(async () => {
        const { session, voterRef, submission } = sheet;
        const before = await findOne(sheets, { session, voterRef, submission });
        if (before) return { record: before, created: false };
        const ordinal = ((await latest({ session, voterRef }))?.ordinal ?? 0) + 1;
        if (ordinal > MOST_SHEETS) throw new Problem('TOO_MANY_CHANGES', `sheet ${ordinal} in ${session}`);
        const record: SheetRecord = { _id: `${session}/${voterRef}/${submission}`, ordinal, ...sheet };
        await insert(sheets, [record]);
        return { record, created: true };
      }, MOST_SHEETS),
    latestSheet: (session, voterRef) => latest({ session, voterRef }),
    bySubmission: (session, voterRef, submission) => findOne(sheets, { session, voterRef, submission }),
    byCommitment: (session, voterRef, commitment) => latest({ session, voterRef, commitment }),

    async need(session, { voterRef, commitment }) {
      const sheet = await latest({ session, voterRef, commitment });
      if (!sheet) throw new Problem('INTEGRITY', `a sheet that counts is missing in ${session}`, { session });
      return sheet;
    },

    forget: async (session, voterRef) => {
      await sheets.deleteMany({ session, voterRef });
    },
    erase: async (session) => {
      await sheets.deleteMany({ session });
    },
  };
}

export function ballotStore(db: Db): BallotStore {
  const { ballots, sessions } = db.models;
  return {
    countBallots: (count) => db.transaction((session) => countBallots(db, count, session)),
    async ofSession(id) {
      const { lines } = await needOne(sessions, { _id: id });
      const order = new Map(lines.map((line) => [line.nomination, line.no]));
      const found = [...(await findMany(ballots, { session: id }))];
      return found.sort((a, b) => (order.get(a.nomination) ?? 0) - (order.get(b.nomination) ?? 0));
    },
  };
}
