import { z } from 'zod';
import type { ProposalRecord } from '../../../platform/store';
import type { Prizes } from '../../commands/issued/prizes';
import { prizes, prizesPart } from './prizes';
import { signedReading } from './signed';

/** How proposals and orders to a process are answered. */

export const leftOut = z.object({ nomination: z.string(), code: z.string() });

export const proposal = z
  .object({
    id: z.string(),
    number: z.string(),
    date: z.string(),
    authority: z.string(),
    level: z.enum(['unit', 'province']),
    unit: z.string().optional(),
    power: z.enum(['decide', 'forward']),
    mode: z.enum(['link', 'recorded']),
    submitter: z.string(),
    lines: z.array(z.object({ nomination: z.string(), docket: z.string(), award: z.string(), no: z.number() })),
    leftOut: z.array(leftOut),
    status: z.string(),
    check: z
      .object({
        outcome: z.enum(['awaited', 'passed', 'returned']),
        note: z.string().optional(),
        at: z.string().optional(),
        by: z.string().optional(),
      })
      .optional()
      .meta({ description: 'The look of the office of the authority, before it goes there' }),
    answer: z
      .object({
        kind: z.enum(['approved', 'returned']),
        struckOut: z.array(z.object({ nomination: z.string(), note: z.string() })),
        note: z.string().optional(),
        at: z.string(),
        by: z.string(),
      })
      .optional(),
    refused: z
      .object({ code: z.string(), decision: z.string().optional() })
      .optional()
      .meta({ description: 'The last number that was refused' }),
    decision: z.string().optional(),
    prizes: prizes.optional().meta({ description: 'Of one proposal that is decided on, not in lists' }),
    sentAt: z.string().optional(),
    version: z.number(),
    createdAt: z.string(),
  })
  .meta({ id: 'Proposal' });

export function proposalAnswer(record: ProposalRecord, paid?: Prizes): z.input<typeof proposal> {
  const { _id, createdBy: _by, answer, lines, leftOut: left, ...shown } = record;
  return {
    id: _id,
    ...shown,
    lines: [...lines],
    leftOut: [...left],
    ...prizesPart(paid),
    ...(answer ? { answer: { ...answer, struckOut: [...answer.struckOut] } } : {}),
  };
}

export const order = z
  .object({ at: z.string(), status: z.string() })
  .meta({ id: 'Order', description: 'The order was taken' });
export const numberWarning = z.object({
  code: z.enum(['dayOff', 'yearBefore', 'numberSkipped']),
  vi: z.string(),
  en: z.string(),
});
export const recorded = order
  .extend({
    decision: z.string(),
    dayOff: z.boolean().meta({ description: 'The date is no working day; worth a look' }),
    warnings: z.array(numberWarning).meta({ description: 'Allowed, and worth a look' }),
    signedFile: signedReading.optional().meta({ description: 'What its file says, where one was named' }),
  })
  .meta({ id: 'Recorded' });
