import type { SessionRecord } from '../../../platform/store';
import { note } from '../../setup/docket';
import { START } from '../../setup/fixtures';
import type { TestService } from '../../setup/service';
import type { Case, Cases } from '../twice';
import { opened } from './session';

/** The council has changed: C4 sits where C1 sat. */
async function changedCouncil({ store }: TestService, { council }: SessionRecord): Promise<void> {
  const version = (await store.councils.inForce(council, '2026-11-16'))!;
  const members = version.members.map((m) => (m.person === 'C1' ? { ...m, person: 'C4', role: 'Chủ tịch mới' } : m));
  await store.councils.put({ ...version, _id: `${council}@2026-11-16`, validFrom: '2026-11-16', members });
}

const replaces: Case<'replaceAtMeeting'> = {
  name: 'puts a member in the place of another who has no link',
  async prepare(service) {
    const session = await opened(service);
    await changedCouncil(service, session);
    const written = await note(service);
    const seat = { member: 'C1', by: 'C4', actor: 'key:secretary', note: written };
    return { sessionId: session._id, version: 6, now: START, ...seat };
  },
  async stands({ store }, { sessionId, version, note: written }) {
    const session = await store.sessions.need(sessionId);
    expect(session).toMatchObject({ version, councilVersion: 'HD-U01@2026-11-16' });
    expect(session.members.map((m) => [m.person, m.role])).toEqual([
      ['C4', 'Chủ tịch mới'],
      ['C2', 'Ủy viên'],
      ['C3', 'Ủy viên'],
    ]);
    expect((await store.audit.trail(sessionId)).map((e) => [e.type, e.data])).toEqual([
      ['replaceMember', { from: 'C1', to: 'C4', note: written }],
    ]);
  },
};

export const meetingCases: Pick<Cases, 'replaceAtMeeting'> = { replaceAtMeeting: [replaces] };
