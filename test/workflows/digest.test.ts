import { samplePack } from '../../samples/pack';
import { dailyWorkflowId } from '../../domain/ids';
import { startOfDay } from '../../domain/time';
import type { daily } from '../../workflows/daily';
import { run } from '../activities/twice';
import { note, sendDocket } from '../setup/docket';
import { dossier, START } from '../setup/fixtures';
import { eventually, type TestService } from '../setup/service';
import { describeOnSkippedTime } from '../setup/skipped';

const TODAY = START.slice(0, 10);
const CONTACT = 'unit@tinh-d.example';
const rule = { perDay: 3, at: '15:30', informative: 'gathered' } as const;
/** The same service with the cap of a province. */
const capped = ({ context }: TestService) => ({
  ...context,
  pack: { ...context.pack, mail: { ...samplePack.mail, digest: rule } },
});

describeOnSkippedTime('digests instead of floods', (service) => {
  test('sixty lines that are returned are one mail', async () => {
    const docket = await sendDocket(
      service(),
      Array.from({ length: 60 }, (_, i) => dossier('GK', i + 1)),
    );
    await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY });
    await docket.reach('screening');
    await docket.act({ type: 'return', note: await note(service()), due: '2026-11-30' });
    await docket.reach('returned');
    const mails = await eventually(
      () => service().store.sentMails.ofEntity(docket.unitProposal),
      (all) => all.some(({ mail, status }) => mail === 'return' && status === 'accepted'),
    );
    expect(mails.map(({ mail }) => mail)).toEqual(['receipt', 'return']);
  });

  test('what is over the cap waits for one mail in the afternoon of a working day; nothing is lost, and nothing comes twice', async () => {
    const { store, mails, client, taskQueue, offsetMs } = service();
    await service().stopWorker();
    await service().startWorker(capped(service()));
    const before = mails.to(CONTACT).length;
    const dockets = [];
    for (let i = 0; i < 6; i += 1) dockets.push(await sendDocket(service(), [dossier('GK', i + 1)]));
    const receipts = dockets.map(({ unitProposal }) => `receipt.${unitProposal}.contact.1`);
    const rows = async () => await Promise.all(receipts.map((key) => store.sentMails.get(key)));
    const states = async () => (await rows()).map((row) => row?.status ?? 'none').sort();
    // one at once was the receipt of the test before, counted for other rules
    await eventually(states, (all) => !all.includes('none') && !all.includes('queued'));
    const waiting = (await rows()).filter((row) => row?.status === 'gathered').length;
    expect([waiting, mails.to(CONTACT).length - before]).toEqual([
      6 - (mails.to(CONTACT).length - before),
      6 - waiting,
    ]);
    expect(waiting).toBeGreaterThanOrEqual(3);
    const sentAtOnce = mails.to(CONTACT).length;
    const handle = await client.workflow.start<typeof daily>('daily', {
      workflowId: dailyWorkflowId(taskQueue),
      taskQueue,
      args: [{ since: startOfDay(TODAY), hours: ['07:00', rule.at], offsetMs }],
    });
    await service().sleep('9 hours');
    await eventually(states, (all) => all.every((state) => state === 'accepted'));
    expect(mails.to(CONTACT)).toHaveLength(sentAtOnce + 1);
    const digest = mails.to(CONTACT).at(-1)!;
    expect(digest.subject).toBe(`[TĐKT] Tổng hợp ${waiting} thư`);
    for (const row of await rows()) if (row?.digest !== undefined) expect(digest.text).toContain(row.entity);
    expect(digest.text!.match(/https:\/\/\S+/g)).toHaveLength(waiting);
    // an hour of one row says in which mail it went
    const named = new Set((await rows()).flatMap((row) => row?.digest ?? []));
    expect(named.size).toBe(1);
    // killed between the mail server's word and the record: the second run sends nothing and marks the rest
    const [key] = [...named] as [string];
    const order = { mail: 'digest', key, now: START } as const;
    await service()
      .database.collection('sentMails')
      .updateMany({ digest: key }, { $set: { status: 'gathered', order: { mail: 'none' } } });
    await run(service(), 'sendMail', order);
    expect(mails.to(CONTACT)).toHaveLength(sentAtOnce + 1);
    expect((await states()).every((state) => state === 'accepted')).toBe(true);
    // a second waking on that day brings nothing more
    await service().sleep('1 day');
    expect(mails.to(CONTACT)).toHaveLength(sentAtOnce + 1);
    await client.workflow.getHandle(handle.workflowId).terminate();
  });

  test('a code to sign in and an invitation to vote never wait', async () => {
    const { store } = service();
    const account = { name: 'Lê Thị Mẫu', language: 'vi', status: 'active', version: 1, createdAt: START } as const;
    const mail = 'much@tinh-d.example';
    await store.accounts.insert({ _id: 'MUCH', mail, grants: [{ role: 'office' }], ...account });
    for (let i = 0; i < 6; i += 1) {
      await run({ ...service(), context: capped(service()) }, 'sendMail', {
        mail: 'accountInvitation',
        account: 'MUCH',
        key: `account-invitation.MUCH.${i}`,
        now: START,
      });
    }
    expect(service().mails.to(mail)).toHaveLength(6);
  });
});
