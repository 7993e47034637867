import { canonicalJson, sha256 } from './canonical';
import type { BallotRecord, RecountBundle, SessionRecord, SessionResult } from './records';

/**
 * What is needed to count a closed session again, and what was published of it: rules, choices shuffled and unlinked, results.
 * @returns undefined for a session with a meeting: only the sums of ballots and written opinions together are published
 */
export function recountBundle(
  session: Pick<SessionRecord, '_id' | 'kind' | 'ballot' | 'lines'>,
  result: Omit<SessionResult, 'bundle'>,
  ballots: readonly Pick<BallotRecord, 'nomination' | 'choices'>[],
): RecountBundle | undefined {
  if (session.kind !== 'written') return undefined;
  const choices = new Map(ballots.map((b) => [b.nomination, b.choices]));
  const published = new Map(result.lines.map((l) => [l.nomination, l.tally]));
  return {
    format: 'vinh-danh-recount-1',
    session: session._id,
    ballot: session.ballot,
    members: result.members,
    ballots: result.ballots,
    quorate: result.quorate,
    receiptCodes: result.receiptCodes,
    lines: session.lines.flatMap(({ no, nomination, award, rule }) => {
      const tally = published.get(nomination);
      const said = choices.get(nomination) ?? [];
      if (!tally) return [];
      const recusedAway = tally.recused - said.filter((choice) => choice === 'recused').length;
      return [{ no, nomination, award, rule, choices: said, recusedAway, published: tally }];
    }),
  };
}

/** The hash that stands in the session's record and on its minutes: SHA-256 of the bundle as canonical JSON. */
export const bundleHash = (bundle: RecountBundle): string => sha256(canonicalJson(bundle));
