import { log, ParentClosePolicy, proxyActivities, startChild, workflowInfo } from '@temporalio/workflow';
import type { Activities, NextCampaign } from '../activities';
import { campaignWorkflowId } from '../domain/ids';
import { DAY_MS, dayOf, instant, msOf, type Instant } from '../domain/time';
import { campaign } from './campaign';
import { businessClock, type BusinessClock } from './clock';
import type { NextCampaignInput } from './messages';
import { mail, storePatiently } from './options';
import { codeOf } from './refuse';

const { planNextCampaign } = proxyActivities<Activities>(storePatiently);
const { sendMail } = proxyActivities<Activities>(mail);

/** It is looked for once a day: a calendar that is still missing after so many belongs to a year that nobody wants. */
const MOST_LOOKS = 400;

/**
 * What the Schedule of a campaign starts once a year: it plans the campaign of the next one by the last, and starts it. Where the calendar
 * of that year has not been entered, the office is told so once, and it waits: a day is never guessed. The same year is planned once,
 * however often this runs.
 */
export async function nextCampaign({ campaignId, offsetMs }: NextCampaignInput): Promise<NextCampaign['as']> {
  const clock = businessClock(offsetMs);
  const from = dayOf(scheduledFor(clock));
  let told: string | undefined;
  for (let look = 0; ; look += 1) {
    const now = clock.now();
    const next = await planNextCampaign({ campaignId, from, now });
    switch (next.as) {
      case 'there':
      case 'nothing':
        return next.as;
      case 'planned': {
        const { start } = next;
        await started({ ...start, offsetMs: clock.offsetMs() });
        const year = Number(start.dates.launch?.slice(0, 4));
        await tell({ mail: 'campaignNext', campaignId: start.campaignId, year, as: 'planned' }, now);
        return 'planned';
      }
      case 'refused':
        await tell({ mail: 'campaignNext', campaignId, year: next.year, as: 'refused' }, now);
        return 'refused';
      case 'calendarMissing': {
        const { year, years } = next;
        // once for the same calendars, however long they are waited for
        if (told !== years.join('.'))
          await tell({ mail: 'campaignNext', campaignId, year, as: 'calendarMissing', years }, now);
        told = years.join('.');
        if (look >= MOST_LOOKS) return 'calendarMissing';
        const again = instant(msOf(now) + DAY_MS);
        await clock.until(
          () => false,
          () => again,
        );
      }
    }
  }

  async function started(input: Parameters<typeof campaign>[0]): Promise<void> {
    try {
      await startChild(campaign, {
        workflowId: campaignWorkflowId(input.campaignId),
        args: [input],
        parentClosePolicy: ParentClosePolicy.ABANDON,
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
    } catch (error) {
      // its record says that it is planned; somebody has started it
      if (!(error instanceof Error) || error.name !== 'WorkflowExecutionAlreadyStartedError') throw error;
    }
  }

  async function tell(order: Order, now: string): Promise<void> {
    const key = `campaignNext.${order.campaignId}.${order.year}.${order.as}${order.years ? `.${order.years.join('-')}` : ''}`;
    try {
      await sendMail({ ...order, key, now });
    } catch (error) {
      log.warn('mail not sent', { key, code: codeOf(error) ?? 'TIMED_OUT' });
    }
  }
}

type Order = Omit<Extract<Parameters<Activities['sendMail']>[0], { mail: 'campaignNext' }>, 'key' | 'now'>;

/** The moment for which the Schedule has started this: the day on which the next year is planned, also when it runs late. */
function scheduledFor(clock: BusinessClock): Instant {
  const at = workflowInfo().typedSearchAttributes.get({ name: 'TemporalScheduledStartTime', type: 'DATETIME' });
  return at === undefined ? clock.now() : instant(at.getTime() + clock.offsetMs());
}
