import { checkProposal } from '../../workflows/messages';
import { note, sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { sendTestProposal } from '../setup/proposal';
import { eventually, type TestService } from '../setup/service';
import { describeOnSkippedTime } from '../setup/skipped';

const OFFICE = 'van-phong@tinh-d.example';
const reminders = { workingDaysAfter: [3, 5], from: '08:00', to: '17:00' };

/** Household lines under the simplified procedure, before the head of the unit, who has an office. */
async function beforeTheHead({ store, ...service }: TestService, office = OFFICE) {
  const authority = await store.authorities.need('A-U01');
  await store.authorities.put({ ...authority, office: { name: 'Văn phòng Sở Tài chính', email: office } });
  const nominee = { kind: 'household' as const, name: 'Hộ ông Lê Văn Mẫu', residence: 'Thôn 1, xã N' };
  const docket = await sendDocket({ store, ...service }, [
    dossier('BKT', 1, { procedure: 'simplified', commendationType: 'adHoc', nominee }),
  ]);
  await docket.reach('waitingForApproval');
  const lines = docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'BKT' }));
  return { docket, lines };
}
const lettersWith = ({ mails }: TestService, words: string) =>
  mails.mails.filter((m) => (m.text ?? '').includes(words));
const forward = { level: 'unit' as const, power: 'forward' as const };

describeOnSkippedTime('a proposal that waits', (service) => {
  test('is reminded of to the office of the authority, in office hours of working days, and never to the authority', async () => {
    const { lines } = await beforeTheHead(service());
    const proposal = await sendTestProposal(service(), lines, { ...forward, reminders });
    await proposal.reach('sent');
    await service().sleep('15 days');
    const sent = await eventually(
      () => service().store.sentMails.ofEntity(proposal.id),
      (mails) => mails.filter((m) => m.status === 'accepted').length === 3,
    );
    expect(sent.map(({ mail, to }) => [mail, to]).sort()).toEqual([
      ['proposal-waits', OFFICE],
      ['proposal-waits', OFFICE],
      ['to-authority', 'c1@tinh-d.example'],
    ]);
    // sent on Monday 16 November at 8
    const reminded = sent.filter((m) => m.mail === 'proposal-waits').map((m) => m.queuedAt.slice(0, 16));
    expect(reminded.sort()).toEqual(['2026-11-19T02:00', '2026-11-23T02:00']);
    const [letter] = service().mails.mails.filter((m) => (m.subject ?? '').includes('đã trình từ'));
    expect(letter?.subject).toBe('[TĐKT] Tờ trình số 88/TTr-SNV: đã trình từ ngày 16/11/2026');
    expect(letter?.text).not.toMatch(/quá hạn|chậm|trễ/i);
    await proposal.answer({ kind: 'returned', note: await note(service()) });
    await proposal.reach('returned');
  });

  test('is no reminder any more once it is answered; an office with the address of who decides is none', async () => {
    const { lines } = await beforeTheHead(service(), 'C1@TINH-D.example');
    const proposal = await sendTestProposal(service(), lines, { ...forward, reminders });
    await proposal.reach('sent');
    await service().sleep('4 days');
    const sent = await eventually(
      () => service().store.sentMails.ofEntity(proposal.id),
      (mails) => mails.filter((m) => m.status === 'accepted').length === 2,
    );
    // the standing office of the level, who speaks to the authority
    expect(sent.find((m) => m.mail === 'proposal-waits')?.to).toBe('office-u01@tinh-d.example');
    await proposal.answer({ kind: 'returned', note: await note(service()) });
    await proposal.reach('returned');
    await service().sleep('30 days');
    expect(await service().store.sentMails.ofEntity(proposal.id)).toHaveLength(2);
  });

  test('is looked at by the office of the authority first: given back with notes, or passed on', async () => {
    const { docket, lines } = await beforeTheHead(service());
    const check = { outcome: 'awaited' as const };
    const given = await sendTestProposal(service(), lines, { ...forward, check, reminders });
    const { version } = await given.reach('checking');
    const say = (of: typeof given, said: object) =>
      of.handle.executeUpdate(checkProposal, {
        args: [{ actor: 'key:office', content: 'h', outcome: 'passed', expects: version, ...said }],
      });
    await expect(given.answer({ kind: 'approved' })).rejects.toMatchObject({ cause: { type: 'ACTION_NOT_ALLOWED' } });
    await expect(say(given, { expects: version - 1 })).rejects.toMatchObject({ cause: { type: 'STATE_CHANGED' } });
    await say(given, { outcome: 'returned', note: await note(service()) });
    const { check: returned } = await given.reach('returned');
    expect([returned?.outcome, returned?.by]).toEqual(['returned', 'key:office']);
    await docket.reach('waitingForApproval');

    const passed = await sendTestProposal(service(), lines, { ...forward, check, reminders });
    const at = await passed.reach('checking');
    await service().sleep('4 days');
    await say(passed, { expects: at.version });
    const { check: ok, sentAt } = await passed.reach('sent');
    expect(ok?.outcome).toBe('passed');
    expect(sentAt! > at.createdAt).toBe(true);
    await expect(say(passed, { expects: at.version + 1 })).rejects.toMatchObject({
      cause: { type: 'ACTION_NOT_ALLOWED' },
    });
    const sent = await eventually(
      () => service().store.sentMails.ofEntity(passed.id),
      (mails) => mails.filter((m) => m.status === 'accepted').length === 3,
    );
    expect(sent.map((m) => m.mail).sort()).toEqual(['proposal-check', 'proposal-waits', 'to-authority']);
    expect(lettersWith(service(), 'đã trình qua quý cơ quan để kiểm tra')).toHaveLength(1);
    await passed.answer({ kind: 'approved' });
    await passed.reach('awaitingNumber');
    await passed.sign('300/TTr-STC');
    await passed.reach('forwarded');
    await docket.reach('submitted');
  });
});
