import { confirmTotals, enterTotals, readTotals } from '../commands/sessions/totals';
import { defined } from '../commands/shared';
import { order } from '../schemas/answers/proposals';
import { totalsAnswer, totalsRead } from '../schemas/answers/totals';
import { confirmedTotals, meetingTotals, totalsOf } from '../schemas/sessions';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';

/** Totals of a meeting: entered, read back, and counted once somebody has confirmed them. */

const tag = 'sessions' as const;

export const sessionTotalsRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/sessions/:id/totals',
    tag,
    summary:
      'Enter the totals of the counting minutes of a meeting, with their scan; they are read back and do not count yet',
    description:
      'What does not fit is named by its field. Totals that are entered anew take the place of the ones before, until they are ' +
      'confirmed. Of a meeting each line comes with what it would come to; of a mixed session nobody learns it before the count.',
    right: 'runSessions',
    params: byId,
    body: meetingTotals,
    answers: { 200: totalsRead },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'TOTALS_COUNTED', 'KEY_REUSED', 'ENGINE_BUSY'],
    async handle({ context, caller, params, body, submission }) {
      const { paper } = body;
      const asked = { caller, id: params.id, submission, totals: totalsOf(body), paper };
      return { body: totalsAnswer(await enterTotals(context, asked)) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/sessions/:id/totals',
    tag,
    summary: 'The totals of a meeting that were entered last and wait to be confirmed',
    right: 'runSessions',
    params: byId,
    answers: { 200: totalsRead },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'TOTALS_COUNTED'],
    async handle({ context, caller, params }) {
      return { body: totalsAnswer(await readTotals(context, { caller, ...params })) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/totals/confirm',
    tag,
    summary: 'Confirm the totals that were read back: the session is counted, for good',
    description:
      'By another caller than the one who entered them; or by the same one, who names in `checkedBy` who of the counting board has ' +
      'compared them with the minutes.',
    right: 'runSessions',
    params: byId,
    body: confirmedTotals,
    answers: { 200: order },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'TOTALS_COUNTED', 'STATE_CHANGED', 'KEY_REUSED', 'ENGINE_BUSY'],
    async handle({ context, caller, params, body, submission }) {
      const said = { totals: body.totals, ...defined({ checkedBy: body.checkedBy }) };
      return { body: await confirmTotals(context, { caller, id: params.id, submission, ...said }) };
    },
  }),
];
