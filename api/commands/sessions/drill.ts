import { sessionWorkflowId } from '../../../domain/ids';
import type { DrillReport } from '../../../domain/drill';
import { updateId } from '../../../platform/temporal/ask';
import { orderSession } from '../../../workflows/messages';
import type { ApiContext } from '../../context';
import { contentHash } from '../shared';

/**
 * Tells a session whose invitations wait what a drill has met. No door does: only who works with the secrets of the service can.
 * @throws Problem ACTION_NOT_ALLOWED when they have left, NOT_FOUND, ENGINE_BUSY
 */
export async function reportDrill(
  { ask }: Pick<ApiContext, 'ask'>,
  { id, report, submission }: { readonly id: string; readonly report: DrillReport; readonly submission: string },
): Promise<void> {
  const actor = 'service';
  const order = { type: 'drillReport' as const, report };
  await ask(sessionWorkflowId(id), (handle) =>
    handle.executeUpdate(orderSession, {
      updateId: updateId(actor, submission),
      args: [{ actor, content: contentHash({ id, report }), order }],
    }),
  );
}
