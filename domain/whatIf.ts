import type { Text } from './award';
import type { CouncilRule } from './rule';
import type { Count, Tally } from './tally';
import { sentence, tally } from './tally';

/** Votes that somebody has made up, or that a counting board has counted. */
export type MadeUpVotes = Pick<Count, 'yes' | 'no'> & Partial<Omit<Count, 'members'>>;

export interface Outcome extends Tally {
  /** Why, in one sentence with its numbers. */
  readonly why: Text;
}

/**
 * What would become of a line: the same counting as at closing, with the sentence that the minutes would print. Whoever is not
 * said to have taken part is taken to have voted: as many took part as there are votes and recusals.
 * @throws Problem VALIDATION when the numbers do not fit together
 */
export function whatIf(rule: CouncilRule, members: number, votes: MadeUpVotes): Outcome {
  const { yes, no, abstain = 0, other = 0, recused = 0, recusedAway = 0, ...said } = votes;
  const participated = said.participated ?? yes + no + abstain + other + recused - recusedAway;
  const result = tally(rule, { ...said, members, participated, yes, no, abstain, other, recused, recusedAway });
  return { ...result, why: sentence(rule, result) };
}
