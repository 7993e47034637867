import type { Facts } from '../../../domain/rules/facts';
import type { Criterion } from '../../../domain/rules/rule';
import { told, type Told } from './given';

/** The whole of what a criterion says: outcome, sentence, what is missing of whom, and the field of the form. */
export const answer = (outcome: Told['outcome'], say: string, missing: string[] = [], field?: string): Told => ({
  outcome,
  say,
  missing,
  field,
});

/** Tests that each criterion says the whole of its answer, and nothing else. */
export function hold(
  cases: readonly (readonly [what: string, asked: Criterion, given: Facts, expected: Told])[],
): void {
  test.each(cases)('%s', (_what, asked, given, expected) => {
    expect(told(asked, given)).toEqual(expected);
  });
}
