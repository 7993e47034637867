import { z } from 'zod';
import type { MeetingTotals } from '../../domain/meeting';
import { letterTo } from './answers/letters';
import { numberedPaper } from './content';
import { code, distinct, email, id, instant, line, prose, votes } from './fields';

/** What is said of council sessions, by a page or by a call. */

const strictBoardMember = z.strictObject({
  name: line(200),
  post: line(300).exactOptional(),
  person: code.exactOptional(),
});

const absentMember = z.strictObject({ member: code, reason: line(300).exactOptional() });

/** Lines of one session. */
export const MOST_LINES = 1_000;

export const sessionKinds = ['written', 'meeting', 'mixed'] as const;
export const ballotKinds = ['named', 'secret'] as const;

const basisPart = line(500).optional();
export const newSession = z
  .strictObject({
    name: line(300),
    council: code,
    kind: z.enum(sessionKinds),
    ballot: z.enum(ballotKinds),
    basis: z
      .strictObject({ foundingDecision: basisPart, regulation: basisPart, article: basisPart, orderedBy: basisPart })
      .meta({ description: 'All four are needed: without them a session does not exist (NO_BASIS)' }),
    countingBoard: z
      .array(strictBoardMember)
      .max(3)
      .default([])
      .meta({ description: 'Two or three people, none of them a nominee; a secret ballot needs them' }),
    absent: z
      .array(z.union([code.transform((member) => ({ member })), absentMember]))
      .max(200)
      .refine((list) => new Set(list.map((a) => a.member)).size === list.length, 'twice')
      .default([])
      .meta({
        description: 'Mixed: members who are away and asked by link until closesAt, each with the reason if known',
      }),
    closesAt: instant.meta({ description: 'Mixed: until when written opinions count; meeting: when it is held' }),
    closing: z.enum(['atTime', 'whenAllVoted']).default('atTime'),
    stepUp: z
      .boolean()
      .exactOptional()
      .meta({
        description:
          'Members are asked once for the number on their paper invitation (POST /sessions/{id}/slips), before their first sheet ' +
          'is recorded; as the province has set it when absent. Not of a meeting, where nobody gets a link',
      }),
    nominations: distinct(id, MOST_LINES, 1),
  })
  .meta({ id: 'NewSession' });

export const sessionStatus = z.enum([
  'draft',
  'opening',
  'open',
  'closing',
  'awaitingChair',
  'closed',
  'cancelled',
  'failed',
]);

const reason = prose(2_000);

export const opening = z.strictObject({
  accepting: z
    .array(z.strictObject({ nomination: id, reason }))
    .max(1_000)
    .default([])
    .meta({ description: 'Lines that are voted on although they cannot reach their threshold' }),
  drill: z
    .boolean()
    .default(false)
    .meta({ description: 'The invitations wait until a drill with mail scanners is passed; not for a meeting' }),
});

/** What the secretary orders, and what he says with it. */
export const orderBodies = {
  nothing: z.strictObject({}),
  reason: z.strictObject({ reason }),
  extend: z.strictObject({ closesAt: instant, reason }),
  closeEarly: z.strictObject({ at: instant, reason }),
  minutesSigned: z.strictObject({ paper: numberedPaper }),
  replaceMember: z.strictObject({ by: code, reason, paper: numberedPaper }),
  changeAddress: z.strictObject({ email, reason }),
  dropLine: z.strictObject({ reason, paper: numberedPaper.exactOptional() }),
  chairDecides: z.strictObject({ decision: z.enum(['yes', 'no']), by: code, paper: numberedPaper }),
  liftRecusal: z.strictObject({ nomination: id, reason }),
  writeLetter: z.strictObject({ to: letterTo, subject: line(200), text: prose(5_000) }),
} as const;

const lineTotals = z.strictObject({
  nomination: id,
  yes: votes,
  no: votes,
  abstain: votes.exactOptional(),
  recused: votes.exactOptional(),
  declared: distinct(code, 200)
    .exactOptional()
    .meta({ description: 'Members present who declared that they do not vote on this line' }),
  blank: votes.exactOptional(),
});

export const meetingTotals = z
  .strictObject({
    present: distinct(code, 200).meta({ description: 'Members who were given a ballot' }),
    issued: votes,
    returned: votes,
    valid: votes,
    invalid: votes,
    absent: z
      .array(z.strictObject({ member: code, reason: line(300) }))
      .max(200)
      .default([])
      .meta({ description: 'Why members who are not present are away; goes before what the draft said' }),
    lines: z
      .array(lineTotals)
      .max(1_000)
      .meta({ description: 'Every line of the agenda; the votes of each make the valid ballots' }),
    paper: numberedPaper,
  })
  .meta({ id: 'MeetingTotals' });

/** As the domain knows them: only what was said. */
export function totalsOf({ paper: _paper, absent, ...said }: z.output<typeof meetingTotals>): MeetingTotals {
  if (absent.length === 0) return said;
  return { ...said, absent: absent.map(({ member, reason }) => ({ person: member, reason })) };
}

export const confirmedTotals = z.strictObject({
  totals: line(100).meta({ description: '`totals` of the reading that is confirmed' }),
  checkedBy: line(200).exactOptional().meta({
    description: 'Name or code of a member of the counting board; without a board, code of a member present',
  }),
});
