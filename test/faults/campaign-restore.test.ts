import { createActivities } from '../../activities/create';
import { reconcile, type Report } from '../../cli/reconcile/index';
import { campaignWorkflowId } from '../../domain/ids';
import { adoptCampaign, campaignTold } from '../../workflows/messages';
import { startApi, type TestApi } from '../setup/api';
import { killableService, type KillableService } from '../setup/killable';
import { draft, open, reach, type Registering } from '../setup/registering';
import { atRest } from '../setup/service';

/** A year of emulation, when records and engine are restored from backups of two moments. */
describe('a campaign whose records and process are of two moments', () => {
  let killable: KillableService;
  let api: TestApi;
  let us: Registering;
  beforeAll(async () => {
    killable = await killableService(() => api.site.service.mails.url);
    api = await startApi({ worker: false, parts: killable.parts });
    await killable.worker.start();
    us = {
      api,
      province: await api.as('office'),
      office: await api.as('office', 'U01'),
      unit: await api.as('unit', 'U01'),
      head: await api.as('authority', 'U01'),
    };
  }, 240_000);
  afterAll(async () => {
    await api.stop();
    await killable.stop();
  }, 120_000);

  test('MongoDB set back: its days are written anew, and a lost signature can be given once more', async () => {
    const { store } = api.site.service;
    await open(us, 'TD-M');
    const { id } = await draft(us, 'TD-M');
    await ask('submit', 'TD-M', id, 0);
    await reach(us.unit, `/registrations/${id}`, ({ status }) => status === 'waitingForHead');
    await open(us, 'TD-X');
    const ended = await draft(us, 'TD-X');
    await ask('submit', 'TD-X', ended.id, 0);
    await reach(us.unit, `/registrations/${ended.id}`, ({ status }) => status === 'waitingForHead');
    for (const code of ['TD-M', 'TD-X']) await rest(code);
    const goBack = await killable.mongod.keep();

    await ask('sign', 'TD-X', ended.id, 1);
    await reach(us.unit, `/registrations/${ended.id}`, ({ status }) => status === 'signed');
    const cancel = { reason: 'Không tổ chức', expects: (await store.campaigns.need('TD-X')).version };
    expect((await us.province.post('/campaigns/TD-X/cancel', cancel)).status).toBe(200);
    await reach(us.province, '/campaigns/TD-X', ({ status }) => status === 'cancelled');
    await ask('sign', 'TD-M', id, 1);
    await reach(us.unit, `/registrations/${id}`, ({ status }) => status === 'signed');
    const { version } = await store.campaigns.need('TD-M');
    const moved = await us.province.post('/campaigns/TD-M/dates', {
      expects: version,
      dates: { midYearReview: '2026-12-02' },
      reason: 'Lùi ngày sơ kết',
    });
    expect(moved.status).toBe(200);
    await reach(us.province, '/campaigns/TD-M', ({ version: now }) => now === version + 1);
    await rest('TD-M');
    await killable.worker.kill();
    await goBack();
    await killable.worker.start();
    expect((await store.campaigns.need('TD-M')).working.midYearReview).toBe('2026-11-30');

    const { findings } = await compare();
    const found = (code: string) =>
      kindsOf({ findings: findings.filter(({ process }) => process === campaignWorkflowId(code)) });
    expect(found('TD-M')).toEqual([
      ['signaturesLost', false],
      ['recordsBehind', true],
      ['processBehind', true],
    ]);
    // one that is over takes nothing over any more, and stops nothing
    expect(found('TD-X')).toEqual([
      ['signaturesLost', false],
      ['recordsBehind', true],
    ]);
    expect((await store.campaigns.need('TD-X')).status).toBe('cancelled');
    expect(await store.campaigns.need('TD-M')).toMatchObject({
      status: 'running',
      working: { midYearReview: '2026-12-02' },
      asked: { midYearReview: '2026-12-02' },
    });
    expect(kindsOf(await compare())).toEqual([]);
    await ask('sign', 'TD-M', id, 1);
    await reach(us.unit, `/registrations/${id}`, ({ status }) => status === 'signed');
    expect(kindsOf(await compare())).toEqual([]);
    expect(await store.audit.verifyChain('campaigns/TD-M')).toMatchObject({ intact: true });
  }, 240_000);

  test('Temporal set back: it knows again what was signed, and one that it never knew goes on', async () => {
    const { store, client } = api.site.service;
    await open(us, 'TD-T');
    const { id } = await draft(us, 'TD-T', { registrant: { kind: 'unit', code: 'U01' } });
    await ask('submit', 'TD-T', id, 0);
    await reach(us.unit, `/registrations/${id}`, ({ status }) => status === 'waitingForHead');
    await rest('TD-T');
    const goBack = await killable.temporal.keep();

    await ask('sign', 'TD-T', id, 1);
    await reach(us.unit, `/registrations/${id}`, ({ status }) => status === 'signed');
    await open(us, 'TD-G');
    const { version } = await store.campaigns.need('TD-T');
    const said = { expects: version, until: '2026-11-27', reason: 'Chưa khóa' };
    expect((await us.province.post('/campaigns/TD-T/extend', said)).status).toBe(409);
    for (const code of ['TD-T', 'TD-G']) await rest(code);
    await killable.worker.kill();
    await goBack();
    await killable.worker.start();

    const report = await compare();
    const found = report.findings.map(({ process, what }) => [process, what]);
    expect(found).toContainEqual([campaignWorkflowId('TD-T'), 'processBehind']);
    expect(found).toContainEqual([campaignWorkflowId('TD-G'), 'processGone']);
    expect(kindsOf(await compare())).toEqual([]);
    const again = await us.head.post('/campaigns/TD-T/registrations/sign', list(id, 1));
    expect([again.status, again.body.code]).toEqual([409, 'STATE_CHANGED']);
    // the one that the engine had forgotten goes on from its record
    const gone = await us.province.post('/campaigns/TD-G/cancel', {
      expects: (await store.campaigns.need('TD-G')).version,
      reason: 'Không tổ chức',
    });
    expect(gone.status).toBe(200);
    await client.workflow.getHandle(campaignWorkflowId('TD-G')).result();
    expect((await store.campaigns.need('TD-G')).status).toBe('cancelled');
  }, 240_000);

  test('nothing is taken back that is said while it compares', async () => {
    const { client, store } = api.site.service;
    await open(us, 'TD-B');
    const { id } = await draft(us, 'TD-B');
    await ask('submit', 'TD-B', id, 0);
    await reach(us.unit, `/registrations/${id}`, ({ status }) => status === 'waitingForHead');
    const handle = client.workflow.getHandle(campaignWorkflowId('TD-B'));
    const told = await handle.query(campaignTold);
    const [report] = await Promise.all([compare(), ask('sign', 'TD-B', id, 1)]);
    expect(report.findings.filter(({ process }) => process === handle.workflowId)).toEqual([]);
    await reach(us.unit, `/registrations/${id}`, ({ status }) => status === 'signed');
    // what was compared before the signature is not what it goes on from
    const stale = handle.executeUpdate(adoptCampaign, { args: [told] });
    await expect(stale).rejects.toMatchObject({ cause: { type: 'STATE_CHANGED' } });
    expect((await store.registrations.need(id)).status).toBe('signed');
    expect(await store.audit.trail('campaigns/TD-B')).not.toContainEqual(
      expect.objectContaining({ type: 'reconciled' }),
    );
  }, 120_000);

  const list = (id: string, expects: number) => ({ unit: 'U01', registrations: [{ id, expects }] });
  const ask = async (what: 'submit' | 'sign', campaign: string, id: string, expects: number): Promise<void> => {
    const caller = what === 'submit' ? us.unit : us.head;
    const { status, body } = await caller.post(`/campaigns/${campaign}/registrations/${what}`, list(id, expects));
    expect([status, body.code]).toEqual([200, undefined]);
  };
  const rest = (code: string) => atRest(api.site.service.client.workflow.getHandle(campaignWorkflowId(code)));
  const compare = (): Promise<Report> =>
    reconcile({ context: api.site.context, activities: createActivities(api.site.service.context), dryRun: false });
  const kindsOf = ({ findings }: Pick<Report, 'findings'>) => findings.map(({ what, mended }) => [what, mended]);
});
