import { z } from 'zod';
import type { ImportOutcome } from '../../commands/facts/history-import';
import type { WorkbookOutcome } from '../../commands/nominations/workbook';
import type { CellFault } from '../../commands/sheets/rows';

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
  faults: faults.map(faultAnswer),
  ...(saved === undefined ? {} : { saved }),
});

const faultAnswer = ({ vi, en, ...place }: CellFault): z.input<typeof fault> => ({ ...place, message: { vi, en } });

export const workbookOutcome = z
  .object({
    rows: z.int(),
    faults: z.array(fault),
    changes: z
      .object({ created: z.int(), changed: z.int(), unchanged: z.int() })
      .meta({ description: 'What the rows have brought about, or would bring about' }),
    saved: z.boolean().meta({ description: 'False after a dry run, and with any fault: then nothing was saved' }),
  })
  .meta({ id: 'WorkbookOutcome' });

export const workbookAnswer = (outcome: WorkbookOutcome): z.input<typeof workbookOutcome> => ({
  rows: outcome.rows,
  faults: outcome.faults.map(faultAnswer),
  changes: outcome.changes,
  saved: outcome.saved,
});
