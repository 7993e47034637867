import { z } from 'zod';
import { registrationStatuses } from '../../domain/campaign/registration';
import { periods } from '../../domain/campaign/target';
import { Problem } from '../../domain/errors';
import { amendRegistration } from '../commands/campaigns/amending';
import {
  changeResponsible,
  createRegistration,
  editRegistration,
  listRegistrations,
} from '../commands/campaigns/registrations';
import { resultHeadings } from '../commands/campaigns/result-rows';
import { importResults } from '../commands/campaigns/results-import';
import { enterResults, writeReview } from '../commands/campaigns/results';
import { shownRegistration } from '../commands/campaigns/shown';
import {
  recallRegistration,
  sendBackRegistrations,
  signRegistrations,
  submitRegistrations,
} from '../commands/campaigns/signing';
import { defined } from '../commands/shared';
import {
  registrationAnswer,
  registrationShown,
  registrationsTold,
  resultsAnswer,
  resultsOutcome,
} from '../schemas/answers/campaigns';
import { pageOf } from '../schemas/answers/registers';
import { registrationBodies } from '../schemas/campaigns';
import { code, id, paging, year } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { expectsOf } from './serve';

const tag = 'campaigns' as const;
const settles = [
  'NOT_FOUND',
  'REGISTRATION_CLOSED',
  'AMENDING_CLOSED',
  'STATE_CHANGED',
  'ACTION_NOT_ALLOWED',
  'KEY_REUSED',
  'ENGINE_BUSY',
] as const;
const edits = ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED'] as const;

export const registrationRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/campaigns/:id/registrations',
    tag,
    summary: 'Register a unit, a room or a person',
    description:
      'A draft: titles aimed at, targets with unit of measure, baseline, direction and source, measures, and who answers for it. A room and a ' +
      'person register with the unit above them that takes part.',
    right: 'writeRegistrations',
    params: byId,
    body: registrationBodies.create,
    answers: { 200: registrationShown, 201: registrationShown },
    refuses: ['NOT_FOUND', 'REGISTRATION_CLOSED', 'ALREADY_REGISTERED', 'KEY_REUSED'],
    async handle({ context, caller, params, body, submission }) {
      const { record, created } = await createRegistration(context, { caller, ...params, asked: body, submission });
      return {
        status: created ? 201 : 200,
        location: `/api/v1/registrations/${record._id}`,
        body: registrationAnswer(record),
        version: record.version,
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/registrations',
    tag,
    summary: 'List registrations, newest first',
    right: 'readCampaigns',
    query: z.strictObject({
      campaign: code.optional(),
      status: z.enum(registrationStatuses).optional(),
      about: id.optional().meta({ description: '`people/P01`, `units/U01a`' }),
      year: z.coerce.number().pipe(year).optional(),
      ...paging,
    }),
    answers: { 200: pageOf(registrationShown) },
    async handle({ context, caller, query: { limit, cursor, ...filter } }) {
      const page = await listRegistrations(context, {
        caller,
        filter: defined(filter),
        paging: defined({ limit, cursor }),
      });
      return { body: { ...page, items: page.items.map((one) => registrationAnswer(one)) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/registrations/:id',
    tag,
    summary: 'A registration with its results, and their trend over the years',
    right: 'readCampaigns',
    params: byId,
    answers: { 200: registrationShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { record, ...more } = await shownRegistration(context, { caller, ...params });
      return { body: registrationAnswer(record, more), version: record.version };
    },
  }),
  endpoint({
    method: 'put',
    path: '/registrations/:id',
    tag,
    summary: 'Write a draft anew',
    right: 'writeRegistrations',
    params: byId,
    body: registrationBodies.edit,
    answers: { 200: registrationShown },
    refuses: [...edits, 'REGISTRATION_CLOSED'],
    async handle(asked) {
      const { context, caller, params } = asked;
      const { expects: _expects, ...content } = asked.body;
      const record = await editRegistration(context, { caller, ...params, expects: expectsOf(asked), content });
      return { body: registrationAnswer(record), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/registrations/:id/responsible',
    tag,
    summary: 'Have somebody else answer for it, as when a person has moved',
    right: 'writeRegistrations',
    params: byId,
    body: registrationBodies.responsible,
    answers: { 200: registrationShown },
    refuses: edits,
    async handle(asked) {
      const { context, caller, params } = asked;
      const { responsible, reason } = asked.body;
      const change = { caller, ...params, expects: expectsOf(asked), responsible, reason };
      const record = await changeResponsible(context, change);
      return { body: registrationAnswer(record), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/campaigns/:id/registrations/submit',
    tag,
    summary: 'Put drafts of a unit to its head, in one letter with a link',
    right: 'writeRegistrations',
    params: byId,
    body: registrationBodies.submit,
    answers: { 200: registrationsTold },
    refuses: [...settles, 'NO_HEAD'],
    async handle({ context, caller, params, body, submission }) {
      return { body: await submitRegistrations(context, { caller, submission, campaign: params.id, ...body }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/registrations/:id/amendments',
    tag,
    summary: 'Put an amendment of a signed registration to the head',
    description:
      'Until the day of the final review is over. What stands holds until the head signs; the version of before stays on record. One at a time.',
    right: 'writeRegistrations',
    params: byId,
    body: registrationBodies.amend,
    answers: { 200: registrationsTold },
    refuses: [
      ...edits,
      'AMENDING_CLOSED',
      'AMENDMENT_WAITS',
      'TITLE_NOMINATED',
      'NO_HEAD',
      'KEY_REUSED',
      'ENGINE_BUSY',
    ],
    async handle(asked) {
      const { context, caller, params, submission } = asked;
      const { expects: _expects, ...amended } = asked.body;
      const seen = { caller, ...params, submission, expects: expectsOf(asked) };
      return { body: await amendRegistration(context, { ...seen, asked: amended }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/registrations/:id/recall',
    tag,
    summary: 'Take a registration, or its amendment, back from the head, to mend it',
    right: 'writeRegistrations',
    params: byId,
    body: registrationBodies.recall,
    answers: { 200: registrationsTold },
    refuses: settles,
    async handle(asked) {
      const { context, caller, params, body, submission } = asked;
      const seen = { ...params, expects: expectsOf(asked), ...defined({ amendment: body.amendment }) };
      return { body: await recallRegistration(context, { caller, submission, ...seen }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/campaigns/:id/registrations/sign',
    tag,
    summary: 'Sign registrations and amendments, all or none',
    description:
      'The head most often does so through the link of the letter. What comes after the last day is refused.',
    right: 'signRegistrations',
    params: byId,
    body: registrationBodies.sign,
    answers: { 200: registrationsTold },
    refuses: [...settles, 'TITLE_NOMINATED'],
    async handle({ context, caller, params, body, submission }) {
      return { body: await signRegistrations(context, { caller, submission, campaign: params.id, ...body }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/campaigns/:id/registrations/send-back',
    tag,
    summary: 'Send registrations and amendments back to be mended',
    right: 'signRegistrations',
    params: byId,
    body: registrationBodies.sendBack,
    answers: { 200: registrationsTold },
    refuses: settles,
    async handle({ context, caller, params, body, submission }) {
      return { body: await sendBackRegistrations(context, { caller, submission, campaign: params.id, ...body }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/registrations/:id/results',
    tag,
    summary: 'Enter figures of a period',
    description:
      'What stands already is left alone; a figure that differs corrects, with its reason, and both stay. Figures that look like a slip of the pen ' +
      'are refused once (`FIGURES_DOUBTFUL`); send them again with `confirm: true` when they are right.',
    right: 'writeRegistrations',
    params: byId,
    body: registrationBodies.results,
    answers: { 200: registrationShown },
    refuses: [...edits, 'FIGURES_DOUBTFUL'],
    async handle(asked) {
      const { context, caller, params, body } = asked;
      const { entries, confirm = false } = body;
      const record = await enterResults(context, { caller, ...params, expects: expectsOf(asked), entries, confirm });
      return { body: registrationAnswer(record), version: record.version };
    },
  }),
  endpoint({
    method: 'put',
    path: '/registrations/:id/reviews/:period',
    tag,
    summary: 'Write the review of a period with its lessons',
    right: 'writeRegistrations',
    params: z.strictObject({ id, period: z.enum(periods) }),
    body: registrationBodies.review,
    answers: { 200: registrationShown },
    refuses: edits,
    async handle(asked) {
      const { context, caller, params, body } = asked;
      const { text, lessons } = body;
      const record = await writeReview(context, { caller, ...params, expects: expectsOf(asked), text, lessons });
      return { body: registrationAnswer(record), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/campaigns/:id/results/imports',
    tag,
    summary: 'Take figures in from XLSX or CSV',
    description:
      `Headings of the first row: ${resultHeadings.join(' · ')} (the last one may be left out). With \`dryRun=true\` nothing is ` +
      'saved; neither is anything when a cell is wrong, or doubtful and not confirmed. The same file again changes nothing.',
    right: 'writeRegistrations',
    params: byId,
    query: z.strictObject({
      dryRun: z.enum(['true', 'false']).optional(),
      confirm: z.enum(['true', 'false']).optional(),
    }),
    upload: true,
    answers: { 200: resultsOutcome },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'STATE_CHANGED', 'UNSUPPORTED_TYPE', 'TOO_LARGE'],
    async handle({ context, caller, params, query, upload }) {
      if (!upload) throw new Problem('MALFORMED', 'no file');
      const asked = { caller, ...params, bytes: upload.bytes };
      const outcome = await importResults(context, {
        ...asked,
        dryRun: query.dryRun === 'true',
        confirm: query.confirm === 'true',
      });
      return { body: resultsAnswer(outcome) };
    },
  }),
];
