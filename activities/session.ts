import { countAll } from '../domain/counting';
import { Problem } from '../domain/errors';
import { dayOf } from '../domain/time';
import { votesByLink, type MeetingTotals } from '../domain/meeting';
import { commitmentOf, commitmentOfTotals, open, openTotals, type SheetChoices } from '../platform/sealing';
import type { Choice, SessionRecord } from '../platform/store';
import { withLocks } from '../platform/store/relations';
import { MEETING, type CountedSheet, type Said } from '../platform/store/voting';
import { noteReasons, outcomeOf } from './session-outcome';
import type { Activities, CountSession, OpenedSession, SaveSession } from './index';
import type { ActivityContext } from './context';

type SessionActivities = Pick<Activities, 'openSession' | 'saveSession' | 'countSession' | 'destroySessionKey'>;

/** What a council session needs outside: its electorate and key, its record, its count. */
export function sessionActivities({ store, sessionKeys, links }: ActivityContext): SessionActivities {
  return {
    async openSession({ sessionId, version, now, claimed, leftOut }) {
      const session = await store.sessions.need(sessionId);
      // an earlier run has opened it: with the council of then, whatever has come into force since
      if (session.version >= version) return electorateOf(session);
      const council = await store.councils.inForce(session.council, dayOf(now));
      if (!council) throw new Problem('NOT_FOUND', `no version of council ${session.council} is in force`);
      const persons = council.members.map((m) => m.person);
      await sessionKeys.create(sessionId);
      const asked = persons.filter((person) => votesByLink(session, person));
      await store.electors.drawElectorate(sessionId, asked);
      for (const person of asked) await links.ensure({ purpose: 'ballot', entity: sessionId, person }, now);
      const agenda = new Set(claimed);
      await store.sessions.save(sessionId, version, {
        councilVersion: council._id,
        members: council.members.map(({ person, role }) => ({ person, role, ...absenceOf(session, person) })),
        // the electorate is that of the day the session opens, and so are those who may not vote on a line
        lines: await withLocks(
          store,
          council,
          session.lines.filter((l) => agenda.has(l.nomination)),
          persons,
        ),
        leftOut,
      });
      return electorateOf(await store.sessions.need(sessionId));
    },

    async saveSession({ sessionId, version, now, status, closesAt, extended, drill, leftOut, event }: SaveSession) {
      await store.sessions.save(
        sessionId,
        version,
        {
          status,
          closesAt,
          extended,
          ...(drill === undefined ? {} : { drill }),
          ...(leftOut === undefined ? {} : { leftOut }),
          ...(event?.type === 'opened' ? { openedAt: now } : {}),
          ...(status === 'cancelled' || status === 'failed' ? { closedAt: now } : {}),
        },
        event && [
          {
            entity: sessionId,
            key: `v${version}`,
            at: now,
            actor: event.actor,
            type: event.type,
            data: {
              status,
              closesAt,
              ...(drill?.report ? { drill: drill.report } : {}),
              ...(event.note === undefined ? {} : { note: event.note }),
            },
          },
        ],
      );
      if (status === 'cancelled') {
        await store.sheets.erase(sessionId);
        await store.electors.endDrafts(sessionId);
      }
    },

    async countSession(input: CountSession) {
      const session = await store.sessions.need(input.sessionId);
      const closed = session.result ? session : await count(session, input);
      // an earlier run may have counted and noted nothing
      await noteReasons(store, closed, input.now);
      return outcomeOf(closed);
    },

    destroySessionKey: ({ sessionId }) => sessionKeys.destroy(sessionId),
  };

  /** The references of the members, in their own random order, which says nothing about the order of the members. */
  async function electorateOf({ _id, members }: SessionRecord): Promise<OpenedSession> {
    const persons = new Set(members.map((m) => m.person));
    const electors = (await store.electors.all(_id)).filter((e) => persons.has(e.person));
    return { electorate: electors.map((e) => e.voterRef).sort(), members: members.length };
  }

  /** Opens the sheets that count, and closes the session with their sums. */
  async function count(
    session: SessionRecord,
    { sessionId, version, now, closedAt, counted, rules, totals, cutOff }: CountSession,
  ): Promise<SessionRecord> {
    const key = await sessionKeys.get(sessionId);
    const { sheets, receiptCodes } = await opened(session, counted, key);
    const electors = await store.electors.all(sessionId);
    const persons = new Map(electors.map((e) => [e.voterRef, e.person]));
    const meeting = totals === undefined ? undefined : await meetingOf(sessionId, totals, key);
    const voted = new Set([...counted.map((s) => persons.get(s.voterRef)), ...(meeting?.present ?? [])]);
    const late = cutOff === undefined ? [] : await latecomers(session, electors, voted, cutOff);
    const rule = new Map(rules.map((r) => [r.nomination, r.rule]));
    const counting = countAll({
      members: session.members.length,
      lines: session.lines.flatMap(({ nomination, recused }) =>
        rule.has(nomination) ? [{ nomination, recused, rule: rule.get(nomination)! }] : [],
      ),
      sheets: sheets.map(({ voterRef, choices }) => ({ person: persons.get(voterRef), choices })),
      ...(meeting ? { meeting } : {}),
    });
    return await store.ballots.countBallots({
      session: sessionId,
      version,
      closedAt,
      counted: sheets,
      result: {
        ...counting,
        ...(meeting ? { ballotPapers: ballotPapersOf(meeting, electors.length, counted.length) } : {}),
        receiptCodes,
        unlinkedAt: now,
      },
      ...(meeting
        ? {
            meeting: {
              present: meeting.present,
              absent: meeting.absent ?? [],
              declared: meeting.lines.flatMap(({ nomination, declared = [] }) =>
                declared.map((person) => ({ nomination, person })),
              ),
            },
          }
        : {}),
      late,
      trail: [
        {
          entity: sessionId,
          key: 'counted',
          at: now,
          actor: 'service',
          type: 'counted',
          data: { ballots: counting.ballots, members: counting.members },
        },
      ],
    });
  }

  /**
   * Opens the sheets that count one after another, checks each against its commitment, and keeps of it what it says of each
   * line: words of a named session alone. So what is held does not grow with the length of all sheets.
   */
  async function opened({ _id, ballot }: SessionRecord, counted: CountSession['counted'], key: Buffer) {
    const sheets: CountedSheet[] = [];
    const receiptCodes: string[] = [];
    for (const one of counted) {
      const { sealed } = await store.sheets.need(_id, one);
      const { choices, nonce, code } = open(key, sealed);
      if (commitmentOf(choices, nonce) !== one.commitment) {
        throw new Problem('INTEGRITY', `a sheet of ${_id} does not match its commitment`);
      }
      const kept = Object.entries(choices).map(([nomination, said]) => [nomination, keptOf(said, ballot)] as const);
      sheets.push({ ...one, choices: Object.fromEntries(kept) });
      receiptCodes.push(code);
    }
    return { sheets, receiptCodes: receiptCodes.sort() };
  }

  /** What the secretary entered of the meeting, as it was when the session took it. */
  async function meetingOf(session: string, commitment: string, key: Buffer): Promise<MeetingTotals> {
    const { sealed } = await store.sheets.need(session, { voterRef: MEETING, commitment });
    const content = openTotals(key, sealed);
    if (commitmentOfTotals(content) === commitment) return content.totals;
    throw new Problem('INTEGRITY', `the totals of ${session} do not match their commitment`);
  }

  /** Whose written opinion came after the time for them. */
  async function latecomers(
    { _id, kind }: SessionRecord,
    electors: readonly { readonly voterRef: string; readonly person: string }[],
    voted: ReadonlySet<string | undefined>,
    cutOff: string,
  ): Promise<{ person: string; at: string }[]> {
    if (kind !== 'mixed') return [];
    const last = await Promise.all(
      electors
        .filter(({ person }) => !voted.has(person))
        .map(async ({ person, voterRef }) => ({ person, at: (await store.sheets.latestSheet(_id, voterRef))?.at })),
    );
    return last.flatMap(({ person, at }) => (at !== undefined && at >= cutOff ? [{ person, at }] : []));
  }
}

/** What says nothing but its choice is one thing for all lines and sheets. */
const PLAIN: Readonly<Record<Choice, Said>> = {
  yes: { choice: 'yes' },
  no: { choice: 'no' },
  recused: { choice: 'recused' },
  abstain: { choice: 'abstain' },
  other: { choice: 'other' },
};

function keptOf({ choice, text }: SheetChoices[string], ballot: SessionRecord['ballot']): Said {
  if (text === undefined) return PLAIN[choice];
  const declared = choice === 'recused' ? { declared: true as const } : {};
  return { choice, ...declared, ...(ballot === 'named' ? { text } : {}) };
}

/** Why a member is away from the meeting, as the draft says. */
function absenceOf({ members }: SessionRecord, person: string): { readonly absence?: string } {
  const absence = members.find((m) => m.person === person)?.absence;
  return absence === undefined ? {} : { absence };
}

/** The ballots of the meeting and those by link together. */
const ballotPapersOf = ({ issued, returned, valid, invalid }: MeetingTotals, links: number, sheets: number) => ({
  issued: issued + links,
  returned: returned + sheets,
  valid: valid + sheets,
  invalid,
});
