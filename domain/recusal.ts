import type { Text } from './award';
import type { CouncilRule } from './rule';
import { reachable, smallestPart } from './tally';

/** Members of the council who are the nominee of a line: they do not vote on it. */
export const recusedOn = (
  nominee: { readonly kind: string; readonly person?: string } | undefined,
  members: readonly string[],
): string[] => (nominee?.kind === 'person' ? members.filter((person) => person === nominee.person) : []);

/** What binds a member to the unit that proposes a line. */
export type Relation = 'headsUnit' | 'worksThere';

export interface Related {
  readonly person: string;
  readonly relation: Relation;
}

/** Who may not vote on a line: nominees, and where the regulation says so those who are bound to the proposing unit. */
export interface Locks {
  readonly recused: readonly string[];
  /** Those of them who are locked by their relation alone; absent when there are none. */
  readonly related?: readonly Related[];
}

/** @param relations of members to the proposing unit, where they lock; a nominee is locked as such, whatever else he is */
export function locksOf(
  nominee: Parameters<typeof recusedOn>[0],
  members: readonly string[],
  relations: readonly Related[],
): Locks {
  const own = recusedOn(nominee, members);
  const related = relations.filter(({ person }) => members.includes(person) && !own.includes(person));
  if (related.length === 0) return { recused: own };
  const locked = new Set([...own, ...related.map((r) => r.person)]);
  return { recused: members.filter((person) => locked.has(person)), related };
}

export interface OutOfReach {
  readonly nomination: string;
  readonly no: number;
  /** Members of the council. */
  readonly members: number;
  /** Those of them who may not vote on this line. */
  readonly recused: number;
  /** Yes votes that it would need. */
  readonly needed: number;
}

/** The lines that cannot pass any more, even if every member who may vote on them said yes. */
export const outOfReach = (
  lines: readonly {
    readonly nomination: string;
    readonly no: number;
    readonly rule: CouncilRule;
    readonly recused: readonly string[];
  }[],
  members: number,
): OutOfReach[] =>
  lines
    .filter(({ rule, recused }) => !reachable(rule, members, recused.length))
    .map(({ nomination, no, rule, recused }) => ({
      nomination,
      no,
      members,
      recused: recused.length,
      needed: smallestPart(rule.threshold, rule.recusal === 'leavesBase' ? members - recused.length : members),
    }));

/** The same in one sentence. */
export const whyOutOfReach = ({ members, recused, needed }: OutOfReach): Text => ({
  vi: `${recused} trong ${members} thành viên không được bỏ phiếu; cần ít nhất ${needed} phiếu đồng ý nhưng chỉ có thể có ${members - recused}`,
  en: `${recused} of ${members} members may not vote; at least ${needed} must vote yes, and only ${members - recused} can`,
});
