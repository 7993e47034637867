import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { LineAction } from '../domain/actions';
import { delivery } from './options';
import type { LineAnswer } from './messages';

const { deliver } = proxyActivities<Activities>(delivery);

export interface DocketLine {
  readonly nomination: string;
  readonly docket: string;
}

/**
 * Says the same thing to every docket that holds one of the lines: one Update per docket, whose id is made of this workflow,
 * the step and the docket, so that saying it again changes nothing.
 */
export async function tellDockets(
  step: string,
  action: LineAction,
  lines: readonly DocketLine[],
): Promise<readonly LineAnswer[]> {
  if (lines.length === 0) return [];
  const { workflowId } = workflowInfo();
  const byDocket = new Map<string, { id: string }[]>();
  for (const line of lines) byDocket.set(line.docket, [...(byDocket.get(line.docket) ?? []), { id: line.nomination }]);
  const messages = [...byDocket].map(([docket, of]) => ({ docket, input: { actor: workflowId, action, lines: of } }));
  const { answers } = await deliver({ key: `${workflowId}/${step}`, messages });
  return answers;
}

/** Claims lines for this workflow: those it got, and those it did not with the reason. */
export async function claimLines<L extends DocketLine>(
  stage: 'council' | 'approval',
  level: 'unit' | 'province',
  lines: readonly L[],
): Promise<{ claimed: readonly L[]; leftOut: readonly { nomination: string; code: string }[] }> {
  const claim = workflowInfo().workflowId;
  const answers = await tellDockets('claim', { type: 'claim', claim, stage, level }, lines);
  const codeOf = new Map(answers.map((a) => [a.id, a.done ? undefined : a.code]));
  return {
    claimed: lines.filter((l) => codeOf.has(l.nomination) && codeOf.get(l.nomination) === undefined),
    leftOut: lines
      .filter((l) => codeOf.get(l.nomination) !== undefined || !codeOf.has(l.nomination))
      .map((l) => ({ nomination: l.nomination, code: codeOf.get(l.nomination) ?? 'NOT_FOUND' })),
  };
}
