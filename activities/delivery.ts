import { createHash } from 'node:crypto';
import { Context } from '@temporalio/activity';
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
    const id = updateId(input.actor, `${key}/${docket}`);
    try {
      const { lines } = await send(docket, id, input);
      return await onceTheCalendarIsThere(docket, id, input, lines);
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'ENGINE_BUSY') throw error;
      return refusals(error, input);
    }
  }

  async function send(docket: string, id: string, input: Omit<ActInput, 'content'>): Promise<ActReceipt> {
    const content = createHash('sha256').update(JSON.stringify(input)).digest('hex');
    return await ask(docketWorkflowId(docket), (handle) =>
      handle.executeUpdate<ActReceipt, [ActInput]>('act', { updateId: id, args: [{ ...input, content }] }),
    );
  }

  /**
   * A line whose next period needs a year that nobody has entered yet must not lose the outcome: it is told again, under an id
   * of this attempt, until the calendar is there.
   */
  async function onceTheCalendarIsThere(
    docket: string,
    id: string,
    input: Omit<ActInput, 'content'>,
    answers: readonly LineAnswer[],
  ): Promise<readonly LineAnswer[]> {
    const waiting = new Set(answers.filter((a) => !a.done && a.code === 'CALENDAR_ENDS').map((a) => a.id));
    if (waiting.size === 0) return answers;
    const { attempt } = Context.current().info;
    const again = { ...input, lines: input.lines.filter((l) => waiting.has(l.id)) };
    const { lines } = await send(docket, `${id}/${attempt}`, again);
    if (lines.some((l) => !l.done && l.code === 'CALENDAR_ENDS')) {
      throw new Problem('STORE_BUSY', `the working calendar ends before the next step of ${docket}`);
    }
    return [...answers.filter((a) => !waiting.has(a.id)), ...lines];
  }
}

/** A refusal of the whole message, as answers of its lines. */
function refusals(problem: Problem, input: Omit<ActInput, 'content'>): readonly LineAnswer[] {
  const listed = problem.data['lines'];
  if (problem.code === 'ALL_REFUSED' && Array.isArray(listed)) return listed as LineAnswer[];
  return input.lines.map(({ id }) => ({ id, done: false, code: problem.code }));
}
