import { insist, letter, nominationBody, startApi, type TestApi, type TestCaller } from '../setup/api';
import { note, sendDocket } from '../setup/docket';
import { dossier } from '../setup/fixtures';
import { eventually } from '../setup/service';

describe('a hold', () => {
  let api: TestApi;
  let unit: TestCaller;
  let office: TestCaller;
  beforeAll(async () => {
    api = await startApi();
    unit = await api.as('unit', 'U01');
    office = await api.as('office', 'U01');
  });
  afterAll(() => api.stop());

  test('is reviewed after the period that the pack names, thirty days', async () => {
    const { body: draft } = await unit.post('/nominations', nominationBody('CSTDCS', 1));
    const path = `/nominations/${draft.id}`;
    expect((await insist(unit, `${path}/submit`, letter())).status).toBe(201);
    const record = await eventually(
      () => api.site.service.store.nominations.need(draft.id),
      (n) => n.status === 'submitted',
    );
    const held = await insist(office, `${path}/hold`, {
      expects: record.version,
      reason: 'Đang xác minh.',
      paper: { kind: 'other', title: 'Phiếu đề xuất tạm dừng' },
    });
    expect(held.status).toBe(200);
    const { line } = await eventually(
      () => api.site.service.store.nominations.need(draft.id),
      (n) => n.status === 'onHold',
    );
    // Monday 16 November and thirty days
    expect(line?.hold?.reviewOn).toBe('2026-12-16');
  });

  test('by an objection is told the unit as a hold, once; a further objection is the office’s own', async () => {
    const { service } = api.site;
    const docket = await sendDocket(service, [dossier('HCLD3', 1)], { selfChecked: true });
    const [id] = docket.nominations as [string];
    const done = async (action: Parameters<typeof docket.act>[0]) => {
      const version = async () => (await service.store.nominations.need(id)).version;
      const before = await version();
      await docket.act(action);
      await eventually(version, (now) => now > before);
    };
    const objection = async (opinion: string) =>
      done({ type: 'recordOpinion', opinion, nature: 'objection', note: await note(service) });
    const settled = async (opinion: string) => done({ type: 'resolveOpinion', opinion, note: await note(service) });
    await done({ type: 'claim', claim: 'session-x', stage: 'council', level: 'unit' });
    await done({ type: 'councilResult', claim: 'session-x', result: 'passed' });
    await done({ type: 'claim', claim: 'proposal-x', stage: 'approval', level: 'unit' });
    await done({ type: 'forwarded', claim: 'proposal-x', decision: 'decision-x' });
    await done({ type: 'receive', number: '1', arrivedOn: '2026-11-16', paperOriginalOn: '2026-11-16' });
    await done({ type: 'accept' });
    await done({ type: 'post', firstDay: '2026-11-16', note: await note(service, { places: ['Báo Đ'] }) });
    for (const opinion of ['o1', 'o2']) await objection(opinion);
    for (const opinion of ['o1', 'o2']) await settled(opinion);

    const { body } = await unit.get(`/nominations/${id}/history`);
    const types: string[] = body.items.map((e: { type: string }) => e.type);
    expect(types.slice(-2)).toEqual(['hold', 'release']);
    expect(types.filter((t) => t === 'hold')).toHaveLength(1);
    expect(JSON.stringify(body)).not.toMatch(/pinion|objection/);
  });
});
