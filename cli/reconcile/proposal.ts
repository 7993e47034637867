import { startProposal } from '../../api/commands/proposals/proposals';
import { proposalWorkflowId } from '../../domain/ids';
import { Problem } from '../../domain/errors';
import { updateId } from '../../platform/temporal/ask';
import type { ProposalRecord } from '../../platform/store';
import {
  answerProposal,
  catchUp,
  checkProposal,
  proposalState,
  recordDecision,
  type ProposalState,
  type RecordedPaper,
} from '../../workflows/messages';
import type { Finding } from './finding';
import { each, listed, mend, settled, until, type Process, type ProcessKind, type Tools } from './process';

const UNDER_WAY = ['sending', 'checking', 'sent', 'awaitingNumber', 'issuing'] as const;

export const proposalKind: ProcessKind = {
  type: 'proposal',
  workflowId: proposalWorkflowId,
  async *open({ context: { store } }) {
    for await (const { _id } of each((paging) => store.proposals.list({ status: UNDER_WAY }, paging))) yield _id;
  },
  async over({ context: { store } }, ids) {
    const records = await Promise.all(ids.map((id) => store.proposals.get(id)));
    return new Set(records.flatMap((record) => (record && !isUnderWay(record.status) ? [record._id] : [])));
  },
  async check(tools, id, process) {
    const { store } = tools.context;
    const before = await store.proposals.get(id);
    const findings: Finding[] = [];
    let state = await process.state((handle) => handle.query(proposalState));
    if (!before) return state ? [listed(process.id, 'recordLost', paperIn(state))] : [];
    if (!state) {
      if (!isUnderWay(before.status)) return [];
      findings.push(
        await mend(tools, { process: process.id, what: 'processGone' }, () => startProposal(tools.context, before)),
      );
      if (tools.dryRun) return findings;
      state = await until(
        () => stateOf(process),
        ({ status }) => status !== 'sending',
      );
    }
    const said = state;
    const record = await settled(
      () => store.proposals.need(id),
      ({ version }) => version < said.version,
    );
    if (record.version < said.version) findings.push(...(await behind(tools, process, record, said)));
    if (before.version > said.version) findings.push(...(await ahead(tools, process, before)));
    return findings;
  },
};

const isUnderWay = (status: string): boolean => UNDER_WAY.some((one) => one === status);
const stateOf = (process: Process): Promise<ProposalState> => process.ask((handle) => handle.query(proposalState));
const paperIn = ({ decision }: ProposalState): string[] => (decision?.number === undefined ? [] : [decision.number]);

/** The records are behind: paper, certificates with the numbers that they have, documents, and the record itself. */
async function behind(
  tools: Tools,
  process: Process,
  record: ProposalRecord,
  state: ProposalState,
): Promise<readonly Finding[]> {
  const { activities, dryRun } = tools;
  const { clock, store } = tools.context;
  const findings: Finding[] = [];
  const { decision, issued, status, version, leftOut, answer } = state;
  if (decision && !(await store.decisions.get(decision.id))) {
    const known = decision.serial !== undefined || (await store.notes.get(decision.id)) !== undefined;
    if (!known) return [listed(process.id, 'paperLost', [record._id, ...paperIn(state)])];
    if (!dryRun && !(await writtenAgain(tools, record._id, decision)))
      return [listed(process.id, 'numbersTaken', paperIn(state))];
  }
  if (decision) {
    const there = new Set((await store.certificates.ofDecision(decision.id)).map((c) => c.nomination));
    const lost = issued.flatMap(({ numbers }) => numbers).filter(({ nomination }) => !there.has(nomination));
    if (lost.length > 0) {
      try {
        const found = { process: process.id, what: 'certificatesLost', count: lost.length } as const;
        findings.push(await mend(tools, found, () => issuedAgain(tools, record._id, decision, issued)));
      } catch (error) {
        if (!(error instanceof Problem) || error.code === 'STORE_BUSY') throw error;
        return [
          listed(
            process.id,
            'numbersTaken',
            lost.map((one) => one.nomination),
          ),
        ];
      }
    }
  }
  const found = { process: process.id, what: 'recordsBehind' } as const;
  const written = await mend(tools, found, async () => {
    await activities.saveProposal({
      proposalId: record._id,
      version,
      now: clock.now(),
      status,
      leftOut,
      ...(answer === undefined ? {} : { answer }),
      ...(decision === undefined ? {} : { decision: decision.id }),
      event: { type: 'reconciled', actor: 'service' },
    });
  });
  return [...findings, written];
}

/** @returns whether its number was free still */
async function writtenAgain({ activities }: Tools, proposalId: string, paper: RecordedPaper): Promise<boolean> {
  const { id: decision, lines, at: now, number, serial, date } = paper;
  if (number === undefined || serial === undefined || date === undefined)
    return (await activities.recordDecision({ proposalId, decision, lines, now })).recorded;
  const drawn = { number, serial, date };
  try {
    await activities.drawDecision({ proposalId, decision, lines, now, actor: 'service', drawn });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'NUMBER_TAKEN') return false;
    throw error;
  }
}

async function issuedAgain(
  { activities }: Tools,
  proposalId: string,
  { id: decision }: RecordedPaper,
  issued: ProposalState['issued'],
): Promise<void> {
  for (const [batch, { lines, numbers, at: now }] of issued.entries())
    await activities.issueCertificates({ proposalId, decision, batch, lines, now, as: numbers });
  await activities.renderDecision({ decision });
  for (const { lines } of issued) await activities.renderCertificates({ decision, lines });
}

/** The process is behind: what was said to it stands in the records, and is said again. What it does of that anew is there already. */
async function ahead(tools: Tools, process: Process, record: ProposalRecord): Promise<readonly Finding[]> {
  const { answer, check, decision, status, version } = record;
  if (status === 'cancelled') return [listed(process.id, 'answerUnknown')];
  const found = { process: process.id, what: 'processBehind' } as const;
  const forward = await mend(tools, found, async () => {
    const id = updateId('reconcile', `${process.id}/${version}`);
    let now = await until(
      () => stateOf(process),
      (state) => state.status !== 'sending',
    );
    if (now.status === 'checking' && check?.by !== undefined && check.outcome !== 'awaited') {
      const { outcome, by: actor, note } = check;
      const looked = { actor, content: id, outcome, expects: now.version, ...(note === undefined ? {} : { note }) };
      await process.ask((handle) => handle.executeUpdate(checkProposal, { updateId: `${id}.0`, args: [looked] }));
      now = await until(
        () => stateOf(process),
        (state) => state.status !== 'checking',
      );
    }
    if (answer && now.status === 'sent') {
      const { kind, struckOut, note, by: actor } = answer;
      const said = {
        actor,
        content: id,
        kind,
        struckOut,
        expects: now.version,
        ...(note === undefined ? {} : { note }),
      };
      await process.ask((handle) => handle.executeUpdate(answerProposal, { updateId: `${id}.1`, args: [said] }));
    }
    if (decision !== undefined) {
      const waiting = answer ? ['awaitingNumber'] : ['sent', 'awaitingNumber'];
      const ready = await until(
        () => stateOf(process),
        (state) => state.decision !== undefined || waiting.includes(state.status),
      );
      if (ready.decision === undefined) {
        const paper = await tools.context.store.decisions.need(decision);
        const said = { actor: paper.by, content: id, decision, expects: ready.version };
        await process.ask((handle) => handle.executeUpdate(recordDecision, { updateId: `${id}.2`, args: [said] }));
      }
    }
    // what it does anew gets the versions of then: it is only lifted over those that it will not get by itself
    await until(
      () => stateOf(process),
      (state) => state.status === status,
    );
    await process.state((handle) => handle.executeUpdate(catchUp, { args: [{ version }] }));
  });
  return [forward];
}
