import { startCase } from '../../api/commands/issued/case-open';
import { defined } from '../../api/commands/shared';
import { isOver, numberedAs, type CarriedCase, type CarriedOut } from '../../domain/case/state';
import { Problem } from '../../domain/errors';
import { caseWorkflowId } from '../../domain/ids';
import type { CaseRecord } from '../../platform/store';
import { adoptCase, caseState } from '../../workflows/messages';
import type { Finding } from './finding';
import { each, listed, mend, settled, until, type Process, type ProcessKind, type Tools } from './process';

const UNDER_WAY = ['opening', 'awaitingPaper', 'carryingOut', 'awaitingReturn', 'awaitingPrint', 'open'] as const;

export const caseKind: ProcessKind = {
  type: 'case',
  workflowId: caseWorkflowId,
  async *open({ context: { store } }) {
    for await (const { _id } of each((paging) => store.cases.list({ status: UNDER_WAY }, paging))) yield _id;
  },
  async over({ context: { store } }, ids) {
    const records = await Promise.all(ids.map((id) => store.cases.get(id)));
    return new Set(records.flatMap((record) => (record && isOver(record) ? [record._id] : [])));
  },
  async check(tools, id, process) {
    const { store } = tools.context;
    const before = await store.cases.get(id);
    const state = await process.state((handle) => handle.query(caseState));
    if (!before) return state ? [listed(process.id, 'recordLost', paperIn(state))] : [];
    if (!state) return isOver(before) ? [] : [await restarted(tools, process, before)];
    const record = await settled(
      () => store.cases.need(id),
      ({ version }) => version < state.version,
    );
    if (record.version < state.version) return await behind(tools, process, record, state);
    return before.version > state.version ? [await ahead(tools, process, before)] : [];
  },
};

const paperIn = ({ carried }: CarriedCase): string[] => (carried?.number === undefined ? [] : [carried.number]);

/** The record is behind: what came about by its paper, under the same numbers, and the record itself. */
async function behind(
  tools: Tools,
  process: Process,
  { _id: caseId, version, decision: known }: CaseRecord,
  state: CarriedCase,
): Promise<readonly Finding[]> {
  const { clock, store } = tools.context;
  const { carried } = state;
  const found = { process: process.id, what: 'recordsBehind' } as const;
  if (!carried || version >= carried.version || known !== undefined) {
    const event = { actor: 'service', said: { type: 'reconciled', state } } as const;
    return [await mend(tools, found, () => tools.activities.saveCase({ caseId, now: clock.now(), state, event }))];
  }
  if (carried.decision !== undefined && !(await store.notes.get(carried.decision)))
    return [listed(process.id, 'paperLost', [caseId, ...paperIn(state)])];
  if (!tools.dryRun && !(await carriedOutAgain(tools, caseId, state, carried)))
    return [listed(process.id, 'numbersTaken', paperIn(state))];
  return [await mend(tools, found, () => tools.activities.renderCasePaper({ caseId }))];
}

/** @returns whether its numbers were free still, and its award as it was */
async function carriedOutAgain(
  { activities }: Tools,
  caseId: string,
  state: CarriedCase,
  before: CarriedOut,
): Promise<boolean> {
  const { at: now, by: actor, decision } = before;
  const paper = decision === undefined ? {} : { decision };
  try {
    return (await activities.carryOutCase({ caseId, now, actor, state, before, ...paper })).done;
  } catch (error) {
    if (error instanceof Problem && error.code !== 'STORE_BUSY') return false;
    throw error;
  }
}

/** The process is behind: it goes on from where its record stands. What it has sent and drawn is there already. */
async function ahead(tools: Tools, process: Process, record: CaseRecord): Promise<Finding> {
  return await mend(tools, { process: process.id, what: 'processBehind' }, async () => {
    const state = await carriedOf(tools, record);
    await process.ask((handle) => handle.executeUpdate(adoptCase, { args: [{ state }] }));
    await caughtUp(tools, record);
  });
}

async function restarted(tools: Tools, process: Process, record: CaseRecord): Promise<Finding> {
  return await mend(tools, { process: process.id, what: 'processGone' }, async () => {
    if (record.status === 'opening') return await startCase(tools.context, record);
    await startCase(tools.context, record, await carriedOf(tools, record));
    await caughtUp(tools, record);
  });
}

/** It has written where it stands. */
const caughtUp = ({ context: { store } }: Tools, { _id, version }: CaseRecord): Promise<CaseRecord> =>
  until(
    () => store.cases.need(_id),
    (now) => now.version > version,
  );

/**
 * A case as its record has it, in the form in which the process keeps it. One that was about to carry out its paper waits for that
 * paper again: what it says did not come about, and its number is free.
 */
async function carriedOf({ context: { store } }: Tools, record: CaseRecord): Promise<CarriedCase> {
  const { status, version, settled: out, due, remindOn, overdue, heldBy, heldSince, releasedBy = [] } = record;
  const { holding, conclusion, refused, decision: id, issued: by, kind } = record;
  const decision = id === undefined ? undefined : await store.decisions.need(id);
  const issued = by === undefined ? undefined : await store.certificates.get(by);
  const waits = kind === 'reprint' ? 'awaitingPrint' : 'awaitingPaper';
  const carried = decision && {
    at: decision.at,
    by: decision.by,
    version,
    decision: decision._id,
    number: decision.number,
    date: decision.date,
    ...defined({ issued: issued && numberedAs(issued) }),
  };
  return {
    status: status === 'carryingOut' ? waits : status,
    version,
    settled: out,
    heldBy,
    releasedBy,
    holding,
    ...defined({
      due,
      remindOn,
      overdue: overdue === true ? overdue : undefined,
      heldSince,
      conclusion,
      refused,
      carried,
    }),
  };
}
