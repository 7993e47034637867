import { dayOf } from '../domain/time';
import type { SessionRecord } from '../platform/store';
import { withLocks } from '../platform/store/relations';
import type { Activities } from './index';
import { paperText } from '../templates/format';
import type { ActivityContext } from './context';

type OrderActivities = Pick<Activities, 'replaceMember' | 'replaceAtMeeting' | 'dropLine'>;

/** What the records of an open session look like once its secretary has changed the electorate or the agenda. */
export function sessionOrderActivities({ store, links }: ActivityContext): OrderActivities {
  return {
    async replaceMember({ sessionId, version, now, voterRef, by, actor, note }) {
      const [from, to] = await Promise.all([voterRef, by].map((ref) => store.electors.personOf(sessionId, ref)));
      // an earlier run has forgotten him, as the last thing it did
      if (from === undefined || to === undefined) return;
      await links.revoke({ purpose: 'ballot', entity: sessionId, person: from });
      const session = await store.sessions.need(sessionId);
      if (session.version < version) {
        await store.sessions.save(sessionId, version, await withMember(session, from, to, now), [
          { entity: sessionId, key: `v${version}`, at: now, actor, type: 'replaceMember', data: { from, to, note } },
        ]);
      }
      await links.fresh({ purpose: 'ballot', entity: sessionId, person: to }, now, note);
      await store.sheets.forget(sessionId, voterRef);
      await store.electors.forget(sessionId, voterRef);
    },

    async replaceAtMeeting({ sessionId, version, now, member, by, actor, note }) {
      const session = await store.sessions.need(sessionId);
      if (session.version >= version) return;
      await store.sessions.save(sessionId, version, await withMember(session, member, by, now), [
        {
          entity: sessionId,
          key: `v${version}`,
          at: now,
          actor,
          type: 'replaceMember',
          data: { from: member, to: by, note },
        },
      ]);
    },

    async dropLine({ sessionId, version, now, nomination, actor, note }) {
      const session = await store.sessions.need(sessionId);
      const line = session.lines.find((l) => l.nomination === nomination);
      if (session.version >= version || !line) return;
      const { paper } = await store.notes.need(note);
      const { no, award } = line;
      await store.sessions.save(
        sessionId,
        version,
        {
          lines: session.lines.filter((l) => l.nomination !== nomination),
          dropped: [
            ...(session.dropped ?? []),
            { nomination, no, award, at: now, paper: paper === undefined ? '' : paperText(paper) },
          ],
        },
        [{ entity: sessionId, key: `v${version}`, at: now, actor, type: 'dropLine', data: { nomination, note } }],
      );
    },
  };

  /** The session with one member in the place of another: with his role in the council, and not voting on himself. */
  async function withMember(
    { council, unit, members, absent, lines }: SessionRecord,
    from: string,
    to: string,
    now: string,
  ) {
    const version = await store.councils.inForce(council, dayOf(now));
    const role = version?.members.find((m) => m.person === to)?.role;
    const persons = members.map((m) => (m.person === from ? to : m.person));
    return {
      ...(version ? { councilVersion: version._id } : {}),
      ...(absent ? { absent: absent.map((person) => (person === from ? to : person)) } : {}),
      members: members.map((m) => (m.person === from ? { person: to, role: role ?? m.role } : m)),
      lines: await withLocks(store, { unit }, lines, persons),
    };
  }
}
