import { z } from 'zod';
import { campaignKinds } from '../../domain/campaign/dates';
import { awaited, campaignStatuses } from '../../domain/campaign/state';
import { actOnCampaign, type OfficeAction } from '../commands/campaigns/act';
import { allowedTo, cloneCampaign, createCampaign, listCampaigns, previewDates } from '../commands/campaigns/campaigns';
import { draftProposed, proposedBy } from '../commands/campaigns/nominating';
import { needCampaign } from '../commands/campaigns/need';
import { owedFor } from '../commands/campaigns/owing';
import { recordDocumentFile } from '../commands/campaigns/document';
import { changeTexts, wordingChanges } from '../commands/campaigns/texts';
import { planYearly, stopYearly, yearlyOf } from '../commands/campaigns/yearly';
import { defined } from '../commands/shared';
import {
  campaignAnswer,
  campaignDone,
  campaignShown,
  datesPreview,
  owing,
  previewAnswer,
  wordingAnswer,
  wordingShown,
  yearlyShown,
} from '../schemas/answers/campaigns';
import { draftedShown, proposedAnswer, proposedShown } from '../schemas/answers/nominating';
import { pageOf } from '../schemas/answers/registers';
import { campaignBodies, clonedCampaign, newCampaign } from '../schemas/campaigns';
import { code, paging } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { expectsOf } from './serve';

const tag = 'campaigns' as const;

const action = (
  path: string,
  summary: string,
  body: z.ZodObject,
  type: OfficeAction['type'],
  description: string,
): Endpoint =>
  endpoint({
    method: 'post',
    path: `/campaigns/:id/${path}`,
    tag,
    summary,
    description,
    right: 'writeCampaigns',
    params: byId,
    body,
    answers: { 200: campaignDone },
    refuses: ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED', 'KEY_REUSED', 'ENGINE_BUSY'],
    async handle(asked) {
      const { context, caller, params, submission } = asked;
      const { expects: _expects, ...said } = asked.body;
      const act = { type, ...said } as OfficeAction;
      return {
        body: await actOnCampaign(context, { caller, ...params, submission, expects: expectsOf(asked), action: act }),
      };
    },
  });

export const campaignRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/campaigns',
    tag,
    summary: 'Launch a year of emulation, or a movement with a theme',
    description:
      'Of the caller’s unit, or of the province. Every day that is asked for becomes the next working day of the calendar; what is ' +
      'missing, out of order, in the past or beyond the calendar is named at its field. The same code with the same content is one campaign.',
    right: 'writeCampaigns',
    body: newCampaign,
    answers: { 200: campaignShown, 201: campaignShown },
    refuses: ['CAMPAIGN_EXISTS', 'ENGINE_BUSY'],
    async handle({ context, caller, body }) {
      const { record, created } = await createCampaign(context, { caller, asked: body });
      return {
        status: created ? 201 : 200,
        location: `/api/v1/campaigns/${record._id}`,
        body: campaignAnswer(record, allowedTo(caller, record)),
        version: record.version,
      };
    },
  }),
  endpoint({
    method: 'post',
    path: '/campaigns/:id/clone',
    tag,
    summary: 'Clone a campaign into another year',
    description:
      'The days that were asked for move by whole years, so holidays of one year do not shift the next; names of the year and units that have ' +
      'ended are replaced.',
    right: 'writeCampaigns',
    params: byId,
    body: clonedCampaign,
    answers: { 200: campaignShown, 201: campaignShown },
    refuses: ['NOT_FOUND', 'CAMPAIGN_EXISTS', 'ENGINE_BUSY'],
    async handle({ context, caller, params, body }) {
      const { record, created } = await cloneCampaign(context, { caller, ...params, asked: body });
      return {
        status: created ? 201 : 200,
        location: `/api/v1/campaigns/${record._id}`,
        body: campaignAnswer(record, allowedTo(caller, record)),
        version: record.version,
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/campaigns',
    tag,
    summary: 'List campaigns, newest first',
    right: 'readCampaigns',
    query: z.strictObject({
      kind: z.enum(campaignKinds).optional(),
      year: z.coerce.number().int().optional(),
      status: z.enum(campaignStatuses).optional(),
      ...paging,
    }),
    answers: { 200: pageOf(campaignShown) },
    async handle({ context, caller, query: { limit, cursor, ...filter } }) {
      const page = await listCampaigns(context, {
        caller,
        filter: defined(filter),
        paging: defined({ limit, cursor }),
      });
      return { body: { ...page, items: page.items.map((one) => campaignAnswer(one)) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/campaigns/:id',
    tag,
    summary: 'A campaign with its days',
    right: 'readCampaigns',
    params: byId,
    answers: { 200: campaignShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const record = await needCampaign(context, caller, params.id);
      return { body: campaignAnswer(record, allowedTo(caller, record)), version: record.version };
    },
  }),
  endpoint({
    method: 'get',
    path: '/campaigns/:id/owing',
    tag,
    summary: 'Who still owes what for a day',
    right: 'readCampaigns',
    params: byId,
    query: z.strictObject({ milestone: z.enum(awaited) }),
    answers: { 200: owing },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, query: { milestone } }) {
      return { body: { milestone, units: [...(await owedFor(context, { caller, ...params, milestone }))] } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/campaigns/:id/nominees',
    tag,
    summary: 'Who may be proposed for what after the final review, and why',
    description:
      'Of a unit and its rooms: registered titles, results against targets, grades, the ledger and what the rules find. What is still to be ' +
      'attached is not told here. Nothing is saved.',
    right: 'writeDrafts',
    params: byId,
    query: z.strictObject({ unit: code.optional().meta({ description: 'That of the key when absent' }) }),
    answers: { 200: proposedShown },
    refuses: ['NOT_FOUND', 'NOMINATING_NOT_OPEN'],
    async handle({ context, caller, params, query }) {
      const found = await proposedBy(context, { caller, ...params, ...defined(query) });
      return { body: proposedAnswer(params.id, found, caller) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/campaigns/:id/nominees',
    tag,
    summary: 'Begin drafts of what the final review proposes',
    description:
      'Of what is chosen, or of everything that is recommended. The unit completes and sends them, or throws them away: nothing is nominated by ' +
      'itself. Whoever is nominated already gets no second draft, however often this is said.',
    right: 'writeDrafts',
    params: byId,
    body: campaignBodies.nominees,
    answers: { 200: draftedShown },
    refuses: ['NOT_FOUND', 'NOMINATING_NOT_OPEN', 'ROUND_CLOSED'],
    async handle({ context, caller, params, body }) {
      const items = await draftProposed(context, { caller, ...params, ...body });
      return { body: { items: items.map((item) => ({ ...item })) } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/campaigns/:id/preview',
    tag,
    summary: 'What a change of days would do, before it is made',
    description: 'Changes nothing. Refuses what the change itself would refuse.',
    right: 'readCampaigns',
    params: byId,
    body: campaignBodies.preview,
    answers: { 200: datesPreview },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED'],
    async handle({ context, caller, params, body }) {
      return { body: previewAnswer(await previewDates(context, { caller, ...params, moved: body.dates })) };
    },
  }),
  endpoint({
    method: 'put',
    path: '/campaigns/:id/yearly',
    tag,
    summary: 'Have the campaign of the next year planned by itself',
    description:
      'On this day of each year the latest campaign that follows from this one is cloned into the year whose launch comes next; the office is ' +
      'written to. Where the calendar of that year is missing, it says so and waits: no day is guessed. Said again, only the day may change.',
    right: 'writeCampaigns',
    params: byId,
    body: campaignBodies.yearly,
    answers: { 200: yearlyShown },
    refuses: ['NOT_FOUND', 'ENGINE_BUSY'],
    async handle({ context, caller, params, body, submission }) {
      const { day, next } = await planYearly(context, { caller, ...params, ...body, submission });
      return { body: { day, next: [...next] } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/campaigns/:id/yearly',
    tag,
    summary: 'When the campaign of the next year is planned by itself',
    right: 'readCampaigns',
    params: byId,
    answers: { 200: yearlyShown },
    refuses: ['NOT_FOUND', 'ENGINE_BUSY'],
    async handle({ context, caller, params }) {
      const { day, next } = await yearlyOf(context, { caller, ...params });
      return { body: { day, next: [...next] } };
    },
  }),
  endpoint({
    method: 'delete',
    path: '/campaigns/:id/yearly',
    tag,
    summary: 'Plan the campaigns of the next years by hand again',
    right: 'writeCampaigns',
    params: byId,
    answers: { 204: undefined },
    refuses: ['NOT_FOUND', 'ENGINE_BUSY'],
    async handle({ context, caller, params, submission }) {
      await stopYearly(context, { caller, ...params, submission });
      return { status: 204 };
    },
  }),
  endpoint({
    method: 'put',
    path: '/campaigns/:id/texts',
    tag,
    summary: 'Put a campaign in other words',
    description:
      'Theme, aims, criteria, measures, the document that launches it, with the reason. Words on which somebody may have signed are not lost: ' +
      'those of before stay, are listed, and stand in the pact beside those of now. `expects` is the edition; the same words again change nothing.',
    right: 'writeCampaigns',
    params: byId,
    body: campaignBodies.texts,
    answers: { 200: campaignShown },
    refuses: ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED'],
    async handle({ context, caller, params, body: { expects, ...asked } }) {
      const record = await changeTexts(context, { caller, ...params, expects, asked });
      return { body: campaignAnswer(record, allowedTo(caller, record)), version: record.version };
    },
  }),
  endpoint({
    method: 'put',
    path: '/campaigns/:id/document/file',
    tag,
    summary: 'Record the scan of the document that launches a campaign',
    description:
      'A PDF that was attached to the campaign before (`POST /campaigns/{id}/attachments`). Whoever sees the campaign opens it; another scan ' +
      'takes its place, and the trail names both. `expects` is the edition of the words; the same file again changes nothing.',
    right: 'writeCampaigns',
    params: byId,
    body: campaignBodies.documentFile,
    answers: { 200: campaignShown },
    refuses: ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED'],
    async handle({ context, caller, params, body }) {
      const record = await recordDocumentFile(context, { caller, ...params, ...body });
      return { body: campaignAnswer(record, allowedTo(caller, record)), version: record.version };
    },
  }),
  endpoint({
    method: 'get',
    path: '/campaigns/:id/texts',
    tag,
    summary: 'How the words of a campaign have changed',
    right: 'readCampaigns',
    params: byId,
    answers: { 200: wordingShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { body: wordingAnswer(await wordingChanges(context, { caller, ...params })) };
    },
  }),
  action(
    'dates',
    'Move days of a campaign',
    campaignBodies.dates,
    'changeDates',
    'What has come stays where it was, what is to come cannot be put into the past. Units that take part are written to; the round that it has ' +
      'opened moves with it.',
  ),
  action(
    'extend',
    'Open registration again until a day',
    campaignBodies.extend,
    'extendRegistration',
    'For a head who was about to sign when it closed; until the mid-year review at the latest.',
  ),
  action(
    'cancel',
    'End a campaign before its time',
    campaignBodies.cancel,
    'cancel',
    'Registrations and figures stay; units that take part are written to.',
  ),
];
