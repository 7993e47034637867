import { noReport } from '../../domain/drill';
import { note, sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { atRest } from '../setup/service';
import { openTestSession } from '../setup/session';
import { describeOnSkippedTime } from '../setup/skipped';

describeOnSkippedTime('a session whose invitations wait for a drill', (service) => {
  const held = async () => {
    const docket = await sendDocket(service(), [dossier('CSTDCS', 1)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));
    const session = await openTestSession(service(), lines, { level: 'unit', closing: 'atTime', held: true });
    await session.reach('open');
    return { docket, session };
  };
  const mailed = (kind: string, id: string) => service().mails.keyed(`${kind}.${id}.`).length;
  const kinds = ['invitation', 'sessionReminder', 'sessionSilence', 'sessionRescheduled'] as const;

  test('invites once it is let go, and reminds from then on', async () => {
    const { session } = await held();
    await session.order({ type: 'drillReport', report: noReport });
    await atRest(session.handle);
    expect([mailed('drillFailed', session.id), mailed('invitation', session.id)]).toEqual([1, 0]);
    await session.order({ type: 'skipDrill', note: await note(service()) });
    await service().sleep('4 days');
    await atRest(session.handle);
    expect([mailed('invitation', session.id), mailed('sessionReminder', session.id)]).toEqual([3, 6]);
  });

  test('closes at its time, and nobody has heard of it but the secretary', async () => {
    const { docket, session } = await held();
    const voterRef = (await service().store.electors.refOf(session.id, 'C1'))!;
    await session.order({ type: 'changeAddress', voterRef, note: await note(service()) });
    await service().sleep('10 days');
    const closed = await session.reach('closed');
    expect(closed).toMatchObject({ extended: true, drill: { status: 'waiting' }, result: { quorate: false } });
    await docket.reach('waitingForCouncil');
    await atRest(session.handle);
    expect(kinds.map((kind) => mailed(kind, session.id))).toEqual([0, 0, 0, 0]);
    expect(mailed('sessionResult', session.id)).toBe(1);
  });
});
