import { z } from 'zod';
import { decideTie } from '../commands/sessions/chair';
import { createSession } from '../commands/sessions/draft';
import { openSession } from '../commands/sessions/open';
import type { ProblemCode } from '../../domain/errors';
import type { SecretaryOrder } from '../commands/sessions/orders';
import { orderSession } from '../commands/sessions/orders';
import { liftRecusal } from '../commands/sessions/recusals';
import { draftLetters } from '../commands/sessions/silence';
import { exportSessions, listSessions } from '../commands/sessions/list';
import { recountOf, viewSession, whatIfSession } from '../commands/sessions/sessions';
import { defined } from '../commands/shared';
import { recount, session, sessionAnswer, sessionItem, sessionItemAnswer } from '../schemas/answers/council';
import { order } from '../schemas/answers/proposals';
import { outcomeAnswer, outcomes } from '../schemas/answers/totals';
import { letterDraftAnswer, letterDrafts } from '../schemas/answers/letters';
import { pageOf } from '../schemas/answers/registers';
import { code, id, paging, version, votes } from '../schemas/fields';
import { newSession, opening, orderBodies } from '../schemas/sessions';
import { sessionFilterOf, sessionQuery } from '../schemas/listing';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { listFiles } from './list-files';
import { byId } from './nominations';
import { expectsOf } from './serve';

const tag = 'sessions' as const;

const refuses = ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'KEY_REUSED', 'ENGINE_BUSY'] as const;

/** What the secretary orders: an address each. */
function door<B extends z.ZodObject>(
  path: string,
  summary: string,
  body: B,
  orderOf: (body: z.output<B>) => SecretaryOrder,
  further: readonly ProblemCode[] = [],
): Endpoint {
  return endpoint({
    method: 'post',
    path: `/sessions/:id/${path}`,
    tag,
    summary,
    right: 'runSessions',
    params: byId,
    body,
    answers: { 200: order },
    refuses: [...refuses, ...further],
    async handle({ context, caller, params, body: said, submission }) {
      const orders = { caller, id: params.id, submission, order: orderOf(said as z.output<B>) };
      return { body: await orderSession(context, orders) };
    },
  });
}

/** What the secretary orders about one member. */
function ofMember<B extends z.ZodObject>(
  path: string,
  summary: string,
  body: B,
  orderOf: (member: string, body: z.output<B>) => SecretaryOrder,
  further: readonly ProblemCode[] = [],
): Endpoint {
  return endpoint({
    method: 'post',
    path: `/sessions/:id/members/:code/${path}`,
    tag,
    summary,
    right: 'runSessions',
    params: z.strictObject({ id, code }),
    body,
    answers: { 200: order },
    refuses: [...refuses, 'NOT_A_MEMBER', ...further],
    async handle({ context, caller, params, body: said, submission }) {
      const order = orderOf(params.code, said as z.output<B>);
      return { body: await orderSession(context, { caller, id: params.id, submission, order }) };
    },
  });
}

const madeUp = z
  .strictObject({
    nomination: id,
    participated: votes.exactOptional().meta({ description: 'All that voted or were recused, when absent' }),
    yes: votes,
    no: votes,
    abstain: votes.exactOptional(),
    other: votes.exactOptional(),
    recused: votes.exactOptional(),
    recusedAway: votes.exactOptional().meta({ description: 'Those of the recused who take no part in the session' }),
    chair: z.enum(['yes', 'no']).exactOptional().meta({ description: 'What the chair decides on a tie' }),
  })
  .meta({ id: 'MadeUpVotes' });

export const sessionRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/sessions',
    tag,
    summary: 'Draft a session: council, basis, agenda, closing time',
    description:
      'Each line gets the rule by which the council decides on its award, as it holds on the day of closing.',
    right: 'runSessions',
    body: newSession,
    answers: { 201: session, 200: session },
    refuses: ['NO_BASIS', 'KEY_REUSED'],
    async handle({ context, caller, body, submission }) {
      const draft = { ...body, basis: defined(body.basis) };
      const { record, created } = await createSession(context, { caller, session: draft, submission });
      return {
        status: created ? 201 : 200,
        location: `/api/v1/sessions/${record._id}`,
        body: sessionAnswer({ record, turnout: null, letters: [], sentLetters: [], slips: [] }),
        version: record.version,
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/sessions',
    tag,
    summary: 'List sessions',
    right: 'readSessions',
    query: sessionQuery.extend(paging),
    answers: { 200: pageOf(sessionItem) },
    async handle({ context, caller, query: { limit, cursor, ...asked } }) {
      const filter = sessionFilterOf(asked);
      const page = await listSessions(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map(sessionItemAnswer) } };
    },
  }),
  ...listFiles({
    path: '/sessions',
    tag,
    right: 'readSessions',
    query: sessionQuery,
    file: (context, { query, ...asked }) => exportSessions(context, { ...asked, filter: sessionFilterOf(query) }),
  }),
  endpoint({
    method: 'get',
    path: '/sessions/:id',
    tag,
    summary: 'A session with who has voted, never how; counts only after closing',
    right: 'readSessions',
    params: byId,
    answers: { 200: session },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const found = await viewSession(context, { caller, ...params });
      return { body: sessionAnswer(found), version: found.record.version };
    },
  }),
  endpoint({
    method: 'get',
    path: '/sessions/:id/recount.json',
    tag,
    summary: 'Rules and unlinked ballots of a closed session, to count again',
    right: 'readSessions',
    params: byId,
    answers: { 200: recount },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { body: await recountOf(context, { caller, ...params }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/open',
    tag,
    summary: 'Open: claims the lines, invites the members',
    description:
      'Lines that are not at this council, held or claimed elsewhere are left out, with the reason. Lines that cannot reach ' +
      'their threshold, because too many members may not vote on them, are named by OUT_OF_REACH: drop them, or accept each with a reason.',
    right: 'runSessions',
    params: byId,
    body: opening.extend({ expects: version.optional() }),
    answers: { 202: sessionItem },
    refuses: [...refuses, 'STATE_CHANGED', 'OUT_OF_REACH'],
    async handle(asked) {
      const { context, caller, params } = asked;
      const { expects: _expects, ...said } = asked.body;
      const record = await openSession(context, { caller, ...params, ...said, expects: expectsOf(asked) });
      return { status: 202, body: sessionItemAnswer(record) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/what-if',
    tag,
    summary: 'What made-up votes would come to, and why; saves nothing',
    right: 'readSessions',
    params: byId,
    body: z.strictObject({ lines: z.array(madeUp).min(1).max(1_000) }),
    answers: { 200: outcomes },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, body }) {
      const lines = body.lines.map((l) => ({ ...defined(l), nomination: l.nomination, yes: l.yes, no: l.no }));
      return { body: { lines: (await whatIfSession(context, { caller, ...params, lines })).map(outcomeAnswer) } };
    },
  }),
  door(
    'remind',
    'Remind those who have not voted; not twice within a day',
    orderBodies.nothing,
    () => ({ type: 'remind' }),
    ['REMINDED_LATELY', 'INVITATIONS_HELD'],
  ),
  door(
    'drill',
    'Have the invitations attacked as mail scanners do, before they leave; `drill` of the session says what came of it',
    orderBodies.nothing,
    () => ({ type: 'drill' }),
  ),
  door('drill/skip', 'Let the invitations go without a drill that was passed', orderBodies.reason, (said) => ({
    type: 'skipDrill',
    ...said,
  })),
  endpoint({
    method: 'get',
    path: '/sessions/:id/letters/drafts',
    tag,
    summary:
      'Drafts of letters about members who have not voted, to their agencies and to the chair; nothing is sent or kept',
    right: 'runSessions',
    params: byId,
    answers: { 200: letterDrafts },
    refuses: ['NOT_FOUND', 'ENGINE_BUSY'],
    async handle({ context, caller, params }) {
      return { body: { items: (await draftLetters(context, { caller, ...params })).map(letterDraftAnswer) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/letters',
    tag,
    summary: 'Send a letter about members who have not voted, as you have read and changed it',
    description:
      'Nothing goes to a superior by itself. The words are kept as a note; what became of the letter stands in `sentLetters` of the session.',
    right: 'runSessions',
    params: byId,
    body: orderBodies.writeLetter,
    answers: { 200: order },
    refuses: [...refuses, 'NOBODY_SILENT', 'INVITATIONS_HELD'],
    async handle({ context, caller, params, body, submission }) {
      const letter = { type: 'writeLetter' as const, ...body };
      return { body: await orderSession(context, { caller, id: params.id, submission, order: letter }) };
    },
  }),
  door('extend', 'Close later', orderBodies.extend, (said) => ({ type: 'extend', ...said })),
  door('close', 'Close earlier, with notice to all and at least an hour later', orderBodies.closeEarly, (said) => ({
    type: 'closeEarly',
    ...said,
  })),
  door('cancel', 'Cancel: nothing is counted, the lines are free again', orderBodies.reason, (said) => ({
    type: 'cancel',
    ...said,
  })),
  door('minutes', 'Record that the minutes are signed', orderBodies.minutesSigned, ({ paper }) => ({
    type: 'minutesSigned',
    paper,
  })),
  ofMember(
    'replace',
    'Put a member of the new version of the council in the place of one who has left',
    orderBodies.replaceMember,
    (member, said) => ({ type: 'replaceMember', member, ...said }),
    ['ALREADY_A_MEMBER'],
  ),
  ofMember(
    'address',
    'Correct the address of a member: links to the old one are dead at once, a fresh one goes to the new one',
    orderBodies.changeAddress,
    (member, said) => ({ type: 'changeAddress', member, ...said }),
  ),
  endpoint({
    method: 'post',
    path: '/sessions/:id/lines/:nomination/drop',
    tag,
    summary: 'Take a line off the agenda; of an open session with a paper',
    description:
      'The nomination is free again. Sheets that were sent count for the other lines; members read of it on the sheet and in the ' +
      'next mail. An open session that has no line left is cancelled.',
    right: 'runSessions',
    params: z.strictObject({ id, nomination: id }),
    body: orderBodies.dropLine,
    answers: { 200: order },
    refuses: [...refuses, 'NOT_CLAIMED'],
    async handle({ context, caller, params, body, submission }) {
      const drop = { type: 'dropLine' as const, nomination: params.nomination, ...body };
      return { body: await orderSession(context, { caller, id: params.id, submission, order: drop }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/lines/:nomination/chair-decision',
    tag,
    summary: 'Enter what the chair has decided on a tie that the regulation leaves to him',
    description:
      'A counted session with such a tie is `awaitingChair`: its other lines go on, this one with the decision; minutes are made ' +
      'after the last one. `by` is the chair, or who presided in his place, and may vote on the line.',
    right: 'runSessions',
    params: z.strictObject({ id, nomination: id }),
    body: orderBodies.chairDecides,
    answers: { 200: order },
    refuses: [...refuses, 'NO_TIE'],
    async handle({ context, caller, params, body, submission }) {
      return { body: await decideTie(context, { caller, ...params, ...body, submission }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/members/:code/resend',
    tag,
    summary: 'Send a member the invitation again',
    right: 'runSessions',
    params: z.strictObject({ id, code }),
    answers: { 200: order },
    refuses: [...refuses, 'NOT_A_MEMBER', 'INVITATIONS_HELD'],
    async handle({ context, caller, params, submission }) {
      const resend = { type: 'resend' as const, member: params.code };
      return { body: await orderSession(context, { caller, id: params.id, submission, order: resend }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/sessions/:id/members/:code/lift-recusal',
    tag,
    summary: 'Let a member vote again on a line that he has declared not to vote on',
    right: 'runSessions',
    params: z.strictObject({ id, code }),
    body: orderBodies.liftRecusal,
    answers: { 200: order },
    refuses: [...refuses, 'NOT_A_MEMBER'],
    async handle({ context, caller, params, body, submission }) {
      const asked = { caller, id: params.id, member: params.code, submission, ...body };
      return { body: await liftRecusal(context, asked) };
    },
  }),
];
