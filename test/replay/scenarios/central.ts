import { note, sendDocket, type TestDocket } from '../../setup/docket';
import { dossier } from '../../setup/fixtures';
import type { TestService } from '../../setup/service';
import { TODAY } from './clock';
import { untilDue, type Play } from './scenario';

// claims are made here as sessions and proposals make them: a docket cannot tell the difference

/** From the unit's council to the end of the screening at the province. */
async function toTheProvince(service: TestService, docket: TestDocket): Promise<void> {
  const [session, proposal] = [{ claim: 'session-U' }, { claim: 'proposal-U' }];
  await docket.act({ type: 'claim', ...session, stage: 'council', level: 'unit' });
  await docket.reach('inSession');
  await docket.act({ type: 'councilResult', ...session, result: 'passed' });
  await docket.reach('waitingForApproval');
  await docket.act({ type: 'claim', ...proposal, stage: 'approval', level: 'unit' });
  await docket.reach('approvalPending');
  await docket.act({ type: 'forwarded', ...proposal, decision: 'paper-U' });
  await docket.reach('submitted');
  await docket.act({ type: 'receive', number: '12', arrivedOn: TODAY, paperOriginalOn: TODAY });
  await docket.reach('screening');
  await docket.act({ type: 'accept', note: await note(service) });
  await docket.reach('consultation');
}

/** Consultation and posting side by side: an objection holds one line, the ministry is silent, overruled or agrees. */
async function consultAndPost(service: TestService, docket: TestDocket): Promise<void> {
  const [held, overruled, agreed] = docket.nominations as [string, string, string];
  const why = () => note(service);
  await docket.act({ type: 'ask', body: 'ministry', askedOn: TODAY, note: await why() });
  await docket.act({ type: 'post', firstDay: TODAY, note: await note(service, { places: ['Báo Đ'] }) });
  await docket.act({ type: 'recordOpinion', opinion: 'o1', nature: 'support', note: await why() }, [held]);
  await docket.act({ type: 'recordOpinion', opinion: 'o2', nature: 'objection', note: await why() }, [held]);
  await docket.reach('onHold', [held]);
  await docket.act({ type: 'answer', body: 'ministry', opinion: 'agrees', note: await why() }, [agreed]);
  await docket.act({ type: 'answer', body: 'ministry', opinion: 'objects', note: await why() }, [overruled]);
  await docket.act({ type: 'overruleObjection', body: 'ministry', note: await why() }, [overruled]);
  await untilDue(service, docket, agreed); // the posting
  await docket.reach('waitingForCouncil', [overruled, agreed]);
  await untilDue(service, docket, held); // the review of the hold
  await docket.act({ type: 'resolveOpinion', opinion: 'o2', note: await why() }, [held]);
  await untilDue(service, docket, held); // the posting, and the ministry's time
  await docket.act({ type: 'proceedWithoutAnswer', body: 'ministry', note: await why() }, [held]);
  await docket.reach('waitingForCouncil');
}

/** The council of the province sends one line back; the others go on through the Party committee to the Ministry. */
async function toTheMinistry(service: TestService, docket: TestDocket): Promise<void> {
  const [first, back, third] = docket.nominations as [string, string, string];
  const [session, proposal, again] = [{ claim: 'session-P' }, { claim: 'proposal-P1' }, { claim: 'proposal-P2' }];
  const going = [first, third];
  await docket.act({ type: 'claim', ...session, stage: 'council', level: 'province' });
  await docket.reach('inSession');
  await docket.act({ type: 'councilResult', ...session, result: 'passed' }, going);
  await docket.act({ type: 'councilResult', ...session, result: 'sentBack', note: await note(service) }, [back]);
  await docket.reach('screening', [back]);
  await docket.act({ type: 'decline', note: await note(service) }, [back]);
  await docket.reach('consultation', going);
  await docket.act({ type: 'ask', body: 'partyCommittee', askedOn: TODAY, note: await note(service) }, going);
  const agrees = { type: 'answer', body: 'partyCommittee', opinion: 'agrees', note: await note(service) } as const;
  await docket.act(agrees, going);
  await docket.reach('waitingForApproval', going);
  await docket.act({ type: 'claim', ...proposal, stage: 'approval', level: 'province' }, going);
  await docket.reach('approvalPending', going);
  await docket.act({ type: 'releaseClaim', ...proposal, note: await note(service) }, going);
  await docket.reach('waitingForApproval', going);
  await docket.act({ type: 'claim', ...again, stage: 'approval', level: 'province' }, going);
  await docket.reach('approvalPending', going);
  await docket.act({ type: 'forwarded', ...again, decision: 'paper-P' }, going);
  await docket.reach('central', going);
}

/** The route of an award of the State, with all that takes weeks and months. */
export const centralRoute: Play = async (service) => {
  const flags = ['headOfProvincialBody', 'managedByParty'];
  const docket = await sendDocket(
    service,
    [1, 2, 3].map((no) => dossier('HCLD3', no, { flags })),
    { selfChecked: true },
  );
  const [awarded, , declined] = docket.nominations as [string, string, string];
  await docket.reach('waitingForCouncil');
  await toTheProvince(service, docket);
  await consultAndPost(service, docket);
  await toTheMinistry(service, docket);

  await untilDue(service, docket, awarded); // the reminder
  await docket.act({ type: 'centralDeclined', note: await note(service) }, [declined]);
  await docket.act({ type: 'requestSupplement', due: '2027-12-01', note: await note(service) }, [awarded]);
  await docket.reach('supplement', [awarded]);
  await docket.act({ type: 'supply', dossier: `${awarded}/1`, note: await note(service) }, [awarded]);
  await docket.reach('central', [awarded]);
  const paper = { kind: 'decision', title: 'Quyết định khen thưởng', number: '1523/QĐ-CTN', date: TODAY };
  const decided = await note(service, { paper });
  await docket.act({ type: 'centralAwarded', note: decided, decision: 'decision-C' }, [awarded]);
  await docket.reach('receipt', [awarded]);
  await untilDue(service, docket, awarded); // the receipt is late
  await docket.act({ type: 'recordFetched', on: TODAY }, [awarded]);
  await docket.act({ type: 'recordHandover', on: TODAY, note: await note(service) }, [awarded]);
  await docket.reach('received', [awarded]);
  return { 'docket-central-route-with-months-of-waiting': docket.handle };
};
