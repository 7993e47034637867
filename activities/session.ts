import { Problem } from '../domain/errors';
import { recusedOn } from '../domain/recusal';
import type { Count } from '../domain/tally';
import { tally } from '../domain/tally';
import { dayOf } from '../domain/time';
import { commitmentOf, open, type Sheet } from '../platform/sealing';
import type { Choice, SessionLine, SessionRecord } from '../platform/store';
import type { Activities, CountedSession, CountSession, OpenedSession, SaveSession } from './index';
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
      await store.electors.drawElectorate(sessionId, persons);
      for (const person of persons) await links.ensure({ purpose: 'ballot', entity: sessionId, person }, now);
      const agenda = new Set(claimed);
      const nominees = new Map(
        [...(await store.nominations.many(claimed)).values()].map((n) => [n._id, n.dossier.nominee]),
      );
      await store.sessions.save(sessionId, version, {
        councilVersion: council._id,
        members: council.members.map(({ person, role }) => ({ person, role })),
        lines: session.lines
          .filter((l) => agenda.has(l.nomination))
          // the electorate is that of the day the session opens, and so are those who may not vote on themselves
          .map((l) => ({ ...l, recused: recusedOn(nominees.get(l.nomination), persons) })),
        leftOut,
      });
      return electorateOf(await store.sessions.need(sessionId));
    },

    async saveSession({ sessionId, version, now, status, closesAt, extended, leftOut, event }: SaveSession) {
      await store.sessions.save(
        sessionId,
        version,
        {
          status,
          closesAt,
          extended,
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
            data: { status, closesAt, ...(event.note === undefined ? {} : { note: event.note }) },
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
      await noteReasons(closed, input.now);
      return outcome(closed);
    },

    destroySessionKey: ({ sessionId }) => sessionKeys.destroy(sessionId),
  };

  /** The references of the members, in their own random order, which says nothing about the order of the members. */
  async function electorateOf({ _id, members }: SessionRecord): Promise<OpenedSession> {
    const persons = new Set(members.map((m) => m.person));
    const electors = (await store.electors.all(_id)).filter((e) => persons.has(e.person));
    return { electorate: electors.map((e) => e.voterRef).sort() };
  }

  /** Opens the sheets that count, and closes the session with their sums. */
  async function count(
    session: SessionRecord,
    { sessionId, version, now, closedAt, counted, rules }: CountSession,
  ): Promise<SessionRecord> {
    const key = await sessionKeys.get(sessionId);
    const records = await store.sheets.sheetsFor(sessionId, counted);
    const sheets = records.map((record, i) => {
      const sheet = open(key, record.sealed);
      if (commitmentOf(sheet.choices, sheet.nonce) !== counted[i]!.commitment) {
        throw new Problem('INTEGRITY', `a sheet of ${sessionId} does not match its commitment`);
      }
      return { ...counted[i]!, sheet };
    });
    const persons = new Map((await store.electors.all(sessionId)).map((e) => [e.voterRef, e.person]));
    const voted = new Set(sheets.map((s) => persons.get(s.voterRef)));
    const rule = new Map(rules.map((r) => [r.nomination, r.rule]));
    const lines = session.lines
      .filter((l) => rule.has(l.nomination))
      .map((l) => ({
        nomination: l.nomination,
        tally: tally(rule.get(l.nomination)!, countOf(l, sheets, session.members.length, voted)),
      }));
    return await store.ballots.countBallots({
      session: sessionId,
      version,
      closedAt,
      counted: sheets.map(({ voterRef, commitment, at, sheet }) => ({
        voterRef,
        commitment,
        at,
        choices: Object.entries(sheet.choices).map(([nomination, said]) => ({ nomination, ...said })),
      })),
      result: {
        members: session.members.length,
        ballots: sheets.length,
        quorate: lines.every((l) => l.tally.quorate),
        lines,
        receiptCodes: sheets.map((s) => s.sheet.code).sort(),
        unlinkedAt: now,
      },
      trail: [
        {
          entity: sessionId,
          key: 'counted',
          at: now,
          actor: 'service',
          type: 'counted',
          data: { ballots: sheets.length, members: session.members.length },
        },
      ],
    });
  }

  /** The reason that units are told, one note per award: never a count. */
  async function noteReasons(session: SessionRecord, now: string): Promise<void> {
    const failed = new Set(session.result?.lines.filter((l) => !l.tally.passed).map((l) => l.nomination));
    for (const line of session.lines.filter((l) => failed.has(l.nomination))) {
      await store.notes.insert({
        _id: reasonNote(session._id, line.award),
        kind: 'councilNotPassed',
        by: 'service',
        at: session.closedAt ?? now,
        reason: 'Hội đồng không thông qua (không đạt tỷ lệ phiếu đồng ý tối thiểu)',
        citation: line.rule.citation.vi,
      });
    }
  }
}

const reasonNote = (session: string, award: string): string => `${session}/not-passed/${award}`;

function outcome(session: SessionRecord): CountedSession {
  const award = new Map(session.lines.map((l) => [l.nomination, l.award]));
  return {
    quorate: session.result?.quorate ?? false,
    results: (session.result?.lines ?? []).map(({ nomination, tally: { passed } }) =>
      passed
        ? { nomination, passed }
        : { nomination, passed, note: reasonNote(session._id, award.get(nomination) ?? '') },
    ),
  };
}

/** Counts one line: a member who is the nominee is recused whether or not he took part. */
function countOf(
  line: SessionLine,
  sheets: readonly { readonly sheet: Sheet }[],
  members: number,
  voted: ReadonlySet<string | undefined>,
): Count {
  const said = (choice: Choice): number =>
    sheets.filter(({ sheet }) => sheet.choices[line.nomination]?.choice === choice).length;
  const away = line.recused.filter((person) => !voted.has(person)).length;
  return {
    members,
    participated: sheets.length,
    yes: said('yes'),
    no: said('no'),
    abstain: said('abstain'),
    other: said('other'),
    recused: said('recused') + away,
    recusedAway: away,
  };
}
