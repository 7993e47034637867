import { z } from 'zod';
import { Problem } from '../../domain/errors';
import { importHistory } from '../commands/facts/history-import';
import { columns } from '../commands/facts/history-import/rows';
import { importAnswer, importOutcome } from '../schemas/answers/imports';
import { endpoint } from './endpoint';

export const historyImportRoutes = [
  endpoint({
    method: 'post',
    path: '/award-history/imports',
    tag: 'facts',
    summary: 'Take awards of the past into the ledger from XLSX or CSV',
    description:
      `Headings of the first row: ${columns.map(([, heading]) => heading).join(' · ')} (the achievement period may be left out). ` +
      'With `dryRun=true` nothing is saved; neither is anything when a cell is wrong: every wrong cell is named with sheet, row, ' +
      'column and reason. The same file again changes nothing.',
    right: 'writeFacts',
    query: z.strictObject({ dryRun: z.enum(['true', 'false']).optional() }),
    upload: true,
    answers: { 200: importOutcome },
    refuses: ['UNSUPPORTED_TYPE', 'TOO_LARGE'],
    async handle({ context, caller, query, upload }) {
      if (!upload) throw new Problem('MALFORMED', 'no file');
      const dryRun = query.dryRun === 'true';
      return { body: importAnswer(await importHistory(context, { caller, bytes: upload.bytes, dryRun })) };
    },
  }),
];
