import type { WorkflowHandle } from '@temporalio/client';
import type { CampaignDates } from '../../domain/campaign/dates';
import { workingDates } from '../../domain/campaign/dates';
import type { CampaignAction } from '../../domain/campaign/machine';
import type { RegistrationActionType } from '../../domain/campaign/registration';
import { campaignWorkflowId } from '../../domain/ids';
import type { CampaignRecord, RegistrationRecord } from '../../platform/store';
import { actOnCampaign, actOnRegistrations } from '../../workflows/messages';
import { note } from './docket';
import { calendar, START } from './fixtures';
import { eventually, type TestService } from './service';

/** A year that begins on the day on which the tests begin, all its days within six weeks. */
export const shortYear = {
  launch: '2026-11-16',
  registrationCloses: '2026-11-20',
  midYearReview: '2026-11-30',
  finalReview: '2026-12-14',
  roundOpens: '2026-12-15',
  roundCloses: '2026-12-21',
  statistics: '2026-12-28',
  end: '2026-12-31',
};

/** The days of a year as a department plans them; its last day of registration falls on a Saturday. */
export const year2027: CampaignDates = {
  launch: '2027-01-04',
  registrationCloses: '2027-01-30',
  midYearReview: '2027-07-05',
  finalReview: '2027-11-15',
  roundOpens: '2027-11-16',
  roundCloses: '2027-11-30',
  statistics: '2027-12-15',
  end: '2027-12-31',
};

/** A campaign of the province as the API leaves it before it starts its workflow. */
export const campaignRecord = (_id: string, changes: Partial<CampaignRecord> = {}): CampaignRecord => ({
  _id,
  kind: 'regular',
  name: `Phong trào thi đua ${_id}`,
  year: 2027,
  texts: {
    aims: 'Hoàn thành thắng lợi nhiệm vụ tài chính - ngân sách năm 2027',
    scope: 'Các sở, ban, ngành',
    subjects: 'Tập thể và cá nhân',
    criteria: 'Theo chỉ tiêu đăng ký',
    plan: 'Phát động tháng 01, sơ kết tháng 7, tổng kết tháng 11',
    measures: 'Kiểm tra, nêu gương',
  },
  document: { title: 'Kế hoạch phát động', number: '12/KH-UBND', date: '2026-12-28' },
  participants: ['U01', 'U02'],
  awards: ['CSTDCS', 'LDTT', 'BKT'],
  asked: year2027,
  working: workingDates(year2027, calendar),
  reached: {},
  reminded: [],
  remindWorkingDays: [5, 1],
  notes: [],
  content: 'hash',
  status: 'planned',
  version: 0,
  createdAt: START,
  createdBy: 'key:office',
  ...changes,
});

let serial = 0;
/** A registration as its unit writes it: one title, and a target of the public record. */
export const registrationRecord = (campaign: string, changes: Partial<RegistrationRecord> = {}): RegistrationRecord => {
  const unit = changes.unit ?? 'U01';
  return {
    _id: `DK-${(serial += 1)}`,
    campaign,
    year: 2027,
    unit,
    registrant: { kind: 'unit', code: unit, name: unit === 'U01' ? 'Sở Tài chính' : 'Sở Nội vụ' },
    about: `units/${unit}`,
    titles: ['TTLDXS'],
    targets: [
      {
        code: 'CT1',
        name: 'Thu ngân sách nhà nước trên địa bàn',
        unit: 'tỷ đồng',
        baseline: '934.34',
        target: '1009.57',
        direction: 'atLeast',
        source: 'Báo cáo quyết toán',
      },
    ],
    measures: 'Tăng cường quản lý nguồn thu',
    status: 'draft',
    results: [],
    reviews: [],
    content: 'hash',
    version: 0,
    createdAt: START,
    createdBy: 'key:unit',
    ...changes,
  };
};

export interface TestCampaign {
  readonly id: string;
  readonly handle: WorkflowHandle;
  record(): Promise<CampaignRecord>;
  reach(fits: (record: CampaignRecord) => boolean): Promise<CampaignRecord>;
  say(action: CampaignAction): Promise<CampaignRecord>;
  /** Says something about registrations of a unit in the versions that stand; waits until they are written. */
  tell(type: RegistrationActionType, unit: string, ids: readonly string[]): Promise<void>;
  /** Says something about the last amendment of a registration of U01; waits until it is written. */
  amend(type: RegistrationActionType, id: string): Promise<void>;
}

/** A campaign that runs, with the registrations that are handed in. */
export async function launched(
  service: TestService,
  record: CampaignRecord,
  registrations: readonly RegistrationRecord[] = [],
  days = calendar,
): Promise<TestCampaign> {
  const { store, client, taskQueue, offsetMs } = service;
  const { _id: campaignId, kind, asked: dates, remindWorkingDays, awards } = record;
  await store.campaigns.insert(record);
  for (const one of registrations) await store.registrations.insert(one);
  const handle: WorkflowHandle = await client.workflow.start('campaign', {
    workflowId: campaignWorkflowId(campaignId),
    taskQueue,
    args: [{ campaignId, kind, dates, remindWorkingDays, opensRound: awards.length > 0, offsetMs, calendar: days }],
  });
  const find = () => store.campaigns.need(campaignId);
  const reach = (fits: (one: CampaignRecord) => boolean) => eventually(find, fits);
  return {
    id: campaignId,
    handle,
    record: find,
    reach,
    async say(action) {
      const { version: expects } = await find();
      const args = [{ actor: 'key:office', content: 'hash', action, expects }] as const;
      const { version } = await handle.executeUpdate(actOnCampaign, { args: [...args] });
      return reach((one) => one.version >= version);
    },
    async amend(type, id) {
      const find = () => store.registrations.need(id);
      const { amendments = [], version } = await find();
      const why = type === 'sendBack' ? { note: await note(service) } : {};
      const registrations = [{ id, version: amendments.at(-1)!.no, amendment: true as const }];
      const action = { type, unit: 'U01', registrations, ...why };
      await handle.executeUpdate(actOnRegistrations, { args: [{ actor: 'key:unit', content: 'hash', action }] });
      if (type !== 'submit') await eventually(find, (now) => now.version > version);
    },
    async tell(type, unit, ids) {
      const records = await store.registrations.many(ids);
      const seen = ids.map((id) => ({ id, version: records.get(id)!.version }));
      const why = type === 'sendBack' ? { note: await note(service) } : {};
      const action = { type, unit, registrations: seen, ...why };
      await handle.executeUpdate(actOnRegistrations, { args: [{ actor: 'key:unit', content: 'hash', action }] });
      if (type === 'submit') return;
      await eventually(
        async () => [...(await store.registrations.many(ids)).values()],
        (all) => all.every((one) => one.version > seen.find(({ id }) => id === one._id)!.version),
      );
    },
  };
}
