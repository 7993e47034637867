import { z } from 'zod';
import { has } from '../../domain/roles';
import { confirmationFile } from '../commands/initiatives/confirmation';
import { recogniseInitiatives } from '../commands/initiatives/recognise';
import { listInitiatives, needInitiative, submitInitiative, withdrawInitiative } from '../commands/initiatives/submit';
import { defined } from '../commands/shared';
import {
  recognitionAnswer,
  recognitionShown,
  submittedInitiative,
  submittedInitiativeAnswer,
} from '../schemas/answers/initiatives';
import { pageOf } from '../schemas/answers/registers';
import { paging } from '../schemas/fields';
import {
  initiativeFilter,
  initiativeMeeting,
  initiativeSubmission,
  initiativeWithdrawal,
} from '../schemas/initiatives';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { signing } from './office-papers';
import { expectsOf } from './serve';
import { TYPES } from './session-papers';

const tag = 'initiatives' as const;

export const initiativeRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/initiative-submissions',
    tag,
    summary: 'Submit an initiative or topic to the initiative council of the unit',
    description: 'To mend it, withdraw it and submit it anew. Its report is attached to it.',
    right: 'submit',
    body: initiativeSubmission,
    answers: { 200: submittedInitiative, 201: submittedInitiative },
    refuses: ['NOT_FOUND', 'KEY_REUSED'],
    async handle({ context, caller, body, submission }) {
      const { record, created } = await submitInitiative(context, { caller, asked: body, submission });
      return {
        status: created ? 201 : 200,
        location: `/api/v1/initiative-submissions/${record._id}`,
        body: submittedInitiativeAnswer(record, has(caller, 'readSessions')),
        version: record.version,
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/initiative-submissions',
    tag,
    summary: 'List submitted initiatives, newest first',
    right: 'readNominations',
    query: z.strictObject({ ...initiativeFilter, ...paging }),
    answers: { 200: pageOf(submittedInitiative) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, query: { limit, cursor, ...filter } }) {
      const asked = { caller, filter: defined(filter), paging: defined({ limit, cursor }) };
      const page = await listInitiatives(context, asked);
      const internal = has(caller, 'readSessions');
      return { body: { ...page, items: page.items.map((one) => submittedInitiativeAnswer(one, internal)) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/initiative-submissions/:id',
    tag,
    summary: 'A submitted initiative, with what the council said of it',
    right: 'readNominations',
    params: byId,
    answers: { 200: submittedInitiative },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const record = await needInitiative(context, { caller, ...params });
      return { body: submittedInitiativeAnswer(record, has(caller, 'readSessions')), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/initiative-submissions/:id/withdraw',
    tag,
    summary: 'Take back an initiative on which the council has not met',
    right: 'submit',
    params: byId,
    body: initiativeWithdrawal,
    answers: { 200: submittedInitiative },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'STATE_CHANGED'],
    async handle(asked) {
      const { context, caller, params, body } = asked;
      const order = { caller, ...params, expects: expectsOf(asked), reason: body.reason };
      const record = await withdrawInitiative(context, order);
      return { body: submittedInitiativeAnswer(record, has(caller, 'readSessions')), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/initiative-meetings',
    tag,
    summary: 'Record what the initiative council of a unit decided at a meeting, from its minutes',
    description:
      'All or nothing, for good. Counted by the rule of the council as the meetings of emulation councils are; authors do not vote. With ' +
      '`dryRun=true` it is read back and nothing is saved. What passes is a recognised initiative of the unit, which rules read.',
    right: 'runSessions',
    query: z.strictObject({ dryRun: z.enum(['true', 'false']).optional() }),
    body: initiativeMeeting,
    answers: { 200: recognitionShown },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'STATE_CHANGED', 'KEY_REUSED'],
    async handle({ context, caller, query, body, submission }) {
      const order = { caller, asked: body, submission, dryRun: query.dryRun === 'true' };
      return { body: recognitionAnswer(await recogniseInitiatives(context, order)) };
    },
  }),
  ...(['docx', 'pdf'] as const).map((format) =>
    endpoint({
      method: 'get',
      path: `/initiative-submissions/:id/papers/confirmation.${format}`,
      tag,
      summary: `Xác nhận sáng kiến (form 13) of a recognised initiative${format === 'docx' ? ', to go on with in a word processor' : ', as a file copy'}`,
      description: 'With the widest scope that is recognised by now; number and date are left open.',
      right: 'readNominations',
      params: byId,
      query: z.strictObject(signing),
      answers: { 200: TYPES[format] },
      refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'FACTS_MISSING', 'NOT_PRINTABLE'],
      async handle({ context, caller, params, query }) {
        const { signer, signerPost, form } = query;
        const asked = { caller, ...params, signing: defined({ signer, signerPost, form }), format };
        return { file: { ...(await confirmationFile(context, asked)), type: TYPES[format] } };
      },
    }),
  ),
];
