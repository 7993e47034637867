import type { Model } from 'mongoose';
import type { FactRecord, HistoryRecord } from './fact-records';
import { subjectOf } from './ledger';
import type { Dossier, UnitRecord } from './records';
import type { Db, Filter } from './rows';
import { anyOf } from './rows';
import type { StoredPerson } from './people-list';
import type { StoredNomination } from './schemas/nominations';

/** A dossier whose facts are wanted. */
export interface Wanted {
  /** Absent while nothing is saved. */
  readonly nomination?: string;
  /** The unit that nominates. */
  readonly unit: string;
  readonly round?: string;
  readonly dossier: Dossier;
  /** Drafts of the round count as on their way: before sending, a title and what rests on it are written side by side. */
  readonly withDrafts: boolean;
  /** Awards of the same year whose proposals are counted with it. */
  readonly countedAwards: readonly string[];
}

/** Another dossier, as far as it matters to this one. */
export type OtherDossier = Pick<StoredNomination, '_id' | 'unit' | 'round' | 'status' | 'stand'> & {
  readonly subject: string;
  readonly dossier: Pick<
    Dossier,
    'award' | 'awardYear' | 'achievement' | 'achievementPeriod' | 'commendationType' | 'initiatives'
  > & { readonly nominee: Pick<Dossier['nominee'], 'kind'> };
};

/** A collective with the units whose record it has taken over, however long ago, and with its people. */
export interface Family {
  readonly predecessors: readonly string[];
  readonly members: readonly string[];
}

/** What was read for a list of dossiers; whose is whose is told by `api/commands/facts/facts.ts`. */
export interface Gathered {
  readonly units: ReadonlyMap<string, UnitRecord>;
  readonly families: ReadonlyMap<string, Family>;
  /** Names of the people who are nominated, as the register has them, by code. */
  readonly names: ReadonlyMap<string, string>;
  readonly awards: readonly HistoryRecord[];
  readonly facts: readonly FactRecord[];
  readonly others: readonly OtherDossier[];
}

/** A unit with the units that ended in it, and with its rooms, at any depth. */
interface UnitWithKin extends UnitRecord {
  readonly predecessors: readonly UnitRecord[];
  readonly rooms: readonly UnitRecord[];
}

/** More than any answer holds, so that the first batch is the only one. */
const ONE_BATCH = 1_000_000;

/**
 * Reads what the rules look at for a list of dossiers: units and their kin, people, then ledger, facts and other dossiers side by
 * side. Five commands in all, four where neither a person nor a collective is nominated; every document is found by an index.
 */
export async function gather(db: Db, wanted: readonly Wanted[]): Promise<Gathered> {
  const collectives = distinct(wanted.map(({ dossier: { nominee } }) => collectiveOf(nominee)));
  const { units, kin } = await readUnits(db, distinct([...wanted.map((w) => w.unit), ...collectives]), collectives);
  const { families, names } = await readPeople(db, kin, distinct(wanted.map((w) => personOf(w.dossier.nominee))));
  const scope = scopeOf(wanted, families);
  const [awards, facts, others] = await Promise.all([
    read<HistoryRecord>(db.models.awardHistory, awardBranches(scope)),
    read<FactRecord>(db.models.facts, factBranches(scope)),
    read<StoredNomination>(db.models.nominations, otherBranches(scope), otherFields),
  ]);
  // what was replaced counts by its successor
  return { units, families, names, awards: awards.filter((award) => !award.replaced), facts, others };
}

/** Everything that is asked for, over all dossiers. */
interface Scope {
  /** Subjects of the dossiers and the units whose ledger they inherit. */
  readonly subjects: readonly string[];
  /** The same as facts are about them. */
  readonly entities: readonly string[];
  readonly members: readonly string[];
  readonly memberYears: readonly number[];
  readonly rounds: readonly string[];
  readonly withDrafts: boolean;
  readonly units: readonly string[];
  readonly awards: readonly string[];
  readonly years: readonly number[];
  readonly initiatives: readonly string[];
  /** Achievements of those whom the ledger does not know by a code of their own. */
  readonly achievements: readonly string[];
  readonly householdAchievements: readonly string[];
  readonly countedAwards: readonly string[];
  readonly countedYears: readonly number[];
}

function scopeOf(wanted: readonly Wanted[], families: ReadonlyMap<string, Family>): Scope {
  const people = distinct(wanted.map(({ dossier: { nominee } }) => personOf(nominee)));
  const inherited = [...families].flatMap(([unit, { predecessors }]) => [unit, ...predecessors]);
  const ofCollectives = wanted.filter(({ dossier: { nominee } }) => collectiveOf(nominee) !== undefined);
  const counting = wanted.filter((w) => w.countedAwards.length > 0);
  const achievements = (of: readonly Wanted[]) => distinct(of.map((w) => w.dossier.achievement));
  return {
    subjects: distinct([
      ...wanted.map(({ dossier: { nominee }, nomination }) => subjectOf(nominee, nomination ?? '')).filter(Boolean),
      ...inherited,
    ]),
    entities: [...people.map(aboutPerson), ...inherited.map(aboutUnit)],
    members: distinct([...families.values()].flatMap((family) => family.members)),
    memberYears: distinct(ofCollectives.map((w) => w.dossier.awardYear)),
    rounds: distinct(wanted.map((w) => w.round)),
    withDrafts: wanted.some((w) => w.withDrafts),
    units: distinct(wanted.map((w) => w.unit)),
    awards: distinct(wanted.map((w) => w.dossier.award)),
    years: distinct(wanted.map((w) => w.dossier.awardYear)),
    initiatives: distinct(wanted.flatMap((w) => w.dossier.initiatives ?? [])),
    achievements: achievements(wanted),
    householdAchievements: achievements(wanted.filter((w) => w.dossier.nominee.kind === 'household')),
    countedAwards: distinct(counting.flatMap((w) => w.countedAwards)),
    countedYears: distinct(counting.map((w) => w.dossier.awardYear)),
  };
}

export const aboutPerson = (person: string): string => `people/${person}`;
export const aboutUnit = (unit: string): string => `units/${unit}`;
export const aboutInitiative = (code: string): string => `initiatives/${code}`;

export const personOf = (nominee: Dossier['nominee']): string | undefined =>
  nominee.kind === 'person' ? nominee.person : undefined;
export const collectiveOf = (nominee: Dossier['nominee']): string | undefined =>
  nominee.kind === 'collective' ? nominee.collective : undefined;

const some = (values: readonly unknown[]): boolean => values.length > 0;

function awardBranches(s: Scope): Filter[] {
  return [
    ...(some(s.subjects) ? [{ subject: anyOf(s.subjects) }] : []),
    ...(some(s.members) ? [{ subject: anyOf(s.members), awardYear: anyOf(s.memberYears) }] : []),
    ...(some(s.initiatives) ? [{ initiatives: anyOf(s.initiatives) }] : []),
    ...(some(s.householdAchievements) ? [{ achievement: anyOf(s.householdAchievements) }] : []),
  ];
}

function factBranches(s: Scope): Filter[] {
  const own = [...s.entities, ...s.initiatives.map(aboutInitiative)];
  const members = anyOf(s.members.map(aboutPerson));
  return [
    ...(some(own) ? [{ about: anyOf(own) }] : []),
    ...(some(s.members) ? [{ about: members, kind: 'grade', year: anyOf(s.memberYears) }] : []),
    ...(some(s.members) ? [{ about: members, kind: 'conduct' }] : []),
    { about: anyOf(s.units.map(aboutUnit)), kind: anyOf(['headcount', 'registrationList']), year: anyOf(s.years) },
    ...(some(s.countedYears) ? [{ kind: 'ranking', year: anyOf(s.countedYears), leads: true }] : []),
  ];
}

function otherBranches(s: Scope): Filter[] {
  const sent = 'underWay';
  // the round is looked at afterwards: an index of its own would tempt the database to read the whole round
  const onTheWay = s.withDrafts ? anyOf(['draft', sent]) : sent;
  return [
    ...(some(s.subjects) ? [{ subject: anyOf(s.subjects), stand: onTheWay }] : []),
    ...(some(s.members) ? [{ subject: anyOf(s.members), stand: onTheWay }] : []),
    ...(some(s.achievements) ? [{ 'dossier.achievement': anyOf(s.achievements), stand: sent }] : []),
    ...(some(s.initiatives) ? [{ 'dossier.initiatives': anyOf(s.initiatives), stand: sent }] : []),
    ...(some(s.countedAwards)
      ? [{ 'dossier.award': anyOf(s.countedAwards), 'dossier.awardYear': anyOf(s.countedYears) }]
      : []),
    // what the unit proposes for the same award
    ...(some(s.rounds) ? [{ unit: anyOf(s.units), round: anyOf(s.rounds), 'dossier.award': anyOf(s.awards) }] : []),
  ];
}

const otherFields = {
  unit: 1,
  round: 1,
  status: 1,
  stand: 1,
  subject: 1,
  'dossier.nominee.kind': 1,
  'dossier.award': 1,
  'dossier.awardYear': 1,
  'dossier.achievement': 1,
  'dossier.achievementPeriod': 1,
  'dossier.commendationType': 1,
  'dossier.initiatives': 1,
} as const;

/** All records of any branch, in one command; each branch has its index. */
async function read<T extends object>(
  model: Model<T>,
  branches: readonly Filter[],
  fields: Readonly<Record<string, 1>> = {},
): Promise<readonly T[]> {
  if (branches.length === 0) return [];
  const [only] = branches;
  const filter = branches.length === 1 && only ? only : { $or: branches };
  return await model
    .find({ ...filter } as never, { ...fields } as never)
    .batchSize(ONE_BATCH)
    .lean<T[]>();
}

async function readUnits(
  { models: { units } }: Db,
  codes: readonly string[],
  collectives: readonly string[],
): Promise<{ readonly units: ReadonlyMap<string, UnitRecord>; readonly kin: readonly UnitWithKin[] }> {
  if (collectives.length === 0) {
    const found = await read<UnitRecord>(units, [{ _id: anyOf(codes) }]);
    return { units: byCode(found), kin: [] };
  }
  const found = await units
    .aggregate<UnitWithKin>([
      { $match: { _id: { $in: [...codes] } } },
      {
        $graphLookup: {
          from: 'units',
          startWith: '$_id',
          connectFromField: '_id',
          connectToField: 'successor',
          as: 'predecessors',
        },
      },
      {
        $graphLookup: {
          from: 'units',
          startWith: '$_id',
          connectFromField: '_id',
          connectToField: 'parent',
          as: 'rooms',
          restrictSearchWithMatch: { kind: 'room' },
        },
      },
    ])
    .option({ batchSize: ONE_BATCH });
  const wanted = new Set(collectives);
  return { units: byCode(found), kin: found.filter((unit) => wanted.has(unit._id)) };
}

const byCode = (units: readonly UnitRecord[]): ReadonlyMap<string, UnitRecord> =>
  new Map(units.map((unit) => [unit._id, unit]));

/** Those who are nominated, and those of collectives: the people of the unit and of its rooms. */
async function readPeople(
  { models: { people } }: Db,
  kin: readonly UnitWithKin[],
  nominees: readonly string[],
): Promise<Pick<Gathered, 'families' | 'names'>> {
  const unitsOf = (unit: UnitWithKin): readonly string[] => [unit._id, ...unit.rooms.map((room) => room._id)];
  const units = distinct(kin.flatMap(unitsOf));
  const branches = [
    ...(some(units) ? [{ unit: anyOf(units) }] : []),
    ...(some(nominees) ? [{ _id: anyOf(nominees) }] : []),
  ];
  const found = await read<StoredPerson>(people, branches, { unit: 1, name: 1 });
  const wanted = new Set(nominees);
  const families = kin.map((unit) => {
    const within = new Set(unitsOf(unit));
    const predecessors = unit.predecessors.map((one) => one._id).filter((code) => code !== unit._id);
    const members = found.filter((person) => within.has(person.unit)).map((person) => person._id);
    return [unit._id, { predecessors, members }] as const;
  });
  return {
    families: new Map(families),
    names: new Map(found.filter(({ _id }) => wanted.has(_id)).map(({ _id, name }) => [_id, name])),
  };
}

const distinct = <T>(values: readonly (T | undefined)[]): T[] => [
  ...new Set(values.filter((value): value is T => value !== undefined)),
];
