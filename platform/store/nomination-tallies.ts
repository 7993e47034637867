import type { Model } from 'mongoose';
import type { CommendationType, SubjectKind } from '../../domain/award';
import { sexOf, statusesFor, type Tally, type UnitTally } from '../../domain/statistics/where';
import type { StatusCode } from '../../domain/stages/stage';
import type { StoredNomination } from './schemas/nominations';

/** The award years that are counted, and of which units; of all when absent. */
export interface TallyScope {
  readonly from: number;
  readonly to: number;
  readonly units?: readonly string[];
}

/** The index that counting reads, and nothing besides. */
export const tallyIndex: Readonly<Record<string, 1>> = {
  'dossier.awardYear': 1,
  status: 1,
  unit: 1,
  'dossier.award': 1,
  'dossier.nominee.kind': 1,
  'dossier.nominee.address': 1,
  'row.direct': 1,
  'dossier.commendationType': 1,
};

/** All groups in the first answer: however many there are cost one command. */
const inOneAnswer = { hint: { ...tallyIndex }, batchSize: 100_000 };

/** Codes of ours and whole numbers: nothing in it is an operator. */
const matching = ({ from, to, units }: TallyScope) => ({
  $match: {
    'dossier.awardYear': { $gte: from, $lte: to },
    status: { $in: [...statusesFor('proposed')] },
    ...(units === undefined ? {} : { unit: { $in: [...units] } }),
  },
});

interface Group {
  readonly _id: {
    readonly year: number;
    readonly award: string;
    readonly status: StatusCode;
    readonly kind: SubjectKind;
    readonly address: string | null;
    readonly direct: boolean | null;
    readonly type: CommendationType;
  };
  readonly count: number;
}

/** What was sent, told apart by everything that statistics tell apart; one command. */
export async function tallied(model: Model<StoredNomination>, scope: TallyScope): Promise<readonly Tally[]> {
  const _id = {
    year: '$dossier.awardYear',
    award: '$dossier.award',
    status: '$status',
    kind: '$dossier.nominee.kind',
    address: { $ifNull: ['$dossier.nominee.address', null] },
    direct: { $ifNull: ['$row.direct', false] },
    type: '$dossier.commendationType',
  };
  const found = await model.aggregate<Group>([matching(scope), { $group: { _id, count: { $sum: 1 } } }], {
    ...inOneAnswer,
  });
  return found.map(({ _id: { year, award, status, kind, address, direct, type }, count }) => {
    const sex = kind === 'person' ? sexOf(address ?? undefined) : undefined;
    return {
      awardYear: year,
      award,
      status,
      kind,
      ...(sex === undefined ? {} : { sex }),
      direct: direct === true,
      commendationType: type,
      count,
    };
  });
}

/** The same by unit; one command. */
export async function talliedByUnit(model: Model<StoredNomination>, scope: TallyScope): Promise<readonly UnitTally[]> {
  const _id = { awardYear: '$dossier.awardYear', unit: '$unit', award: '$dossier.award', status: '$status' };
  const found = await model.aggregate<{ _id: Omit<UnitTally, 'count'>; count: number }>(
    [matching(scope), { $group: { _id, count: { $sum: 1 } } }],
    inOneAnswer,
  );
  return found.map(({ _id: of, count }) => ({ ...of, count }));
}
