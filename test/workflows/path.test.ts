import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { describeWithSkippedTime, timeSkippingServer } from '../setup/engines';
import { dossier, furnish, people } from '../setup/fixtures';
import { note, sendDocket } from '../setup/docket';
import { sendTestProposal } from '../setup/proposal';
import { testService, type TestService } from '../setup/service';
import { openTestSession } from '../setup/session';

describeWithSkippedTime('the whole path', () => {
  let server: TestWorkflowEnvironment;
  let service: TestService;
  beforeAll(async () => {
    server = await timeSkippingServer();
    service = await testService(server);
    await furnish(service.store);
  });
  afterAll(async () => {
    await service.stop();
    await server.teardown();
  });

  test('a provincial award goes from the unit to a numbered certificate', async () => {
    const docket = await sendDocket(service, [dossier('CSTDT', 1), dossier('BKT', 2)], { selfChecked: true });
    const lines = docket.nominations.map((nomination, i) => ({
      nomination,
      docket: docket.docket,
      award: ['CSTDT', 'BKT'][i]!,
    }));
    await docket.reach('waitingForCouncil');

    const unitCouncil = await openTestSession(service, lines, { level: 'unit', ballot: 'named' });
    await unitCouncil.reach('open');
    for (const person of people(3)) await unitCouncil.vote(person, 'yes');
    await unitCouncil.reach('closed');
    await docket.reach('waitingForApproval');

    const toProvince = await sendTestProposal(service, lines, { level: 'unit', power: 'forward' });
    await toProvince.reach('sent');
    await toProvince.answer({ kind: 'approved' });
    await toProvince.reach('awaitingNumber');
    await toProvince.sign('1034/TTr-STC');
    await toProvince.reach('forwarded');
    await docket.reach('submitted');

    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16', paperOriginalOn: '2026-11-16' });
    await docket.act({ type: 'accept', note: await note(service) });
    await docket.reach('waitingForCouncil');

    const council = await openTestSession(service, lines);
    await council.reach('open');
    for (const person of people(5))
      await council.vote(person, 'yes', person === 'C5' ? { [lines[1]!.nomination]: 'no' } : {});
    const { result } = await council.reach('closed');
    expect(result?.lines.map((l) => [l.tally.yes, l.tally.passed])).toEqual([
      [5, true],
      [4, true],
    ]);
    await docket.reach('waitingForApproval');

    const toChair = await sendTestProposal(service, lines);
    await toChair.reach('sent');
    await toChair.answer({
      kind: 'approved',
      struckOut: [{ nomination: lines[1]!.nomination, note: await note(service) }],
    });
    await toChair.reach('awaitingNumber');
    const decision = await toChair.sign('05/QĐ-UBND');
    await toChair.reach('issued');
    await docket.reach('issued', [lines[0]!.nomination]);
    await docket.reach('declined', [lines[1]!.nomination]);

    const [certificate, ...more] = await service.store.certificates.ofDecision(decision);
    expect(more).toEqual([]);
    expect(certificate).toMatchObject({ goldBookNumber: 1, nomination: lines[0]!.nomination, status: 'valid' });
    expect(certificate?.document?.bytes).toBeGreaterThan(10_000);
    await service.sleep('1 day');
    await docket.handle.result();
    const told = (kind: string) => service.mails.keyed(`${kind}.${docket.unitProposal}.contact.`);
    expect(told('awarded').map((m) => m.subject)).toEqual([expect.stringContaining('05/QĐ-UBND')]);
    expect(told('declined')).toHaveLength(1);
  });
});
