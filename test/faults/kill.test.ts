import type { WorkflowHandle } from '@temporalio/client';
import { Problem } from '../../domain/errors';
import { checkProposal, drawNumber, strikeLine } from '../../workflows/messages';
import { codeOn, textOf } from '../pages/form';
import { sheetLines } from '../pages/sitting';
import { testSite, type TestSite } from '../pages/site';
import { note, sendDocket } from '../setup/docket';
import { START, dossier, people } from '../setup/fixtures';
import { killableService, type KillableService } from '../setup/killable';
import { sendTestProposal } from '../setup/proposal';
import { atRest, eventually } from '../setup/service';
import { openTestSession, type TestSession } from '../setup/session';
import { fillIn, insist, sheetsTaken, type ReadBack } from './sheets';

const MEMBERS = 13;
const PARTS = ['worker', 'temporal', 'mongod'] as const;

describe('kill -9 of worker, Temporal and MongoDB in turn', () => {
  let killable: KillableService;
  let site: TestSite;
  beforeAll(async () => {
    killable = await killableService(() => site.service.mails.url);
    site = await testSite({ sizes: { province: 3, unit: MEMBERS }, worker: false, parts: killable.parts });
    await killable.worker.start();
  }, 300_000);
  afterAll(async () => {
    await site.stop();
    await killable.stop();
  }, 120_000);

  test('in the middle of a council session: every vote counts once', async () => {
    const sitting = await sheetLines(site, MEMBERS);
    const { session, ids } = await sitting.open('secret');
    // members vote from their mails; each says no to one line
    const links = await Promise.all(people(MEMBERS).map((person) => linkFor(person, session.id)));
    const sheets = await Promise.all(links.map((path, i) => fillIn(site, path, ids, [ids[i]!])));
    const late = await fillIn(site, links[0]!, ids, ids);
    const send = (sheet: ReadBack) => insist(site, sheet);

    const answers = [];
    for (const [i, part] of PARTS.entries()) {
      const [first, second, third, fourth] = sheets.slice(4 * i);
      const underWay = [send(first!), send(second!)];
      await Promise.any(underWay);
      const killed = killable[part].kill();
      const meanwhile = [send(third!), send(fourth!)];
      await killed;
      await killable[part].start();
      answers.push(...(await Promise.all([...underWay, ...meanwhile])));
    }
    expect((await session.record()).status).toBe('open');
    answers.push(await send(sheets.at(-1)!));
    const { result } = await session.reach('closed');

    expect(answers.map((a) => a.status)).toEqual(sheets.map(() => 200));
    const codes = answers.map((a) => codeOn(a.html));
    expect(result?.receiptCodes).toEqual([...codes].sort());
    expect(new Set(codes).size).toBe(MEMBERS);
    expect(result?.lines.map((l) => l.tally.yes)).toEqual(ids.map(() => MEMBERS - 1));
    const taken = await sheetsTaken(session);
    expect(taken.map((s) => s.ordinal)).toEqual(sheets.map(() => 1));
    expect(new Set(taken.map((s) => s.voterRef)).size).toBe(MEMBERS);

    // the same forms again are told the same, another one is too late
    const again = await Promise.all(sheets.map(send));
    expect(again.map((a) => codeOn(a.html))).toEqual(codes);
    const refused = await send(late);
    expect(refused.status).toBe(409);
    expect(textOf(refused.html)).toContain('Việc nhận phiếu đã kết thúc');
    expect(await sheetsTaken(session)).toHaveLength(MEMBERS);

    await expectMails([session.handle], {
      [`invitation.${session.id}.`]: MEMBERS,
      [`sessionResult.${session.id}.`]: 1,
    });
  }, 600_000);

  test.each(PARTS)(
    '%s, in opening a session and in closing it: every line is claimed, every sheet counted, once',
    async (part) => {
      const { service } = site;
      const dossiers = Array.from({ length: MEMBERS }, (_, i) => dossier('CSTDCS', i + 1));
      const docket = await sendDocket(service, dossiers, { selfChecked: true });
      await docket.reach('waitingForCouncil');
      const ids = docket.nominations;
      const lines = ids.map((nomination) => ({ nomination, docket: docket.docket, award: 'CSTDCS' }));

      const session = await openTestSession(service, lines, { level: 'unit' });
      await killAt(session, part, 'open');
      await throughOutage(async () => (await session.record()).status === 'open');
      const { lines: agenda, leftOut, members } = await session.record();
      expect([agenda.map((l) => l.nomination), leftOut, members.length]).toEqual([ids, [], MEMBERS]);
      const electors = await service.store.electors.all(session.id);
      expect(electors.map((e) => e.person).sort()).toEqual([...people(MEMBERS)].sort());

      // each says no to one line; the last one closes the session
      for (const [i, person] of people(MEMBERS).entries()) await session.vote(person, 'yes', { [ids[i]!]: 'no' });
      await killAt(session, part, 'closed');
      await throughOutage(async () => (await session.record()).papers !== undefined);
      const { status, result } = await session.record();
      expect([status, result?.ballots, result?.quorate]).toEqual(['closed', MEMBERS, true]);
      expect(result?.lines.map((l) => l.tally.yes)).toEqual(ids.map(() => MEMBERS - 1));
      expect(new Set(result?.receiptCodes).size).toBe(MEMBERS);
      const ballots = await service.store.ballots.ofSession(session.id);
      expect(ballots.map(({ choices }) => choices.filter((choice) => choice === 'no').length)).toEqual(
        ids.map(() => 1),
      );
      // nothing is left of who is who, and of the key
      expect(await service.store.electors.all(session.id)).toEqual([]);
      await expect(service.sessionKeys.get(session.id)).rejects.toMatchObject({ code: 'INTEGRITY' });
      await throughOutage(async () =>
        (await Promise.all(ids.map((id) => docket.status(id)))).every((s) => s === 'waitingForApproval'),
      );
      const trail = await service.store.audit.trail(session.id);
      expect(trail.map(({ type }) => type)).toEqual(['opened', 'closing', 'counted', 'closed']);
      // whoever was not written to before the count is not written to any more
      await expectMails([session.handle, docket.handle], { [`sessionResult.${session.id}.`]: 1 });
    },
    600_000,
  );

  test('in the middle of an issuance: numbers of the gold book without gap, every certificate with its document', async () => {
    const { service } = site;
    const each = 12;
    const dossiers = Array.from({ length: each * PARTS.length }, (_, i) => dossier('GK', i + 1));
    const docket = await sendDocket(service, dossiers, { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
    const session = await openTestSession(service, lines, { level: 'unit' });
    await session.reach('open');
    for (const person of people(MEMBERS)) await session.vote(person, 'yes');
    await session.reach('closed');
    await docket.reach('waitingForApproval');

    const decisions: string[] = [];
    const processes: WorkflowHandle[] = [docket.handle];
    for (const [i, part] of PARTS.entries()) {
      const proposal = await sendTestProposal(service, lines.slice(each * i, each * (i + 1)), { level: 'unit' });
      processes.push(proposal.handle);
      await proposal.reach('sent');
      await proposal.answer({ kind: 'approved' });
      await proposal.reach('awaitingNumber');
      decisions.push(await proposal.sign(`0${i + 1}/QĐ-STC`));
      const seen = await eventually(proposal.record, ({ status }) => status === 'issuing' || status === 'issued');
      await killable[part].kill();
      expect(seen.status).toBe('issuing');
      await killable[part].start();
      await throughOutage(async () => (await proposal.record()).status === 'issued');
      const own = docket.nominations.slice(each * i, each * (i + 1));
      await throughOutage(async () =>
        (await Promise.all(own.map((id) => docket.status(id)))).every((s) => s === 'issued'),
      );
    }

    const certificates = (await Promise.all(decisions.map((id) => service.store.certificates.ofDecision(id)))).flat();
    expect(certificates.map((c) => c.goldBookNumber)).toEqual(dossiers.map((_, i) => i + 1));
    expect(certificates.map((c) => c.nomination)).toEqual(docket.nominations);
    expect(new Set(certificates.map((c) => c.number)).size).toBe(dossiers.length);
    const papers = await Promise.all(certificates.map((c) => service.store.files.get(c.document!.file)));
    for (const paper of papers) expect(paper?.bytes.subarray(0, 5).toString()).toBe('%PDF-');

    await expectMails(processes, { [`awarded.${docket.unitProposal}.`]: PARTS.length, 'toAuthority.': PARTS.length });
  }, 600_000);

  test('in a list that its office looks at, whose register is at its end, and from which a line is struck: one number, each letter once', async () => {
    const { service } = site;
    const { store } = service;
    const authority = await store.authorities.need('A-U01');
    await store.authorities.put({ ...authority, office: { name: 'Văn phòng', email: 'van-phong@tinh-d.example' } });
    const series = 'A-U01/decide/2026';
    const { serial } = (await store.decisions.list({ register: series })).items.reduce<{ serial?: number }>(
      (most, d) => ((d.serial ?? 0) > (most.serial ?? 0) ? d : most),
      { serial: 0 },
    );
    const last = serial ?? 0;
    const register = (maximum: number) =>
      store.registers.put({
        ...{ _id: 'U01-QD@2026-11-16', code: 'U01-QD', unit: 'U01', paper: 'decision', symbol: 'QĐ-STC' },
        ...{ mode: 'automatic', restart: 'yearly', maximum, validFrom: '2026-11-16' },
      });
    await register(Math.max(1, last));
    if (last === 0) {
      const floor = {
        _id: series,
        serial: 1,
        number: '01/QĐ-STC',
        date: '2026-11-16',
        reason: 'R',
        at: START,
        by: 'key',
      };
      await store.decisions.importLast(floor, []);
    }
    const docket = await sendDocket(service, [dossier('GK', 1), dossier('GK', 2)], { selfChecked: true });
    await docket.reach('waitingForCouncil');
    const claim = `session-${docket.docket}`;
    await docket.act({ type: 'claim', claim, stage: 'council', level: 'unit' });
    await docket.act({ type: 'councilResult', claim, result: 'passed' });
    await docket.reach('waitingForApproval');
    const [out, left] = docket.nominations as [string, string];
    const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
    const proposal = await sendTestProposal(service, lines, {
      level: 'unit',
      register: 'automatic',
      check: { outcome: 'awaited' },
    });
    const killed = async (part: (typeof PARTS)[number]) => {
      await killable[part].kill();
      await killable[part].start();
    };
    const stands = (fits: (p: Awaited<ReturnType<typeof proposal.record>>) => boolean) =>
      throughOutage(async () => fits(await proposal.record()));
    const said = async () => ({ actor: 'key:clerk', content: 'hash', expects: (await proposal.record()).version });

    await proposal.reach('checking');
    const own = `.${proposal.id}.`;
    // once it has been looked at, nobody is asked to look any more
    await mailed(`proposalCheck${own}`);
    await proposal.handle.executeUpdate(checkProposal, { args: [{ ...(await said()), outcome: 'passed' }] });
    await killed('worker');
    await stands((p) => p.status === 'sent');
    await proposal.answer({ kind: 'approved' });
    await killed('temporal');
    await stands((p) => p.refused?.code === 'REGISTER_FULL');
    const { version } = await proposal.record();
    const reason = await note(service);
    await proposal.handle.executeUpdate(strikeLine, { args: [{ ...(await said()), nomination: out, note: reason }] });
    await killed('mongod');
    await stands((p) => p.version > version);
    // until what follows from a strike is done, a number is asked for in vain
    await atRest(proposal.handle);
    await register(Math.max(1, last) + 1);
    await proposal.handle.executeUpdate(drawNumber, { args: [await said()] });
    await stands((p) => p.status === 'issued');
    await throughOutage(
      async () => (await docket.status(left)) === 'issued' && (await docket.status(out)) === 'declined',
    );
    const { decision, answer } = await proposal.record();
    expect(await store.decisions.need(decision!)).toMatchObject({ serial: Math.max(1, last) + 1, lines: [left] });
    expect(answer?.struckOut).toEqual([{ nomination: out, note: reason }]);
    expect(await store.certificates.ofDecision(decision!)).toHaveLength(1);
    await expectMails([docket.handle, proposal.handle], { [`proposalCheck${own}`]: 1, [`toAuthority${own}`]: 1 });
  }, 600_000);

  /** Kills a part on the way to a status, and starts it again. */
  async function killAt(session: TestSession, part: (typeof PARTS)[number], before: string): Promise<void> {
    const { status } = await session.record();
    await killable[part].kill();
    expect(status).not.toBe(before);
    await killable[part].start();
  }

  /** The way to a sheet, out of the mail. */
  async function linkFor(person: string, session: string): Promise<string> {
    const mail = await mailed(`invitation.${session}.${person}.`);
    return /https:\/\/vinhdanh\.example(\/b\/\S+)/.exec(mail.text!)![1]!;
  }

  /** The first mail under keys that begin so, once it is there. */
  async function mailed(key: string) {
    const mail = await eventually(
      () => Promise.resolve(site.service.mails.keyed(key)[0]),
      (found) => found !== undefined,
      120_000,
    );
    return mail!;
  }

  /**
   * So many mails of each kind when these processes are at rest; each came once, or once more under the same Message-ID and
   * then as the very same mail.
   */
  async function expectMails(
    processes: readonly WorkflowHandle[],
    counts: Readonly<Record<string, number>>,
  ): Promise<void> {
    const sink = site.service.mails;
    const seen = () =>
      Object.fromEntries(
        Object.keys(counts).map((kind) => [kind, new Set(sink.keyed(kind).map((m) => m.messageId)).size]),
      );
    await eventually(
      () => Promise.resolve(seen()),
      (now) => Object.entries(counts).every(([kind, n]) => now[kind]! >= n),
      120_000,
    );
    for (const process of processes) await atRest(process);
    expect(seen()).toEqual(counts);
    const contentOf = new Map<string, string>();
    for (const { messageId, to, subject, text } of sink.mails) {
      const content = JSON.stringify([to, subject, text]);
      expect(content).toBe(contentOf.get(messageId!) ?? content);
      contentOf.set(messageId!, content);
    }
    const times = [...contentOf.keys()].map((id) => sink.mails.filter((m) => m.messageId === id).length);
    expect(Math.max(...times)).toBeLessThanOrEqual(2);
  }
});

/**
 * Looks until it is so, also while the database is away. What a worker was at when it was killed is begun again when its time
 * is up: two minutes, for the longest.
 */
const throughOutage = async (isSo: () => Promise<boolean>): Promise<void> => {
  await eventually(
    () =>
      isSo().catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'STORE_BUSY') return false;
        throw error;
      }),
    (so) => so,
    240_000,
  );
};
