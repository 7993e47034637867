import { Problem } from '../../../domain/errors';
import type { Instant } from '../../../domain/time';
import { msOf } from '../../../domain/time';
import { moveClock } from '../../../workflows/messages';
import type { ApiContext, Caller } from '../../context';
import { mustHave } from '../shared';

/** Workflows that are told at the same time. */
const AT_ONCE = 8;
/** The lists of the engine lag behind by moments: workflows that were just started are looked for again. */
const LOOKS = 3;

export interface ClockMoved {
  readonly now: Instant;
  /** How many running processes go by the new time. */
  readonly moved: number;
  /** How many could not be told; they take the time over with the next move. */
  readonly unreachable: number;
}

/**
 * Moves the business clock of a rehearsal, of this process and of every running workflow.
 * @throws Problem FORBIDDEN, NOT_REHEARSAL, CLOCK_BACKWARDS
 */
export async function moveRehearsalClock(
  context: ApiContext,
  { caller, to }: { readonly caller: Caller; readonly to: Instant },
): Promise<ClockMoved> {
  const { clock, rehearsal } = context;
  mustHave(caller, 'moveClock');
  if (!rehearsal) throw new Problem('NOT_REHEARSAL');
  const offsetMs = msOf(to) - (msOf(clock.now()) - clock.offsetMs());
  await clock.moveTo(offsetMs);

  const told = new Map<string, boolean>();
  for (let look = 1; look <= LOOKS; look += 1) {
    const news = (await running(context)).filter((id) => !told.has(id));
    if (news.length === 0) break;
    for (let from = 0; from < news.length; from += AT_ONCE) {
      const part = news.slice(from, from + AT_ONCE);
      const outcomes = await Promise.all(part.map((id) => tell(context, id, offsetMs)));
      part.forEach((id, i) => told.set(id, outcomes[i]!));
    }
  }
  const moved = [...told.values()].filter(Boolean).length;
  return { now: clock.now(), moved, unreachable: told.size - moved };
}

/** Ids of the running processes of the service. */
async function running({ client, taskQueue }: ApiContext): Promise<string[]> {
  const types = ['docket', 'councilSession', 'proposal', 'case', 'campaign', 'nextCampaign', 'daily']
    .map((type) => `"${type}"`)
    .join(', ');
  const query = `TaskQueue = "${taskQueue}" AND WorkflowType IN (${types}) AND ExecutionStatus = "Running"`;
  const ids: string[] = [];
  for await (const { workflowId } of client.workflow.list({ query })) ids.push(workflowId);
  return ids;
}

/** @returns whether it goes by the new time; one that has ended meanwhile needs none */
async function tell({ ask, log }: ApiContext, workflowId: string, offsetMs: number): Promise<boolean> {
  try {
    await ask(workflowId, (handle) =>
      handle.executeUpdate(moveClock, { updateId: `clock-${offsetMs}`, args: [{ offsetMs }] }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'NOT_FOUND' || error.code === 'CLOCK_BACKWARDS') return true;
    log.warn({ code: error.code }, 'a process was not told of the moved clock');
    return false;
  }
}
