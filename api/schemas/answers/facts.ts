import { z } from 'zod';
import type { FactRecord, HistoryRecord, InitiativeRecord } from '../../../platform/store';

const period = z.object({ from: z.string(), to: z.string() });

export const awardEntry = z
  .object({
    award: z.string(),
    awardYear: z.int(),
    commendationType: z.string(),
    authority: z.string(),
    decisionNumber: z.string(),
    decidedOn: z.string(),
    achievementPeriod: period.optional(),
    initiatives: z.array(z.string()).optional().meta({ description: 'Codes of the initiatives that it used up' }),
    achievement: z.string().optional(),
    source: z.enum(['issued', 'central', 'import']),
    nomination: z.string().optional(),
    revoked: z.object({ on: z.string(), paper: z.string() }).optional(),
  })
  .meta({ id: 'AwardEntry', description: 'An entry of the ledger of awards' });

export const awardEntryAnswer = ({
  _id: _id,
  subject: _subject,
  subjectKind: _kind,
  wonBy: _wonBy,
  decision: _decision,
  initiatives,
  ...entry
}: HistoryRecord): z.input<typeof awardEntry> => ({
  ...entry,
  ...(initiatives === undefined ? {} : { initiatives: [...initiatives] }),
});

/** Each kind of fact has fields of its own; `kind` tells which. */
export const fact = z.looseObject({ kind: z.string() }).meta({ id: 'Fact' });

export function factAnswer({ _id: _id, about: _about, ...stated }: FactRecord): z.input<typeof fact> {
  if (stated.kind !== 'conduct') return { ...stated };
  const { enteredBy: _enteredBy, ...matter } = stated;
  return matter;
}

export const initiativeShown = z
  .object({
    code: z.string(),
    title: z.string(),
    nature: z.enum(['initiative', 'topic']),
    authors: z.array(z.string()),
    unit: z.string(),
    scope: z.enum(['unit', 'province', 'nation']),
    recognisedOn: z.string(),
    decisionNumber: z.string(),
    usedBy: z.array(z.object({ award: z.string(), awardYear: z.int(), decisionNumber: z.string() })),
  })
  .meta({ id: 'InitiativeShown' });

export const initiativeAnswer = (found: {
  readonly initiative: InitiativeRecord;
  readonly usedBy: readonly HistoryRecord[];
}): z.input<typeof initiativeShown> => {
  const { _id, kind, about, authors, ...fields } = found.initiative;
  return {
    ...fields,
    authors: [...authors],
    usedBy: found.usedBy.map(({ award, awardYear, decisionNumber }) => ({ award, awardYear, decisionNumber })),
  };
};
