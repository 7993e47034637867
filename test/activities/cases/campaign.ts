import type { CampaignRecord, RegistrationRecord } from '../../../platform/store';
import { yearsLater } from '../../../domain/campaign/dates';
import { docketIdOf, docketWorkflowId } from '../../../domain/ids';
import { campaignRecord, registrationRecord, year2027 } from '../../setup/campaigns';
import { note } from '../../setup/docket';
import { START } from '../../setup/fixtures';
import type { TestService } from '../../setup/service';
import type { Case, Cases } from '../twice';

let serial = 0;
/** A campaign with what its participants have registered. */
export async function campaignWith(
  { store }: TestService,
  registrations: readonly Partial<RegistrationRecord>[] = [],
  changes: Partial<CampaignRecord> = {},
): Promise<{ readonly campaign: CampaignRecord; readonly ids: readonly string[] }> {
  const { record: campaign } = await store.campaigns.insert(campaignRecord(`TD-${(serial += 1)}`, changes));
  const ids: string[] = [];
  for (const one of registrations) {
    const { record } = await store.registrations.insert(registrationRecord(campaign._id, one));
    ids.push(record._id);
  }
  return { campaign, ids };
}

const saves: Case<'saveCampaign'> = {
  name: 'writes a campaign that is cancelled, with the note that says why and its trail',
  async prepare(service) {
    const { campaign } = await campaignWith(service);
    const { asked: dates, working, reached, reminded } = campaign;
    return {
      campaignId: campaign._id,
      now: START,
      state: { status: 'cancelled', version: 2, working, reached, reminded, dates },
      event: { actor: 'key:office', said: { type: 'cancel', note: await note(service) } },
    };
  },
  async stands({ store }, { campaignId }) {
    const { status, version, notes, closedAt } = await store.campaigns.need(campaignId);
    expect([status, version, notes.length, closedAt]).toEqual(['cancelled', 2, 1, START]);
    expect((await store.audit.trail(`campaigns/${campaignId}`)).map((e) => e.type)).toEqual(['cancel']);
  },
};

const closes: Case<'saveCampaign'> = {
  name: 'writes that registration has closed, and that its units have a list from now on',
  async prepare(service) {
    const { campaign } = await campaignWith(service, [], { year: 2031 });
    const { asked: dates, working, reminded } = campaign;
    const reached = { launch: START, registrationCloses: START };
    return {
      campaignId: campaign._id,
      now: START,
      state: { status: 'running', version: 4, working, reached, reminded, dates },
      event: { actor: 'clock', said: { type: 'reached', milestone: 'registrationCloses' } },
    };
  },
  async stands({ store }, { campaignId }) {
    const facts = await store.facts.aboutEach('registrationList', ['units/U01', 'units/U02']);
    expect(facts.filter(({ campaign }) => campaign === campaignId)).toHaveLength(2);
  },
};

const amends: Case<'saveRegistrations'> = {
  name: 'writes an amendment that the head has signed once, whatever figures have made of the version',
  async prepare(service) {
    const { targets, titles } = registrationRecord('TD-0');
    const before = { titles, targets, measures: '' };
    const after = { ...before, targets: [{ ...targets[0]!, target: '900' }] };
    const proposed = { at: START, by: 'key:unit' };
    const amendment = { no: 1, before, after, reason: 'Giảm dự toán', status: 'waitingForHead', proposed } as const;
    const { campaign, ids } = await campaignWith(service, [{ status: 'signed', version: 7, amendments: [amendment] }]);
    const registrations = ids.map((id) => ({ id, version: 1, amendment: true as const }));
    const action = { type: 'sign', unit: 'U01', registrations, signer: 'C1' } as const;
    return { campaignId: campaign._id, now: START, actor: 'person:C1', action };
  },
  async stands({ store }, { action }) {
    const { id } = action.registrations[0]!;
    expect(await store.registrations.need(id)).toMatchObject({
      status: 'signed',
      version: 8,
      targets: [{ target: '900' }],
      amendments: [{ status: 'signed', settled: { at: START, signer: 'C1' } }],
    });
    expect((await store.audit.trail(id)).map(({ type }) => type)).toEqual(['signAmendment']);
  },
};

const signs: Case<'saveRegistrations'> = {
  name: 'writes what the head has signed, and leaves alone what has another version by now',
  async prepare(service) {
    const waiting = { status: 'waitingForHead', version: 2 } as const;
    const room = { code: 'U01a', name: 'Phòng Quản lý ngân sách', kind: 'room' } as const;
    const { campaign, ids } = await campaignWith(service, [
      waiting,
      { ...waiting, version: 4, registrant: room, about: 'units/U01a' },
    ]);
    const registrations = ids.map((id) => ({ id, version: 2 }));
    const action = { type: 'sign', unit: 'U01', registrations, signer: 'C1' } as const;
    return { campaignId: campaign._id, now: START, actor: 'person:C1', action };
  },
  async stands({ store }, { action }) {
    const [signed, other] = action.registrations.map(({ id }) => id);
    expect(await store.registrations.need(signed!)).toMatchObject({
      status: 'signed',
      version: 3,
      signed: { at: START, by: 'person:C1', signer: 'C1' },
    });
    const [fact] = await store.facts.aboutEach('registered', ['units/U01']);
    expect(fact).toMatchObject({ registration: signed, year: 2027 });
    expect(await store.registrations.need(other!)).toMatchObject({ status: 'waitingForHead', version: 4 });
  },
};

const sendsBack: Case<'saveRegistrations'> = {
  name: 'writes what the head has sent back, with the reason',
  async prepare(service) {
    const { campaign, ids } = await campaignWith(service, [{ status: 'waitingForHead', version: 2 }]);
    const registrations = ids.map((id) => ({ id, version: 2 }));
    const action = { type: 'sendBack', unit: 'U01', registrations, note: await note(service) } as const;
    return { campaignId: campaign._id, now: START, actor: 'person:C1', action };
  },
  async stands({ store }, { action }) {
    const { status, sentBack } = await store.registrations.need(action.registrations[0]!.id);
    expect([status, sentBack?.note]).toEqual(['draft', action.note]);
  },
};

const tells: Case<'unitsToTell'> = {
  name: 'names the units that are behind, and those whose head is',
  async prepare(service) {
    const { campaign } = await campaignWith(service, [{ status: 'waitingForHead' }]);
    return { campaignId: campaign._id, milestone: 'registrationCloses', now: START };
  },
  stands: (_service, _input, result) => Promise.resolve(expect(result).toEqual({ units: ['U02'], heads: ['U01'] })),
};

const tellsAll: Case<'unitsToTell'> = {
  name: 'names all participants at the launch',
  async prepare(service) {
    return { campaignId: (await campaignWith(service)).campaign._id, milestone: 'launch', now: START };
  },
  stands: (_service, _input, result) => Promise.resolve(expect(result).toEqual({ units: ['U01', 'U02'], heads: [] })),
};

/** A campaign in which U91 has registered, which U92 has taken over since, and U92 has sent its dossiers; U02 has registered and sent nothing. */
export async function mergedCampaign(service: TestService): Promise<CampaignRecord> {
  const { store } = service;
  const u02 = await store.units.need('U02');
  await store.units.put({ ...u02, _id: 'U92', name: 'Sở Nội vụ và Lao động' });
  await store.units.put({ ...u02, _id: 'U91', name: 'Sở Lao động', validTo: '2026-06-30', successor: 'U92' });
  const { campaign } = await campaignWith(
    service,
    ['U91', 'U02'].map((unit) => ({ unit, status: 'signed' }) as const),
    { participants: ['U91', 'U02'] },
  );
  const docket = docketIdOf('U92', campaign._id, '');
  await store.dockets.start({ _id: docket, unit: 'U92', workflowId: docketWorkflowId(docket), startedAt: START });
  return campaign;
}

const tellsNoMerged: Case<'unitsToTell'> = {
  name: 'names no unit that has ended when what has taken it over has sent its dossiers',
  async prepare(service) {
    return { campaignId: (await mergedCampaign(service))._id, milestone: 'roundCloses', now: START };
  },
  stands: (_service, _input, result) => Promise.resolve(expect(result).toEqual({ units: ['U02'], heads: [] })),
};

const opens: Case<'openRound'> = {
  name: 'opens the round of a campaign',
  async prepare(service) {
    return { campaignId: (await campaignWith(service)).campaign._id, closes: '2027-11-30', now: START, version: 7 };
  },
  async stands({ store }, { campaignId }) {
    expect(await store.rounds.get(campaignId)).toMatchObject({
      awardYear: 2027,
      awards: ['CSTDCS', 'LDTT', 'BKT'],
      units: ['U01', 'U02'],
      deadline: '2027-11-30',
    });
    expect((await store.audit.trail(`rounds/${campaignId}`)).map(({ type }) => type)).toEqual(['keptByCampaign']);
  },
};

const leavesAlone: Case<'openRound'> = {
  name: 'leaves alone a round of the province that has the code of a campaign of a unit',
  async prepare(service) {
    const { _id } = (await campaignWith(service, [], { unit: 'U01' })).campaign;
    const round = { name: 'Đợt xét của tỉnh', awardYear: 2027, awards: ['GK'], units: ['U02'] };
    await service.store.rounds.put({ _id, ...round, deadline: '2027-11-30' });
    return { campaignId: _id, closes: '2027-11-16', now: START, version: 7 };
  },
  async stands({ store }, { campaignId }) {
    expect(await store.rounds.get(campaignId)).toMatchObject({ units: ['U02'], deadline: '2027-11-30' });
    expect(await store.audit.trail(`rounds/${campaignId}`)).toEqual([]);
  },
};

const moves: Case<'openRound'> = {
  name: 'moves the last day of a round and leaves what the office has changed in it',
  async prepare(service) {
    const { campaign } = await campaignWith(service);
    const { _id } = campaign;
    const round = { name: 'Đợt 2', awardYear: 2027, awards: ['GK'], units: ['U01'], officer: 'Trần Văn Mẫu' };
    await service.store.rounds.put({ _id, ...round, deadline: '2027-11-30' });
    return { campaignId: _id, closes: '2027-12-03', now: START, version: 8 };
  },
  async stands({ store }, { campaignId }) {
    expect(await store.rounds.get(campaignId)).toMatchObject({ name: 'Đợt 2', awards: ['GK'], deadline: '2027-12-03' });
  },
};

const marks: Case<'openRound'> = {
  name: 'marks a round of a movement with a theme that the office wrote before it opened',
  async prepare(service) {
    const { _id } = (await campaignWith(service, [], { kind: 'thematic' })).campaign;
    const round = { name: 'Đợt chuyên đề', awardYear: 2027, awards: ['GK'], units: ['U01'] };
    await service.store.rounds.put({ _id, ...round, deadline: '2027-11-30' });
    return { campaignId: _id, closes: '2027-11-30', now: START, version: 8 };
  },
  async stands({ store }, { campaignId }) {
    expect(await store.rounds.get(campaignId)).toMatchObject({ name: 'Đợt chuyên đề', commendationType: 'thematic' });
  },
};

const plans: Case<'planNextCampaign'> = {
  name: 'plans the campaign of the next year by the last one',
  async prepare(service) {
    const { campaign } = await campaignWith(service, [], {
      ...{ year: 2026, name: 'Thi đua năm 2026', status: 'running' },
      asked: yearsLater(year2027, -1),
    });
    return { campaignId: campaign._id, from: '2026-12-01', now: START };
  },
  async stands({ store }, { campaignId }, result) {
    const code = `${campaignId}-2027`;
    expect(result).toMatchObject({ as: 'planned', start: { campaignId: code, dates: year2027, opensRound: true } });
    expect(await store.campaigns.need(code)).toMatchObject({
      ...{ year: 2027, name: 'Thi đua năm 2027', status: 'planned', clonedFrom: campaignId, createdBy: 'schedule' },
      working: { launch: '2027-01-04', registrationCloses: '2027-02-01' },
    });
    expect(await store.audit.trail(`campaigns/${code}`)).toHaveLength(1);
  },
};

export const campaignCases: Pick<
  Cases,
  'saveCampaign' | 'saveRegistrations' | 'unitsToTell' | 'openRound' | 'planNextCampaign'
> = {
  planNextCampaign: [plans],
  saveCampaign: [saves, closes],
  saveRegistrations: [signs, sendsBack, amends],
  unitsToTell: [tells, tellsAll, tellsNoMerged],
  openRound: [opens, moves, marks, leavesAlone],
};
