import { correctionsBy, type LifeEntry } from '../domain/case/life';
import { corrected } from '../domain/case/printed';
import { isOver, noticeKey, numberedAs, type CarriedCase, type CarriedOut, type CaseState } from '../domain/case/state';
import { Problem } from '../domain/errors';
import { caseWorkflowId } from '../domain/ids';
import { readNumber } from '../domain/registers';
import { dayOf, type Day } from '../domain/time';
import { caseNumbering } from '../platform/registers';
import { updateId } from '../platform/temporal/ask';
import type { AuthorityRecord, CaseRecord, CertificateRecord, DecisionRecord, HistoryRecord } from '../platform/store';
import type { CaseEffect } from '../platform/store/cases';
import type { RegisterLimits } from '../platform/store/decisions';
import type { Activities, CarryOutCase } from './index';
import type { ActivityContext } from './context';
import { goldBookOf } from './gold-book';
import { caseMailRow } from './mails/case';
import { paperSubject } from './case-wording';

type CaseActivities = Pick<Activities, 'holdersOf' | 'saveCase' | 'carryOutCase' | 'holdCases'>;

/** The record of a case, and what comes about by it. */
export function caseActivities(context: ActivityContext): CaseActivities {
  const { store, pack, ask } = context;
  return {
    async holdersOf({ caseId, award }) {
      const open = await store.cases.openOf(award);
      return open.flatMap(({ _id, holding }) => (holding && _id !== caseId ? [_id] : []));
    },

    async saveCase({ caseId, now, state, event: { actor, said } }) {
      const { papers, closedAt = now } = await store.cases.need(caseId);
      const note = 'note' in said && typeof said.note === 'string' ? said.note : undefined;
      const trail = {
        entity: caseId,
        key: `v${state.version}`,
        at: now,
        actor,
        type: said.type,
        data: { status: state.status, ...factsOf(said) },
      };
      const more = note !== undefined && !papers.includes(note) ? { papers: [...papers, note] } : {};
      await store.cases.save(caseId, state.version, { ...fieldsOf(state, closedAt), ...more }, [trail]);
    },

    async carryOutCase(input) {
      const matter = await store.cases.need(input.caseId);
      // done before: what it was made of may have changed since
      if (matter.version >= input.state.version) return { done: true, as: await carriedOf(matter, input) };
      try {
        await store.cases.carryOut(await effectOf(matter, input));
        return { done: true, as: await carriedOf(await store.cases.need(input.caseId), input) };
      } catch (error) {
        const refusals = ['NUMBER_TAKEN', 'NUMBER_OUT_OF_ORDER', 'REGISTER_FULL', 'AWARD_CHANGED'];
        if (error instanceof Problem && refusals.includes(error.code)) return { done: false, code: error.code };
        throw error;
      }
    },

    async holdCases({ award, by, hold, step }) {
      for (const { _id, kind } of await store.cases.openOf(award)) {
        if (_id === by || kind === 'complaint') continue;
        const id = updateId(by, `${step}/${_id}`);
        try {
          await ask(caseWorkflowId(_id), (handle) =>
            handle.executeUpdate<unknown, [{ by: string; hold: boolean }]>('holdCase', {
              updateId: id,
              args: [{ by, hold }],
            }),
          );
        } catch (error) {
          // over meanwhile, or not started yet: then it asks itself who holds it
          if (!(error instanceof Problem) || error.code === 'ENGINE_BUSY') throw error;
        }
      }
    },
  };

  /** What the process keeps of it. */
  async function carriedOf(
    { decision: id, issued: by }: CaseRecord,
    { now: at, actor, state: { version } }: CarryOutCase,
  ): Promise<CarriedOut> {
    const [decision, issued] = await Promise.all([
      id === undefined ? undefined : store.decisions.need(id),
      by === undefined ? undefined : store.certificates.get(by),
    ]);
    return {
      at,
      by: actor,
      version,
      ...(decision ? { decision: decision._id, number: decision.number, date: decision.date } : {}),
      ...(issued ? { issued: numberedAs(issued) } : {}),
    };
  }

  async function effectOf(matter: CaseRecord, input: CarryOutCase): Promise<CaseEffect> {
    const { caseId, now, actor, state, before } = input;
    const signed = input.decision === undefined ? undefined : await decisionOf(matter, input.decision, { now, actor });
    const decision = signed?.decision;
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
    return {
      case: caseId,
      version: state.version,
      award: matter.award,
      entry: entryOf(matter, { on, at: now, ...(decision ? { paper: decision._id } : {}), ...(by ? { by } : {}) }),
      ...(signed ?? {}),
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
  }

  async function needEntry(id: string): Promise<HistoryRecord> {
    const entry = (await store.history.many([id])).get(id);
    if (!entry) throw new Problem('NOT_FOUND', id);
    return entry;
  }

  /** The signed paper as the clerk has noted it, in its register: of the authority, or of none where it comes from elsewhere. */
  async function decisionOf(
    matter: CaseRecord,
    id: string,
    { now, actor }: Pick<CarryOutCase, 'now' | 'actor'>,
  ): Promise<{ readonly decision: DecisionRecord; readonly limits?: RegisterLimits }> {
    const note = await store.notes.need(id);
    if (!note.decision) throw new Problem('NOT_FOUND', `note ${id} holds no decision`);
    const { number, date, signer, signerPost, form, file } = note.decision;
    const authority = matter.authority === undefined ? undefined : await store.authorities.need(matter.authority);
    const numbering = authority && (await caseNumbering(store, pack, { authority, kind: matter.kind, day: date }));
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
    return { decision, ...(numbering ? { limits: numbering.terms } : {}) };
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
function fieldsOf(state: CarriedCase, now: string) {
  const { status, settled, due, remindOn, overdue, heldBy, heldSince, releasedBy, holding, conclusion } = state;
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
    ...(isOver(state) ? { openKey: undefined, closedAt: now } : {}),
  };
}

/** What the trail keeps of what was said: codes and days. */
function factsOf(said: object): Readonly<Record<string, unknown>> {
  const kept = ['what', 'on', 'note', 'code', 'by', 'outcome', 'decision', 'date', 'heldBy'];
  return Object.fromEntries(Object.entries(said).filter(([name]) => kept.includes(name)));
}
