import type { EventType } from '../../domain/line';
import type { Instant } from '../../domain/time';
import type { StageKind } from '../../domain/route';
import { anyOf, type Db } from './rows';

/** How long dossiers stood in a stage that they left in a month. */
export interface StageTime {
  /** `2026-11`, by the time of Viet Nam. */
  readonly month: string;
  readonly stage: StageKind;
  /** On average, in days of 24 hours. */
  readonly days: number;
  readonly count: number;
}

/** What begins a stage, and what ends the last one of a way. */
const marks = [
  'entered',
  'issue',
  'recordHandover',
  'centralDeclined',
  'decline',
  'lapsed',
  'withdraw',
  'acceptWithdrawal',
] as const satisfies readonly EventType[];

/** The index that is read from, and nothing else. */
export const stageTimeIndex = { type: 1, entity: 1, at: 1, 'data.stage': 1 } as const;

/**
 * From the trails alone: a stage begins where it was entered and ends at the next such mark of its dossier.
 * @param units those whose dossiers are meant; absent: all, in one command
 */
export async function stageTimes(
  { models }: Db,
  from: Instant,
  units?: readonly string[],
): Promise<readonly StageTime[]> {
  const own =
    units &&
    (await models.nominations.find({ unit: anyOf(units) } as never, { _id: 1 }).lean<{ readonly _id: string }[]>());
  const found = await models.auditEntries
    .aggregate<{ readonly _id: Pick<StageTime, 'month' | 'stage'>; readonly days: number; readonly count: number }>(
      [
        {
          $match: {
            type: { $in: [...marks] },
            at: { $gte: from },
            ...(own === undefined ? {} : { entity: { $in: own.map(({ _id }) => _id) } }),
          },
        },
        // stages that run side by side were entered at once
        {
          $group: {
            _id: { entity: '$entity', at: '$at' },
            stages: { $addToSet: { $cond: [{ $eq: ['$type', 'entered'] }, '$data.stage', '$$REMOVE'] } },
          },
        },
        {
          $setWindowFields: {
            partitionBy: '$_id.entity',
            sortBy: { '_id.at': 1 },
            output: { until: { $shift: { output: '$_id.at', by: 1 } } },
          },
        },
        { $match: { until: { $ne: null } } },
        { $unwind: '$stages' },
        { $set: { until: { $toDate: '$until' }, since: { $toDate: '$_id.at' } } },
        {
          $group: {
            _id: {
              month: { $dateToString: { date: '$until', format: '%Y-%m', timezone: 'Asia/Ho_Chi_Minh' } },
              stage: '$stages',
            },
            days: { $avg: { $divide: [{ $subtract: ['$until', '$since'] }, DAY_MS] } },
            count: { $sum: 1 },
          },
        },
        { $sort: { '_id.month': -1, '_id.stage': 1 } },
      ],
      { hint: { ...stageTimeIndex } },
    )
    .option({ allowDiskUse: true });
  return found.map(({ _id, days, count }) => ({ ..._id, days, count }));
}
const DAY_MS = 86_400_000;
