import { z } from 'zod';
import type { ImportOutcome } from '../../commands/facts/history-import';

const fault = z
  .object({
    sheet: z.string(),
    row: z.int().meta({ description: 'Counted from 1, as on the screen' }),
    column: z
      .string()
      .optional()
      .meta({ description: 'Letter of the column; absent when it is about the row or the sheet' }),
    heading: z.string().optional(),
    message: z.object({ vi: z.string(), en: z.string() }),
  })
  .meta({ id: 'CellFault' });

export const importOutcome = z
  .object({
    rows: z.int().meta({ description: 'Rows that were read without a fault' }),
    faults: z.array(fault),
    saved: z
      .object({ created: z.int(), corrected: z.int(), unchanged: z.int() })
      .optional()
      .meta({ description: 'Absent when nothing was saved: after a dry run, or with any fault' }),
  })
  .meta({ id: 'ImportOutcome' });

export const importAnswer = ({ rows, faults, saved }: ImportOutcome): z.input<typeof importOutcome> => ({
  rows,
  faults: faults.map(({ vi, en, ...place }) => ({ ...place, message: { vi, en } })),
  ...(saved === undefined ? {} : { saved }),
});
