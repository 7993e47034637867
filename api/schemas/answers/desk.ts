import { z } from 'zod';
import { statusCodes } from '../../../domain/stages/stage';
import type { RoundProgress } from '../../commands/desk/round';
import { silentUnits } from '../../commands/desk/round';
import { pileCodes, type Today } from '../../commands/desk/today';
import { caseAnswer, caseShown } from './cases';
import { sessionItem, sessionItemAnswer } from './council';
import { proposal, proposalAnswer } from './proposals';
import { nominationItem, nominationItemAnswer } from './nominations';
import { sentMail, sentMailAnswer } from './registers';

/** How the day's work of an office and the state of a round are answered. */

const pile = z.object({ count: z.number(), items: z.array(nominationItem) });

export const today = z
  .object({
    incoming: z
      .array(
        z.object({
          unitProposal: z.string(),
          number: z.string(),
          date: z.string(),
          unit: z.string(),
          toReceive: z.number(),
          toScreen: z.number(),
          due: z.string().optional(),
        }),
      )
      .meta({ description: 'Proposals of units with lines to receive or to screen' }),
    piles: z.record(z.enum(pileCodes as [string, ...string[]]), pile).meta({
      description: 'Counted to 1,000, with the first items; `GET /nominations` has the rest',
    }),
    beforeAuthority: z.array(proposal),
    awaitingNumber: z.array(proposal),
    cases: z.array(caseShown).meta({ description: 'Cases that wait for their signed paper' }),
    sessions: z.array(
      z.object({
        session: sessionItem,
        voted: z.number().optional().meta({ description: 'Absent when nobody could say within a second' }),
        quorum: z.object({ needed: z.number(), lacking: z.number() }).optional(),
        atRisk: z.boolean().meta({ description: 'Closes within 48 hours, and too few have voted' }),
      }),
    ),
    mails: z.array(sentMail).meta({ description: 'Of the last 14 days, refused for good' }),
  })
  .meta({ id: 'Today' });

export function todayAnswer(of: Today): z.input<typeof today> {
  return {
    incoming: of.incoming.map(({ proposal: { _id, number, date, unit }, toReceive, toScreen, due }) => ({
      unitProposal: _id,
      number,
      date,
      unit,
      toReceive,
      toScreen,
      due,
    })),
    piles: Object.fromEntries(
      Object.entries(of.piles).map(([code, { count, items }]) => [
        code,
        { count, items: items.map(nominationItemAnswer) },
      ]),
    ),
    beforeAuthority: of.proposals.authority.map((record) => proposalAnswer(record)),
    awaitingNumber: of.proposals.number.map((record) => proposalAnswer(record)),
    cases: of.cases.map(caseAnswer),
    sessions: of.sessions.map(({ record, voted, quorum, atRisk }) => ({
      session: sessionItemAnswer(record),
      voted,
      quorum,
      atRisk,
    })),
    mails: of.mails.map(sentMailAnswer),
  };
}

export const roundShown = z
  .object({
    code: z.string(),
    deadline: z.string(),
    silent: z.array(z.string()).meta({ description: 'Units that were asked and have sent nothing' }),
    units: z.array(
      z.object({
        unit: z.string(),
        asked: z.boolean(),
        drafts: z.number(),
        sent: z.number(),
        counts: z.partialRecord(z.enum(statusCodes), z.number()),
      }),
    ),
  })
  .meta({ id: 'RoundProgress' });

export const roundAnswer = (of: RoundProgress): z.input<typeof roundShown> => ({
  code: of.round._id,
  deadline: of.round.deadline,
  silent: silentUnits(of).map(({ unit }) => unit._id),
  units: of.units.map(({ unit, ...rest }) => ({ unit: unit._id, ...rest })),
});
