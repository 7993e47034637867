import { z } from 'zod';
import { has } from '../../../domain/roles';
import type { Eligibility, Found } from '../../commands/nominations/eligibility';
import { inTheWay } from '../../commands/nominations/eligibility';
import { defined } from '../../commands/shared';
import type { Caller } from '../../context';
import { paper } from '../content';
import { prize, prizeAnswer } from './prizes';

/** How findings are answered: the shape of the rules themselves, with what was let pass. */

const text = z.object({ vi: z.string(), en: z.string() });

export const finding = z
  .object({
    rule: z.string().meta({
      description: 'Number in the list of rules; `form` for what is wrong with the form alone',
      examples: ['R04'],
    }),
    code: z.string().meta({ examples: ['R04.CSTDT', 'paperMissing'] }),
    kind: z
      .enum(['BLOCK', 'HOLD', 'WARN', 'CALC'])
      .meta({ description: 'What it means when it stands: refused, paused, goes on with a reason; CALC only tells' }),
    outcome: z
      .enum(['pass', 'fail', 'unknown', 'info'])
      .meta({ description: '`unknown` stands in the way like `fail`: what is missing has to be supplied' }),
    say: text,
    citation: text,
    sourceLevel: z.string(),
    verified: z.boolean().meta({ description: 'Whether a person has read it in its source' }),
    missing: z.array(z.object({ what: text, by: z.string().meta({ description: 'Who can supply it' }) })),
    field: z.string().optional().meta({ description: 'Field of the form to go to' }),
    override: z.array(z.string()).meta({ description: 'Roles that may let it pass' }),
    overridden: z
      .object({
        level: z.enum(['unit', 'province']),
        role: z.string(),
        at: z.string(),
        by: z.string().optional(),
        reason: z.string().optional(),
        paper: paper.optional(),
      })
      .optional()
      .meta({ description: 'Who has let it pass at this level' }),
  })
  .meta({ id: 'Finding', description: 'What one rule says of a nomination' });

export function findingAnswer(found: Found, caller: Caller): z.input<typeof finding> {
  const { overridden, missing, override, ...said } = found;
  const { internal: _internal, ...shown } = said;
  return {
    ...shown,
    missing: missing.map((m) => ({ ...m })),
    override: [...override],
    ...(overridden ? { overridden: overrideShown(overridden, caller) } : {}),
  };
}

/** Why an office lets something pass is for those who answer for it. */
function overrideShown(
  { level, role, at, by, reason, paper: proof }: NonNullable<Found['overridden']>,
  caller: Caller,
): NonNullable<z.input<typeof finding>['overridden']> {
  return { level, role, at, ...(has(caller, 'readInternal') ? { by, reason, ...defined({ paper: proof }) } : {}) };
}

export const eligibility = z
  .object({
    fit: z.boolean().meta({ description: 'Whether nothing would refuse it if it were sent now' }),
    rules: z.string().meta({ description: 'Versions of the rules that were asked', examples: ['national@2025.1'] }),
    findings: z.array(finding),
    prize: prize.optional().meta({ description: 'Absent for an award without money, and before an award is known' }),
  })
  .meta({ id: 'Eligibility' });

export const eligibilityAnswer = (
  { rules, findings, prize: due }: Eligibility,
  caller: Caller,
): z.input<typeof eligibility> => ({
  fit: !findings.some((found) => found.kind === 'BLOCK' && inTheWay(found)),
  rules,
  findings: findings.map((found) => findingAnswer(found, caller)),
  ...(due ? { prize: prizeAnswer(due, due.on) } : {}),
});
