import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { caseWorkflowId } from '../../domain/ids';
import type { CertificateRecord } from '../../platform/store';
import { textOf } from '../pages/form';
import { insist, startApi, type Reply, type TestApi } from '../setup/api';
import { issueCertificate, openCase, reach, signedPaper, type CaseWorkers } from '../setup/cases';
import { killableService, type KillableService } from '../setup/killable';
import { atRest, eventually } from '../setup/service';
import { seeded } from './killing';

/** Killed one after the other, each a random while after the papers of two cases were handed in. */
const VICTIMS = ['worker', 'temporal', 'worker', 'temporal'] as const;
/** What follows from a paper takes so long on a quiet machine: register, gold book, ledger, letter, drawing. */
const MOMENT_MS = 600;

/** A revocation and a replacement that are carried out together. */
interface Pair {
  readonly revoked: CertificateRecord;
  readonly replaced: CertificateRecord;
  readonly revocation: string;
  readonly replacement: string;
}

describe('kill -9 of worker and Temporal server in the middle of revocations and replacements', () => {
  // SEED=n draws the moments again, as far as a machine repeats anything
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  let killable: KillableService;
  let api: TestApi;
  let us: CaseWorkers;
  const pairs: Pair[] = [];
  let answers: readonly Reply[];

  beforeAll(async () => {
    killable = await killableService(() => api.site.service.mails.url);
    api = await startApi({ worker: false, parts: killable.parts });
    us = { office: await api.as('office'), clerk: await api.as('clerk') };
    await killable.worker.start();
    const { store } = api.site.service;
    for (const [i] of VICTIMS.entries()) {
      const revoked = await issueCertificate(store, { serial: 2 * i + 1 });
      const replaced = await issueCertificate(store, { serial: 2 * i + 2 });
      const revocation = await openCase(us, revoked._id, 'revocation');
      const replacement = await openCase(us, replaced._id, 'replacement');
      pairs.push({ revoked, replaced, revocation, replacement });
    }
    const random = seeded(seed);
    const recorded: Promise<Reply>[] = [];
    let serial = 20;
    for (const [i, victim] of VICTIMS.entries()) {
      const { revocation, replacement } = pairs[i]!;
      for (const id of [revocation, replacement]) {
        const { version: expects } = await reach(us, id, 'awaitingPaper');
        const paper = signedPaper(`${(serial += 1)}/QĐ-UBND`);
        recorded.push(insist(us.clerk, `/cases/${id}/record`, { expects, ...paper }));
      }
      await wait(random() * MOMENT_MS);
      await killable[victim].kill();
      await killable[victim].start();
    }
    answers = await Promise.all(recorded);
    for (const { revocation, replacement } of pairs) {
      await reach(us, revocation, 'awaitingReturn');
      await reach(us, replacement, 'done');
      await atRest(api.site.service.client.workflow.getHandle(caseWorkflowId(revocation)));
      // it ends when its letter is out and its paper drawn
      await api.site.service.client.workflow.getHandle(caseWorkflowId(replacement)).result();
    }
  }, 300_000);
  afterAll(async () => {
    await api.stop();
    await killable.stop();
  }, 120_000);

  test(`each paper is recorded once, whoever died meanwhile (SEED=${seed})`, async () => {
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [200, undefined]));
    const { items } = await api.site.service.store.decisions.list({ register: 'A-TINH/decide/2026' }, { limit: 200 });
    const ofCases = items.filter((decision) => decision.case !== undefined);
    expect(ofCases.map(({ serial }) => serial).sort()).toEqual(answers.map((_, i) => 21 + i));
    expect(new Set(ofCases.map((decision) => decision.case)).size).toBe(2 * pairs.length);
    for (const { case: id, _id } of ofCases) {
      const { decision } = (await us.office.get(`/cases/${id}`)).body;
      expect(decision.id).toBe(_id);
      const drawn = await us.office.get(`/decisions/${_id}/document.pdf`);
      expect([drawn.status, drawn.bytes.subarray(0, 5).toString()]).toEqual([200, '%PDF-']);
    }
  });

  test('each certificate has one entry more, and the ledger and its trail say the same', async () => {
    const { store } = api.site.service;
    for (const { revoked, replaced, revocation, replacement } of pairs) {
      const [gone, next] = await Promise.all([revocation, replacement].map((id) => store.cases.need(id)));
      const [before, after] = await Promise.all([revoked, replaced].map(({ _id }) => store.certificates.get(_id)));
      expect(before?.entries?.map(({ kind, paper }) => [kind, paper])).toEqual([['revoked', gone!.decision]]);
      expect(after?.entries?.map(({ kind, by }) => [kind, by])).toEqual([['replaced', next!.issued]]);
      const ledger = await store.history.many([revoked._id, replaced._id, next!.issued!]);
      expect(ledger.get(revoked._id)?.revoked?.ground).toBe('fraud');
      expect(ledger.get(replaced._id)?.replaced?.by).toBe(next!.issued);
      const fresh = ledger.get(next!.issued!)!;
      expect([fresh.revoked, fresh.replaced]).toEqual([undefined, undefined]);
      for (const { _id } of [revoked, replaced]) {
        const types = (await store.audit.trail(`awards/${_id}`)).map(({ type }) => type);
        expect(types.filter((type) => type === 'revoked' || type === 'replaced')).toHaveLength(1);
      }
    }
  });

  test('the gold book has no gap, and every new certificate its bytes', async () => {
    const all = await api.site.service.database.collection('certificates').find().sort({ goldBookNumber: 1 }).toArray();
    expect(all.map((one) => one['goldBookNumber'] as number)).toEqual(all.map((_, i) => i + 1));
    expect(all).toHaveLength(3 * pairs.length);
    expect(all.filter((one) => one['document'] === undefined)).toEqual([]);
  });

  test('the public page says of each code what has become of it', async () => {
    const { store } = api.site.service;
    const page = async (code: string): Promise<string> => textOf((await api.site.get(`/verify/${code}`)).html);
    for (const { revoked, replaced, replacement } of pairs) {
      expect(await page(revoked.verifyCode)).toContain('Đã hủy bỏ quyết định tặng');
      expect(await page(replaced.verifyCode)).toContain('Đã thay thế bởi Quyết định số');
      const fresh = await store.certificates.get((await store.cases.need(replacement)).issued!);
      expect(await page(fresh!.verifyCode)).toContain('Kết quả tra cứu: Đang có hiệu lực');
    }
  });

  test('each unit has one letter of each case', async () => {
    const { mails } = api.site.service;
    for (const id of pairs.flatMap(({ revocation, replacement }) => [revocation, replacement])) {
      const letters = () => mails.keyed(`caseNotice.${id}.`);
      await eventually(
        () => Promise.resolve(letters().length),
        (n) => n >= 1,
        120_000,
      );
      // one whose acknowledgement was lost in a kill comes once more, as the very same mail
      expect(new Set(letters().map(({ messageId, text }) => JSON.stringify([messageId, text]))).size).toBe(1);
    }
  }, 150_000);
});
