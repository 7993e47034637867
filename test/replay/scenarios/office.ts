import { at } from '../../../domain/time';
import { checkProposal, readdress } from '../../../workflows/messages';
import { note, sendDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { sendTestProposal, type TestProposal } from '../../setup/proposal';
import { eventually } from '../../setup/service';
import { passTo, TODAY } from './clock';
import { endRound, linesOf, type Play } from './scenario';

const reminders = { workingDaysAfter: [1, 3], from: '08:00', to: '17:00' };
const awaited = { outcome: 'awaited' as const };

/** The office of an authority gives one list back, passes the next one on, is reminded, and somebody else answers in the end. */
export const authorityOffice: Play = async (service) => {
  const nominee = { kind: 'household' as const, name: 'Hộ ông Lê Văn Mẫu', residence: 'Thôn 1, xã N' };
  const docket = await sendDocket(service, [
    dossier('BKT', 1, { procedure: 'simplified', commendationType: 'adHoc', nominee }),
  ]);
  await docket.reach('waitingForApproval');
  const list = () =>
    sendTestProposal(service, linesOf(docket, 'BKT'), { level: 'unit', power: 'forward', check: awaited, reminders });
  const check = async (of: TestProposal, outcome: 'passed' | 'returned') => {
    const { version } = await of.reach('checking');
    const said = { actor: 'key:authority', content: 'hash', outcome, expects: version };
    const noted = outcome === 'passed' ? {} : { note: await note(service) };
    await of.handle.executeUpdate(checkProposal, { args: [{ ...said, ...noted }] });
  };
  const returned = await list();
  await check(returned, 'returned');
  await returned.reach('returned');
  await docket.reach('waitingForApproval');

  const passed = await list();
  await check(passed, 'passed');
  await passed.reach('sent');
  await passTo(passed, at('2026-11-17', '09:00'));
  await eventually(
    () => service.store.sentMails.ofEntity(passed.id),
    (mails) => mails.some((m) => m.mail === 'proposal-waits' && m.status === 'accepted'),
  );
  await passed.handle.executeUpdate(readdress, { args: [{ actor: 'key:office', content: 'hash', person: 'C2' }] });
  await passed.answer({ kind: 'approved' });
  await passed.reach('awaitingNumber');
  await passed.sign('102/TTr-STC', TODAY);
  await passed.reach('forwarded');
  await docket.reach('submitted');
  await docket.act({ type: 'decline', note: await note(service) });
  await docket.reach('declined');
  await endRound(docket);
  return {
    'proposal-given-back-by-the-office-of-the-authority': returned.handle,
    'proposal-passed-on-reminded-of-and-answered-by-somebody-else': passed.handle,
  };
};
