import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Milestone } from '../../domain/campaign/dates';
import { campaignWorkflowId } from '../../domain/ids';
import { at, endOfDay, startOfDay, type Instant } from '../../domain/time';
import { passTo } from '../replay/scenarios/clock';
import { insist, startApi, type TestApi } from '../setup/api';
import { killableService, type KillableService } from '../setup/killable';
import { campaignBody, target } from '../setup/registering';
import { atRest, eventually } from '../setup/service';
import { seeded } from './killing';

/** Every turn of the year but the launch, which the campaign begins with: when it comes and who is killed around it. */
const turns: readonly (readonly [Milestone, Instant, 'worker' | 'temporal'])[] = [
  ['registrationCloses', endOfDay('2026-11-20'), 'worker'],
  ['midYearReview', startOfDay('2026-11-30'), 'worker'],
  ['finalReview', startOfDay('2026-12-14'), 'worker'],
  ['roundOpens', startOfDay('2026-12-15'), 'temporal'],
  ['roundCloses', endOfDay('2026-12-21'), 'worker'],
  ['statistics', startOfDay('2026-12-28'), 'worker'],
  ['end', endOfDay('2026-12-31'), 'worker'],
];
/** The timer of a turn runs out after a second and a half; what follows takes a moment more. */
const MOMENT_MS = 2_200;
/** A signature is taken and written within it. */
const AMENDING_MS = 300;

describe('kill -9 at the turns of a year of emulation', () => {
  // SEED=n draws the moments again, as far as a machine repeats anything
  const seed = Number(process.env['SEED'] ?? randomInt(2 ** 31));
  let killable: KillableService;
  let api: TestApi;
  beforeAll(async () => {
    killable = await killableService(() => api.site.service.mails.url);
    api = await startApi({ worker: false, parts: killable.parts });
    await killable.worker.start();
  }, 240_000);
  afterAll(async () => {
    await api.stop();
    await killable.stop();
  });

  test(`loses no day, no signature and no letter (seed ${seed})`, async () => {
    const [province, unit, head] = await Promise.all([
      api.as('office'),
      api.as('unit', 'U01'),
      api.as('authority', 'U01'),
    ]);
    const { store, client, mails } = api.site.service;
    const random = seeded(seed);
    const handle = client.workflow.getHandle(campaignWorkflowId('TD-K'));
    const record = () => store.campaigns.need('TD-K');
    const body = campaignBody('TD-K', { participants: ['U01'], remindWorkingDays: [1] });
    expect((await insist(province, '/campaigns', body)).status).toBe(201);
    await killable.worker.kill();
    await killable.worker.start();
    await eventually(record, ({ status }) => status === 'running');
    const { body: draft } = await unit.post('/campaigns/TD-K/registrations', {
      registrant: { kind: 'unit', code: 'U01' },
      titles: ['TTLDXS'],
      targets: [target('CT1')],
    });
    const list = (expects: number) => ({ unit: 'U01', registrations: [{ id: draft.id, expects }] });
    expect((await insist(unit, '/campaigns/TD-K/registrations/submit', list(0))).status).toBe(200);
    await eventually(
      () => Promise.resolve(mails.keyed('registrationSign.TD-K.').length),
      (letters) => letters > 0,
    );
    // the signature is under way when the worker dies; whoever signs says it again until it is known
    const signed = insist(head, '/campaigns/TD-K/registrations/sign', list(1));
    await killable.worker.kill();
    await killable.worker.start();
    expect((await signed).status).toBe(200);
    await eventually(
      () => store.registrations.need(draft.id),
      ({ status }) => status === 'signed',
    );

    // an amendment of it too, which is signed once however often it is said
    const lower = { titles: ['TTLDXS'], targets: [target('CT1', { target: '900' })], reason: 'Giảm dự toán' };
    const put = await insist(unit, `/registrations/${draft.id}/amendments`, { ...lower, expects: 2 });
    expect(put.status).toBe(200);
    const amendment = { unit: 'U01', registrations: [{ id: draft.id, expects: 1, amendment: true }] };
    const amended = insist(head, '/campaigns/TD-K/registrations/sign', amendment);
    await wait(random() * AMENDING_MS);
    await killable.worker.kill();
    await killable.worker.start();
    expect((await amended).status).toBe(200);
    await eventually(
      () => store.registrations.need(draft.id),
      ({ amendments }) => amendments?.at(-1)?.status === 'signed',
    );

    await passTo({ handle }, at('2026-11-19', '09:00'));
    for (const [milestone, instant, victim] of turns) {
      await eventually(
        () =>
          passTo({ handle }, instant).then(
            () => true,
            () => false,
          ),
        (moved) => moved,
      );
      await wait(random() * MOMENT_MS);
      await killable[victim].kill();
      await killable[victim].start();
      await eventually(record, ({ reached }) => reached[milestone] !== undefined);
    }

    await handle.result();
    const { status, reached } = await record();
    expect([status, Object.keys(reached)]).toEqual([
      'ended',
      [
        'launch',
        ...['registrationCloses', 'midYearReview', 'finalReview', 'roundOpens', 'roundCloses', 'statistics', 'end'],
      ],
    ]);
    expect(await store.rounds.get('TD-K')).toMatchObject({ deadline: '2026-12-21', units: ['U01'] });
    expect(await store.audit.verifyChain('campaigns/TD-K')).toMatchObject({ intact: true });
    expect((await store.audit.trail(draft.id)).map(({ type }) => type)).toEqual([
      ...['created', 'submit', 'sign', 'amend', 'signAmendment'],
    ]);
    expect(await store.registrations.need(draft.id)).toMatchObject({
      status: 'signed',
      targets: [{ target: '900' }],
      amendments: [{ no: 1, status: 'signed' }],
    });
    expect((await store.facts.aboutEach('registered', ['units/U01'])).map(({ registration }) => registration)).toEqual([
      draft.id,
    ]);
    // every letter has arrived; a kill between the server's answer and our mark may have sent one of them twice
    const kinds = new Set(mails.mails.map(({ messageId = '' }) => messageId.slice(1).split('.', 1)[0]));
    expect([...kinds].sort()).toEqual(['campaignOpens', 'campaignReminder', 'campaignTurn', 'registrationSign']);
    const waiting = await store.sentMails.get('campaignOpens.TD-K.U01.1');
    expect(waiting?.status).toBe('accepted');

    // and the next year is planned from it
    const clone = await insist(province, '/campaigns/TD-K/clone', { code: 'TD-K-2027' });
    expect([clone.status, clone.body.working.registrationCloses]).toEqual([201, '2027-11-22']);
    await atRest(client.workflow.getHandle(campaignWorkflowId('TD-K-2027')));
  }, 240_000);
});
