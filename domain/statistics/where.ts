import type { Award, CommendationType, SubjectKind } from '../award';
import { openStatuses, type StatusCode } from '../stages/stage';

/**
 * What a number of the statistics counts. The same words filter the list of nominations, so that each number leads to exactly
 * the dossiers behind it.
 */

export const sexes = ['female', 'male', 'unknown'] as const;
export type Sex = (typeof sexes)[number];

/** How people are addressed in the dossier: it is known of everybody but of comrades. */
const addresses = { female: 'Bà', male: 'Ông', unknown: 'đồng chí' } as const satisfies Record<Sex, string>;
export const addressOf = (sex: Sex): (typeof addresses)[Sex] => addresses[sex];
export const sexOf = (address: string | undefined): Sex | undefined => sexes.find((sex) => addresses[sex] === address);

/** The flag of a dossier of somebody who works or fights himself and leads nobody (Law 06/2022/QH15 art. 5(2)). */
export const DIRECT_WORKER = 'directWorker';

export const outcomes = ['awarded', 'failed', 'underWay'] as const;
export type Outcome = (typeof outcomes)[number];

/** What has become of nominations that were sent; drafts are none. */
export const statusesOf: Readonly<Record<Outcome, readonly StatusCode[]>> = {
  awarded: ['issued', 'received'],
  failed: ['declined', 'lapsed', 'withdrawn'],
  underWay: openStatuses.filter((status) => status !== 'draft'),
};
/** `proposed`: sent, whatever has become of it. */
export const countable = ['proposed', ...outcomes] as const;
export type Countable = (typeof countable)[number];
export const statusesFor = (of: Countable): readonly StatusCode[] =>
  of === 'proposed' ? outcomes.flatMap((outcome) => statusesOf[outcome]) : statusesOf[of];
export const outcomeOf = (status: StatusCode): Outcome | undefined =>
  outcomes.find((outcome) => statusesOf[outcome].includes(status));

/** A filter of nominations. Everything that is named must hold; of awards one of them. */
export interface Where {
  readonly outcome?: Countable;
  readonly awardYear?: number;
  /** From this award year on, and up to this one. */
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly award?: string;
  readonly awardLevel?: Award['level'];
  readonly kind?: SubjectKind;
  readonly sex?: Sex;
  readonly direct?: true;
  readonly commendationType?: CommendationType;
  /** With its rooms. */
  readonly unit?: string;
}

/** How many nominations are alike in everything that the statistics tell apart. */
export interface Tally {
  readonly awardYear: number;
  readonly award: string;
  readonly status: StatusCode;
  readonly kind: SubjectKind;
  readonly sex?: Sex;
  readonly direct: boolean;
  readonly commendationType: CommendationType;
  readonly count: number;
}

/** How many nominations of a unit, its rooms apart, have come to what in a year. */
export interface UnitTally {
  readonly unit: string;
  readonly awardYear: number;
  readonly award: string;
  readonly status: StatusCode;
  readonly count: number;
}

type Asked = Omit<Where, 'unit'>;

/** How many nominations a filter finds. @param levelOf the level of an award; undefined of one that is not known */
export function countWhere(
  tallies: readonly Tally[],
  where: Asked,
  levelOf: (award: string) => Award['level'] | undefined,
): number {
  const { outcome = 'proposed', awardLevel, fromYear = 0, toYear = Infinity, ...exactly } = where;
  const statuses = statusesFor(outcome);
  const fields = Object.entries(exactly) as [keyof typeof exactly, unknown][];
  return tallies
    .filter(
      (tally) =>
        statuses.includes(tally.status) &&
        tally.awardYear >= fromYear &&
        tally.awardYear <= toYear &&
        (awardLevel === undefined || levelOf(tally.award) === awardLevel) &&
        fields.every(([field, value]) => tally[field] === value),
    )
    .reduce((sum, { count }) => sum + count, 0);
}
