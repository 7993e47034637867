import { z } from 'zod';
import type { Drill } from '../../../domain/drill';
import type { CouncilRule } from '../../../domain/rule';
import type { SessionItem } from '../../../platform/store/session-list';
import { defined } from '../../commands/shared';
import type { SessionWithTurnout } from '../../commands/sessions/sessions';
import { sentLetter, sentLetterAnswer } from './letters';
import { leftOut } from './proposals';

/** How sessions are answered, and their recount. */

const share = z.object({ of: z.array(z.number()).length(2), mode: z.enum(['atLeast', 'moreThan']) });
const rule = z
  .looseObject({ quorum: share, threshold: share, base: z.string() })
  .meta({ id: 'CouncilRule', description: 'How the council decides on a line; frozen when the session opens' });
const ruleAnswer = (of: CouncilRule): z.input<typeof rule> => ({
  ...of,
  quorum: { ...of.quorum, of: [...of.quorum.of] },
  threshold: { ...of.threshold, of: [...of.threshold.of] },
});
const boardMember = z.object({ name: z.string(), post: z.string().optional(), person: z.string().optional() });

const sessionHead = {
  id: z.string(),
  name: z.string(),
  council: z.string(),
  level: z.enum(['unit', 'province']),
  unit: z.string().optional(),
  kind: z.string(),
  ballot: z.string(),
  status: z.string(),
  closesAt: z.string(),
  closing: z.string(),
  openedAt: z.string().optional(),
  closedAt: z.string().optional(),
  version: z.number(),
};
export const sessionItem = z.object(sessionHead).meta({ id: 'SessionItem' });

const traces = z.object({
  votes: z.number(),
  drafts: z.number(),
  opened: z.number(),
  mails: z.number(),
  revoked: z.number(),
});
const drill = z
  .object({
    status: z.enum(['waiting', 'running', 'passed', 'failed', 'skipped']),
    at: z.string(),
    report: z
      .object({
        links: z.number(),
        visits: z.number(),
        browser: z.boolean().meta({ description: 'Whether a real browser took part; there may be none on the worker' }),
        met: z.record(z.string(), z.number()).meta({ description: 'How often each answer was met' }),
        caused: traces.meta({ description: 'What was brought about: all of it must be 0' }),
      })
      .optional(),
  })
  .meta({ id: 'Drill', description: 'Of a session whose invitations wait for a drill with mail scanners' });

export const session = z
  .object({
    ...sessionHead,
    councilVersion: z.string().optional(),
    basis: z.object({
      foundingDecision: z.string(),
      regulation: z.string(),
      article: z.string(),
      orderedBy: z.string(),
    }),
    countingBoard: z.array(boardMember),
    absent: z.array(z.string()),
    lines: z.array(
      z.object({
        nomination: z.string(),
        docket: z.string(),
        no: z.number(),
        award: z.string(),
        rule,
        recused: z.array(z.string()).meta({ description: 'Members who may not vote on it: nominees, and `related`' }),
        related: z
          .array(z.object({ person: z.string(), relation: z.enum(['headsUnit', 'worksThere']) }))
          .optional()
          .meta({ description: 'Locked by the regulation for their relation to the proposing unit' }),
        accepted: z
          .string()
          .optional()
          .meta({ description: 'Why it is voted on although it cannot reach its threshold' }),
      }),
    ),
    dropped: z
      .array(z.object({ nomination: z.string(), no: z.number(), award: z.string(), at: z.string(), paper: z.string() }))
      .meta({ description: 'Lines that left the agenda while the session was open' }),
    leftOut: z.array(leftOut),
    members: z.array(
      z.object({
        person: z.string(),
        role: z.string(),
        absence: z.string().optional().meta({ description: 'Why he is away from the meeting' }),
      }),
    ),
    letters: z
      .array(
        z.object({
          person: z.string(),
          status: z.enum(['none', 'queued', 'sent', 'refused']),
          mail: z.string().optional(),
          to: z.string().optional(),
          at: z.string().optional(),
          tries: z.number().optional(),
          serverReply: z.string().optional().meta({ description: 'What the mail server said when it refused' }),
        }),
      )
      .meta({ description: 'What became of the last letter with a link to each member' }),
    sentLetters: z
      .array(sentLetter)
      .meta({ description: 'Letters about silent members that the secretary has sent to agencies and to the chair' }),
    stepUp: z.boolean().meta({ description: 'Members are asked once for the number on their paper invitation' }),
    slips: z
      .array(
        z.object({
          person: z.string(),
          printedAt: z.string().optional(),
          givenAt: z.string().optional().meta({ description: 'When he gave the number on it' }),
          lockedUntil: z
            .string()
            .optional()
            .meta({ description: 'Too many wrong numbers: he can send no sheet before, unless a new page is printed' }),
        }),
      )
      .meta({ description: 'Paper invitations of those who have a link, while the session is open' }),
    nextReminder: z
      .string()
      .optional()
      .meta({ description: 'When the next planned reminder goes to whoever is silent then' }),
    nextNotice: z
      .string()
      .optional()
      .meta({ description: 'When the secretary is told next who is silent then, or that a quorum is lacking' }),
    turnout: z
      .array(
        z.object({
          person: z.string(),
          voted: z.boolean(),
          at: z.string().optional(),
          present: z.boolean().optional().meta({ description: 'Was given a ballot at the meeting' }),
          late: z.string().optional().meta({ description: 'When his written opinion came, too late to be counted' }),
        }),
      )
      .nullable()
      .meta({ description: 'Who has voted, never how; null while no worker answers' }),
    extended: z.boolean(),
    drill: drill.optional(),
    result: z
      .object({
        members: z.number(),
        ballots: z.number(),
        quorate: z.boolean(),
        ballotPapers: z
          .object({ issued: z.number(), returned: z.number(), valid: z.number(), invalid: z.number() })
          .optional()
          .meta({ description: 'Ballots of a session with a meeting, those by link among them' }),
        lines: z.array(
          z.object({
            nomination: z.string(),
            tally: z.looseObject({ passed: z.boolean() }),
            chair: z
              .object({ by: z.string(), decision: z.enum(['yes', 'no']), at: z.string(), paper: z.string() })
              .optional()
              .meta({ description: 'What was decided on a tie, by whom and by which paper' }),
          }),
        ),
        receiptCodes: z.array(z.string()),
        unlinkedAt: z.string(),
        bundle: z.string().optional().meta({ description: 'SHA-256 of the recount bundle' }),
      })
      .optional()
      .meta({ description: 'Only after closing' }),
    recusals: z
      .array(z.object({ nomination: z.string(), person: z.string() }))
      .optional()
      .meta({ description: 'Who has declared not to vote on a line, never why; only after closing' }),
    papers: z
      .array(
        z.object({
          paper: z.enum(['countingMinutes', 'minutes', 'namedBallot']),
          format: z.enum(['pdf', 'docx']),
          member: z.string().optional(),
          sha256: z.string(),
          bytes: z.number(),
        }),
      )
      .optional()
      .meta({ description: 'What was made of the closed session, once for good' }),
    notRendered: z
      .string()
      .optional()
      .meta({ description: 'Why a closed session has no papers: the code; POST …/papers makes them after all' }),
    reason: z.string().optional(),
    createdAt: z.string(),
  })
  .meta({ id: 'Session' });

export function sessionItemAnswer(record: Omit<SessionItem, 'cases'>): z.input<typeof sessionItem> {
  const { _id, name, council, level, unit, kind, ballot, status, closesAt, closing, openedAt, closedAt, version } =
    record;
  return {
    id: _id,
    name,
    council,
    level,
    kind,
    ballot,
    status,
    closesAt,
    closing,
    version,
    ...defined({ unit, openedAt, closedAt }),
  };
}

export function sessionAnswer(found: SessionWithTurnout): z.input<typeof session> {
  const { record, turnout, letters, sentLetters, slips, nextReminder, nextNotice, notRendered } = found;
  const {
    councilVersion,
    basis,
    countingBoard,
    absent,
    stepUp,
    lines,
    dropped,
    leftOut: left,
    members,
    extended,
    result,
    recusals,
    papers,
    reason,
    drill: held,
    createdAt,
  } = record;
  return {
    ...sessionItemAnswer(record),
    ...defined({ councilVersion, reason }),
    basis,
    countingBoard: (countingBoard ?? []).map((m) => ({ ...m })),
    absent: [...(absent ?? [])],
    lines: lines.map(({ related, ...l }) => ({
      ...l,
      recused: [...l.recused],
      ...(related ? { related: related.map((r) => ({ ...r })) } : {}),
      rule: ruleAnswer(l.rule),
    })),
    dropped: (dropped ?? []).map((d) => ({ ...d })),
    leftOut: [...left],
    members: members.map(({ person, role, absence }) => ({ person, role, ...defined({ absence }) })),
    turnout: turnout && turnout.map((t) => ({ ...t })),
    letters: letters.map((l) => ({ ...l })),
    sentLetters: sentLetters.map(sentLetterAnswer),
    stepUp: stepUp !== undefined,
    slips: slips.map((s) => ({ ...s })),
    ...defined({ nextReminder, nextNotice, notRendered }),
    extended,
    ...(held ? { drill: drillAnswer(held) } : {}),
    ...(recusals ? { recusals: recusals.map((r) => ({ ...r })) } : {}),
    ...(result
      ? {
          result: {
            ...result,
            receiptCodes: [...result.receiptCodes],
            lines: result.lines.map(({ nomination, tally, chair }) => ({
              nomination,
              tally: { ...tally },
              ...(chair ? { chair: { ...chair } } : {}),
            })),
          },
        }
      : {}),
    ...(papers
      ? {
          papers: papers.map(({ paper, format, member, sha256, bytes }) => ({
            paper,
            format,
            sha256,
            bytes,
            ...defined({ member }),
          })),
        }
      : {}),
    createdAt,
  };
}

const drillAnswer = ({ report, ...held }: Drill): z.input<typeof drill> => ({
  ...held,
  ...(report ? { report: { ...report, met: { ...report.met }, caused: { ...report.caused } } } : {}),
});

const tally = z.looseObject({ yes: z.number(), base: z.number(), needed: z.number(), passed: z.boolean() });

export const recount = z
  .object({
    format: z.literal('vinh-danh-recount-1'),
    session: z.string(),
    ballot: z.enum(['named', 'secret']),
    members: z.number(),
    ballots: z.number(),
    quorate: z.boolean(),
    receiptCodes: z.array(z.string()),
    lines: z.array(
      z.object({
        no: z.number(),
        nomination: z.string(),
        award: z.string(),
        rule,
        choices: z.array(z.string()),
        recusedAway: z.number(),
        published: tally,
      }),
    ),
    sha256: z.string().meta({ description: 'Of all the rest as JSON with sorted keys and no spaces' }),
  })
  .meta({
    id: 'Recount',
    description: 'Rules, unlinked ballots and what was published, for `npm run recount`; the minutes print the hash',
  });
