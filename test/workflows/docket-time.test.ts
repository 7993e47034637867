import { periodEnd } from '../../domain/calendar';
import { dayOf, msOf, startOfDay } from '../../domain/time';
import { calendar, dossier } from '../setup/fixtures';
import { note, sendDocket, type TestDocket } from '../setup/docket';
import { describeOnSkippedTime } from '../setup/skipped';
import { atRest, type TestService } from '../setup/service';

/** How many mails of a kind a docket's proposal (or the docket itself) has caused, once all are out. */
async function mailed(service: TestService, docket: TestDocket, kind: string): Promise<number> {
  await atRest(docket.handle);
  const about = kind.startsWith('office-') ? docket.docket : docket.unitProposal;
  return service.mails.keyed(`${kind}.${about}.`).length;
}
const due = async (docket: TestDocket) => (await docket.nomination()).view?.due;

/** A line at the province, accepted and past everything before the posting or consultation. */
async function atProvince(service: TestService, award: string, flags: readonly string[] = []): Promise<TestDocket> {
  // the simplified way to the province: the claims of council and head are made as their workflows make them
  const docket = await sendDocket(service, [dossier(award, 1, { flags })], { selfChecked: true });
  const by = (claim: string) => ({ claim });
  await docket.act({ type: 'claim', ...by('session-x'), stage: 'council', level: 'unit' });
  await docket.reach('inSession');
  await docket.act({ type: 'councilResult', ...by('session-x'), result: 'passed' });
  await docket.reach('waitingForApproval');
  await docket.act({ type: 'claim', ...by('proposal-x'), stage: 'approval', level: 'unit' });
  await docket.reach('approvalPending');
  await docket.act({ type: 'forwarded', ...by('proposal-x'), decision: 'decision-x' });
  await docket.reach('submitted');
  await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16', paperOriginalOn: '2026-11-16' });
  await docket.reach('screening');
  await docket.act({ type: 'accept', note: await note(service) });
  return docket;
}

describeOnSkippedTime('a docket, when nothing but time happens', (service) => {
  test('a correction that does not come lapses at the end of its last day, after one reminder', async () => {
    const docket = await sendDocket(service(), [dossier('CSTDCS', 1)]);
    await docket.act({ type: 'receive', number: '12', arrivedOn: '2026-11-16' });
    await docket.reach('screening');
    await docket.act({ type: 'return', note: await note(service()) });
    await docket.reach('returned');
    // five working days after Monday 16 November: Monday 23 November
    expect(await due(docket)).toBe('2026-11-23');
    await service().sleep('7 days');
    expect(await docket.status()).toBe('returned');
    await service().sleep('1 day');
    await docket.reach('lapsed');
    await docket.handle.result();
    for (const kind of ['return', 'correctionReminder', 'lapsed'])
      expect([kind, await mailed(service(), docket, kind)]).toEqual([kind, 1]);
  });

  test('an office that is late is told so once, and the line stays where it is', async () => {
    const docket = await sendDocket(service(), [dossier('CSTDCS', 1)]);
    await docket.act({ type: 'receive', number: '13', arrivedOn: '2026-11-16' });
    await docket.reach('screening');
    expect(await mailed(service(), docket, 'office-overdue-unit')).toBe(0);
    await service().sleep('60 days');
    expect((await docket.nomination()).view).toMatchObject({ status: 'screening', overdue: true });
    expect(await mailed(service(), docket, 'office-overdue-unit')).toBe(1);
  });

  test('a hold stops the clock: the due day moves by the working days it stood still', async () => {
    const docket = await sendDocket(service(), [dossier('CSTDCS', 1)]);
    await docket.act({ type: 'receive', number: '14', arrivedOn: '2026-11-16' });
    await docket.reach('screening');
    const before = await due(docket);
    await docket.act({ type: 'hold', note: await note(service()) });
    await docket.reach('onHold');
    await service().sleep('14 days');
    expect(await docket.status()).toBe('onHold');
    await docket.act({ type: 'release', note: await note(service()) });
    await docket.reach('screening');
    const after = await due(docket);
    expect(after! > before!).toBe(true);
    for (const kind of ['hold', 'released']) expect([kind, await mailed(service(), docket, kind)]).toEqual([kind, 1]);
  });

  test('the office is asked for a hold after the period that came with the list, not before', async () => {
    const holdReview = { count: 4, unit: 'days' } as const;
    const docket = await sendDocket(service(), [dossier('CSTDCS', 1)], { holdReview });
    const asked = () => mailed(service(), docket, 'office-holdReview-unit');
    await docket.act({ type: 'hold', note: await note(service()) });
    await docket.reach('onHold');
    const { line } = await docket.nomination();
    const day = line!.hold!.reviewOn;
    expect(day).toBe(periodEnd(calendar, dayOf(line!.hold!.since), holdReview));
    await service().sleep(msOf(startOfDay(day)) - msOf(line!.hold!.since) - 3_600_000);
    expect(await asked()).toBe(0);
    await service().sleep('1 day');
    expect(await asked()).toBe(1);
  });
});

describeOnSkippedTime('publication and consultation', (service) => {
  test('a posting of ten working days from Monday 16 November ends on Tuesday 1 December: 24 November is a holiday', async () => {
    const docket = await atProvince(service(), 'HCLD3');
    await docket.reach('posting');
    await docket.act({ type: 'post', firstDay: '2026-11-16', note: await note(service(), { places: ['Báo Đ'] }) });
    expect(await due(docket)).toBe('2026-12-01');
    await service().sleep('15 days');
    expect(await docket.status()).toBe('posting');
    await service().sleep('1 day');
    await docket.reach('waitingForCouncil');
  });
});

describeOnSkippedTime('an objection', (service) => {
  test('puts the line on hold, once for the unit, and the last resolution lets the posting run on', async () => {
    const docket = await atProvince(service(), 'HCLD3');
    const told = () => Promise.all(['hold', 'released'].map((kind) => mailed(service(), docket, kind)));
    await docket.reach('posting');
    await docket.act({ type: 'post', firstDay: '2026-11-16', note: await note(service(), { places: ['Báo Đ'] }) });
    await docket.act({ type: 'recordOpinion', opinion: 'o1', nature: 'objection', note: await note(service()) });
    await docket.reach('onHold');
    await docket.act({ type: 'recordOpinion', opinion: 'o2', nature: 'objection', note: await note(service()) });
    await service().sleep('29 days');
    expect(await docket.status()).toBe('onHold');
    expect(await told()).toEqual([1, 0]);
    await docket.act({ type: 'resolveOpinion', opinion: 'o1', note: await note(service()) });
    expect(await docket.status()).toBe('onHold');
    await docket.act({ type: 'resolveOpinion', opinion: 'o2', note: await note(service()) });
    await docket.reach('posting');
    await service().sleep('20 days');
    await docket.reach('waitingForCouncil');
    expect(await told()).toEqual([1, 1]);
  });
});

describeOnSkippedTime('an objection', (service) => {
  test('that is settled after the office has released the line tells the unit nothing: it was not on hold', async () => {
    const docket = await atProvince(service(), 'HCLD3');
    await docket.reach('posting');
    await docket.act({ type: 'post', firstDay: '2026-11-16', note: await note(service(), { places: ['Báo Đ'] }) });
    await docket.act({ type: 'recordOpinion', opinion: 'o1', nature: 'objection', note: await note(service()) });
    await docket.reach('onHold');
    await docket.act({ type: 'release', note: await note(service()) });
    await docket.reach('posting');
    await docket.act({ type: 'resolveOpinion', opinion: 'o1', note: await note(service()) });
    await service().sleep('20 days');
    await docket.reach('waitingForCouncil');
    expect(await mailed(service(), docket, 'released')).toBe(1);
  });
});

describeOnSkippedTime('a body that stays silent', (service) => {
  test('stops nothing by itself: the office is told, and goes on with a recorded reason', async () => {
    const docket = await atProvince(service(), 'BKTTG', ['headOfProvincialBody']);
    await docket.reach('consultation');
    const ask = { type: 'ask', body: 'ministry', askedOn: '2026-11-16', note: await note(service()) } as const;
    await docket.act(ask);
    const proceed = { type: 'proceedWithoutAnswer', body: 'ministry', note: await note(service()) } as const;
    await expect(docket.act(proceed)).rejects.toMatchObject({ cause: { type: 'ACTION_NOT_ALLOWED' } });
    await service().sleep('16 days');
    expect(await docket.status()).toBe('consultation');
    expect(await mailed(service(), docket, 'office-noAnswer-province')).toBe(1);
    await docket.act(proceed);
    await docket.reach('waitingForCouncil');
  });
});
