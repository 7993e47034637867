import { correctionsBy, type LifeEntry } from '../domain/case/life';
import { corrected } from '../domain/case/printed';
import { isOver, noticeKey, type CarriedCase, type CarriedOut, type CaseState } from '../domain/case/state';
import { Problem } from '../domain/errors';
import { numberOf, readNumber } from '../domain/registers';
import { dayOf, type Day } from '../domain/time';
import { goldBookOf } from '../platform/gold-book';
import { caseNumbering, type CaseNumbering } from '../platform/registers';
import type { AuthorityRecord, CaseRecord, CertificateRecord, DecisionRecord, HistoryRecord } from '../platform/store';
import type { CaseEffect } from '../platform/store/cases';
import type { RegisterLimits } from '../platform/store/decisions';
import type { CarryOutCase } from './index';
import type { ActivityContext } from './context';
import { caseMailRow } from './mails/case';
import { paperSubject } from './case-wording';

/** What a case brings about in one transaction. */
export function caseEffects(context: ActivityContext) {
  const { store, pack } = context;
  return { effectOf };

  async function effectOf(
    matter: CaseRecord,
    input: CarryOutCase,
  ): Promise<{ readonly effect: CaseEffect; readonly drawn: boolean }> {
    const { caseId, now, actor, state, before } = input;
    const signed = input.decision === undefined ? undefined : await decisionOf(matter, input.decision, input);
    const { decision, limits, drawn = false } = signed ?? {};
    const [ledger, certificate] = await Promise.all([needEntry(matter.award), store.certificates.get(matter.award)]);
    const issue =
      matter.kind === 'replacement'
        ? await replacing(matter, decision!, ledger, certificate, { now, issued: before?.issued })
        : undefined;
    const by = issue && `${decision!._id}/${matter.nomination}`;
    const on = decision?.date ?? dayOf(now);
    const mail =
      decision &&
      !before &&
      (await caseMailRow(context, { key: noticeKey(caseId), now, matter, decision, ...dueOf(state) }));
    const effect: CaseEffect = {
      case: caseId,
      version: state.version,
      award: matter.award,
      entry: entryOf(matter, { on, at: now, ...(decision ? { paper: decision._id } : {}), ...(by ? { by } : {}) }),
      ...(decision ? { decision } : {}),
      ...(limits ? { limits } : {}),
      ...(issue ? { issue } : {}),
      fields: {
        ...fieldsOf(state, now),
        ...(decision ? { decision: decision._id } : {}),
        ...(issue?.lines[0]?.certificate ? { issued: by! } : {}),
      },
      by: { actor, now },
      trail: [
        {
          entity: caseId,
          key: `v${state.version}`,
          at: now,
          actor,
          type: 'carriedOut',
          data: { status: state.status, on, ...(decision ? { decision: decision._id, number: decision.number } : {}) },
        },
      ],
      mails: mail ? [mail] : [],
    };
    return { effect, drawn };
  }

  async function needEntry(id: string): Promise<HistoryRecord> {
    const entry = (await store.history.many([id])).get(id);
    if (!entry) throw new Problem('NOT_FOUND', id);
    return entry;
  }

  /**
   * The signed paper as the clerk has noted it, in its register: of the authority, or of none where it comes from elsewhere. One that
   * was noted without a number is given the next one (`drawn`), unless it had one before the records were set back.
   */
  async function decisionOf(
    matter: CaseRecord,
    id: string,
    { now, actor, before }: Pick<CarryOutCase, 'now' | 'actor' | 'before'>,
  ): Promise<{ readonly decision: DecisionRecord; readonly limits?: RegisterLimits; readonly drawn: boolean }> {
    const note = await store.notes.need(id);
    if (!note.decision) throw new Problem('NOT_FOUND', `note ${id} holds no decision`);
    const { number: noted = before?.number, date, signer, signerPost, form, file } = note.decision;
    const authority = matter.authority === undefined ? undefined : await store.authorities.need(matter.authority);
    const numbering = authority && (await caseNumbering(store, pack, { authority, kind: matter.kind, day: date }));
    const number = noted ?? (numbering && (await nextNumber(numbering, authority)));
    if (number === undefined) throw new Problem('NOT_FOUND', `note ${id} holds no number`);
    const decision: DecisionRecord = {
      _id: id,
      case: matter._id,
      kind: matter.kind as DecisionRecord['kind'],
      // a paper from elsewhere stands in no register of ours
      register: numbering?.series ?? `external/${id}`,
      number,
      ...(authority
        ? { serial: readNumber(number)?.serial ?? Number.parseInt(number, 10), authority: authority._id }
        : {}),
      date,
      signer,
      signerPost,
      form,
      subject: await paperSubject(context, matter),
      lines: matter.nomination === undefined ? [] : [matter.nomination],
      ...(file === undefined ? {} : { file }),
      at: now,
      by: actor,
    };
    return { decision, drawn: noted === undefined, ...(numbering ? { limits: numbering.terms } : {}) };
  }

  async function nextNumber({ series, terms }: CaseNumbering, { register }: AuthorityRecord): Promise<string> {
    return numberOf(await store.decisions.nextSerial(series), terms.symbol ?? register.symbol);
  }

  /** The award once more, with the right facts, under the replacing decision and the next number of the gold book. */
  async function replacing(
    matter: CaseRecord,
    decision: DecisionRecord,
    ledger: HistoryRecord,
    certificate: CertificateRecord | undefined,
    { now, issued }: { readonly now: string; readonly issued: CarriedOut['issued'] },
  ): Promise<NonNullable<CaseEffect['issue']>> {
    const authority: AuthorityRecord = await store.authorities.need(matter.authority ?? '');
    const { _id, decision: _before, nomination: _same, source: _source, revoked: _r, replaced: _p, ...line } = ledger;
    // what letters have corrected before is printed right from now on
    const facts = certificate && [...correctionsBy(certificate.entries ?? []), ...(matter.changes ?? [])];
    return {
      decision: decision._id,
      batch: 0,
      goldBook: goldBookOf(pack.goldBook, authority, decision.date),
      now,
      actor: 'service',
      ...(issued ? { as: [issued] } : {}),
      lines: [
        {
          nomination: matter.nomination ?? '',
          history: { ...line, decisionNumber: decision.number, decidedOn: decision.date },
          ...(certificate && facts
            ? {
                certificate: {
                  award: certificate.award,
                  unit: certificate.unit,
                  snapshot: corrected(certificate.snapshot, facts),
                },
              }
            : {}),
        },
      ],
    };
  }
}

const kindsOfEntry = {
  correction: 'corrected',
  replacement: 'replaced',
  revocation: 'revoked',
  reprint: 'reprinted',
} as const;

function entryOf(
  { _id, kind, ground, changes, reprint }: CaseRecord,
  by: Pick<LifeEntry, 'on' | 'at' | 'paper' | 'by'>,
): LifeEntry {
  if (kind === 'complaint') throw new Problem('NOT_FOUND', 'a complaint changes nothing of an award');
  return {
    kind: kindsOfEntry[kind],
    ...by,
    case: _id,
    ...(ground === undefined ? {} : { ground }),
    ...(kind === 'correction' && changes ? { changes } : {}),
    ...(reprint === undefined ? {} : { reason: reprint }),
  };
}

const dueOf = ({ due }: Pick<CaseState, 'due'>): { readonly due?: Day } => (due === undefined ? {} : { due });

/** The state as the record shows it. */
export function fieldsOf(state: CarriedCase, now: string) {
  const { status, settled, due, remindOn, overdue, heldBy, heldSince, releasedBy, holding, conclusion, refused } =
    state;
  return {
    status,
    settled,
    due,
    remindOn,
    overdue,
    heldBy,
    heldSince,
    releasedBy,
    holding,
    conclusion,
    refused,
    ...(isOver(state) ? { openKey: undefined, closedAt: now } : {}),
  };
}
