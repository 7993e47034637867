import { adoptLines, cancelProposal, catchUp, docketState } from '../../../workflows/messages';
import { note, sendDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { sendTestProposal } from '../../setup/proposal';
import { travel } from '../../setup/journey';
import { endRound, linesOf, type Play } from './scenario';

/** The engine was set back: a docket is handed its line as the records have it, a proposal the version of its record. */
export const broughtForward: Play = async (service) => {
  const docket = await sendDocket(service, [dossier('GK', 1)], { selfChecked: true });
  await docket.reach('waitingForCouncil');
  const { routes, lines, taken } = await docket.handle.query(docketState);
  const later = lines.map((line) => ({ ...line, version: line.version + 3 }));
  await docket.handle.executeUpdate(adoptLines, { args: [{ routes, lines: later, taken }] });
  await travel(service, docket, (stage) => stage.kind === 'approval');
  const proposal = await sendTestProposal(service, linesOf(docket, 'GK'), { level: 'unit', mode: 'recorded' });
  const { version } = await proposal.reach('sent');
  await proposal.handle.executeUpdate(catchUp, { args: [{ version: version + 2 }] });
  await proposal.handle.executeUpdate(cancelProposal, {
    args: [{ actor: 'key:office', content: 'hash', note: await note(service) }],
  });
  await proposal.reach('cancelled');
  await docket.reach('waitingForApproval');
  await docket.act({ type: 'decline', note: await note(service) });
  await endRound(docket);
  return {
    'docket-is-handed-lines-by-its-records': docket.handle,
    'proposal-catches-up-with-its-record': proposal.handle,
  };
};
