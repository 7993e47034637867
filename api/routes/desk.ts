import { z } from 'zod';
import { exportNominations } from '../commands/desk/export';
import { roundProgress } from '../commands/desk/round';
import { todaysWork } from '../commands/desk/today';
import { officePaper } from '../commands/office/papers';
import { defined } from '../commands/shared';
import { roundAnswer, roundShown, today, todayAnswer } from '../schemas/answers/desk';
import { code } from '../schemas/fields';
import { filterOf, filterQuery } from '../schemas/listing';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';
import { listFiles } from './list-files';
import { signing } from './office-papers';
import { TYPES } from './session-papers';

const tag = 'nominations' as const;
const byCode = z.strictObject({ code });

export const deskRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/today',
    tag,
    summary: "An office's work of the day, by what it has to do with it",
    right: 'readInternal',
    answers: { 200: today },
    async handle({ context, caller }) {
      return { body: todayAnswer(await todaysWork(context, caller)) };
    },
  }),
  ...listFiles({
    path: '/nominations',
    tag,
    right: 'readNominations',
    query: filterQuery,
    file: (context, { query, ...asked }) => exportNominations(context, { ...asked, filter: filterOf(query) }),
  }),
  endpoint({
    method: 'get',
    path: '/rounds/:code/progress',
    tag,
    summary: 'What each unit has sent in a round, and who has sent nothing',
    right: 'readNominations',
    params: byCode,
    answers: { 200: roundShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params }) {
      return { body: roundAnswer(await roundProgress(context, { caller, id: params.code })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/rounds/:code/reminder.docx',
    tag,
    summary:
      'Letter that urges the units which have sent nothing (công văn đôn đốc), to go on with in a word processor',
    right: 'readInternal',
    params: byCode,
    query: z.strictObject({
      unit: code.exactOptional().meta({ description: 'To this unit alone' }),
      ...signing,
    }),
    answers: { 200: TYPES.docx },
    refuses: ['NOT_FOUND', 'FACTS_MISSING', 'NOT_PRINTABLE'],
    async handle({ context, caller, params, query: { unit, ...by } }) {
      const asked = { caller, id: params.code, signing: by, ...defined({ receiver: unit }) };
      return { file: { ...(await officePaper(context, 'roundReminder', asked)), type: TYPES.docx } };
    },
  }),
];
