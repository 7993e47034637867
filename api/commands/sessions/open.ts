import { Problem } from '../../../domain/errors';
import { sessionWorkflowId } from '../../../domain/ids';
import { outOfReach, whyOutOfReach } from '../../../domain/recusal';
import { dayOf } from '../../../domain/time';
import type { SessionLine, SessionRecord } from '../../../platform/store';
import { withLocks } from '../../../platform/store/relations';
import type { SessionInput } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { runnableSession } from './access';
import { defined } from '../shared';
import { startOnce } from '../start';

/** A line that is voted on although it cannot reach its threshold, and why. */
export interface Accepted {
  readonly nomination: string;
  readonly reason: string;
}

interface Opening {
  readonly caller: Caller;
  readonly id: string;
  /** Version of the draft that the caller has read. */
  readonly expects?: number;
  readonly accepting?: readonly Accepted[];
  /** Its invitations wait until a drill with mail scanners is passed. */
  readonly drill?: boolean;
}

/**
 * Starts the session's workflow: it claims its lines and invites. Twice is once.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, STATE_CHANGED, ACTION_NOT_ALLOWED, OUT_OF_REACH, ENGINE_BUSY
 */
export async function openSession(
  context: ApiContext,
  { caller, id, expects, accepting = [], drill = false }: Opening,
): Promise<SessionRecord> {
  const { clock } = context;
  const session = await runnableSession(context, caller, id);
  if (session.status !== 'draft' && session.status !== 'opening') {
    if (session.status === 'open') return session;
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
  }
  // what is opening was read by whoever opened it first
  if (session.status === 'draft' && expects !== undefined && expects !== session.version) {
    throw new Problem('STATE_CHANGED', id);
  }
  if (session.status === 'draft' && session.closesAt <= clock.now()) throw invalid({ field: 'closesAt', ...tooEarly });
  if (drill && session.kind === 'meeting') throw invalid({ field: 'drill', ...nobodyInvited });
  const opening = session.status === 'opening' ? session : await toOpening(context, session, caller, accepting, drill);
  await startSession(context, opening);
  return opening;
}

/** Starts the process of a session as its record says, unless it runs or has run. @throws Problem ENGINE_BUSY */
export async function startSession(context: ApiContext, record: SessionRecord): Promise<void> {
  const { store, clock, pack } = context;
  const input: SessionInput = {
    sessionId: record._id,
    version: record.version,
    closesAt: record.closesAt,
    closing: record.closing,
    kind: record.kind,
    level: record.level,
    lines: record.lines.map(({ nomination, docket, rule }) => ({ nomination, docket, rule })),
    reminders: pack.reminders,
    // as it was said first, whoever opens it again
    ...(record.drill ? { drill: true } : {}),
    offsetMs: clock.offsetMs(),
    calendar: await store.calendars.working(),
  };
  await startOnce(context, 'councilSession', sessionWorkflowId(record._id), input);
}

const nobodyInvited = refused('session.noDrill');
const tooEarly = refused('timeOver');

/** Marks the draft as opening, so that it is opened once; somebody else may have been faster. */
async function toOpening(
  context: ApiContext,
  session: SessionRecord,
  caller: Caller,
  accepting: readonly Accepted[],
  drill: boolean,
): Promise<SessionRecord> {
  const { store, clock } = context;
  const held = drill ? { drill: { status: 'waiting' as const, at: clock.now() } } : {};
  const lines = await withAccepted(context, session, accepting);
  const trail = {
    entity: session._id,
    key: 'opening',
    at: clock.now(),
    actor: caller.actor,
    type: 'openingOrdered',
    ...(accepting.length === 0 ? {} : { data: { accepting } }),
  };
  try {
    return await store.sessions.edit(session._id, session.version, { status: 'opening', lines, ...held }, [trail]);
  } catch (error) {
    const now = await store.sessions.need(session._id);
    if (error instanceof Problem && error.code === 'STATE_CHANGED' && now.status === 'opening') return now;
    throw error;
  }
}

/**
 * The lines with the reasons for those that cannot reach their threshold: by the council of today, as opening will find it.
 * @throws Problem OUT_OF_REACH with the lines that have no reason yet, VALIDATION for a reason that no line needs
 */
async function withAccepted(
  { store, clock }: ApiContext,
  { council, unit, lines }: SessionRecord,
  accepting: readonly Accepted[],
): Promise<readonly SessionLine[]> {
  const members = (await store.councils.inForce(council, dayOf(clock.now())))?.members.map((m) => m.person) ?? [];
  const out = outOfReach(await withLocks(store, { unit }, lines, members), members.length);
  const needless = accepting.flatMap(({ nomination }, i) =>
    out.some((o) => o.nomination === nomination) ? [] : [{ field: `accepting.${i}.nomination`, ...withinReach }],
  );
  if (needless.length > 0) throw invalid(...needless);
  const reasons = new Map(accepting.map((a) => [a.nomination, a.reason]));
  const open = out.filter((o) => !reasons.has(o.nomination));
  if (open.length > 0) {
    throw new Problem('OUT_OF_REACH', open.map((o) => o.nomination).join(', '), {
      outOfReach: open.map((o) => ({ ...o, why: whyOutOfReach(o) })),
    });
  }
  return lines.map((l) => ({ ...l, ...defined({ accepted: reasons.get(l.nomination) }) }));
}

const withinReach = refused('session.noReason');
