import { z } from 'zod';
import { attachedReading, recordSignedFile, signedReading as readingOf } from '../commands/proposals/signed-file';
import { defined } from '../commands/shared';
import { readingAnswer, signedReading } from '../schemas/answers/signed';
import { day, id, line } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';
import { confirmed } from './proposals';

/** Signed papers that come back by upload: read, compared with the draft, recorded. */
export const signedFileRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/proposals/:id/attachments/:file/reading',
    tag: 'proposals',
    summary: 'Read an attached file as the signed paper, before it is recorded',
    description:
      'Its signatures, and in what its text differs from the draft and from what is about to be recorded. Saves nothing. The service reads signatures; it never signs.',
    right: 'readProposals',
    params: z.strictObject({ id, file: id }),
    query: z.strictObject({ number: line(100).optional(), date: day.optional(), signer: line(200).optional() }),
    answers: { 200: signedReading },
    refuses: ['NOT_FOUND', 'STORE_BUSY'],
    async handle({ context, caller, params, query }) {
      return { body: readingAnswer(await attachedReading(context, { caller, ...params, said: defined(query) })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/decisions/:id/signed-file',
    tag: 'registers',
    summary: 'What the signed file of a paper says: signatures, and differences from the draft',
    right: 'readProposals',
    params: byId,
    answers: { 200: signedReading },
    refuses: ['NOT_FOUND', 'STORE_BUSY'],
    async handle({ context, caller, params }) {
      return { body: readingAnswer(await readingOf(context, { caller, ...params })) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/decisions/:id/signed-file',
    tag: 'registers',
    summary: 'Record the file of a signed paper after its number, or the right one in place of another',
    description:
      'The file is attached to the proposal first. One that differs takes a reason; what was there stays on record.',
    right: 'recordDecisions',
    params: byId,
    body: z.strictObject({ file: id, confirmed: confirmed.optional() }).meta({ id: 'NewSignedFile' }),
    answers: { 200: signedReading },
    refuses: ['NOT_FOUND', 'SIGNED_FILE_DIFFERS', 'STORE_BUSY'],
    async handle({ context, caller, params, body: { file, ...rest } }) {
      return { body: readingAnswer(await recordSignedFile(context, { caller, ...params, file, ...defined(rest) })) };
    },
  }),
];
