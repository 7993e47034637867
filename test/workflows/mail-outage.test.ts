import type { SentMailRecord } from '../../platform/store';
import { dossier, furnish, people } from '../setup/fixtures';
import { sendDocket } from '../setup/docket';
import { atRest, eventually, testService, type TestService } from '../setup/service';
import { openTestSession, votedIn } from '../setup/session';

/** Pauses between tries are real on this engine: 10 s, 20 s, 40 s. A test waits for two or three of them. */
const WITHIN = 150_000;

describe('while the mail server is away', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await testService();
    await furnish(service.store);
  });
  afterAll(() => service.stop());
  beforeEach(async () => {
    await service.mails.up();
    service.mails.refuse = undefined;
    service.mails.silent = false;
  });

  /** The mails about something, once they are as expected. */
  const rows = (entity: string, fits: (mail: SentMailRecord) => boolean, count: number) =>
    eventually(
      () => service.store.sentMails.ofEntity(entity),
      (all) => all.length === count && all.every(fits),
      WITHIN,
    );

  /** A session on a line that waits for its unit's council. */
  async function openSession() {
    const docket = await sendDocket(service, [dossier('GK', 1)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
    const session = await openTestSession(service, lines, { level: 'unit', closing: 'atTime' });
    await session.reach('open');
    return session;
  }

  test('a session opens and takes votes; its invitations wait through refusals and silence, and arrive once', async () => {
    service.mails.refuse = { code: 451, text: 'try again later' };
    const session = await openSession();
    await rows(session.id, (m) => m.status === 'queued' && m.tries >= 1, 3);
    await session.vote('C1', 'yes');
    expect(await votedIn(session)).toBe(1);

    service.mails.refuse = undefined;
    service.mails.silent = true;
    await rows(session.id, (m) => m.status === 'queued' && m.tries >= 2, 3);
    await session.vote('C2', 'no');
    expect(service.mails.keyed('invitation.')).toEqual([]);

    service.mails.silent = false;
    await rows(session.id, (m) => m.status === 'accepted', 3);
    await atRest(session.handle);
    expect(
      service.mails
        .keyed(`invitation.${session.id}.`)
        .map((m) => m.messageId)
        .sort(),
    ).toEqual(people(3).map((person) => `<invitation.${session.id}.${person}.1@tinh-d.example>`));
    expect(await votedIn(session)).toBe(2);
  }, 400_000);

  test('a list is taken in and screened with nobody listening; its receipt follows, once', async () => {
    await service.mails.down();
    const docket = await sendDocket(service, [dossier('CSTDCS', 1)]);
    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
    await docket.reach('screening');
    const [receipt] = await rows(docket.unitProposal, (m) => m.status === 'queued' && m.tries > 0, 1);
    expect(receipt?._id).toBe(`receipt.${docket.unitProposal}.contact.1`);

    await service.mails.up();
    await rows(docket.unitProposal, (m) => m.status === 'accepted', 1);
    await atRest(docket.handle);
    const arrived = service.mails.keyed(`receipt.${docket.unitProposal}.`);
    expect(arrived.map((m) => m.messageId)).toEqual([`<${receipt!._id}@tinh-d.example>`]);
  }, 400_000);

  test('one address that is refused for good is told the secretary, and keeps no mail of the others', async () => {
    service.mails.refuse = { code: 550, text: 'no such user here', to: 'c1@' };
    const session = await openSession();
    await atRest(session.handle);
    const told = await service.store.sentMails.ofEntity(session.id);
    expect(Object.fromEntries(told.map((m) => [m._id.replace(session.id, 'S'), [m.status, m.to.slice(0, 3)]]))).toEqual(
      {
        'invitation.S.C1.1': ['failed', 'c1@'],
        'invitation.S.C2.1': ['accepted', 'c2@'],
        'invitation.S.C3.1': ['accepted', 'c3@'],
        'undelivered.invitation.S.C1.1': ['accepted', 'c3@'],
      },
    );
    expect(told.find((m) => m.status === 'failed')?.serverReply).toContain('no such user here');
  }, 120_000);
});
