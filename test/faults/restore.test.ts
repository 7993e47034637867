import { randomUUID } from 'node:crypto';
import { createActivities } from '../../activities/create';
import { openCase } from '../../api/commands/issued/case-open';
import { recordCasePaper } from '../../api/commands/issued/case-record';
import { actOnCase, type OfficeAction } from '../../api/commands/issued/cases';
import { caseWorkflowId } from '../../domain/ids';
import { apiContext } from '../pages/site';
import { exitCodeOf, reconcile, type Report } from '../../cli/reconcile/index';
import { noteSigner } from '../../cli/reconcile/paper';
import type { CertificateRecord } from '../../platform/store';
import { asked, issueCertificate, signedPaper } from '../setup/cases';
import { sendDocket, type TestDocket } from '../setup/docket';
import { dossier, furnish, people } from '../setup/fixtures';
import { travel } from '../setup/journey';
import { killableService, type KillableService } from '../setup/killable';
import { sendTestProposal, type TestProposal } from '../setup/proposal';
import { atRest, eventually, testService, type TestService } from '../setup/service';
import { openTestSession } from '../setup/session';

const TODAY = '2026-11-16';

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
    const [revocation, replacement] = [await matter('revocation', 1), await matter('replacement', 2)];
    const goBack = await killable.mongod.keep();

    await revocation.record('11/QĐ-UBND', 'awaitingReturn');
    await revocation.act({ type: 'recordReturn', what: 'money', on: TODAY });
    await replacement.record('12/QĐ-UBND', 'done');
    const [revoked, replaced] = [await revocation.standing(), await replacement.standing()];
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
    const ofCases = ({ findings }: Report) => findings.filter(({ process }) => process.startsWith('case-'));
    const others = first.findings.filter((found) => !ofCases(first).includes(found));
    expect(others.map(({ process, what, count }) => ({ process, what, count }))).toEqual([
      { process: docket.handle.workflowId, what: 'recordsBehind', count: 3 },
      { process: later.handle.workflowId, what: 'recordLost', count: 0 },
      { process: later.handle.workflowId, what: 'submissionLost', count: 1 },
      { process: session.handle.workflowId, what: 'sheetsLost', count: 1 },
      { process: proposal.handle.workflowId, what: 'paperLost', count: 2 },
    ]);
    expect(first.findings.find(({ what }) => what === 'paperLost')?.of).toEqual([proposal.id, '01/QĐ-STC']);
    expect(new Map(ofCases(first).map(({ what, of }) => [of, what]))).toEqual(
      new Map([
        [[revocation.id, '11/QĐ-UBND'], 'paperLost'],
        [[replacement.id, '12/QĐ-UBND'], 'paperLost'],
      ]),
    );

    const post = { post: 'Chủ tịch', form: 'direct' } as const;
    await noteSigner(tools(), proposal.id, { signer: 'Nguyễn Văn Mẫu', ...post });
    for (const { id } of [revocation, replacement]) await noteSigner(tools(), id, { signer: 'Phạm Văn Mẫu', ...post });
    const second = await compare();
    expect(second.findings.filter(({ mended }) => mended).map(({ what }) => what)).toEqual([
      'certificatesLost',
      'recordsBehind',
      'recordsBehind',
      'recordsBehind',
    ]);
    expect([await revocation.standing(), await replacement.standing()]).toEqual([revoked, replaced]);
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
    // what a case waits for still comes
    await revocation.act({ type: 'recordReturn', what: 'object', on: TODAY });
    await revocation.reach('done');
    expectEachMailOnce();
  }, 300_000);

  test('Temporal: what was done meanwhile is not done again, and goes on', async () => {
    const docket = await approved(3);
    const proposal = await sendTestProposal(service, linesOf(docket), { level: 'unit' });
    await proposal.reach('sent');
    const { session, ids } = await sitting();
    await session.vote('C1', 'yes');
    await atRest(docket.handle);
    const [revocation, replacement] = [await matter('revocation', 3), await matter('replacement', 4)];
    const goBack = await killable.temporal.keep();

    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    const decision = await proposal.sign('03/QĐ-STC');
    await issued(proposal, docket);
    await session.vote('C2', 'yes', { [ids[0]!]: 'no' });
    const later = await sendDocket(service, [dossier('GK', 9)], { selfChecked: true });
    await later.reach('waitingForCouncil');
    for (const one of [docket.handle, later.handle]) await atRest(one);
    await revocation.record('13/QĐ-UBND', 'awaitingReturn');
    await revocation.act({ type: 'recordReturn', what: 'money', on: TODAY });
    await replacement.record('14/QĐ-UBND', 'done');
    const lost = await matter('revocation', 5);
    const [revoked, replaced] = [await revocation.standing(), await replacement.standing()];
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
        [caseWorkflowId(revocation.id), 'processBehind', 0],
        [caseWorkflowId(replacement.id), 'processBehind', 0],
        [caseWorkflowId(lost.id), 'processGone', 0],
      ]),
    );
    await proposal.handle.result();
    expect(await certificatesOf(decision)).toEqual(certificates);
    expect(await proposal.record()).toEqual(record);
    const { items } = await service.store.decisions.list({ proposal: proposal.id });
    expect(items.map((d) => d.number)).toEqual(['03/QĐ-STC']);

    expect([await revocation.standing(), await replacement.standing()]).toEqual([revoked, replaced]);
    await revocation.act({ type: 'recordReturn', what: 'object', on: TODAY });
    await revocation.reach('done');
    await service.client.workflow.getHandle(caseWorkflowId(replacement.id)).result();
    await lost.record('15/QĐ-UBND', 'awaitingReturn');

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

  /** A case about an award of its own, which waits for its signed paper. */
  async function matter(kind: 'revocation' | 'replacement', serial: number) {
    const { store, client } = service;
    const context = apiContext(service);
    const award = await issueCertificate(store, { serial });
    const opened = await openCase(context, {
      caller: { actor: 'key:office', role: 'office' },
      asked: { award: award._id, ...asked[kind] },
      submission: randomUUID(),
    });
    const id = opened.record._id;
    const reach = (status: string) =>
      eventually(
        () => store.cases.need(id),
        (one) => one.status === status,
      );
    await eventually(
      () => store.cases.need(id),
      ({ status, draft }) => status === 'awaitingPaper' && draft !== undefined,
    );
    const say = async () => ({ id, submission: randomUUID(), expects: (await store.cases.need(id)).version });
    return {
      id,
      reach,
      async record(number: string, status: string) {
        const paper = { ...signedPaper(number), form: 'direct' } as const;
        await recordCasePaper(context, { caller: { actor: 'key:clerk', role: 'clerk' }, ...(await say()), paper });
        await reach(status);
        // letter and drawing come after it
        if (status !== 'done') await atRest(client.workflow.getHandle(caseWorkflowId(id)));
        else await client.workflow.getHandle(caseWorkflowId(id)).result();
      },
      async act(action: OfficeAction) {
        const caller = { actor: 'key:office', role: 'office' } as const;
        const { version } = await actOnCase(context, { caller, ...(await say()), action });
        await eventually(
          () => store.cases.need(id),
          (one) => one.version >= version,
        );
      },
      /** What the records say of it, but for how often they were written. */
      async standing() {
        const { version: _version, releasedBy: _released, closedAt: _closedAt, ...record } = await store.cases.need(id);
        const certificates = [
          await store.certificates.get(award._id),
          await store.certificates.get(record.issued ?? ''),
        ];
        const ledger = await store.history.many([award._id, record.issued ?? '']);
        return { record, certificates, ledger, decision: await store.decisions.need(record.decision ?? '') };
      },
    };
  }

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
