import { z } from 'zod';
import { Problem } from '../../domain/errors';
import { importWorkbook, type NamedFile } from '../commands/nominations/workbook';
import { explainedWorkbook, workbookFor } from '../commands/nominations/workbook/download';
import { workbookAnswer, workbookOutcome } from '../schemas/answers/imports';
import { code } from '../schemas/fields';
import { defined } from '../commands/shared';
import { endpoint } from './endpoint';

const tag = 'nominations' as const;
export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const params = z.strictObject({ code });
const unit = code.optional().meta({ description: 'The unit; that of the key when absent' });
const flag = z.enum(['true', 'false']).optional();

/** The files of an upload. @throws Problem MALFORMED */
export function needUploads(uploads: readonly NamedFile[] | undefined): readonly NamedFile[] {
  if (!uploads || uploads.length === 0) throw new Problem('MALFORMED', 'no file');
  return uploads;
}

export const workbookRoutes = [
  endpoint({
    method: 'get',
    path: '/rounds/:code/workbook.xlsx',
    tag,
    summary: 'The workbook of a unit for a round, with its drafts or empty',
    description: 'A sheet each for persons, collectives and households, lists of what may be chosen, and what to do.',
    right: 'writeDrafts',
    params,
    query: z.strictObject({ unit, empty: flag }),
    answers: { 200: xlsx },
    refuses: ['NOT_FOUND'],
    async handle({ context, caller, params: { code: round }, query }) {
      const asked = { caller, round, ...defined({ unit: query.unit }), empty: query.empty === 'true' };
      return { file: { ...(await workbookFor(context, asked)), type: xlsx } };
    },
  }),
  endpoint({
    method: 'post',
    path: '/rounds/:code/workbook',
    tag,
    summary: 'Take drafts of a unit in from its workbook',
    description:
      'XLSX or CSV, with the files that its rows name beside it or in one ZIP with it, 40 MB together. Each row is a draft. With ' +
      '`dryRun=true` nothing is saved; neither is anything when a cell is wrong: every wrong cell is named with sheet, row, column ' +
      'and reason. The same workbook again changes nothing; a row whose draft was changed elsewhere is named.',
    right: 'writeDrafts',
    params,
    query: z.strictObject({ unit, dryRun: flag }),
    upload: 'several',
    answers: { 200: workbookOutcome },
    refuses: ['NOT_FOUND', 'UNSUPPORTED_TYPE', 'TOO_LARGE'],
    async handle({ context, caller, params: { code: round }, query, uploads }) {
      const asked = { caller, round, ...defined({ unit: query.unit }), dryRun: query.dryRun === 'true' };
      return { body: workbookAnswer(await importWorkbook(context, { ...asked, uploads: needUploads(uploads) })) };
    },
  }),
  endpoint({
    method: 'post',
    path: '/rounds/:code/workbook/explained.xlsx',
    tag,
    summary: 'The same workbook back, with every wrong cell coloured and explained; saves nothing',
    right: 'writeDrafts',
    params,
    query: z.strictObject({ unit }),
    upload: 'several',
    answers: { 200: xlsx },
    refuses: ['NOT_FOUND', 'UNSUPPORTED_TYPE', 'TOO_LARGE'],
    async handle({ context, caller, params: { code: round }, query, uploads, language }) {
      const asked = { caller, round, ...defined(query), uploads: needUploads(uploads), language };
      return { file: { ...(await explainedWorkbook(context, asked)), type: xlsx } };
    },
  }),
];
