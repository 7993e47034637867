import { z } from 'zod';
import {
  answerProposal,
  cancelProposal,
  checkProposal,
  createProposal,
  sendProposal,
} from '../commands/proposals/proposals';
import { exportProposals, listProposals } from '../commands/proposals/list';
import { deadlinesAhead } from '../commands/proposals/central-deadlines';
import { ministryPack } from '../commands/proposals/ministry-pack';
import { readdressProposal } from '../commands/proposals/handover';
import { drawNumber, recordDecision, strikeLine } from '../commands/proposals/numbers';
import { proposalWithPrizes } from '../commands/issued/prizes';
import { defined } from '../commands/shared';
import { order, proposal, proposalAnswer, recorded } from '../schemas/answers/proposals';
import { pageOf } from '../schemas/answers/registers';
import { readingAnswer } from '../schemas/answers/signed';
import { code, confirmed, day, distinct, id, line, paging, prose, version } from '../schemas/fields';
import { proposalFilterOf, proposalQuery } from '../schemas/listing';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { listFiles } from './list-files';
import { byId } from './nominations';
import { signing } from './office-papers';
import { expectsOf } from './serve';

const tag = 'proposals' as const;
const ZIP = 'application/zip';
const text = z.object({ vi: z.string(), en: z.string() });
const centralDeadline = z
  .object({
    nomination: z.string(),
    award: z.string(),
    status: z.string(),
    state: z.enum(['far', 'near', 'passed', 'unknown']),
    due: z.string().optional(),
    vi: z.string(),
    en: z.string(),
    citation: text,
  })
  .meta({ id: 'CentralDeadline' });
const refuses = ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'KEY_REUSED', 'ENGINE_BUSY'] as const;
const expects = version.optional();

export const newProposal = z
  .strictObject({
    number: line(100).meta({ description: 'Number of the paper that puts the list to the authority' }),
    date: day,
    authority: code,
    power: z.enum(['decide', 'forward']).meta({ description: 'Decides itself, or forwards to the next level' }),
    mode: z
      .enum(['link', 'recorded'])
      .meta({ description: 'Answers through a link, or the office records the answer' }),
    submitter: line(300),
    nominations: distinct(id, 1_000, 1),
    officeCheck: z
      .boolean()
      .default(false)
      .meta({ description: 'The office of the authority looks at it first, and passes it on or gives it back' }),
  })
  .meta({ id: 'NewProposal' });

/** Letters of a reason that an authority gives. */
export const MOST_REASON = 2_000;

const answer = z
  .strictObject({
    kind: z.enum(['approved', 'returned']),
    struckOut: z
      .array(z.strictObject({ nomination: id, reason: prose(MOST_REASON) }))
      .max(1_000)
      .default([]),
    reason: prose(MOST_REASON).optional().meta({ description: 'Why the whole list goes back' }),
    expects,
  })
  .meta({ id: 'AuthorityAnswer' });

export const signatureForm = z.enum(['direct', 'TM.', 'KT.', 'TL.', 'TUQ.']).default('direct');

export const signedPaper = z
  .strictObject({
    number: line(100).meta({ examples: ['05/QĐ-UBND'], description: 'Below ten with a zero in front' }),
    date: day,
    signer: line(200),
    signerPost: line(300),
    form: signatureForm,
    file: id.optional().meta({ description: 'Id of the signed PDF, or of its scan, attached to the proposal' }),
    confirmed: confirmed.optional(),
    expects,
  })
  .meta({ id: 'SignedPaper' });

export const officeCheck = z
  .strictObject({ outcome: z.enum(['passed', 'returned']), reason: prose(5_000).optional(), expects })
  .meta({ id: 'OfficeCheck' });
export const strike = z.strictObject({ nomination: id, reason: prose(2_000), expects });
export const takenBack = z.strictObject({ reason: prose(2_000) });

export const proposalRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/proposals',
    tag,
    summary: 'Draft a list for an authority, in ceremony order',
    right: 'writeProposals',
    body: newProposal,
    answers: { 201: proposal, 200: proposal },
    refuses: ['KEY_REUSED'],
    async handle({ context, caller, body, submission }) {
      const { record, created } = await createProposal(context, { caller, proposal: body, submission });
      return {
        status: created ? 201 : 200,
        location: `/api/v1/proposals/${record._id}`,
        body: proposalAnswer(record),
        version: record.version,
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/proposals',
    tag,
    summary: 'List proposals',
    right: 'readProposals',
    query: proposalQuery.extend(paging),
    answers: { 200: pageOf(proposal) },
    async handle({ context, caller, query: { limit, cursor, ...asked } }) {
      const filter = proposalFilterOf(asked);
      const page = await listProposals(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map((record) => proposalAnswer(record)) } };
    },
  }),
  ...listFiles({
    path: '/proposals',
    tag,
    right: 'readProposals',
    query: proposalQuery,
    file: (context, { query, ...asked }) => exportProposals(context, { ...asked, filter: proposalFilterOf(query) }),
  }),
  endpoint({
    method: 'get',
    path: '/proposals/:id',
    tag,
    summary: 'A proposal with its answer',
    right: 'readProposals',
    params: byId,
    answers: { 200: proposal },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { record, prizes } = await proposalWithPrizes(context, { caller, ...params });
      return { body: proposalAnswer(record, prizes), version: record.version };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/send',
    tag,
    summary: 'Send: claims the lines; in mode link the authority gets its mail',
    right: 'writeProposals',
    params: byId,
    answers: { 202: proposal },
    refuses: [...refuses, 'FACTS_MISSING'],
    async handle({ context, caller, params, submission }) {
      return { status: 202, body: proposalAnswer(await sendProposal(context, { caller, ...params, submission })) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/answer',
    tag,
    summary: 'The authority approves, strikes lines out, or sends the list back',
    right: 'answerProposals',
    params: byId,
    body: answer,
    answers: { 200: order },
    refuses: [...refuses, 'STATE_CHANGED'],
    async handle(asked) {
      const { context, caller, params, body, submission } = asked;
      const { kind, struckOut, reason } = body;
      const said = { kind, struckOut, ...defined({ reason }), expects: expectsOf(asked) };
      return { body: await answerProposal(context, { caller, ...params, submission, answer: said }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/record',
    tag,
    summary: 'Record the signed, numbered paper',
    description:
      'Signatures in its file are read, its text is compared with the draft. A file that differs takes a reason (`confirmed`).',
    right: 'recordDecisions',
    params: byId,
    body: signedPaper,
    answers: { 200: recorded },
    refuses: [
      ...refuses,
      'STATE_CHANGED',
      'NUMBER_TAKEN',
      'NUMBER_OUT_OF_ORDER',
      'REGISTER_FULL',
      'FACTS_MISSING',
      'SIGNED_FILE_DIFFERS',
    ],
    async handle(asked) {
      const { context, caller, params, body, submission } = asked;
      const { expects: _expects, file, confirmed: reason, ...rest } = body;
      const paper = { ...rest, ...defined({ file, confirmed: reason }), expects: expectsOf(asked) };
      const { signedFile, ...done } = await recordDecision(context, { caller, ...params, submission, paper });
      const read = signedFile ? { signedFile: readingAnswer(signedFile) } : {};
      return { body: { ...done, ...read, warnings: [...done.warnings] } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/proposals/:id/ministry-pack.zip',
    tag,
    summary: 'What goes to the Ministry: Tờ trình and list as Word, one PDF for each dossier, in order',
    description: 'Papers that are asked for and have no file are listed in a text file at its beginning.',
    right: 'readProposals',
    params: byId,
    query: z.strictObject(signing),
    answers: { 200: ZIP },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'TOO_LARGE', 'FACTS_MISSING', 'NOT_PRINTABLE'],
    async handle({ context, caller, params, query }) {
      const { name, bytes } = await ministryPack(context, { caller, ...params, signing: query });
      return { file: { name, bytes, type: ZIP } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/central-deadlines',
    tag,
    summary: 'Nominations that have yet to reach the Ministry, with its last day for them, the nearest first',
    right: 'readNominations',
    answers: { 200: z.object({ items: z.array(centralDeadline) }) },
    async handle({ context, caller }) {
      return { body: { items: [...(await deadlinesAhead(context, { caller }))] } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/check',
    tag,
    summary: 'The office of the authority passes the list on, or gives it back with notes',
    right: 'checkProposals',
    params: byId,
    body: officeCheck,
    answers: { 200: order },
    refuses: [...refuses, 'STATE_CHANGED'],
    async handle(asked) {
      const { context, caller, params, body, submission } = asked;
      const { outcome, reason } = body;
      const said = { caller, ...params, submission, outcome, ...defined({ reason }), expects: expectsOf(asked) };
      return { body: await checkProposal(context, said) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/readdress',
    tag,
    summary: 'Put an open list to whoever signs for the authority today',
    description:
      'Links of whoever was asked before die and say so. Nothing happens when the one who signs has it already.',
    right: 'writeProposals',
    params: byId,
    answers: { 200: order.extend({ changed: z.boolean() }) },
    refuses,
    async handle({ context, caller, params, submission }) {
      return { body: await readdressProposal(context, { caller, ...params, submission }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/draw',
    tag,
    summary: 'Draw the number again after it was refused (automatic register)',
    right: 'recordDecisions',
    params: byId,
    body: z.strictObject({ expects }),
    answers: { 200: order },
    refuses: [...refuses, 'STATE_CHANGED'],
    async handle(asked) {
      const { context, caller, params, submission } = asked;
      return { body: await drawNumber(context, { caller, ...params, submission, expects: expectsOf(asked) }) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/strike',
    tag,
    summary: 'Strike a line out after the answer, before the number is taken',
    right: 'answerProposals',
    params: byId,
    body: strike,
    answers: { 200: order },
    refuses: [...refuses, 'STATE_CHANGED'],
    async handle(asked) {
      const { context, caller, params, body, submission } = asked;
      const { nomination, reason } = body;
      const said = { caller, ...params, submission, nomination, reason, expects: expectsOf(asked) };
      return { body: await strikeLine(context, said) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/proposals/:id/cancel',
    tag,
    summary: 'Take the list back before it is answered',
    right: 'writeProposals',
    params: byId,
    body: takenBack,
    answers: { 200: order },
    refuses,
    async handle({ context, caller, params, body, submission }) {
      return { body: await cancelProposal(context, { caller, ...params, submission, ...body }) };
    },
  }),
];
