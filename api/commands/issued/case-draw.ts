import { caseWorkflowId } from '../../../domain/ids';
import { updateId } from '../../../platform/temporal/ask';
import { drawCase } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { needCase } from './case-access';
import type { CaseOutcome } from './cases';
import { mustBeOfLevel, mustHave, takesNothing, unlessEnded } from '../shared';

/**
 * Has the paper of a case drawn again that could not be printed, after what it says was mended: the name of a unit, a post. Twice
 * is once. Whether it could be drawn the case says a moment later.
 * @throws Problem FORBIDDEN, NOT_FOUND, ACTION_NOT_ALLOWED when nothing is left to draw, ENGINE_BUSY
 */
export async function drawCasePaper(
  context: ApiContext,
  { caller, id, submission }: { readonly caller: Caller; readonly id: string; readonly submission: string },
): Promise<CaseOutcome> {
  mustHave(caller, 'writeCases');
  const record = await needCase(context, caller, id);
  await mustBeOfLevel(context, caller, record.unit);
  const nothing = takesNothing(record);
  if (record.undrawn === undefined) throw nothing;
  const uid = updateId(caller.actor, submission);
  // it may have been cancelled, or drawn, meanwhile
  const drawn = await unlessEnded(nothing, () =>
    context.ask(caseWorkflowId(id), (handle) => handle.executeUpdate(drawCase, { updateId: uid })),
  );
  return { at: context.clock.now(), ...drawn };
}
