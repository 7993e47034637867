import type { ParsedMail } from 'mailparser';
import { note, sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { sendTestProposal } from '../setup/proposal';
import { eventually, type TestService } from '../setup/service';
import { openTestSession } from '../setup/session';
import { describeOnSkippedTime } from '../setup/skipped';

const notices = (service: TestService, to: string): ParsedMail[] =>
  service.mails.to(to).filter((m) => m.subject?.startsWith('[TĐKT] Thư chưa đến người nhận'));
const oneNotice = async (service: TestService, to: string): Promise<ParsedMail> =>
  (
    await eventually(
      () => Promise.resolve(notices(service, to)),
      (found) => found.length > 0,
    )
  )[0]!;

/** Lines that wait for the unit's council, or for its head. */
async function linesAt(service: TestService, status: 'waitingForCouncil' | 'waitingForApproval') {
  const docket = await sendDocket(service, [dossier('GK', 1)], { selfChecked: true });
  await docket.reach('waitingForCouncil');
  if (status === 'waitingForApproval') {
    const claim = 'session-by-hand';
    await docket.act({ type: 'claim', claim, stage: 'council', level: 'unit' });
    await docket.reach('inSession');
    await docket.act({ type: 'councilResult', claim, result: 'passed' });
    await docket.reach(status);
  }
  return docket.nominations.map((nomination) => ({ nomination, docket: docket.docket, award: 'GK' }));
}

describeOnSkippedTime('an invitation that does not arrive', (service) => {
  test('is told the secretary, by name and with the words of the mail server; her own is told the office', async () => {
    const { store, mails } = service();
    const { email: _none, ...c2 } = await store.people.need('C2');
    await store.people.put(c2);
    mails.refuse = { code: 550, text: 'no such user here', to: 'c1@' };
    const session = await openTestSession(service(), await linesAt(service(), 'waitingForCouncil'), { level: 'unit' });
    await session.reach('open');
    const [one, two] = await eventually(
      () => Promise.resolve(notices(service(), 'c3@')),
      (found) => found.length === 2,
    );
    const texts = [one!.text!, two!.text!].sort();
    expect(
      texts.some((t) => t.includes('Nguyễn Văn Mẫu C1 (c1@tinh-d.example)') && t.includes('no such user here')),
    ).toBe(true);
    expect(texts.some((t) => t.includes('Nguyễn Văn Mẫu C2, chưa đến người nhận: chưa có địa chỉ'))).toBe(true);
    // the reference of a voter stays between engine and electorate
    for (const { messageId } of [one!, two!]) {
      expect(messageId).toMatch(new RegExp(`^<undelivered\\.invitation\\.${session.id}\\.C[12]\\.1@`));
    }

    mails.refuse = { code: 550, text: 'mailbox full', to: 'c3@' };
    const voterRef = (await store.electors.refOf(session.id, 'C3'))!;
    await session.order({ type: 'resend', voterRef });
    expect((await oneNotice(service(), 'office-u01@')).text).toContain('Nguyễn Văn Mẫu C3 (c3@tinh-d.example)');
  });
});

describeOnSkippedTime('a proposal whose mail does not arrive', (service) => {
  test('is told the office of its level, which can do it otherwise', async () => {
    service().mails.refuse = { code: 550, text: 'no such user here', to: 'c1@' };
    const lines = await linesAt(service(), 'waitingForApproval');
    const proposal = await sendTestProposal(service(), lines, { level: 'unit' });
    await proposal.reach('sent');
    const { text, subject } = await oneNotice(service(), 'office-u01@');
    expect(subject).toContain('thư kính trình, Tờ trình số 88/TTr-SNV');
    expect(text).toContain('hủy lần trình này');
  });
});

describeOnSkippedTime('a mail server that refuses everything', (service) => {
  test('stops no process, and its refusal of the notice is not told again', async () => {
    service().mails.refuse = { code: 550, text: 'closed' };
    const session = await openTestSession(service(), await linesAt(service(), 'waitingForCouncil'), { level: 'unit' });
    await session.reach('open');
    const rows = () => service().store.sentMails.ofEntity(session.id);
    const failed = await eventually(rows, (all) => all.length === 6 && all.every((m) => m.status === 'failed'));
    expect(failed.filter((m) => m.mail === 'undelivered')).toHaveLength(3);
    await session.order({ type: 'cancel', note: await note(service()) });
    await session.handle.result();
    const all = (await rows()).map((m) => m._id);
    // three invitations, three notices, three cancellations, three notices
    expect(all).toHaveLength(12);
    expect(all.filter((id) => id.includes('undelivered.undelivered'))).toEqual([]);
  });
});

describeOnSkippedTime('a mail to a unit that does not arrive', (service) => {
  test('is told the office where the line stands', async () => {
    service().mails.refuse = { code: 550, text: 'no such user here', to: 'unit@' };
    await sendDocket(service(), [dossier('CSTDCS', 1)]);
    const { text, subject } = await oneNotice(service(), 'office-u01@');
    expect(subject).toContain('thông báo tiếp nhận, Tờ trình số 1/TTr-STC');
    expect(text).toContain('Sở Tài chính (unit@tinh-d.example)');
  });
});
