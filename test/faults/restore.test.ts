import { createActivities } from '../../activities/create';
import { apiContext } from '../pages/site';
import { exitCodeOf, reconcile, type Report } from '../../cli/reconcile/index';
import { noteSigner } from '../../cli/reconcile/paper';
import type { CertificateRecord } from '../../platform/store';
import { sendDocket, type TestDocket } from '../setup/docket';
import { dossier, furnish, people } from '../setup/fixtures';
import { travel } from '../setup/journey';
import { killableService, type KillableService } from '../setup/killable';
import { sendTestProposal, type TestProposal } from '../setup/proposal';
import { atRest, eventually, testService, type TestService } from '../setup/service';
import { openTestSession } from '../setup/session';

describe('one engine set back to an earlier moment than the other', () => {
  let killable: KillableService;
  let service: TestService;
  beforeAll(async () => {
    killable = await killableService(() => service.mails.url);
    service = await testService(undefined, killable.parts);
    await furnish(service.store);
    await killable.worker.start();
  }, 300_000);
  afterAll(async () => {
    await service.stop();
    await killable.stop();
  }, 120_000);

  test('MongoDB: what was issued meanwhile stands there again, with the same numbers; what is lost is named', async () => {
    const docket = await approved(3);
    const proposal = await answered(docket);
    const { session } = await sitting();
    await session.vote('C1', 'yes');
    const goBack = await killable.mongod.keep();

    const decision = await proposal.sign('01/QĐ-STC');
    await issued(proposal, docket);
    await session.vote('C2', 'yes');
    const before = await certificatesOf(decision);
    const later = await sendDocket(service, [dossier('GK', 9)], { selfChecked: true });
    await later.reach('waitingForCouncil');
    await killable.worker.kill();
    await goBack();
    await killable.worker.start();
    expect(await service.store.certificates.ofDecision(decision)).toEqual([]);

    const dry = await compare(true);
    expect(exitCodeOf(dry)).toBe(1);
    expect(await service.store.certificates.ofDecision(decision)).toEqual([]);
    const first = await compare();
    expect(first.findings.map(({ process, what, count }) => ({ process, what, count }))).toEqual([
      { process: docket.handle.workflowId, what: 'recordsBehind', count: 3 },
      { process: later.handle.workflowId, what: 'recordLost', count: 0 },
      { process: later.handle.workflowId, what: 'submissionLost', count: 1 },
      { process: session.handle.workflowId, what: 'sheetsLost', count: 1 },
      { process: proposal.handle.workflowId, what: 'paperLost', count: 2 },
    ]);
    expect(first.findings.find(({ what }) => what === 'paperLost')?.of).toEqual([proposal.id, '01/QĐ-STC']);

    await noteSigner(tools(), proposal.id, { signer: 'Nguyễn Văn Mẫu', post: 'Chủ tịch', form: 'direct' });
    const second = await compare();
    expect(second.findings.filter(({ mended }) => mended).map(({ what }) => what)).toEqual([
      'certificatesLost',
      'recordsBehind',
    ]);
    // codes and numbers that are printed already, and the same bytes
    expect(await certificatesOf(decision)).toEqual(before);
    expect((await proposal.record()).status).toBe('issued');
    expect(await docket.status()).toBe('issued');
    expect((await compare()).findings.map(({ what }) => what)).toEqual(['recordLost', 'submissionLost', 'sheetsLost']);

    const next = await approved(2);
    const after = await answered(next);
    const other = await after.sign('02/QĐ-STC');
    await issued(after, next);
    expect((await certificatesOf(other)).map((c) => c.goldBookNumber)).toEqual([4, 5]);
    expectEachMailOnce();
  }, 300_000);

  test('Temporal: what was done meanwhile is not done again, and goes on', async () => {
    const docket = await approved(3);
    const proposal = await sendTestProposal(service, linesOf(docket), { level: 'unit' });
    await proposal.reach('sent');
    const { session, ids } = await sitting();
    await session.vote('C1', 'yes');
    await atRest(docket.handle);
    const goBack = await killable.temporal.keep();

    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    const decision = await proposal.sign('03/QĐ-STC');
    await issued(proposal, docket);
    await session.vote('C2', 'yes', { [ids[0]!]: 'no' });
    const later = await sendDocket(service, [dossier('GK', 9)], { selfChecked: true });
    await later.reach('waitingForCouncil');
    for (const one of [docket.handle, later.handle]) await atRest(one);
    const [certificates, record] = [await certificatesOf(decision), await proposal.record()];
    await killable.worker.kill();
    await goBack();
    await killable.worker.start();

    const report = await compare();
    expect(
      report.findings.filter(({ mended }) => mended).map(({ process, what, count }) => [process, what, count]),
    ).toEqual(
      expect.arrayContaining([
        [docket.handle.workflowId, 'processBehind', 3],
        [later.handle.workflowId, 'processGone', 1],
        [proposal.handle.workflowId, 'processBehind', 0],
      ]),
    );
    await proposal.handle.result();
    expect(await certificatesOf(decision)).toEqual(certificates);
    expect(await proposal.record()).toEqual(record);
    const { items } = await service.store.decisions.list({ proposal: proposal.id });
    expect(items.map((d) => d.number)).toEqual(['03/QĐ-STC']);

    // the docket that the engine had never seen goes on from the records
    await travel(service, later, (stage) => stage.kind === 'approval');
    await later.reach('waitingForApproval');
    expectEachMailOnce();
  }, 300_000);

  // --- small parts ---------------------------------------------------------------------------------------------------

  function tools(dryRun = false) {
    return { context: apiContext(service), activities: createActivities(service.context), dryRun };
  }

  const compare = (dryRun = false): Promise<Report> => reconcile(tools(dryRun));

  async function approved(count: number): Promise<TestDocket> {
    const dossiers = Array.from({ length: count }, (_, i) => dossier('GK', i + 1));
    const docket = await sendDocket(service, dossiers, { selfChecked: true });
    await travel(service, docket, (stage) => stage.kind === 'approval');
    await docket.reach('waitingForApproval');
    return docket;
  }

  async function answered(docket: TestDocket): Promise<TestProposal> {
    const proposal = await sendTestProposal(service, linesOf(docket), { level: 'unit' });
    await proposal.reach('sent');
    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    await atRest(docket.handle);
    return proposal;
  }

  async function issued(proposal: TestProposal, docket: TestDocket): Promise<void> {
    await eventually(proposal.record, ({ status }) => status === 'issued');
    await docket.reach('issued');
    await atRest(docket.handle);
  }

  async function sitting() {
    const docket = await sendDocket(service, [dossier('GK', 1), dossier('GK', 2)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const ids = docket.nominations;
    const lines = ids.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
    const session = await openTestSession(service, lines, { level: 'unit' });
    await session.reach('open');
    await atRest(session.handle);
    expect(people(3)).toHaveLength(3);
    return { session, ids };
  }

  const linesOf = ({ docket, nominations }: TestDocket) =>
    nominations.map((nomination) => ({ nomination, docket, award: 'GK' }));

  const certificatesOf = (decision: string): Promise<readonly CertificateRecord[]> =>
    service.store.certificates.ofDecision(decision);

  function expectEachMailOnce(): void {
    const ids = service.mails.mails.map((mail) => mail.messageId);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  }
});
