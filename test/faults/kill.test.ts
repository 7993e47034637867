import { Problem } from '../../domain/errors';
import { sessionWorkflowId } from '../../domain/ids';
import { sendDocket } from '../setup/docket';
import { dossier, furnish, people } from '../setup/fixtures';
import { killableService, type Killable, type KillableService } from '../setup/killable';
import { sendTestProposal } from '../setup/proposal';
import { eventually, testService, type TestService } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';

const MEMBERS = 13;
const LINES = 12;

describe('kill -9', () => {
  let killable: KillableService;
  let service: TestService;
  beforeAll(async () => {
    killable = await killableService(() => service.mails.url);
    service = await testService(undefined, killable.parts);
    await furnish(service.store, { province: MEMBERS, unit: MEMBERS });
    await killable.worker.start();
  }, 300_000);
  afterAll(async () => {
    await killable.stop();
    await service.stop();
  }, 120_000);

  /** Kills one part, waits a moment as an operator would, and starts it again. */
  const restart = async (part: Killable): Promise<void> => {
    await part.kill();
    await part.start();
  };
  /** What a person does when the page says "not known yet": the same again. */
  const insist = async <T>(call: () => Promise<T>): Promise<T> =>
    await eventually<{ value: T } | undefined>(
      () =>
        call().then(
          (value) => ({ value }),
          (error: unknown) => {
            if (error instanceof Problem && error.code === 'INTEGRITY') throw error;
            return undefined;
          },
        ),
      (answer) => answer !== undefined,
      180_000,
    ).then((answer) => answer!.value);

  test('of worker, Temporal and MongoDB in turn: every vote once, numbers without gap, every mail once', async () => {
    const dossiers = Array.from({ length: LINES }, (_, i) =>
      dossier('BKT', i + 1, { procedure: 'simplified', commendationType: 'adHoc' }),
    );
    // unit awards: council and issuance at the unit, so both are on the way
    const docket = await sendDocket(
      service,
      dossiers.map((d) => ({ ...d, award: 'GK', procedure: 'normal' as const })),
      { selfChecked: true },
    );
    await docket.reach('waitingForCouncil');
    const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));

    const session = await openTestSession(service, lines, { level: 'unit' });
    await session.reach('open');
    // members vote from their mails, so nobody votes before they are there
    await eventually(
      () => Promise.resolve(invited().length),
      (n) => n === MEMBERS,
      120_000,
    );
    await voteThrough(session);
    const closed = await insist(() => session.reach('closed'));
    expect(closed.result).toMatchObject({ ballots: MEMBERS, members: MEMBERS });
    expect(closed.result?.lines.map((l) => l.tally.yes)).toEqual(lines.map(() => MEMBERS));
    await insist(() => docket.reach('waitingForApproval'));

    const proposal = await insist(() => sendTestProposal(service, lines, { level: 'unit' }));
    await proposal.reach('sent');
    await insist(() => proposal.answer({ kind: 'approved' }));
    await proposal.reach('awaitingNumber');
    const decision = await insist(() => proposal.sign('01/QĐ-STC'));
    await restart(killable.worker);
    await restart(killable.mongod);
    await restart(killable.temporal);
    await insist(() => proposal.reach('issued'));
    await insist(() => docket.reach('issued'));
    const certificates = await service.store.certificates.ofDecision(decision);
    expect(certificates.map((c) => c.goldBookNumber)).toEqual(Array.from({ length: LINES }, (_, i) => i + 1));
    expect(certificates.map((c) => c.nomination)).toEqual(docket.nominations);
    expect(certificates.every((c) => c.document !== undefined)).toBe(true);
    await expectMailsOnce();
  }, 600_000);

  /** Thirteen sheets, with a kill of each part in between. */
  async function voteThrough(session: TestSession): Promise<void> {
    const kills: Readonly<Record<string, Killable>> = {
      C3: killable.worker,
      C6: killable.temporal,
      C9: killable.mongod,
    };
    for (const person of people(MEMBERS)) {
      const part = kills[person];
      const form = `form-${person}`;
      const killed = part ? restart(part) : undefined;
      await insist(() => session.vote(person, 'yes', {}, form));
      await killed;
    }
    expect(session.handle.workflowId).toBe(sessionWorkflowId(session.id));
  }

  const invited = () => service.mails.mails.filter((m) => m.subject?.startsWith('Kính mời'));

  /** One mail per message id; the same id again only where the acknowledgement was lost, and then the very same mail. */
  async function expectMailsOnce(): Promise<void> {
    const awarded = await eventually(
      () => Promise.resolve(service.mails.to('unit@').filter((m) => m.subject?.includes('01/QĐ-STC'))),
      (mails) => mails.length > 0,
      120_000,
    );
    expect(new Set(awarded.map((m) => m.messageId)).size).toBe(1);
    expect(new Set(invited().map((m) => m.messageId)).size).toBe(MEMBERS);
    const bySubject = new Map(service.mails.mails.map((m) => [m.messageId, m.text]));
    for (const mail of service.mails.mails) expect(mail.text).toBe(bySubject.get(mail.messageId));
  }
});
