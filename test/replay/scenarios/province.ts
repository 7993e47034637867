import { note, sendDocket, type TestDocket } from '../../setup/docket';
import { dossier, people } from '../../setup/fixtures';
import { sendTestProposal } from '../../setup/proposal';
import type { TestService } from '../../setup/service';
import { openTestSession } from '../../setup/session';
import { TODAY } from './clock';
import { endRound, linesOf, signMinutes, type Play } from './scenario';

/** From the unit's council through its head to the door of the province. */
async function throughTheUnit(service: TestService, docket: TestDocket) {
  const lines = linesOf(docket, 'BKT');
  const session = await openTestSession(service, lines, { level: 'unit', ballot: 'named' });
  await session.reach('open');
  await session.vote('C1', 'no');
  for (const person of people(3)) await session.vote(person, 'yes');
  await session.reach('closed');
  await signMinutes(service, session);
  await docket.reach('waitingForApproval');
  const proposal = await sendTestProposal(service, lines, { level: 'unit', power: 'forward' });
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved' });
  await proposal.reach('awaitingNumber');
  await proposal.sign('1034/TTr-STC');
  await proposal.reach('forwarded');
  await docket.reach('submitted');
  return { session, proposal };
}

/** The whole route of an award of the province, with real sessions and proposals, from submission to certificates. */
export const provinceRoute: Play = async (service) => {
  const docket = await sendDocket(
    service,
    [1, 2, 3].map((no) => dossier('BKT', no)),
    { selfChecked: true },
  );
  const [, second, third] = docket.nominations as [string, string, string];
  await docket.reach('waitingForCouncil');
  const unit = await throughTheUnit(service, docket);

  await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY });
  await docket.reach('screening');
  await docket.act({ type: 'recordPaperOriginal', on: TODAY });
  await docket.act({ type: 'accept', note: await note(service) });
  await docket.reach('waitingForCouncil');
  const session = await openTestSession(service, linesOf(docket, 'BKT'));
  await session.reach('open');
  for (const person of people(5)) await session.vote(person, 'yes', { [third]: 'no' });
  await session.reach('closed');
  await signMinutes(service, session);
  await docket.reach('declined', [third]);

  const proposal = await sendTestProposal(service, linesOf(docket, 'BKT').slice(0, 2));
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved', struckOut: [{ nomination: second, note: await note(service) }] });
  await proposal.reach('awaitingNumber');
  await proposal.sign('05/QĐ-UBND');
  await proposal.reach('issued');
  await endRound(docket);
  return {
    'docket-province-route-to-certificates': docket.handle,
    'session-takes-a-changed-vote-and-closes-when-all-have-voted': unit.session.handle,
    'proposal-forwards-to-the-province': unit.proposal.handle,
    'proposal-strikes-out-one-line-numbers-and-issues-the-other': proposal.handle,
  };
};
