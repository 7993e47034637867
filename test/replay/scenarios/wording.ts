import { note, sendDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { TODAY } from './clock';
import { endRound, type Play } from './scenario';

/** The unit is asked what is to be printed, confirms one line and disputes another; the office declines both. */
export const wordingAsked: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('GK', 1), dossier('GK', 2)]);
  const [first, second] = docket.nominations as [string, string];
  await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY });
  await docket.act({ type: 'accept' });
  await docket.reach('waitingForCouncil');
  await docket.act({ type: 'claim', claim: 'session-x', stage: 'council', level: 'unit' });
  await docket.act({ type: 'councilResult', claim: 'session-x', result: 'passed' });
  await docket.reach('waitingForApproval');
  await docket.act({ type: 'askWording', due: '2026-11-25' });
  await docket.act({ type: 'confirmWording', note: await note(service) }, [first]);
  await docket.act({ type: 'disputeWording', note: await note(service) }, [second]);
  await docket.act({ type: 'decline', note: await note(service) });
  await docket.reach('declined');
  await endRound(docket);
  return { 'docket-with-words-that-are-confirmed': docket.handle };
};
