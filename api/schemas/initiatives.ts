import { z } from 'zod';
import { initiativeStatuses } from '../../domain/initiative/initiative';
import { scopes } from '../../domain/rules/facts';
import { decimal } from './campaigns';
import { code, day, distinct, id, line, prose, version, votes, year } from './fields';

/** Initiatives as a unit submits them, and what its initiative council says of them. */

export const initiativeSubmission = z
  .strictObject({
    title: line(500),
    nature: z.enum(['initiative', 'topic']).default('initiative'),
    unit: code
      .exactOptional()
      .meta({ description: 'The unit or room in which it was made; that of the caller when absent' }),
    authors: z
      .array(
        z.strictObject({ person: code, share: decimal.meta({ description: 'In per cent, two decimals at most' }) }),
      )
      .min(1)
      .max(50)
      .refine((list) => new Set(list.map(({ person }) => person)).size === list.length, 'twice')
      .meta({ description: 'Their shares make 100 per cent' }),
    field: line(200).meta({ description: 'In what field it is', examples: ['Quản lý tài chính'] }),
    content: prose(20_000),
    effect: prose(20_000).meta({ description: 'What came of it' }),
    appliedFrom: day.meta({
      description: 'Since when it is applied: an initiative is applied before it is recognised',
    }),
    claims: z.enum(scopes).default('unit').meta({ description: 'How far its effect reaches, by its authors' }),
  })
  .meta({ id: 'InitiativeSubmission' });

export const initiativeWithdrawal = z.strictObject({ reason: prose(2_000), expects: version.optional() });

const numbered = z.strictObject({ number: line(100), date: day });

export const initiativeMeeting = z
  .strictObject({
    council: code.meta({ description: 'The initiative council of the unit, by its code' }),
    heldOn: day,
    present: distinct(code, 200).meta({ description: 'Members who were given a ballot' }),
    issued: votes,
    returned: votes,
    valid: votes,
    invalid: votes,
    lines: z
      .array(
        z.strictObject({
          initiative: id,
          expects: version,
          yes: votes,
          no: votes,
          abstain: votes.exactOptional(),
          recused: votes.exactOptional().meta({ description: 'Valid ballots of members who are its authors' }),
          declared: distinct(code, 200).exactOptional(),
          blank: votes.exactOptional(),
          chair: z.enum(['yes', 'no']).exactOptional().meta({ description: 'What the chair decided on a tie' }),
        }),
      )
      .min(1)
      .max(200)
      .refine((list) => new Set(list.map(({ initiative }) => initiative)).size === list.length, 'twice'),
    minutes: z.strictObject({
      number: line(100),
      date: day,
      attachment: id.meta({
        description:
          'The signed minutes, attached before as those of one of the initiatives (`/initiative-minutes/{id}/attachments`)',
      }),
    }),
    decision: numbered
      .exactOptional()
      .meta({ description: 'The decision or confirmation of recognition; needed as soon as one is recognised' }),
    checkedBy: code.meta({ description: 'A member who was present and has compared what is entered with the minutes' }),
  })
  .meta({ id: 'InitiativeMeeting' });

export const initiativeFilter = {
  status: z.enum(initiativeStatuses).optional(),
  unit: code.optional().meta({ description: 'With its rooms' }),
  year: z.coerce.number().pipe(year).optional(),
};
