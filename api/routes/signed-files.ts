import { z } from 'zod';
import { attachedReading, recordSignedFile, signedReading as readingOf } from '../commands/proposals/signed-file';
import type { Signable } from '../commands/proposals/signed-matter';
import { defined } from '../commands/shared';
import { readingAnswer, signedReading } from '../schemas/answers/signed';
import { confirmed, day, id, line } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';

export const signedFile = z.strictObject({ file: id, confirmed: confirmed.optional() }).meta({ id: 'NewSignedFile' });

const attachedFile = (of: Signable): Endpoint =>
  endpoint({
    method: 'get',
    path: `/${of}/:id/attachments/:file/reading`,
    tag: of,
    summary: 'Read an attached file as the signed paper, before it is recorded',
    description:
      'Its signatures, and in what its text differs from the draft and from what is about to be recorded. Saves nothing. The service reads signatures; it never signs.',
    right: of === 'cases' ? 'readCases' : 'readProposals',
    params: z.strictObject({ id, file: id }),
    query: z.strictObject({ number: line(100).optional(), date: day.optional(), signer: line(200).optional() }),
    answers: { 200: signedReading },
    refuses: ['NOT_FOUND', 'STORE_BUSY'],
    async handle({ context, caller, params, query }) {
      const read = await attachedReading(context, { caller, of, ...params, said: defined(query) });
      return { body: readingAnswer(read) };
    },
  });

/** Signed papers that come back by upload: read, compared with the draft, recorded. */
export const signedFileRoutes: readonly Endpoint[] = [
  ...(['proposals', 'cases'] as const).map(attachedFile),
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
      'The file is attached to the proposal or case first. One that differs takes a reason; what was there stays on record.',
    right: 'recordDecisions',
    params: byId,
    body: signedFile,
    answers: { 200: signedReading },
    refuses: ['NOT_FOUND', 'SIGNED_FILE_DIFFERS', 'STORE_BUSY'],
    async handle({ context, caller, params, body: { file, ...rest } }) {
      return { body: readingAnswer(await recordSignedFile(context, { caller, ...params, file, ...defined(rest) })) };
    },
  }),
];
