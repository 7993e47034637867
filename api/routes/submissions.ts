import { z } from 'zod';
import {
  docketCase,
  listDockets,
  listUnitProposals,
  unitProposal as oneUnitProposal,
} from '../commands/nominations/dockets';
import { nominationCase } from '../commands/nominations/reads';
import { defined } from '../commands/shared';
import { submitUnitProposal, type SubmitOutcome } from '../commands/nominations/submit';
import type { Language } from '../../platform/store';
import {
  docket,
  docketItem,
  docketItemAnswer,
  lineAnswers,
  nominationItemAnswer,
  unitProposal,
  unitProposalAnswer,
} from '../schemas/answers/nominations';
import { pageOf } from '../schemas/answers/registers';
import { contact, paper } from '../schemas/content';
import { code, day, id, line, paging, version } from '../schemas/fields';
import { answered } from './actions';
import type { Answer } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';

const tag = 'nominations' as const;

const letter = {
  round: code.optional().meta({ description: 'That of the nominations when absent; without any, an ad hoc case' }),
  number: line(100).meta({ description: 'Number of the unit’s proposal (Tờ trình)', examples: ['09/TTr-VP'] }),
  date: day,
  signer: line(200),
  papers: z.array(paper).max(50).default([]).meta({ description: 'Papers that belong to all nominations' }),
  contact,
};

const sending = z.strictObject({
  unit: code.optional().meta({ description: 'That of the key when absent' }),
  ...letter,
  nominations: z
    .array(z.strictObject({ id, expects: version.optional() }))
    .min(1)
    .max(400)
    .refine((list) => new Set(list.map((n) => n.id)).size === list.length, 'twice'),
});

const receipt = lineAnswers
  .extend({ id: z.string().meta({ description: 'Code of the receipt' }), docket: z.string() })
  .meta({ id: 'SubmissionReceipt' });

const answer = (outcome: SubmitOutcome, language: Language): Answer => ({
  ...answered(outcome, language),
  status: 201,
  location: `/api/v1/unit-proposals/${outcome.id}`,
});
const refuses = [
  'INCOMPLETE',
  'ROUND_CLOSED',
  'ACTION_NOT_ALLOWED',
  'STATE_CHANGED',
  'KEY_REUSED',
  'ENGINE_BUSY',
] as const;

const listQuery = { unit: code.optional(), round: code.optional(), ...paging };

export const submissionRoutes = [
  endpoint({
    method: 'post',
    path: '/unit-proposals',
    tag,
    summary: 'Send nominations with the unit’s proposal',
    description: 'Safe to repeat with the same Idempotency-Key: the answer is the first receipt.',
    right: 'submit',
    body: sending,
    answers: { 201: receipt },
    refuses,
    async handle({ context, caller, body: { unit, round, ...rest }, submission, language }) {
      const sender = unit ?? caller.unit ?? (await unitOf(rest.nominations[0]!.id));
      const nominations = rest.nominations.map(({ id, expects }) => ({ id, ...defined({ expects }) }));
      const request = { caller, submission, unit: sender, ...rest, ...defined({ round }), nominations };
      return answer(await submitUnitProposal(context, request), language);

      async function unitOf(nomination: string): Promise<string> {
        return (await nominationCase(context, { caller, id: nomination })).record.unit;
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/nominations/:id/submit',
    tag,
    summary: 'Send one nomination with a proposal of its own',
    right: 'submit',
    params: byId,
    body: z.strictObject({ expects: version.optional(), unit: code.optional(), ...letter }),
    answers: { 201: receipt },
    refuses,
    async handle({ context, caller, params, body: { unit, round, expects, ...rest }, ifMatch, submission, language }) {
      const { record } = await nominationCase(context, { caller, id: params.id });
      const request = {
        caller,
        submission,
        unit: unit ?? caller.unit ?? record.unit,
        ...rest,
        ...defined({ round }),
        nominations: [{ id: params.id, ...defined({ expects: expects ?? ifMatch }) }],
      };
      return answer(await submitUnitProposal(context, request), language);
    },
  }),
  endpoint({
    method: 'get',
    path: '/unit-proposals',
    tag,
    summary: 'List what units have sent',
    right: 'readNominations',
    query: z.strictObject(listQuery),
    answers: { 200: pageOf(unitProposal) },
    async handle({ context, caller, query: { unit, round, limit, cursor } }) {
      const page = await listUnitProposals(context, {
        caller,
        ...defined({ unit, round }),
        paging: defined({ limit, cursor }),
      });
      return { body: { ...page, items: page.items.map(unitProposalAnswer) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/unit-proposals/:id',
    tag,
    summary: 'What a unit sent in one go',
    right: 'readNominations',
    params: byId,
    answers: { 200: unitProposal },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { body: unitProposalAnswer(await oneUnitProposal(context, { caller, ...params })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/dockets',
    tag,
    summary: 'List dockets: one unit in one round',
    right: 'readNominations',
    query: z.strictObject({ ...listQuery, open: z.enum(['true', 'false']).optional() }),
    answers: { 200: pageOf(docketItem) },
    async handle({ context, caller, query: { unit, round, open, limit, cursor } }) {
      const page = await listDockets(context, {
        caller,
        ...defined({ unit, round }),
        ...(open === undefined ? {} : { open: open === 'true' }),
        paging: defined({ limit, cursor }),
      });
      return { body: { ...page, items: page.items.map(docketItemAnswer) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/dockets/:id',
    tag,
    summary: 'A docket with all its nominations',
    right: 'readNominations',
    params: byId,
    answers: { 200: docket },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { record, nominations } = await docketCase(context, { caller, ...params });
      return { body: { ...docketItemAnswer(record), nominations: nominations.map(nominationItemAnswer) } };
    },
  }),
];
