import { z } from 'zod';
import { grades, measures, scopes } from '../../domain/rules/facts';
import { decimal } from './campaigns';
import { code, day, distinct, id, line } from './fields';

/** What is known of people and collectives besides their dossiers, as it is put: whom it is about stands in the address. */

export const grade = z
  .strictObject({
    grade: z
      .enum(grades)
      .exactOptional()
      .meta({ description: 'Xếp loại chất lượng của năm; absent in a year of leave that was not graded' }),
    maternityLeave: z.literal(true).exactOptional().meta({ description: 'Counts as time, graded or not' }),
  })
  .refine((g) => g.grade !== undefined || g.maternityLeave !== undefined, { error: 'gradeMissing', path: ['grade'] })
  .meta({ id: 'Grade' });

export const headcount = z
  .strictObject({
    headcount: z.int().min(1).max(1_000_000).meta({ description: 'People of the unit or room in the year' }),
  })
  .meta({ id: 'Headcount' });

export const ranking = z
  .strictObject({
    block: line(300).meta({ description: 'Emulation cluster or block' }),
    scope: z.enum(['province', 'nation']).default('province').meta({ description: 'Who runs the block' }),
    leads: z.boolean(),
  })
  .meta({ id: 'Ranking' });

/** The paper of a cluster or block on how it has ranked its members. */
export const standings = z
  .strictObject({
    scope: z.enum(['province', 'nation']).default('province').meta({ description: 'Who runs the block' }),
    paper: z.strictObject({
      number: line(100),
      date: day,
      file: id.exactOptional().meta({ description: 'Its scan, attached beside the block before' }),
    }),
    lines: z
      .array(
        z.strictObject({
          unit: code,
          rank: z.int().min(1).max(500).meta({ description: 'Two may share a place' }),
          points: decimal.exactOptional(),
          leads: z.boolean().meta({ description: 'Whether the block names it as leading' }),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({ id: 'BlockStandings' });

export const initiative = z
  .strictObject({
    title: line(500),
    nature: z.enum(['initiative', 'topic']).default('initiative'),
    authors: distinct(code, 50, 1),
    unit: code,
    scope: z.enum(scopes).meta({ description: 'The widest scope of effect that has been recognised' }),
    recognisedOn: day,
    decisionNumber: line(100),
  })
  .meta({ id: 'Initiative', description: 'What it was used for is in the ledger of awards alone' });

export const conduct = z
  .strictObject({
    about: z.strictObject({ kind: z.enum(['people', 'units']), code }),
    matter: z.enum([
      'discipline',
      'disciplineConsidered',
      'investigation',
      'inspection',
      'complaint',
      'denunciation',
      'press',
    ]),
    measure: z.enum(measures).exactOptional(),
    from: day,
    to: day.exactOptional().meta({ description: 'The measure was served, or the matter was settled, on this day' }),
    paper: line(100).exactOptional(),
    closingPaper: line(100).exactOptional(),
  })
  .refine((c) => c.to === undefined || c.from <= c.to, { error: 'periodReversed', path: ['to'] })
  .refine((c) => (c.matter === 'discipline') === (c.measure !== undefined), {
    error: 'measureOfDiscipline',
    path: ['measure'],
  })
  .meta({ id: 'Conduct', description: 'Sensitive: who is being looked into, and why, is for few to know' });
