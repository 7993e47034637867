import { yearlyOf } from '../../api/commands/campaigns/yearly';
import { yearsLater } from '../../domain/campaign/dates';
import { campaignWorkflowId, yearlyScheduleId } from '../../domain/ids';
import { dayOf, instant, msOf } from '../../domain/time';
import { eventually } from '../setup/service';
import { campaignBody, reach, registering, type Registering } from '../setup/registering';

let us: Registering;
beforeAll(async () => {
  us = await registering();
});
afterAll(async () => {
  const { client } = us.api.site.service;
  for (const code of ['TD-2026', 'TD-2027', 'TD-2028'])
    await client.workflow
      .getHandle(campaignWorkflowId(code))
      .terminate()
      .catch(() => undefined);
  await us.api.stop();
});

const next = async (code: string) => (await us.province.get(`/campaigns/${code}`)).body;

test('a Schedule of the engine plans the next year on its day, once, and waits for a calendar that is missing', async () => {
  const { site } = us.api;
  const { client, store, mails, offsetMs, taskQueue } = site.service;
  expect((await us.province.post('/campaigns', campaignBody('TD-2026'))).status).toBe(201);
  const keep = (body: object, caller = us.province) => caller.put('/campaigns/TD-2026/yearly', body);
  expect((await us.province.get('/campaigns/TD-2026/yearly')).status).toBe(404);
  for (const day of ['02-29', '13-01', '2026-12-01', ''])
    expect([day, (await keep({ day })).body.fields?.[0]?.field]).toEqual([day, 'day']);
  expect((await keep({ day: '12-01' }, us.unit)).status).toBe(403);
  expect((await keep({ day: '12-01' }, us.office)).status).toBe(403);

  // made twice it is one; another day changes the same
  const schedule = client.schedule.getHandle(yearlyScheduleId('TD-2026'));
  // the engine counts in its own time: the day on which it is 1 December here
  const there = new Date(msOf('2026-12-01T01:00:00.000Z') - offsetMs);
  const day = dayOf(instant(there.getTime())).slice(5);
  try {
    expect((await keep({ day: '11-25' })).status).toBe(200);
    expect((await keep({ day })).status).toBe(200);
    const kept = await keep({ day });
    expect(kept.body.day).toBe(day);
    expect(kept.body.next[0]).toMatch(new RegExp(`-${day}T01:00:00.000Z$`));
    expect((await us.unit.get('/campaigns/TD-2026/yearly')).body).toEqual(kept.body);
    // where the clock of the service is ahead of the engine's, no time that is past there is a next one
    const [, second, third] = kept.body.next;
    const ahead = { ...site.context, clock: { ...site.context.clock, now: () => instant(msOf(second) + 1) } };
    const shown = await yearlyOf(ahead, { caller: { actor: 'key:office', role: 'office' }, id: 'TD-2026' });
    expect([shown.day, shown.next[0], shown.next.length]).toEqual([day, third, 5]);
    expect((await schedule.describe()).action).toMatchObject({ workflowType: 'nextCampaign', taskQueue });

    // the engine itself begins it on that day: the calendar of 2027 is there, so the year is planned and its process runs
    const DAY = 86_400_000;
    const [start, end] = [new Date(there.getTime() - DAY), new Date(there.getTime() + DAY)];
    await schedule.backfill({ start, end, overlap: 'ALLOW_ALL' });
    const planned = await reach(us.province, '/campaigns/TD-2027', (one) => one['status'] === 'planned');
    expect(planned).toMatchObject({
      ...{ year: 2027, clonedFrom: 'TD-2026', participants: ['U01', 'U02'] },
      dates: yearsLater(campaignBody('TD-2026').dates, 1),
      // 20 November 2027 is a Saturday
      working: { registrationCloses: '2027-11-22' },
    });
    await eventually(
      () => Promise.resolve(mails.keyed('campaignNext.TD-2027.2027.planned')),
      (told) => told.length > 0,
    );
    await eventually(
      () =>
        client.workflow
          .getHandle(campaignWorkflowId('TD-2027'))
          .describe()
          .then(({ status }) => status.name),
      (status) => status === 'RUNNING',
    );

    // once more, by hand: the same year is planned once
    await schedule.trigger('ALLOW_ALL');
    await eventually(
      async () => (await schedule.describe()).info.recentActions.length,
      (actions) => actions > 1,
    );
    const clones = await store.campaigns.list({ clonedFrom: 'TD-2026' });
    expect(clones.items.map(({ _id }) => _id)).toEqual(['TD-2027']);

    // no calendar of 2028 has been entered: it says so, and guesses no day
    await client.workflow.start('nextCampaign', {
      workflowId: 'next-campaign-TD-2026-late',
      taskQueue,
      // as if it ran in November 2027, after the launch of that year
      args: [{ campaignId: 'TD-2026', offsetMs: offsetMs + 366 * 86_400_000 }],
    });
    const [told] = await eventually(
      () => Promise.resolve(mails.keyed('campaignNext.TD-2026.2028.calendarMissing.2028')),
      (letters) => letters.length > 0,
    );
    expect(told!.text).toContain('chưa có lịch nghỉ lễ, tết và làm bù của năm 2028');
    expect((await next('TD-2028')).code).toBe('NOT_FOUND');
    await client.workflow.getHandle('next-campaign-TD-2026-late').terminate();
  } finally {
    const gone = await us.province.remove('/campaigns/TD-2026/yearly');
    expect(gone.status).toBe(204);
    expect((await us.province.remove('/campaigns/TD-2026/yearly')).status).toBe(204);
  }
  expect((await us.province.get('/campaigns/TD-2026/yearly')).status).toBe(404);
});
