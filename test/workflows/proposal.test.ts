import { dossier } from '../setup/fixtures';
import { note, sendDocket, type TestDocket } from '../setup/docket';
import { sendTestProposal } from '../setup/proposal';
import { describeOnSkippedTime } from '../setup/skipped';
import { eventually, type TestService } from '../setup/service';

/** Household lines under the simplified procedure: the head forwards, the province screens, the Chair decides. */
async function beforeTheHead(service: TestService, count: number) {
  const docket = await sendDocket(
    service,
    Array.from({ length: count }, (_, i) =>
      dossier('BKT', i + 1, {
        procedure: 'simplified',
        commendationType: 'adHoc',
        nominee: { kind: 'household', name: `Hộ gia đình ông Lê Văn Mẫu ${i + 1}`, residence: 'Thôn 1, xã N' },
      }),
    ),
  );
  await docket.reach('waitingForApproval');
  return { docket, lines: linesOf(docket) };
}
const linesOf = (docket: TestDocket) =>
  docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'BKT' }));

/** Screened and waiting for the Chair. */
async function beforeTheChair(service: TestService, count: number) {
  const { docket, lines } = await beforeTheHead(service, count);
  const up = await sendTestProposal(service, lines, { level: 'unit', power: 'forward', mode: 'recorded' });
  await up.reach('sent');
  await up.sign(`${(serial += 1)}/TTr-STC`);
  await up.reach('forwarded');
  await docket.act({ type: 'receive', number: '1', arrivedOn: '2026-11-16', paperOriginalOn: '2026-11-16' });
  await docket.act({ type: 'accept' });
  await docket.reach('waitingForApproval');
  return { docket, lines };
}
let serial = 100;

describeOnSkippedTime('a proposal', (service) => {
  test('in recorded mode needs no link: the office records the signed paper', async () => {
    const { docket, lines } = await beforeTheChair(service(), 2);
    const proposal = await sendTestProposal(service(), lines, { mode: 'recorded' });
    await proposal.reach('sent');
    const decision = await proposal.sign('07/QĐ-UBND');
    await proposal.reach('issued');
    await docket.reach('issued');
    const certificates = await service().store.certificates.ofDecision(decision);
    expect(certificates.map((c) => c.nomination)).toEqual(docket.nominations);
    const { goldBookNumber } = certificates[0]!;
    expect(certificates[1]!.goldBookNumber).toBe(goldBookNumber + 1);
    expect(await service().store.history.ofSubject(docket.nominations[0]!)).toHaveLength(1);
  });

  test('that comes back goes to the last screening; one that is cancelled frees its lines', async () => {
    const { docket, lines } = await beforeTheChair(service(), 1);
    const cancelled = await sendTestProposal(service(), lines);
    await cancelled.reach('sent');
    await cancelled.handle.executeUpdate('cancelProposal', {
      args: [{ actor: 'key:office', content: 'h', note: await note(service()) }],
    });
    await cancelled.reach('cancelled');
    await docket.reach('waitingForApproval');
    const returned = await sendTestProposal(service(), lines);
    await returned.reach('sent');
    await returned.answer({ kind: 'returned', note: await note(service()) });
    await returned.reach('returned');
    await docket.reach('screening');
  });

  test('with every line struck out ends without a paper', async () => {
    const { docket, lines } = await beforeTheChair(service(), 1);
    const proposal = await sendTestProposal(service(), lines);
    await proposal.reach('sent');
    await proposal.answer({
      kind: 'approved',
      struckOut: [{ nomination: lines[0]!.nomination, note: await note(service()) }],
    });
    await proposal.reach('refused');
    await docket.reach('declined');
  });

  test('refuses a stale answer, a foreign line, a second answer and a number that is taken', async () => {
    const { docket, lines } = await beforeTheChair(service(), 1);
    const proposal = await sendTestProposal(service(), lines);
    await proposal.reach('sent');
    await expect(proposal.answer({ kind: 'approved', expects: 99 })).rejects.toMatchObject({
      cause: { type: 'STATE_CHANGED' },
    });
    await expect(
      proposal.answer({ kind: 'approved', struckOut: [{ nomination: 'HS-0', note: 'n' }] }),
    ).rejects.toMatchObject({ cause: { type: 'NOT_FOUND' } });
    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    await expect(proposal.answer({ kind: 'approved' })).rejects.toMatchObject({
      cause: { type: 'ACTION_NOT_ALLOWED' },
    });
    // taken by the first test of this file, or out of order: the clerk is asked again and nothing is issued
    await proposal.sign('07/QĐ-UBND');
    await eventually(proposal.record, (p) => p.version > 3 && p.status === 'awaitingNumber');
    expect(await docket.status()).toBe('approvalPending');
    await proposal.sign('08/QĐ-UBND');
    await proposal.reach('issued');
    await docket.reach('issued');
  });

  test('of a unit with an automatic register numbers its decision itself', async () => {
    const docket = await sendDocket(service(), [dossier('GK', 1)], { selfChecked: true });
    const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
    await docket.reach('waitingForCouncil');
    const claim = 'session-by-hand';
    await docket.act({ type: 'claim', claim, stage: 'council', level: 'unit' });
    await docket.reach('inSession');
    await docket.act({ type: 'councilResult', claim, result: 'passed' });
    await docket.reach('waitingForApproval');
    const proposal = await sendTestProposal(service(), lines, { level: 'unit', register: 'automatic' });
    await proposal.reach('sent');
    await proposal.answer({ kind: 'approved' });
    const { decision } = await proposal.reach('issued');
    expect((await service().store.decisions.need(decision!)).number).toBe('01/QĐ-STC');
    await docket.reach('issued');
  });
});
