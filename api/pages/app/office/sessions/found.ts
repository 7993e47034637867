import type { Request } from 'express';
import { Problem } from '../../../../../domain/errors';
import { has } from '../../../../../domain/roles';
import { votesByLink } from '../../../../../domain/meeting';
import type { Instant } from '../../../../../domain/time';
import type { PersonRecord, SessionRecord } from '../../../../../platform/store';
import { needSession } from '../../../../commands/sessions/access';
import { isOfLevel } from '../../../../commands/shared';
import type { ApiContext, Caller } from '../../../../context';
import type { SignedIn } from '../../page';

/** What the secretary can do about a session as a whole; what is about one member or one line stands at it. */
export const sessionActs = [
  'open',
  'remind',
  'letters',
  'slips',
  'extend',
  'closeEarly',
  'drill',
  'skipDrill',
  'totals',
  'minutesSigned',
  'papers',
  'cancel',
] as const;
export type SessionAct = (typeof sessionActs)[number];

/** Which of them this session takes now, as far as its record tells; the session itself has the last word. */
export function actsOf({ status, kind, drill, closesAt, papers }: SessionRecord, now: Instant): readonly SessionAct[] {
  const byLink = kind !== 'meeting';
  const running = status === 'open' && now < closesAt;
  const held = drill !== undefined && drill.status !== 'passed' && drill.status !== 'skipped';
  const offered: Readonly<Record<SessionAct, boolean>> = {
    open: status === 'draft' || status === 'opening',
    remind: running && byLink && !held,
    letters: running && byLink && !held,
    slips: running && byLink,
    extend: running && byLink,
    closeEarly: running && kind === 'written',
    drill: running && held && drill.status !== 'running',
    skipDrill: running && held,
    totals: status === 'open' && (kind === 'meeting' || (kind === 'mixed' && !running)),
    minutesSigned: status === 'closed' && papers !== undefined,
    papers: status === 'closed' && papers === undefined,
    cancel: status === 'draft' || (status === 'open' && (running || kind !== 'written')),
  };
  return sessionActs.filter((act) => offered[act]);
}

/** What can be done about one member of an open session. */
export const memberActs = ['resend', 'changeAddress', 'slip', 'liftRecusal', 'replaceMember'] as const;
export type MemberAct = (typeof memberActs)[number];

export function memberActsOf(session: SessionRecord, person: string, now: Instant): readonly MemberAct[] {
  if (session.status !== 'open' || !session.members.some((member) => member.person === person)) return [];
  const running = now < session.closesAt && votesByLink(session, person);
  return memberActs.filter((act) => act === 'replaceMember' || running);
}

/** What can be done about one line. */
export const lineActs = ['dropLine', 'chairDecides'] as const;
export type LineAct = (typeof lineActs)[number];

export function lineActsOf(session: SessionRecord, nomination: string, now: Instant): readonly LineAct[] {
  const { status, kind, closesAt, result, lines } = session;
  if (!lines.some((line) => line.nomination === nomination)) return [];
  const tied = result?.lines.some((line) => line.nomination === nomination && line.tally.awaitsChair) ?? false;
  return [
    ...(status === 'draft' || (status === 'open' && (now < closesAt || kind !== 'written'))
      ? (['dropLine'] as const)
      : []),
    ...(status === 'awaitingChair' && tied ? (['chairDecides'] as const) : []),
  ];
}

/** Whether the reader runs this session, and does not only read it. */
export const runs = async (context: ApiContext, caller: Caller, { unit }: SessionRecord): Promise<boolean> =>
  has(caller, 'runSessions') && (await isOfLevel(context, caller, unit));

/** A session with the people of its council. */
export interface Found {
  readonly version: number;
  readonly record: SessionRecord;
  readonly people: ReadonlyMap<string, PersonRecord>;
}

export async function foundSession(context: ApiContext, req: Request, { caller }: SignedIn): Promise<Found> {
  const record = await needSession(context, caller, String(req.params['id']));
  const people = await context.store.people.many(record.members.map(({ person }) => person));
  return { version: record.version, record, people };
}

/** @throws Problem FORBIDDEN, ACTION_NOT_ALLOWED when the session does not take this now */
export async function mustRun(
  context: ApiContext,
  caller: Caller,
  record: SessionRecord,
  offered: readonly string[],
  act: string,
): Promise<void> {
  if (!(await runs(context, caller, record))) throw new Problem('FORBIDDEN', `${act} of ${record._id}`);
  if (offered.includes(act)) return;
  throw new Problem('ACTION_NOT_ALLOWED', `${act} of ${record._id}`, { state: record.status, allowed: [] });
}

export const nameIn = (people: ReadonlyMap<string, PersonRecord>, code: string): string =>
  people.get(code)?.name ?? code;
