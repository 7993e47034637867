import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { play } from './play';
import { sequences } from './sequences';

/**
 * Votes, changes, recusals, replacements, extensions, crashes and requests that come twice, late or out of order, in 1,500 random
 * sequences. A failure prints its seed and the shortest sequence that fails.
 */
test('whatever happens to a session, its result is the sum of the last valid sheets', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(sequences, (sequence) => {
      const played = play(sequence);
      expect(played.model.outcome).not.toBe('open');
      if (!isDeepStrictEqual(played.service, played.model)) throw new Error(JSON.stringify(played, undefined, 1));
      for (const one of played.met) met.add(one);
    }),
    { numRuns: 1_500 },
  );
  // the sequences get everywhere
  expect([...met].sort()).toEqual(
    [
      ...['taken', 'superseded', 'VOTING_CLOSED', 'NOT_A_MEMBER', 'TOO_MANY_CHANGES'],
      ...['ACTION_NOT_ALLOWED', 'VALIDATION', 'REMINDED_LATELY', 'ALREADY_A_MEMBER', 'NOT_CLAIMED'],
      ...['extended for quorum', 'cancelled', 'no quorum', 'not passed', 'passed'],
    ].sort(),
  );
});
