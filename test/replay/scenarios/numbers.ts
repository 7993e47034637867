import { drawNumber, strikeLine } from '../../../workflows/messages';
import { note, sendDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import { sendTestProposal } from '../../setup/proposal';
import { eventually } from '../../setup/service';
import { TODAY } from './clock';
import { endRound, linesOf, type Play } from './scenario';

/** An automatic register at its last number: a line is struck out meanwhile, the number is drawn again, and the rest issued. */
export const registerAtItsEnd: Play = async (service) => {
  const register = (maximum: number) =>
    service.store.registers.put({
      _id: `U01-QD@${TODAY}`,
      code: 'U01-QD',
      unit: 'U01',
      paper: 'decision',
      symbol: 'QĐ-STC',
      mode: 'automatic',
      restart: 'yearly',
      maximum,
      validFrom: TODAY,
    });
  await register(4);
  await service.store.decisions.importLast(
    { _id: 'A-U01/decide/2026', serial: 4, number: '04/QĐ-STC', date: TODAY, reason: 'R', at: TODAY, by: 'key:clerk' },
    [],
  );
  const docket = await sendDocket(service, [dossier('GK', 1), dossier('GK', 2)], { selfChecked: true });
  const [out] = docket.nominations as [string, string];
  await docket.reach('waitingForCouncil');
  await docket.act({ type: 'claim', claim: 'session-by-hand', stage: 'council', level: 'unit' });
  await docket.act({ type: 'councilResult', claim: 'session-by-hand', result: 'passed' });
  await docket.reach('waitingForApproval');
  const proposal = await sendTestProposal(service, linesOf(docket, 'GK'), { level: 'unit', register: 'automatic' });
  await proposal.reach('sent');
  await proposal.answer({ kind: 'approved' });
  const { version } = await eventually(proposal.record, (p) => p.refused?.code === 'REGISTER_FULL');
  const said = { actor: 'key:clerk', content: 'hash' };
  await proposal.handle.executeUpdate(strikeLine, {
    args: [{ ...said, nomination: out, note: await note(service), expects: version }],
  });
  const later = await eventually(proposal.record, (p) => p.version > version);
  await register(5);
  await proposal.handle.executeUpdate(drawNumber, { args: [{ ...said, expects: later.version }] });
  await proposal.reach('issued');
  await docket.reach('issued', docket.nominations.slice(1));
  await docket.reach('declined', [out]);
  await endRound(docket);
  return { 'proposal-with-a-full-register-strikes-a-line-out-and-draws-again': proposal.handle };
};
