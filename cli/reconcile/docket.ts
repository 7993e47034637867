import { startOnce } from '../../api/commands/start';
import { docketWorkflowId } from '../../domain/ids';
import { dayOf } from '../../domain/time';
import { viewOf } from '../../domain/walk';
import type { DocketRecord, Line, NominationRecord, UnitProposalRecord } from '../../platform/store';
import { carry, emptyDocket, resume, type CarriedDocket } from '../../workflows/docket-state';
import { adoptLines, docketState, type SubmitReceipt } from '../../workflows/messages';
import type { Finding } from './finding';
import { each, listed, mend, settled, type Process, type ProcessKind, type Tools } from './process';

/** Lines handed over at once: bounds what the engine takes in one piece. */
const TOGETHER = 100;

export const docketKind: ProcessKind = {
  type: 'docket',
  workflowId: docketWorkflowId,
  async *open({ context: { store } }) {
    for await (const { _id } of each((paging) => store.dockets.list({ open: true }, paging))) yield _id;
  },
  async over({ context: { store } }, ids) {
    const records = await Promise.all(ids.map((id) => store.dockets.get(id)));
    return new Set(records.flatMap((record) => (record?.closedAt === undefined ? [] : [record._id])));
  },
  async check(tools, id, process) {
    const { store } = tools.context;
    const record = await store.dockets.get(id);
    const before = await linesOf(tools, id);
    const carried = await process.state((handle) => handle.query(docketState));
    if (!carried) return record ? [await restarted(tools, process, record, before)] : [];
    const state = resume(carried);
    const ids = [...new Set([...before.keys(), ...state.lines.keys()])];
    const stored = await settled(
      () => store.nominations.many(ids),
      (all) => [...state.lines.values()].some((line) => versionOf(all.get(line.id)) < line.version),
    );
    const known = [...state.lines.values()].filter((line) => stored.get(line.id)?.docket === id);
    const lost = [...state.lines.keys()].filter((line) => stored.get(line)?.docket !== id);
    const findings: Finding[] = [];
    if (!record) findings.push(listed(process.id, 'recordLost'));
    if (lost.length > 0) findings.push(listed(process.id, 'submissionLost', lost));
    const behind = known.filter((line) => versionOf(stored.get(line.id)) < line.version);
    if (behind.length > 0) {
      const found = { process: process.id, what: 'recordsBehind', count: behind.length, of: idsOf(behind) } as const;
      findings.push(await mend(tools, found, () => rewrite(tools, id, state.step, behind, stored)));
    }
    // as they were before the process was asked: what it has done since is no step back
    const ahead = [...before.values()].filter((n) => (state.lines.get(n._id)?.version ?? 0) < versionOf(n));
    if (ahead.length > 0) {
      const found = { process: process.id, what: 'processBehind', count: ahead.length, of: idsOf(ahead) } as const;
      findings.push(await mend(tools, found, () => bringForward(tools, process, id, ahead)));
    }
    return findings;
  },
};

const versionOf = (nomination: NominationRecord | undefined): number => nomination?.line?.version ?? 0;
const idsOf = (all: readonly { readonly id?: string; readonly _id?: string }[]): string[] =>
  all.map((one) => one.id ?? one._id ?? '');

/** What the read model has of a docket: lines that it was handed. */
async function linesOf({ context: { store } }: Tools, docket: string): Promise<ReadonlyMap<string, NominationRecord>> {
  const lines = new Map<string, NominationRecord>();
  for await (const nomination of each((paging) => store.nominations.list({ docket }, paging))) {
    if (nomination.line) lines.set(nomination._id, nomination);
  }
  return lines;
}

/** The same activity that the docket has its lines written by; the trail says that it was done anew, and what it lacks. */
async function rewrite(
  { context: { store, clock }, activities }: Tools,
  docketId: string,
  step: number,
  lines: readonly Line[],
  stored: ReadonlyMap<string, NominationRecord>,
): Promise<void> {
  const now = clock.now();
  await activities.saveDocket({ docketId, step, now, lines, events: [], receipts: [] });
  await store.audit.append(
    lines.map(({ id, version }) => ({
      entity: id,
      key: `reconciled/v${version}`,
      at: now,
      actor: 'service',
      type: 'reconciled',
      data: { from: versionOf(stored.get(id)), to: version },
    })),
  );
}

async function bringForward(
  tools: Tools,
  process: Process,
  docket: string,
  ahead: readonly NominationRecord[],
): Promise<void> {
  for (let from = 0; from < ahead.length; from += TOGETHER) {
    const { routes, lines, taken } = await carriedOf(tools, docket, ahead.slice(from, from + TOGETHER));
    await process.ask((handle) => handle.executeUpdate(adoptLines, { args: [{ routes, lines, taken }] }));
  }
}

async function restarted(
  tools: Tools,
  process: Process,
  record: DocketRecord,
  stored: ReadonlyMap<string, NominationRecord>,
): Promise<Finding> {
  const { store, clock } = tools.context;
  const found = { process: process.id, what: 'processGone', count: stored.size } as const;
  return await mend(tools, found, async () => {
    const round = record.round === undefined ? undefined : await store.rounds.need(record.round);
    await startOnce(tools.context, 'docket', process.id, {
      docketId: record._id,
      openUntil: round?.deadline ?? dayOf(record.startedAt),
      offsetMs: clock.offsetMs(),
      calendar: await store.calendars.working(),
      carried: await carriedOf(tools, record._id, [...stored.values()]),
    });
  });
}

/** Lines as the records have them, in the form in which a docket hands them to its next run. */
async function carriedOf(
  { context: { store } }: Tools,
  docket: string,
  nominations: readonly NominationRecord[],
): Promise<CarriedDocket> {
  const lines = new Map(nominations.flatMap(({ line }) => (line ? [[line.id, line] as const] : [])));
  const taken = new Map<string, SubmitReceipt>();
  for await (const sent of each((paging) => store.unitProposals.list({ docket }, paging))) {
    if (sent.receipt) taken.set(sent._id, receiptOf(sent, lines));
  }
  const changes = [...lines.values()].reduce((sum, line) => sum + line.version, taken.size);
  return carry({ ...emptyDocket(), lines, taken, step: changes }, []);
}

const receiptOf = (sent: UnitProposalRecord, lines: ReadonlyMap<string, Line>): SubmitReceipt => ({
  content: sent.contentHash,
  at: sent.receipt?.at ?? sent.at,
  code: sent.receipt?.code ?? sent._id,
  lines: sent.nominations.flatMap((id) => {
    const line = lines.get(id);
    return line ? [{ id, done: true, version: line.version, status: viewOf(line).status } as const] : [];
  }),
});
