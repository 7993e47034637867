import type { CancelInput } from '../../../workflows/messages';
import { cancelProposal } from '../../../workflows/messages';
import { note, sendDocket, type TestDocket } from '../../setup/docket';
import { dossier, START } from '../../setup/fixtures';
import { sendTestProposal } from '../../setup/proposal';
import { eventually, type TestService } from '../../setup/service';
import { TODAY } from './clock';
import { endRound, linesOf, type Play } from './scenario';

const households = (service: TestService, count: number): Promise<TestDocket> =>
  sendDocket(
    service,
    Array.from({ length: count }, (_, i) =>
      dossier('BKT', i + 1, {
        procedure: 'simplified',
        commendationType: 'adHoc',
        nominee: { kind: 'household', name: `Hộ gia đình ông Lê Văn Mẫu ${i + 1}`, residence: 'Thôn 1, xã N' },
      }),
    ),
  );

/** Forwarded by the head of the unit, screened, waiting for the Chair. */
async function beforeTheChair(service: TestService, count: number) {
  const docket = await households(service, count);
  await docket.reach('waitingForApproval');
  const lines = linesOf(docket, 'BKT');
  const up = await sendTestProposal(service, lines, { level: 'unit', power: 'forward', mode: 'recorded' });
  await up.reach('sent');
  await up.sign('101/TTr-STC');
  await up.reach('forwarded');
  await docket.reach('submitted');
  await screen(docket);
  return { docket, lines, up };
}

const cancelOrder = async (service: TestService): Promise<CancelInput> => ({
  actor: 'key:office',
  content: 'hash',
  note: await note(service),
});

async function screen(docket: TestDocket): Promise<void> {
  await docket.act({ type: 'receive', number: '1', arrivedOn: TODAY, paperOriginalOn: TODAY });
  await docket.reach('screening');
  await docket.act({ type: 'accept' });
  await docket.reach('waitingForApproval');
}

/** Somebody else has this number of the Chair's register. */
async function takeNumber({ store }: TestService, number: string): Promise<void> {
  await store.decisions.insert({
    _id: 'decision-other',
    kind: 'decision',
    register: 'A-TINH/decide/2026',
    number,
    serial: Number.parseInt(number, 10),
    date: TODAY,
    signer: '',
    signerPost: '',
    form: 'direct',
    subject: '',
    lines: [],
    at: START,
    by: 'key:clerk',
  });
}

/** The simplified route: a proposal is cancelled, the next one returned, the third has its number taken, and all is issued. */
export const simplifiedRoute: Play = async (service) => {
  const { docket, lines, up } = await beforeTheChair(service, 2);
  const cancelled = await sendTestProposal(service, lines);
  await cancelled.reach('sent');
  await cancelled.handle.executeUpdate(cancelProposal, { args: [await cancelOrder(service)] });
  await cancelled.reach('cancelled');
  await docket.reach('waitingForApproval');

  const returned = await sendTestProposal(service, lines);
  await returned.reach('sent');
  await returned.answer({ kind: 'returned', note: await note(service) });
  await returned.reach('returned');
  await docket.reach('screening');
  await docket.act({ type: 'accept' });
  await docket.reach('waitingForApproval');

  const decided = await sendTestProposal(service, lines);
  await decided.reach('sent');
  await decided.answer({ kind: 'approved' });
  await decided.reach('awaitingNumber');
  const { version } = await decided.record();
  await takeNumber(service, '05/QĐ-UBND');
  await decided.sign('05/QĐ-UBND');
  await eventually(decided.record, (p) => p.version > version && p.status === 'awaitingNumber');
  await decided.sign('06/QĐ-UBND');
  await decided.reach('issued');
  await docket.reach('issued');
  await endRound(docket);
  return {
    'docket-simplified-route-with-a-returned-proposal': docket.handle,
    'proposal-forwards-without-a-link': up.handle,
    'proposal-cancelled-frees-its-lines': cancelled.handle,
    'proposal-returned-sends-its-lines-back': returned.handle,
    'proposal-with-a-number-that-is-taken-is-recorded-again': decided.handle,
  };
};

/** Holds and withdrawals: a line is held and released, one is withdrawn at once, one asks twice until its claim is lifted. */
export const heldAndWithdrawn: Play = async (service) => {
  const docket = await households(service, 3);
  const [first, second, third] = docket.nominations as [string, string, string];
  const why = () => note(service);
  await docket.reach('waitingForApproval');
  await docket.act({ type: 'withdraw', note: await why() }, [first]);
  await docket.reach('withdrawn', [first]);
  await docket.act({ type: 'hold', note: await why() }, [second]);
  await docket.reach('onHold', [second]);

  // a list that some lines refuse, each with a reason of its own
  const proposal = await sendTestProposal(service, linesOf(docket, 'BKT'), { level: 'unit', power: 'forward' });
  await proposal.reach('sent');
  await docket.act({ type: 'release', note: await why() }, [second]);
  await docket.reach('waitingForApproval', [second]);
  await docket.reach('approvalPending', [third]);
  await docket.act({ type: 'requestWithdrawal', note: await why() }, [third]);
  await docket.act({ type: 'refuseWithdrawal', note: await why() }, [third]);
  await docket.act({ type: 'requestWithdrawal', note: await why() }, [third]);
  const strikeOut = [{ nomination: third, note: await why() }];
  await proposal.answer({ kind: 'approved', struckOut: strikeOut });
  await proposal.reach('refused');
  await docket.reach('declined', [third]);

  const empty = await sendTestProposal(service, linesOf(docket, 'BKT').slice(0, 1), {
    level: 'unit',
    power: 'forward',
  });
  await empty.reach('cancelled');
  const again = await sendTestProposal(service, linesOf(docket, 'BKT').slice(1, 2), {
    level: 'unit',
    power: 'forward',
  });
  await again.reach('sent');
  await docket.reach('approvalPending', [second]);
  await docket.act({ type: 'requestWithdrawal', note: await why() }, [second]);
  await again.handle.executeUpdate(cancelProposal, { args: [await cancelOrder(service)] });
  await again.reach('cancelled');
  await docket.reach('waitingForApproval', [second]);
  await docket.act({ type: 'acceptWithdrawal', note: await why() }, [second]);
  await docket.reach('withdrawn', [second]);
  await endRound(docket);
  return {
    'docket-lines-held-released-and-withdrawn': docket.handle,
    'proposal-with-every-line-struck-out-is-refused': proposal.handle,
    'proposal-with-nothing-to-propose-ends': empty.handle,
  };
};
