import { docketWorkflowId } from '../../../domain/ids';
import { wallNow } from '../../../platform/clock';
import type { NominationRecord } from '../../../platform/store';
import { docketView } from '../../../workflows/messages';
import type { ApiContext } from '../../context';

/** How long a look at a dossier waits for a worker. */
const LOOK_MS = 1_000;

/**
 * Whether the process itself stands where the record says: `same`, `behind` (the record is being written, look again), or
 * `unknown` when no worker answers within a second. A draft has no process.
 */
export async function standingOf(
  { client }: Pick<ApiContext, 'client'>,
  { _id, docket, line, version, status }: NominationRecord,
): Promise<'same' | 'behind' | 'unknown'> {
  if (docket === undefined || !line || line.end) return 'same';
  try {
    const handle = client.workflow.getHandle(docketWorkflowId(docket));
    const view = await client.withDeadline(wallNow() + LOOK_MS, () => handle.query(docketView));
    const own = view.lines.find((one) => one.id === _id);
    return own?.version === version && own.status === status ? 'same' : 'behind';
  } catch {
    return 'unknown';
  }
}
