import { z } from 'zod';
import type { Occasion, Opportunity } from '../../commands/unit/opportunities';
import type { DraftFound } from '../../commands/unit/drafts';
import type { TickList } from '../../commands/unit/tick-list';
import { defined } from '../../commands/shared';
import type { Caller } from '../../context';
import { eligibility, eligibilityAnswer } from './findings';
import { nominationItem, nominationItemAnswer } from './nominations';

/** What a unit is told before it sends anything. */

const text = z.object({ vi: z.string(), en: z.string() });

const opportunity = z
  .object({
    award: z.string(),
    name: text,
    kind: z.string(),
    procedure: z.string(),
    subjects: z.array(z.string()),
    fields: z.array(z.string()).meta({ description: 'Fields that must be filled in' }),
    papers: z.array(
      z.object({
        kind: z.string(),
        name: text,
        by: z.string().meta({ description: '`submission`: the unit attaches it; the others come about on the way' }),
        certified: z.boolean().optional(),
      }),
    ),
    ownPower: z.boolean().meta({ description: 'Whether the head of the unit decides' }),
    councilFrom: z.string().optional().meta({
      description: 'From when the council that decides may take it up, when every stage before takes its time',
    }),
    citation: text,
  })
  .meta({ id: 'Opportunity' });

export const opportunityList = z
  .object({
    unit: z.string(),
    occasions: z.array(
      z.object({
        round: z
          .object({ code: z.string(), name: z.string(), awardYear: z.number(), deadline: z.string() })
          .optional()
          .meta({ description: 'Absent: at any time' }),
        awards: z.array(opportunity),
      }),
    ),
  })
  .meta({ id: 'Opportunities', description: 'What a unit can propose today, for whom, with what papers and by when' });

export const opportunityAnswer = (unit: string, occasions: readonly Occasion[]): z.input<typeof opportunityList> => ({
  unit,
  occasions: occasions.map(({ round, awards }) => ({
    ...(round
      ? { round: { code: round._id, name: round.name, awardYear: round.awardYear, deadline: round.deadline } }
      : {}),
    awards: awards.map(oneAnswer),
  })),
});

const oneAnswer = (of: Opportunity): z.input<typeof opportunity> => ({
  award: of.award.code,
  name: of.award.name,
  kind: of.award.kind,
  procedure: of.procedure,
  subjects: [...of.subjects],
  fields: [...of.fields],
  papers: of.papers.map((paper) => ({ ...paper })),
  ownPower: of.ownPower,
  ...defined({ councilFrom: of.councilFrom }),
  citation: of.award.citation,
});

export const draftItem = nominationItem.extend({ eligibility }).meta({ id: 'DraftItem' });
export const draftItemAnswer = (found: DraftFound, caller: Caller): z.input<typeof draftItem> => ({
  ...nominationItemAnswer(found.record),
  eligibility: eligibilityAnswer(found.eligibility, caller),
});

export const tickListShown = z
  .object({
    round: z.string(),
    award: z.string(),
    awardYear: z.number(),
    rows: z.array(
      z.object({
        person: z.string(),
        name: z.string(),
        post: z.string(),
        unit: z.string(),
        unitName: z.string(),
        grade: z.string().optional(),
        maternityLeave: z.boolean().optional(),
        discipline: z
          .string()
          .optional()
          .meta({ description: 'The gravest measure that bound the person in the year' }),
        eligibility,
        nomination: z.string().optional().meta({ description: 'Proposed already, as a draft or sent' }),
        elsewhere: z
          .literal(true)
          .optional()
          .meta({ description: 'Proposed already by another unit or room, of which nothing more is told' }),
      }),
    ),
  })
  .meta({ id: 'TickList', description: 'The people of a unit and its rooms, to be proposed by ticking' });

export const tickListAnswer = ({ round, award, rows }: TickList, caller: Caller): z.input<typeof tickListShown> => ({
  round: round._id,
  award: award.code,
  awardYear: round.awardYear,
  rows: rows.map(
    ({ person, unitName, grade, maternityLeave, discipline, eligibility: found, nomination, elsewhere }) => ({
      person: person._id,
      name: person.name,
      post: person.post,
      unit: person.unit,
      unitName,
      ...defined({ grade, maternityLeave, discipline, nomination: nomination?._id, elsewhere }),
      eligibility: eligibilityAnswer(found, caller),
    }),
  ),
});
