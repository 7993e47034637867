import { z } from 'zod';
import type { SessionPaper } from '../../platform/store';
import { makeSessionPapers, meetingPapers, sessionPaper } from '../commands/sessions/papers';
import { viewSession } from '../commands/sessions/sessions';
import { session, sessionAnswer } from '../schemas/answers/council';
import { code, id } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { byId } from './nominations';

const tag = 'sessions' as const;

export const TYPES = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;
const formats = ['pdf', 'docx'] as const;

/** A paper of a closed session: an address each. */
const closed = (path: string, summary: string, paper: SessionPaper['paper']): Endpoint[] =>
  formats.map((format) =>
    endpoint({
      method: 'get',
      path: `/sessions/:id/papers/${path}.${format}`,
      tag,
      summary: format === 'pdf' ? summary : `${summary}, to go on with in a word processor`,
      right: 'readSessions',
      params: byId,
      answers: { 200: TYPES[format] },
      refuses: ['NOT_FOUND'],
      async handle({ context, caller, params }) {
        const { name, bytes } = await sessionPaper(context, { caller, ...params, paper, format });
        return { file: { name, bytes, type: TYPES[format] } };
      },
    }),
  );

export const sessionPaperRoutes: readonly Endpoint[] = [
  ...formats.map((format) =>
    endpoint({
      method: 'get',
      path: `/sessions/:id/papers/agenda.${format}`,
      tag,
      summary: 'Meeting papers: the table of the sheet, without totals',
      right: 'readSessions',
      params: byId,
      answers: { 200: TYPES[format] },
      refuses: ['NOT_FOUND', 'NOT_PRINTABLE'],
      async handle({ context, caller, params }) {
        const { name, bytes } = await meetingPapers(context, { caller, ...params, format });
        return { file: { name, bytes, type: TYPES[format] } };
      },
    }),
  ),
  ...closed('counting-minutes', 'Counting minutes of a closed session', 'countingMinutes'),
  ...closed('minutes', 'Minutes of a closed session', 'minutes'),
  endpoint({
    method: 'post',
    path: '/sessions/:id/papers',
    tag,
    summary: 'Make the papers of a closed session that could not be made at its closing',
    description: 'What was made stays. ENGINE_BUSY: they are being made, ask again.',
    right: 'runSessions',
    params: byId,
    answers: { 200: session },
    refuses: ['NOT_FOUND', 'ACTION_NOT_ALLOWED', 'NOT_PRINTABLE', 'ENGINE_BUSY'],
    async handle({ context, caller, params, submission }) {
      await makeSessionPapers(context, { caller, ...params, submission });
      const found = await viewSession(context, { caller, ...params });
      return { body: sessionAnswer(found), version: found.record.version };
    },
  }),
  endpoint({
    method: 'get',
    path: '/sessions/:id/papers/ballots/:code',
    tag,
    summary: 'What a member said in a named session, as PDF for him to sign',
    description: 'There are none of a secret session: nobody could make them.',
    right: 'readSessions',
    params: z.strictObject({ id, code }),
    answers: { 200: TYPES.pdf },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      const asked = { caller, id: params.id, paper: 'namedBallot', format: 'pdf', member: params.code } as const;
      const { name, bytes } = await sessionPaper(context, asked);
      return { file: { name, bytes, type: TYPES.pdf } };
    },
  }),
];
