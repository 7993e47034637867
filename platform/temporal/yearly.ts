import { ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import type { ScheduleOptions } from '@temporalio/client';

/** A process that is started on one day of each year. */
export interface Yearly {
  readonly scheduleId: string;
  readonly workflowType: string;
  /** Each run has the time for which it was started behind it. */
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly input: object;
  /** `12-01`. */
  readonly day: string;
}

/** What the engine says of it. */
export interface YearlyShown {
  readonly day: string;
  /** When it runs next, soonest first. */
  readonly next: readonly Date[];
}

/** Whoever plans for a year works at this hour, in the time of the country. */
const HOUR = 8;
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
/** A server that was away on the day begins it when it is back. */
const CATCH_UP = '60 days';

/** Makes it, or changes the day of the one that there is; said twice it is one. */
export async function keepYearly(client: Client, yearly: Yearly): Promise<void> {
  const { scheduleId, ...rest } = optionsOf(yearly);
  try {
    await client.schedule.create({ scheduleId, ...rest });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    await client.schedule.getHandle(scheduleId).update(({ state }) => ({ ...rest, state }));
  }
}

/** @returns undefined when there is none */
export const yearlyShown = (client: Client, scheduleId: string): Promise<YearlyShown | undefined> =>
  orNone(async () => {
    const { spec, info } = await client.schedule.getHandle(scheduleId).describe();
    const [calendar] = spec.calendars ?? [];
    const month = months.findIndex((name) => name === calendar?.month[0]?.start) + 1;
    const two = (of: number): string => String(of).padStart(2, '0');
    return { day: `${two(month)}-${two(calendar?.dayOfMonth[0]?.start ?? 0)}`, next: info.nextActionTimes };
  });

/** There is none afterwards. */
export const dropYearly = async (client: Client, scheduleId: string): Promise<void> => {
  await orNone(() => client.schedule.getHandle(scheduleId).delete());
};

const months = [
  'JANUARY',
  'FEBRUARY',
  'MARCH',
  'APRIL',
  'MAY',
  'JUNE',
  'JULY',
  'AUGUST',
  'SEPTEMBER',
  'OCTOBER',
  'NOVEMBER',
  'DECEMBER',
] as const;

function optionsOf({ scheduleId, workflowType, workflowId, taskQueue, input, day }: Yearly): ScheduleOptions {
  const [month, dayOfMonth] = day.split('-').map(Number) as [number, number];
  return {
    scheduleId,
    spec: { calendars: [{ month: months[month - 1]!, dayOfMonth, hour: HOUR }], timezone: TIME_ZONE },
    action: { type: 'startWorkflow', workflowType, workflowId, taskQueue, args: [input] },
    // one that still waits for a calendar goes on beside that of the next year
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: CATCH_UP },
  };
}

async function orNone<R>(call: () => Promise<R>): Promise<R | undefined> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}
