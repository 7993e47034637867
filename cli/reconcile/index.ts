import { Problem } from '../../domain/errors';
import { campaignKind } from './campaign';
import { caseKind } from './case';
import { docketKind } from './docket';
import { mends, type Finding } from './finding';
import { listed, processOf, type ProcessKind, type Tools } from './process';
import { proposalKind } from './proposal';
import { sessionKind } from './session';

/**
 * In this order: sessions and proposals speak to dockets, so these are looked at first; cases are about what a proposal has issued. Campaigns stand alone.
 * Another kind is one entry here.
 */
const kinds: readonly ProcessKind[] = [docketKind, sessionKind, proposalKind, caseKind, campaignKind];

export interface Report {
  /** Processes that were compared. */
  readonly compared: number;
  readonly findings: readonly Finding[];
}

/**
 * Compares every process that is under way, by its record or by the engine, with its records, and mends what is behind on either side
 * by what the service itself writes and says with. Twice is once; safe beside a running service, since every write names the version
 * that it stands for.
 */
export async function reconcile(tools: Tools): Promise<Report> {
  const findings: Finding[] = [];
  let compared = 0;
  for (const kind of kinds) {
    for (const id of await underWay(tools, kind)) {
      compared += 1;
      findings.push(...(await checked(tools, kind, id)));
    }
  }
  return { compared, findings };
}

/** 0: all agree, or do so now. 1: something is left, for a person or (in a dry run) for this program. */
export const exitCodeOf = ({ findings }: Report): number => (findings.every((found) => found.mended) ? 0 : 1);

/** How many of what was found wait for a person. */
export const leftIn = ({ findings }: Report): number => findings.filter(({ what }) => !mends.has(what)).length;

async function checked(tools: Tools, kind: ProcessKind, id: string): Promise<readonly Finding[]> {
  const process = processOf(tools, kind.workflowId(id));
  try {
    return await kind.check(tools, id, process);
  } catch (error) {
    if (error instanceof Problem && error.code === 'ENGINE_BUSY') return [listed(process.id, 'silent')];
    throw error;
  }
}

/**
 * Whose record says that they are under way, whom the engine says to be running, and those that have ended in the engine and not in
 * the records: of these a restore of the records may have lost the end, or the beginning as well.
 */
async function underWay(tools: Tools, kind: ProcessKind): Promise<ReadonlySet<string>> {
  const { client, taskQueue } = tools.context;
  const ids = new Set<string>();
  for await (const id of kind.open(tools)) ids.add(id);
  const prefix = kind.workflowId('');
  const ended: string[] = [];
  const query = `WorkflowType = '${kind.type}' AND ExecutionStatus IN ('Running', 'Completed')`;
  for await (const { workflowId, status, taskQueue: queue } of client.workflow.list({ query })) {
    if (queue !== taskQueue || !workflowId.startsWith(prefix)) continue;
    const id = workflowId.slice(prefix.length);
    if (status.name === 'RUNNING') ids.add(id);
    else ended.push(id);
  }
  const over = await kind.over(tools, ended);
  for (const id of ended) if (!over.has(id)) ids.add(id);
  return ids;
}
