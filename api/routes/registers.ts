import { z } from 'zod';
import { handOver, handOverMany } from '../commands/issued/handed-over';
import { ceremonyListOf, handoverSlipsOf } from '../commands/issued/ceremony';
import { paymentListOf } from '../commands/issued/payment-list';
import { decisionWithPrizes } from '../commands/issued/prizes';
import {
  certificate as oneCertificate,
  certificateDocument,
  certificatesOf,
  decisionDocument,
  exportDecisions,
  listDecisions,
} from '../commands/issued/issued';
import { exportCertificates, listCertificates } from '../commands/issued/certificates';
import { exportMails, listMails } from '../commands/mails/sent';
import { printedCertificates } from '../commands/issued/certificates-print';
import { defined } from '../commands/shared';
import { lineIn } from '../problems';
import { lineAnswers } from '../schemas/answers/nominations';
import {
  certificate,
  certificateAnswer,
  decision,
  decisionAnswer,
  pageOf,
  sentMail,
  sentMailAnswer,
} from '../schemas/answers/registers';
import { handingOver, handingOverMany } from '../schemas/handing-over';
import { id, paging } from '../schemas/fields';
import {
  certificateFilterOf,
  certificateQuery,
  certificatesQuery,
  decisionFilterOf,
  decisionQuery,
  mailFilterOf,
  mailQuery,
} from '../schemas/listing';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { listFiles } from './list-files';
import { byId } from './nominations';
import { xlsx } from './workbook';

const tag = 'registers' as const;
const byNumber = z.strictObject({ number: id });
const pdf = 'application/pdf';

export const registerRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/decisions',
    tag,
    summary: 'List signed papers, newest first',
    right: 'readDecisions',
    query: decisionQuery.extend(paging),
    answers: { 200: pageOf(decision) },
    async handle({ context, caller, query: { limit, cursor, ...asked } }) {
      const filter = decisionFilterOf(asked);
      const page = await listDecisions(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map((record) => decisionAnswer(record)) } };
    },
  }),
  ...listFiles({
    path: '/decisions',
    tag,
    right: 'readDecisions',
    query: decisionQuery,
    file: (context, { query, ...asked }) => exportDecisions(context, { ...asked, filter: decisionFilterOf(query) }),
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id',
    tag,
    summary: 'A signed paper; a unit reads its own lines of it',
    description: 'With the prize money that is due on its date: for each line, and in all.',
    right: 'readDecisions',
    params: byId,
    answers: { 200: decision },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { record, prizes } = await decisionWithPrizes(context, { caller, ...params });
      return { body: decisionAnswer(record, prizes) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/document.pdf',
    tag,
    summary: 'The decision as it was rendered and stored',
    right: 'readDecisions',
    params: byId,
    answers: { 200: pdf },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { name, bytes } = await decisionDocument(context, { caller, ...params });
      return { file: { name, bytes, type: pdf } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/payment-list.xlsx',
    tag,
    summary: 'What is paid under a decision: amounts, sums by fund and in words; bank details left blank',
    right: 'readDecisions',
    params: byId,
    answers: { 200: xlsx },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { name, bytes } = await paymentListOf(context, { caller, ...params });
      return { file: { name, bytes, type: xlsx } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/ceremony-list.xlsx',
    tag,
    summary: 'Who is called up at a ceremony, award by award, in the order of the list',
    right: 'readDecisions',
    params: byId,
    answers: { 200: xlsx },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { file: { ...(await ceremonyListOf(context, { caller, ...params })), type: xlsx } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/slips.pdf',
    tag,
    summary: 'A slip for each award, to be signed when it is handed over, with the code of its certificate',
    right: 'readDecisions',
    params: byId,
    answers: { 200: pdf },
    refuses: ['NOT_FOUND', 'NOT_PRINTABLE'],
    async handle({ context, caller, params }) {
      return { file: { ...(await handoverSlipsOf(context, { caller, ...params })), type: pdf } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/certificates',
    tag,
    summary: 'Certificates under one decision, in the order of the gold book',
    right: 'readDecisions',
    params: byId,
    answers: { 200: z.object({ items: z.array(certificate) }) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const found = await certificatesOf(context, { caller, ...params });
      return { body: { items: found.map((c) => certificateAnswer(c)) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/certificates.pdf',
    tag,
    summary: 'All certificates of a decision to be printed, a page each, in the order of its list',
    description:
      'With `printer` for pre-printed blanks: pages of the exact size of the blank with the facts alone, by the coordinates ' +
      'of today and the nudge of that printer. Without, the file copies as they were issued. What was replaced or revoked is left out.',
    right: 'readDecisions',
    params: byId,
    query: certificatesQuery,
    answers: { 200: pdf },
    refuses: ['NOT_FOUND', 'NO_COORDINATES', 'BLANK_UNFIT', 'NOT_PRINTABLE'],
    async handle({ context, caller, params, query: { printer, award, proof } }) {
      const asked = { caller, ...params, ...defined({ printer, award }), proof: proof === 'true' };
      return { file: { ...(await printedCertificates(context, asked)), type: pdf } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/certificates/:number/handover',
    tag,
    summary: 'Record that a certificate was handed over: the day, who has received it, the slip',
    description:
      'Recorded once; the same said again is the same. The scan of the slip is attached to the nomination first.',
    right: 'handOver',
    params: byNumber,
    body: handingOver,
    answers: { 200: certificate },
    refuses: ['NOT_FOUND', 'AWARD_CHANGED'],
    async handle({ context, caller, params, body: { on, to, paper } }) {
      const said = { on, to, ...defined({ paper }) };
      return { body: certificateAnswer(await handOver(context, { caller, code: params.number, said })) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/decisions/:id/handover',
    tag,
    summary: 'Record that many certificates of a decision were handed over at once',
    description:
      'One day, one receiver, one paper. One answer a certificate, with its number as `id`; a refused one does not stop the others. ' +
      'Each is recorded once; the same said again is the same. When all are refused: ALL_REFUSED.',
    right: 'handOver',
    params: byId,
    body: handingOverMany,
    answers: { 200: lineAnswers },
    refuses: ['NOT_FOUND', 'ALL_REFUSED'],
    async handle({ context, caller, params, language, body: { on, to, paper, certificates } }) {
      const said = { on, to, ...defined({ paper }) };
      const { at, lines } = await handOverMany(context, { caller, ...params, certificates, said });
      return { body: { at, lines: lines.map((one) => (one.done ? one : lineIn(one, language))) } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates',
    tag,
    summary: 'List certificates, newest first: all of them, or those of the unit',
    right: 'readDecisions',
    query: certificateQuery.extend(paging),
    answers: { 200: pageOf(certificate) },
    async handle({ context, caller, query: { limit, cursor, ...asked } }) {
      const filter = certificateFilterOf(asked);
      const page = await listCertificates(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map((one) => certificateAnswer(one.record, one.decision)) } };
    },
  }),
  ...listFiles({
    path: '/certificates',
    tag,
    right: 'readDecisions',
    query: certificateQuery,
    file: (context, { query, ...asked }) =>
      exportCertificates(context, { ...asked, filter: certificateFilterOf(query) }),
  }),
  endpoint({
    method: 'get',
    path: '/certificates/:number',
    tag,
    summary: 'A certificate by its number',
    right: 'readDecisions',
    params: byNumber,
    answers: { 200: certificate },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { record, decision: of } = await oneCertificate(context, { caller, ...params });
      return { body: certificateAnswer(record, of) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/certificates/:number/certificate.pdf',
    tag,
    summary: 'The bytes that were issued',
    right: 'readDecisions',
    params: byNumber,
    answers: { 200: pdf },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const { name, bytes } = await certificateDocument(context, { caller, ...params });
      return { file: { name, bytes, type: pdf } };
    },
  }),
  endpoint({
    method: 'get',
    path: '/sent-mails',
    tag,
    summary: 'List sent mails, with the words of the mail server',
    description: 'Somebody of a unit reads those about its own matters.',
    right: 'readMails',
    query: mailQuery.extend(paging),
    answers: { 200: pageOf(sentMail) },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, query: { limit, cursor, ...asked } }) {
      const filter = mailFilterOf(asked);
      const page = await listMails(context, { caller, filter, paging: defined({ limit, cursor }) });
      return { body: { ...page, items: page.items.map(sentMailAnswer) } };
    },
  }),
  ...listFiles({
    path: '/sent-mails',
    tag,
    right: 'readMails',
    query: mailQuery,
    file: (context, { query, ...asked }) => exportMails(context, { ...asked, filter: mailFilterOf(query) }),
  }),
];
