import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { Problem } from '../../domain/errors';
import type { Instant } from '../../domain/time';
import { appendTo } from './audit';
import { certificateList, certificateRow, readCode, type CertificateFilter } from './certificate-list';
import { raise, take } from './counters';
import { setDocument } from './documents';
import { ledgerEntry, type LedgerLine } from './ledger';
import type { CertificateRecord, HandedOver, RegisterFloorRecord, StoredDocument } from './records';
import type { Db } from './rows';
import { anyOf, byIds, change, findMany, findOne, insert, retryOnDuplicate } from './rows';
import type { AuditEntry, Page, Paging } from './shapes';

export interface IssueBatch {
  readonly decision: string;
  readonly batch: number;
  /** Register of the gold book, and what stands before the number: `SV-QĐ-UBND-2026` gives `SV-QĐ-UBND-2026-00012`. */
  readonly goldBook: { readonly register: string; readonly prefix: string };
  readonly now: Instant;
  readonly actor: string;
  /** In ceremony order, at most 200. */
  readonly lines: readonly IssueLine[];
  /** Numbers and codes that they had before the records were set back: they are printed, and no other certificate may have them. */
  readonly as?: readonly Pick<CertificateRecord, 'nomination' | 'goldBookNumber' | 'verifyCode'>[];
}
export interface IssueLine {
  readonly nomination: string;
  /** Absent for awards whose object is no certificate of ours: those get a history entry only. */
  readonly certificate?: Pick<CertificateRecord, 'award' | 'unit' | 'snapshot'>;
  readonly history: LedgerLine;
}

export interface CertificateStore {
  /**
   * Issues one batch of a decision in one transaction: consecutive numbers of the gold book in list order, certificates,
   * history and trail. Numbers of a register are unique and without gaps. The same batch again gives the first one's.
   */
  issueBatch(batch: IssueBatch): Promise<readonly CertificateRecord[]>;
  /**
   * Notes the last number of a gold book that was used before the service gave any: its own go on behind it. A mistake can be mended
   * until then. Twice is once. @throws Problem GOLD_BOOK_BEGUN
   */
  importLast(register: string, floor: Omit<RegisterFloorRecord, '_id'>, trail: AuditEntry): Promise<boolean>;
  /** The number that a gold book gives next, and the last one that was used before the service. */
  goldBook(register: string): Promise<{ readonly next: number; readonly imported?: RegisterFloorRecord }>;
  get(id: string): Promise<CertificateRecord | undefined>;
  byNumber(number: string): Promise<CertificateRecord | undefined>;
  /** Upper or lower case; O, I and L are read as the digits they look like. */
  byVerifyCode(code: string): Promise<CertificateRecord | undefined>;
  /** The one whose issued file has this SHA-256. */
  byDocument(sha256: string): Promise<CertificateRecord | undefined>;
  /** Newest first. */
  list(filter: CertificateFilter, paging?: Paging): Promise<Page<CertificateRecord>>;
  /** In the order of the gold book. */
  ofDecision(decision: string): Promise<readonly CertificateRecord[]>;
  /** Oldest first: a replacing one comes after the one that it replaces. */
  ofNominations(nominations: readonly string[]): Promise<readonly CertificateRecord[]>;
  /** Notes who has received it; what was noted first stays, and is given back. @throws Problem NOT_FOUND */
  handOver(id: string, handedOver: HandedOver, trail: AuditEntry): Promise<HandedOver>;
  /** The bytes issued; the first document stays. @throws Problem NOT_FOUND, INTEGRITY when other bytes come for it */
  setDocument(id: string, document: StoredDocument): Promise<void>;
}

const MOST_IN_BATCH = 200;
/** Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export function certificateStore(db: Db): CertificateStore {
  const model = db.models.certificates;
  return {
    // a verification code that was drawn twice is drawn anew, with the whole batch
    issueBatch: (batch) => retryOnDuplicate(() => db.transaction((session) => issueBatch(db, batch, session))),
    importLast: (register, floor, trail) =>
      retryOnDuplicate(() => db.transaction((session) => importLast(db, register, { floor, trail }, session))),
    async goldBook(register) {
      const _id = seriesOf(register);
      const [counter, imported] = await Promise.all([
        findOne(db.models.counters, { _id }),
        findOne(db.models.registerFloors, { _id }),
      ]);
      return { next: (counter?.last ?? 0) + 1, ...(imported ? { imported } : {}) };
    },
    get: (id) => findOne(model, { _id: id }),
    byNumber: (number) => findOne(model, { number }),
    byVerifyCode: (code) => findOne(model, { verifyCode: readCode(code) }),
    byDocument: (sha256) => findOne(model, { 'document.sha256': sha256 }),
    list: (filter, paging) => certificateList(model, filter, paging),
    ofDecision: (decision) => findMany(model, { decision }, { goldBookNumber: 1 }),
    ofNominations: (nominations) => findMany(model, { nomination: anyOf(nominations) }, { issuedAt: 1, _id: 1 }),
    handOver: (id, handedOver, trail) =>
      db.transaction(async (session) => {
        const record = await findOne(model, { _id: id }, session);
        if (!record) throw new Problem('NOT_FOUND', id);
        if (record.handedOver) return record.handedOver;
        await change(model, { _id: id }, { handedOver }, session);
        await appendTo(db, [trail], session);
        return handedOver;
      }),
    setDocument: (id, document) => setDocument(model, id, 'document', document),
  };
}

const seriesOf = (register: string): string => `goldBook/${register}`;

async function importLast(
  db: Db,
  register: string,
  { floor, trail }: { readonly floor: Omit<RegisterFloorRecord, '_id'>; readonly trail: AuditEntry },
  session: ClientSession,
): Promise<boolean> {
  const { models } = db;
  const _id = seriesOf(register);
  // who issues in this book meanwhile waits, or is waited for
  await raise(models, _id, 0, session);
  const before = await findOne(models.registerFloors, { _id }, session);
  if (before?.serial === floor.serial && before.date === floor.date) return false;
  const counter = await findOne(models.counters, { _id }, session);
  if ((counter?.last ?? 0) > (before?.serial ?? 0)) throw new Problem('GOLD_BOOK_BEGUN', register);
  await models.registerFloors.replaceOne({ _id }, { ...floor, _id }, { upsert: true, session });
  await models.counters.updateOne({ _id }, { $set: { last: floor.serial } }, { session });
  await appendTo(db, [trail], session);
  return true;
}

/** @see CertificateStore.issueBatch; within a transaction of the caller. */
export async function issueBatch(
  db: Db,
  batch: IssueBatch,
  session: ClientSession,
): Promise<readonly CertificateRecord[]> {
  const { models } = db;
  const { decision, lines, goldBook, now, actor } = batch;
  if (lines.length > MOST_IN_BATCH) throw new Error(`a batch holds at most ${MOST_IN_BATCH} lines`);
  const id = `${decision}/${batch.batch}`;
  const before = await findOne(models.certificateBatches, { _id: id }, session);
  if (before) {
    const issued = await byIds(models.certificates, before.certificates, session);
    return before.certificates.map((one) => issued.get(one)!);
  }

  const printed = lines.flatMap(({ nomination, certificate }) => (certificate ? [{ nomination, ...certificate }] : []));
  const series = seriesOf(goldBook.register);
  const given = new Map(batch.as?.map((one) => [one.nomination, one]));
  const drawn = printed.filter(({ nomination }) => !given.has(nomination)).length;
  if (given.size > 0)
    await raise(models, series, Math.max(...[...given.values()].map((one) => one.goldBookNumber)), session);
  const last = drawn === 0 ? 0 : await take(models, series, drawn, session);
  let next = last - drawn;
  const certificates = printed.map((line): CertificateRecord => {
    const { goldBookNumber, verifyCode } = given.get(line.nomination) ?? {
      goldBookNumber: (next += 1),
      verifyCode: drawCode(),
    };
    return {
      _id: `${decision}/${line.nomination}`,
      number: `${goldBook.prefix}-${String(goldBookNumber).padStart(5, '0')}`,
      goldBook: goldBook.register,
      goldBookNumber,
      verifyCode,
      decision,
      ...line,
      status: 'valid',
      issuedAt: now,
    };
  });
  await insert(
    models.certificateBatches,
    [{ _id: id, certificates: certificates.map((one) => one._id), at: now }],
    session,
  );
  await insert(
    models.certificates,
    certificates.map((one) => ({ ...one, row: certificateRow(one) })),
    session,
  );
  await insert(
    models.awardHistory,
    lines.map(({ nomination, history }) => ledgerEntry('issued', decision, nomination, history)),
    session,
  );
  const numbers = new Map(certificates.map((one) => [one.nomination, one.number]));
  await appendTo(
    db,
    lines.map(({ nomination }) => ({
      entity: nomination,
      key: `issued/${decision}`,
      at: now,
      actor,
      type: 'certificateIssued',
      data: { decision, batch: batch.batch, certificate: numbers.get(nomination) },
    })),
    session,
  );
  return certificates;
}

/** Fifty random bits in ten characters: too many to try, few enough to type. */
const drawCode = (): string => [...randomBytes(10)].map((byte) => ALPHABET[byte % 32]).join('');
