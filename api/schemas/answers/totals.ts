import { z } from 'zod';
import type { Outcome } from '../../../domain/whatIf';
import type { TotalsRead } from '../../commands/sessions/totals';

/** How totals of a meeting, and what made-up votes would come to, are answered. */

const outcome = z.looseObject({
  nomination: z.string(),
  passed: z.boolean(),
  quorate: z.boolean(),
  needed: z.number(),
  base: z.number(),
  why: z.object({ vi: z.string(), en: z.string() }),
});
export const outcomes = z
  .object({ lines: z.array(outcome) })
  .meta({ id: 'Outcomes', description: 'What made-up votes would come to; nothing was saved' });
export const outcomeAnswer = (of: Outcome & { readonly nomination: string }): z.input<typeof outcome> => ({
  ...of,
  why: { ...of.why },
});

export const totalsRead = z
  .object({
    totals: z.string().meta({ description: 'Names these totals; whoever confirms them says so' }),
    enteredAt: z.string(),
    enteredBy: z.string(),
    entered: z.looseObject({
      present: z.array(z.string()),
      issued: z.number(),
      returned: z.number(),
      valid: z.number(),
      invalid: z.number(),
      lines: z.array(z.looseObject({ nomination: z.string(), yes: z.number(), no: z.number() })),
    }),
    outcomes: z.array(outcome).optional().meta({ description: 'What each line would come to; not of a mixed session' }),
  })
  .meta({ id: 'TotalsRead', description: 'Totals of a meeting as they were entered; nothing is counted yet' });

export const totalsAnswer = ({ entered, outcomes: of, ...read }: TotalsRead): z.input<typeof totalsRead> => ({
  ...read,
  entered: { ...entered, present: [...entered.present], lines: entered.lines.map((l) => ({ ...l })) },
  ...(of ? { outcomes: of.map(outcomeAnswer) } : {}),
});
