import { z } from 'zod';
import type { Resting } from '../../../domain/rules/resting';
import type { FactRecord, HistoryRecord, InitiativeRecord, RankingRecord, Revocation } from '../../../platform/store';
import type { ShownLedger } from '../../commands/facts/ledgers';

const period = z.object({ from: z.string(), to: z.string() });

const text = z.object({ vi: z.string(), en: z.string() });

const restsOn = z.object({
  on: z.array(z.string()).meta({
    description:
      'Ids of the revoked entries: it rested on each of them, or on all together where one alone would have done',
  }),
  rule: z.string(),
  code: z.string(),
  kind: z.string(),
  outcome: z
    .enum(['fail', 'unknown'])
    .meta({ description: 'What is left of the rule; `unknown`: it may hold by what is not on record' }),
  say: text,
  citation: text,
  sourceLevel: z.string(),
  verified: z.boolean(),
});

export const awardEntry = z
  .object({
    id: z.string(),
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
    revoked: z.object({ on: z.string(), paper: z.string(), ground: z.string().optional() }).optional(),
    replaced: z
      .object({ on: z.string(), paper: z.string(), by: z.string() })
      .optional()
      .meta({ description: 'Another decision stands in its place: `by` is the entry of that one' }),
    restsOnRevoked: z
      .array(restsOn)
      .optional()
      .meta({ description: 'Rules that this award met by others of the same holder that were revoked afterwards' }),
  })
  .meta({ id: 'AwardEntry', description: 'An entry of the ledger of awards' });

const awardEntryAnswer = (record: HistoryRecord, resting: readonly Resting[]): z.input<typeof awardEntry> => {
  const { _id: id, subject: _subject, subjectKind: _kind, wonBy: _wonBy, decision: _decision, ...entry } = record;
  const { initiatives, revoked, ...fields } = entry;
  const rests = resting.filter((one) => one.entry === id);
  return {
    id,
    ...fields,
    ...(initiatives === undefined ? {} : { initiatives: [...initiatives] }),
    ...(revoked === undefined ? {} : { revoked: revocationAnswer(revoked) }),
    ...(rests.length === 0
      ? {}
      : { restsOnRevoked: rests.map(({ entry: _entry, on, ...said }) => ({ on: [...on], ...said })) }),
  };
};

const revocationAnswer = ({ decision: _decision, ...said }: Revocation) => said;

export const ledgerAnswer = ({ entries, resting }: ShownLedger): z.input<typeof awardEntry>[] =>
  entries.map((entry) => awardEntryAnswer(entry, resting));

/** Each kind of fact has fields of its own; `kind` tells which. */
export const fact = z.looseObject({ kind: z.string() }).meta({ id: 'Fact' });

export function factAnswer({ _id: _id, about: _about, ...stated }: FactRecord): z.input<typeof fact> {
  if (stated.kind !== 'conduct') return { ...stated };
  const { enteredBy: _enteredBy, ...matter } = stated;
  return matter;
}

export const standingShown = z
  .object({
    unit: z.string(),
    scope: z.enum(['province', 'nation']),
    leads: z.boolean(),
    rank: z.number().optional(),
    members: z.number().optional(),
    points: z.string().optional(),
    paper: z.string().optional(),
    paperDate: z.string().optional(),
    paperFile: z.string().optional(),
  })
  .meta({ id: 'StandingShown' });

export const standingAnswer = (of: RankingRecord): z.input<typeof standingShown> => {
  const { about, scope, leads, rank, members, points, paper, paperDate, paperFile } = of;
  return { unit: about.slice('units/'.length), scope, leads, rank, members, points, paper, paperDate, paperFile };
};

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
