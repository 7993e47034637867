import { startSession } from '../../api/commands/sessions/open';
import { sessionWorkflowId } from '../../domain/ids';
import { instant, msOf } from '../../domain/time';
import { updateId } from '../../platform/temporal/ask';
import type { SessionRecord, SheetRecord } from '../../platform/store';
import { castSheet, catchUp, sessionView, type SessionView } from '../../workflows/messages';
import type { Finding } from './finding';
import { each, listed, mend, settled, until, type Process, type ProcessKind, type Tools } from './process';

const UNDER_WAY = ['opening', 'open', 'closing', 'awaitingChair'] as const;
/** A sheet that was stored so lately may be on its way to the session. */
const ON_ITS_WAY_MS = 60_000;

export const sessionKind: ProcessKind = {
  type: 'councilSession',
  workflowId: sessionWorkflowId,
  async *open({ context: { store } }) {
    for (const status of UNDER_WAY)
      for await (const { _id } of each((paging) => store.sessions.list({ status }, paging))) yield _id;
  },
  async over({ context: { store } }, ids) {
    const records = await Promise.all(ids.map((id) => store.sessions.get(id)));
    return new Set(records.flatMap((record) => (record && !isUnderWay(record) ? [record._id] : [])));
  },
  async check(tools, id, process) {
    const { store } = tools.context;
    const before = await store.sessions.get(id);
    const findings: Finding[] = [];
    let state = await process.state((handle) => handle.query(sessionView));
    if (!before) return state ? [listed(process.id, 'recordLost')] : [];
    if (!state) {
      if (!isUnderWay(before)) return [];
      findings.push(
        await mend(tools, { process: process.id, what: 'processGone' }, () => startSession(tools.context, before)),
      );
      if (tools.dryRun) return findings;
      state = await until(
        () => view(process),
        ({ status }) => status !== 'opening',
      );
    }
    const said = state;
    const record = await settled(
      () => store.sessions.need(id),
      ({ version }) => version < said.version,
    );
    if (record.version < said.version) findings.push(await behind(tools, process, record, said));
    if (before.version > said.version) findings.push(...(await ahead(tools, process, before, said)));
    if (record.status === 'open' && said.status === 'open') findings.push(...(await sheets(tools, process, id, said)));
    return findings;
  },
};

const isUnderWay = ({ status }: SessionRecord): boolean => UNDER_WAY.some((one) => one === status);
const view = (process: Process): Promise<SessionView> => process.ask((handle) => handle.query(sessionView));

/** The record is behind: written anew, unless the count is lost, which no process knows. */
async function behind(tools: Tools, process: Process, record: SessionRecord, state: SessionView): Promise<Finding> {
  const { clock } = tools.context;
  const { status, version, closesAt, extended } = state;
  const counted = status === 'closed' || status === 'awaitingChair';
  if (counted && !record.result) return listed(process.id, 'countLost');
  return await mend(tools, { process: process.id, what: 'recordsBehind' }, () =>
    tools.activities.saveSession({
      sessionId: record._id,
      version,
      now: clock.now(),
      status,
      closesAt,
      extended,
      event: { type: 'reconciled', actor: 'service' },
    }),
  );
}

async function ahead(
  tools: Tools,
  process: Process,
  record: SessionRecord,
  state: SessionView,
): Promise<readonly Finding[]> {
  const { version } = record;
  const forward = await mend(tools, { process: process.id, what: 'processBehind' }, () =>
    process.ask((handle) => handle.executeUpdate(catchUp, { args: [{ version }] })),
  );
  // a count that stands is met by the process when it closes at its time; a cancellation it has to be told
  const waits = (record.status === 'cancelled' || record.status === 'failed') && state.status !== record.status;
  return waits ? [forward, listed(process.id, 'answerUnknown')] : [forward];
}

/** Sheets that the records have and the process does not know: each was sent by its member, and counts by its ordinal. */
async function sheets(tools: Tools, process: Process, session: string, state: SessionView): Promise<Finding[]> {
  const { store, clock } = tools.context;
  const known = new Map(state.voted.map((one) => [one.voterRef, one.ordinal]));
  const settledBy = instant(msOf(clock.now()) - ON_ITS_WAY_MS);
  const missing: SheetRecord[] = [];
  for (const { voterRef } of await store.electors.all(session)) {
    const sheet = await store.sheets.latestSheet(session, voterRef);
    if (sheet && sheet.at < settledBy && sheet.ordinal > (known.get(voterRef) ?? 0)) missing.push(sheet);
  }
  const lost = await lostSheets(tools, session, state);
  if (lost > 0) return [{ ...listed(process.id, 'sheetsLost'), count: lost }];
  if (missing.length === 0) return [];
  const found = { process: process.id, what: 'sheetsUnknown', count: missing.length } as const;
  const handed = await mend(tools, found, async () => {
    for (const { voterRef, ordinal, commitment } of missing) {
      const id = updateId('reconcile', `${session}/${voterRef}/${ordinal}`);
      await process.ask((handle) =>
        handle.executeUpdate(castSheet, { updateId: id, args: [{ voterRef, ordinal, commitment }] }),
      );
    }
  });
  return [handed];
}

/** How many votes the session has taken whose sheets the records do not have: it could not be counted. */
async function lostSheets(
  { context: { store } }: Tools,
  session: string,
  { voted }: Pick<SessionView, 'voted'>,
): Promise<number> {
  const found = await Promise.all(
    voted.map(({ voterRef, commitment }) => store.sheets.byCommitment(session, voterRef, commitment)),
  );
  return found.filter((sheet) => sheet === undefined).length;
}
