import { z } from 'zod';
import { recommendations } from '../../../domain/campaign/nominating';
import type { Proposed } from '../../commands/campaigns/nominating';
import { defined } from '../../commands/shared';
import type { Caller } from '../../context';
import { eligibility, eligibilityAnswer } from './findings';

/** What the final review of a campaign proposes. */

const text = z.object({ vi: z.string(), en: z.string() });

export const proposedShown = z
  .object({
    campaign: z.string(),
    lapsed: z.array(z.string()).meta({ description: 'Awards of the round whose legal basis has ended' }),
    rows: z.array(
      z.object({
        code: z.string().meta({ description: 'Of the person, unit or room' }),
        kind: z.string(),
        name: z.string(),
        unit: z.string().meta({ description: 'Where the dossier is written' }),
        award: z.string(),
        recommendation: z.enum(recommendations).optional().meta({
          description:
            '`recommended`: registered, targets reached, no rule against it; `open`: to be looked at; `against`: a rule does not let it pass. Absent once there is a nomination',
        }),
        reasons: z.array(text),
        registration: z.string().optional(),
        standing: z.object({ met: z.number(), missed: z.number(), open: z.number() }).optional(),
        eligibility: eligibility.optional(),
        nomination: z.string().optional().meta({ description: 'Proposed already, as a draft or sent' }),
        earlier: z.number().meta({ description: 'Nominations of it that came to nothing' }),
      }),
    ),
  })
  .meta({ id: 'ReviewedProposals', description: 'Who may be proposed for what after the final review, and why' });

export const proposedAnswer = (
  campaign: string,
  { rows, lapsed }: { readonly rows: readonly Proposed[]; readonly lapsed: readonly string[] },
  caller: Caller,
): z.input<typeof proposedShown> => ({
  campaign,
  lapsed: [...lapsed],
  rows: rows.map((row) => ({
    code: row.code,
    kind: row.nominee.kind,
    name: row.nominee.name,
    unit: row.unit,
    award: row.award.code,
    reasons: row.reasons.map((one) => ({ ...one })),
    earlier: row.earlier,
    ...defined({
      recommendation: row.recommendation,
      registration: row.registration?._id,
      nomination: row.nomination?._id,
    }),
    ...(row.standing ? { standing: { ...row.standing } } : {}),
    ...(row.eligibility ? { eligibility: eligibilityAnswer(row.eligibility, caller) } : {}),
  })),
});

export const draftedShown = z
  .object({
    items: z.array(z.object({ code: z.string(), award: z.string(), nomination: z.string(), created: z.boolean() })),
  })
  .meta({ id: 'DraftedNominees' });
