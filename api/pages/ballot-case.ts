import { setTimeout as wait } from 'node:timers/promises';
import type { Request } from 'express';
import { Problem } from '../../domain/errors';
import { sessionWorkflowId } from '../../domain/ids';
import type { Instant } from '../../domain/time';
import { wallNow } from '../../platform/clock';
import type { Language, LinkRecord, NominationRecord, PersonRecord, SessionRecord } from '../../platform/store';
import type { ElectorSlip } from '../../platform/store/slips';
import type { SessionView } from '../../workflows/messages';
import { sessionView } from '../../workflows/messages';
import type { ApiContext } from '../context';
import { locksOf, type Locks } from './ballot-locks';
import { officeOf, type Office } from './frame';
import { languageOf } from './language';

/** How long a page waits to hear who has voted; without a worker it goes on from the records. */
const VIEW_MS = 1_000;

/** Everything that a member's page is made of, read once a request. */
export interface BallotCase {
  readonly link: LinkRecord;
  readonly session: SessionRecord;
  readonly person: PersonRecord;
  readonly role: string;
  readonly lang: Language;
  readonly office: Office;
  readonly secretary: string;
  readonly nominations: ReadonlyMap<string, NominationRecord>;
  /** Lines on which this member does not vote. */
  readonly locks: Locks;
  /** His paper invitation, and how he stands with its number; absent for whoever is no elector (any more). */
  readonly elector?: ElectorSlip;
}

/** @throws Problem STORE_BUSY while the session is being opened */
export async function ballotCase(context: ApiContext, req: Request, link: LinkRecord): Promise<BallotCase> {
  const { store } = context;
  const [session, person] = await Promise.all([store.sessions.need(link.entity), store.people.need(link.person)]);
  if (session.status === 'draft' || session.status === 'opening') {
    throw new Problem('STORE_BUSY', `session ${session._id} is being opened`);
  }
  const lang = languageOf(req, person.language);
  const [office, secretary, nominations, locks, elector] = await Promise.all([
    officeOf(context, session.level, session.unit),
    secretaryOf(context, session),
    store.nominations.many(session.lines.map((line) => line.nomination)),
    locksOf(context, session, person._id, lang),
    store.slips.ofMember(session._id, person._id),
  ]);
  const role = session.members.find((member) => member.person === person._id)?.role ?? '';
  return {
    link,
    session,
    person,
    role,
    lang,
    office,
    secretary: secretary ?? office.officer,
    nominations,
    locks,
    ...(elector ? { elector } : {}),
  };
}

/** The member whose role it is, by name. */
export async function secretaryOf({ store }: ApiContext, session: SessionRecord): Promise<string | undefined> {
  const council = session.councilVersion === undefined ? undefined : await store.councils.get(session.councilVersion);
  const member = council?.members.find((m) => m.secretary);
  return member && (await store.people.get(member.person))?.name;
}

/** Whether and when this member has voted, as far as it could be known. */
export interface Turnout {
  /** False when neither the records nor a worker could say. */
  readonly known: boolean;
  readonly vote?: { readonly at: Instant; readonly commitment?: string };
  /** Whether sheets are still taken. */
  readonly open: boolean;
  /** Until when they are, or when that ended. */
  readonly closesAt: Instant;
}

/** Asks the records, and while the session runs its workflow: who has voted stands nowhere else. */
export async function turnoutOf(context: ApiContext, { session, person }: BallotCase): Promise<Turnout> {
  // counted: who is who is forgotten, and who has voted stands in the record
  if (session.status === 'closed' || session.status === 'awaitingChair') {
    const member = session.members.find((m) => m.person === person._id);
    return {
      known: member?.voted !== undefined,
      ...(member?.at === undefined ? {} : { vote: { at: member.at } }),
      open: false,
      closesAt: session.closedAt ?? session.closesAt,
    };
  }
  const [voterRef, view] = await Promise.all([
    context.store.electors.refOf(session._id, person._id),
    viewOf(context, session._id),
  ]);
  const vote = voterRef === undefined ? undefined : view?.voted.find((v) => v.voterRef === voterRef);
  const closesAt = view?.closesAt ?? session.closesAt;
  const now = context.clock.now();
  const open = (view?.status ?? session.status) === 'open' && now < closesAt;
  return {
    known: view !== undefined && voterRef !== undefined,
    ...(vote ? { vote: { at: vote.at, commitment: vote.commitment } } : {}),
    open,
    // closed early: the set time has not come yet
    closesAt: open || closesAt < now ? closesAt : (session.closedAt ?? now),
  };
}

/** What the session says of itself; undefined when nobody answers in time. */
async function viewOf({ ask }: ApiContext, session: string): Promise<SessionView | undefined> {
  const asked = ask(sessionWorkflowId(session), (handle, client) =>
    // what cannot be answered now is not asked again: the page goes on without it
    client.withDeadline(wallNow() + VIEW_MS, () => handle.query(sessionView)).catch(() => undefined),
  ).catch(() => undefined);
  return await Promise.race([asked, wait(VIEW_MS, undefined, { ref: false })]);
}
