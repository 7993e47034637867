import type { WorkflowHandle } from '@temporalio/client';
import { DAY_MS } from '../../domain/time';
import { updateId } from '../../platform/temporal/ask';
import { uniqueName } from '../../test/setup/engines';
import { eventually } from '../../test/setup/service';
import { castSheet, moveClock } from '../../workflows/messages';
import type { Council } from './council';

/** As many sheets as the session takes of one voter. */
export const SHEETS_A_VOTER = 20;

export interface History {
  readonly events: number;
  readonly bytes: number;
}

export async function historyOf(handle: WorkflowHandle): Promise<History> {
  const { historyLength, historySize, raw } = await handle.describe();
  return { events: historyLength, bytes: historySize ?? Number(raw.workflowExecutionInfo?.historySizeBytes) };
}

/** Every voter sends sheets until he has sent as many as there may be: copies of his first one, under forms of their own. */
export async function changeSheets({ site, session, members }: Council): Promise<{ updates: number; refused: string }> {
  const { store, ask } = site.service;
  let updates = 0;
  const sends = async (person: string): Promise<void> => {
    const voterRef = (await store.electors.refOf(session.id, person))!;
    const first = (await store.sheets.latestSheet(session.id, voterRef))!;
    for (let sent = first.ordinal; sent < SHEETS_A_VOTER; sent += 1) {
      await cast(voterRef, first);
      updates += 1;
    }
  };
  const cast = async (
    voterRef: string,
    { commitment, sealed, at }: { commitment: string; sealed: Buffer; at: string },
  ) => {
    const submission = uniqueName('form');
    const { record } = await store.sheets.insertSheet({
      session: session.id,
      voterRef,
      submission,
      commitment,
      sealed,
      at,
    });
    await ask(session.handle.workflowId, (handle) =>
      handle.executeUpdate(castSheet, {
        updateId: updateId(voterRef, submission),
        args: [{ voterRef, ordinal: record.ordinal, commitment }],
      }),
    );
  };
  await Promise.all(members.map(sends));
  const voterRef = (await store.electors.refOf(session.id, members[0]!))!;
  const once = (await store.sheets.latestSheet(session.id, voterRef))!;
  const refused = await cast(voterRef, once).then(
    () => 'taken',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
  return { updates, refused };
}

/** The histories of all runs of a session, from the one that was opened. */
export async function runsOf({ site, session, runId }: Council): Promise<History[]> {
  const runs: History[] = [];
  for (let next: string | null | undefined = runId; next;) {
    const handle: WorkflowHandle = site.service.client.workflow.getHandle(session.handle.workflowId, next);
    runs.push(await historyOf(handle));
    const last = (await handle.fetchHistory()).events?.at(-1);
    next = last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
  }
  return runs;
}

/** The largest thing that the engine was given in one piece: what an event carries. */
export async function largestEvent({ session: { handle } }: Council): Promise<number> {
  const { events } = await handle.fetchHistory();
  return Math.max(...(events ?? []).map(bytesIn));
}

function bytesIn(value: unknown): number {
  if (value instanceof Uint8Array) return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesIn(part), 0);
}

/** Lets the time of the session come. @returns how long until it is closed, and how long its count and its papers took */
export async function closing({
  site,
  session,
}: Council): Promise<{ closedMs: number; countMs: number; papersMs: number }> {
  const startedMs = performance.now();
  const later = { offsetMs: site.service.offsetMs + 5 * DAY_MS };
  await session.handle.executeUpdate(moveClock, { args: [later] });
  await eventually(session.record, (record) => record.status === 'closed', 300_000);
  const closedMs = performance.now() - startedMs;
  await eventually(session.record, (record) => record.papers !== undefined, 300_000);
  const { events } = await session.handle.fetchHistory();
  const took = (activity: string): number => {
    const scheduled = events?.find((e) => e.activityTaskScheduledEventAttributes?.activityType?.name === activity);
    const done = events?.find(
      (e) => Number(e.activityTaskCompletedEventAttributes?.scheduledEventId) === Number(scheduled?.eventId),
    );
    const ms = (at: typeof scheduled): number =>
      Number(at?.eventTime?.seconds) * 1_000 + Number(at?.eventTime?.nanos) / 1e6;
    return ms(done) - ms(scheduled);
  };
  return { closedMs, countMs: took('countSession'), papersMs: took('renderSessionPapers') };
}
