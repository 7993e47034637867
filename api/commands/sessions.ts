import { Problem } from '../../domain/errors';
import { sessionWorkflowId } from '../../domain/ids';
import type { Instant } from '../../domain/time';
import { wallNow } from '../../platform/clock';
import { updateId } from '../../platform/temporal/ask';
import type { NoteRecord, Page, Paging, Paper, RecountBundle, SessionRecord } from '../../platform/store';
import { recountBundle } from '../../platform/store/recount';
import type { SessionFilter } from '../../platform/store/voting';
import type { SessionInput, SessionOrder } from '../../workflows/messages';
import { orderSession as orderUpdate, sessionView } from '../../workflows/messages';
import type { ApiContext, Caller } from '../context';
import { invalid } from '../schemas/parse';
import { mustHaveFiles } from './papers';
import { contentHash, defined, mustBeOfLevel, mustBeSame, mustBeWithin, mustHave, storeOnce } from './shared';
import { startOnce } from './start';

export { createSession, type NewSession } from './session-draft';

export type SecretaryOrder =
  | { readonly type: 'remind' }
  | { readonly type: 'extend'; readonly closesAt: Instant; readonly reason: string }
  | { readonly type: 'closeEarly'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'resend'; readonly member: string }
  | { readonly type: 'minutesSigned'; readonly paper: Paper };

/** A session with who has voted, never how. `turnout` is null when no worker could say so within a second. */
export interface SessionWithTurnout {
  readonly record: SessionRecord;
  readonly turnout: readonly { readonly person: string; readonly voted: boolean; readonly at?: Instant }[] | null;
}

interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly submission: string;
}

/** How long a look at a session waits for a worker. */
const LOOK_MS = 1_000;

/**
 * Starts the session's workflow: it claims its lines and invites. Twice is once.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED, ENGINE_BUSY
 */
export async function openSession(context: ApiContext, { caller, id }: Asked): Promise<SessionRecord> {
  const { store, clock, pack } = context;
  const session = await runnable(context, caller, id);
  if (session.status !== 'draft' && session.status !== 'opening') {
    if (session.status === 'open') return session;
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
  }
  if (session.status === 'draft' && session.closesAt <= clock.now()) throw invalid({ field: 'closesAt', ...tooEarly });
  const opening = session.status === 'opening' ? session : await toOpening(context, session, caller);
  const input: SessionInput = {
    sessionId: id,
    closesAt: opening.closesAt,
    closing: opening.closing,
    level: opening.level,
    lines: opening.lines.map(({ nomination, docket, rule }) => ({ nomination, docket, rule })),
    remindBefore: pack.reminders.workingDaysBefore,
    offsetMs: clock.offsetMs(),
    calendar: await store.calendars.working(),
  };
  await startOnce(context, 'councilSession', sessionWorkflowId(id), input);
  return opening;
}

const tooEarly = { vi: 'Thời điểm này đã qua.', en: 'This time has passed.' };

/** Marks the draft as opening, so that it is opened once; somebody else may have been faster. */
async function toOpening({ store, clock }: ApiContext, session: SessionRecord, caller: Caller): Promise<SessionRecord> {
  const trail = { entity: session._id, key: 'opening', at: clock.now(), actor: caller.actor, type: 'openingOrdered' };
  try {
    return await store.sessions.edit(session._id, session.version, { status: 'opening' }, [trail]);
  } catch (error) {
    const now = await store.sessions.need(session._id);
    if (error instanceof Problem && error.code === 'STATE_CHANGED' && now.status === 'opening') return now;
    throw error;
  }
}

/**
 * What the secretary orders while the session runs.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED, NOT_A_MEMBER, KEY_REUSED, ENGINE_BUSY
 */
export async function orderSession(
  context: ApiContext,
  { caller, id, submission, order: said }: Asked & { readonly order: SecretaryOrder },
): Promise<{ readonly at: Instant; readonly status: string }> {
  const session = await runnable(context, caller, id);
  if (said.type === 'cancel' && (session.status === 'draft' || session.status === 'cancelled')) {
    return cancelDraft(context, session, caller, said.reason);
  }
  const uid = updateId(caller.actor, submission);
  const content = contentHash({ id, said });
  const order = await prepared(context, session, said, uid, caller);
  try {
    const receipt = await context.ask(sessionWorkflowId(id), (handle) =>
      handle.executeUpdate(orderUpdate, { updateId: uid, args: [{ actor: caller.actor, content, order }] }),
    );
    mustBeSame(receipt, content);
    return { at: receipt.at, status: receipt.status };
  } catch (error) {
    // it has ended, or was never opened: its record says where it stands
    if (!(error instanceof Problem) || error.code !== 'NOT_FOUND') throw error;
    throw new Problem('ACTION_NOT_ALLOWED', id, {
      state: session.status,
      allowed: session.status === 'draft' ? ['open'] : [],
    });
  }
}

/** A session that was never opened has no workflow to tell; one that is cancelled stays so. */
async function cancelDraft({ store, clock }: ApiContext, session: SessionRecord, caller: Caller, reason: string) {
  const at = clock.now();
  if (session.status === 'draft') {
    const trail = { entity: session._id, key: 'cancel', at, actor: caller.actor, type: 'cancel', data: { reason } };
    await store.sessions.edit(session._id, session.version, { status: 'cancelled', closedAt: at, reason }, [trail]);
  }
  return { at: session.closedAt ?? at, status: 'cancelled' };
}

/** A session that this caller may run. @throws Problem FORBIDDEN, NOT_FOUND */
async function runnable(context: ApiContext, caller: Caller, id: string): Promise<SessionRecord> {
  mustHave(caller, 'runSessions');
  const session = await needSession(context, caller, id);
  await mustBeOfLevel(context, caller, session.unit);
  return session;
}

/** The order as the engine carries it: reasons and papers stand in a note, members by their random reference. */
async function prepared(
  context: ApiContext,
  session: SessionRecord,
  said: SecretaryOrder,
  uid: string,
  caller: Caller,
): Promise<SessionOrder['order']> {
  const { store, clock } = context;
  const note = async (parts: Pick<NoteRecord, 'reason' | 'paper'>): Promise<string> => {
    await storeOnce(store.notes, { _id: uid, kind: said.type, by: caller.actor, at: clock.now(), ...defined(parts) });
    return uid;
  };
  switch (said.type) {
    case 'remind':
      return said;
    case 'extend':
      return { type: said.type, closesAt: said.closesAt, note: await note({ reason: said.reason }) };
    case 'closeEarly':
      return { type: said.type, at: said.at, note: await note({ reason: said.reason }) };
    case 'cancel':
      return { type: said.type, note: await note({ reason: said.reason }) };
    case 'minutesSigned':
      await mustHaveFiles(context, [session._id], [said.paper], 'paper');
      return { type: said.type, note: await note({ paper: said.paper }) };
    case 'resend': {
      const voterRef = await store.electors.refOf(session._id, said.member);
      if (voterRef === undefined) throw new Problem('NOT_A_MEMBER', `${said.member} in ${session._id}`);
      return { type: said.type, voterRef };
    }
  }
}

/** Sessions that the caller may see, newest first: all at the province, at a unit those of its council. */
export async function listSessions(
  context: ApiContext,
  {
    caller,
    filter,
    paging,
  }: {
    readonly caller: Caller;
    readonly filter: Pick<SessionFilter, 'status' | 'council' | 'nomination'>;
    readonly paging: Paging;
  },
): Promise<Page<SessionRecord>> {
  mustHave(caller, 'readSessions');
  return context.store.sessions.list({ ...filter, ...defined({ unit: caller.unit }) }, paging);
}

/** A session with its turnout. @throws Problem FORBIDDEN, NOT_FOUND */
export async function viewSession(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<SessionWithTurnout> {
  mustHave(caller, 'readSessions');
  const record = await needSession(context, caller, id);
  if (record.status !== 'open' && record.status !== 'closing') {
    return {
      record,
      turnout: record.members.map(({ person, voted, at }) => ({ person, voted: voted ?? false, ...defined({ at }) })),
    };
  }
  return { record, turnout: await turnoutOf(context, record) };
}

/** Who has voted, asked of the running session; null when nobody answers. */
async function turnoutOf(
  { client, store }: ApiContext,
  session: SessionRecord,
): Promise<SessionWithTurnout['turnout']> {
  const handle = client.workflow.getHandle(sessionWorkflowId(session._id));
  try {
    const [view, electors] = await Promise.all([
      client.withDeadline(wallNow() + LOOK_MS, () => handle.query(sessionView)),
      store.electors.all(session._id),
    ]);
    const voted = new Map(view.voted.map((v) => [v.voterRef, v.at]));
    const refs = new Map(electors.map((e) => [e.person, e.voterRef]));
    return session.members.map(({ person }) => {
      const at = voted.get(refs.get(person) ?? '');
      return { person, voted: at !== undefined, ...defined({ at }) };
    });
  } catch {
    return null;
  }
}

/** The bundle with its hash, as the record of the session and its minutes have it. */
export type Recount = RecountBundle & { readonly sha256: string };

/**
 * What is needed to count a closed session again: rules and choices, shuffled and unlinked.
 * @throws Problem FORBIDDEN, NOT_FOUND before it is closed, and for a mixed session with too few sheets
 */
export async function recountOf(
  context: ApiContext,
  { caller, id }: { readonly caller: Caller; readonly id: string },
): Promise<Recount> {
  mustHave(caller, 'readSessions');
  const session = await needSession(context, caller, id);
  const { result } = session;
  const bundle = result && recountBundle(session, result, await context.store.ballots.ofSession(id));
  if (!bundle || result.bundle === undefined) throw new Problem('NOT_FOUND', `no bundle of ${id}`);
  return { ...bundle, sha256: result.bundle };
}

/** @throws Problem NOT_FOUND, also for a session of another unit */
export async function needSession(context: ApiContext, caller: Caller, id: string): Promise<SessionRecord> {
  const session = await context.store.sessions.need(id);
  await mustBeWithin(context, caller, session.unit);
  return session;
}
