import { Problem } from '../../../domain/errors';
import { sessionWorkflowId } from '../../../domain/ids';
import { votesByLink } from '../../../domain/meeting';
import type { Instant } from '../../../domain/time';
import { dayOf } from '../../../domain/time';
import type { NoteRecord, Paper, SessionRecord, SilenceLetter } from '../../../platform/store';
import { updateId } from '../../../platform/temporal/ask';
import type { SessionOrder } from '../../../workflows/messages';
import { orderSession as orderUpdate } from '../../../workflows/messages';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { changeEmail } from '../service/master-data';
import { mustHaveFiles } from '../papers';
import { runnableSession } from './access';
import { preparedLetter } from './silence';
import { contentHash, defined, isWithin, mustBeSame, storeOnce } from '../shared';

export type SecretaryOrder =
  | { readonly type: 'remind' }
  | { readonly type: 'extend'; readonly closesAt: Instant; readonly reason: string }
  | { readonly type: 'closeEarly'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'resend'; readonly member: string }
  | {
      readonly type: 'replaceMember';
      readonly member: string;
      readonly by: string;
      readonly reason: string;
      readonly paper: Paper;
    }
  | { readonly type: 'changeAddress'; readonly member: string; readonly email: string; readonly reason: string }
  | { readonly type: 'dropLine'; readonly nomination: string; readonly reason: string; readonly paper?: Paper }
  | { readonly type: 'minutesSigned'; readonly paper: Paper }
  | ({ readonly type: 'writeLetter' } & SilenceLetter)
  | { readonly type: 'drill' }
  | { readonly type: 'skipDrill'; readonly reason: string };

type OrderOf<T extends SecretaryOrder['type']> = Extract<SecretaryOrder, { type: T }>;

interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly submission: string;
}

/**
 * What the secretary orders while the session runs.
 * @throws Problem FORBIDDEN, NOT_FOUND, VALIDATION, ACTION_NOT_ALLOWED, NOT_A_MEMBER, KEY_REUSED, ENGINE_BUSY
 */
export async function orderSession(
  context: ApiContext,
  { caller, id, submission, order: said }: Asked & { readonly order: SecretaryOrder },
): Promise<{ readonly at: Instant; readonly status: string }> {
  const session = await runnableSession(context, caller, id);
  if (said.type === 'cancel' && (session.status === 'draft' || session.status === 'cancelled')) {
    return cancelDraft(context, session, caller, said.reason);
  }
  const uid = updateId(caller.actor, submission);
  if (said.type === 'dropLine') {
    const before = await droppedBefore(context, session, said, uid);
    if (before) return before;
    if (session.status === 'draft') return dropFromDraft(context, session, said, { uid, caller });
  }
  const content = contentHash({ id, said });
  const order = await prepared(context, session, said, { caller, uid, content });
  const taken = await tellSession(context, session, { caller, uid, content, order });
  // the records follow behind; his link must be dead by now
  if (order.type === 'replaceMember' && said.type === 'replaceMember') {
    await context.links.revoke({ purpose: 'ballot', entity: id, person: said.member });
  }
  return taken;
}

/**
 * Tells a running session what was ordered.
 * @throws Problem ACTION_NOT_ALLOWED when it has ended or was never opened, what the session refuses, KEY_REUSED, ENGINE_BUSY
 */
export async function tellSession(
  context: ApiContext,
  { _id: id, status }: SessionRecord,
  {
    caller,
    uid,
    content,
    order,
  }: {
    readonly caller: Caller;
    readonly uid: string;
    readonly content: string;
    readonly order: SessionOrder['order'];
  },
): Promise<{ readonly at: Instant; readonly status: string }> {
  try {
    const receipt = await context.ask(sessionWorkflowId(id), (handle) =>
      handle.executeUpdate(orderUpdate, { updateId: uid, args: [{ actor: caller.actor, content, order }] }),
    );
    mustBeSame(receipt, content);
    return { at: receipt.at, status: receipt.status };
  } catch (error) {
    // its record says where it stands
    if (!(error instanceof Problem) || error.code !== 'NOT_FOUND') throw error;
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: status, allowed: status === 'draft' ? ['open'] : [] });
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

/** What the same submission has taken off a draft before, whatever has become of the session since. @throws Problem KEY_REUSED */
async function droppedBefore(
  { store }: ApiContext,
  session: SessionRecord,
  { nomination, reason }: OrderOf<'dropLine'>,
  uid: string,
) {
  if (session.lines.some((line) => line.nomination === nomination)) return undefined;
  const trail = await store.audit.trail(session._id);
  const before = trail.find(({ type, data }) => type === 'dropLine' && data['submission'] === uid);
  if (!before) return undefined;
  mustBeSame(
    { content: contentHash([before.data['nomination'], before.data['reason']]) },
    contentHash([nomination, reason]),
  );
  return { at: before.at, status: 'draft' };
}

/** Takes a line off the agenda of a session that nobody has been told of yet. */
async function dropFromDraft(
  { store, clock }: ApiContext,
  session: SessionRecord,
  { nomination, reason }: OrderOf<'dropLine'>,
  { uid, caller }: { readonly uid: string; readonly caller: Caller },
) {
  const at = clock.now();
  const lines = session.lines.filter((l) => l.nomination !== nomination).map((l, i) => ({ ...l, no: i + 1 }));
  if (lines.length === session.lines.length) throw new Problem('NOT_CLAIMED', `${nomination} in ${session._id}`);
  if (lines.length === 0) {
    throw new Problem('ACTION_NOT_ALLOWED', 'the last line', { state: session.status, allowed: ['cancel'] });
  }
  const data = { nomination, reason, submission: uid };
  const trail = { entity: session._id, key: `drop/${nomination}`, at, actor: caller.actor, type: 'dropLine', data };
  await store.sessions.edit(session._id, session.version, { lines }, [trail]);
  return { at, status: session.status };
}

/**
 * The order as the engine carries it: reasons and papers stand in a note, members by their random reference.
 * @throws Problem KEY_REUSED before anything is done, when something else was asked under this id
 */
async function prepared(
  context: ApiContext,
  session: SessionRecord,
  said: SecretaryOrder,
  { caller, uid, content }: { readonly caller: Caller; readonly uid: string; readonly content: string },
): Promise<SessionOrder['order']> {
  const { store, clock } = context;
  const note = async (parts: Pick<NoteRecord, 'reason' | 'paper' | 'letter'>): Promise<string> => {
    const [by, at] = [caller.actor, clock.now()];
    await storeOnce(store.notes, { _id: uid, kind: said.type, by, at, content, ...defined(parts) });
    return uid;
  };
  // said again, the session gives its first receipt, whatever has become of it since; what was looked at the first time is the same
  const first = await store.notes.get(uid);
  if (first) mustBeSame({ content: first.content ?? '' }, content);
  const again = first !== undefined;
  switch (said.type) {
    case 'remind':
    case 'drill':
      return said;
    case 'extend':
      return { type: said.type, closesAt: said.closesAt, note: await note({ reason: said.reason }) };
    case 'closeEarly':
      return { type: said.type, at: said.at, note: await note({ reason: said.reason }) };
    case 'cancel':
    case 'skipDrill':
      return { type: said.type, note: await note({ reason: said.reason }) };
    case 'minutesSigned':
      await mustHaveFiles(context, [session._id], [said.paper], 'paper');
      return { type: said.type, note: await note({ paper: said.paper }) };
    case 'writeLetter': {
      const { to, subject, text } = said;
      const letter = { to, subject, text };
      if (!again) mustBeOpen(session);
      const about = await preparedLetter(context, session, letter).catch((error: unknown) => {
        // they may all have voted by now
        if (again && error instanceof Problem && error.code !== 'ENGINE_BUSY') return [];
        throw error;
      });
      return { type: said.type, about, note: await note({ letter }) };
    }
    case 'resend': {
      return { type: said.type, voterRef: await refOf(context, session, said.member) };
    }
    case 'changeAddress': {
      const { member, email, reason } = said;
      if (!first) mustBeOpen(session);
      const voterRef = first
        ? ((await store.electors.refOf(session._id, member)) ?? '')
        : await refOf(context, session, member);
      // after the end nothing is left to be mended, and an address that he was given since the first time stays
      const changes = session.status === 'open' && !(first && (await wasMoved(context, member, first.at)));
      if (changes) await mustKeepAddress(context, caller, member);
      const order = { type: said.type, voterRef, note: await note({ reason }) };
      if (changes) await changeEmail(context, { caller, person: member, email });
      return order;
    }
    case 'replaceMember': {
      if (!again) mustBeOpen(session);
      const { member, by, reason, paper } = said;
      if (!votesByLink(session, member)) {
        if (!again) await mustReplaceAtMeeting(context, session, member, by, paper);
        return { type: 'replaceAtMeeting', member, by, note: await note({ reason, paper }) };
      }
      // he may be forgotten by now
      if (again) {
        const [ref = '', fresh = ''] = await Promise.all([member, by].map((p) => store.electors.refOf(session._id, p)));
        return { type: said.type, voterRef: ref, by: fresh, note: await note({ reason, paper }) };
      }
      const voterRef = await refOf(context, session, member);
      await mustReplace(context, session, member, by);
      await mustHaveFiles(context, [session._id], [paper], 'paper');
      const drawn = await store.electors.drawElectorate(session._id, [by]);
      const fresh = drawn.find((e) => e.person === by)!.voterRef;
      return { type: said.type, voterRef, by: fresh, note: await note({ reason, paper }) };
    }
    case 'dropLine': {
      if (!again) mustBeOpen(session);
      const { nomination, reason, paper } = said;
      if (!paper) throw invalid({ field: 'paper', ...refused('session.needsPaper') });
      if (!again) await mustHaveFiles(context, [session._id], [paper], 'paper');
      return { type: said.type, nomination, note: await note({ reason, paper }) };
    }
  }
}

/** @throws Problem NOT_A_MEMBER */
async function refOf({ store }: ApiContext, { _id, members }: SessionRecord, person: string): Promise<string> {
  const voterRef = members.some((m) => m.person === person) ? await store.electors.refOf(_id, person) : undefined;
  if (voterRef === undefined) throw new Problem('NOT_A_MEMBER', `${person} in ${_id}`);
  return voterRef;
}

/** @throws Problem ACTION_NOT_ALLOWED when it is known not to be open, so that nothing is written in its name */
function mustBeOpen({ _id, status }: SessionRecord): void {
  if (status !== 'open') throw new Problem('ACTION_NOT_ALLOWED', _id, { state: status, allowed: [] });
}

/** @throws Problem NOT_A_MEMBER, ALREADY_A_MEMBER, VALIDATION */
async function mustReplaceAtMeeting(
  context: ApiContext,
  session: SessionRecord,
  member: string,
  by: string,
  paper: Paper,
): Promise<void> {
  if (!session.members.some((m) => m.person === member))
    throw new Problem('NOT_A_MEMBER', `${member} in ${session._id}`);
  await mustReplace(context, session, member, by);
  await mustHaveFiles(context, [session._id], [paper], 'paper');
}

/** The council must have changed first: its version in force has the one and not the other. @throws Problem VALIDATION */
async function mustReplace(
  { store, clock }: ApiContext,
  session: SessionRecord,
  member: string,
  by: string,
): Promise<void> {
  if (session.members.some((m) => m.person === by)) throw new Problem('ALREADY_A_MEMBER', `${by} in ${session._id}`);
  const version = await store.councils.inForce(session.council, dayOf(clock.now()));
  const has = (person: string): boolean => version?.members.some((m) => m.person === person) ?? false;
  if (has(by) && !has(member)) return;
  throw invalid({ field: 'by', ...refused('session.enterCouncil') });
}

/**
 * A council has members of other agencies too. Where one is written to stands in his own record, by which he may sign for an authority as
 * well: it is changed by those who keep the record. @throws Problem VALIDATION
 */
async function mustKeepAddress(context: ApiContext, caller: Caller, member: string): Promise<void> {
  const { unit } = await context.store.people.need(member);
  if (!(await isWithin(context, caller, unit))) throw invalid({ field: 'email', ...keptElsewhere });
}

/** Whether a person was given another address since then, by this order or a later one. */
async function wasMoved({ store }: ApiContext, person: string, since: Instant): Promise<boolean> {
  const emailIn = (record: unknown): unknown => (record as { readonly email?: unknown } | undefined)?.email;
  const trail = await store.audit.trail(`people/${person}`);
  return trail.some(({ at, data }) => at >= since && emailIn(data['before']) !== emailIn(data['after']));
}

const keptElsewhere = refused('session.memberOfOther');
