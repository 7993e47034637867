import type { ClientSession } from 'mongoose';
import { added, statusBy, type LifeEntry } from '../../domain/case/life';
import { Problem } from '../../domain/errors';
import { appendTo } from './audit';
import { caseConditions, caseList, caseRow, changedCase, type CaseFilter } from './case-list';
import { certificateRow } from './certificate-list';
import { issueBatch, type IssueBatch } from './certificates';
import { enter, taken, type RegisterLimits } from './decisions';
import { setDocument } from './documents';
import { isDuplicate } from './errors';
import { trailOf } from './ledger';
import type { CaseRecord, CertificateRecord, DecisionRecord, StoredDocument } from './records';
import { listedPage } from './record-list';
import { queuedMail, type NewMail } from './sent-mails';
import type { Db } from './rows';
import { anyOf, change, findMany, findOne, insert, needOne, retryOnDuplicate } from './rows';
import type { AuditEntry, By } from './shapes';
import { rowFields, versionedStore, type Changes, type Versioned } from './versioned';

export type { CaseFilter } from './case-list';

/** What a case brings about in one transaction, or not at all. */
export interface CaseEffect {
  readonly case: string;
  /** Of the record, once it is done: a second run finds it there. */
  readonly version: number;
  /** The entry of the ledger, and of the certificate if there is one. */
  readonly award: string;
  readonly entry: LifeEntry;
  /** The signed paper; a reprint has none. */
  readonly decision?: DecisionRecord;
  readonly limits?: RegisterLimits;
  /** Of a replacement: the new certificate and the new entry of the ledger, under the same decision. */
  readonly issue?: IssueBatch;
  readonly fields: Changes<CaseRecord>;
  readonly by: By;
  readonly trail: readonly AuditEntry[];
  /** Letters that will leave because of it: their rows stand with it. */
  readonly mails: readonly NewMail[];
}

export interface CaseStore extends Versioned<CaseRecord, CaseFilter> {
  /** Cases of an award that are not over, oldest first. */
  openOf(award: string): Promise<readonly CaseRecord[]>;
  /** The case that stands open under this key. */
  byOpenKey(openKey: string): Promise<CaseRecord | undefined>;
  /**
   * Records the paper in its register, adds the entry to the certificate, marks the ledger, issues what replaces it and writes
   * the case: together. Twice is once.
   * @throws Problem NUMBER_TAKEN, NUMBER_OUT_OF_ORDER, REGISTER_FULL; AWARD_CHANGED when it was replaced or revoked meanwhile
   */
  carryOut(effect: CaseEffect): Promise<void>;
  /** The draft of the paper; the first one stays. @throws Problem NOT_FOUND, INTEGRITY */
  setDraft(id: string, document: StoredDocument): Promise<void>;
  /** Why its paper could not be drawn; undefined once it is. */
  setUndrawn(id: string, why: CaseRecord['undrawn']): Promise<void>;
}

const running = ['opening', 'awaitingPaper', 'carryingOut', 'awaitingReturn', 'awaitingPrint', 'open'] as const;

export function caseStore(db: Db): CaseStore {
  const { cases } = db.models;
  const versioned = versionedStore<CaseRecord, CaseFilter>(db, cases, caseConditions, changedCase, (record, session) =>
    caseRow(db, record, session),
  );
  return {
    ...versioned,
    list(filter, paging) {
      const tied = filter.award !== undefined || filter.nomination !== undefined;
      return listedPage(cases, caseList, { ...filter, filter: caseConditions(filter), tied }, paging);
    },
    async insert(draft, trail) {
      try {
        return await versioned.insert(draft, trail);
      } catch (error) {
        const other = draft.openKey === undefined ? undefined : await findOne(cases, { openKey: draft.openKey });
        if (!other || other._id === draft._id) throw error;
        throw new Problem('CASE_OPEN', other._id, { case: other._id });
      }
    },
    openOf: (award) => findMany(cases, { award, status: anyOf(running) }, { createdAt: 1, _id: 1 }),
    byOpenKey: (openKey) => findOne(cases, { openKey }),
    setDraft: (id, document) => setDocument(cases, id, 'draft', document),
    async setUndrawn(id, undrawn) {
      await change(cases, { _id: id }, { undrawn });
    },
    async carryOut(effect) {
      try {
        await retryOnDuplicate(() => db.transaction((session) => carryOut(db, effect, session)));
      } catch (error) {
        throw effect.decision && isDuplicate(error) ? await taken(db, effect.decision) : error;
      }
    },
  };
}

async function carryOut(db: Db, effect: CaseEffect, session: ClientSession): Promise<void> {
  const { awardHistory, cases, certificates, sentMails } = db.models;
  const { award, entry, decision, issue, by } = effect;
  const matter = await needOne(cases, { _id: effect.case }, session);
  if (matter.version >= effect.version) return;
  if (decision) await enter(db, decision, effect.limits ?? {}, session);

  const ledger = await needOne(awardHistory, { _id: award }, session);
  if (entry.kind !== 'reprinted' && (ledger.revoked || ledger.replaced)) throw new Problem('AWARD_CHANGED', award);
  const certificate = await findOne(certificates, { _id: award }, session);
  if (certificate) await addTo(db, certificate, entry, session);
  if (issue) await issueBatch(db, issue, session);
  if (entry.kind === 'revoked' || entry.kind === 'replaced') {
    const mark = { on: entry.on, paper: decision?.number };
    const marked =
      entry.kind === 'replaced'
        ? { replaced: { ...mark, by: entry.by } }
        : { revoked: { ...mark, ground: entry.ground, decision: decision?._id } };
    await change(awardHistory, { _id: award }, marked, session);
  }
  const ledgerTrail = {
    entity: trailOf(award),
    key: `${entry.kind}/${effect.case}/${effect.version}`,
    at: by.now,
    actor: by.actor,
    type: entry.kind,
    data: { ...entry },
  };
  await appendTo(db, [ledgerTrail, ...effect.trail], session);
  await insert(sentMails, effect.mails.map(queuedMail), session);
  const row = rowFields(changedCase(effect.case, effect.fields));
  await change(cases, { _id: effect.case }, { ...effect.fields, ...row, version: effect.version }, session);
}

/** @throws Problem AWARD_CHANGED */
async function addTo(
  { models }: Db,
  certificate: CertificateRecord,
  entry: LifeEntry,
  session: ClientSession,
): Promise<void> {
  const { _id, entries = [], statusPaper } = certificate;
  const after = added(entries, entry);
  const paper = entry.kind === 'reprinted' ? statusPaper : entry.paper;
  // by a name that was corrected it is found too
  const row = certificateRow({ ...certificate, entries: after });
  const fields = { entries: after, status: statusBy(after), statusPaper: paper, row };
  await change(models.certificates, { _id }, fields, session);
}
