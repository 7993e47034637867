import type { CampaignDates } from '../../../domain/campaign/dates';
import { campaignWorkflowId, nextCampaignWorkflowId } from '../../../domain/ids';
import { at, endOfDay, startOfDay } from '../../../domain/time';
import { adoptCampaign, campaignTold } from '../../../workflows/messages';
import { campaignRecord, launched, registrationRecord } from '../../setup/campaigns';
import { note } from '../../setup/docket';
import { calendar } from '../../setup/fixtures';
import { intoNextRun } from '../../setup/runs';
import { eventually } from '../../setup/service';
import { SUGGESTED_AFTER } from './carried';
import { passTo } from './clock';
import type { Play } from './scenario';

/** A short year that begins tomorrow, so that its days are near those on which the other scenarios play. */
const days: CampaignDates = {
  launch: '2026-11-17',
  registrationCloses: '2026-11-30',
  midYearReview: '2026-12-07',
  finalReview: '2026-12-14',
  roundOpens: '2026-12-15',
  roundCloses: '2026-12-21',
  statistics: '2026-12-28',
  end: '2026-12-31',
};
const record = (code: string) => campaignRecord(code, { asked: days, year: 2026, remindWorkingDays: [1] });

/**
 * A whole year: one registration is sent back, submitted again and signed, another is signed after an extension; in mid-year the
 * round moves, and once more while it is open.
 */
export const wholeYear: Play = async (service) => {
  const own = registrationRecord('TD-1', { status: 'waitingForHead', version: 1 });
  const late = registrationRecord('TD-1', { unit: 'U02', status: 'waitingForHead', version: 1 });
  const year = await launched(service, record('TD-1'), [own, late]);
  const reached = (milestone: keyof CampaignDates) => year.reach((one) => one.reached[milestone] !== undefined);
  await passTo(year, startOfDay('2026-11-17'));
  await reached('launch');
  await year.tell('submit', 'U01', [own._id]);
  await year.tell('sendBack', 'U01', [own._id]);
  await service.store.registrations.edit(own._id, 2, { status: 'waitingForHead' });
  await year.tell('submit', 'U01', [own._id]);
  await passTo(year, at('2026-11-27', '09:00'));
  await year.reach(({ reminded }) => reminded.length === 1);
  await year.tell('sign', 'U01', [own._id]);
  await passTo(year, endOfDay('2026-11-30'));
  await reached('registrationCloses');
  await year.say({ type: 'extendRegistration', until: '2026-12-02', note: await note(service) });
  await year.tell('sign', 'U02', [late._id]);
  await passTo(year, startOfDay('2026-12-07'));
  await reached('midYearReview');
  const moved = { ...days, roundCloses: '2026-12-22' };
  await year.say({ type: 'changeDates', dates: moved, calendar, note: await note(service) });
  await passTo(year, startOfDay('2026-12-15'));
  await reached('roundOpens');
  const again = { ...moved, roundCloses: '2026-12-23' };
  await year.say({ type: 'changeDates', dates: again, calendar, note: await note(service) });
  await passTo(year, endOfDay('2026-12-31'));
  await year.reach(({ status }) => status === 'ended');
  return { 'campaign-lives-a-year-with-days-that-move': year.handle };
};

/** What was signed is amended: sent back once, proposed again, and signed after registration has closed. */
export const amendedInMidYear: Play = async (service) => {
  const own = registrationRecord('TD-1', { status: 'signed', version: 2 });
  const year = await launched(service, record('TD-1'), [own]);
  await passTo(year, startOfDay('2026-11-17'));
  await year.reach(({ status }) => status === 'running');
  const { titles, targets, measures } = own;
  const before = { titles, targets, measures };
  const after = { ...before, targets: [{ ...targets[0]!, target: '900' }] };
  const propose = async (no: number): Promise<void> => {
    const { version } = await service.store.registrations.need(own._id);
    const proposed = { at: startOfDay('2026-11-17'), by: 'key:unit' };
    const amendment = { no, before, after, reason: 'Giảm dự toán', status: 'waitingForHead', proposed } as const;
    await service.store.registrations.edit(own._id, version, { amendments: [amendment] });
    await year.amend('submit', own._id);
  };
  await propose(1);
  await year.amend('sendBack', own._id);
  await passTo(year, endOfDay('2026-11-30'));
  await year.reach(({ reached }) => reached.registrationCloses !== undefined);
  await propose(2);
  await year.amend('sign', own._id);
  await year.say({ type: 'cancel', note: await note(service) });
  return { 'campaign-takes-an-amendment-after-registration-has-closed': year.handle };
};

/** A campaign goes on in another run with its days and what was signed, and is cancelled there. */
export const carriedCampaign: Play = async (service) => {
  const own = registrationRecord('TD-1', { status: 'waitingForHead', version: 1 });
  const year = await launched(service, record('TD-1'), [own]);
  await passTo(year, startOfDay('2026-11-17'));
  await year.reach(({ status }) => status === 'running');
  await year.tell('sign', 'U01', [own._id]);
  const { first, second } = await intoNextRun(year.handle, SUGGESTED_AFTER, async () => {
    await year.say({ type: 'changeDates', dates: days, calendar, note: await note(service) });
  });
  await year.say({ type: 'cancel', note: await note(service) });
  const run = (runId: string) => service.client.workflow.getHandle(year.handle.workflowId, runId);
  return { 'campaign-continues-as-new': run(first), 'campaign-goes-on-with-what-was-signed': run(second) };
};

/** The engine was set back: a campaign is handed what its records say, goes on from there, and is cancelled. */
export const campaignBroughtForward: Play = async (service) => {
  const year = await launched(service, record('TD-1'), [registrationRecord('TD-1')]);
  await passTo(year, startOfDay('2026-11-17'));
  await year.reach(({ status }) => status === 'running');
  const { state, moment } = await year.handle.query(campaignTold);
  const further = { ...state, version: state.version + 3 };
  const version = await year.handle.executeUpdate(adoptCampaign, { args: [{ state: further, moment }] });
  await year.reach((one) => one.version === version);
  await year.say({ type: 'cancel', note: await note(service) });
  return { 'campaign-goes-on-from-where-its-records-stand': year.handle };
};

/** The calendar of the next year is missing, so the office is told; a day later it is there, and the campaign is planned and started. */
export const followedByNextYear: Play = async (service) => {
  const { store, client, taskQueue, offsetMs } = service;
  const asked = { ...days, launch: '2026-11-13' };
  await store.campaigns.insert(campaignRecord('TD-2026', { asked, year: 2026, status: 'running' }));
  const next = await store.calendars.need(2027);
  await service.database.collection<{ _id: number }>('calendars').deleteOne({ _id: 2027 });
  const handle = await client.workflow.start('nextCampaign', {
    workflowId: nextCampaignWorkflowId('TD-2026'),
    taskQueue,
    args: [{ campaignId: 'TD-2026', offsetMs }],
  });
  await eventually(
    () => Promise.resolve(service.mails.keyed('campaignNext.TD-2026.2027.calendarMissing.2027')),
    (told) => told.length > 0,
  );
  await store.calendars.put(next);
  await passTo({ handle }, at('2026-11-18', '08:00'));
  await handle.result();
  await client.workflow.getHandle(campaignWorkflowId('TD-2027')).terminate();
  return { 'campaign-of-the-next-year-waits-for-a-calendar': handle };
};
