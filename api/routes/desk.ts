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
import { signing } from './office-papers';
import { TYPES } from './session-papers';

const tag = 'nominations' as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const byCode = z.strictObject({ code });

const exportAs = (format: 'xlsx' | 'csv', type: string, summary: string): Endpoint =>
  endpoint({
    method: 'get',
    path: `/nominations.${format}`,
    tag,
    summary,
    description: 'With the filters and the order of the list, all of its pages, up to 20,000 rows.',
    right: 'readNominations',
    query: filterQuery,
    answers: { 200: type },
    async handle({ context, caller, query }) {
      return { file: { ...(await exportNominations(context, { caller, filter: filterOf(query), format })), type } };
    },
  });

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
  exportAs('xlsx', XLSX, 'The list as a workbook'),
  exportAs('csv', 'text/csv', 'The list as CSV (UTF-8 with BOM; what looks like a formula is kept from being one)'),
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
