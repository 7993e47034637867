import { z } from 'zod';
import { printSlips } from '../commands/sessions/slips';
import { defined } from '../commands/shared';
import { code, distinct, id, prose } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';

const PDF = 'application/pdf';
const tag = 'sessions' as const;
const refuses = [
  'NOT_FOUND',
  'ACTION_NOT_ALLOWED',
  'NOT_A_MEMBER',
  'STATE_CHANGED',
  'KEY_REUSED',
  'NOT_PRINTABLE',
] as const;
const reason = prose(2_000).meta({ description: 'Why it is handed over on paper; on record by name' });
const about =
  'Whoever holds the page can vote in the place of the member, so every printing is an entry of the trail, and the member is shown ' +
  'on his sheet that and when it was printed. The page is kept nowhere: the same Idempotency-Key prints it again. Of a session ' +
  'with step-up it bears the number that the member is asked for; a new page makes the number of the one before worthless, is ' +
  'asked for anew, and lifts a lock.';

/** Paper invitations of an open session. They are posted: to print one is an act, though nothing of it is kept. */
export const sessionSlipRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/sessions/:id/members/:code/slip',
    tag,
    summary: 'Print the paper invitation of a member: his link with QR code, to be handed over sealed',
    description: about,
    right: 'runSessions',
    params: z.strictObject({ id, code }),
    body: z.strictObject({ reason }),
    answers: { 200: PDF },
    refuses,
    async handle({ context, caller, params, body, submission }) {
      const asked = { caller, id: params.id, submission, members: [params.code], ...body };
      return { file: { ...(await printSlips(context, asked)), type: PDF } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/slips',
    tag,
    summary: 'Print the paper invitations of all members who have none yet, or of those that are named, a page each',
    description: about,
    right: 'runSessions',
    params: byId,
    body: z.strictObject({ reason, members: distinct(code, 200, 1).optional() }),
    answers: { 200: PDF },
    refuses,
    async handle({ context, caller, params, body, submission }) {
      const { reason: why, members } = body;
      const asked = { caller, id: params.id, submission, reason: why, ...defined({ members }) };
      return { file: { ...(await printSlips(context, asked)), type: PDF } };
    },
  }),
];
