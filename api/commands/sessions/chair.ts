import { Problem } from '../../../domain/errors';
import type { Instant } from '../../../domain/time';
import type { Paper } from '../../../platform/store';
import { updateId } from '../../../platform/temporal/ask';
import { refused } from '../../../templates/words';
import type { ApiContext, Caller } from '../../context';
import { invalid } from '../../schemas/parse';
import { mustHaveFiles } from '../papers';
import { runnableSession } from './access';
import { tellSession } from './orders';
import { contentHash, mustBeSame, storeOnce } from '../shared';

/**
 * Enters what the chair, or who presided in his place, has decided on a tie that the regulation leaves to him: the line goes on
 * by it. Once; nobody decides on a line on which he does not vote.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED, NO_TIE, VALIDATION, KEY_REUSED, ENGINE_BUSY
 */
export async function decideTie(
  context: ApiContext,
  asked: {
    readonly caller: Caller;
    readonly id: string;
    readonly nomination: string;
    readonly submission: string;
    readonly decision: 'yes' | 'no';
    readonly by: string;
    readonly paper: Paper;
  },
): Promise<{ readonly at: Instant; readonly status: string }> {
  const { caller, id, nomination, submission, decision, by, paper } = asked;
  const { store, clock } = context;
  const session = await runnableSession(context, caller, id);
  const uid = updateId(caller.actor, submission);
  const content = contentHash({ id, nomination, decision, by, paper });
  // said again, the session gives its first receipt
  const first = await store.notes.get(uid);
  if (first) mustBeSame({ content: first.content ?? '' }, content);
  else {
    if (!session.result) throw new Problem('ACTION_NOT_ALLOWED', id, { state: session.status, allowed: [] });
    const line = session.lines.find((l) => l.nomination === nomination);
    const tally = session.result.lines.find((l) => l.nomination === nomination)?.tally;
    if (!line || !tally?.awaitsChair) throw new Problem('NO_TIE', `${nomination} in ${id}`);
    const locked = [
      ...line.recused,
      ...(session.recusals ?? []).filter((r) => r.nomination === nomination).map((r) => r.person),
    ];
    if (!session.members.some((m) => m.person === by) || locked.includes(by)) {
      throw invalid({ field: 'by', ...refused('session.notAVoter') });
    }
    await mustHaveFiles(context, [id], [paper], 'paper');
  }
  const { actor } = caller;
  await storeOnce(store.notes, { _id: uid, kind: 'chairDecides', by: actor, at: clock.now(), content, paper });
  const order = { type: 'chairDecides', nomination, decision, by, note: uid } as const;
  return tellSession(context, session, { caller, uid, content, order });
}
