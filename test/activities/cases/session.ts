import type { SessionRecord } from '../../../platform/store';
import { START } from '../../setup/fixtures';
import { note } from '../../setup/docket';
import { draftTestSession, storeSheet } from '../../setup/session';
import type { TestService } from '../../setup/service';
import { takenIn } from '../lines';
import { run, type Case, type Cases, type Input } from '../twice';

const CLOSED = '2026-11-20T10:00:00.000Z';

/** A unit's session as its workflow has it when it opens. */
export async function drafted(service: TestService, lines = 2): Promise<SessionRecord> {
  const list = await takenIn(
    service,
    Array.from({ length: lines }, () => 'CSTDCS'),
  );
  const agenda = list.nominations.map((nomination) => ({ nomination, docket: list.docket, award: 'CSTDCS' }));
  return await draftTestSession(service, agenda, { level: 'unit' });
}

const opening = ({ _id, lines }: SessionRecord): Input<'openSession'> => ({
  sessionId: _id,
  version: 2,
  now: START,
  claimed: lines.slice(0, 1).map((l) => l.nomination),
  leftOut: lines.slice(1).map((l) => ({ nomination: l.nomination, code: 'CLAIMED' })),
});

/** An open session of three members. */
export async function opened(service: TestService, lines = 1): Promise<SessionRecord> {
  const session = await drafted(service, lines);
  const claimed = session.lines.map((l) => l.nomination);
  await run(service, 'openSession', { ...opening(session), claimed, leftOut: [] });
  return await service.store.sessions.need(session._id);
}

/** Three sheets that pass the first line and not the others, as the session orders their count. */
export async function voted(service: TestService, session: SessionRecord): Promise<Input<'countSession'>> {
  const others = Object.fromEntries(session.lines.slice(1).map((l) => [l.nomination, 'no' as const]));
  const counted = [];
  for (const { person } of session.members) {
    const { voterRef, commitment, at } = await storeSheet(service, session._id, person, 'yes', others);
    counted.push({ voterRef, commitment, at });
  }
  const rules = session.lines.map(({ nomination, rule }) => ({ nomination, rule }));
  return { sessionId: session._id, version: 5, now: CLOSED, closedAt: CLOSED, counted, rules };
}

const opens: Case<'openSession'> = {
  name: 'draws an electorate, its links and its key',
  prepare: async (service) => opening(await drafted(service)),
  draws: ['electors', 'links'],
  async stands({ store, sessionKeys }, { sessionId, claimed, leftOut }, { electorate }) {
    const session = await store.sessions.need(sessionId);
    expect(session.lines.map((l) => l.nomination)).toEqual(claimed);
    expect(session).toMatchObject({ leftOut, version: 2 });
    expect(session.members.map((m) => m.person)).toEqual(['C1', 'C2', 'C3']);
    const electors = await store.electors.all(sessionId);
    expect(electors.map((e) => e.voterRef).sort()).toEqual(electorate);
    expect(electors.map((e) => e.person).sort()).toEqual(['C1', 'C2', 'C3']);
    for (const { person } of electors) {
      expect(await store.links.lastVersion({ purpose: 'ballot', entity: sessionId, person })).toBe(1);
    }
    expect(await sessionKeys.get(sessionId)).toHaveLength(32);
  },
  async meanwhile({ store }, { sessionId }) {
    const { council } = await store.sessions.need(sessionId);
    const version = await store.councils.inForce(council, '2026-11-16');
    const members = [...version!.members, { person: 'C4', role: 'Ủy viên', secretary: false }];
    await store.councils.put({ ...version!, _id: `${council}@2026-11-15`, validFrom: '2026-11-15', members });
  },
};

const saves: Case<'saveSession'> = {
  name: 'writes a step of a session with its trail',
  prepare: async (service) => ({
    sessionId: (await opened(service))._id,
    version: 3,
    now: START,
    status: 'open',
    closesAt: CLOSED,
    extended: false,
    event: { type: 'opened', actor: 'service' },
  }),
  async stands({ store }, { sessionId }) {
    expect(await store.sessions.need(sessionId)).toMatchObject({ status: 'open', openedAt: START, version: 3 });
    expect((await store.audit.trail(sessionId)).map((e) => e.type)).toEqual(['opened']);
  },
  async meanwhile(service, input) {
    const event = { type: 'extendedForQuorum', actor: 'clock' };
    const closesAt = '2026-11-25T10:00:00.000Z';
    await run(service, 'saveSession', { ...input, version: 4, extended: true, closesAt, event });
  },
};

const cancels: Case<'saveSession'> = {
  name: 'cancels a session and forgets its sheets',
  async prepare(service) {
    const session = await opened(service);
    await voted(service, session);
    const event = { type: 'cancel', actor: 'key:secretary', note: await note(service) };
    const { _id: sessionId, closesAt } = session;
    return { sessionId, version: 4, now: START, status: 'cancelled', closesAt, extended: false, event };
  },
  empties: ['sheets'],
  async stands({ store }, { sessionId }) {
    expect(await store.sessions.need(sessionId)).toMatchObject({ status: 'cancelled', closedAt: START });
    for (const { voterRef } of await store.electors.all(sessionId)) {
      expect(await store.sheets.latestSheet(sessionId, voterRef)).toBeUndefined();
    }
  },
};

/** The council has changed: C4 has come for C1, who has already sent a sheet. */
const replaces: Case<'replaceMember'> = {
  name: 'puts a member in the place of another, of whom nothing is left',
  async prepare(service) {
    const { store } = service;
    const session = await opened(service);
    await voted(service, session);
    const council = (await store.councils.inForce(session.council, '2026-11-16'))!;
    const members = council.members.map((m) => (m.person === 'C1' ? { ...m, person: 'C4', role: 'Chủ tịch mới' } : m));
    await store.councils.put({ ...council, _id: `${council.code}@2026-11-16`, validFrom: '2026-11-16', members });
    const electors = await store.electors.drawElectorate(session._id, ['C4']);
    const refOf = (person: string) => electors.find((e) => e.person === person)!.voterRef;
    const { _id: sessionId } = session;
    const written = await note(service);
    return {
      sessionId,
      version: 6,
      now: START,
      voterRef: refOf('C1'),
      by: refOf('C4'),
      actor: 'key:secretary',
      note: written,
    };
  },
  async stands({ store }, { sessionId, voterRef, version }) {
    const session = await store.sessions.need(sessionId);
    expect(session).toMatchObject({ version, councilVersion: 'HD-U01@2026-11-16' });
    expect(session.members).toEqual([
      { person: 'C4', role: 'Chủ tịch mới' },
      { person: 'C2', role: 'Ủy viên' },
      { person: 'C3', role: 'Ủy viên' },
    ]);
    expect((await store.electors.all(sessionId)).map((e) => e.person).sort()).toEqual(['C2', 'C3', 'C4']);
    expect(await store.sheets.latestSheet(sessionId, voterRef)).toBeUndefined();
    const link = (person: string) => store.links.current({ purpose: 'ballot', entity: sessionId, person });
    expect(await link('C1')).toBeUndefined();
    expect(await link('C4')).toBeDefined();
    expect((await store.audit.trail(sessionId)).map((e) => e.type)).toEqual(['replaceMember']);
  },
};

const drops: Case<'dropLine'> = {
  name: 'takes a line off the agenda, and keeps its number and paper',
  async prepare(service) {
    const session = await opened(service, 2);
    const paper = { kind: 'letter', title: 'Công văn', number: '12/SNV', date: '2026-11-16' };
    const nomination = session.lines[0]!.nomination;
    const written = await note(service, { paper });
    const { _id: sessionId } = session;
    return { sessionId, version: 6, now: START, nomination, actor: 'key:secretary', note: written };
  },
  async stands({ store }, { sessionId, nomination, version }) {
    const session = await store.sessions.need(sessionId);
    expect(session.version).toBe(version);
    expect(session.lines.map((l) => l.no)).toEqual([2]);
    expect(session.dropped).toEqual([
      { nomination, no: 1, award: 'CSTDCS', at: START, paper: 'Công văn số 12/SNV ngày 16/11/2026' },
    ]);
    expect((await store.audit.trail(sessionId)).map((e) => e.type)).toEqual(['dropLine']);
  },
};

/** Nobody listens where the pages of a test service would be: the drill says so and leaves everything as it was. */
const attacks: Case<'attackInvitations'> = {
  name: 'attacks the invitations, and changes nothing',
  async prepare(service) {
    const { _id: sessionId } = await opened(service);
    const voterRefs = (await service.store.electors.all(sessionId)).map((e) => e.voterRef);
    return { sessionId, now: START, closesAt: CLOSED, voterRefs };
  },
  stands(_, __, report) {
    expect(report).toMatchObject({ links: 6, visits: 1, browser: false, met: { noAnswer: 1 } });
    return Promise.resolve();
  },
};

const counts: Case<'countSession'> = {
  name: 'counts the sheets, forgets who is who, and notes the reasons that units are told',
  prepare: async (service) => await voted(service, await opened(service, 3)),
  draws: ['ballots'],
  async stands({ store }, { sessionId }, { quorate, results }) {
    expect([quorate, results.map((r) => r.passed)]).toEqual([true, [true, false, false]]);
    const { result, members } = await store.sessions.need(sessionId);
    expect(result?.lines.map((l) => l.tally.yes)).toEqual([3, 0, 0]);
    expect(members.map((m) => m.voted)).toEqual([true, true, true]);
    expect((await store.ballots.ofSession(sessionId)).map((b) => b.choices.length)).toEqual([3, 3, 3]);
    expect(await store.electors.all(sessionId)).toEqual([]);
    for (const { passed, note: reason } of results) {
      if (!passed) expect((await store.notes.need(reason!)).reason).toContain('không thông qua');
    }
  },
};

const destroys: Case<'destroySessionKey'> = {
  name: 'destroys a key for good',
  prepare: async (service) => ({ sessionId: (await opened(service))._id }),
  async stands({ sessionKeys }, { sessionId }) {
    await expect(sessionKeys.get(sessionId)).rejects.toMatchObject({ code: 'INTEGRITY' });
    await expect(sessionKeys.create(sessionId)).rejects.toMatchObject({ code: 'INTEGRITY' });
  },
};

/** A session that is counted. */
async function counted(service: TestService): Promise<Input<'renderSessionPapers'>> {
  const input = await voted(service, await opened(service, 2));
  await run(service, 'countSession', input);
  return { sessionId: input.sessionId };
}

const papers: Case<'renderSessionPapers'> = {
  name: 'makes the papers of a counted session and keeps them',
  prepare: counted,
  async stands({ store }, { sessionId }) {
    const { papers: made } = await store.sessions.need(sessionId);
    expect(made?.map((p) => `${p.paper}.${p.format}`)).toEqual([
      'countingMinutes.pdf',
      'countingMinutes.docx',
      'minutes.pdf',
      'minutes.docx',
    ]);
    for (const { file, sha256: hash, bytes } of made ?? []) {
      const stored = await store.files.get(file);
      expect([stored?.sha256, stored?.bytes.length]).toEqual([hash, bytes]);
    }
  },
  async meanwhile({ store }, { sessionId }) {
    const { members } = await store.sessions.need(sessionId);
    const person = await store.people.need(members[0]!.person);
    await store.people.put({ ...person, post: 'Đã chuyển công tác' });
  },
};

export const sessionCases: Pick<
  Cases,
  | 'openSession'
  | 'saveSession'
  | 'replaceMember'
  | 'dropLine'
  | 'attackInvitations'
  | 'countSession'
  | 'destroySessionKey'
  | 'renderSessionPapers'
> = {
  openSession: [opens],
  saveSession: [saves, cancels],
  replaceMember: [replaces],
  dropLine: [drops],
  attackInvitations: [attacks],
  countSession: [counts],
  destroySessionKey: [destroys],
  renderSessionPapers: [papers],
};
