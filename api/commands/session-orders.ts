import { Problem } from '../../domain/errors';
import { sessionWorkflowId } from '../../domain/ids';
import type { Instant } from '../../domain/time';
import type { NoteRecord, Paper, SessionRecord } from '../../platform/store';
import { updateId } from '../../platform/temporal/ask';
import type { SessionOrder } from '../../workflows/messages';
import { orderSession as orderUpdate } from '../../workflows/messages';
import type { ApiContext, Caller } from '../context';
import { mustHaveFiles } from './papers';
import { runnableSession } from './session-access';
import { contentHash, defined, mustBeSame, storeOnce } from './shared';

export type SecretaryOrder =
  | { readonly type: 'remind' }
  | { readonly type: 'extend'; readonly closesAt: Instant; readonly reason: string }
  | { readonly type: 'closeEarly'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'resend'; readonly member: string }
  | { readonly type: 'minutesSigned'; readonly paper: Paper };

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
