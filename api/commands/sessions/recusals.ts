import { Problem } from '../../../domain/errors';
import type { Instant } from '../../../domain/time';
import { updateId } from '../../../platform/temporal/ask';
import type { ApiContext, Caller } from '../../context';
import { runnableSession } from './access';
import { storeOnce } from '../shared';

/**
 * Lifts what a member has declared on a line: he may vote on it again, by a new sheet; until then his last one counts as it is.
 * Whether he had declared anything is not answered: nobody but himself learns of it before closing.
 * @throws Problem FORBIDDEN, NOT_FOUND, NOT_A_MEMBER, ACTION_NOT_ALLOWED, KEY_REUSED
 */
export async function liftRecusal(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    readonly id: string;
    readonly member: string;
    readonly nomination: string;
    readonly submission: string;
    readonly reason: string;
  },
): Promise<{ readonly at: Instant; readonly status: string }> {
  const { caller, id, member, nomination, submission, reason } = asked;
  const { store, clock } = context;
  const session = await runnableSession(context, caller, id);
  if (session.status !== 'open') {
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
  }
  const line = session.lines.find((l) => l.nomination === nomination);
  if (!line) throw new Problem('NOT_FOUND', `${nomination} is not on the agenda of ${id}`);
  if (line.recused.includes(member))
    throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
  // the reason names member and line, so that one submission stands for one act
  const note = await storeOnce(store.notes, {
    _id: updateId(caller.actor, submission),
    kind: 'liftRecusal',
    by: caller.actor,
    at: clock.now(),
    reason,
    citation: `${id}/${nomination}/${member}`,
  });
  if (!(await store.electors.lift(id, member, nomination, note.at))) {
    throw new Problem('NOT_A_MEMBER', `${member} in ${id}`);
  }
  const data = { member, nomination, note: note._id };
  await store.audit.append([
    { entity: id, key: note._id, at: note.at, actor: caller.actor, type: 'liftRecusal', data },
  ]);
  return { at: note.at, status: session.status };
}
