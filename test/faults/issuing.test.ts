import { randomInt } from 'node:crypto';
import { sha256 } from '../../platform/store/canonical';
import { sendDocket, type TestDocket } from '../setup/docket';
import { furnish } from '../setup/fixtures';
import { travel } from '../setup/journey';
import { killableService, type KillableService } from '../setup/killable';
import { manyDossiers } from '../setup/many';
import { sendTestProposal, type TestProposal } from '../setup/proposal';
import { atRest, eventually, testService, type TestService } from '../setup/service';
import { killOnTheWay, seeded, type Kill } from './killing';

const CERTIFICATES = 1_000;
const DOCKETS = 10;
const KILLS = 100;
const WORKERS = 3;
/** Minutes on a machine that has nothing else to do; the rest is for one that has. */
const TIMEOUT_MS = 1_500_000;

describe(`the issuing of ${CERTIFICATES} certificates, through ${KILLS} times kill -9 of a worker and some of the engines`, () => {
  // SEED=n draws the moments again, as far as a machine repeats anything
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  let killable: KillableService;
  let service: TestService;
  let dockets: readonly TestDocket[];
  let proposal: TestProposal;
  let decision: string;
  let kills: readonly Kill[] = [];

  beforeAll(async () => {
    killable = await killableService(() => service.mails.url);
    service = await testService(undefined, killable.parts);
    await furnish(service.store);
    await killable.worker.start();
    dockets = await approvedDockets(service);
    const lines = dockets.flatMap(({ docket, nominations }) =>
      nominations.map((nomination) => ({ nomination, docket, award: 'GK' })),
    );
    proposal = await sendTestProposal(service, lines, { level: 'unit' });
    await proposal.reach('sent');
    await proposal.answer({ kind: 'approved' });
    await proposal.reach('awaitingNumber');
    for (const { handle } of dockets) await atRest(handle);

    decision = await proposal.sign('01/QĐ-STC');
    let issued = false;
    // counted where they are: the records of a thousand, many times a second, would be most of the work of this test
    const rendered = service.database.collection('certificates');
    kills = await killOnTheWay({
      process: proposal.handle,
      workers: [killable.worker, ...Array.from({ length: WORKERS - 1 }, () => killable.anotherWorker())],
      kills: KILLS,
      total: CERTIFICATES,
      before: 8,
      after: 4,
      engines: [
        { name: 'mongod', part: killable.mongod, at: 1 },
        { name: 'temporal', part: killable.temporal, at: 200 },
        { name: 'mongod', part: killable.mongod, at: 500 },
        { name: 'temporal', part: killable.temporal, at: 700 },
      ],
      random: seeded(seed),
      async done() {
        try {
          issued = (await proposal.record()).status === 'issued';
          return await rendered.countDocuments({ decision, document: { $exists: true } });
        } catch {
          return undefined;
        }
      },
      over: () => issued,
    });
    await killable.worker.start();
    await eventually(proposal.record, ({ status }) => status === 'issued', TIMEOUT_MS);
    for (const docket of dockets) await docket.reach('issued');
  }, TIMEOUT_MS);
  afterAll(async () => {
    await service.stop();
    await killable.stop();
  }, 120_000);

  test(`was under way at each kill (SEED=${seed})`, () => {
    const workers = kills.filter(({ part }) => part === 'worker');
    expect(workers).toHaveLength(KILLS);
    const atWork = workers.filter(({ activities }) => activities.length > 0);
    expect(atWork.length).toBeGreaterThanOrEqual(KILLS / 2);
    const steps = new Set(atWork.flatMap(({ activities }) => activities));
    expect(steps).toContain('renderCertificates');
    expect(kills.length - workers.length).toBeGreaterThanOrEqual(3);
  });

  test('gives the numbers 1 to n, to each line one, in the order of the list', async () => {
    const certificates = await service.store.certificates.ofDecision(decision);
    expect(certificates.map((c) => c.goldBookNumber)).toEqual(Array.from({ length: CERTIFICATES }, (_, i) => i + 1));
    expect(certificates.map((c) => c.nomination)).toEqual(dockets.flatMap(({ nominations }) => nominations));
    expect(new Set(certificates.map((c) => c.number)).size).toBe(CERTIFICATES);
    expect(new Set(certificates.map((c) => c.verifyCode)).size).toBe(CERTIFICATES);
  });

  test('keeps the bytes of every certificate and of the decision, whole', async () => {
    const { documents } = await service.store.decisions.need(decision);
    const certificates = await service.store.certificates.ofDecision(decision);
    for (const document of [documents?.decision, ...certificates.map((c) => c.document)]) {
      const file = await service.store.files.get(document!.file);
      expect(sha256(file!.bytes)).toBe(document!.sha256);
      expect(file!.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect(new Set(certificates.map((c) => c.document!.file)).size).toBe(CERTIFICATES);
  });

  test('closes every line and notes each issue once', async () => {
    for (const { nominations } of dockets) {
      const records = await service.store.nominations.many(nominations);
      expect([...records.values()].map(({ line }) => line?.end?.outcome)).toEqual(nominations.map(() => 'issued'));
    }
    for (const nomination of dockets.flatMap(({ nominations }) => nominations)) {
      const trail = await service.store.audit.trail(nomination);
      expect(trail.filter(({ type }) => type === 'certificateIssued')).toHaveLength(1);
      expect(trail.filter(({ type }) => type === 'issue')).toHaveLength(1);
    }
    const { items } = await service.store.decisions.list({ proposal: proposal.id });
    expect(items.map(({ _id, number }) => [_id, number])).toEqual([[decision, '01/QĐ-STC']]);
  });

  test('sends each mail once', async () => {
    const awarded = dockets.map(({ unitProposal }) => `awarded.${unitProposal}.`);
    const keys = [...awarded, `toAuthority.${proposal.id}.`];
    const ids = (key: string): Set<string | undefined> => new Set(service.mails.keyed(key).map((m) => m.messageId));
    await eventually(
      () => Promise.resolve(keys.map((key) => ids(key).size)),
      (counts) => counts.every((n) => n > 0),
      240_000,
    );
    for (const { handle } of dockets) await atRest(handle);
    expect(keys.map((key) => ids(key).size)).toEqual(keys.map(() => 1));
    // one whose acknowledgement was lost in a kill comes once more, as the very same mail
    const contents = new Set(
      service.mails.mails.map(({ messageId, to, text }) => JSON.stringify([messageId, to, text])),
    );
    expect(contents.size).toBe(new Set(service.mails.mails.map((m) => m.messageId)).size);
  }, 300_000);
});

/** Ten dockets of a hundred lines each, which wait for their authority. */
async function approvedDockets(service: TestService): Promise<TestDocket[]> {
  const all = manyDossiers(CERTIFICATES, 'GK');
  const each = CERTIFICATES / DOCKETS;
  const dockets: TestDocket[] = [];
  for (let i = 0; i < DOCKETS; i += 1) {
    const docket = await sendDocket(service, all.slice(each * i, each * (i + 1)), { selfChecked: true });
    await travel(service, docket, (stage) => stage.kind === 'approval');
    await docket.reach('waitingForApproval');
    dockets.push(docket);
  }
  return dockets;
}
