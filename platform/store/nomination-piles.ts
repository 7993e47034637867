import type { ClientSession, Model } from 'mongoose';
import { noDueDay } from './row';
import type { StatusCode } from '../../domain/stages/stage';
import { listIndex } from './list-indexes';
import type { AwardedCount, OfProposals, ProposalPile, UnitCount } from './nominations';
import { anyOf } from './rows';
import type { StoredNomination } from './schemas/nominations';

const MOST = 200;

/** Read from an index alone. The values are codes of ours, or were parsed as codes. */
export async function proposalPiles(
  model: Model<StoredNomination>,
  { status, level, unit }: OfProposals,
): Promise<readonly ProposalPile[]> {
  const found = await model.aggregate<{ _id: string; count: number; due: string }>(
    [
      {
        $match: {
          status: { $in: [...status] },
          'row.level': level,
          unitProposal: { $gt: '' },
          ...(unit === undefined ? {} : { unit: { $in: [...unit] } }),
        },
      },
      { $group: { _id: '$unitProposal', count: { $sum: 1 }, due: { $min: '$row.due' } } },
      { $sort: { due: 1, _id: 1 } },
      { $limit: MOST },
    ],
    { hint: { status: 1, 'row.level': 1, unitProposal: 1, unit: 1, 'row.due': 1 } },
  );
  return found.map(({ _id, count, due }) => {
    const day = due.slice(0, noDueDay.length);
    return { unitProposal: _id, count, ...(day === noDueDay ? {} : { due: day }) };
  });
}

export async function unitCounts(model: Model<StoredNomination>, round: string): Promise<readonly UnitCount[]> {
  const found = await model.aggregate<{ _id: Pick<UnitCount, 'unit' | 'status'>; count: number }>(
    [{ $match: { round } }, { $group: { _id: { unit: '$unit', status: '$status' }, count: { $sum: 1 } } }],
    { hint: { round: 1, unit: 1, status: 1 } },
  );
  return found.map(({ _id, count }) => ({ ..._id, count }));
}

const within = (units: readonly string[] | undefined) => (units === undefined ? {} : { unit: { $in: [...units] } });

export async function standingCounts(
  model: Model<StoredNomination>,
  units: readonly string[] | undefined,
): Promise<ReadonlyMap<StatusCode, number>> {
  const found = await model.aggregate<{ _id: StatusCode; count: number }>(
    [{ $match: { status: { $gt: '' }, ...within(units) } }, { $group: { _id: '$status', count: { $sum: 1 } } }],
    { hint: { ...listIndex('status', 'number') } },
  );
  return new Map(found.map(({ _id, count }) => [_id, count]));
}

export async function awardedCounts(
  model: Model<StoredNomination>,
  units: readonly string[] | undefined,
): Promise<readonly AwardedCount[]> {
  const found = await model.aggregate<{ _id: { unit: string; year: number }; count: number }>(
    [
      { $match: { status: { $in: ['issued', 'received'] }, ...within(units) } },
      { $group: { _id: { unit: '$unit', year: '$dossier.awardYear' }, count: { $sum: 1 } } },
    ],
    { hint: { ...listIndex('status', 'number') } },
  );
  return found.map(({ _id: { unit, year }, count }) => ({ unit, awardYear: year, count }));
}

/** Which unit each nomination is of. */
export async function unitsOf(
  model: Model<StoredNomination>,
  ids: readonly string[],
  session?: ClientSession,
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const wanted = [...new Set(ids)];
  const found = await model
    .find({ _id: anyOf(wanted) } as never, { unit: 1 })
    .batchSize(wanted.length + 1)
    .session(session ?? null)
    .lean<{ readonly _id: string; readonly unit: string }[]>();
  return new Map(found.map(({ _id, unit }) => [_id, unit]));
}
