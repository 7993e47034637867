import { createHash } from 'node:crypto';
import { Problem } from '../domain/errors';
import { docketWorkflowId } from '../domain/ids';
import { updateId } from '../platform/temporal/ask';
import type { ActInput, ActReceipt, LineAnswer } from '../workflows/messages';
import type { Activities, Delivery } from './index';
import type { ActivityContext } from './context';

/** Dockets that are told at the same time. */
const AT_ONCE = 8;

/** Tells dockets what a session or proposal has to say: one Update each, under an id that a second run finds again. */
export function deliveryActivities({ ask }: ActivityContext): Pick<Activities, 'deliver'> {
  return {
    async deliver({ key, messages }: Delivery) {
      const answers: LineAnswer[] = [];
      for (let from = 0; from < messages.length; from += AT_ONCE) {
        const part = messages.slice(from, from + AT_ONCE);
        answers.push(...(await Promise.all(part.map((message) => tell(key, message)))).flat());
      }
      return { answers };
    },
  };

  async function tell(key: string, { docket, input }: Delivery['messages'][number]): Promise<readonly LineAnswer[]> {
    const content = createHash('sha256').update(JSON.stringify(input)).digest('hex');
    const id = updateId(input.actor, `${key}/${docket}`);
    try {
      const receipt = await ask(docketWorkflowId(docket), (handle) =>
        handle.executeUpdate<ActReceipt, [ActInput]>('act', { updateId: id, args: [{ ...input, content }] }),
      );
      return receipt.lines;
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'ENGINE_BUSY') throw error;
      return refusals(error, input);
    }
  }
}

/** A refusal of the whole message, as answers of its lines. */
function refusals(problem: Problem, input: Omit<ActInput, 'content'>): readonly LineAnswer[] {
  const listed = problem.data['lines'];
  if (problem.code === 'ALL_REFUSED' && Array.isArray(listed)) return listed as LineAnswer[];
  return input.lines.map(({ id }) => ({ id, done: false, code: problem.code }));
}
