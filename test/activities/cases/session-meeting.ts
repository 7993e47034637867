import type { SessionRecord } from '../../../platform/store';
import { bundleHash, recountBundle } from '../../../platform/store/recount';
import { note } from '../../setup/docket';
import { START } from '../../setup/fixtures';
import type { TestService } from '../../setup/service';
import { run, type Case, type Cases } from '../twice';
import { draftTestSession, storeSheet } from '../../setup/session';
import { takenIn } from '../lines';
import { opened, voted } from './session';

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

/** A session of one line on which one of two members agrees, as its workflow has it counted. */
async function tied(service: TestService): Promise<SessionRecord> {
  const { store } = service;
  const { docket, nominations } = await takenIn(service, ['CSTDCS']);
  const rule = { threshold: { of: [1, 2], mode: 'moreThan' }, tie: 'chairDecides', base: 'votesCast' } as const;
  const line = { nomination: nominations[0]!, docket, award: 'CSTDCS', rule };
  const { _id: sessionId, lines } = await draftTestSession(service, [line], { level: 'unit' });
  const claimed = lines.map((l) => l.nomination);
  await run(service, 'openSession', { sessionId, version: 2, now: START, claimed, leftOut: [] });
  const session = await store.sessions.need(sessionId);
  const input = await voted(service, session);
  const [first] = input.counted;
  const against = await storeSheet(service, sessionId, 'C2', 'no');
  const counted = [first!, { voterRef: against.voterRef, commitment: against.commitment, at: against.at }];
  await run(service, 'countSession', { ...input, counted });
  return store.sessions.need(sessionId);
}

const decides: Case<'decideByChair'> = {
  name: 'takes what the chair has decided on a tie, and the hash of the bundle with it',
  async prepare(service) {
    const session = await tied(service);
    const [line] = session.result!.lines;
    expect([line!.tally.awaitsChair, line!.tally.passed]).toEqual([true, false]);
    const paper = { kind: 'letter', title: 'Công văn', number: '12/SNV', date: '2026-11-20' };
    const written = await note(service, { paper });
    const said = { nomination: line!.nomination, decision: 'yes', by: 'C1', actor: 'key:secretary' } as const;
    return { sessionId: session._id, version: 6, now: START, note: written, ...said };
  },
  async stands({ store }, { sessionId, nomination, note: written }, answer) {
    expect(answer).toEqual({ nomination, passed: true });
    const session = await store.sessions.need(sessionId);
    const { result, version } = session;
    expect(version).toBe(6);
    expect(result?.lines).toMatchObject([
      {
        tally: { passed: true, awaitsChair: false, chair: 'yes', tie: true },
        chair: { by: 'C1', decision: 'yes', at: START, paper: 'Công văn số 12/SNV ngày 20/11/2026' },
      },
    ]);
    expect(result?.bundle).toBe(bundleHash(recountBundle(session, result!, await store.ballots.ofSession(sessionId))!));
    const trail = await store.audit.trail(sessionId);
    expect(trail.filter((e) => e.type === 'chairDecides').map((e) => e.data)).toEqual([
      { nomination, decision: 'yes', by: 'C1', note: written },
    ]);
  },
};

export const meetingCases: Pick<Cases, 'replaceAtMeeting' | 'decideByChair'> = {
  replaceAtMeeting: [replaces],
  decideByChair: [decides],
};
