import { note, sendDocket } from '../../setup/docket';
import { dossier, people } from '../../setup/fixtures';
import { sendTestProposal } from '../../setup/proposal';
import { openTestSession } from '../../setup/session';
import { TODAY } from './clock';
import { endRound, linesOf, signMinutes, untilDue, type Play } from './scenario';

/** The route of a unit's own awards, with everything that can happen while a dossier is corrected. */
export const unitRoute: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('GK', 1), dossier('GK', 2)]);
  const [first, second] = docket.nominations as [string, string];
  await docket.act({ type: 'changeContact', note: await note(service) });
  await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY });
  await docket.reach('screening');
  await docket.act({ type: 'return', note: await note(service) }, [first]);
  await docket.reach('returned', [first]);
  await docket.act({ type: 'extendCorrection', note: await note(service), due: '2026-11-30' }, [first]);
  await docket.act({ type: 'resubmit', dossier: `${first}/1` }, [first]);
  await docket.reach('screening', [first]);
  await docket.act({ type: 'correctClerical', dossier: `${second}/1`, note: await note(service) }, [second]);
  await docket.act({ type: 'accept' });
  await docket.reach('waitingForCouncil');

  const lines = linesOf(docket, 'GK');
  const session = await openTestSession(service, lines, { level: 'unit', ballot: 'named' });
  await session.reach('open');
  for (const person of people(3)) await session.vote(person, 'yes', { [second]: 'no' });
  await session.reach('closed');
  await signMinutes(service, session);
  await docket.reach('waitingForApproval', [first]);
  await docket.reach('declined', [second]);

  const proposal = await sendTestProposal(service, lines, { level: 'unit', register: 'automatic' });
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved' });
  await proposal.reach('issued');
  await docket.reach('issued', [first]);
  await endRound(docket);
  return {
    'docket-unit-route-returned-and-resubmitted': docket.handle,
    'session-passes-one-line-and-not-the-other': session.handle,
    'proposal-leaves-out-a-declined-line-and-draws-its-own-number': proposal.handle,
  };
};

/** Nobody does anything: a correction is reminded of and lapses, an office is late, then a line is declined. */
export const nobodyActs: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('LDTT', 1), dossier('LDTT', 2)]);
  const [returned, late] = docket.nominations as [string, string];
  await docket.act({ type: 'receive', number: '13', arrivedOn: TODAY });
  await docket.reach('screening');
  await docket.act({ type: 'return', note: await note(service) }, [returned]);
  await docket.reach('returned', [returned]);
  await untilDue(service, docket, returned); // the reminder
  await untilDue(service, docket, returned); // the last day
  await docket.reach('lapsed', [returned]);
  await untilDue(service, docket, late);
  await docket.act({ type: 'decline', note: await note(service) }, [late]);
  return { 'docket-correction-lapses-and-an-office-is-late': docket.handle };
};
