import { z } from 'zod';
import { initiativeStatuses } from '../../../domain/initiative/initiative';
import { scopes } from '../../../domain/rules/facts';
import type { SubmittedInitiativeRecord } from '../../../platform/store';
import type { Recognition } from '../../commands/initiatives/recognise';

/** How initiatives on their way to recognition are answered. */

const text = z.object({ vi: z.string(), en: z.string() });
const numbered = z.object({ number: z.string(), date: z.string() });

export const submittedInitiative = z
  .object({
    id: z.string(),
    unit: z.string(),
    year: z.int(),
    title: z.string(),
    nature: z.enum(['initiative', 'topic']),
    authors: z.array(z.object({ person: z.string(), share: z.string() })),
    field: z.string(),
    content: z.string(),
    effect: z.string(),
    appliedFrom: z.string(),
    claims: z.enum(scopes),
    status: z.enum(initiativeStatuses),
    withdrawn: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
    outcome: z
      .object({
        meeting: z.string(),
        council: z.string(),
        heldOn: z.string(),
        passed: z.boolean(),
        why: text.optional().meta({ description: 'With the counts: for those who read what councils say' }),
        decision: numbered.optional(),
      })
      .optional(),
    version: z.int(),
    createdAt: z.string(),
    createdBy: z.string(),
  })
  .meta({
    id: 'SubmittedInitiative',
    description:
      'Once it is recognised, `GET /initiatives/{id}` is the fact that the rules read, with what it was used for',
  });

/** @param internal whether the reader may see how a council has voted */
export function submittedInitiativeAnswer(
  { _id: id, asked: _asked, outcome, authors, ...said }: SubmittedInitiativeRecord,
  internal: boolean,
): z.input<typeof submittedInitiative> {
  const shown = { id, ...said, authors: authors.map((one) => ({ ...one })) };
  if (!outcome) return shown;
  const { why, ...rest } = outcome;
  return { ...shown, outcome: internal ? { ...rest, why } : rest };
}

export const recognitionShown = z
  .object({
    id: z.string().optional().meta({ description: 'Absent in a dry run: nothing was saved' }),
    outcomes: z.array(
      z.object({
        initiative: z.string(),
        passed: z.boolean(),
        needed: z.int().meta({ description: 'Votes that pass' }),
        base: z.int(),
        yes: z.int(),
        why: text,
      }),
    ),
  })
  .meta({ id: 'InitiativeRecognition' });

export const recognitionAnswer = ({ meeting, outcomes }: Recognition): z.input<typeof recognitionShown> => ({
  ...(meeting === undefined ? {} : { id: meeting }),
  outcomes: outcomes.map(({ initiative, tally: { passed, needed, base, yes }, why }) => ({
    initiative,
    passed,
    needed,
    base,
    yes,
    why: { ...why },
  })),
});
