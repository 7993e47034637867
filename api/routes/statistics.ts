import { z } from 'zod';
import { filledForms, formsWorkbook } from '../commands/statistics/forms';
import { statisticsOver, yearStatistics } from '../commands/statistics/statistics';
import { formsAnswer, formsShown, yearAnswer, yearShown, yearsAnswer, yearsShown } from '../schemas/answers/statistics';
import { code, year } from '../schemas/fields';
import type { Endpoint } from './endpoint';
import { endpoint } from './endpoint';

const tag = 'statistics' as const;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const byYear = z.strictObject({ year: z.coerce.number().pipe(year) });
const unit = code.exactOptional().meta({ description: 'With its rooms' });

export const statisticsRoutes: readonly Endpoint[] = [
  endpoint({
    method: 'get',
    path: '/statistics',
    tag,
    summary: 'Numbers of several award years, and of all of them together',
    right: 'readStatistics',
    query: z.strictObject({
      from: z.coerce.number().pipe(year),
      to: z.coerce.number().pipe(year).meta({ description: 'At most 20 years' }),
      unit,
    }),
    answers: { 200: yearsShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, query }) {
      return { body: yearsAnswer(await statisticsOver(context, { caller, ...query })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/statistics/:year',
    tag,
    summary: 'Tables of an award year by award, level, kind of commendation and unit',
    description:
      'What was sent and what has become of it; of what was awarded, how many persons, women, men, direct workers, collectives and households. ' +
      'An award that was revoked later stays in the figures of its year. Each number has the filter of the list of its dossiers.',
    right: 'readStatistics',
    params: byYear,
    query: z.strictObject({ unit }),
    answers: { 200: yearShown },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params, query }) {
      return { body: yearAnswer(await yearStatistics(context, { caller, ...params, ...query })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/statistics/:year/forms',
    tag,
    summary: "The Ministry's forms 0601 to 0605, filled with what is on record",
    right: 'readStatistics',
    params: byYear,
    answers: { 200: formsShown },
    async handle({ context, caller, params }) {
      return { body: formsAnswer(await filledForms(context, { caller, ...params })) };
    },
  }),
  endpoint({
    method: 'get',
    path: '/statistics/:year/forms.xlsx',
    tag,
    summary: "The Ministry's forms as a workbook, with what they rest on",
    right: 'readStatistics',
    params: byYear,
    answers: { 200: XLSX },
    async handle({ context, caller, params }) {
      return { file: { ...(await formsWorkbook(context, { caller, ...params })), type: XLSX } };
    },
  }),
];
