import type { z } from 'zod';
import { drawCasePaper } from '../commands/issued/case-draw';
import { exportCases, listCases } from '../commands/issued/case-list';
import { openCase } from '../commands/issued/case-open';
import { recordCasePaper } from '../commands/issued/case-record';
import { actOnCase, caseDraft, shownCase, type OfficeAction } from '../commands/issued/cases';
import { defined } from '../commands/shared';
import { caseAnswer, caseDone, caseRecorded, caseShown, shownCaseAnswer } from '../schemas/answers/cases';
import { readingAnswer } from '../schemas/answers/signed';
import { pageOf } from '../schemas/answers/registers';
import { caseBodies, newCase } from '../schemas/cases';
import { paging } from '../schemas/fields';
import { caseFilterOf, caseQuery } from '../schemas/listing';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { listFiles } from './list-files';
import { byId } from './nominations';
import { expectsOf } from './serve';

const tag = 'cases' as const;
const refuses = ['NOT_FOUND', 'STATE_CHANGED', 'ACTION_NOT_ALLOWED', 'KEY_REUSED', 'ENGINE_BUSY'] as const;

/** A call by which the office acts on a case. */
const action = (
  path: string,
  summary: string,
  body: z.ZodObject,
  type: OfficeAction['type'],
  more: { readonly description?: string; readonly holdable?: true } = {},
): Endpoint =>
  endpoint({
    method: 'post',
    path: `/cases/:id/${path}`,
    tag,
    summary,
    ...(more.description === undefined ? {} : { description: more.description }),
    right: 'writeCases',
    params: byId,
    body,
    answers: { 200: caseDone },
    refuses: more.holdable ? [...refuses, 'ON_HOLD'] : refuses,
    async handle(asked) {
      const { context, caller, params, submission } = asked;
      const { expects: _expects, ...said } = asked.body;
      const act = { type, ...said } as OfficeAction;
      return {
        body: await actOnCase(context, { caller, ...params, submission, expects: expectsOf(asked), action: act }),
      };
    },
  });

export const caseRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'post',
    path: '/cases',
    tag,
    summary: 'Open a case about an award that was given',
    description:
      'A correction letter, a replacing decision, a revocation, a reprint, or a complaint. Nothing of the award changes before the ' +
      'signed and numbered paper is recorded. One case of a kind at a time about an award; complaints as many as there are.',
    right: 'writeCases',
    body: newCase,
    answers: { 200: caseShown, 201: caseShown },
    refuses: ['NOT_FOUND', 'KEY_REUSED', 'CASE_OPEN', 'AWARD_CHANGED', 'NOT_ISSUED_HERE', 'ENGINE_BUSY'],
    async handle({ context, caller, body, submission }) {
      const { record, created } = await openCase(context, { caller, asked: body, submission });
      return {
        status: created ? 201 : 200,
        location: `/api/v1/cases/${record._id}`,
        body: caseAnswer(record),
        version: record.version,
      };
    },
  }),
  endpoint({
    method: 'get',
    path: '/cases',
    tag,
    summary: 'List cases',
    right: 'readCases',
    query: caseQuery.extend(paging),
    answers: { 200: pageOf(caseShown) },
    async handle({ context, caller, query: { limit, cursor, ...asked } }) {
      const filter = caseFilterOf(asked);
      const page = await listCases(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map(caseAnswer) } };
    },
  }),
  ...listFiles({
    path: '/cases',
    tag,
    right: 'readCases',
    query: caseQuery,
    file: (context, { query, ...asked }) => exportCases(context, { ...asked, filter: caseFilterOf(query) }),
  }),
  endpoint({
    method: 'get',
    path: '/cases/:id',
    tag,
    summary: 'A case with its papers; of a revocation also the later awards that rest on the award',
    right: 'readCases',
    params: byId,
    answers: { 200: caseShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const shown = await shownCase(context, { caller, ...params });
      return { body: shownCaseAnswer(shown), version: shown.record.version };
    },
  }),
  endpoint({
    method: 'get',
    path: '/cases/:id/draft.pdf',
    tag,
    summary: 'The draft of the letter or decision, without number and day',
    right: 'readCases',
    params: byId,
    answers: { 200: 'application/pdf' },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { name, bytes } = await caseDraft(context, { caller, ...params });
      return { file: { name, bytes, type: 'application/pdf' } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/cases/:id/draw',
    tag,
    summary: 'Have the paper drawn again that could not be printed',
    description:
      'After what it says was mended: the name of a unit, a post. `undrawn` of the case says whether it is still to be drawn; it is ' +
      'tried daily by itself.',
    right: 'writeCases',
    params: byId,
    answers: { 200: caseDone },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'ENGINE_BUSY'],
    handle: async ({ context, caller, params, submission }) => ({
      body: await drawCasePaper(context, { caller, ...params, submission }),
    }),
  }),
  endpoint({
    method: 'post',
    path: '/cases/:id/record',
    tag,
    summary: 'Record the signed, numbered paper; what it says comes about',
    description:
      'Where the register is automatic the number is left out: it gives the next one, and the answer says which. Signatures in the file ' +
      'are read, its text is compared with the draft. A file that differs takes a reason (`confirmed`).',
    right: 'recordDecisions',
    params: byId,
    body: caseBodies.record,
    answers: { 200: caseRecorded },
    refuses: [
      ...refuses,
      'ON_HOLD',
      'NUMBER_TAKEN',
      'NUMBER_OUT_OF_ORDER',
      'REGISTER_FULL',
      'FACTS_MISSING',
      'SIGNED_FILE_DIFFERS',
      'CALENDAR_ENDS',
      'STORE_BUSY',
    ],
    async handle(asked) {
      const { context, caller, params, body, submission } = asked;
      const { expects: _expects, date, signer, signerPost, form, ...rest } = body;
      const paper = { date, signer, signerPost, form, ...defined(rest) };
      const expects = expectsOf(asked);
      const done = await recordCasePaper(context, { caller, ...params, submission, expects, paper });
      const { warnings, signedFile, ...recorded } = done;
      const read = signedFile && readingAnswer(signedFile);
      return { body: { ...recorded, warnings: [...warnings], ...defined({ signedFile: read }) } };
    },
  }),
  action('return', 'Record what has come back: object or money, each by itself', caseBodies.return, 'recordReturn'),
  action('waive', 'What will not come back any more, by a paper', caseBodies.waive, 'waiveReturn', { holdable: true }),
  action('print', 'Record that the same bytes were printed again', caseBodies.print, 'recordPrint', {
    description: 'Counted on the certificate; number and code stay.',
    holdable: true,
  }),
  action('cancel', 'Give a case up before its paper is recorded', caseBodies.reason, 'cancel'),
  action('papers', 'Add a paper to a complaint', caseBodies.paper, 'addPaper'),
  action('hold', 'Have a complaint hold the other cases of the award', caseBodies.reason, 'hold', {
    description: 'While one holds, no paper is recorded and nothing printed; the clock of a return stands still.',
  }),
  action('release', 'Let the other cases go on, by a paper', caseBodies.settling, 'release'),
  action('conclude', 'Settle a complaint with its conclusion; its hold ends', caseBodies.conclude, 'conclude'),
];
